"""The plug-in kind of fact extraction: a text and the paper's Reading in, facts out."""

from collections.abc import Iterable
from typing import Protocol

from kg.model import Fact, Reading
from kg.nlp import Prose


class FactExtractor(Protocol):
    """Extracts facts from one document; made once, called for every paper, keeps no state between papers.

    Names in a fact (`of`, `by`, `name`, `head`, `tail`) are canonical names of `reading.entities`, or PAPER.
    """

    def extract(self, prose: Prose, reading: Reading) -> Iterable[Fact]: ...

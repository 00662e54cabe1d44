"""The plug-in kind of fact extraction: a spaCy Doc and the paper's Reading in, facts out."""

from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Doc

from kg.model import Fact, Reading


class FactExtractor(Protocol):
    """Extracts facts from one document; made once, called for every paper, keeps no state between papers.

    Names in a fact (`of`, `by`, `name`, `head`, `tail`) are canonical names of `reading.entities`, or PAPER.
    """

    def extract(self, doc: Doc, reading: Reading) -> Iterable[Fact]: ...

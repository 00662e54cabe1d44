"""The plug-in kind of mention detection: a spaCy Doc in, the detector's own votes out."""

from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Doc

from kg.model import Mention


class Detector(Protocol):
    """Finds mentions in one document; made once, called for every paper, keeps no state between papers.

    `doc.text` is `Document.text`: offsets are code points into it, `doc.text[m.start:m.end] == m.surface`.
    Votes of one or several detectors may overlap and disagree; kg/mentions/combine.py alone decides.
    """

    def detect(self, doc: Doc) -> Iterable[Mention]: ...

"""The plug-in kind of mention detection: a document's text in, the detector's own votes out."""

from collections.abc import Iterable
from typing import Protocol

from kg.model import Mention
from kg.nlp import Prose


class Detector(Protocol):
    """Finds mentions in one document; made once, called for every paper, keeps no state between papers.

    `prose.text` is `Document.text`: offsets are code points into it, `prose.text[m.start:m.end] == m.surface`.
    Votes of one or several detectors may overlap and disagree; kg/mentions/combine.py alone decides.
    """

    def detect(self, prose: Prose) -> Iterable[Mention]: ...

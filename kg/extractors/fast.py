"""A document in, its record out, by rules and their fitted weights alone: no encoder, nothing but this machine."""

from functools import cached_property

from kg import nlp, registry
from kg.extractors.base import record
from kg.facts.base import FactExtractor
from kg.fingerprint import fingerprint
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.model import ENTITY_TYPES, Document, Reading, Record

GROUPS = ("kg.mentions", "kg.facts")
PARTS = ("extractors/base.py", "extractors/fast.py", "facts", "mentions", "terms", "values", "model.py", "nlp.py")
"""The files and folders of kg that a record is a function of."""


class Fast:
    """The installed detectors' votes, weighed, and the installed fact extractors' facts about what stands."""

    @cached_property
    def detectors(self) -> tuple[Detector, ...]:
        """All installed ones, in the order of their names."""
        return registry.load_all("kg.mentions")

    @cached_property
    def fact_extractors(self) -> tuple[FactExtractor, ...]:
        """All installed ones, in the order of their names."""
        return registry.load_all("kg.facts")

    @property
    def key(self) -> str:
        return fingerprint("fast", parts=PARTS, groups=GROUPS)

    def extract(self, document: Document) -> Record:
        """Depends on nothing but the document's text and the plug-ins."""
        prose = nlp.read(document.text)
        mentions = combine(mention for detector in self.detectors for mention in detector.detect(prose))
        values = tuple(mention for mention in mentions if mention.type not in ENTITY_TYPES)
        reading = Reading(document, group(prose, mentions), values)
        return record(reading, (fact for one in self.fact_extractors for fact in one.extract(prose, reading)))

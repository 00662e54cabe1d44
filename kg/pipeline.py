"""The order of the stages, known here alone: documents in, records out; records in, a graph out."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import __version__, nlp, registry
from kg.facts.base import FactExtractor
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.model import (
    ENTITY_TYPES,
    Document,
    Fact,
    HardwareFact,
    LinkFact,
    ParameterFact,
    Reading,
    Record,
    RelationFact,
    TokenFact,
)


@dataclass(frozen=True)
class Extractor:
    """The plug-ins of one run: document in, record out."""

    detectors: Sequence[Detector]
    fact_extractors: Sequence[FactExtractor]

    @classmethod
    def default(cls) -> "Extractor":
        """All installed plug-ins, in the order of their names."""
        return cls(registry.load_all("kg.mentions"), registry.load_all("kg.facts"))

    def extract(self, document: Document) -> Record:
        """Reads one document; depends on nothing but its text and the plug-ins."""
        doc = nlp.read(document.text)
        votes = [mention for detector in self.detectors for mention in detector.detect(doc)]
        mentions = combine(votes)
        reading = Reading(
            document, group(doc, mentions), tuple(m for m in mentions if m.type not in ENTITY_TYPES)
        )
        facts = [fact for extractor in self.fact_extractors for fact in extractor.extract(doc, reading)]
        return _record(document, reading, facts)


def _record(document: Document, reading: Reading, facts: Iterable[Fact]) -> Record:
    by_kind: dict[type, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(type(fact), []).append(fact)
    return Record(
        document=document,
        entities=reading.entities,
        parameters=tuple(by_kind.get(ParameterFact, ())),  # type: ignore[arg-type]
        tokens=tuple(by_kind.get(TokenFact, ())),  # type: ignore[arg-type]
        hardware=tuple(by_kind.get(HardwareFact, ())),  # type: ignore[arg-type]
        links=tuple(by_kind.get(LinkFact, ())),  # type: ignore[arg-type]
        relations=tuple(by_kind.get(RelationFact, ())),  # type: ignore[arg-type]
        key=hashlib.blake2b(f"{__version__}\n{document.text}".encode(), digest_size=16).hexdigest(),
    )

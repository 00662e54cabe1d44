"""A Doc or Span that went through kg's component in; what its extension attributes say out.

All that they say is kept as plain data in `doc.user_data["kg"]`, so that it survives `doc.to_bytes()` and the way
from one process to another.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import orjson
from spacy.tokens import Doc, Span

from kg import records
from kg.model import Evidence, Fact, HardwareFact, LinkFact, MentionType, ParameterFact, Record, TokenFact

log = logging.getLogger(__name__)

NAME = "kg"
"""Of the factory, of the group of spans, and of what is kept in `doc.user_data`."""
COLORS: Mapping[str, str] = {
    MentionType.MODEL.value: "#9ecae1",
    MentionType.DATASET.value: "#a1d99b",
    MentionType.METHOD.value: "#fdd0a2",
    MentionType.HARDWARE.value: "#d9d9d9",
    MentionType.ORGANIZATION.value: "#dadaeb",
}
"""For `displacy.render(doc, style="ent", options={"colors": COLORS})`."""

F = TypeVar("F", bound=Fact)


class Found(NamedTuple):
    """A span that names an entity; offsets in `doc.text`, at the bounds of tokens."""

    start: int
    end: int
    label: str
    canonical: str
    confidence: float
    introduced: bool

    @property
    def place(self) -> tuple[int, int, str, str]:
        return self.start, self.end, self.label, self.canonical


class Stated(NamedTuple):
    """A relation: canonical names of its ends (or PAPER as head), and the span that says so.

    `head_span`, `tail_span`: where the ends are named, inside the evidence if they are; None for PAPER.
    """

    head: str
    relation: str
    tail: str
    evidence: Span
    confidence: float
    head_span: Span | None
    tail_span: Span | None


def keep(doc: Doc, record: bytes, shift: int, found: Iterable[Found]) -> None:
    """Keeps what the attributes say. `shift`: how many places further on the record's offsets are than the Doc's."""
    doc.user_data[NAME] = {"record": record, "shift": shift, "found": [list(one) for one in found]}


def set_extensions() -> None:
    """Sets all attributes; those of the same names that somebody else has set give way, which is logged."""
    for owner, getters in ((Doc, _OF_DOC), (Span, _OF_SPAN)):
        for name, getter in getters.items():
            if owner.has_extension(name):
                if owner.get_extension(name)[2] is getter:
                    continue
                log.warning("kg sets the extension %s._.%s, which was another's", owner.__name__, name)
            owner.set_extension(name, getter=getter, force=True)


def _record(doc: Doc) -> Record | None:
    """The record, or None for a Doc that didn't go through the component; offsets in `record.document.text`."""
    kept = doc.user_data.get(NAME)
    return None if kept is None else _read(kept["record"])


@lru_cache(maxsize=256)
def _read(record: bytes) -> Record:
    return records.from_row(orjson.loads(record))


def _parameters(doc: Doc) -> tuple[ParameterFact, ...]:
    record = _record(doc)
    return () if record is None else _here(doc, record.parameters)


def _tokens(doc: Doc) -> tuple[TokenFact, ...]:
    record = _record(doc)
    return () if record is None else _here(doc, record.tokens)


def _hardware(doc: Doc) -> tuple[HardwareFact, ...]:
    record = _record(doc)
    return () if record is None else _here(doc, record.hardware)


def _links(doc: Doc) -> tuple[LinkFact, ...]:
    record = _record(doc)
    return () if record is None else _here(doc, record.links)


def _here(doc: Doc, facts: Iterable[F]) -> tuple[F, ...]:
    """The facts with offsets in `doc.text`."""
    shift: int = doc.user_data[NAME]["shift"]
    return tuple(replace(fact, evidence=_moved(fact.evidence, shift)) for fact in facts)


def _moved(evidence: Evidence, shift: int) -> Evidence:
    return replace(evidence, start=max(0, evidence.start - shift), end=evidence.end - shift)


def _relations(doc: Doc) -> tuple[Stated, ...]:
    record = _record(doc)
    if record is None:
        return ()
    named: dict[str, list[Span]] = {}
    for span in doc.spans.get(NAME, ()):
        named.setdefault(span.id_, []).append(span)
    stated = []
    for fact in _here(doc, record.relations):
        evidence = doc.char_span(fact.evidence.start, fact.evidence.end, alignment_mode="expand")
        if evidence is not None:
            ends = (_nearest(named.get(name, ()), evidence) for name in (fact.head, fact.tail))
            stated.append(Stated(fact.head, fact.relation.value, fact.tail, evidence, fact.evidence.confidence, *ends))
    return tuple(stated)


def _nearest(spans: Sequence[Span], evidence: Span) -> Span | None:
    """The first inside the evidence, else the first; none where nothing is so called."""
    inside = (span for span in spans if evidence.start <= span.start and span.end <= evidence.end)
    return next(inside, next(iter(spans), None))


def _found(span: Span) -> Found | None:
    """What a span of an entity says; None for any other span."""
    kept = span.doc.user_data.get(NAME)
    for row in () if kept is None else kept["found"]:
        one = Found(*row)
        if one.place[:3] == (span.start_char, span.end_char, span.label_) and span.id_ in ("", one.canonical):
            return one
    return None


def _canonical(span: Span) -> str | None:
    found = _found(span)
    return None if found is None else found.canonical


def _confidence(span: Span) -> float | None:
    found = _found(span)
    return None if found is None else found.confidence


def _introduced(span: Span) -> bool | None:
    found = _found(span)
    return None if found is None else found.introduced


_OF_DOC: Mapping[str, Callable[[Any], Any]] = {
    "record": _record,
    "relations": _relations,
    "parameters": _parameters,
    "tokens": _tokens,
    "hardware": _hardware,
    "links": _links,
}
_OF_SPAN: Mapping[str, Callable[[Any], Any]] = {
    "canonical": _canonical,
    "confidence": _confidence,
    "introduced": _introduced,
}

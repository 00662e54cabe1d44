"""A text and its reading in; every pair of entities that may be related, with the rules that speak on it, out.

This is the one place where pairs are made, so that rules and a trained classifier judge the same candidates.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.facts.clause import Sentence, sentence
from kg.facts.coordination import Slot, coordinated, slots
from kg.facts.heads import Head, Introduced, heads, introduced
from kg.facts.patterns import DATASET, DOMAINS, MAKER, METHOD, MODEL, OPENING
from kg.facts.votes import named_after, of_head, of_place, of_tail
from kg.model import PAPER, MentionType, PaperEntity, Reading, Relation
from kg.values.sentence import bounds


class Candidate(NamedTuple):
    """A possible fact: half-open bounds of the sentence that would be its evidence, and the rules that speak on it."""

    head: str
    relation: Relation
    tail: str
    start: int
    end: int
    votes: tuple[str, ...]


def candidates(text: str, reading: Reading) -> Iterator[Candidate]:
    """In the order of the text; the same triple comes once for each sentence that may say it."""
    own = introduced(reading)
    new = own.main(DATASET)
    for part in sentences(text, reading):
        for slot in part.slots:
            yield from _to(part, slot, own)
        if new is not None and all(entity is not new for slot in part.slots for entity in slot.entities):
            for slot in part.slots:
                yield from _from(part, slot, new, own)
    yield from _makers(text, reading)


def sentences(text: str, reading: Reading) -> list[Sentence]:
    """The sentences that name an entity."""
    named = slots(reading.entities)
    parts: list[Sentence] = []
    at, place = 0, "title"
    for start, end in bounds(text):
        if place == "before" and OPENING.search(text, start, end):
            place = "opening"
        first = at
        while at < len(named) and named[at].start < end:
            at += 1
        here = [slot for slot in named[first:at] if start <= slot.start and slot.end <= end]
        if here:
            parts.append(sentence(text, (start, end), place, coordinated(text, here)))
        place = {"title": "before", "opening": "after"}.get(place, place)
    return parts


def _to(part: Sentence, slot: Slot, own: Introduced) -> Iterator[Candidate]:
    """The slot as tail, with each head that may relate to it."""
    if not _fitting(None, slot.type):
        return
    setting = part.setting(slot)
    said = of_place(part, setting)
    tails = [(entity.canonical, said + of_tail(entity, part, own)) for entity in slot.entities]
    for head in _owned(part, slot, heads(part, setting, own)):
        placed = of_head(head, setting, own)
        fitting = _fitting(PAPER if head.name == PAPER else head.kind, slot.type)
        for tail, told in tails:
            votes = placed + told + named_after(head, tail)
            for relation in fitting:
                yield Candidate(head.name, relation, tail, part.start, part.end, votes)


def _owned(part: Sentence, slot: Slot, found: Sequence[Head]) -> Sequence[Head]:
    """Behind a possessive the owner's own thing alone: "OpenAI's GPT series and Meta's LLaMA"."""
    if slot.type != MAKER or part.text[slot.end : slot.end + 2] not in ("'s", "’s"):
        return found
    return [head for head in found if head.place == "beside after"] or found


@lru_cache(maxsize=256)
def _fitting(kind: str | None, tail: MentionType) -> tuple[Relation, ...]:
    """The relations that a head of a kind (None: any) may have to a tail."""
    return tuple(
        relation
        for relation, domain in DOMAINS.items()
        if tail in domain.tails
        and (kind is None or (domain.paper if kind == PAPER else kind.partition("*")[0] in domain.heads))
    )


def _from(part: Sentence, slot: Slot, new: PaperEntity, own: Introduced) -> Iterator[Candidate]:
    """The slot as head, where the introduced dataset that it was run on is named in another sentence."""
    if slot.type not in (MODEL, METHOD):
        return
    start, end = _span(part, new, slot)
    said = tuple(f"apart {vote}" for vote in of_place(part, part.setting(slot)))
    for entity in slot.entities:
        votes = ("apart", f"apart {own.kind(entity)}", f"apart {own.surety(entity)}", *said)
        for relation in (Relation.EVALUATED_ON, Relation.TRAINED_ON):
            if entity.type in DOMAINS[relation].heads:
                yield Candidate(entity.canonical, relation, new.canonical, start, end, votes)


def _makers(text: str, reading: Reading) -> Iterator[Candidate]:
    """A maker's name inside its product's ("OpenAI o1")."""
    outer = slots(entity for entity in reading.entities if entity.type != MAKER)
    starts = [slot.start for slot in outer]
    for maker in reading.entities:
        for mention in maker.mentions if maker.type == MAKER else ():
            at = bisect_right(starts, mention.start) - 1
            if at < 0 or outer[at].end < mention.end or outer[at].type not in DOMAINS[Relation.DEVELOPED_BY].heads:
                continue
            start, end = _around(text, mention.start, mention.end)
            for entity in outer[at].entities:
                votes = ("maker inside name", f"maker inside name of {entity.type.value}")
                yield Candidate(entity.canonical, Relation.DEVELOPED_BY, maker.canonical, start, end, votes)


def _span(part: Sentence, tail: PaperEntity, head: Slot) -> tuple[int, int]:
    """The smallest run of sentences that holds the head's sentence and a mention of the tail."""
    at = bisect_left(tail.mentions, head.start, key=lambda mention: mention.start)
    nearest = min(tail.mentions[max(0, at - 1) : at + 1], key=lambda m: (abs(m.start - head.start), m.start))
    start, end = _around(part.text, nearest.start, nearest.end)
    return min(part.start, start), max(part.end, end)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the run of sentences that covers the span."""
    spans = bounds(text)
    first = bisect_right(spans, (start, len(text) + 1)) - 1
    last = bisect_right(spans, (end - 1, len(text) + 1)) - 1
    return (spans[first][0], spans[last][1]) if first >= 0 else (start, end)

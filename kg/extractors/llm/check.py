"""A document and an answer in; the Record of all that the text bears out, and counts of what it doesn't, out.

A name must be a listed entity, a number must be the one that stands there, a link must be in the text, and every fact's
evidence is a place in it: the sentence that names both ends, where there is one.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from kg.extractors.base import record
from kg.extractors.llm.names import CONFIDENCE, RULE, Names, places_of
from kg.extractors.llm.reply import HardwareRow, LinkRow, ParameterRow, RelationRow, Reply, TokenRow
from kg.model import (
    PAPER,
    Amount,
    Document,
    Evidence,
    Fact,
    HardwareFact,
    LinkFact,
    PaperEntity,
    ParameterFact,
    Reading,
    Record,
    RelationFact,
    TokenFact,
)
from kg.schema import EDGES
from kg.values.link import clean as clean_url
from kg.values.link import key, links, parse
from kg.values.number import MOST, Number, numbers

SPELLED = 20
"""Counts of devices up to here may be written as words ("a single", "eight"), which are not looked for."""
MOST_DEVICES = 10**7
MOST_HOURS = 1e12
_TIME = re.compile(r"hours?\b|days?\b|weeks?\b|months?\b|\d\s?h\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|our|ours|it|its|this|these|they|their|which)\b", re.IGNORECASE)

FactType = TypeVar("FactType", bound=Fact)


def check(document: Document, reply: Reply) -> tuple[Record, Counter[str]]:
    """The record, and how many rows were left out for which reason."""
    dropped: Counter[str] = Counter()
    text = document.text
    names = Names(text, reply.entities, dropped)
    facts: list[Fact] = [
        *_distinct(_amounts(names, reply.parameters, dropped)),
        *_distinct(_amounts(names, reply.tokens, dropped)),
        *_distinct(_hardware(names, reply.hardware, dropped)),
        *_distinct(_links(names, reply.links, dropped)),
        *_distinct(_relations(names, reply.relations, dropped)),
    ]
    return record(Reading(document, names.entities, ()), facts), dropped


def _distinct(facts: Iterable[FactType]) -> list[FactType]:
    """Each statement once, at its first place, in text order."""
    ordered = sorted(facts, key=lambda fact: (fact.evidence.start, fact.evidence.end, repr(fact)))
    seen: dict[Hashable, FactType] = {}
    for fact in ordered:
        seen.setdefault(_statement(fact), fact)
    return list(seen.values())


def _statement(fact: Fact) -> Hashable:
    match fact:
        case ParameterFact() | TokenFact():
            return fact.amount, fact.of, fact.evidence.start
        case LinkFact():
            return key(fact.url.url)
        case RelationFact():
            return fact.head, fact.relation, fact.tail
        case HardwareFact():
            return fact


def _amounts(
    names: Names, rows: Sequence[ParameterRow | TokenRow], dropped: Counter[str]
) -> Iterator[ParameterFact | TokenFact]:
    stated = numbers(names.text) if rows else []
    for row in rows:
        surface = row.surface.strip()
        places = _amount(names.text, surface, row, stated)
        if not places:
            dropped["numbers that the text doesn't state"] += 1
            continue
        owner = _owner_of(names, row, dropped)
        start, amount = min(places, key=lambda place: (_distance(owner, place[0]), place[0]))
        kind = ParameterFact if isinstance(row, ParameterRow) else TokenFact
        yield kind(surface, amount, owner.canonical if owner else None, _evidence(start, start + len(surface)))


def _owner_of(names: Names, row: ParameterRow | TokenRow, dropped: Counter[str]) -> PaperEntity | None:
    if row.of is None:
        return None
    kind = EDGES["HAS_PARAMETER_COUNT" if isinstance(row, ParameterRow) else "HAS_TOKEN_COUNT"]
    owner = names.find(row.of)
    if owner is None or not _fits(owner, kind.domain):
        dropped["owners of numbers that are not listed"] += 1
        return None
    return owner


def _distance(owner: PaperEntity | None, place: int) -> int:
    """Characters from a place to the owner's nearest mention; 0 inside one."""
    mentions = owner.mentions if owner else ()
    return min((max(one.start - place, place - one.end + 1, 0) for one in mentions), default=0)


def _amount(
    text: str, surface: str, row: ParameterRow | TokenRow, stated: Sequence[Number]
) -> list[tuple[int, Amount]]:
    """Where the surface stands, with the amount that our own grammar reads there; the answer's where it reads none.

    Of several numbers in one surface, the answer's value tells which is meant.
    """
    bounds = (row.low, row.high) if row.value is None else (row.value, row.value)
    is_active = isinstance(row, ParameterRow) and row.active
    places = list(places_of(text, surface)) if surface else []
    read = [
        (start, one)
        for start, end in places
        for one in [one for one in stated if start <= one.start and one.end <= end] or numbers(surface)
    ]
    meant = [(start, one) for start, one in read if (one.low, one.high) == bounds]
    sure = [(start, one) for start, one in read if not one.vague]
    if not meant and len({(one.low, one.high) for _, one in sure}) == 1:
        meant = sure
    if meant:
        return [(start, Amount(one.low, one.high, is_active)) for start, one in meant]
    low, high = bounds
    if read or low is None or high is None or not 0 < low <= high <= MOST:
        return []
    return [(start, Amount(low, high, is_active)) for start, _ in places]


def _hardware(names: Names, rows: Sequence[HardwareRow], dropped: Counter[str]) -> Iterator[HardwareFact]:
    for row in rows:
        device, owner = names.find(row.name), names.owner(row.by)
        if device is None or not _fits(device, EDGES["RAN_ON"].range):
            dropped["uses of hardware that is not listed"] += 1
            continue
        if owner is None or not _fits(owner, EDGES["RAN_ON"].domain):
            dropped["users of hardware that are not listed"] += 1
            owner = PAPER
        count, hours = row.count, row.hours
        if count is not None and not (0 < count <= SPELLED or _says(names.text, count)):
            dropped["counts of devices that the text doesn't state"] += 1
            count = None
        if hours is not None and not (0 < hours <= MOST_HOURS and _TIME.search(names.text)):
            dropped["device-hours that the text doesn't state"] += 1
            hours = None
        evidence = _evidence(*_place(names, owner, device, _digits(count)))
        yield HardwareFact(device.canonical, count, hours, row.purpose, _name(owner), evidence)


def _says(text: str, count: int) -> bool:
    return count <= MOST_DEVICES and any(True for form in _digits(count) for _ in places_of(text, form))


def _digits(count: int | None) -> tuple[str, ...]:
    return () if count is None else (f"{count}", f"{count:,}")


def _links(names: Names, rows: Sequence[LinkRow], dropped: Counter[str]) -> Iterator[LinkFact]:
    stated = {key(link.url.url): link for link in reversed(links(names.text))} if rows else {}
    for row in rows:
        owner = names.owner(row.of)
        if owner is None:
            dropped["owners of links that are not listed"] += 1
            owner = PAPER
        url = clean_url(row.url)
        if link := stated.get(key(url)):
            yield LinkFact(link.url, row.role, _name(owner), _evidence(link.start, link.end))
        elif len(url) > len("http://") and "." in url and (start := names.text.find(url)) >= 0:
            yield LinkFact(parse(url), row.role, _name(owner), _evidence(start, start + len(url)))
        else:
            dropped["links that are not in the text"] += 1


def _relations(names: Names, rows: Sequence[RelationRow], dropped: Counter[str]) -> Iterator[RelationFact]:
    for row in rows:
        head, tail = names.owner(row.head), names.find(row.tail)
        kind = EDGES[row.relation.value]
        if head is None or tail is None:
            dropped["relations whose ends are not listed"] += 1
        elif head is tail or not (_fits(head, kind.domain) and _fits(tail, kind.range)):
            dropped["relations between ends of wrong types"] += 1
        else:
            yield RelationFact(_name(head), row.relation, tail.canonical, _evidence(*_place(names, head, tail)))


def _fits(owner: PaperEntity | str, labels: Sequence[str]) -> bool:
    return ("Paper" if isinstance(owner, str) else owner.type.value) in labels


def _name(owner: PaperEntity | str) -> str:
    return owner if isinstance(owner, str) else owner.canonical


def _place(names: Names, head: PaperEntity | str, tail: PaperEntity, words: Sequence[str] = ()) -> tuple[int, int]:
    """The sentence that says so: the likeliest of those that name the tail, else the span of a tail's mention.

    Best is a sentence with the head's name too (and one of `words`, where there are any), next one in which "we", "our"
    or "it" may stand for it; the abstract goes before the title.
    """
    heads = set() if isinstance(head, str) else set(names.within(head))
    ranked = []
    for number in names.within(tail):
        sentence = names.text[slice(*names.sentences[number])]
        ranked.append(
            (
                number not in heads,
                bool(words) and not any(word in sentence for word in words),
                _OURS.search(sentence) is None,
                number == 0,
                number,
            )
        )
    if not ranked:
        return tail.mentions[0].start, tail.mentions[0].end
    return names.sentences[min(ranked)[-1]]


def _evidence(start: int, end: int) -> Evidence:
    return Evidence(start, end, CONFIDENCE, RULE)

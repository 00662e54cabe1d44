"""Entities, the records they were resolved from and a name or id in; why each thing so called is as it is, out.

Its spellings, each with the papers and the rule that joined it; a model's series and variants; and what is nearest to
it and yet another thing, with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from kg.entities.changes import Named, named
from kg.entities.compare import difference
from kg.entities.judgement import Judgement, judgement
from kg.entities.reference import find, names, nearest, unknown
from kg.entities.rules import ANOTHER, RULES
from kg.errors import SettingError
from kg.model import Entity, MentionType, Record

CANDIDATES = 8
"""What is told of others that a thing might have been one with."""
_ASKED = 6
"""Names of a thing, the most frequent, that others are compared with."""
ANOTHER_TYPE = "another type"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelling: how often and in which papers (document ids) it stands, the rule that joined it, and its score.

    A name that no text has so (a list's, or one of our own spelling) has no mentions, but the papers that it is for.
    `rule` is None for a spelling that stands for the thing in its papers and is no name of it elsewhere.
    """

    spelling: str
    mentions: int
    papers: tuple[str, ...]
    rule: str | None
    score: float | None
    says: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another thing: `rule` proposed to join the two, where one did; `reason` is why they stayed apart."""

    thing: Named
    rule: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One thing. `papers` and `mentions` count; spellings and variants are sorted, the most frequent first."""

    id: str
    type: MentionType
    name: str
    sense: str | None
    papers: int
    mentions: int
    spellings: tuple[Spelled, ...]
    series: Named | None
    variants: tuple[Named, ...]
    apart: tuple[Candidate, ...]


Pair: TypeAlias = tuple[MentionType, str, str]
Judged: TypeAlias = Mapping[Pair, tuple[str, Judgement]]
"""What was held apart by hand, and by which authority."""
NOTHING_SAID: Mapping[str, Iterable[Judgement]] = MappingProxyType({})


def explain(
    entities: Sequence[Entity],
    records: Iterable[Record],
    reference: str,
    *,
    kind: MentionType | None = None,
    judgements: Mapping[str, Iterable[Judgement]] = NOTHING_SAID,
) -> tuple[Explanation, ...]:
    """All that an id or a name means, what most papers mean first.

    `judgements` by authority (kg/entities/rules.py), the highest first: they say why near names were held apart.
    Raises SettingError, naming the nearest, where it means nothing.
    """
    found = sorted(find(entities, reference, kind), key=lambda one: (-named(one).papers, one.id))
    if not found:
        raise unknown(entities, reference, kind)
    uses = _Uses.of(found, records)
    judged: dict[Pair, tuple[str, Judgement]] = {}
    for authority, said in judgements.items():
        for one in said:
            if not one.same:
                judged.setdefault(one.pair, (authority, one))
    return tuple(_explained(one, entities, uses, judged) for one in found)


def _explained(entity: Entity, entities: Sequence[Entity], uses: "_Uses", judged: Judged) -> Explanation:
    spellings = tuple(uses.spellings(entity))
    by_id = {one.id: one for one in entities}
    series = by_id.get(entity.series or "")
    variants = (named(one) for one in entities if one.series == entity.id)
    return Explanation(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        sense=entity.sense,
        papers=len({document for document, _ in entity.members}),
        mentions=sum(one.mentions for one in spellings),
        spellings=spellings,
        series=None if series is None else named(series),
        variants=tuple(sorted(variants, key=lambda one: (-one.papers, one.id))),
        apart=_apart(entity, by_id, [one.spelling for one in spellings], judged),
    )


@dataclass(frozen=True, slots=True)
class _Uses:
    """How often each spelling stands for each entity (by id), in which papers, and for which it is the name."""

    mentions: Mapping[str, Counter[str]]
    papers: Mapping[str, Mapping[str, set[str]]]
    named: Mapping[str, Mapping[str, set[str]]]

    @classmethod
    def of(cls, entities: Iterable[Entity], records: Iterable[Record]) -> "_Uses":
        owners = {(one.type, *member): one.id for one in entities for member in one.members}
        mentions: dict[str, Counter[str]] = defaultdict(Counter)
        papers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for record in records:
            for found in record.entities:
                if (id := owners.get((found.type, record.document.id, found.canonical))) is not None:
                    mentions[id].update(mention.surface for mention in found.mentions)
                    named[id][found.canonical].add(record.document.id)
                    for surface in found.surfaces:
                        papers[id][surface].add(record.document.id)
        return cls(mentions, papers, named)

    def spellings(self, entity: Entity) -> Iterator[Spelled]:
        """The most frequent first."""
        counts = self.mentions.get(entity.id, Counter())
        papers = {**self.named.get(entity.id, {}), **self.papers.get(entity.id, {})}
        reasons = {reason.spelling: reason for reason in entity.why}
        for spelling in sorted({*counts, *reasons}, key=lambda one: (-counts[one], one not in reasons, one)):
            reason = reasons.get(spelling)
            rule = RULES.get(reason.rule) if reason else None
            yield Spelled(
                spelling,
                counts[spelling],
                tuple(sorted(papers.get(spelling, ()))),
                reason.rule if reason else None,
                reason.score if reason else None,
                rule.says if rule else "" if reason else "stands for it in these papers alone",
            )


def _apart(
    entity: Entity, by_id: Mapping[str, Entity], spellings: Sequence[str], judged: Judged
) -> tuple[Candidate, ...]:
    """First what a rule would have joined, then what has the nearest names, each other thing once."""
    found: dict[str, Candidate] = {}
    proposed = [one for one in entity.rejected if one.other in by_id]
    for one in sorted(proposed, key=lambda each: (-len(by_id[each.other].members), each)):
        found.setdefault(one.other, Candidate(named(by_id[one.other]), one.rule, one.reason))
    asked = list(dict.fromkeys((entity.name, *spellings)))[:_ASKED]
    others = [one for one in by_id.values() if one is not entity and one.id not in found]
    for near in nearest(others, asked, limit=CANDIDATES):
        found[near.entity.id] = Candidate(named(near.entity), None, _reason(entity, near.entity, judged))
    return tuple(found.values())[:CANDIDATES]


def _reason(entity: Entity, other: Entity, judged: Judged) -> str:
    """Why another thing that no rule proposed is another one."""
    if entity.type is not other.type:
        return ANOTHER_TYPE
    for one in sorted(names(entity)):
        for each in sorted(names(other)):
            if (found := _judged(entity.type, one, each, judged)) is not None:
                authority, said = found
                return f"{said.why} ({authority})" if said.why else authority
    if told := difference(entity.type, entity.name, other.name):
        return ", ".join(told)
    return ANOTHER


def _judged(kind: MentionType, one: str, other: str, judged: Judged) -> tuple[str, Judgement] | None:
    if not judged:
        return None
    try:
        return judged.get(judgement(kind, one, other, same=False).pair)
    except SettingError:
        return None

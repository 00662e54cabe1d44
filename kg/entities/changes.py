"""The entities of two builds in; what became one, was parted, came, went, or has another id, out.

Only what both builds read decides: an entity of one build is compared by those of its members (type, document and
name in it) that stand in a document, and under a name, which the other build has too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.entities.rules import SAME_NAME
from kg.model import Entity, MentionType

Member = tuple[MentionType, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An entity as a report shows it; `papers`: how many name it."""

    id: str
    name: str
    papers: int


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One of several entities that are one in the other build, and the rule that has it there."""

    id: str
    name: str
    papers: int
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Joined:
    """An entity of one build that is several in the other."""

    whole: Named
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """From old to new, each sorted by id. `papers`: those in both, in the old alone, in the new alone."""

    papers: tuple[int, int, int] = (0, 0, 0)
    merged: tuple[Joined, ...] = ()
    """Of the new: it was several. The rules are those by which the new one holds the parts."""
    split: tuple[Joined, ...] = ()
    """Of the old: it is several. The rules are those by which the old one held the parts."""
    appeared: tuple[Named, ...] = ()
    gone: tuple[Named, ...] = ()
    renamed: tuple[tuple[Named, Named], ...] = ()
    """Old and new of what has the same members and another id."""

    def __bool__(self) -> bool:
        return any((self.merged, self.split, self.appeared, self.gone, self.renamed))


def changes(old: Sequence[Entity], new: Sequence[Entity]) -> Changes:
    """What differs between two builds' entities; what only one of them read decides no merge and no split."""
    before, after = _Build.of(old), _Build.of(new)
    shared = before.holders.keys() & after.holders.keys()
    forth, back = before.partners(after, shared), after.partners(before, shared)
    return Changes(
        papers=_papers(before, after),
        merged=tuple(sorted(_joined(after, before, id, ids) for id, ids in back.items() if len(ids) > 1)),
        split=tuple(sorted(_joined(before, after, id, ids) for id, ids in forth.items() if len(ids) > 1)),
        appeared=after.alone(back, before),
        gone=before.alone(forth, after),
        renamed=_renamed(before, after, forth, back),
    )


def things(old: Sequence[Entity], new: Sequence[Entity]) -> tuple[dict[str, str], dict[str, str]]:
    """For each id of both builds a name of what it is part of: equal where one's members went to the other.

    >>> one = Entity("model/a", MentionType.MODEL, "A", members=(("p", "A"),))
    >>> things([one], [Entity("model/b", MentionType.MODEL, "B", members=(("p", "A"),))])
    ({'model/a': 'model/a'}, {'model/b': 'model/a'})
    """
    before, after = _Build.of(old), _Build.of(new)
    shared = before.holders.keys() & after.holders.keys()
    forth, back = before.partners(after, shared), after.partners(before, shared)
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for start in sorted(before.entities):
        waiting = [] if start in ours else [start]
        while waiting:
            one = waiting.pop()
            ours[one] = start
            for other in forth.get(one, ()):
                theirs[other] = start
                waiting += [each for each in back[other] if each not in ours and each not in waiting]
    return ours, {id: theirs.get(id, id) for id in after.entities}


@dataclass(frozen=True, slots=True)
class _Build:
    """One build's entities by id, and who holds each member."""

    entities: Mapping[str, Entity]
    holders: Mapping[Member, str]

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "_Build":
        by_id = {entity.id: entity for entity in entities}
        return cls(by_id, {member: entity.id for entity in by_id.values() for member in _members(entity)})

    def partners(self, other: "_Build", shared: Iterable[Member]) -> dict[str, set[str]]:
        """For each id the other build's ids that hold some of its members."""
        found: dict[str, set[str]] = defaultdict(set)
        for member in shared:
            found[self.holders[member]].add(other.holders[member])
        return dict(found)

    def alone(self, partners: Mapping[str, object], other: "_Build") -> tuple[Named, ...]:
        """What the other build has neither members nor the id of."""
        return tuple(
            sorted(named(one) for id, one in self.entities.items() if id not in partners and id not in other.entities)
        )

    def documents(self) -> set[str]:
        return {document for _, document, _ in self.holders}


def named(entity: Entity) -> Named:
    return Named(entity.id, entity.name, len({document for document, _ in entity.members}))


def _members(entity: Entity) -> Iterable[Member]:
    return ((entity.type, document, name) for document, name in entity.members)


def _papers(before: _Build, after: _Build) -> tuple[int, int, int]:
    ours, theirs = before.documents(), after.documents()
    return len(ours & theirs), len(ours - theirs), len(theirs - ours)


def _joined(whole: _Build, parts: _Build, id: str, ids: Iterable[str]) -> Joined:
    entity = whole.entities[id]
    names: dict[str, set[str]] = {part: set() for part in ids}
    for member in _members(entity):
        if (part := parts.holders.get(member)) in names:
            names[part].add(member[2])
    rules = {reason.spelling: reason.rule for reason in entity.why}
    return Joined(named(entity), tuple(sorted(_part(parts.entities[part], names[part], rules) for part in names)))


def _part(entity: Entity, names: Iterable[str], rules: Mapping[str, str]) -> Part:
    """The rule is that of the names' that says more than that they are the same, the first in the alphabet."""
    told = sorted({rules.get(name, SAME_NAME) for name in names}, key=lambda rule: (rule == SAME_NAME, rule))
    one = named(entity)
    return Part(one.id, one.name, one.papers, told[0])


def _renamed(
    before: _Build, after: _Build, forth: Mapping[str, set[str]], back: Mapping[str, set[str]]
) -> tuple[tuple[Named, Named], ...]:
    pairs = ((id, min(ids)) for id, ids in forth.items() if len(ids) == 1)
    return tuple(
        sorted(
            (named(before.entities[id]), named(after.entities[new]))
            for id, new in pairs
            if id != new and len(back[new]) == 1
        )
    )

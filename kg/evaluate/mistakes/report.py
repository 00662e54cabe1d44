"""Pairs of gold row and found row in; all mistakes, their counts by kind and type, and a few of each kind, out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.evaluate.align import Row, align
from kg.evaluate.mistakes import entities, numbers, relations
from kg.evaluate.mistakes.kinds import Group, Kind, Mistake
from kg.evaluate.mistakes.paper import Paper
from kg.model import ENTITY_TYPES, Relation

Tally = Mapping[Group, Mapping[Kind, Mapping[str, int]]]

TYPES: Mapping[Group, Sequence[str]] = {
    Group.ENTITIES: tuple(kind.value for kind in ENTITY_TYPES),
    Group.NUMBERS: numbers.SECTIONS,
    Group.RELATIONS: tuple(relation.value for relation in Relation),
}
"""The types of each group, in the order of a table's columns."""


def find(pairs: Iterable[tuple[Row, Row]]) -> Iterator[Mistake]:
    """All mistakes, paper by paper, given as (gold row, found row)."""
    for gold, found in pairs:
        paper = Paper(align(gold, found))
        yield from entities.mistakes(paper)
        yield from numbers.mistakes(paper)
        yield from relations.mistakes(paper)


def known_types() -> tuple[str, ...]:
    """What mistakes can be asked for: entity types, number rows and relations."""
    return tuple(name for group in Group for name in TYPES[group])


def of_type(mistakes: Iterable[Mistake], name: str) -> list[Mistake]:
    """The mistakes in which a type has a part, be it the gold's or the find's."""
    return [mistake for mistake in mistakes if name in (mistake.type, mistake.other_type)]


def tally(mistakes: Iterable[Mistake]) -> Tally:
    """Group -> kind -> type -> count; the commonest kind first, types in the order of `TYPES`."""
    counts = Counter((mistake.kind, mistake.type) for mistake in mistakes)
    kinds = Counter[Kind]()
    for (kind, _), count in counts.items():
        kinds[kind] += count
    ranked = sorted(kinds, key=lambda kind: (-kinds[kind], kind.name))
    return {
        group: {
            kind: {name: counts[kind, name] for name in TYPES[group] if counts[kind, name]}
            for kind in ranked
            if kind.group is group
        }
        for group in Group
    }


def examples(mistakes: Sequence[Mistake], number: int) -> dict[Kind, list[Mistake]]:
    """Up to `number` mistakes of each kind, spread evenly over the papers; the commonest kind first."""
    by_kind: dict[Kind, list[Mistake]] = {}
    for mistake in mistakes:
        by_kind.setdefault(mistake.kind, []).append(mistake)
    ranked = sorted(by_kind, key=lambda kind: (list(Group).index(kind.group), -len(by_kind[kind]), kind.name))
    return {kind: _spread(by_kind[kind], number) for kind in ranked}


def _spread(mistakes: Sequence[Mistake], number: int) -> list[Mistake]:
    count = min(number, len(mistakes))
    return [mistakes[place * len(mistakes) // count] for place in range(count)]

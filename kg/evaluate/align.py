"""One paper's gold row and found row in; what both say, measure by measure, under keys that can be compared, out.

The counting is that of the project's `score.py`: an entity is right if its type agrees and any spelling is in common
once case, spaces and punctuation are dropped (`normal`), each gold entity being matched once, the largest overlap
first; the owner of a number and the ends of a relation are right if they are the matched entity.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.model import ENTITY_TYPES, PAPER
from kg.values.name import normal

Row = Mapping[str, Any]
Key = Hashable
Owner = Callable[[str | None], Key]

INTRODUCED = "introduced"
RELATIONS = "relations"


class Item(NamedTuple):
    """One thing that a row says, and the key by which it is right or wrong."""

    key: Key
    row: Row


@dataclass(frozen=True, slots=True)
class Compared:
    """What gold and extraction say under one measure; an item is right if the other side has its key too."""

    gold: tuple[Item, ...]
    found: tuple[Item, ...]

    def counts(self) -> tuple[int, int, int]:
        """How many are right, found, and in the gold."""
        common = Counter(item.key for item in self.gold) & Counter(item.key for item in self.found)
        return sum(common.values()), len(self.found), len(self.gold)

    def judged(self) -> Iterator[tuple[Item, bool]]:
        """The found items, the surest first, each with whether it is right; no gold item makes two right."""
        left = Counter(item.key for item in self.gold)
        for item in sorted(self.found, key=lambda item: -(confidence(item.row) or 0.0)):
            yield item, left[item.key] > 0
            left[item.key] -= 1

    def spurious(self) -> list[Item]:
        """The found items that are not right."""
        return [item for item, right in self.judged() if not right]

    def missed(self) -> list[Item]:
        """The gold items that nothing found is right about."""
        left = Counter(item.key for item in self.found)
        missed = []
        for item in self.gold:
            left[item.key] -= 1
            if left[item.key] < 0:
                missed.append(item)
        return missed


@dataclass(frozen=True, slots=True)
class Side:
    """One row's entities, their spellings, and which entity (by its place) a spelling belongs to."""

    row: Row
    entities: tuple[Row, ...]
    spellings: tuple[frozenset[str], ...]
    index: Mapping[str, int]

    @classmethod
    def of(cls, row: Row) -> "Side":
        entities = tuple(row.get("entities", ()))
        spellings = tuple(
            frozenset(map(normal, (entity["canonical"], *entity.get("surfaces", ())))) - {""} for entity in entities
        )
        index: dict[str, int] = {}
        for place, entity in enumerate(entities):
            for spelling in spellings[place]:
                index.setdefault(spelling, place)
            index[normal(entity["canonical"])] = place
        return cls(row, entities, spellings, index)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Gold and extraction of one paper; `matched` leads from a found entity's place to its gold entity's."""

    gold: Side
    found: Side
    matched: Mapping[int, int]

    def gold_key(self, place: int) -> Key:
        return "g", place

    def found_key(self, place: int) -> Key:
        return ("g", self.matched[place]) if place in self.matched else ("f", place)

    def gold_owner(self, name: str | None) -> Key:
        """The key of a gold row's name: of an entity, or PAPER, or None where the text names nothing."""
        return _owner(name, self.gold, self.gold_key, "?")

    def found_owner(self, name: str | None) -> Key:
        """The key of a found row's name: the gold entity's, where the named entity is right."""
        return _owner(name, self.found, self.found_key, "f")


def _owner(name: str | None, side: Side, key: Callable[[int], Key], stranger: str) -> Key:
    if name is None or name == PAPER:
        return name
    place = side.index.get(normal(name))
    return (stranger, normal(name)) if place is None else key(place)


def align(gold: Row, found: Row) -> Aligned:
    """Matches the entities of both rows, within a type and one to one, the most common spellings first."""
    ours, theirs = Side.of(gold), Side.of(found)
    overlaps = sorted(
        (-len(common), f, g)
        for f, entity in enumerate(theirs.entities)
        for g, other in enumerate(ours.entities)
        if entity["type"] == other["type"] and (common := theirs.spellings[f] & ours.spellings[g])
    )
    matched: dict[int, int] = {}
    for _, f, g in overlaps:
        if f not in matched and g not in matched.values():
            matched[f] = g
    return Aligned(ours, theirs, matched)


def compare(aligned: Aligned) -> dict[str, Compared]:
    """Measure -> what both sides say: entities by type, `introduced`, number rows, relations together and apart."""
    gold = [Item(aligned.gold_key(place), entity) for place, entity in enumerate(aligned.gold.entities)]
    found = [Item(aligned.found_key(place), entity) for place, entity in enumerate(aligned.found.entities)]
    out = {kind.value: _where("type", kind.value, gold, found) for kind in ENTITY_TYPES}
    out[INTRODUCED] = _where("introduced", True, gold, found)
    for measure, rows in ROW_MEASURES.items():
        out[measure] = Compared(
            tuple(rows.items(aligned.gold.row, aligned.gold_owner)),
            tuple(rows.items(aligned.found.row, aligned.found_owner)),
        )
    gold, found = _triples(aligned.gold.row, aligned.gold_owner), _triples(aligned.found.row, aligned.found_owner)
    out[RELATIONS] = Compared(tuple(gold), tuple(found))
    for relation in sorted({item.row["relation"] for item in (*gold, *found)}):
        out[f"rel.{relation}"] = _where("relation", relation, gold, found)
    return out


def confidence(row: Row) -> float | None:
    """How sure the extractor was of a row (0 to 1), or None where the row doesn't say."""
    return row.get("confidence")


def _where(name: str, value: object, gold: Iterable[Item], found: Iterable[Item]) -> Compared:
    return Compared(*(tuple(item for item in side if item.row.get(name) == value) for side in (gold, found)))


@dataclass(frozen=True, slots=True)
class RowMeasure:
    """How the rows of one of a record's lists are compared; `once`: rows of one key count once, the surest."""

    section: str
    key: Callable[[Row, Owner], Key]
    once: bool = True

    def items(self, row: Row, owner: Owner) -> list[Item]:
        found = [Item(self.key(one, owner), one) for one in row.get(self.section, ())]
        return _once(found) if self.once else found


def _once(items: Sequence[Item]) -> list[Item]:
    surest: dict[Key, Item] = {}
    for item in items:
        if item.key not in surest or (confidence(item.row) or 0.0) > (confidence(surest[item.key].row) or 0.0):
            surest[item.key] = item
    return list(surest.values())


def _triples(row: Row, owner: Owner) -> list[Item]:
    """A row's relations, each as a row of its own: `head`, `relation`, `tail`, and the evidence where there is one."""
    items = []
    for head, relation, tail, *evidence in row.get(RELATIONS, ()):
        said = {"head": head, "relation": relation, "tail": tail, **(evidence[0] if evidence else {})}
        items.append(Item((owner(head), relation, owner(tail)), said))
    return _once(items)


def amount(row: Row) -> tuple[int | None, ...]:
    """A number row's value, or its low and high."""
    if row.get("value") is not None:
        return (row["value"],)
    return (row.get("low"), row.get("high"))


def address(url: str) -> str:
    """A URL without what makes no difference: scheme, 'www.', '.git' and signs at its end, capitals."""
    bare = re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/.,;)}{")
    return re.sub(r"\.git$", "", bare).casefold()


ROW_MEASURES: Mapping[str, RowMeasure] = {
    "parameters": RowMeasure("parameters", lambda row, owner: (amount(row), owner(row.get("of")))),
    "parameters.value": RowMeasure("parameters", lambda row, _: amount(row)),
    "tokens": RowMeasure("tokens", lambda row, owner: (amount(row), owner(row.get("of")))),
    "tokens.value": RowMeasure("tokens", lambda row, _: amount(row)),
    "hardware": RowMeasure("hardware", lambda row, owner: (owner(row["name"]), row.get("count")), once=False),
    "hardware.name": RowMeasure("hardware", lambda row, owner: owner(row["name"])),
    "links": RowMeasure("links", lambda row, _: address(row["url"])),
}

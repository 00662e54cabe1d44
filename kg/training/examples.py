"""Annotated papers in; what the encoder learns from out: names with their places, votes, and labels.

An example holds nothing that needs the rules again, so that learning can go on another machine than reading.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kg.encoder.outputs import PARAMETERS_OF, TOKENS_OF
from kg.model import ENTITY_TYPES, PAPER, Amount, Mention, MentionType, Relation
from kg.training import rows
from kg.values.name import normal

Row = Mapping[str, Any]
Span = tuple[int, int]
NONE = -1
"""The kind of a name that is no entity."""
PAPER_HEAD = -1
"""The head's number in a triple whose subject is the paper."""
_RELATIONS = {relation.value: place for place, relation in enumerate(Relation)}
_KINDS = {kind.value: place for place, kind in enumerate(ENTITY_TYPES)}
_NUMBERS = (
    (PARAMETERS_OF, MentionType.PARAMETERS, "parameters"),
    (TOKENS_OF, MentionType.TOKENS, "tokens"),
)


@dataclass(frozen=True, slots=True)
class LabelledName:
    """A name (`key`: its normal form), its places, and what it is: `kind` in ENTITY_TYPES' order, or NONE.

    `entity`: the annotated entity's number in the paper, or NONE. `voted`: the rules proposed it (others stand in the
    annotation alone). `value`: a stated number.
    """

    key: str
    spans: tuple[Span, ...]
    kind: int = NONE
    entity: int = NONE
    new: bool = False
    voted: bool = True
    value: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated paper. `relations`: (head's number or PAPER_HEAD, relation, tail's number), among `names`."""

    id: str
    text: str
    names: tuple[LabelledName, ...]
    relations: tuple[tuple[int, int, int], ...]
    tags: tuple[tuple[int, int, int], ...]
    """Every place of an entity: (start, end, kind)."""
    votes: tuple[tuple[str, int, int, str, bool], ...]
    """Of the rules on entities: (type, start, end, rule, introduced)."""
    numbers: bool
    """Whether owners of numbers are annotated."""


def write(path: Path, examples: Iterable[Example]) -> None:
    """One JSON object a line, gzipped."""
    rows.write(path, map(asdict, examples))


def read(path: Path) -> list[Example]:
    return list(map(_from_json, rows.read(path)))


def _from_json(row: dict[str, Any]) -> Example:
    names = tuple(LabelledName(**{**name, "spans": tuple(map(tuple, name["spans"]))}) for name in row["names"])
    rest = {key: tuple(map(tuple, row[key])) for key in ("relations", "tags", "votes")}
    return Example(row["id"], row["text"], names, **rest, numbers=row["numbers"])


def example(
    row: Row, places: Sequence[Sequence[Span]], voted: Mapping[str, Sequence[Mention]], values: Sequence[Mention]
) -> Example:
    """An annotated row, the places of each of its entities, the rules' votes by name, and the stated numbers."""
    entities: list[Row] = list(row["entities"])
    text = f"{row['title']}\n{row['abstract']}"
    found = _voted(entities, voted)
    found += _unvoted(entities, places, text, {name.entity for name in found})
    owners = _Owners(entities, found)
    triples = set(_triples(row, owners))
    for column, kind, section in _NUMBERS:
        for value in (value for value in values if value.type is kind):
            triples |= {(head, column, len(found)) for head in owners.of_number(value, row.get(section, ()))}
            found.append(LabelledName(f"={kind.value}:{value.start}", ((value.start, value.end),), value=True))
    kinds = [_KINDS[entity["type"]] for entity in entities]
    tags = [(*span, kind) for kind, own in zip(kinds, places, strict=True) for span in own]
    votes = [(v.type.value, v.start, v.end, v.rule, v.introduced) for own in voted.values() for v in own]
    numbers = "parameters" in row
    return Example(
        str(row["id"]), text, tuple(found), tuple(sorted(triples)), tuple(sorted(tags)), tuple(votes), numbers
    )


def _voted(entities: Sequence[Row], voted: Mapping[str, Sequence[Mention]]) -> list[LabelledName]:
    """The names that the rules propose, each with the entity that has one of its spellings."""
    known: dict[str, int] = {}
    for number, entity in enumerate(entities):
        for spelling in entity["surfaces"]:
            known.setdefault(normal(spelling), number)
    found = []
    for key, votes in voted.items():
        spellings = (key, *(normal(vote.surface) for vote in votes))
        number = next((known[one] for one in spellings if one in known), NONE)
        spans = tuple(sorted({(vote.start, vote.end) for vote in votes}))
        found.append(_named(key, spans, entities, number, voted=True))
    return found


def _unvoted(
    entities: Sequence[Row], places: Sequence[Sequence[Span]], text: str, met: Container[int]
) -> Iterator[LabelledName]:
    """The names of the entities that the rules miss, one for each normal form."""
    for number in (number for number in range(len(entities)) if number not in met):
        by_form: dict[str, list[Span]] = defaultdict(list)
        for start, end in places[number]:
            by_form[normal(text[start:end])].append((start, end))
        for key, spans in by_form.items():
            yield _named(key, tuple(spans), entities, number, voted=False)


def _triples(row: Row, owners: "_Owners") -> Iterator[tuple[int, int, int]]:
    """The stated relations between all names of head and tail."""
    for one, relation, other in row["relations"]:
        for head in owners.of(one):
            for tail in owners.of(other):
                if tail not in (head, PAPER_HEAD):
                    yield head, _RELATIONS[relation], tail


def _named(key: str, spans: tuple[Span, ...], entities: Sequence[Row], number: int, *, voted: bool) -> LabelledName:
    if number == NONE:
        return LabelledName(key, spans, voted=voted)
    entity = entities[number]
    return LabelledName(key, spans, _KINDS[entity["type"]], number, bool(entity.get("introduced")), voted)


class _Owners:
    """Which names a canonical name of the annotation means."""

    def __init__(self, entities: Sequence[Row], names: Sequence[LabelledName]) -> None:
        self.names = names
        self.by_entity: dict[int, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            self.by_entity[name.entity].append(place)
        self.canonical: dict[str, int] = {}
        for number, entity in enumerate(entities):
            for spelling in (*entity["surfaces"], entity["canonical"]):
                self.canonical.setdefault(normal(spelling), number)
        self.canonical |= {normal(entity["canonical"]): number for number, entity in enumerate(entities)}

    def of(self, name: str | None) -> list[int]:
        if name is None or name == PAPER:
            return [PAPER_HEAD]
        number = self.canonical.get(normal(name))
        return [] if number is None else list(self.by_entity.get(number, ()))

    def of_number(self, value: Mention, rows: Iterable[Row]) -> set[int]:
        """The owners of a stated number; the one whose name it stands in, where it does."""
        heads = {head for row in rows if _same(value, row) for head in self.of(row.get("of"))}
        around = {
            head
            for head in heads - {PAPER_HEAD}
            if any(start < value.end and value.start < end for start, end in self.names[head].spans)
        }
        return around or heads


def _same(value: Mention, row: Row) -> bool:
    low, high = (row["value"],) * 2 if row.get("value") is not None else (row.get("low"), row.get("high"))
    return isinstance(value.value, Amount) and (value.value.low, value.value.high) == (low, high)


def asked(one: Example) -> Example:
    """The example as extraction meets it: with the names that the rules propose, and no labels of pairs."""
    return replace(one, names=tuple(name for name in one.names if name.voted), relations=())

"""Gold rows and found rows of the same papers in; precision, recall and F1 by measure out.

The counting is that of the project's `score.py`: everything is compared inside one paper; an entity is right if its
type agrees and any spelling is in common once case, spaces and punctuation are dropped (`normal`), each gold entity
being matched once, the largest overlap first; the owner of a number and the ends of a relation are right if they are
the matched entity. Rows are the plain dictionaries of kg/records.py, whose evidence is ignored.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.model import ENTITY_TYPES, PAPER, Document, Record
from kg.records import to_row
from kg.values.name import normal

Row = Mapping[str, Any]
Key = Hashable
Owner = Callable[[str | None], Key]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one measure: what was right, found, and in the gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0


def read_gold(path: Path) -> list[Row]:
    """Annotated papers, one JSON object a line. Raises InputError, naming file and line."""
    rows: list[Row] = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}): name a file of annotated papers") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
            title, abstract, entities = row["title"], row["abstract"], row["entities"]
            if not (isinstance(title, str) and isinstance(abstract, str) and isinstance(entities, list)):
                raise TypeError("title and abstract are texts, entities a list")
            rows.append(row)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{path}, line {number}: no annotated paper ({error!r}): each line needs title, abstract and entities"
            ) from error
    return rows


def document(row: Row) -> Document:
    """The text that a gold row annotates."""
    return Document(str(row.get("id", row["title"])), row["title"], row["abstract"])


def row(record: Record) -> Row:
    """A record in the form that is scored."""
    return to_row(record)


def score(pairs: Iterable[tuple[Row, Row]]) -> dict[str, Score]:
    """Measure → counts, summed over papers given as (gold row, found row)."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, found in pairs:
        for measure, (gold_keys, found_keys) in _compare(gold, found).items():
            right = sum((gold_keys & found_keys).values())
            for slot, count in enumerate((right, found_keys.total(), gold_keys.total())):
                totals[measure][slot] += count
    return {measure: Score(*totals[measure]) for measure in sorted(totals, key=_order)}


def _compare(gold_row: Row, found_row: Row) -> dict[str, tuple[Counter[Key], Counter[Key]]]:
    gold, found = _Names(gold_row), _Names(found_row)
    matched = _match(gold, found)
    gold_owner, found_owner = _owner(gold, None), _owner(found, matched)
    out: dict[str, tuple[Counter[Key], Counter[Key]]] = {
        kind.value: (
            Counter(("g", i) for i, entity in enumerate(gold.entities) if entity[0] == kind),
            Counter(_entity_key(i, matched) for i, entity in enumerate(found.entities) if entity[0] == kind),
        )
        for kind in ENTITY_TYPES
    }
    out["introduced"] = (
        Counter(("g", i) for i, entity in enumerate(gold.entities) if entity[2]),
        Counter(_entity_key(i, matched) for i, entity in enumerate(found.entities) if entity[2]),
    )
    for measure, keys in _ROW_MEASURES.items():
        out[measure] = (keys(gold_row, gold_owner), keys(found_row, found_owner))
    gold_triples, found_triples = _triples(gold_row, gold_owner), _triples(found_row, found_owner)
    out["relations"] = (gold_triples, found_triples)
    for relation in {triple[1] for triple in (*_ends(gold_row), *_ends(found_row))}:
        out[f"rel.{relation}"] = (
            _triples(gold_row, gold_owner, relation),
            _triples(found_row, found_owner, relation),
        )
    return out


class _Names:
    """A row's entities as (type, spellings, introduced), and which entity a spelling belongs to."""

    def __init__(self, row: Row) -> None:
        self.entities: list[tuple[str, frozenset[str], bool]] = []
        self.index: dict[str, int] = {}
        for i, entity in enumerate(row.get("entities", ())):
            spellings = frozenset(map(normal, (entity["canonical"], *entity.get("surfaces", ())))) - {""}
            self.entities.append((entity["type"], spellings, bool(entity.get("introduced"))))
            for spelling in spellings:
                self.index.setdefault(spelling, i)
            self.index[normal(entity["canonical"])] = i


def _match(gold: _Names, found: _Names) -> dict[int, int]:
    overlaps = sorted(
        (-len(common), f, g)
        for f, (found_kind, found_spellings, _) in enumerate(found.entities)
        for g, (gold_kind, gold_spellings, _) in enumerate(gold.entities)
        if found_kind == gold_kind and (common := found_spellings & gold_spellings)
    )
    matched: dict[int, int] = {}
    for _, f, g in overlaps:
        if f not in matched and g not in matched.values():
            matched[f] = g
    return matched


def _entity_key(index: int, matched: Mapping[int, int]) -> Key:
    return ("g", matched[index]) if index in matched else ("f", index)


def _owner(names: _Names, matched: Mapping[int, int] | None) -> Owner:
    def key(name: str | None) -> Key:
        if name is None or name == PAPER:
            return name
        index = names.index.get(normal(name))
        if index is None:
            return ("?" if matched is None else "f", normal(name))
        return ("g", index) if matched is None else _entity_key(index, matched)

    return key


def _amount(row: Row) -> tuple[int | None, ...]:
    if row.get("value") is not None:
        return (row["value"],)
    return (row.get("low"), row.get("high"))


def _url(url: str) -> str:
    bare = re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/.,;)}{")
    return re.sub(r"\.git$", "", bare).casefold()


def _triples(row: Row, owner: Owner, only: str | None = None) -> Counter[Key]:
    return Counter(
        {(owner(head), relation, owner(tail)) for head, relation, tail in _ends(row) if only in (None, relation)}
    )


def _ends(row: Row) -> Sequence[tuple[str, str, str]]:
    return [(triple[0], triple[1], triple[2]) for triple in row.get("relations", ())]


_ROW_MEASURES: dict[str, Callable[[Row, Owner], Counter[Key]]] = {
    "parameters": lambda row, owner: Counter({(_amount(r), owner(r.get("of"))) for r in row.get("parameters", ())}),
    "parameters.value": lambda row, _: Counter({_amount(r) for r in row.get("parameters", ())}),
    "tokens": lambda row, owner: Counter({(_amount(r), owner(r.get("of"))) for r in row.get("tokens", ())}),
    "tokens.value": lambda row, _: Counter({_amount(r) for r in row.get("tokens", ())}),
    "hardware": lambda row, owner: Counter((owner(r["name"]), r.get("count")) for r in row.get("hardware", ())),
    "hardware.name": lambda row, owner: Counter({owner(r["name"]) for r in row.get("hardware", ())}),
    "links": lambda row, _: Counter({_url(r["url"]) for r in row.get("links", ())}),
}
_ORDER = [*(kind.value for kind in ENTITY_TYPES), "introduced", *_ROW_MEASURES, "relations"]


def _order(measure: str) -> tuple[int, str]:
    return (_ORDER.index(measure) if measure in _ORDER else len(_ORDER), measure)


def pair(gold: Sequence[Row], found: Iterable[Row]) -> tuple[list[tuple[Row, Row]], int]:
    """Each gold row with its record, found by title, else by id; and how many have none (paired with an empty one)."""
    by_title: dict[str, Row] = {}
    by_id: dict[str, Row] = {}
    for row in found:
        by_title[normal(row.get("title", ""))] = row
        by_id[row["id"]] = row
    pairs = [(row, by_title.get(normal(row["title"])) or by_id.get(row.get("id", "")) or {}) for row in gold]
    return pairs, sum(not row for _, row in pairs)


def rounded(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    """The scores as plain numbers, to four places."""
    return {
        measure: {
            "precision": round(one.precision, 4),
            "recall": round(one.recall, 4),
            "f1": round(one.f1, 4),
            "found": one.found,
            "gold": one.gold,
        }
        for measure, one in scores.items()
    }

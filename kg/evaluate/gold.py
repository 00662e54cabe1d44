"""Annotated papers and records in; gold rows, and each with the found row of its paper, out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson

from kg.errors import InputError
from kg.evaluate.align import Row
from kg.model import Document, Record
from kg.records import to_row
from kg.values.name import normal


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
            rows.append(checked(orjson.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{path}, line {number}: no annotated paper ({error!r}): each line needs title, abstract and entities, "
                "its rows the names of gold/GUIDELINES.md"
            ) from error
    if not rows:
        raise InputError(f"{path}: holds no annotated paper: name a file with one JSON object a line")
    return rows


def checked(row: Row) -> Row:
    """The row, if everything is there by which rows are compared; KeyError, TypeError, ValueError if not."""
    entities = row["entities"]
    for text in (row["title"], row["abstract"]):
        if not (isinstance(text, str) and isinstance(entities, list)):
            raise TypeError("title and abstract are texts, entities a list")
    for section, names in _NEEDED.items():
        for one in row.get(section, ()):
            if not all(isinstance(one[name], str) for name in names):
                raise TypeError(f"{section}: {', '.join(names)} are texts")
    for relation in row.get("relations", ()):
        head, name, tail = relation
        if not all(isinstance(text, str) for text in (head, name, tail)):
            raise TypeError("relations: head, relation and tail are texts")
    return row


_NEEDED = {
    "entities": ("type", "canonical"),
    "parameters": ("surface",),
    "tokens": ("surface",),
    "hardware": ("name",),
    "links": ("url",),
}


def document(row: Row) -> Document:
    """The text that a gold row annotates."""
    return Document(str(row.get("id", row["title"])), row["title"], row["abstract"])


def row(record: Record) -> Row:
    """A record in the form that is scored."""
    return to_row(record)


def pair(gold: Sequence[Row], found: Iterable[Row]) -> tuple[list[tuple[Row, Row]], int]:
    """Each gold row with its record, found by title, else by id; and how many have none (paired with an empty one)."""
    by_title: dict[str, Row] = {}
    by_id: dict[str, Row] = {}
    for row in found:
        by_title[normal(row.get("title", ""))] = row
        by_id[row["id"]] = row
    pairs = [(row, by_title.get(normal(row["title"])) or by_id.get(row.get("id", "")) or {}) for row in gold]
    return pairs, sum(not row for _, row in pairs)

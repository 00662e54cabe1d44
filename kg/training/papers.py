"""Files of annotated papers in; checked papers to learn from, and those of them that are scored, out."""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.evaluate.gold import checked
from kg.model import ENTITY_TYPES, Document, Relation

Row = Mapping[str, Any]
_GZIP = b"\x1f\x8b"
_FORM = (
    "each line needs id, title, abstract, entities with their surfaces, and relations, named as in gold/GUIDELINES.md"
)


@dataclass(frozen=True, slots=True)
class Papers:
    """What is learnt from: `gold` by file, cross-validated and scored; `also` learnt from in every fold.

    `texts` are read without labels; `again` are second readings of papers of the gold, to tell how far annotators
    agree.
    """

    gold: Mapping[str, Sequence[Row]]
    also: Sequence[Row] = ()
    texts: Sequence[Document] = ()
    again: Sequence[Row] = ()

    @property
    def scored(self) -> list[Row]:
        """The papers of all gold files, in their order: a paper's place tells its fold."""
        return [row for rows in self.gold.values() for row in rows]


def papers(
    gold: Sequence[Path],
    also: Sequence[Path] = (),
    texts: Sequence[Document] = (),
    again: Sequence[Path] = (),
) -> Papers:
    """Reads and checks all; further papers may take their texts from `texts`, second readings need none.

    A further paper that the gold has too is left out: who has learnt from a paper can't be scored by it.
    Raises InputError, naming file and line.
    """
    by_file = {name: annotated(path, {}) for name, path in _named(gold).items()}
    known = _distinct(by_file)
    by_id = {document.id: document for document in texts}
    further = {row["id"]: row for path in also for row in annotated(path, by_id)}
    second = [row for path in again for row in annotated(path, None)]
    return Papers(by_file, [row for name, row in further.items() if name not in known], texts, second)


def _named(paths: Sequence[Path]) -> dict[str, Path]:
    """Files by the names that tables show: without folder and suffix where that tells them apart."""
    stems = [path.name.partition(".")[0] for path in paths]
    return {stem if stems.count(stem) == 1 else str(path): path for stem, path in zip(stems, paths, strict=True)}


def _distinct(gold: Mapping[str, Sequence[Row]]) -> set[str]:
    known: set[str] = set()
    for name, rows in gold.items():
        for row in rows:
            if row["id"] in known:
                raise InputError(f"{name}: paper {row['id']!r} stands twice in the gold: leave one of the two out")
            known.add(row["id"])
    return known


def annotated(path: Path, texts: Mapping[str, Document] | None) -> list[Row]:
    """The annotated papers of a file, JSON Lines, gzipped or not; title and abstract by id from `texts` where absent.

    Where `texts` is None, labels alone are read. Raises InputError, naming file and line.
    """
    found = []
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                found.append(_checked(_whole(orjson.loads(line), texts)))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: no annotated paper ({error!r}): {_FORM}") from error
    return found


def _lines(path: Path) -> Iterable[bytes]:
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if content.startswith(_GZIP) else content).splitlines()
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: can't be read ({reason}): name a file of annotated papers") from error


def _whole(row: Row, texts: Mapping[str, Document] | None) -> Row:
    if texts is None:
        return {**row, "title": "", "abstract": ""}
    if "title" in row and "abstract" in row:
        return row
    document = texts.get(row["id"])
    if document is None:
        raise ValueError(f"{row['id']!r} has no title and abstract, nor are they in a file of --texts")
    return {**row, "title": document.title, "abstract": document.abstract}


def _checked(row: Row) -> Row:
    """The row, if all is there that is learnt from."""
    checked(row)
    if not isinstance(row["id"], str):
        raise TypeError("id is a text")
    row["relations"]
    for entity in row["entities"]:
        if entity["type"] not in ENTITY_TYPES:
            raise ValueError(f"no entity has the type {entity['type']!r}")
        if not (isinstance(entity["surfaces"], list) and all(_said(surface) for surface in entity["surfaces"])):
            raise TypeError("surfaces are a list of texts")
    for _, relation, _ in row["relations"]:
        if relation not in list(Relation):
            raise ValueError(f"no relation is named {relation!r}")
    return row


def _said(surface: object) -> bool:
    return isinstance(surface, str) and bool(surface.strip())


def entities(rows: Iterable[Row]) -> int:
    """How many entities the papers have together."""
    return sum(len(row["entities"]) for row in rows)


def relations(rows: Iterable[Row]) -> int:
    """How many relations the papers state together."""
    return sum(len(row["relations"]) for row in rows)


def readable(papers: Papers) -> Iterator[str]:
    """Every text that may be read without its labels; one of the gold that `texts` has too is read twice."""
    yield from map(_text, papers.scored)
    yield from (document.text for document in papers.texts)
    known = {document.id for document in papers.texts}
    yield from (_text(row) for row in papers.also if row["id"] not in known)


def _text(row: Row) -> str:
    return f"{row['title']}\n{row['abstract']}"

"""Entities in, entities.jsonl (one decision of identity a line) out, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.files import atomic
from kg.model import Entity, MentionType, Reason, Rejected


def write(entities: Iterable[Entity], path: Path) -> int:
    """Writes entities sorted by id, atomically; returns their number."""
    ordered = sorted(entities, key=lambda entity: entity.id)
    with atomic(path) as stream:
        for entity in ordered:
            stream.write(orjson.dumps(_row(entity), option=orjson.OPT_APPEND_NEWLINE))
    return len(ordered)


def read(path: Path) -> Iterator[Entity]:
    """Reads entities. Raises InputError, naming file and line, for a line that is none."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield _entity(orjson.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{path}, line {number}: no entity ({error}): write it anew with `kg build`"
                ) from error


def _row(entity: Entity) -> dict[str, Any]:
    return {name: value for name, value in asdict(entity).items() if value not in (None, ())}


def _entity(row: dict[str, Any]) -> Entity:
    return Entity(
        id=row["id"],
        type=MentionType(row["type"]),
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        members=tuple((document, name) for document, name in row.get("members", ())),
        why=tuple(Reason(**reason) for reason in row.get("why", ())),
        rejected=tuple(Rejected(**rejected) for rejected in row.get("rejected", ())),
        sense=row.get("sense"),
        series=row.get("series"),
        size=row.get("size"),
        vendor=row.get("vendor"),
    )

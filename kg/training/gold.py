"""A gold record in; the text and the Reading that flawless entity detection would have made, out.

Facts and relations can so be developed and scored apart from detection.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from kg import nlp
from kg.mentions.base import Detector
from kg.model import Document, Evidence, Mention, MentionType, PaperEntity, Reading
from kg.nlp import Prose

Row = Mapping[str, Any]
Span = tuple[int, int]
RULE = "gold"


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a gold file."""
    return [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]


def document_from_gold(record: Row) -> Document:
    return Document(id=str(record["id"]), title=record["title"], abstract=record["abstract"])


def reading_from_gold(record: Row, detectors: Iterable[Detector] = ()) -> tuple[Prose, Reading]:
    """The gold entities with every place where the text names them; values as the given detectors find them.

    A place inside a longer surface of another entity ("Llama-2" in "Llama-2-7B") is not a mention, unless the
    entity has no other. Each entity's `introduced` is the evidence of its first mention.
    """
    document = document_from_gold(record)
    prose = nlp.read(document.text)
    entities = _entities(record["entities"], document.text)
    values = (mention for detector in detectors for mention in detector.detect(prose))
    carried = sorted((m for m in values if m.value is not None), key=lambda m: (m.start, m.end, m.type))
    return prose, Reading(document, tuple(entities), tuple(carried))


def _entities(wanted: Sequence[Row], text: str) -> list[PaperEntity]:
    found = [_entity(row, own, text) for row, own in zip(wanted, places(wanted, text), strict=True) if own]
    return sorted(found, key=lambda entity: (entity.mentions[0].start, entity.canonical))


def _entity(row: Row, own: Sequence[Span], text: str) -> PaperEntity:
    kind = MentionType(row["type"])
    name, family, vendor = row["canonical"], row.get("family"), row.get("vendor")
    mentions = tuple(Mention(kind, start, end, text[start:end], 1.0, RULE, name, family, vendor) for start, end in own)
    new = Evidence(*own[0], 1.0, RULE) if row.get("introduced") else None
    return PaperEntity(kind, name, mentions, new, family, vendor)


def places(entities: Sequence[Row], text: str) -> list[list[Span]]:
    """Where the text names each entity, sorted; inside a longer name of another only if it stands nowhere else."""
    found = [sorted(set(_places(entity["surfaces"], text))) for entity in entities]
    taken = sorted({place for own in found for place in own})
    return [[place for place in own if not any(_inside(place, other) for other in taken)] or own for own in found]


def _inside(place: Span, other: Span) -> bool:
    return place != other and other[0] <= place[0] and place[1] <= other[1]


def _places(surfaces: Iterable[str], text: str) -> Iterator[Span]:
    """Places with word bounds or behind a count ("8xH100"); where there is none, any place."""
    for surface in surfaces:
        whole = re.compile(rf"(?:(?<![^\W_])|(?<=\dx)|(?<=times)){re.escape(surface)}(?![^\W_])")
        found = [match.span() for match in whole.finditer(text)]
        yield from found or [match.span() for match in re.finditer(re.escape(surface), text)]

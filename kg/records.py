"""Records in, JSON Lines in the gold form (with evidence on each row) out, and back.

The form is gold/GUIDELINES.md's, one object a paper. Each row also has `start`, `end`, `confidence`, `rule`; an
entity has those of its surest mention, all its `mentions`, and the `introduction` where the paper introduces it; a
relation is `[head, RELATION, tail, {evidence}]`. Offsets are as in kg/model.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.files import atomic
from kg.model import (
    Amount,
    Document,
    Evidence,
    HardwareFact,
    LinkFact,
    Listing,
    Mention,
    MentionType,
    PaperEntity,
    ParameterFact,
    Record,
    Relation,
    RelationFact,
    TokenFact,
    Url,
)

Row = dict[str, Any]


def write(records: Iterable[Record], path: Path) -> int:
    """Writes records in the order given, atomically; returns their number."""
    count = 0
    with atomic(path) as stream:
        for record in records:
            stream.write(dumps(record))
            count += 1
    return count


def read(path: Path) -> Iterator[Record]:
    """Reads records. Raises InputError, naming file and line, for a line that is no record."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield from_row(orjson.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{path}, line {number}: no record ({error}): write it anew with `kg extract`"
                ) from error


def dumps(record: Record) -> bytes:
    """One line of JSON, its newline included."""
    return orjson.dumps(to_row(record), option=orjson.OPT_APPEND_NEWLINE)


def to_row(record: Record) -> Row:
    """The gold form of a record, as plain dictionaries and lists."""
    return {
        **_document_row(record.document),
        "key": record.key,
        "entities": [_entity_row(entity) for entity in record.entities],
        "parameters": [_amount_row(fact) for fact in record.parameters],
        "tokens": [_amount_row(fact) for fact in record.tokens],
        "hardware": [_hardware_row(fact) for fact in record.hardware],
        "links": [_link_row(fact) for fact in record.links],
        "relations": [[fact.head, fact.relation.value, fact.tail, asdict(fact.evidence)] for fact in record.relations],
    }


def from_row(row: Row) -> Record:
    """The record of a row that `to_row` made."""
    return Record(
        document=_document(row),
        entities=tuple(_entity(entity) for entity in row["entities"]),
        parameters=tuple(
            ParameterFact(fact["surface"], _amount(fact), fact["of"], _evidence(fact)) for fact in row["parameters"]
        ),
        tokens=tuple(TokenFact(fact["surface"], _amount(fact), fact["of"], _evidence(fact)) for fact in row["tokens"]),
        hardware=tuple(
            HardwareFact(fact["name"], fact["count"], fact["hours"], fact["purpose"], fact["by"], _evidence(fact))
            for fact in row["hardware"]
        ),
        links=tuple(
            LinkFact(Url(fact["url"], fact["kind"], fact["repo"]), fact["role"], fact["of"], _evidence(fact))
            for fact in row["links"]
        ),
        relations=tuple(
            RelationFact(head, Relation(relation), tail, _evidence(evidence))
            for head, relation, tail, evidence in row["relations"]
        ),
        key=row["key"],
    )


def _document_row(document: Document) -> Row:
    row = asdict(document)
    return {name: value for name, value in row.items() if name in {"id", "title", "abstract"} or value}


def _document(row: Row) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        abstract=row["abstract"],
        url=row.get("url"),
        year=row.get("year"),
        published=row.get("published"),
        authors=tuple(row.get("authors", ())),
        categories=tuple(row.get("categories", ())),
        listings=tuple(Listing(**listing) for listing in row.get("listings", ())),
    )


def _entity_row(entity: PaperEntity) -> Row:
    row: Row = {
        "type": entity.type.value,
        "canonical": entity.canonical,
        "surfaces": list(entity.surfaces),
        "introduced": entity.introduced is not None,
    }
    for name in ("family", "vendor", "node"):
        if (value := getattr(entity, name)) is not None:
            row[name] = value
    row |= asdict(entity.surest.evidence)
    if entity.introduced is not None:
        row["introduction"] = asdict(entity.introduced)
    row["mentions"] = [_mention_row(mention) for mention in entity.mentions]
    return row


def _mention_row(mention: Mention) -> Row:
    return {"surface": mention.surface, **asdict(mention.evidence)}


def _entity(row: Row) -> PaperEntity:
    kind = MentionType(row["type"])
    return PaperEntity(
        type=kind,
        canonical=row["canonical"],
        mentions=tuple(
            Mention(
                type=kind,
                start=mention["start"],
                end=mention["end"],
                surface=mention["surface"],
                confidence=mention["confidence"],
                rule=mention["rule"],
            )
            for mention in row["mentions"]
        ),
        introduced=_evidence(row["introduction"]) if row["introduced"] else None,
        family=row.get("family"),
        vendor=row.get("vendor"),
        node=row.get("node"),
    )


def _amount_row(fact: ParameterFact | TokenFact) -> Row:
    amount = fact.amount
    row: Row = {"surface": fact.surface}
    if amount.value is None:
        row |= {"low": amount.low, "high": amount.high}
    else:
        row["value"] = amount.value
    if amount.active:
        row["active"] = True
    return {**row, "of": fact.of, **asdict(fact.evidence)}


def _amount(row: Row) -> Amount:
    active = row.get("active", False)
    if "value" in row:
        return Amount(row["value"], row["value"], active)
    return Amount(row["low"], row["high"], active)


def _hardware_row(fact: HardwareFact) -> Row:
    return {
        "name": fact.name,
        "count": fact.count,
        "hours": fact.hours,
        "purpose": fact.purpose,
        "by": fact.by,
        **asdict(fact.evidence),
    }


def _link_row(fact: LinkFact) -> Row:
    return {
        "url": fact.url.url,
        "kind": fact.url.kind,
        "repo": fact.url.repo,
        "role": fact.role,
        "of": fact.of,
        **asdict(fact.evidence),
    }


def _evidence(row: Row) -> Evidence:
    return Evidence(row["start"], row["end"], row["confidence"], row["rule"])

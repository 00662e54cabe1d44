"""Rows in few words in ("Model* BERT|BERT-Large"), gold and found rows out: what the tests of evaluation work on."""

from typing import Any

Row = dict[str, Any]


def entity(words: str) -> Row:
    """Type, an asterisk where the paper introduces it, canonical name, and after bars its surfaces."""
    kind, _, names = words.partition(" ")
    canonical, *surfaces = names.split("|")
    return {
        "type": kind.removesuffix("*"),
        "canonical": canonical,
        "surfaces": surfaces or [canonical],
        "introduced": kind.endswith("*"),
    }


def row(abstract: str, said: Row, *, title: str = "A paper", id: int = 1) -> Row:
    """A row whose entities are given in few words."""
    return {
        "id": id,
        "title": title,
        "abstract": abstract,
        **said,
        "entities": [entity(words) for words in said.get("entities", ())],
    }


def damaged(row: Row, number: int) -> Row:
    """A copy with every fifth entity gone, every seventh of another type, and every third relation gone."""
    entities = [dict(entity) for place, entity in enumerate(row["entities"], number) if place % 5]
    for place, entity in enumerate(entities, number):
        if place % 7 == 0:
            entity["type"] = "Method"
    relations = [relation for place, relation in enumerate(row["relations"], number) if place % 3]
    return {**row, "entities": entities, "relations": relations}

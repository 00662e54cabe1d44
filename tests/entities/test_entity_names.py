"""Real names of data, methods and organizations: what is one thing is one node, and what is not never is."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.entities.compare import difference
from kg.entities.resolve import resolve
from kg.model import MentionType
from tests.entities.papers import papers

CASES = Path(__file__).parent.parent / "cases" / "entity_names.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
SAME = [row for row in ROWS if "same" in row and not row.get("rule")]
APART = [row for row in ROWS if "apart" in row]


def nodes(kind: MentionType, names: list[str]) -> list[list[str]]:
    """The names of each node, where each name stands in a paper of its own."""
    return [[name for _, name in each.members] for each in resolve(papers(kind, *names)) if each.members]


@pytest.mark.parametrize("row", SAME, ids=lambda row: f"{row['type']}: {row['same'][0]}")
def test_spellings_of_one_thing_are_one_node(row: dict[str, Any]) -> None:
    assert len(nodes(MentionType(row["type"]), row["same"])) == 1


@pytest.mark.parametrize("row", APART, ids=lambda row: f"{row['type']}: {' | '.join(row['apart'])}")
def test_two_things_are_two_nodes(row: dict[str, Any]) -> None:
    assert len(nodes(MentionType(row["type"]), row["apart"])) == 2


@pytest.mark.parametrize("row", APART, ids=lambda row: f"{row['type']}: {' | '.join(row['apart'])}")
def test_two_things_whose_keys_differ_are_told_apart_in_words_the_same_in_both_orders(row: dict[str, Any]) -> None:
    kind, (one, other) = MentionType(row["type"]), row["apart"]
    assert difference(kind, one, other) == difference(kind, other, one)

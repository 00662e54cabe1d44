"""Rules that join names of data, methods and organizations: what they join, and where they hold back."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.entities.block import Block
from kg.entities.keys import BlockKey, key
from kg.entities.link import Blocks, Link
from kg.entities.match import listed, nouns
from kg.entities.rules_things import benches, word_plurals
from kg.model import MentionType

DATASET, METHOD, ORGANIZATION = MentionType.DATASET, MentionType.METHOD, MentionType.ORGANIZATION
CASES = Path(__file__).parent.parent / "cases" / "entity_names.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
RULED = [row for row in ROWS if row.get("rule")]


def blocks(kind: MentionType, *names: str) -> dict[BlockKey, Block]:
    """The blocks of names that one paper each has."""
    found: dict[BlockKey, Block] = {}
    for number, name in enumerate(names):
        block = found.setdefault((kind, key(kind, name)), Block())
        block.names[name] += 1
        block.members.add((f"p{number}", name))
    return found


def joined(rule: Callable[[Blocks], Iterator[Link]], kind: MentionType, *names: str) -> list[tuple[str, str]]:
    return sorted((link.a, link.b) for link in rule(blocks(kind, *names)))


@pytest.mark.parametrize("row", RULED, ids=lambda row: row["same"][0])
def test_a_rule_joins_what_no_key_does(row: dict[str, Any]) -> None:
    kind = MentionType(row["type"])
    found = blocks(kind, *row["same"])
    links = [link for rule in (listed, word_plurals, benches, nouns) for link in rule(found)]
    assert {own for _, own in found} <= {end for link in links for end in (link.a, link.b)}


def test_words_in_the_plural_join_the_commoner_form() -> None:
    assert joined(word_plurals, DATASET, "Blue Heron Songs", "Blue Herons Songs", "Blue Herons Songs dataset") == [
        ("blueheronsongs", "blueheronssongs")
    ]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (DATASET, ("FairFace", "FairFaces")),
        (DATASET, ("LEVIR-CD", "LEVIR-CD+")),
        (DATASET, ("Kestrel Songs 10", "Kestrel Song 20")),
        (METHOD, ("Blue Heron Net", "Blue Herons Net")),
    ],
)
def test_one_word_signs_numbers_and_methods_are_no_plurals(kind: MentionType, names: tuple[str, ...]) -> None:
    assert joined(word_plurals, kind, *names) == []


def test_a_benchmark_is_a_bench_only_where_nobody_writes_the_name_alone() -> None:
    assert joined(benches, DATASET, "Kestrel Benchmark", "Kestrel-Bench") == [("kestrel", "kestrelbench")]
    assert joined(benches, DATASET, "Kestrel Benchmark", "Kestrel", "Kestrel-Bench") == []
    assert joined(benches, DATASET, "MMLU Benchmark", "MMLU-Bench") == []


def test_a_noun_of_any_case_joins_two_words_or_a_listed_name_but_not_one_word() -> None:
    assert joined(nouns, METHOD, "Blue Heron", "Blue Heron Network") == [("blueheronnetwork", "blueheron")]
    assert joined(nouns, METHOD, "XGBoost", "XGBoost Classifier") == [("xgboostclassifier", "xgboost")]
    assert joined(nouns, METHOD, "Attention", "Attention Model") == []
    assert joined(nouns, DATASET, "Blue Heron", "Blue Heron Network") == []

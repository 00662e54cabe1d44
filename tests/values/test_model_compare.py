"""What tells two models apart is said in words, and is nothing just where their keys are one."""

import json
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.model_compare import compare
from kg.values.model_name import key
from tests.values.test_model_name import NAMES, SPELLINGS, any_name

CASES = Path(__file__).parent.parent / "cases" / "model_parts.jsonl"
PAIRS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
ORDER = ("series", "version", "size", "active size", "scale", "tuning", "revision", "quantisation", "modality")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']} | {pair['b']}")
def test_two_models_are_told_apart_by_the_parts_that_differ(pair: dict[str, Any]) -> None:
    assert compare(pair["a"], pair["b"]) == tuple(pair["by"])
    assert compare(pair["b"], pair["a"]) == tuple(pair["by"])


@pytest.mark.parametrize(("published", "spelling"), SPELLINGS)
def test_spellings_of_one_name_are_told_apart_by_nothing(published: str, spelling: str) -> None:
    assert compare(published, spelling) == ()


def test_any_two_published_names_are_told_apart_by_something_in_the_fixed_order() -> None:
    for one, other in combinations([row["canonical"] for row in NAMES], 2):
        found = compare(one, other)
        assert found, (one, other)
        assert all(ORDER.index(a) < ORDER.index(b) for a, b in pairwise(found))


@given(any_name, any_name)
def test_nothing_tells_two_names_apart_just_where_they_have_one_key(one: str, other: str) -> None:
    assert (compare(one, other) == ()) == (key(one) == key(other))
    assert compare(one, other) == compare(other, one)


@given(st.text(max_size=40))
def test_a_name_is_never_told_apart_from_itself(name: str) -> None:
    assert compare(name, name) == ()

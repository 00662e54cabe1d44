"""Quantities: cases accepted and rejected, and what holds for any text."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.number import shown
from kg.values.quantity import quantities

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [json.loads(line) for line in (FOLDER / "quantities.jsonl").read_text("utf-8").splitlines()]
WORDS = [
    "7B",
    "1.3",
    "billion",
    "parameters",
    "tokens",
    "to",
    "and",
    "-",
    "Llama",
    "model",
    "(",
    ")",
    ",",
    "8x7B",
    "$",
    "M",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_text_states_just_these_quantities(case: dict[str, Any]) -> None:
    found: dict[str, list[list[int | str]]] = {"parameters": [], "tokens": []}
    for quantity in quantities(case["text"]):
        if quantity.sure:
            active: list[int | str] = ["active"] if quantity.amount.active else []
            found[quantity.kind].append([quantity.amount.low, quantity.amount.high, *active])
    assert found == {"parameters": case.get("parameters", []), "tokens": case.get("tokens", [])}


def test_millions_without_a_noun_wait_for_a_model_beside_them() -> None:
    found = quantities("GPT-Neo (125M) is small.")
    assert [(quantity.amount.value, quantity.sure) for quantity in found] == [(125_000_000, False)]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_spans_lie_in_the_text_and_end_with_their_noun(text: str) -> None:
    for quantity in quantities(text):
        assert 0 <= quantity.start < quantity.number_end <= quantity.end <= len(text)
        if quantity.rule == "counted-noun":
            assert text[quantity.start : quantity.end].endswith(("parameters", "tokens"))


@given(st.integers(1, 999_999))
def test_an_amount_that_is_shown_parses_back(millions: int) -> None:
    written = shown(millions * 10**6)
    found = quantities(f"a network with {written} parameters")
    assert [quantity.amount.value for quantity in found] == [millions * 10**6]


@pytest.mark.parametrize(
    "junk",
    [
        "7, " * 66_000 + "billion",
        "1" * 200_000,
        "1.1." * 50_000,
        "a few hundred " * 14_000,
        "tokens " * 28_000,
        "x" * 200_000,
        "1,111," * 33_000,
        "word " * 40_000 + "7B " + "more " * 40_000,
        "7B " * 2_000,
        "-7B" * 2_000,
        "million " * 2_000,
    ],
    ids=lambda junk: junk[:10],
)
def test_junk_costs_no_endless_time(junk: str) -> None:
    start = time.perf_counter()
    quantities(junk)
    assert time.perf_counter() - start < 4

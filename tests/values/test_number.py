"""Numbers: exact values, ranges, and what holds for any text."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.number import MOST, SCALES, numbers, shown


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.3B", [(1_300_000_000, 1_300_000_000)]),
        ("0.31TB of tokens", [(310_000_000_000, 310_000_000_000)]),
        ("4.37B", [(4_370_000_000, 4_370_000_000)]),
        ("from 6.4M to 305.7M", [(6_400_000, 305_700_000)]),
        ("1M~60M", [(1_000_000, 60_000_000)]),
        ("7B-13B", [(7_000_000_000, 13_000_000_000)]),
        ("3 to 72 billion", [(3_000_000_000, 72_000_000_000)]),
        ("a few hundred million to two billion", [(100_000_000, 2_000_000_000)]),
        ("8$\\times$7B", [(56_000_000_000, 56_000_000_000)]),
        ("Gemma 9B-2B", [(9_000_000_000, 9_000_000_000), (2_000_000_000, 2_000_000_000)]),
        ("Long1K-32B", [(32_000_000_000, 32_000_000_000)]),
        ("Llama-2-7B", [(7_000_000_000, 7_000_000_000)]),
        ("SeamlessM4T, 50ms, 5 m", []),
    ],
)
def test_numbers_are_read_exactly(text: str, values: list[tuple[int, int]]) -> None:
    assert [(number.low, number.high) for number in numbers(text)] == values


@given(
    st.integers(1, 9_999),
    st.integers(0, 3),
    st.sampled_from(["B", "M", "T", " billion", "-billion", " million", " trillion"]),
)
def test_a_decimal_never_drifts(digits: int, places: int, scale: str) -> None:
    written = f"{Decimal(digits).scaleb(-places):f}"
    expected = Decimal(written) * SCALES[scale.strip(" -").casefold()]
    if expected < MOST:
        assert [number.low for number in numbers(f"of {written}{scale}.")] == [int(expected)]


@given(st.integers(1, 9_999_999), st.sampled_from([1, 10**3, 10**6, 10**9]))
def test_what_is_shown_reads_back(value: int, scale: int) -> None:
    text = shown(value * scale)
    found = numbers(f"a model of {text} parameters")
    if value * scale >= 10:
        assert [(number.low, number.high) for number in found] == [(value * scale, value * scale)]


@given(st.text(st.sampled_from("0123456789.,BMKTbm -~/$()xabilontoand"), max_size=100))
def test_numbers_are_in_order_and_apart(text: str) -> None:
    found = numbers(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 < number.low <= number.high < MOST for number in found)

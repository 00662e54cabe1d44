"""A number stands only where most papers agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.consensus import agreed, commonest

CASES: list[tuple[list[tuple[str, int]], int | None]] = [
    ([], None),
    ([("a", 7)], 7),
    ([("a", 7), ("a", 7)], 7),
    ([("a", 7), ("b", 13)], None),
    ([("a", 7), ("b", 7), ("c", 13)], 7),
    ([("a", 7), ("a", 13), ("b", 7)], None),
    ([("a", 7), ("a", 13), ("b", 7), ("c", 7)], 7),
]


@pytest.mark.parametrize(("statements", "value"), CASES)
def test_more_than_half_of_the_papers_decide(statements: list[tuple[str, int]], value: int | None) -> None:
    assert agreed(statements) == value


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3))))
def test_the_order_of_statements_does_not_matter(statements: list[tuple[str, int]]) -> None:
    assert agreed(statements) == agreed(statements[::-1])


def test_of_equally_common_words_the_first_in_the_alphabet_is_taken() -> None:
    assert commonest(["NVIDIA", "AMD"]) == commonest(["AMD", "NVIDIA"]) == "AMD"

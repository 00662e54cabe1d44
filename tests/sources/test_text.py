"""kg/sources/text.py: what cleaning changes and what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.text import one_line, running
from tests.sources.made import cases

ANY = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize("case", cases("sources_text"), ids=lambda case: str(case["name"]))
def test_text_is_cleaned_as_the_table_says(case: dict[str, str]) -> None:
    assert one_line(case["text"]) == case["one_line"]
    assert running(case["text"]) == case["running"]


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert running(running(text)) == running(text)


@given(ANY)
def test_cleaned_text_can_be_encoded_and_a_title_is_one_line(text: str) -> None:
    running(text).encode()
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40))
def test_visible_characters_are_never_changed(text: str) -> None:
    assert one_line(text) == text
    assert running(text) == text

"""Sentences are found where a reader would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.sentence import around, bounds

CASES = [
    ("A title\nOne. Two.", ["A title", "One.", "Two."]),
    ("Is it? A title.\nBody here", ["Is it? A title.", "Body here"]),
    ("T\nDevlin et al. 2019 trained it. It works.", ["T", "Devlin et al. 2019 trained it.", "It works."]),
    (
        "T\nIt has 3.5 billion (cf. Fig. 2) weights. mT5 has more.",
        ["T", "It has 3.5 billion (cf. Fig. 2) weights.", "mT5 has more."],
    ),
    (
        "T\nCode: https://github.com/google-research/bert. Data too.",
        ["T", "Code: https://github.com/google-research/bert.", "Data too."],
    ),
    ('T\nIt says "yes." Then it ends.', ["T", 'It says "yes."', "Then it ends."]),
    ("T\nA hard\nline break is layout.", ["T", "A hard\nline break is layout."]),
    ("T\n", ["T"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in bounds(text)] == sentences


@given(st.text())
def test_every_visible_character_is_in_just_one_sentence(text: str) -> None:
    covered = [position for start, end in bounds(text) for position in range(start, end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert all(text[position].isspace() for position in set(range(len(text))) - set(covered))


@given(st.text(min_size=1), st.data())
def test_a_span_lies_in_the_sentences_around_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    around_start, around_end = around(text, start, end)
    if text[start:end].strip() == text[start:end]:
        assert around_start <= start < end <= around_end

"""A document's text is read as it stands; spaCy's Doc of it carries the project's own sentences."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import nlp
from kg.values.sentence import bounds


@given(st.text())
def test_the_doc_s_text_is_the_text(text: str) -> None:
    prose = nlp.read(text)
    assert prose.text == prose.doc.text == text


@pytest.mark.parametrize(
    "text", ["A title\nBERT is a model. It has 110M parameters.", "One line only", "\n", "A\n\nB. C"]
)
def test_the_doc_s_sentences_are_those_of_the_text(text: str) -> None:
    found = [sentence.text.strip() for sentence in nlp.read(text).doc.sents if sentence.text.strip()]
    assert found == [text[start:end] for start, end in bounds(text)]


@pytest.mark.parametrize("piece", ["(", "}", "😀", "http://"])
def test_a_huge_run_without_blanks_takes_no_quadratic_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    assert nlp.read(text).doc.text == text
    assert time.process_time() - start < 5

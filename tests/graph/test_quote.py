"""A quote is whole sentences of the text around a span, and never so long that it is no quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.quote import LONGEST, Quoted
from kg.values.sentence import around

TEXT = "BERT\nWe present BERT. It has 340M parameters. It is open."


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("340M", "It has 340M parameters."),
        ("We present", "We present BERT."),
        ("BERT. It", "We present BERT. It has 340M parameters."),
        ("BERT\nWe", "BERT\nWe present BERT."),
    ],
)
def test_the_quote_is_the_sentences_that_the_span_touches(words: str, quote: str) -> None:
    start = TEXT.index(words)
    place = Quoted(TEXT).around(start, start + len(words))
    assert place is not None
    assert Quoted(TEXT).quote(*place) == quote


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)])
def test_a_span_that_is_not_in_the_text_has_no_quote(span: tuple[int, int]) -> None:
    assert Quoted(TEXT).around(*span) is None


def test_a_text_without_sentences_is_quoted_by_a_window_of_words() -> None:
    text = "Title\n" + "many words " * 2_000
    start = text.index("words", 10_000)
    place = Quoted(text).around(start, start + 5)
    assert place is not None
    quote = text[slice(*place)]
    assert LONGEST - 20 < len(quote) <= LONGEST
    assert set(quote.split()) == {"many", "words"}


def test_a_span_longer_than_a_quote_has_none() -> None:
    text = "word " * 1_000
    assert Quoted(text).around(0, LONGEST + 1) is None


@given(st.text("aB. \n!", max_size=60), st.data())
def test_the_quote_holds_the_span_and_agrees_with_the_sentences(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    place = Quoted(text).around(start, end)
    if start == end:
        assert place is None
    else:
        assert place is not None
        assert place[0] <= start < end <= place[1]
        low, high = around(text, start, end)
        assert place == (min(low, start), max(high, end))

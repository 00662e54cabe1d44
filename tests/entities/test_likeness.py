"""Likeness of two documents: between 0 and 1, the same both ways, and led by rare words."""

from hypothesis import given
from hypothesis import strategies as st

from kg.entities.likeness import likeness, words
from kg.model import Document

texts = st.text(alphabet="abcdefgh ABC.é\n", max_size=80)


def document(text: str) -> Document:
    return Document("p", text[:20], text)


@given(texts, texts)
def test_it_lies_between_0_and_1_and_has_no_direction(one: str, other: str) -> None:
    found = likeness(document(one), document(other))
    assert 0.0 <= found <= 1.0 + 1e-9
    assert found == likeness(document(other), document(one))


@given(texts)
def test_a_text_with_words_is_like_itself(text: str) -> None:
    same = likeness(document(text), document(text))
    assert abs(same - (1.0 if words(f"{text[:20]} {text}") else 0.0)) < 1e-9


def test_rare_words_tell_more_than_common_ones() -> None:
    kestrels = document("kestrels hover the the")
    assert likeness(kestrels, document("kestrels dive")) > likeness(kestrels, document("the model"))


def test_words_that_are_left_out_do_not_count() -> None:
    one, other = document("kestrels hover"), document("kestrels dive")
    assert likeness(one, other, leaving=words("Kestrels")) == 0.0

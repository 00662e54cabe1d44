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


def test_a_long_text_is_like_itself_and_a_short_one_hardly() -> None:
    long = document(" ".join(f"{one}{other}kestrel" for one in "abcdefgh" for other in "ijklmnop"))
    assert likeness(long, long) > 0.9
    assert likeness(document("Paper 1"), document("Paper 2")) < 0.1


def test_rare_words_tell_more_than_common_ones() -> None:
    kestrels = document("kestrels hover the the")
    assert likeness(kestrels, document("kestrels dive")) > likeness(kestrels, document("the model"))


def test_words_that_are_left_out_do_not_count() -> None:
    one, other = document("kestrels hover"), document("kestrels dive")
    assert likeness(one, other, leaving=words("Kestrels")) == 0.0

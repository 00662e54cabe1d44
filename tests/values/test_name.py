"""Names are compared and turned into ids the same way everywhere."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.values.name import normal, slug

SAME = [("LLaMA-2 7B", "llama 2 7b"), ("GPT‑4", "GPT-4"), ("ＧＰＴ-4", "gpt4"), ("GSM8K", "GSM-8k")]
DIFFERENT = [("C", "C++"), ("PanGu-π", "PanGu"), ("Llama 7B", "Llama 70B"), ("VAE", "β-VAE")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_differ_by_a_letter_or_sign_of_meaning_stay_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(min_size=1))
@example("0:_0")
def test_a_slug_is_stable_and_never_empty(name: str) -> None:
    assert slug(name)
    assert slug(slug(name)) == slug(name)


@given(st.text())
def test_normalising_twice_is_normalising_once(name: str) -> None:
    assert normal(normal(name)) == normal(name)

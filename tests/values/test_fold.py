"""Folding: spellings meet, numbers never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.fold import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GSM8k", "GSM-8K"),
        ("SQuAD v2.0", "SQuAD 2"),
        ("HumanEval+", "HumanEval Plus"),
        ("τ-bench", "tau bench"),
        ("Tülu", "TULU"),
        ("Tanks & Temples", "Tanks and Temples"),
        ("R1V2", "R1 V2"),
        ("μTransfer", "µTransfer"),
        ("Mistral v03", "Mistral v0.3"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-3.5", "GPT-35"),
        ("SQuAD 1.1", "SQuAD 11"),
        ("AIME 24/25", "AIME 2425"),
        ("HumanEval", "HumanEval+"),
        ("v1.10", "v1.1"),
        ("10.0", "1"),
        ("Qwen2 5", "Qwen2.5"),
        ("SV3D", "S3D"),
        ("V3", "3"),
    ],
)
def test_numbers_and_signs_that_tell_names_apart_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["X {}", "X-{}", "X v{}", "X{}B", "{}X"]))
def test_two_numbers_never_meet(one: int, other: int, form: str) -> None:
    assert (fold(form.format(one)) == fold(form.format(other))) == (one == other)


@given(st.text(max_size=40))
def test_case_and_blanks_around_make_no_difference(text: str) -> None:
    assert fold(f"  {text} ") == fold(text)
    assert fold(text.casefold()) == fold(text)

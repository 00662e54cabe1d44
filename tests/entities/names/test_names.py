"""Keys of all three types: articles and blanks make no difference, numbers and signs always do."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.names.dataset import dataset_key
from kg.entities.names.method import method_key
from kg.entities.names.organization import organization_key
from tests.entities.names.made_up import NAMES, WORDS

KEYS: list[Callable[[str], str]] = [dataset_key, method_key, organization_key]


@given(st.sampled_from(KEYS), NAMES, st.sampled_from(["the ", "The ", "a ", "An ", ""]))
def test_articles_and_doubled_blanks_make_no_difference(own: Callable[[str], str], name: str, article: str) -> None:
    assert own(f" {article} {name.replace(' ', '  ')} ") == own(name)


@given(
    st.sampled_from(KEYS), WORDS, st.integers(30, 1999), st.integers(30, 1999), st.sampled_from(["", "-", " ", " v"])
)
def test_names_whose_number_differs_never_meet(
    own: Callable[[str], str], words: list[str], one: int, other: int, joint: str
) -> None:
    """Of numbers under 30 a year may be meant: AIME 24 is AIME 2024."""
    name = " ".join(words)
    assert (own(f"{name}{joint}{one}") == own(f"{name}{joint}{other}")) == (one == other)


@given(st.sampled_from(KEYS), WORDS, st.sampled_from(["+", "++", "*"]))
def test_a_sign_behind_a_name_makes_another(own: Callable[[str], str], words: list[str], sign: str) -> None:
    name = " ".join(words)
    assert own(f"{name}{sign}") != own(name)


@pytest.mark.parametrize("own", KEYS)
@pytest.mark.parametrize(
    "hostile",
    [
        "a(" * 20000,
        "A" * 40000 + " b challenge",
        " dataset" * 10000,
        "X" + " (test" * 10000 + ")",
        "Co., " * 10000,
        "task 1 of " * 8000,
        "(" * 40000 + ")",
        "isisisis" * 8000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_names_are_keyed_at_once(own: Callable[[str], str], hostile: str) -> None:
    start = time.process_time()
    own(hostile)
    assert time.process_time() - start < 2

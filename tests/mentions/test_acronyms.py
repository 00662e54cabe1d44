"""Which acronyms a text defines, and for what."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import nlp
from kg.mentions.acronyms import Acronyms, definitions, match

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mentions_acronyms.jsonl").read_text("utf-8").splitlines()
]
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=2, max_size=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:30])
def test_a_definition_is_short_form_and_long_form(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [[text[slice(*d.short)], text[slice(*d.long)]] for d in definitions(text)] == case["defined"]


@given(WORDS)
def test_initials_match_their_words_from_the_start(words: list[str]) -> None:
    assert match("".join(word[0].upper() for word in words), " ".join(words)) is not None


@given(st.text(max_size=12), st.text(max_size=40))
def test_a_match_begins_at_a_word_with_the_first_letter(short: str, long: str) -> None:
    begin = match(short, long)
    letters = [c for c in short.casefold() if c.isalnum()]
    if begin is not None and letters:
        assert long.lower()[begin] == letters[0]
        assert begin == 0 or not long[begin - 1].isalnum()


def test_the_long_form_votes_for_the_short_name() -> None:
    votes = list(Acronyms().detect(nlp.read("direct preference optimization (DPO) works")))
    assert [(vote.surface, vote.canonical) for vote in votes] == [
        ("DPO", "DPO"),
        ("direct preference optimization", "DPO"),
    ]


def test_generic_acronyms_get_no_vote() -> None:
    assert not list(Acronyms().detect(nlp.read("Large language models (LLMs) work")))

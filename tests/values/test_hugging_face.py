"""Ids on Hugging Face: what is one and what is not, where prose writes one out, and what holds for any text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.hugging_face import LONGEST, checked, written

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/hugging_face.jsonl").read_text("utf-8").splitlines()
]
PART = st.from_regex(r"[A-Za-z0-9_]+([.-][A-Za-z0-9_]+){0,3}", fullmatch=True)


@pytest.mark.parametrize("case", [case for case in CASES if "id" in case], ids=lambda case: repr(case["id"]))
def test_an_id_is_owner_and_name_and_nothing_else(case: dict[str, Any]) -> None:
    assert checked(case["id"]) == (case["id"] if case["valid"] else None)


@pytest.mark.parametrize("case", [case for case in CASES if "text" in case], ids=lambda case: case["text"])
def test_prose_has_the_ids_of_makers_models_with_a_size(case: dict[str, Any]) -> None:
    assert list(written(case["text"])) == case["written"]


def test_an_id_is_no_longer_than_the_hub_takes() -> None:
    assert checked("a/" + "b" * (LONGEST - 2)) is not None
    assert checked("a/" + "b" * (LONGEST - 1)) is None


@given(st.text() | st.from_regex(r"[A-Za-z]{1,5}/.{1,8}", fullmatch=True))
def test_what_is_taken_can_only_be_the_path_of_an_address(text: str) -> None:
    if (found := checked(text)) is not None:
        assert found == text
        assert found.isascii()
        assert found.count("/") == 1
        assert not re.search(r"[^\w./-]|\.\.|^\.|/\.", found)


@given(PART, PART)
def test_two_plain_words_with_a_slash_are_an_id(owner: str, name: str) -> None:
    text = f"{owner}x/{name}x"
    assert checked(text) == (text if len(text) <= LONGEST else None)


@given(st.text(st.sampled_from("google/emma-27bBLl. _(\n")))
def test_what_prose_writes_is_in_it_and_is_an_id(text: str) -> None:
    for found in written(f"{text} google/gemma-2b {text}"):
        assert found in text or found.startswith("google/")
        assert checked(found) == found

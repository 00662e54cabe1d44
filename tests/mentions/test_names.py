"""Which spans the grammar takes for model names, and under which published spelling."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp
from kg.mentions.names import Names, find

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mentions_names.jsonl").read_text("utf-8").splitlines()
]
PIECES = st.sampled_from(
    ["GPT", "-4", "Llama", " 2", "-7B", "/13B", " and ", "o", "o1", "Claude", " 3.5", "-", " ", "Qwen", "x7B"]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:30])
def test_a_model_name_is_one_span_with_its_published_spelling(case: dict[str, Any]) -> None:
    found: dict[str, list[str | None]] = {}
    for vote in Names().detect(nlp.read(case["text"])):
        found.setdefault(vote.surface, []).append(vote.canonical)
    assert list(found.items()) == [tuple(row) for row in case["found"]]


def test_a_sized_name_has_its_series_as_family() -> None:
    (vote,) = Names().detect(nlp.read("Llama-2-7b-chat answers"))
    assert vote.family == "Llama 2"


@given(st.lists(PIECES, max_size=12).map("".join))
def test_spans_lie_in_the_text_and_are_trimmed(text: str) -> None:
    for name in find(text):
        surface = text[name.start : name.end]
        assert surface
        assert surface == surface.strip(" .-")


@settings(max_examples=20, deadline=None)
@given(PIECES, st.sampled_from(["", " ", "-", ". "]))
def test_time_grows_with_length_only(piece: str, joint: str) -> None:
    text = (piece + joint) * (40_000 // (len(piece) + len(joint)))
    begin = time.process_time()
    find(text)
    assert time.process_time() - begin < 2.0

"""Names of the term lists in running text: what is found, under which name, and what is left alone."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp
from kg.mentions.lists import CONFIDENCE, TYPES, Lists, find, fold, spellings
from kg.model import Mention, MentionType
from kg.terms import terms

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "lists.jsonl").read_text("utf-8").splitlines()
]
SURE = 0.5


def votes(text: str) -> list[Mention]:
    return list(Lists().detect(nlp.read(text)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:40])
def test_known_names_are_found_and_others_left(case: dict[str, list[list[str]]]) -> None:
    found = [
        [vote.surface, vote.type.value, vote.canonical] for vote in votes(str(case["text"])) if vote.confidence > SURE
    ]
    assert found == case["found"]


def test_a_vote_tells_the_series_and_the_way_of_looking_up() -> None:
    (vote,) = votes("Llama 4 Scout reads images")
    assert (vote.rule, vote.family, vote.confidence) == ("term.model.any", "Llama 4", 0.95)


def test_a_name_without_its_cue_is_a_faint_vote_of_its_own_rule() -> None:
    (vote,) = votes("The Falcon, once more.")
    assert (vote.rule, vote.confidence) == ("term.model.uncued", CONFIDENCE[MentionType.MODEL, "uncued"])


def test_one_cue_holds_for_the_whole_document() -> None:
    rules = [vote.rule for vote in votes("Results on the MATH dataset. MATH is hard for pupils.")]
    assert rules == ["term.dataset.cued", "term.dataset.cued"]


def test_a_spelling_of_two_lists_gives_a_vote_for_each_and_the_usual_one_is_surer() -> None:
    model, maker = sorted(votes("DeepSeek's models"), key=lambda vote: -vote.confidence)
    assert (model.type, maker.type) == (MentionType.MODEL, MentionType.ORGANIZATION)
    assert (model.start, model.end) == (maker.start, maker.end)


def test_case_tells_two_names_of_one_sound_apart() -> None:
    assert [vote.canonical for vote in votes("SuperGLUE asks, SuperGlue matches")] == ["SuperGLUE", "SuperGlue"]


@given(st.text(alphabet=st.sampled_from("aB4 -.+/'()\nİßé\u2009GPTLoRA"), max_size=80))
def test_every_vote_quotes_the_text(text: str) -> None:
    for vote in votes(text):
        assert text[vote.start : vote.end] == vote.surface
        assert vote.surface.strip() == vote.surface != ""


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


_MARKS = tuple("%)*#")
"""What a name may end in that is no part of a word: there it is found by its other spellings alone."""


@settings(max_examples=150)
@given(
    st.sampled_from(
        [term for kind in TYPES for term in terms(kind) if term.match != "cued" and not term.name.endswith(_MARKS)]
    )
)
def test_every_name_that_needs_no_cue_is_found_as_it_is_spelled(term: object) -> None:
    name, kind = getattr(term, "name", ""), getattr(term, "type", None)
    found = {(vote.type, vote.canonical) for vote in votes(f"about {name} , then")}
    assert (kind, name) in found


def test_hits_do_not_overlap_and_come_in_text_order() -> None:
    hits = find("GPT-4 Turbo, Stanford Alpaca and SWE-bench Verified on MS MARCO")
    assert [hit.start for hit in hits] == [0, 13, 33, 55]
    assert all(left.end <= right.start for left, right in pairwise(hits))


def test_a_single_letter_keeps_its_distance() -> None:
    assert "rtx" not in spellings("RT-X")
    assert {"gpt4", "gpt 4"} <= spellings("GPT-4")


def test_a_long_text_takes_no_more_than_its_share_of_time() -> None:
    text = "We compare GPT-4 and Falcon models on MATH, GSM8K (and MMLU) with LoRA. " * 3000
    prose = nlp.read(text)
    find("")
    began = time.process_time()
    assert len(list(Lists().detect(prose))) == 18_000
    assert time.process_time() - began < 4.0


def test_hostile_text_is_only_text() -> None:
    assert votes("' OR 1=1 --\x00<script>\U0001f600") == []

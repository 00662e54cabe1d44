"""Which cue rules vote for a name, by the words around it."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg import nlp
from kg.mentions.cues import Cues
from kg.model import Mention

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mentions_cues.jsonl").read_text("utf-8").splitlines()
]


def votes(text: str) -> list[Mention]:
    return list(Cues().detect(nlp.read(text)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:40])
def test_the_words_around_a_name_give_its_rules(case: dict[str, Any]) -> None:
    rules = {vote.rule for vote in votes(case["text"]) if vote.surface == case["name"]}
    assert set(case["rules"]) <= rules


def test_every_occurrence_of_a_name_gets_a_vote() -> None:
    text = "FastDig: Digging\nWe propose FastDig. FastDig digs. FastDig-based tools and FastDig's users."
    assert len({vote.start for vote in votes(text) if vote.surface == "FastDig"}) == text.count("FastDig")


def test_generic_words_and_links_get_no_vote() -> None:
    text = "T\nLLMs and GPUs (NLP) at https://github.com/FastDig/FastDig and BLEU of 3.5"
    assert {vote.surface for vote in votes(text)} <= {"T"}


def test_only_rules_of_introduction_mark_a_vote_as_introduced() -> None:
    for vote in votes("FastDig: A Framework\nWe propose FastDig, a framework for DigBench."):
        assert vote.introduced == vote.rule.startswith("new.")

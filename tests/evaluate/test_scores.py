"""Scores count as the project's scorer counts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import Score, read_gold, rounded, score
from tests.evaluate.made import damaged

GOLD: dict[str, Any] = {
    "id": 1,
    "title": "LLaMA",
    "abstract": "LLaMA 7B, trained on 8 A100, is evaluated on MMLU and GSM8K.",
    "entities": [
        {"type": "Model", "canonical": "LLaMA", "surfaces": ["LLaMA"], "introduced": True},
        {"type": "Model", "canonical": "LLaMA 7B", "surfaces": ["LLaMA 7B"], "introduced": True},
        {"type": "Dataset", "canonical": "MMLU", "surfaces": ["MMLU"], "introduced": False},
        {"type": "Dataset", "canonical": "GSM8K", "surfaces": ["GSM8K"], "introduced": False},
        {"type": "Hardware", "canonical": "A100", "surfaces": ["A100"]},
    ],
    "parameters": [{"surface": "7B", "value": 7_000_000_000, "of": "LLaMA 7B"}],
    "tokens": [],
    "hardware": [{"name": "A100", "count": 8, "hours": None, "purpose": None, "by": "PAPER"}],
    "links": [{"url": "https://github.com/facebookresearch/llama"}],
    "relations": [["LLaMA 7B", "EVALUATED_ON", "MMLU"], ["LLaMA 7B", "EVALUATED_ON", "GSM8K"]],
}


def changed(**rows: object) -> dict[str, Any]:
    return {**GOLD, **rows}


def f1(found: dict[str, Any], measure: str) -> float:
    return score([(GOLD, found)])[measure].f1


def test_a_record_equal_to_the_gold_is_all_right() -> None:
    scores = score([(GOLD, GOLD)])
    assert all(one.f1 == 1.0 for one in scores.values() if one.gold)


def test_spelling_that_differs_in_case_and_signs_is_right() -> None:
    entities = [{"type": "Model", "canonical": "llama-7b"}, *GOLD["entities"][2:]]
    assert score([(GOLD, changed(entities=entities))])["Model"] == Score(1, 1, 2)


def test_a_wrong_type_is_wrong_on_both_sides() -> None:
    entities = [{"type": "Method", "canonical": "MMLU"}]
    scores = score([(GOLD, changed(entities=entities))])
    assert (scores["Method"], scores["Dataset"]) == (Score(0, 1, 0), Score(0, 0, 2))


def test_the_owner_counts_in_parameters_but_not_in_their_value() -> None:
    found = changed(parameters=[{"surface": "7B", "value": 7_000_000_000, "of": "LLaMA"}])
    assert (f1(found, "parameters"), f1(found, "parameters.value")) == (0.0, 1.0)


def test_the_count_counts_in_hardware_but_not_in_its_name() -> None:
    found = changed(hardware=[{"name": "A100", "count": 16}])
    assert (f1(found, "hardware"), f1(found, "hardware.name")) == (0.0, 1.0)


@pytest.mark.parametrize(
    "url", ["http://www.github.com/facebookresearch/llama/", "github.com/facebookresearch/llama.git"]
)
def test_urls_are_equal_up_to_scheme_and_ending(url: str) -> None:
    assert f1(changed(links=[{"url": url}]), "links") == 1.0


def test_relations_are_counted_together_and_apart() -> None:
    found = changed(relations=[["LLaMA 7B", "EVALUATED_ON", "MMLU"], ["LLaMA 7B", "TRAINED_ON", "GSM8K"]])
    scores = score([(GOLD, found)])
    assert scores["relations"] == Score(1, 2, 2)
    assert scores["rel.EVALUATED_ON"] == Score(1, 1, 2)
    assert scores["rel.TRAINED_ON"] == Score(0, 1, 0)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds-dev", "arxiv-dev"])
def test_the_counts_are_those_of_the_project_s_scorer(shared: Path, name: str, tmp_path: Path) -> None:
    gold = read_gold(shared / "gold" / f"{name}.jsonl")
    found = [damaged(dict(row), number) for number, row in enumerate(gold)]
    path = tmp_path / "found.jsonl"
    path.write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    command = [
        sys.executable,
        str(shared / "eval" / "score.py"),
        str(shared / "gold" / f"{name}.jsonl"),
        str(path),
    ]
    judged = json.loads(subprocess.check_output([*command, "--json"]))["measures"]
    assert rounded(score(zip(gold, found, strict=True))) == judged

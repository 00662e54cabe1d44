"""Annotated papers are read whole or named, and each finds its record."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import pair, read_gold
from tests.evaluate.made import row

GOLD = row("LLaMA is evaluated on MMLU.", {"entities": ["Model* LLaMA", "Dataset MMLU"]}, title="LLaMA")


def test_records_are_paired_by_title_then_by_id() -> None:
    renamed, other = {**GOLD, "id": "x"}, {**GOLD, "title": "Another"}
    assert pair([GOLD], [renamed]) == ([(GOLD, renamed)], 0)
    assert pair([GOLD], [other]) == ([(GOLD, other)], 0)
    assert pair([GOLD], []) == ([(GOLD, {})], 1)


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[1]",
        "no json",
        '{"title": 1, "abstract": "", "entities": []}',
        '{"title": "", "abstract": "", "entities": [{"type": "Model"}]}',
        '{"title": "", "abstract": "", "entities": [], "relations": [["BERT", "TRAINED_ON"]]}',
        '{"title": "", "abstract": "", "entities": [], "relations": [["BERT", "TRAINED_ON", 1]]}',
        '{"title": "", "abstract": "", "entities": [], "parameters": [{"value": 1}]}',
        '{"title": "", "abstract": "", "entities": [], "links": [{"url": null}]}',
        '{"title": "", "abstract": "", "entities": [], "hardware": [[]]}',
    ],
)
def test_a_line_that_is_no_annotated_paper_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GOLD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_gold(path)


def test_an_absent_gold_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl"):
        read_gold(tmp_path / "none.jsonl")


def test_a_file_without_a_paper_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text("\n")
    with pytest.raises(InputError, match="holds no annotated paper"):
        read_gold(path)

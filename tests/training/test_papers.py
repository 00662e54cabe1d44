"""Annotated papers are read whole, or the line that can't be learnt from is named."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.training import rows
from kg.training.papers import annotated, entities, papers, readable, relations
from tests.training.made import ANNOTATED, FILE, textless, write

BERT, GPT3, LLAMA = ANNOTATED[:3]
TEXTS = [Document(row["id"], row["title"], row["abstract"]) for row in ANNOTATED]


def test_gzipped_and_plain_files_read_alike(tmp_path: Path) -> None:
    rows.write(tmp_path / "gold.jsonl.gz", ANNOTATED)
    assert annotated(tmp_path / "gold.jsonl.gz", {}) == annotated(FILE, {}) == ANNOTATED


def test_a_text_is_taken_by_id_where_the_row_has_none(tmp_path: Path) -> None:
    path = write(tmp_path / "read.jsonl", [textless(BERT), GPT3])
    assert annotated(path, {one.id: one for one in TEXTS}) == [BERT, GPT3]


def test_labels_alone_need_no_texts(tmp_path: Path) -> None:
    (row,) = annotated(write(tmp_path / "read.jsonl", [textless(BERT)]), None)
    assert (entities([row]), relations([row])) == (7, 5)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": 7}, "id is a text"),
        ({"title": None}, "title and abstract are texts"),
        ({"entities": [{"type": "Model", "canonical": "BERT"}]}, "surfaces"),
        ({"entities": [{"type": "Model", "canonical": "BERT", "surfaces": [""]}]}, "surfaces are a list of texts"),
        ({"entities": [{"type": "Planet", "canonical": "Mars", "surfaces": ["Mars"]}]}, "Planet"),
        ({"relations": [["BERT", "EATS", "GLUE"]]}, "EATS"),
        ({"relations": [["BERT", "USES"]]}, "unpack"),
    ],
)
def test_a_bad_line_is_named(change: dict[str, Any], reason: str, tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [GPT3, {**BERT, **change}])
    with pytest.raises(InputError, match=rf"gold\.jsonl, line 2: .*{reason}.*: each line needs id"):
        annotated(path, {})


@pytest.mark.parametrize("line", ["{", "7", "{}"])
def test_a_line_that_is_no_paper_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(BERT) + "\n\n" + line + "\n")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 3: no annotated paper"):
        annotated(path, {})


def test_a_paper_without_text_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "read.jsonl", [textless(BERT)])
    with pytest.raises(InputError, match=r"read\.jsonl, line 1: .*'bert' has no title .*--texts"):
        papers([FILE], [path], TEXTS[1:])


@pytest.mark.parametrize("content", [None, b"\x1f\x8bno gzip", gzip.compress(b"{}")[:-4]])
def test_a_file_that_cannot_be_read_is_named(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"gold\.jsonl\.gz: can't be read"):
        annotated(path, {})


def test_a_paper_of_the_gold_is_not_learnt_from_as_a_further_one(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", [BERT])
    found = papers([gold], [write(tmp_path / "read.jsonl", [textless(BERT), textless(GPT3)])], TEXTS)
    assert ([row["id"] for row in found.scored], [row["id"] for row in found.also]) == (["bert"], ["gpt3"])


def test_a_paper_that_stands_twice_in_the_gold_is_named(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one.jsonl", [BERT]), write(tmp_path / "other.jsonl", [GPT3, BERT])
    with pytest.raises(InputError, match=r"other: paper 'bert' stands twice"):
        papers([one, other])


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    one, other = write(tmp_path / "gold.jsonl", [BERT]), write(tmp_path / "new" / "gold.jsonl", [GPT3])
    assert list(papers([one, other]).gold) == [str(one), str(other)]


def test_every_text_is_read_without_labels(tmp_path: Path) -> None:
    gold, further = write(tmp_path / "gold.jsonl", [BERT]), write(tmp_path / "read.jsonl", [textless(GPT3), LLAMA])
    found = list(readable(papers([gold], [further], TEXTS[1:2])))
    assert found == [TEXTS[0].text, TEXTS[1].text, TEXTS[2].text]

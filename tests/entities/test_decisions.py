"""Decisions of identity on disk: what is written is read back, and a broken line is named."""

from pathlib import Path

import pytest

from kg.entities.decisions import read, write
from kg.entities.resolve import resolve
from kg.errors import InputError
from kg.model import MentionType
from tests.entities.papers import papers

ENTITIES = resolve(
    [*papers(MentionType.MODEL, "Llama-2-7B", "Kestrel"), *papers(MentionType.HARDWARE, "NVIDIA A100", "PanGu-π chip")]
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    assert write(ENTITIES, tmp_path / "entities.jsonl") == len(ENTITIES)
    assert tuple(read(tmp_path / "entities.jsonl")) == ENTITIES


def test_the_order_given_makes_no_difference_to_the_bytes(tmp_path: Path) -> None:
    write(ENTITIES, tmp_path / "one.jsonl")
    write(reversed(ENTITIES), tmp_path / "other.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "other.jsonl").read_bytes()


@pytest.mark.parametrize("line", ["", "{", '{"id": "model/x"}', '{"id": "x", "type": "Robot", "name": "x"}', "[]"])
def test_a_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "entities.jsonl"
    write(ENTITIES, path)
    number = len(ENTITIES) + 1
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"entities\.jsonl, line {number}: no entity"):
        tuple(read(path))

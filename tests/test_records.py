"""Records are written in the gold form and read back as they were."""

from pathlib import Path

import pytest
from hypothesis import given

from kg import records
from kg.errors import InputError
from kg.model import Document, Evidence, Mention, MentionType, PaperEntity, Record, Relation, RelationFact
from tests.support import strategies

BERT = Record(
    Document("title:bert", "BERT", "BERT is evaluated on GLUE."),
    entities=(
        PaperEntity(
            MentionType.MODEL,
            "BERT",
            (
                Mention(MentionType.MODEL, 0, 4, "BERT", 0.9, "list"),
                Mention(MentionType.MODEL, 5, 9, "BERT", 0.9, "list"),
            ),
            introduced=Evidence(0, 4, 0.8, "title"),
            node="model/bert",
        ),
        PaperEntity(MentionType.DATASET, "GLUE", (Mention(MentionType.DATASET, 26, 30, "GLUE", 0.9, "list"),)),
    ),
    relations=(RelationFact("BERT", Relation.EVALUATED_ON, "GLUE", Evidence(5, 31, 0.7, "on")),),
    key="k",
)


@given(strategies.records())
def test_a_record_survives_writing_and_reading(record: Record) -> None:
    assert records.from_row(records.to_row(record)) == record


def test_a_row_has_the_gold_form_with_evidence() -> None:
    row = records.to_row(BERT)
    assert row["entities"][0]["surfaces"] == ["BERT"]
    assert row["entities"][0]["introduced"] is True
    assert row["entities"][0]["node"] == "model/bert"
    assert row["relations"] == [
        ["BERT", "EVALUATED_ON", "GLUE", {"start": 5, "end": 31, "confidence": 0.7, "rule": "on"}]
    ]


def test_a_file_survives_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    assert records.write([BERT, BERT], path) == 2
    assert list(records.read(path)) == [BERT, BERT]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        records.write([BERT], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("line", ["{}", "[]", "no json", '{"id": 1, "title": "a", "abstract": "b", "entities": [{}]}'])
def test_a_line_that_is_no_record_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(records.dumps(BERT) + line.encode() + b"\n")
    with pytest.raises(InputError, match="line 2"):
        list(records.read(path))

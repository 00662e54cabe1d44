"""The shipped weights, what they were learnt from, and their card belong together: `make weights` mends them."""

from pathlib import Path

import pytest

from kg.encoder.model import Encoder
from kg.encoder.outputs import RELATIONS
from kg.extractors.best import SHIPPED
from kg.training import crossvalidate
from kg.training.papers import annotated
from kg.training.run import CARD
from kg.training.work import LAYERS
from kg.training.work import SHIPPED as NETWORK

TRAINING = Path(crossvalidate.__file__).parent


def test_the_card_is_of_these_weights() -> None:
    card = (SHIPPED / CARD).read_text("utf-8")
    stale = [
        path.name
        for path in sorted(SHIPPED.iterdir())
        if path.name != CARD and f"| {path.name} | {path.stat().st_size:,} |" not in card
    ]
    assert stale == [], "fitted after the card was written: run `make weights`"


def test_the_graph_is_of_the_shipped_network() -> None:
    facts = Encoder(SHIPPED).session.get_modelmeta().custom_metadata_map
    assert facts["layers"] == " ".join(map(str, LAYERS[NETWORK]))
    read = annotated(TRAINING / "read.jsonl.gz", None)
    assert int(facts["papers"]) == len(read) + len(crossvalidate.read_hints(TRAINING / "held_out.jsonl.gz"))


@pytest.mark.parametrize("name", ["read.jsonl.gz", "again.jsonl.gz"])
def test_what_annotators_read_holds_no_text_and_stands_once(name: str) -> None:
    rows = annotated(TRAINING / name, None)
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    assert not any(row["title"] or row["abstract"] for row in rows)


def test_second_readings_are_of_scored_papers_and_nothing_else_is() -> None:
    held = crossvalidate.read_hints(TRAINING / "held_out.jsonl.gz").keys()
    again = {row["id"] for row in annotated(TRAINING / "again.jsonl.gz", None)}
    read = {row["id"] for row in annotated(TRAINING / "read.jsonl.gz", None)}
    assert again <= held
    assert not read & held


def test_hints_have_a_number_for_every_relation() -> None:
    for hints in crossvalidate.read_hints(TRAINING / "held_out.jsonl.gz").values():
        assert {len(row) for row in hints.relations.values()} <= {RELATIONS}

"""Confidences that are the shares of right finds have no error; the rest has the distance."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import calibrations
from kg.evaluate.calibration import Judged, calibration, judged
from tests.evaluate.made import Row, row

finds = st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()))


@given(finds)
def test_each_find_is_in_one_bin(found: list[Judged]) -> None:
    made = calibration(found)
    assert made.number == len(found) == sum(one.number for one in made.bins)
    assert len(made.bins) == 10
    assert (made.bins[0].low, made.bins[-1].high) == (0.0, 1.0)
    for one in made.bins:
        inside = [find for find in found if one.low <= find.confidence < one.high or find.confidence == one.high == 1]
        assert one.number == len(inside)


@given(finds)
def test_the_error_is_a_share_and_none_where_there_is_nothing(found: list[Judged]) -> None:
    error = calibration(found).error
    assert (error is None) == (not found)
    assert error is None or 0 <= error <= 1


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ([Judged(1.0, True)] * 3, 0.0),
        ([Judged(0.75, True)] * 3 + [Judged(0.75, False)], 0.0),
        ([Judged(1.0, False)], 1.0),
        ([Judged(0.6, True), Judged(0.2, False)], 0.3),
    ],
)
def test_the_error_is_the_mean_distance(found: list[Judged], error: float) -> None:
    assert calibration(found).error == pytest.approx(error)


def sure(said: Row, *confidences: float) -> Row:
    """The row with confidences on its entities, in order."""
    entities = [{**one, "confidence": own} for one, own in zip(said["entities"], confidences, strict=True)]
    return {**said, "entities": entities}


TEXT = "GPT-4 and BERT on GLUE"
GOLD = row(TEXT, {"entities": ["Model GPT-4", "Dataset GLUE"]})
FOUND = sure(row(TEXT, {"entities": ["Model GPT-4", "Model BERT", "Dataset GLUE"]}), 0.9, 0.4, 0.8)


def test_finds_are_judged_by_type_and_pooled() -> None:
    found = judged([(GOLD, FOUND)])
    assert sorted(found["Model"]) == [Judged(0.4, False), Judged(0.9, True)]
    made = calibrations([(GOLD, FOUND)])
    assert (made["entities"].number, made["Model"].number, made["Dataset"].number) == (3, 2, 1)
    assert made["Dataset"].error == pytest.approx(0.2)
    assert (made["relations"].number, made["relations"].error) == (0, None)


def test_a_find_without_confidence_is_left_out() -> None:
    assert calibrations([(GOLD, row(TEXT, {"entities": ["Model GPT-4"]}))])["Model"].number == 0


def test_relations_and_numbers_are_judged_by_their_own_confidence() -> None:
    said: dict[str, Any] = {"entities": ["Model BERT", "Dataset GLUE"]}
    gold = row(TEXT, said | {"relations": [["BERT", "EVALUATED_ON", "GLUE"]], "parameters": []})
    numbers = [{"surface": "1B", "value": 10**9, "of": "BERT", "confidence": 0.3}]
    relations = [["BERT", "EVALUATED_ON", "GLUE", {"confidence": 0.7}], ["BERT", "USES", "GLUE", {"confidence": 0.2}]]
    found = judged([(gold, row(TEXT, said | {"relations": relations, "parameters": numbers}))])
    assert found["relations"] == [Judged(0.7, True), Judged(0.2, False)]
    assert found["rel.USES"] == [Judged(0.2, False)]
    assert found["parameters"] == [Judged(0.3, False)]


def test_of_two_finds_for_one_gold_row_the_surer_is_right() -> None:
    gold = row("A100", {"entities": ["Hardware A100"], "hardware": [{"name": "A100", "count": 8}]})
    uses = [{"name": "A100", "count": 8, "confidence": 0.4}, {"name": "A100", "count": 8, "confidence": 0.9}]
    found = judged([(gold, {**gold, "hardware": uses})])
    assert found["hardware"] == [Judged(0.9, True), Judged(0.4, False)]


def test_an_introduction_has_its_own_confidence() -> None:
    gold = row(TEXT, {"entities": ["Model* BERT"]})
    entity = {**gold["entities"][0], "confidence": 0.9, "introduction": {"confidence": 0.6}}
    found = judged([(gold, {**gold, "entities": [entity]})])
    assert (found["Model"], found["introduced"]) == ([Judged(0.9, True)], [Judged(0.6, True)])

"""A record without its unsure part names nothing that is not in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.confidence import at_least, checked
from kg.errors import SettingError
from kg.model import PAPER, Record, Relation
from tests.graph import example
from tests.support import strategies

least = st.sampled_from([0.0, 0.3, 0.5, 0.6, 0.75, 0.9, 1.0])


@given(strategies.records(), least)
def test_what_is_left_is_sure_enough_and_nothing_else_is_gone(record: Record, confidence: float) -> None:
    left = at_least(record, confidence)
    assert list(left.entities) == [
        entity if entity.introduced is None or entity.introduced.confidence >= confidence else _not_new(left, entity)
        for entity in record.entities
        if max(mention.confidence for mention in entity.mentions) >= confidence
    ]
    names = {entity.canonical for entity in left.entities} | {PAPER, None}
    assert list(left.relations) == [
        fact for fact in record.relations if fact.evidence.confidence >= confidence and {fact.head, fact.tail} <= names
    ]
    owners = [fact.of for facts in (left.parameters, left.tokens, left.links) for fact in facts]
    assert set(owners) <= names
    assert all({fact.name, fact.by} <= names for fact in left.hardware)


def _not_new(left: Record, entity: object) -> object:
    (found,) = (one for one in left.entities if one.canonical == getattr(entity, "canonical", None))
    assert found.introduced is None
    return found


@given(strategies.records(), least, least)
def test_less_of_less_is_the_least(record: Record, one: float, other: float) -> None:
    assert at_least(at_least(record, one), other) == at_least(record, max(one, other))


@given(strategies.records())
def test_no_wish_leaves_the_record_as_it_is(record: Record) -> None:
    assert at_least(record, 0.0) is record


def test_a_fact_goes_with_the_entity_that_it_names() -> None:
    bert = example.records()[0]
    unsure = example.with_confidence(bert, {"GLUE": 0.4})
    assert {fact.relation for fact in at_least(unsure, 0.5).relations} == {Relation.TRAINED_ON}
    assert len(at_least(unsure, 0.4).relations) == 2


@pytest.mark.parametrize("number", [-0.1, 1.01, float("nan"), float("inf")])
def test_a_number_that_is_no_confidence_is_named(number: float) -> None:
    with pytest.raises(SettingError, match=str(number)):
        checked(number)
    with pytest.raises(SettingError):
        at_least(example.records()[0], number)

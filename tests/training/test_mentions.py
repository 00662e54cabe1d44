"""The fit of names' weights: a rule that tells a type gets a weight for it; hints join; equal input, equal table."""

import pytest

from kg.mentions.weights import BIAS, COLUMNS
from kg.model import ENTITY_TYPES, MentionType
from kg.training.mentions import Example, rule_tables, stacked
from kg.training.regression import Table

MODEL, DATASET = ENTITY_TYPES.index(MentionType.MODEL), ENTITY_TYPES.index(MentionType.DATASET)
INTRODUCED = COLUMNS.index("Introduced")
TOLD = [
    *[Example(n, {"after.model": 1.0, "encoder.Model": 4.0}, MODEL, False) for n in range(20)],
    *[Example(n, {"after.dataset": 1.0, "new.introduce": 1.0, "encoder.new": 3.0}, DATASET, True) for n in range(20)],
    *[Example(n, {"shape.cap": 1.0, "encoder.Model": -4.0}, -1, False) for n in range(20)],
    *[Example(n, {"after.rare": 1.0}, MODEL, False) for n in range(2)],
]
ALL, EVEN = frozenset(range(20)), frozenset(range(0, 20, 2))


def rules(found: list[Example]) -> Table:
    return rule_tables(found, 20, [ALL])[0]


def test_a_telling_rule_is_worth_most_for_its_type() -> None:
    table = rules(TOLD)
    assert max(range(5), key=lambda n: table["after.model"][n]) == MODEL
    assert max(range(5), key=lambda n: table["after.dataset"][n]) == DATASET
    assert table["new.introduce"][INTRODUCED] > 0 > table["after.model"][INTRODUCED]


def test_a_rare_rule_has_no_weight_and_the_bias_always_has() -> None:
    table = rules(TOLD)
    assert BIAS in table
    assert "after.rare" not in table


def test_hints_are_no_rules() -> None:
    assert not [rule for rule in rules(TOLD) if rule.startswith("encoder")]


def test_the_order_of_examples_is_no_matter() -> None:
    assert rules(TOLD) == rules(TOLD[::-1])


def test_papers_that_are_not_chosen_teach_nothing() -> None:
    other = [*TOLD, *[Example(21, {"after.model": 1.0}, DATASET, False)] * 50]
    assert rule_tables(other, 30, [ALL])[0] == rules(TOLD)


def test_stacking_gives_one_table_in_which_a_telling_hint_counts_for_its_type() -> None:
    chosen = [ALL - EVEN, EVEN, ALL]
    own = rule_tables(TOLD, 20, chosen)
    table = stacked(TOLD, own, chosen)[-1]
    assert table["encoder.Model"][MODEL] > 0
    assert table["encoder.new"][INTRODUCED] > 0
    assert set(own[-1]) <= set(table)


@pytest.mark.parametrize("kind", [MentionType.HARDWARE, MentionType.ORGANIZATION])
def test_our_own_annotations_say_nothing_of_rare_types(kind: MentionType) -> None:
    place = ENTITY_TYPES.index(kind)
    gold = [
        *[Example(n, {"device": 1.0}, place, False) for n in range(10)],
        *[Example(n, {"cap": 1.0}, -1, False) for n in range(10)],
    ]
    ours = [Example(n, {"device": 1.0}, -1, False) for n in range(10, 20)]
    assert (
        rule_tables([*gold, *ours], 10, [ALL])[0]["device"][place] == rule_tables(gold, 10, [ALL])[0]["device"][place]
    )

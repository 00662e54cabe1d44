"""The fit of the weights: a rule that tells a type gets a weight for it; equal input, equal table."""

from kg.mentions.weights import BIAS, COLUMNS
from kg.model import ENTITY_TYPES, MentionType
from kg.training.mentions import Example, fit

MODEL, DATASET = ENTITY_TYPES.index(MentionType.MODEL), ENTITY_TYPES.index(MentionType.DATASET)
TOLD = [
    *[Example(dict.fromkeys({"after.model"}, 1.0), MODEL, False)] * 20,
    *[Example(dict.fromkeys({"after.dataset", "new.introduce"}, 1.0), DATASET, True)] * 20,
    *[Example(dict.fromkeys({"shape.cap"}, 1.0), -1, False)] * 40,
    *[Example(dict.fromkeys({"after.rare"}, 1.0), MODEL, False)] * 2,
]


def test_a_telling_rule_is_worth_most_for_its_type() -> None:
    table = fit(TOLD)
    assert max(range(5), key=lambda n: table["after.model"][n]) == MODEL
    assert max(range(5), key=lambda n: table["after.dataset"][n]) == DATASET
    assert table["new.introduce"][COLUMNS.index("Introduced")] > 0 > table["after.model"][COLUMNS.index("Introduced")]


def test_a_rare_rule_has_no_weight_and_the_bias_always_has() -> None:
    table = fit(TOLD)
    assert BIAS in table
    assert "after.rare" not in table


def test_the_order_of_examples_is_no_matter() -> None:
    assert fit(TOLD) == fit(TOLD[::-1])

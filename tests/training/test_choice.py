"""The conditional logit: what tells the right option gets a weight, whatever stands beside it."""

import pytest

from kg.training.choice import Choice, weights


def told(right: float, wrong: float) -> Choice:
    return [({"seen": right, "any": 1.0}, True), ({"seen": wrong, "any": 1.0}, False)]


def test_what_the_right_options_have_is_worth_most() -> None:
    found = weights([told(1.0, 0.0)] * 20, penalty=1.0, least=1)
    assert found["seen"] > 1


def test_what_every_option_has_tells_nothing() -> None:
    assert weights([told(1.0, 0.0)] * 20, penalty=1.0, least=1)["any"] == pytest.approx(0.0, abs=1e-3)


def test_a_hint_that_misleads_gets_a_weight_below_zero() -> None:
    assert weights([told(0.0, 1.0)] * 20, penalty=1.0, least=1)["seen"] < -1


def test_of_several_right_options_none_need_be_the_one() -> None:
    both: Choice = [({"one": 1.0}, True), ({"other": 1.0}, True), ({"third": 1.0}, False)]
    found = weights([both] * 20, penalty=1.0, least=1)
    assert found["one"] == found["other"] > 0 > found["third"]


def test_a_penalty_draws_to_zero_and_what_is_rare_has_no_weight() -> None:
    choices = [told(1.0, 0.0)] * 20
    assert weights(choices, penalty=10.0, least=1)["seen"] < weights(choices, penalty=0.1, least=1)["seen"]
    assert weights(choices, penalty=1.0, least=41) == {}


def test_no_choice_teaches_nothing() -> None:
    assert weights([], penalty=1.0, least=1) == {}


def test_choices_of_any_length_in_any_order_give_the_same() -> None:
    longer: Choice = [*told(1.0, 0.0), ({"seen": -1.0}, False)]
    mixed = [told(0.5, 0.2), longer, told(0.1, 0.3)] * 5
    assert weights(mixed, penalty=1.0, least=1) == pytest.approx(weights(mixed[::-1], penalty=1.0, least=1), abs=2e-3)

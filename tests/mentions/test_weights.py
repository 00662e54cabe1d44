"""The table of weights: its form, and how votes are summed by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.weights import BIAS, COLUMNS, THRESHOLDS, likely, shares, table
from kg.model import ENTITY_TYPES, Mention, MentionType


def test_the_shipped_table_has_a_bias_and_a_full_row_a_rule() -> None:
    rows = table().rows
    assert BIAS in rows
    assert all(len(row) == len(COLUMNS) for row in rows.values())
    assert all(rows[BIAS][n] < 0 for n in range(len(COLUMNS)))


def test_every_type_has_a_threshold() -> None:
    assert set(THRESHOLDS) == set(ENTITY_TYPES)


@given(st.lists(st.floats(-60, 60), min_size=1, max_size=6))
def test_shares_are_probabilities(totals: list[float]) -> None:
    found = shares(totals)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) <= 1.0 + 1e-9


@pytest.mark.parametrize(("log_odds", "probability"), [(0.0, 0.5), (1000.0, 1.0), (-1000.0, 0.0)])
def test_log_odds_become_a_probability(log_odds: float, probability: float) -> None:
    assert likely(log_odds) == pytest.approx(probability)


def test_a_rule_counts_once_however_often_it_votes() -> None:
    vote = Mention(MentionType.MODEL, 0, 5, "GPT-4", 0.9, next(rule for rule in table().rows if rule != BIAS))
    assert table().sums([vote, vote]) == table().sums([vote])

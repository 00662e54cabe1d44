"""The table of numbers' owners: what the shipped ones hold, how chances are made, and what a file says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.best import SHIPPED
from kg.facts import parameters, tokens
from kg.facts.numbers import USUAL, Numbers, read, table
from kg.facts.owners import FEATURES, IN_NAME

RULES = {*parameters.RULES, *tokens.RULES}
SPEAKS = st.dictionaries(st.sampled_from(["a", "b", "wrong"]), st.floats(-8, 8), max_size=3)


def test_the_shipped_tables_know_every_rule_and_only_those() -> None:
    hinted = read(SHIPPED / "numbers.tsv")
    assert table().shares.keys() == hinted.shares.keys() == RULES
    assert not table().weights
    assert hinted.weights.keys() == (RULES - {IN_NAME}) | {*FEATURES, *parameters.DOUBTS}


def test_a_rule_that_no_paper_shows_is_right_as_often_as_most() -> None:
    assert Numbers().share("new rule") == USUAL


@given(st.dictionaries(st.integers(), SPEAKS, min_size=1, max_size=5), SPEAKS)
def test_chances_are_shares_of_a_whole(options: dict[int, dict[str, float]], weights: dict[str, float]) -> None:
    chances = Numbers(weights=weights).chances(options, "wrong")
    assert chances.keys() == options.keys()
    assert all(0 <= chance <= 1 for chance in chances.values())
    assert sum(chances.values()) <= 1 + 1e-9


def test_what_speaks_for_an_option_makes_it_likelier_and_wrong_makes_all_unlikely() -> None:
    options = {"one": {"seen": 1.0}, "other": {"seen": -1.0}}
    chances = Numbers(weights={"seen": 2.0}).chances(options, "wrong")
    assert chances["one"] > chances["other"]
    assert sum(Numbers(weights={"seen": 2.0, "wrong": 9.0}).chances(options, "wrong").values()) < 0.01


def test_empty_cells_are_neither_shares_nor_weights(tmp_path: Path) -> None:
    path = tmp_path / "numbers.tsv"
    path.write_text("# told\nname\tshare\tweight\nbracket\t0.9\t\nencoder\t\t0.5\n")
    assert read(path) == Numbers({"bracket": 0.9}, {"encoder": 0.5})


@pytest.mark.parametrize("text", ["name\tshare\nbracket\t0.9\n", "name\tshare\tweight\nbracket\tmuch\t\n"])
def test_a_file_of_another_form_is_no_table(text: str, tmp_path: Path) -> None:
    (tmp_path / "numbers.tsv").write_text(text)
    with pytest.raises((KeyError, ValueError)):
        read(tmp_path / "numbers.tsv")

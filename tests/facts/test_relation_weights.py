from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.facts.relation_weights import BIAS, COLUMNS, chance, log_odds, read, strongest, table
from kg.model import Relation


def test_the_shipped_table_weighs_every_relation() -> None:
    assert set(table()) == set(Relation)
    assert all(len(weights) > 20 and BIAS in weights for weights in table().values())


def test_unknown_rules_say_nothing() -> None:
    assert log_odds({BIAS: -1.0, "a": 2.0}, ["a", "b"]) == 1.0


def test_the_strongest_rule_is_named_and_ties_go_by_name() -> None:
    assert strongest({BIAS: 0.0, "b": 1.0, "a": 1.0, "c": -5.0}, ["b", "c", "a"]) == "a"


def test_an_empty_cell_is_no_weight(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text("# origin\n" + "\t".join(("rule", *COLUMNS)) + "\nbias" + "\t-1" * 8 + '\na "b"\t2' + "\t" * 7)
    weights = read(file)
    assert weights[Relation(COLUMNS[0])] == {BIAS: -1.0, 'a "b"': 2.0}
    assert weights[Relation(COLUMNS[1])] == {BIAS: -1.0}


@given(st.floats(allow_nan=False))
def test_a_chance_lies_between_nought_and_one(odds: float) -> None:
    assert 0.0 <= chance(odds) <= 1.0

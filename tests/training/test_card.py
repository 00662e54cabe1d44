"""The card says what was learnt from and how well it reads, counted from the papers."""

from pathlib import Path

import pytest

from kg.evaluate import calibrations, intervals
from kg.training import card
from kg.training.card_text import method
from kg.training.markdown import between, share, table
from kg.training.measure import Clock
from kg.training.papers import Papers
from tests.training.made import ANNOTATED, textless

GOLD = Papers({"one": ANNOTATED[:4], "other": ANNOTATED[4:]})
FOUND = [{**row, "entities": row["entities"][1:]} for row in ANNOTATED]
PAIRS = list(zip(ANNOTATED, FOUND, strict=True))


def test_a_table_is_markdown() -> None:
    assert table(("", "use", "n"), [("a", "b", "1")], words=2) == ["|  | use | n |", "|---|---|---:|", "| a | b | 1 |"]


def test_sizes_are_told_and_the_card_is_no_weight(tmp_path: Path) -> None:
    for name, size in (("encoder.onnx", 2000), ("mentions.tsv", 34), ("card.md", 99)):
        (tmp_path / name).write_bytes(b"x" * size)
    lines = card.files(tmp_path, Clock("some machine", 0.123, 45.6))
    assert "| together | 2,034 |" in lines
    assert not any("card.md" in line for line in lines)
    assert lines[-1].startswith("Loaded in 0.12 s; 46 abstracts a second")
    assert "some machine" in lines[-1]


def test_papers_are_counted_by_their_use() -> None:
    lines = card.data(Papers(GOLD.gold, also=[textless(ANNOTATED[0])]))
    assert lines[2:5] == [
        "| one | learnt from and, by folds, scored | 4 | 17 | 10 |",
        "| other | learnt from and, by folds, scored | 4 | 20 | 15 |",
        "| read for training alone | learnt from in every fold, not scored | 1 | 7 | 5 |",
    ]


def test_scores_are_told_by_data_set_for_all_and_by_fold() -> None:
    lines = card.scores(GOLD, PAIRS, folds=2)
    assert [line for line in lines if line.endswith(":")] == [
        "one, 4 papers:",
        "other, 4 papers:",
        "All 8 papers:",
        "F1 fold by fold:",
    ]
    all_ = lines[lines.index("All 8 papers:") : lines.index("F1 fold by fold:")]
    assert "| datasets | 1.000 | 1.000 | 1.000 | 1.000–1.000 | 15 |" in all_
    assert "| datasets | 1.000 | 1.000 |" in lines[lines.index("F1 fold by fold:") :]


def test_a_perfect_reading_agrees_and_a_worse_one_less() -> None:
    def agreed(again: list[dict[str, object]]) -> str:
        lines = card.agreement(Papers(GOLD.gold, again=again))
        return next(line for line in lines if line.startswith("| entities"))

    assert agreed([textless(row) for row in ANNOTATED]).startswith("| entities | 1.000 | 1.000 | 1.000 |")
    assert agreed([textless(row) for row in FOUND]).startswith("| entities | 1.000 | .784 | .879 |")
    assert card.agreement(GOLD) == []


def test_calibration_tells_how_far_confidence_is_off() -> None:
    sure = [{**row, "entities": [{**one, "confidence": 0.75} for one in row["entities"]]} for row in ANNOTATED]
    lines = card.calibration(calibrations(zip(ANNOTATED, sure, strict=True)))
    assert "| entities | 37 | .250 |" in lines
    assert "| 0.7–0.8 | 37 | .750 | 1.000 |" in lines


def test_the_weakest_relations_are_named() -> None:
    found = [{**row, "relations": [one for one in row["relations"] if one[1] != "BASED_ON"]} for row in ANNOTATED]
    assert "Weakest: BASED_ON (F1 .000), " in card.weakest(list(zip(ANNOTATED, found, strict=True)))


@pytest.mark.parametrize(
    ("layers", "told"), [("0 1 3 5", "network of 4 layers learns"), ("0 1 2 3 4 5", "learns from the labels alone")]
)
def test_the_method_is_that_of_the_network(layers: str, told: str) -> None:
    lines = method({"layers": layers, "papers": "7521", "epochs": "9", "reading": "10"})
    assert len(lines) == 10
    assert told in "\n".join(lines)
    assert "7,521 annotated papers, 9 times" in "\n".join(lines)


def test_shares_stay_short() -> None:
    assert (share(0.5), share(1.0)) == (".500", "1.000")
    assert between(next(iter(intervals([{"Model": (0, 0, 0)}]).values()))) == ""

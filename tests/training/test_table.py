"""README's table has a row for each measure and a column for each data set and extractor."""

from kg.training.crossvalidate import EMPTY
from kg.training.papers import Papers
from kg.training.table import crossvalidated, shown
from tests.training.made import ANNOTATED


def test_every_data_set_and_extractor_has_a_column() -> None:
    one = [{"Model": (9, 10, 10), "relations": (1, 2, 2)}]
    other = [{"Model": (1, 1, 1)}, {"Model": (1, 1, 1)}]
    lines = shown({"seeds": {"fast": one, "best": one}, "arxiv": {"fast": other}})
    assert lines[0] == (
        "| F1 (95 % interval) | seeds, 1 papers: `fast` | seeds, 1 papers: `best` | arxiv, 2 papers: `fast` |"
    )
    assert lines[2:] == [
        "| models | .900 (.900–.900) | .900 (.900–.900) | 1.000 (1.000–1.000) |",
        "| relations | .500 (.500–.500) | .500 (.500–.500) |  |",
    ]


def test_each_paper_is_counted_in_its_own_data_set() -> None:
    read = Papers({"one": ANNOTATED[:3], "other": ANNOTATED[3:]})
    nothing = dict.fromkeys((row["id"] for row in ANNOTATED), EMPTY)
    made = crossvalidated(read, nothing, jobs=1)
    assert {(name, extractor): len(own[extractor]) for name, own in made.items() for extractor in own} == {
        ("one", "fast"): 3,
        ("one", "best"): 3,
        ("other", "fast"): 5,
        ("other", "best"): 5,
    }
    assert [counts["links"] for counts in made["one"]["fast"]] == [(0, 0, 0), (0, 0, 0), (1, 1, 1)]

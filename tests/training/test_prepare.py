"""Preparing papers keeps their order, and needs as many processes as it is told."""

from kg.training import prepare
from tests.training.made import ANNOTATED


def test_processes_change_nothing() -> None:
    assert list(prepare.examples(ANNOTATED, jobs=2)) == list(prepare.examples(ANNOTATED, jobs=1))


def test_an_example_is_of_its_paper() -> None:
    made = list(prepare.examples(ANNOTATED, jobs=1))
    assert [one.id for one in made] == [row["id"] for row in ANNOTATED]
    assert all(one.text == f"{row['title']}\n{row['abstract']}" for one, row in zip(made, ANNOTATED, strict=True))
    assert all(one.votes for one in made)


def test_whether_owners_of_numbers_are_annotated_is_kept() -> None:
    row = {name: value for name, value in ANNOTATED[0].items() if name != "parameters"}
    assert (prepare.one(ANNOTATED[0]).numbers, prepare.one(row).numbers) == (True, False)

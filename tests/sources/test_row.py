"""kg/sources/row.py: which columns are a paper's fields, and what their values become."""

from typing import Any

import pytest

from kg.errors import SettingError
from kg.model import Document, Listing, Skipped
from kg.sources import row
from tests.sources.made import cases

PLACE = Listing("papers.jsonl", 3)


def read(values: dict[str, Any]) -> Document | Skipped:
    values = {"title": "BERT", "abstract": "It reads both sides."} | values
    return row.document(values, row.layout(values, {}), PLACE, "papers.jsonl")


@pytest.mark.parametrize("case", cases("sources_columns"), ids=lambda case: " ".join(case["names"]))
def test_columns_are_found_as_the_table_says(case: dict[str, Any]) -> None:
    assert row.layout(case["names"], case.get("columns", {})) == case["fields"]


@pytest.mark.parametrize("case", cases("sources_fields"), ids=lambda case: str(case["values"]))
def test_a_field_becomes_what_the_table_says(case: dict[str, Any]) -> None:
    document = read(case["values"])
    assert isinstance(document, Document)
    told = {name: getattr(document, name) for name in case["document"]}
    assert {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()} == case[
        "document"
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, None, [], {}, "", " "])
def test_a_value_that_says_nothing_is_none(value: object) -> None:
    document = read({"id": value, "year": value, "url": value, "authors": value, "published": value})
    assert isinstance(document, Document)
    assert document.id == "title:bert"
    assert (document.year, document.url, document.authors, document.published) == (None, None, (), None)


def test_a_field_that_papers_do_not_have_stops_the_run() -> None:
    with pytest.raises(SettingError, match="columns: 'abstrakt' is no field of a paper: name one of title, abstract"):
        row.checked({"abstrakt": "Text"})


def test_a_missing_column_is_named_with_the_columns_there_are() -> None:
    names = {"headline": "BERT", "body": "It reads both sides."}
    skip = row.document(names, row.layout(names, {}), PLACE, "folder/papers.jsonl")
    assert skip == Skipped(
        "folder/papers.jsonl",
        3,
        "no abstract among 'headline', 'body'",
        "add it, or say which column it is: --map abstract=NAME",
    )

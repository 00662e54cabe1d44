"""Rows on paper: JSON and CSV that are read back alike, a table that drives no terminal, no formula in a sheet."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from kg.query import Result
from kg.rows import to_csv, to_json, to_table

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.lists(st.fixed_dictionaries({"a": TEXT, "b": st.none() | st.integers(-(2**63), 2**63 - 1)}))


def _table(result: Result) -> str:
    stream = io.StringIO()
    Console(file=stream, width=100, force_terminal=False).print(to_table(result))
    return stream.getvalue()


@given(ROWS)
def test_json_reads_back(rows: list[dict[str, object]]) -> None:
    text = to_json(Result(("a", "b"), rows))
    assert json.loads(text) == rows
    assert text.endswith("\n")


@given(ROWS)
def test_csv_reads_back_without_the_guards(rows: list[dict[str, object]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(Result(("a", "b"), rows)), newline="")))
    assert read[0] == ["a", "b"]
    assert len(read) == len(rows) + 1
    for cells, row in zip(read[1:], rows, strict=True):
        assert cells[0] in (row["a"], f"'{row['a']}")
        assert cells[1] == ("" if row["b"] is None else str(row["b"]))


@given(TEXT)
def test_no_text_in_a_sheet_is_a_formula(text: str) -> None:
    cell = list(csv.reader(io.StringIO(to_csv(Result(("a",), [{"a": text}])), newline="")))[1:]
    assert not cell or not cell[0] or not cell[0][0].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (1.5, "1.5"), (["a", 1], '["a",1]'), ("-5", "'-5"), (None, "")]
)
def test_a_cell_is_written_by_its_type(value: object, cell: str) -> None:
    result = Result(("a", "b"), [{"a": value, "b": 1}])
    assert list(csv.reader(io.StringIO(to_csv(result))))[1] == [cell, "1"]


def test_a_table_reads_no_markup_and_lets_no_control_through() -> None:
    shown = _table(Result(("[red]x",), [{"[red]x": "[bold]y[/bold] \x1b[31m\x07"}]))
    assert "[red]x" in shown
    assert "[bold]y[/bold]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_large_numbers_are_grouped_and_years_are_not() -> None:
    shown = _table(Result(("a", "b"), [{"a": 7_000_000_000, "b": 2025}]))
    assert "7,000,000,000" in shown
    assert "2025" in shown

"""kg/sources/table.py: CSV, TSV and their like."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Listing
from kg.sources.table import csv_table, tsv_table
from kg.sources.text import one_line, running
from tests.sources.made import ABSTRACT, OTHER, found, papers, skips

ROWS = [["2302.13971", "LLaMA", ABSTRACT], ["", 'The "BERT" Paper; or, Not', f"{OTHER}\nA second line, with | bars."]]


def written(delimiter: str, rows: list[list[str]], end: str = "\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows([["id", "title", "abstract"], *rows])
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_delimiter_is_told_from_the_header(delimiter: str, end: str) -> None:
    source = tsv_table() if delimiter == "\t" else csv_table()
    text = written(delimiter, ROWS, end)
    first, second = papers(found(source, text))
    assert (first.id, first.title, first.abstract) == ("arxiv:2302.13971", "LLaMA", ABSTRACT)
    assert (second.title, second.abstract) == (ROWS[1][1], ROWS[1][2])
    assert source.likeness(text) > 0.8


def test_a_row_stands_on_its_first_line() -> None:
    rows = [[ROWS[1][0], ROWS[1][1], "One.\nTwo.\nThree."], ROWS[0]]
    first, second = papers(found(csv_table(), written(",", rows)))
    assert first.listings == (Listing("papers.txt", 2),)
    assert second.listings == (Listing("papers.txt", 5),)


def test_an_abstract_of_200_kb_is_read() -> None:
    long = " ".join([ABSTRACT] * 1200)
    (paper,) = papers(found(csv_table(), written(",", [["", "Long", long]])))
    assert paper.abstract == long


BAD = {
    "too few cells": ("BERT,alone\n", "2 cells where the header has 3"),
    "too many cells": ("1,BERT,one,two\n", "4 cells where the header has 3"),
    "stray quote": ('1,BERT,"It "reads" both sides"\n', "no row of a table ("),
    "no abstract": ("1,BERT,\n", "no abstract: 'abstract' is empty"),
    "no title": ("1,,It reads both sides.\n", "no title: 'title' is empty"),
    "null byte": ("1,\x00,It reads both sides.\n", "no title: 'title' is empty"),
}


@pytest.mark.parametrize(("line", "reason"), BAD.values(), ids=BAD)
def test_a_bad_row_is_reported_and_the_rest_goes_on(line: str, reason: str) -> None:
    told = found(csv_table(), f"id,title,abstract\n1,LLaMA,Open.\n\n{line}3,GPT-3,Few shots.\n")
    assert [paper.title for paper in papers(told)] == ["LLaMA", "GPT-3"]
    (skip,) = skips(told)
    assert skip.line == 4
    assert skip.reason.startswith(reason)


def test_a_row_with_bytes_that_are_not_utf_8_is_reported() -> None:
    told = found(csv_table(), 'id,title,abstract\n1,A,"one\nBj\xf6rk"\n2,B,two\n'.encode("latin-1"))
    assert [paper.title for paper in papers(told)] == ["B"]
    assert [(skip.line, skip.reason) for skip in skips(told)] == [(2, "it is not UTF-8: byte 0xf6 at column 3")]


def test_a_carriage_return_inside_a_cell_is_a_blank() -> None:
    text = "title,abstract\nBERT,Both\rsides.\nGPT-3,Few shots.\n"
    assert [paper.abstract for paper in papers(found(csv_table(), text))] == ["Both sides.", "Few shots."]
    assert csv_table().likeness("a,b\n1\r2,3\n4,5\n") > 0


def test_a_quote_that_is_never_closed_costs_its_row_and_is_reported() -> None:
    told = found(csv_table(), 'id,title,abstract\n1,A,one\n2,B,"two\n3,C,three\n')
    assert [paper.title for paper in papers(told)] == ["A"]
    assert [skip.line for skip in skips(told)] == [3]


def test_a_table_without_an_abstracts_column_is_reported_once() -> None:
    told = found(csv_table(), "name,year\nBERT,2018\nGPT-3,2020\n")
    assert [(skip.line, skip.reason, skip.remedy) for skip in skips(told)] == [
        (1, "no column for abstract among 'name', 'year'", "say which column it is: --map abstract=NAME")
    ]
    assert len(told) == 1


def test_columns_are_mapped_by_the_user() -> None:
    columns = {"title": "Titel", "abstract": "Text"}
    text = "Titel;Text\nBERT;It reads both sides, left and right.\n"
    (paper,) = papers(found(csv_table(), text, columns))
    assert paper.abstract == "It reads both sides, left and right."
    assert csv_table().likeness(text, columns) > 0.8


def test_a_mapped_column_that_is_not_there_is_named() -> None:
    (skip,) = skips(found(csv_table(), written(",", ROWS), {"abstract": "Text"}))
    assert skip.reason == "no column for abstract ('Text') among 'id', 'title', 'abstract'"


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    (paper,) = papers(found(csv_table(), "title,abstract,title\nBERT,Both sides.,ignored\n"))
    assert paper.title == "BERT"


@pytest.mark.parametrize(
    "text",
    [
        ",title,abstract\n0,BERT,Both sides.\n",
        "title,abstract,\nBERT,Both sides.,\n",
        "sep=;\ntitle;abstract\nBERT;Both sides.\n",
        '\n"title" ,"abstract"\nBERT,Both sides.\n',
    ],
)
def test_what_other_programs_add_to_a_table_does_no_harm(text: str) -> None:
    (paper,) = papers(found(csv_table(), text))
    assert (paper.title, paper.abstract) == ("BERT", "Both sides.")
    assert csv_table().likeness(text) > 0.8


@pytest.mark.parametrize(
    "head",
    [
        f"Title, in Part, of a Listing\n{ABSTRACT}\n",
        "BERT\n",
        "",
        ",,,\n",
        '{"title": "BERT", "abstract": "x"}\n',
        '"title,abstract\nnever closed',
    ],
)
def test_other_text_is_no_table(head: str) -> None:
    assert csv_table().likeness(head) == 0
    assert tsv_table().likeness(head) == 0


visible = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=40)


@given(st.lists(st.tuples(visible, visible), max_size=5), st.sampled_from(",;|\t"))
def test_what_is_written_is_read(rows: list[tuple[str, str]], delimiter: str) -> None:
    rows = [(one_line(title), running(abstract)) for title, abstract in rows]
    rows = [row for row in rows if all(row)]
    source = tsv_table() if delimiter == "\t" else csv_table()
    told = papers(found(source, written(delimiter, [["", *row] for row in rows])))
    assert [(paper.title, paper.abstract) for paper in told] == rows

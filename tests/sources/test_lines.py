"""kg/sources/lines.py: JSON Lines of any names, and of arXiv's snapshot."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Listing
from kg.sources.lines import ArxivSnapshot, JsonLines
from kg.sources.text import one_line, running
from tests.sources.made import ABSTRACT, OTHER, content, found, json_lines, papers, skips, snapshot

LLAMA = {"id": "2302.13971", "title": "LLaMA", "abstract": ABSTRACT}
BERT = {"id": "seed-7", "title": "BERT", "abstract": OTHER}


def test_each_line_is_a_paper_with_its_line_number() -> None:
    first, second = papers(found(JsonLines(), json_lines(LLAMA) + "\n" + json_lines(BERT)))
    assert (first.id, first.title, first.abstract) == ("arxiv:2302.13971", "LLaMA", ABSTRACT)
    assert (first.url, first.year) == ("https://arxiv.org/abs/2302.13971", 2023)
    assert (second.id, second.url, second.listings) == ("seed-7", None, (Listing("papers.txt", 3),))


BAD = {
    "broken": ('{"title": "x", "abstr', "no JSON"),
    "no object": ("[1, 2]", "no object with title and abstract but list"),
    "text": ('"BERT"', "no object with title and abstract but str"),
    "null": ("null", "no object with title and abstract but NoneType"),
    "prose": ("BERT reads both sides", "no JSON"),
    "deep": ("[" * 100_000, "no JSON"),
    "no title": (json.dumps({"abstract": OTHER}), "no title among 'abstract'"),
    "no abstract": (json.dumps({"title": "BERT", "text": OTHER}), "no abstract among 'title', 'text'"),
    "empty abstract": (json.dumps({"title": "BERT", "abstract": " \n"}), "no abstract: 'abstract' is empty"),
    "null abstract": (json.dumps({"title": "BERT", "abstract": None}), "no abstract: 'abstract' is empty"),
    "NaN abstract": ('{"title": "BERT", "abstract": NaN}', "no abstract: 'abstract' holds no text but nan"),
    "list": (json.dumps({"title": "BERT", "abstract": [OTHER]}), "no abstract: 'abstract' holds no text but a list"),
    "number": (json.dumps({"title": 7, "abstract": OTHER}), "no title: 'title' holds no text but 7"),
    "no names": ("{}", "no title among no names at all"),
    "huge number": ('{"title": ' + "9" * 5000 + "}", "no JSON"),
}


@pytest.mark.parametrize(("line", "reason"), BAD.values(), ids=BAD)
def test_a_bad_line_is_reported_and_the_rest_goes_on(line: str, reason: str) -> None:
    told = found(JsonLines(), json_lines(LLAMA) + line + "\n" + json_lines(BERT))
    assert [paper.title for paper in papers(told)] == ["LLaMA", "BERT"]
    (skip,) = skips(told)
    assert (skip.name, skip.line) == ("folder/papers.txt", 2)
    assert skip.reason.startswith(reason)
    assert skip.remedy


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([LLAMA, BERT]),
        json.dumps([LLAMA, BERT], indent=2),
        json.dumps(LLAMA, indent=2),
    ],
)
def test_json_of_another_layout_gives_one_clear_report(written: str) -> None:
    (skip,) = skips(found(JsonLines(), written))
    assert skip.reason == "JSON, but an array or an object over several lines"
    assert "jq" in skip.remedy
    assert JsonLines().likeness(written) > 0


def test_halves_of_surrogate_pairs_are_replaced() -> None:
    line = '{"title": "GPT \\ud800", "abstract": "A \\ud83e\\udd17 model. \\udfff", "id": "\\udc00"}\n'
    (paper,) = papers(found(JsonLines(), line))
    assert (paper.title, paper.abstract, paper.id) == ("GPT \ufffd", "A 🤗 model. \ufffd", "\ufffd")


def test_columns_are_mapped_by_the_user() -> None:
    row = {"Titel": "BERT", "Text": OTHER, "title": "not this", "Nr": 12}
    (paper,) = papers(found(JsonLines(), json_lines(row), {"title": "Titel", "abstract": "text", "id": "Nr"}))
    assert (paper.title, paper.abstract, paper.id) == ("BERT", OTHER, "12")


def test_a_mapped_column_that_is_not_there_is_reported() -> None:
    (skip,) = skips(found(JsonLines(), json_lines(BERT), {"abstract": "Text"}))
    assert skip.reason == "no abstract among 'id', 'title', 'abstract'"


def test_a_line_cut_off_in_the_middle_is_reported() -> None:
    told = found(JsonLines(), (json_lines(LLAMA) + json_lines(BERT))[:-40])
    assert len(papers(told)) == 1
    assert [skip.line for skip in skips(told)] == [2]


def test_the_snapshots_hard_breaks_are_undone() -> None:
    (paper,) = papers(found(ArxivSnapshot(), json_lines(snapshot())))
    assert paper.title == "Attention Is All You Need"
    assert paper.abstract == "The Transformer needs no recurrence."
    assert paper.id == "arxiv:1706.03762"
    assert paper.authors == ("Ashish Vaswani", "Jane Doe Jr")
    assert paper.categories == ("cs.CL", "cs.LG")
    assert (paper.published, paper.year) == ("2017-06-12", 2017)


@pytest.mark.parametrize(
    "more",
    [
        {"versions": None},
        {"versions": [{"created": "no date"}]},
        {"versions": [{"created": "Mon, 99 Jun 2017 17:57:34 GMT"}]},
        {"versions": [{"created": "Fri, 31 Dec 9999 23:59:59 -2300"}]},
        {"versions": [7], "authors_parsed": 7, "authors": "A. Vaswani, N. Shazeer and J. Doe"},
    ],
)
def test_an_odd_snapshot_row_gives_what_it_knows(more: dict[str, Any]) -> None:
    (paper,) = papers(found(ArxivSnapshot(), json_lines(snapshot(**more))))
    assert (paper.published, paper.year) == (None, 2017)
    assert len(paper.authors) in {2, 3}


def test_the_snapshot_is_told_from_other_json_lines() -> None:
    ours, other = json_lines(snapshot()), json_lines(LLAMA | {"abstract": 'says "versions": [1]'})
    assert ArxivSnapshot().likeness(ours) > JsonLines().likeness(ours) > 0
    assert JsonLines().likeness(other) > ArxivSnapshot().likeness(other) == 0


@pytest.mark.parametrize("head", ["BERT\n", "title,abstract\n", "<feed>", "{curly prose}", "[1]"])
def test_other_text_is_no_json_lines(head: str) -> None:
    assert JsonLines().likeness(head) == 0


def test_a_first_line_longer_than_the_head_is_known() -> None:
    made = content(json_lines(LLAMA | {"abstract": ABSTRACT * 1000}))
    assert JsonLines().likeness(made.head) > 0


visible = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@given(st.lists(st.tuples(visible, visible), max_size=5))
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    rows = [(one_line(title), running(abstract)) for title, abstract in rows]
    rows = [row for row in rows if all(row)]
    written = json_lines(*({"title": title, "abstract": abstract} for title, abstract in rows))
    assert [(paper.title, paper.abstract) for paper in papers(found(JsonLines(), written))] == rows

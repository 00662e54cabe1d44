"""kg/sources/listing.py: the two layouts of a saved listing and what may be wrong in them."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Listing
from kg.sources.listing import HuggingFaceListing, is_boilerplate, is_paragraph, is_title
from tests.sources.made import ABSTRACT, HEADER, OTHER, PROMPT, apart, cases, found, papers, skips, together

Layout: TypeAlias = Callable[[Sequence[tuple[str, str]]], str]

SOURCE = HuggingFaceListing()
ENTRIES = [
    ("LLaMA: Open Models", ABSTRACT),
    ("BERT", OTHER),
    ("Is GPT-3 vs. PaLM Fair? A Study", ABSTRACT + " " + OTHER),
]

word = st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=9)
title = st.lists(word, min_size=1, max_size=12).map(" ".join).filter(lambda text: not is_boilerplate(text))
sentence = st.lists(word, min_size=6, max_size=20).map(lambda words: "The " + " ".join(words) + "end.")
abstract = st.lists(sentence, min_size=3, max_size=8).map(" ".join).filter(is_paragraph)


@pytest.mark.parametrize("case", cases("sources_lines"), ids=lambda case: str(case["text"])[:40])
def test_a_line_is_what_the_table_says(case: dict[str, str]) -> None:
    told = {"title": is_title, "paragraph": is_paragraph, "boilerplate": is_boilerplate}
    text = case["text"] * int(case.get("times", 1))
    expected = case["is"].split()
    assert [name for name, check in told.items() if check(text)] == expected


@pytest.mark.parametrize("layout", [apart, together])
def test_both_layouts_give_titles_and_abstracts(layout: Layout) -> None:
    assert [(paper.title, paper.abstract) for paper in papers(found(SOURCE, layout(ENTRIES)))] == ENTRIES


@given(st.lists(st.tuples(title, abstract), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_both_layouts_of_any_entries_read_the_same(entries: list[tuple[str, str]]) -> None:
    for written in (apart(entries), together(entries), together(entries).replace("\n", "\r\n")):
        assert [(paper.title, paper.abstract) for paper in papers(found(SOURCE, written))] == entries


def test_a_paper_knows_the_listings_name_line_and_date() -> None:
    first, second, _ = papers(found(SOURCE, apart(ENTRIES)))
    assert first.listings == (Listing("papers.txt", 11, "Mar 11"),)
    assert second.listings == (Listing("papers.txt", 15, "Mar 11"),)


def test_the_layout_without_a_date_has_none() -> None:
    first, second, _ = papers(found(SOURCE, together(ENTRIES)))
    assert first.listings == (Listing("papers.txt", 3, None),)
    assert second.listings == (Listing("papers.txt", 5, None),)


def test_pages_one_after_another_keep_their_dates() -> None:
    written = apart(ENTRIES[:1]) + "\n\n" + apart(ENTRIES[1:2]).replace("Mar 11", "Apr 2, 2025")
    assert [paper.listings[0].date for paper in papers(found(SOURCE, written))] == ["Mar 11", "Apr 2, 2025"]


@pytest.mark.parametrize("layouts", [(apart, together), (together, apart), (apart, apart), (together, together)])
def test_pages_put_together_without_a_line_break_are_parted(layouts: tuple[Layout, Layout]) -> None:
    written = layouts[0](ENTRIES).rstrip() + layouts[1](ENTRIES)
    told = papers(found(SOURCE, written))
    assert [(paper.title, paper.abstract) for paper in told] == ENTRIES * 2
    dates = ["Mar 11" if layout is apart else None for layout in layouts for _ in ENTRIES]
    assert [paper.listings[0].date for paper in told] == dates


def test_an_abstract_that_ends_in_new_keeps_it() -> None:
    entries = [("GPT-3", f"{ABSTRACT} All of it is new"), ("BERT", f"{OTHER} See https://bert.new")]
    assert [paper.abstract for paper in papers(found(SOURCE, apart(entries)))] == [text for _, text in entries]


def test_a_title_without_an_abstract_is_reported_and_the_rest_goes_on() -> None:
    told = found(SOURCE, apart([ENTRIES[0], ("Falcon", "Poro 34B"), ENTRIES[1]]).replace("Poro 34B\n\n", ""))
    assert [paper.title for paper in papers(told)] == ["LLaMA: Open Models", "BERT"]
    assert [(skip.line, skip.reason) for skip in skips(told)] == [(15, "no abstract after the title 'Falcon'")]


def test_a_last_title_without_an_abstract_is_reported() -> None:
    told = found(SOURCE, together(ENTRIES) + "Falcon\n")
    assert len(papers(told)) == 3
    assert [(skip.name, skip.line) for skip in skips(told)] == [("folder/papers.txt", 9)]


def test_a_first_abstract_without_a_title_is_reported() -> None:
    told = found(SOURCE, HEADER + ABSTRACT + "\n\nBERT\n\n" + OTHER)
    assert [skip.reason for skip in skips(told)] == ["an abstract without a title"]
    assert [paper.title for paper in papers(told)] == ["BERT"]


def test_a_second_paragraph_and_an_address_belong_to_the_abstract() -> None:
    (paper,) = papers(found(SOURCE, f"BERT\n{OTHER}\n{ABSTRACT}\nCode: https://github.com/google-research/bert\n"))
    assert paper.abstract == f"{OTHER}\n{ABSTRACT}\nCode: https://github.com/google-research/bert"


def test_a_short_abstract_is_one() -> None:
    (paper,) = papers(found(SOURCE, "BERT\n\nWe present BERT.\n"))
    assert paper.abstract == "We present BERT."


def test_subscribe_is_cut_only_where_the_page_glued_it() -> None:
    told = papers(found(SOURCE, f"{PROMPT}Subscribers of Newsletters\n{ABSTRACT}\nSubscribed Models\n{OTHER}\n"))
    assert [paper.title for paper in told] == ["Subscribers of Newsletters", "Subscribed Models"]
    (paper,) = papers(found(SOURCE, apart([("Subscribers of Newsletters", ABSTRACT)])))
    assert paper.title == "Subscribers of Newsletters"


def test_a_paper_with_bytes_that_are_not_utf_8_is_reported_alone() -> None:
    written = apart(ENTRIES).encode().replace(b"2048 A100", b"2048 A100\xa0")
    told = found(SOURCE, written)
    assert [paper.title for paper in papers(told)] == ["BERT"]
    assert [skip.line for skip in skips(told)] == [11, 19]
    assert all("not UTF-8: byte 0xa0" in skip.reason for skip in skips(told))


def test_an_abstract_of_200_kb_is_read() -> None:
    long = " ".join([ABSTRACT] * 1100)
    (paper,) = papers(found(SOURCE, apart([("Long", long)])))
    assert paper.abstract == long
    assert len(long) > 200_000


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        (apart(ENTRIES), 0.9, 1),
        (together(ENTRIES), 0.9, 1),
        ("\n".join(text for entry in ENTRIES for text in entry), 0.3, 0.5),
        (ABSTRACT, 0, 0),
        ("A title alone", 0, 0),
        ("# Heading\n\n" + ABSTRACT, 0, 0),
        ("<html>\n" + ABSTRACT, 0, 0),
        ("import os\n\n\ndef main():\n    return os.getcwd()\n", 0, 0),
    ],
)
def test_a_listing_is_known_by_its_page_or_its_rhythm(written: str, least: float, most: float) -> None:
    assert least <= SOURCE.likeness(written) <= most

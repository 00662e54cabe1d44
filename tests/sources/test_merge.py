"""kg/sources/merge.py: which papers are one, and what is left of each."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Listing, Skipped
from kg.sources import ids
from kg.sources.merge import distinct, merged
from tests.sources.made import cases


def paper(id: str | None, title: str, abstract: str = "Short.", listing: str = "a", line: int = 1) -> Document:
    return Document(id or ids.of_title(title), title, abstract, listings=(Listing(listing, line),))


@pytest.mark.parametrize("case", cases("sources_merge"), ids=lambda case: str(case["name"]))
def test_papers_are_one_or_two_as_the_table_says(case: dict[str, list[Any]]) -> None:
    found = [paper(id, str(title), listing=str(n)) for n, (id, title) in enumerate(case["papers"])]
    assert [document.id for document in merged(found)] == case["ids"]
    assert sorted(listing.name for document in merged(found) for listing in document.listings) == [
        str(n) for n in range(len(found))
    ]


def test_the_fuller_abstract_and_all_that_is_known_stay() -> None:
    short = replace(
        paper("arxiv:1810.04805", "BERT", "Short.", "b", 9), url="https://arxiv.org/abs/1810.04805", year=2018
    )
    full = replace(paper(None, "Bert", "A fuller text.", "a", 5), authors=("Jacob Devlin",), categories=("cs.CL",))
    (one,) = merged([short, full])
    assert one == Document(
        "arxiv:1810.04805",
        "Bert",
        "A fuller text.",
        url="https://arxiv.org/abs/1810.04805",
        year=2018,
        authors=("Jacob Devlin",),
        categories=("cs.CL",),
        listings=(Listing("a", 5), Listing("b", 9)),
    )


def test_a_paper_twice_in_one_place_stands_there_once() -> None:
    (one,) = merged([paper(None, "BERT"), paper(None, "BERT")])
    assert one.listings == (Listing("a", 1),)


def test_what_was_skipped_is_passed_on() -> None:
    skip = Skipped("a", 3, "no abstract", "add it")
    assert list(distinct([paper(None, "B"), skip, paper(None, "A")])) == [skip, paper(None, "A"), paper(None, "B")]


papers = st.builds(
    paper,
    st.sampled_from([None, "arxiv:1810.04805", "arxiv:1706.03762", "doi:10.1/x", "1", "2", "seed-3"]),
    st.sampled_from(["BERT", "Bert!", "GPT-3", "GPT 3", "???", "LLaMA"]),
    st.sampled_from(["One.", "Two.", "Longer."]),
    st.sampled_from(["a", "b"]),
    st.integers(1, 3),
)


@given(st.lists(papers, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_papers_makes_no_difference(found: list[Document], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(shuffled) == merged(found)


@given(st.lists(papers, max_size=9))
def test_ids_are_unique_and_sorted_and_no_listing_is_lost(found: list[Document]) -> None:
    one = merged(found)
    names = [document.id for document in one]
    assert names == sorted(set(names))
    assert {listing for document in one for listing in document.listings} == {
        listing for document in found for listing in document.listings
    }

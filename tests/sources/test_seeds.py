"""The real listings and abstracts: the counts that are known of them."""

import json
from pathlib import Path

import pytest

from kg.sources.merge import distinct
from kg.sources.read import read
from tests.sources.made import papers, skips


@pytest.mark.shared
def test_five_listings_give_657_entries_and_553_papers(shared: Path) -> None:
    found = list(read([shared / "seeds"]))
    assert skips(found) == []
    assert len(found) == 657
    one = papers(distinct(found))
    assert len(one) == 553
    assert sum(len(paper.listings) for paper in one) == 657
    assert {len({listing.name for listing in paper.listings}) for paper in one} >= {1, 2, 3}


@pytest.mark.shared
def test_every_listing_names_the_line_of_the_title(shared: Path) -> None:
    lines = {path.name: path.read_text().split("\n") for path in (shared / "seeds").iterdir()}
    for paper in papers(distinct(read([shared / "seeds"]))):
        for listing in paper.listings:
            assert lines[listing.name][listing.line - 1].removeprefix("Subscribe").strip() == paper.title


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds-dev", "arxiv-dev"])
def test_annotated_text_is_read_as_it_was_annotated(shared: Path, name: str) -> None:
    path = shared / "gold" / f"{name}.jsonl"
    rows = {row["id"]: row for row in map(json.loads, path.read_text().splitlines())}
    found = papers(distinct(read([path])))
    assert {paper.id: paper.text for paper in found} == {
        id: f"{row['title']}\n{row['abstract']}" for id, row in rows.items()
    }


@pytest.mark.shared
def test_the_packed_abstracts_are_all_read(shared: Path) -> None:
    found = list(read([shared / "abstracts" / "arxiv-2025.jsonl.gz"]))
    assert skips(found) == []
    assert len(papers(distinct(found))) == len(found) == 11_641
    assert {paper.year for paper in papers(found)} == {2022, 2023, 2024, 2025}

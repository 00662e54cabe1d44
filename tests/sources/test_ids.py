"""kg/sources/ids.py: which texts are whose ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources import ids
from tests.sources.made import cases


@pytest.mark.parametrize("case", cases("sources_ids"), ids=lambda case: str(case["text"]))
def test_an_id_is_read_as_the_table_says(case: dict[str, str | int | None]) -> None:
    text = str(case["text"])
    assert ids.arxiv(text) == case["arxiv"]
    assert ids.doi(text) == case.get("doi")
    assert ids.arxiv_year(ids.arxiv(text) or text) == case.get("year")


@given(st.text(max_size=40))
def test_reading_an_arxiv_id_again_changes_nothing(text: str) -> None:
    found = ids.arxiv(text)
    assert found is None or ids.arxiv(found) == found


@given(st.text(min_size=1, max_size=300))
def test_a_titles_id_is_short_and_holds_no_blank(title: str) -> None:
    found = ids.of_title(title)
    assert len(found) <= 6 + 80 + 9
    assert not any(character.isspace() for character in found)


def test_long_titles_that_differ_at_the_end_have_different_ids() -> None:
    title = "A very long title about language models " * 5
    assert ids.of_title(title + "one") != ids.of_title(title + "two")


def test_spellings_of_one_title_share_the_digest() -> None:
    title = "Scaling Language Models " * 8
    assert ids.of_title(title)[-8:] == ids.of_title(title.upper().replace(" ", "  "))[-8:]


def test_ids_lead_to_their_pages() -> None:
    assert ids.url_of("arxiv:1706.03762") == "https://arxiv.org/abs/1706.03762"
    assert ids.url_of("doi:10.1038/s41586-021-03819-2") == "https://doi.org/10.1038/s41586-021-03819-2"
    assert ids.url_of("seed-153") is None

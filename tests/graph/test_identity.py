"""Ids are type and normalised name: equal for one thing in several spellings, apart for two, safe to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import identity
from kg.model import Property, Url
from kg.schema import LONGEST_ID

SAME_PAGE = [
    ("https://www.deepmind.com/publications/", "http://deepmind.com/publications"),
    ("https://Example.org/#top", "https://example.org"),
    ("https://example.org/a#b", "https://EXAMPLE.org/a/"),
    ("www.Example.org/a/", "https://example.org/a"),
]
OTHER_PAGE = [
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/?q=1", "https://example.org/?q=2"),
]
REPOSITORIES = [
    ("github", "https://github.com/huggingface/TRL/tree/main", "huggingface/TRL", "github.com/huggingface/trl"),
    (
        "huggingface",
        "https://huggingface.co/openai/gpt-oss-20b",
        "openai/gpt-oss-20b",
        "huggingface.co/openai/gpt-oss-20b",
    ),
    (
        "huggingface",
        "https://huggingface.co/datasets/openai/gsm8k",
        "openai/gsm8k",
        "huggingface.co/datasets/openai/gsm8k",
    ),
    ("huggingface", "hf.co/datasets/openai/gsm8k", "openai/gsm8k", "huggingface.co/datasets/openai/gsm8k"),
    ("huggingface", "https://hf.co/spaces/gradio/hello", "gradio/hello", "huggingface.co/spaces/gradio/hello"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PAGE)
def test_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert identity.page(one) == identity.page(other)


@pytest.mark.parametrize(("one", "other"), OTHER_PAGE)
def test_addresses_of_two_pages_are_two(one: str, other: str) -> None:
    assert identity.page(one) != identity.page(other)


@pytest.mark.parametrize(("kind", "url", "repo", "expected"), REPOSITORIES)
def test_a_repository_is_host_and_name_in_any_case(kind: str, url: str, repo: str, expected: str) -> None:
    found = identity.repository(Url(url, kind, repo))
    assert found is not None
    assert found[1] == f"repository/{expected}"


@pytest.mark.parametrize(("kind", "repo"), [("page", None), ("github", None), ("huggingface", None), ("page", "a/b")])
def test_a_link_without_repository_is_none(kind: str, repo: str | None) -> None:
    assert identity.repository(Url("https://example.org", kind, repo)) is None


@given(st.text())
def test_the_id_of_any_address_is_one_short_word(url: str) -> None:
    name = identity.page(f"https://{url}")
    assert name.startswith("webpage/")
    assert name.isascii()
    assert not set(name) & set(' \t\n"<>\\^`{|}')
    assert len(name) <= LONGEST_ID


def test_an_address_that_no_parser_reads_has_an_id_all_the_same() -> None:
    assert identity.page("http://[::1/a b") == "webpage/%5B::1/a%20b"


def test_long_addresses_that_differ_at_their_end_are_two() -> None:
    assert identity.page(f"https://example.org/{'a' * 900}b") != identity.page(f"https://example.org/{'a' * 900}c")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)))
def test_every_document_has_its_own_node_whatever_the_order(documents: list[str]) -> None:
    papers = identity.papers(documents)
    assert len(set(papers.values())) == len(set(documents))
    assert papers == identity.papers(documents[::-1])


def test_an_edge_is_its_ends_place_and_own_properties_not_its_confidence() -> None:
    said: dict[str, Property] = {
        "paper": "paper/p",
        "start": 1,
        "end": 5,
        "quote": "text",
        "confidence": 0.5,
        "rule": "a",
        "tokens": 7,
    }
    name = identity.edge("TRAINED_ON", "model/a", "dataset/b", said)
    assert name == identity.edge("TRAINED_ON", "model/a", "dataset/b", {**said, "confidence": 1.0, "rule": "b"})
    changes: list[dict[str, Property]] = [{"paper": "paper/q"}, {"start": 2}, {"end": 6}, {"tokens": 8}]
    for change in changes:
        assert name != identity.edge("TRAINED_ON", "model/a", "dataset/b", {**said, **change})
    assert name != identity.edge("EVALUATED_ON", "model/a", "dataset/b", said)

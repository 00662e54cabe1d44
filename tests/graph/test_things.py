"""Numbers and links become nodes that say what was stated, in one spelling."""

import pytest

from kg.errors import SchemaError
from kg.graph.things import better, linked, quantity, short, trace
from kg.model import Amount, Url
from kg.schema import LARGEST, validate_node

URLS = [
    Url("https://github.com/google-research/bert", "github", "google-research/bert"),
    Url("https://huggingface.co/datasets/openai/gsm8k", "huggingface", "openai/gsm8k"),
    Url("https://huggingface.co/openai", "huggingface"),
    Url("https://crfm.stanford.edu/helm/", "page"),
    Url("https://doi.org/10.1038/s41586-021-03819-2", "other"),
]


@pytest.mark.parametrize("url", URLS, ids=lambda url: url.url)
def test_a_link_becomes_a_valid_node_of_its_kind(url: Url) -> None:
    node = linked(url)
    validate_node(node)
    assert node.type == ("Repository" if url.repo else "WebPage")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1"),
        (999, "999"),
        (1_000, "1K"),
        (22_000, "22K"),
        (110_000_000, "110M"),
        (6_738_415_616, "6.738B"),
        (540_000_000_000, "540B"),
        (1_400_000_000_000, "1.4T"),
        (1_010_000_000, "1.01B"),
        (10_000_000_000, "10B"),
    ],
)
def test_numbers_are_short_as_papers_write_them(number: int, text: str) -> None:
    assert short(number) == text


def test_a_range_has_no_value() -> None:
    node = quantity("ParameterCount", Amount(7 * 10**9, 70 * 10**9))
    assert node.properties == {"name": "7B-70B", "low": 7 * 10**9, "high": 70 * 10**9}
    validate_node(node)


@pytest.mark.parametrize("amount", [Amount(0, 0), Amount(-7, -7), Amount(9, 7), Amount(1, LARGEST + 1)])
def test_a_number_that_no_database_holds_is_refused(amount: Amount) -> None:
    with pytest.raises(SchemaError, match="number out of range"):
        quantity("TokenCount", amount)


@pytest.mark.parametrize(
    ("url", "part"),
    [(URLS[0], "bert"), (URLS[3], "crfm.stanford.edu"), (Url("https://www.x.ai/a", "page"), "x.ai")],
)
def test_the_trace_of_a_link_is_what_any_spelling_of_it_has(url: Url, part: str) -> None:
    assert trace(url) == part


def test_the_better_spelling_is_the_same_from_either_side() -> None:
    one = linked(Url("http://example.org/a", "page"))
    other = linked(Url("https://example.org/a#part", "page"))
    assert better(one, other) == better(other, one) == other

"""Links: cases accepted and rejected, and what holds for any text."""

import json
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.link import clean, key, links, near, parse

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases/links.jsonl").read_text("utf-8").splitlines()]
SEGMENT = st.from_regex(r"[A-Za-z][A-Za-z0-9_.]{0,12}[A-Za-z0-9]", fullmatch=True).filter(
    lambda s: ".git" not in s and "." not in s
)
TEXT = st.text(st.sampled_from("https://github.com/a-B_1 .,;:(){}[]\\|^`\"'“\nwww~$%é中"), max_size=120)
PIECES = (
    "http",
    "https",
    ":",
    "//",
    " ",
    "/",
    ".",
    "com",
    "www.",
    "a",
    "github.com/",
    ".io/",
    "x-y",
    "\n",
    "(",
    "é",
    ": ",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_text_gives_each_link_once_cleaned(case: dict[str, Any]) -> None:
    found: dict[str, list[str | None]] = {}
    for link in links(case["text"]):
        found.setdefault(key(link.url.url), [link.url.url, link.url.kind, link.url.repo])
    assert list(found.values()) == case.get("links", [])


@given(TEXT)
def test_spans_hold_what_the_link_was_cleaned_from(text: str) -> None:
    for link in links(text):
        assert clean(text[link.start : link.end]) == link.url.url
        assert 0 <= link.start < link.end <= len(text)


@given(TEXT)
def test_spans_are_in_order_and_apart(text: str) -> None:
    found = links(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(TEXT)
def test_cleaning_twice_equals_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(SEGMENT, SEGMENT, st.sampled_from([".", ",", ").", "}.", "", ";", "]", "\u201d.", " and"]))
def test_a_repository_survives_what_follows_it(owner: str, name: str, behind: str) -> None:
    url = f"https://github.com/{owner}/{name}"
    found = links(f"Code at {url}{behind}")
    assert [link.url.url for link in found] == [url]
    if owner.casefold() not in {
        "apps",
        "orgs",
        "topics",
        "about",
        "login",
        "search",
        "settings",
        "sponsors",
        "features",
    }:
        assert found[0].url.repo == f"{owner}/{name}"


@given(st.text(max_size=60))
def test_any_text_has_a_kind(text: str) -> None:
    assert parse(text).kind in {"github", "huggingface", "page", "other"}


@pytest.mark.parametrize(
    "junk",
    [
        "https://" * 25_000,
        "a." * 100_000,
        "github.com/a/" * 15_000,
        "https://a.b/" + "(" * 200_000,
        "https://a.b/" + "[)" * 100_000,
        "a" * 200_000,
        "https://x.y/" + "-" * 200_000,
    ],
    ids=lambda junk: junk[:14],
)
def test_junk_costs_no_endless_time(junk: str) -> None:
    start = time.perf_counter()
    links(junk)
    assert time.perf_counter() - start < 4


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_link_looked_for_near_its_sign_is_found_as_anywhere(text: str) -> None:
    pattern = re.compile(r"https?\s?:\s?//\S+|(?<![\w.])www\.\S+|(?:[a-z]+\.)+(?:com|io)/\S+")
    sign = re.compile(r"//|\.(?:(?<=www\.)|(?:com|io)/)")
    assert [m.span() for m in near(sign, pattern, text)] == [m.span() for m in pattern.finditer(text)]

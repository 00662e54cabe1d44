"""What every source, a stranger's too, promises: whatever bytes come, papers and reports, and no exception."""

import gzip
import io
import json
import time
from functools import cache
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import registry
from kg.model import Document, Skipped
from kg.sources.base import Found, Source
from kg.sources.content import Content
from kg.sources.read import GROUP, read
from tests.sources.made import ABSTRACT, OTHER, apart, atom, atom_entry, content, json_lines, snapshot, together

ENTRIES = [("LLaMA", ABSTRACT), ("BERT", OTHER)]
ROWS = [{"title": title, "abstract": abstract, "id": title} for title, abstract in ENTRIES]
WELL_FORMED = {
    "arxiv": json_lines(snapshot(), snapshot(id="1810.04805", title="BERT")),
    "atom": atom(atom_entry(), atom_entry("1810.04805", "BERT")),
    "csv": "title,abstract\n" + "".join(f'{title},"{abstract}"\n' for title, abstract in ENTRIES),
    "jsonl": json_lines(*ROWS),
    "listing": apart(ENTRIES),
    "tsv": "title\tabstract\n" + "".join(f"{title}\t{abstract}\n" for title, abstract in ENTRIES),
}
OTHERS = (
    together(ENTRIES),
    json.dumps(ROWS),
    "<feed",
    "a,b\n1,2\n",
    "\x00\x01\x02",
    "\ud800".encode("utf-16", "surrogatepass"),
)
SEEDS = [text.encode() if isinstance(text, str) else text for text in (*WELL_FORMED.values(), *OTHERS)]

names = st.sampled_from(registry.names(GROUP))
noise = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b"\x00", b'"', b"\n", b"\r", b"<", b"]]>", b"\\ud800", b"\xff\xfe", b"\x1f\x8b", b",", b"\t", b"{", b"&a;"]
    ),
)


@st.composite
def hostile(draw: st.DrawFn) -> bytes:
    """A well-formed file with something cut out and something put in, packed or not, cut off or not."""
    written = cast(bytes, draw(st.one_of(st.sampled_from(SEEDS), st.binary(max_size=200))))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(written)))
        written = written[:start] + draw(noise) + written[start + draw(st.integers(0, 20)) :]
    if draw(st.booleans()):
        packed = gzip.compress(written, mtime=0)
        written = packed[: draw(st.integers(1, len(packed)))]
    return written


@cache
def source(name: str) -> Source:
    return cast(Source, registry.load(GROUP, name))


def check(found: Found) -> None:
    """A paper that every later stage can hold, or a report that its reader can act on."""
    if isinstance(found, Skipped):
        assert found.name
        assert found.reason
        assert found.remedy
        assert found.line is None or found.line >= 1
        f"{found.reason} {found.remedy}".encode()
        return
    assert isinstance(found, Document)
    assert found.title.strip()
    assert found.abstract.strip()
    assert len(found.title.splitlines()) == 1
    assert found.id == found.id.strip() != ""
    assert all(listing.name and listing.line >= 1 for listing in found.listings)
    assert found.listings
    repr(found).encode()
    found.text.encode()
    assert "\x00" not in found.text


def test_every_source_has_a_well_formed_example_here() -> None:
    assert set(WELL_FORMED) <= set(registry.names(GROUP))


@pytest.mark.parametrize("name", WELL_FORMED)
def test_a_source_reads_its_own_form_whole(name: str) -> None:
    found = list(source(name).read(content(WELL_FORMED[name])))
    assert len(found) == 2
    assert all(isinstance(each, Document) for each in found)


@pytest.mark.parametrize("name", WELL_FORMED)
def test_a_source_is_the_surest_of_its_own_form(name: str) -> None:
    head = content(WELL_FORMED[name]).head
    sure = {other: source(other).likeness(head) for other in registry.names(GROUP)}
    assert sure[name] == max(sure.values()) > 0
    assert list(sure.values()).count(sure[name]) == 1


@given(names, hostile())
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_papers_and_reports(name: str, written: bytes) -> None:
    made = Content(io.BytesIO(written), "hostile", "folder/hostile")
    for found in source(name).read(made):
        check(found)


@given(names, st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_head_has_a_likeness_from_0_to_1(name: str, head: str) -> None:
    assert 0 <= source(name).likeness(head) <= 1


@given(hostile())
@settings(max_examples=50, deadline=None)
def test_any_input_is_read_or_reported(written: bytes) -> None:
    found = list(read(["-"], stdin=io.BytesIO(written)))
    assert found
    for each in found:
        check(each)


BLANKS = " " * 200_000
SLOW = {
    "blanks": f"a{BLANKS}\tb{BLANKS}",
    "breaks": "a\r\n \t" * 8_000,
    "quotes": '"a,' * 80_000,
    "dots": "a. " * 80_000,
    "braces": '{"a":' * 50_000,
    "tags": "<a>" * 50_000,
    "slashes": "10.1234/" * 30_000,
    "hyphens": "a-" * 120_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
@pytest.mark.parametrize("name", WELL_FORMED)
def test_no_text_takes_long(name: str, text: str) -> None:
    row = json_lines({"title": text, "abstract": text, "id": text, "authors": text, "year": text, "doi": text})
    start = time.process_time()
    for written in (text, row, f"title,abstract\n{text},{text}\n", atom(atom_entry(text, text))):
        source(name).likeness(content(written).head)
        for found in source(name).read(content(written)):
            check(found)
    assert time.process_time() - start < 4


@given(st.sampled_from(sorted(WELL_FORMED)), st.integers(0, 2000))
@settings(max_examples=60, deadline=None)
def test_a_file_cut_off_anywhere_gives_a_prefix_of_its_papers(name: str, cut: int) -> None:
    whole = [each for each in source(name).read(content(WELL_FORMED[name])) if isinstance(each, Document)]
    packed = gzip.compress(WELL_FORMED[name].encode(), mtime=0)
    made = content(packed[: len(packed) - 1 - cut % (len(packed) - 20)])
    found = [each for each in source(name).read(made) if isinstance(each, Document)]
    assert found == whole[: len(found)]
    assert made.damage is not None

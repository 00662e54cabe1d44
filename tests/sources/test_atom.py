"""kg/sources/atom.py: the arXiv API's feed, whole, broken and hostile."""

import pytest

from kg.model import Listing
from kg.sources.atom import AtomFeed
from tests.sources.made import atom, atom_entry, found, papers, skips


def test_an_entry_is_a_paper() -> None:
    (paper,) = papers(found(AtomFeed(), atom(atom_entry())))
    assert (paper.id, paper.url) == ("arxiv:1706.03762", "https://arxiv.org/abs/1706.03762")
    assert (paper.title, paper.abstract) == ("Attention Is All You Need", "The Transformer needs no recurrence.")
    assert (paper.published, paper.year, paper.authors) == ("2017-06-12", 2017, ("Ashish Vaswani",))
    assert paper.categories == ("cs.CL", "cs.LG")
    assert paper.listings == (Listing("papers.txt", 4),)


def test_entries_on_one_line_are_all_read() -> None:
    feed = atom(atom_entry(), atom_entry("1810.04805v2", "BERT")).replace("\n", " ")
    assert [paper.id for paper in papers(found(AtomFeed(), feed))] == ["arxiv:1706.03762", "arxiv:1810.04805"]


def test_entities_are_read_and_tags_inside_a_title_keep_their_text() -> None:
    (paper,) = papers(found(AtomFeed(), atom(atom_entry(title="R&amp;D of <i>BERT</i> &lt;b&gt;"))))
    assert paper.title == "R&D of BERT <b>"


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    feed = atom(atom_entry(), atom_entry("1810.04805"))
    feed = feed[: feed.rindex("<summary>") + 20]
    told = found(AtomFeed(), feed)
    assert [paper.id for paper in papers(told)] == ["arxiv:1706.03762"]
    (skip,) = skips(told)
    assert skip.reason.startswith("the XML breaks off or is damaged (")
    assert skip.line == len(feed.splitlines())


def test_damage_in_the_middle_is_reported_with_its_line() -> None:
    told = found(AtomFeed(), atom(atom_entry(), atom_entry("1810.04805", "a < b"), atom_entry("2005.14165")))
    assert [paper.id for paper in papers(told)] == ["arxiv:1706.03762"]
    assert [skip.line for skip in skips(told)] == [17]


def test_an_entry_with_bytes_that_are_not_utf_8_is_reported_alone() -> None:
    feed = atom(atom_entry(title="Björk"), atom_entry("1810.04805")).encode("latin-1")
    told = found(AtomFeed(), feed)
    assert [paper.id for paper in papers(told)] == ["arxiv:1810.04805"]
    assert [(skip.line, skip.reason) for skip in skips(told)] == [(4, "it is not UTF-8: byte 0xf6 at column 10")]


def test_an_entry_without_a_summary_is_reported() -> None:
    feed = atom(atom_entry().replace("summary>", "content>"), atom_entry("1810.04805"))
    told = found(AtomFeed(), feed)
    assert [paper.id for paper in papers(told)] == ["arxiv:1810.04805"]
    assert [(skip.line, skip.reason) for skip in skips(told)] == [(4, "no abstract: 'abstract' is empty")]


def test_arxivs_own_error_is_passed_on() -> None:
    entry = "<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title><summary>bad id</summary></entry>"
    (skip,) = skips(found(AtomFeed(), atom(entry)))
    assert skip.reason == "arXiv answered with an error: bad id"


BOMB = """<?xml version="1.0"?>
<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&b;</title></entry></feed>"""
FILE = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/hostname">').replace("&b;", "&a;")


@pytest.mark.parametrize("hostile", [BOMB, FILE])
def test_entities_of_its_own_are_refused(hostile: str) -> None:
    (skip,) = skips(found(AtomFeed(), hostile))
    assert "DTDForbidden" in skip.reason


def test_tags_without_end_inside_tags_are_reported() -> None:
    deep = atom(atom_entry(), atom_entry("1810.04805", "<i>" * 50_000 + "BERT" + "</i>" * 50_000))
    told = found(AtomFeed(), deep)
    assert [paper.id for paper in papers(told)] == ["arxiv:1706.03762"]
    assert "recursion" in skips(told)[0].reason


def test_a_feed_declared_and_written_in_utf_16_is_read() -> None:
    feed = atom(atom_entry(title="PanGu-Σ")).replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    assert [paper.title for paper in papers(found(AtomFeed(), feed))] == ["PanGu-Σ"]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (atom(), True),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', True),
        ("<html><body>a feed of http://www.w3.org/2005/Atom</body></html>", False),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom">', True),
        ("<rss version='2.0'>", False),
        ("<feed>", False),
        ("BERT", False),
    ],
)
def test_a_feed_is_known_by_its_namespace(head: str, known: bool) -> None:
    assert bool(AtomFeed().likeness(head)) == known

"""kg/sources/fingerprint.py: a change in any document shows."""

from dataclasses import replace

from kg.model import Document, Listing
from kg.sources.fingerprint import fingerprint

PAPER = Document("arxiv:1810.04805", "BERT", "It reads both sides.", listings=(Listing("a", 1),))


def test_the_same_documents_have_the_same_fingerprint() -> None:
    assert fingerprint([PAPER]) == fingerprint(iter([replace(PAPER)]))
    assert len(fingerprint([])) == 32


def test_any_change_changes_it() -> None:
    others = [
        [],
        [PAPER, PAPER],
        [replace(PAPER, abstract="It reads.")],
        [replace(PAPER, year=2018)],
        [replace(PAPER, listings=(Listing("a", 2),))],
    ]
    assert len({fingerprint([PAPER]), *map(fingerprint, others)}) == 1 + len(others)

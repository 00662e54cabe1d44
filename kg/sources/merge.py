"""Papers as they were found in; each paper once, with every listing it stood in, sorted by id, out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from kg.model import Document, Listing, Skipped
from kg.sources import ids
from kg.sources.base import Found

_OF_TITLE = "title:"
_WORLDWIDE = re.compile(r"(?:arxiv|doi):")


def distinct(found: Iterable[Found]) -> Iterator[Found]:
    """What was skipped, as it comes; then each paper once, sorted by id, whatever the order they came in.

    Papers are one when they have the same id, or the same title (kg.values.name.normal) and no more than one id among
    them. Two ids are two papers though their titles are the same; one id of a source's own with two titles is two
    papers too, since row numbers repeat from file to file, and the later title then gets a title's id.
    """
    documents: list[Document] = []
    for each in found:
        if isinstance(each, Skipped):
            yield each
        else:
            documents.append(each)
    yield from merged(documents)


def merged(documents: Iterable[Document]) -> list[Document]:
    """Each paper once, sorted by id; see `distinct`."""
    by_identity: dict[tuple[str, str], list[Document]] = defaultdict(list)
    untold: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.id.startswith(_OF_TITLE):
            untold[ids.title_key(document.title)].append(document)
        else:
            by_identity[_identity(document)].append(document)
    by_title: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for identity, copies in by_identity.items():
        for copy in copies:
            by_title[ids.title_key(copy.title)].add(identity)
    alone: list[list[Document]] = []
    for key, copies in untold.items():
        owners = by_title.get(key, set())
        if len(owners) == 1:
            by_identity[next(iter(owners))].extend(copies)
        else:
            alone.append(copies)
    papers = _told_apart([_one(copies) for copies in (*by_identity.values(), *alone)])
    return sorted(papers, key=lambda paper: paper.id)


def _identity(document: Document) -> tuple[str, str]:
    """The id where it holds worldwide; a source's own id only together with the title."""
    worldwide = _WORLDWIDE.match(document.id)
    return document.id, "" if worldwide else ids.title_key(document.title)


def _one(copies: list[Document]) -> Document:
    """The copy with the fullest abstract, with what the others know besides; the same for every order of them."""
    copies = sorted(copies, key=_fullness)
    best = copies[0]
    listings = {listing for copy in copies for listing in copy.listings}
    return replace(
        best,
        id=min((copy.id for copy in copies), key=lambda name: (name.startswith(_OF_TITLE), name)),
        url=next((copy.url for copy in copies if copy.url), None),
        year=next((copy.year for copy in copies if copy.year), None),
        published=next((copy.published for copy in copies if copy.published), None),
        authors=next((copy.authors for copy in copies if copy.authors), ()),
        categories=next((copy.categories for copy in copies if copy.categories), ()),
        listings=tuple(sorted(listings, key=_place)),
    )


def _told_apart(papers: list[Document]) -> list[Document]:
    """Papers whose ids are unique: of several with one id the first, by listing and title, keeps it."""
    taken: dict[str, Document] = {}
    for paper in sorted(papers, key=lambda paper: (paper.id, [_place(each) for each in paper.listings], paper.title)):
        last = ids.own(f"{paper.id}-{ids.digest(paper.text)}")
        names = chain((paper.id, ids.of_title(paper.title), last), (f"{last}-{number}" for number in count(2)))
        name = next(name for name in names if name not in taken)
        taken[name] = replace(paper, id=name)
    return list(taken.values())


def _fullness(document: Document) -> tuple[int, bool, str, str, str, list[tuple[str, int, str]]]:
    listings = [_place(listing) for listing in document.listings]
    of_title = document.id.startswith(_OF_TITLE)
    return -len(document.abstract), of_title, document.id, document.title, document.abstract, listings


def _place(listing: Listing) -> tuple[str, int, str]:
    return listing.name, listing.line, listing.date or ""

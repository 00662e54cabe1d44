"""The arXiv API's answer (an Atom feed) in; its papers out, entry by entry, in bounded memory.

Form: https://info.arxiv.org/help/api/user-manual.html (entry: id, title, summary, published, author/name, category).
"""

import re
from collections.abc import Iterator, Mapping
from typing import cast
from xml.etree.ElementTree import Element, XMLPullParser

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from kg.model import Listing, Skipped
from kg.sources import row
from kg.sources.base import NO_COLUMNS, Found
from kg.sources.content import Content
from kg.sources.text import one_line

_ATOM = "{http://www.w3.org/2005/Atom}"
_FEED = re.compile(r"<(?:\w+:)?feed\b")
_ERROR = "arxiv.org/api/errors"
_REMEDY = "fetch the feed again"


class AtomFeed:
    """The source `atom`."""

    def likeness(self, head: str, columns: Mapping[str, str] = NO_COLUMNS) -> float:  # noqa: ARG002 - fixed form
        return 1.0 if _FEED.search(head) and head.lstrip().startswith("<") and _ATOM[1:-1] in head else 0.0

    def read(self, content: Content, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]:  # noqa: ARG002
        # Entities and external references are refused: a feed needs none, and they can exhaust memory.
        parser = XMLPullParser(("start", "end"), _parser=DefusedXMLParser(forbid_dtd=True))
        started = number = 0
        problem: str | None = None
        feed: Element | None = None
        try:
            for line in content.lines():
                number = line.number
                problem = problem or line.problem
                parser.feed(line.text + "\n")
                for event, element in cast(Iterator[tuple[str, Element]], parser.read_events()):
                    feed = element if feed is None else feed
                    if element.tag == f"{_ATOM}entry" and event == "start":
                        started, problem = number, line.problem
                    elif element.tag == f"{_ATOM}entry":
                        yield _found(element, content, started, problem)
                        feed.clear()
            if content.damage is None:
                parser.close()
        except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
            yield Skipped(content.path, number or None, f"the XML breaks off or is damaged ({error})", _REMEDY)


def _found(entry: Element, content: Content, line: int, problem: str | None) -> Found:
    if problem is not None:
        return Skipped(content.path, line, problem, _REMEDY)
    identifier = _text(entry, "id")
    if _ERROR in identifier:
        reason = f"arXiv answered with an error: {_text(entry, 'summary')[:200]}"
        return Skipped(content.path, line, reason, "correct the query that was sent to arXiv")
    told = {
        "title": _text(entry, "title"),
        "abstract": _text(entry, "summary"),
        "id": identifier,
        "url": identifier,
        "published": _text(entry, "published"),
        "authors": [_text(author, "name") for author in entry.iterfind(f"{_ATOM}author")],
        "categories": [category.get("term", "") for category in entry.iterfind(f"{_ATOM}category")],
    }
    return row.document(told, row.layout(told, NO_COLUMNS), Listing(content.name, line), content.path)


def _text(element: Element, name: str) -> str:
    """The text of a child with all that is in it, its hard line breaks undone."""
    child = element.find(_ATOM + name)
    return "" if child is None else one_line("".join(child.itertext()))

"""A saved Hugging Face listing of papers as text in; its papers out, whatever its layout.

Two layouts are known: title and abstract parted by blank lines, under a header with a date and "by AK"; and title and
abstract line after line, with "Subscribe" glued to the first title. Both read as one: blank lines carry nothing, a
title is known by its look, and an abstract is what follows it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import Document, Listing, Skipped
from kg.sources import ids
from kg.sources.base import NO_COLUMNS, Found
from kg.sources.content import Content, Line
from kg.sources.text import one_line, running

_PROMPT = re.compile(r"Get trending papers in your email inbox.*", re.IGNORECASE)
_BOILERPLATE = re.compile(r"new|Subscribe|by\s?@?\w+ and the research community")
_DATE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]* \d{1,2}(?:, \d{4})?")
_BUTTON = "Subscribe"
_GLUED = re.compile(rf"^{_BUTTON}(?=\S)")
_GLUED_NEW = re.compile(r"(?<=\S)new$")
_URL = re.compile(r"https?://|www\.")
# "Fine-Tuning vs. Prompting" and "Vaswani et al. Revisited" are one sentence.
_SENTENCE_BREAK = re.compile(r"[a-z0-9)\"'”](?<! vs)(?<! al)(?<! Dr)(?<! St)(?<! No)\. +[A-Z]")
_SENTENCE_END = (".", "!", "?", ")", '"', "”")

_LONGEST_TITLE = 300
_SHORTEST_PARAGRAPH = 120
_ENOUGH_PAIRS = 0.8
_ENOUGH_LINES = 0.3
_MARKUP = "<{[#%"


@dataclass
class _Entry:
    """A title and what followed it so far; `problem`: a line of it is not to be trusted."""

    title: str
    line: int
    date: str | None
    paragraphs: list[str] = field(default_factory=list)
    problem: str | None = None


class HuggingFaceListing:
    """The source `listing`."""

    def likeness(self, head: str, columns: Mapping[str, str] = NO_COLUMNS) -> float:  # noqa: ARG002 - fixed form
        """Sure by the page's own words, fairly so where titles and paragraphs alternate."""
        lines = [line.strip() for line in head.split("\n") if line.strip()]
        if any(_PROMPT.match(line) for line in lines[:8]):
            return 0.95
        abstracts = [is_paragraph(line) or not is_title(line) for line in lines]
        pairs = sum(not before and after for before, after in pairwise(abstracts))
        alternate = pairs >= _ENOUGH_PAIRS * sum(abstracts) and pairs >= _ENOUGH_LINES * len(lines)
        return 0.4 if pairs and alternate and lines[0][0] not in _MARKUP else 0.0

    def read(self, content: Content, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]:  # noqa: ARG002
        entry: _Entry | None = None
        for line, text, date in _told(content):
            if entry is None or (entry.paragraphs and not _continues(text)) or _is_title_again(entry, text):
                if entry is not None:
                    yield _found(entry, content)
                entry = _Entry(text, line.number, date, problem=line.problem)
            else:
                entry.paragraphs.append(text)
                entry.problem = entry.problem or line.problem
        if entry is not None:
            yield _found(entry, content)


def is_boilerplate(text: str) -> bool:
    """Whether a line is the page's own and not a paper's."""
    return bool(_BOILERPLATE.fullmatch(text) or _DATE.fullmatch(text) or _PROMPT.match(text))


def is_paragraph(text: str) -> bool:
    """Whether a line can't but be (a part of) an abstract.

    >>> is_paragraph("Attention Is All You Need"), is_paragraph("We show " + "a lot " * 60 + "of things.")
    (False, True)
    """
    if len(text) > _LONGEST_TITLE:
        return True
    return len(text) >= _SHORTEST_PARAGRAPH and text.endswith(_SENTENCE_END) and bool(_SENTENCE_BREAK.search(text))


def is_title(text: str) -> bool:
    """Whether a line can be a title: short, no address, no full stop at its end or between sentences.

    >>> is_title("Does RLHF Scale? Exploring the Impacts"), is_title("We present BERT."), is_title("")
    (True, False, False)
    """
    return (
        0 < len(text) <= _LONGEST_TITLE
        and not text.endswith(".")
        and not _SENTENCE_BREAK.search(text)
        and not _URL.search(text)
    )


def _told(content: Content) -> Iterator[tuple[Line, str, str | None]]:
    """The lines that papers are made of, each with its text in one line and the date that the page is at.

    Pages put one after another without a line break between them are parted where the second one begins.
    """
    date: str | None = None
    held: tuple[Line, str, str | None] | None = None
    prompted = False
    for line in content.lines():
        text = one_line(line.text)
        prompt = _PROMPT.search(text)
        if prompt is not None:
            text, prompted = text[: prompt.start()], True
            held = held and (held[0], _GLUED_NEW.sub("", held[1]), held[2])
        elif is_boilerplate(text):
            prompted = prompted and text != _BUTTON
            date = text if _DATE.fullmatch(text) else date
            continue
        elif prompted and text:
            text, prompted = _GLUED.sub("", text), False
        if text or line.problem:
            if held is not None:
                yield held
            held = line, text, date
        date = None if prompt is not None else date
    if held is not None:
        yield held


def _continues(text: str) -> bool:
    """Whether a line after an abstract is its next paragraph, or an address that goes with it, and no title."""
    return is_paragraph(text) or bool(_URL.search(text))


def _is_title_again(entry: _Entry, text: str) -> bool:
    """Whether a title that waits for its abstract is followed by another title instead."""
    return not entry.paragraphs and is_title(text)


def _found(entry: _Entry, content: Content) -> Found:
    path, line = content.path, entry.line
    if entry.problem is not None:
        return Skipped(path, line, entry.problem, "save the listing as UTF-8, a title or abstract on each line")
    if is_paragraph(entry.title):
        return Skipped(path, line, "an abstract without a title", "put the title on the line before it")
    if not entry.paragraphs:
        return Skipped(path, line, f"no abstract after the title {entry.title[:80]!r}", "add it on the next line")
    abstract = running("\n".join(entry.paragraphs))
    listing = Listing(content.name, line, entry.date)
    return Document(ids.of_title(entry.title), entry.title, abstract, listings=(listing,))

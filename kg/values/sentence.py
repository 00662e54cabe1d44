"""A document's text in, the half-open bounds of its sentences out; the title (first line) is one of its own."""

import re
from collections.abc import Iterator
from functools import lru_cache

_ABBREVIATION = re.compile(
    r"(?:\b(?:et al|e\.g|i\.e|vs|cf|resp|approx|w\.r\.t|Figs?|Eqs?|Sec|Tab|Refs?|No|Dr|Prof|Mr|Ms|St|Inc|Ltd|Co)"
    r"|\b[A-Z])\.$"
)
_BREAK = re.compile(r"[.!?][\"'”’)\]}]*\s+")
_OPENER = re.compile(r"[^\W_a-z]|[\"'“‘(\[{$\\*%-]|[a-z]+[A-Z0-9]")


@lru_cache(maxsize=256)
def bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences in order, without the blanks between them; every non-blank character is in just one.

    >>> bounds("A title\\nWe use GPT-3.5 (cf. Fig. 2). It works.")
    ((0, 7), (8, 36), (37, 46))
    """
    return tuple(_sentences(text))


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or the run of sentences, that covers the span."""
    touched = [(s, e) for s, e in bounds(text) if s < end and start < e]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    title_end = text.find("\n")
    if title_end >= 0:
        yield from _stripped(text, 0, title_end)
    start = title_end + 1
    for found in _BREAK.finditer(text, start):
        if _is_break(text, found):
            yield from _stripped(text, start, found.start() + len(found.group().rstrip()))
            start = found.end()
    yield from _stripped(text, start, len(text))


def _is_break(text: str, found: re.Match[str]) -> bool:
    stop = found.start() + 1
    if found.group().startswith(".") and _ABBREVIATION.search(text, max(0, stop - 12), stop):
        return False
    return found.end() == len(text) or _OPENER.match(text, found.end()) is not None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if end > start:
        yield start, end

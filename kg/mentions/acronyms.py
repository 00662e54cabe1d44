"""A document's text in; the acronyms that it defines ('Long Form (LF)', 'LF (Long Form)') with both spans out.

The matching follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text" (PSB 2003): the short form's characters are found in the long form from right to left, and the first one
must begin a word. The code is our own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.mentions.generic import is_generic
from kg.model import Mention, MentionType
from kg.nlp import Prose

_BRACKETED = re.compile(r"\(([^()\n]{2,120})\)")
_SHORT = re.compile(r"[^\W_][\w+&-]{0,14}(?: ?\d+(?:\.\d+)*)?")
_BREAK = re.compile(r"[.;:!?,()\n]\s|[()\n]|--|—")
_BEFORE = re.compile(r"[^\W_][\w+&.-]{0,14}$")
_MARKUP = re.compile(r"\\text(?:bf|it|sc|tt)|[{}\\$]")


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form defined in place, as two half-open spans."""

    short: tuple[int, int]
    long: tuple[int, int]


@lru_cache(maxsize=4)
def definitions(text: str) -> tuple[Definition, ...]:
    """Every definition in text order.

    >>> text = "We use direct preference optimization (DPO) and LoRA (low-rank adaptation)."
    >>> [(text[slice(*d.short)], text[slice(*d.long)]) for d in definitions(text)]
    [('DPO', 'direct preference optimization'), ('LoRA', 'low-rank adaptation')]
    """
    return tuple(found for bracket in _BRACKETED.finditer(text) if (found := _definition(text, bracket)))


def _definition(text: str, bracket: re.Match[str]) -> Definition | None:
    start, end = bracket.span(1)
    while end > start and not text[end - 1].isalnum() and text[end - 1] != "+":
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    stem = bracket.start()
    while stem > 0 and not text[stem - 1].isalnum() and text[stem - 1] not in "\n.,;:()":
        stem -= 1
    inside = text[start:end]
    if _SHORT.fullmatch(inside) and _is_short(inside):
        begin = _long_start(text, stem, inside)
        return None if begin is None else Definition((start, end), (begin, stem))
    return _reversed(text, stem, start, end)


def _reversed(text: str, stem: int, start: int, end: int) -> Definition | None:
    """'LF (Long Form)': the short form stands before the bracket."""
    before = _BEFORE.search(text, max(0, stem - 16), stem)
    if before is None or not _is_short(before.group()) or text.count(" ", start, end) < 1:
        return None
    begin = match(before.group(), text[start:end])
    return Definition(before.span(), (start, end)) if begin == 0 else None


def _is_short(word: str) -> bool:
    return len(word) >= 2 and any(map(str.isupper, word)) and sum(map(str.isalpha, word)) >= 2


def _long_start(text: str, stem: int, short: str) -> int | None:
    low = max(0, stem - 150)
    for found in _BREAK.finditer(text, low, stem):
        low = found.end()
    length = sum(map(str.isalnum, short))
    limit = min(length + 5, length * 2) + 2
    window = text[low:stem]
    words = [m.start() for m in re.finditer(r"[^\s]+", window)][-limit:]
    if not words:
        return None
    window_start = low + words[0]
    begin = match(short, text[window_start:stem])
    if begin is None or (begin == 0 and " " not in text[window_start:stem] and "-" not in text[window_start:stem]):
        return None
    return window_start + begin


def match(short: str, long: str) -> int | None:
    """Where in `long` the long form of `short` begins, or None: characters right to left, the first opens a word.

    >>> match("DPO", "use direct preference optimization"), match("DPO", "a model")
    (4, None)
    """
    plural = len(short) > 2 and short[-1] == "s" and short[:-1].isupper()
    letters = [c for c in (short[:-1] if plural else short).casefold() if c.isalnum()]
    place, folded = len(long), long.lower()
    if len(folded) != len(long):
        return None
    for rank in range(len(letters) - 1, -1, -1):
        place = folded.rfind(letters[rank], 0, place)
        while place > 0 and rank == 0 and folded[place - 1].isalnum():
            place = folded.rfind(letters[rank], 0, place)
        if place < 0:
            return None
    return place


class Acronyms:
    """Votes for both spans of each definition: the long form is another spelling of the short one."""

    def detect(self, prose: Prose) -> Iterable[Mention]:
        return tuple(self._votes(prose.text))

    @staticmethod
    def _votes(text: str) -> Iterator[Mention]:
        for found in definitions(text):
            short, long = text[slice(*found.short)], text[slice(*found.long)]
            if is_generic(short) or _MARKUP.search(long):
                continue
            yield Mention(MentionType.METHOD, *found.short, short, 0.3, "acronym.short", canonical=short)
            yield Mention(MentionType.METHOD, *found.long, long, 0.3, "acronym.long", canonical=short)

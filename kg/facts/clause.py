"""A text, a sentence's bounds and its named spans in; the sentence with the cues that govern each span out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.facts.coordination import Slot
from kg.facts.patterns import AFTER, FRAMES, LINKS, OWN, VERBS, WEAK

_BEFORE = re.compile(r"[A-Za-z]+(?:\.g)?|[(:,]")
_CUES = tuple((cue.name, cue.pattern, cue.keys) for cue in VERBS)
_AFTER = re.compile("|".join(f"({sign.regex})" for sign in AFTER))
"""Its groups are numbered as the signs are."""
_FRAMES = tuple((sign.name, re.compile(sign.regex)) for sign in FRAMES)
_LINKS = frozenset(LINKS)
_NEAR, _FAR = 25, 100
"""The most characters between a list and a cue behind it, or before it."""
_LOOK_BACK = 8
"""Cues that are looked at before a name."""


class Governor(NamedTuple):
    """A cue in the text: its half-open bounds and its name."""

    start: int
    end: int
    name: str


class Setting(NamedTuple):
    """What stands around one slot: names of cues, '-' where there is none.

    `near`: the cue before its list; `strong`: the nearest that is not weak, and where it begins; `tie`: the word that
    joins the list to it; `then`: the sign right behind the slot; `following`: the cue close behind its list.
    """

    slot: Slot
    near: str
    strong: str
    strong_start: int | None
    tie: str
    then: str
    following: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what relations are read from. `place`: title, before, opening or after (the paper's own turn)."""

    text: str
    start: int
    end: int
    place: str
    slots: tuple[Slot, ...]
    cues: tuple[Governor, ...]
    frames: tuple[str, ...]
    own_end: int | None
    """Where the first 'we', 'our', 'the proposed model' ends."""

    def setting(self, slot: Slot) -> Setting:
        at = bisect_right(self.cues, slot.list_start, key=lambda cue: cue.end)
        near = [cue for cue in self.cues[max(0, at - _LOOK_BACK) : at] if slot.list_start - cue.end <= _FAR]
        strong = next((cue for cue in reversed(near) if cue.name not in WEAK), None)
        return Setting(
            slot=slot,
            near=near[-1].name if near else "-",
            strong=strong.name if strong else "-",
            strong_start=strong.start if strong else (near[-1].start if near else None),
            tie=link(self.text, self.start, slot.list_start),
            then=after(self.text, slot.end),
            following=self._following(slot),
        )

    def _following(self, slot: Slot) -> str:
        at = bisect_left(self.cues, slot.list_end, key=lambda cue: cue.start)
        close = at < len(self.cues) and self.cues[at].start - slot.list_end <= _NEAR
        return self.cues[at].name if close else "-"


def sentence(text: str, bounds: tuple[int, int], place: str, found: Sequence[Slot]) -> Sentence:
    """Finds cues and frames; `found` are the coordinated slots inside the bounds."""
    start, end = bounds
    own = OWN.search(text, start, end)
    return Sentence(
        text=text,
        start=start,
        end=end,
        place=place,
        slots=tuple(found),
        cues=cues(text, start, end, found),
        frames=tuple(name for name, regex in _FRAMES if regex.search(text, start, end)),
        own_end=own.end() if own else None,
    )


def cues(text: str, start: int, end: int, found: Sequence[Slot] = ()) -> tuple[Governor, ...]:
    """The cues between two offsets, in order, without overlap; words inside a name are no cues."""
    governors: list[Governor] = []
    names = iter(found)
    name = next(names, None)
    position = start
    for word in _opened().finditer(text, start, end):
        fitting = _fitting(word[0])
        at = word.start()
        while name is not None and name.end <= at:
            name = next(names, None)
        if at < position or (name is not None and name.start <= at):
            continue
        for label, pattern, _ in fitting:
            if match := pattern.match(text, at, end):
                position = match.end()
                governors.append(Governor(at, position, label))
                break
    return tuple(governors)


@cache
def _opened() -> re.Pattern[str]:
    """Finds the words that begin with the letters of a cue."""
    keys = {key for _, _, keys in _CUES for key in keys}
    return re.compile(rf"(?<![A-Za-z]){_begun(keys)}[A-Za-z]*")


def _begun(words: Collection[str]) -> str:
    """A pattern of what begins with one of some words, each letter looked at once."""
    if "" in words:
        return ""
    rests = {letter: {word[1:] for word in words if word[0] == letter} for letter in sorted({w[0] for w in words})}
    return "(?:" + "|".join(f"[{letter}{letter.upper()}]{_begun(rest)}" for letter, rest in rests.items()) + ")"


@lru_cache(maxsize=1 << 12)
def _fitting(word: str) -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    lower = word.lower()
    return tuple(cue for cue in _CUES if lower.startswith(cue[2]))


def link(text: str, start: int, end: int) -> str:
    """The word that ties what begins at `end` to what stands before it: its nearest preposition, or '-'.

    >>> link("We train it on the large C4", 0, 25), link("models such as C4", 0, 15)
    ('on', 'such as')
    """
    words: list[str] = _BEFORE.findall(text, max(start, end - 50), end)[-4:]
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lower()
        if word in _LINKS:
            return "such as" if word == "as" and index and words[index - 1].lower() == "such" else word
        if word in {"(", ":"}:
            return word
    return "-"


def after(text: str, end: int) -> str:
    """What comes right after an offset, by the first sign that fits, or '-'."""
    found = _AFTER.match(text, end)
    return AFTER[(found.lastindex or 1) - 1].name if found else "-"

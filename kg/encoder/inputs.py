"""A text, its candidate names and the detectors' votes in; the arrays that the encoder network reads out.

The network sees word pieces (uncased), what their letters look like, what the term lists and rules say of them, and
which spans are asked about. Everything here is a function of the text and the votes, so that training and extraction
see the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.model import ENTITY_TYPES, Mention
from kg.values.sentence import bounds

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float32]]
Span = tuple[int, int]

LONGEST = 510
"""Word pieces of one window: the encoder knows 512 places, two are [CLS] and [SEP]."""
MOST_NAMES = 40
"""Names of one window that are asked about; pairs of names grow with its square."""
_WORD = re.compile(r"[^\W_]+")
SHAPES = ("none", "lower", "Capital", "UPPER", "miXed", "digits", "letters1")
_LISTS = frozenset({"term", "grammar", "listed-device", "device-series", "device-list"})
_KINDS = {kind: place for place, kind in enumerate(ENTITY_TYPES)}
_LISTED, _VOTED = len(SHAPES), len(SHAPES) + len(ENTITY_TYPES)
_BEGINS = _VOTED + len(ENTITY_TYPES)
_INSIDE, _FIRST, _TITLE, _VALUE, _NEW = range(_BEGINS + 1, _BEGINS + 6)
FEATURES = _NEW + 1
HINTS = slice(_LISTED, _BEGINS)
"""The features that lists and rules give."""
DISTANCES = (0, 2, 5, 10, 20, 40, 80)
"""Word pieces between two names, as bounds of classes."""
PAIR_FEATURES = len(DISTANCES) + 1 + 7


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a text: its places (half-open, in characters); `value`: it is a stated number, not an entity."""

    key: str
    spans: tuple[Span, ...]
    value: bool = False


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into word pieces: their ids and half-open places in characters, without [CLS] and [SEP]."""

    ids: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """The arrays of one run of the network; T pieces (with [CLS], [SEP]), S spans, N names."""

    names: tuple[Name, ...]
    ids: Ints
    """T."""
    features: Floats
    """T × FEATURES."""
    first: Ints
    """S: each span's first piece."""
    last: Ints
    inside: Floats
    """S × T: a span's mean over its pieces."""
    belongs: Floats
    """N × S: a name's mean over its spans."""
    near: Floats
    """N × T: whether the piece stands in a sentence that names the name."""
    pairs: Floats
    """(N + 1) × N × PAIR_FEATURES; the last head is the paper itself."""
    starts: Ints
    """T - 2: where each piece but [CLS] and [SEP] begins, in characters of the text."""
    ends: Ints

    def arrays(self) -> Mapping[str, Any]:
        """By the network's names of them, with a leading axis of one."""
        named: dict[str, Any] = {"ids": self.ids, "features": self.features, "first": self.first, "last": self.last}
        named |= {"inside": self.inside, "belongs": self.belongs, "near": self.near, "pairs": self.pairs}
        return {name: array[None] for name, array in named.items()}


def windows(
    text: str, pieces: Pieces, names: Sequence[Name], votes: Sequence[Mention], *, whole: bool = False
) -> Iterator[Window]:
    """The runs of whole sentences that fit the network; a text of usual length is one.

    `whole`: all sentences; else those that hold a name, and the title: a third of the pieces say little of names.
    """
    sentences = bounds(text)
    numbers = np.searchsorted([start for start, _ in sentences], pieces.starts, side="right")
    if not whole:
        pieces, numbers = _telling(pieces, numbers, [start for start, _ in sentences], names)
    features = piece_features(text, pieces, names, votes)
    runs = list(_runs(numbers))
    for run, own in zip(runs, _asked(pieces, names, runs), strict=True):
        yield _window(pieces, own, features, numbers, run)


def _telling(pieces: Pieces, numbers: Ints, starts: Sequence[int], names: Sequence[Name]) -> tuple[Pieces, Ints]:
    """The pieces of the title and of the sentences that hold a name, and the number of the sentence of each."""
    kept = {1} | {bisect_right(starts, start) for name in names for start, _ in name.spans}
    mask = np.isin(numbers, sorted(kept))
    return Pieces(pieces.ids[mask], pieces.starts[mask], pieces.ends[mask]), numbers[mask]


def _runs(numbers: Ints) -> Iterator[Span]:
    """Half-open runs of pieces, each of whole sentences where they fit (`numbers`: the sentence of each piece)."""
    low, count = 0, len(numbers)
    while low < count:
        high = min(low + LONGEST, count)
        if high < count:
            start = int(np.searchsorted(numbers, numbers[high], side="left"))
            high = start if start > low else high
        yield low, high
        low = high


def _asked(pieces: Pieces, names: Sequence[Name], runs: Sequence[Span]) -> list[dict[Name, set[Span]]]:
    """For each run the names that are asked about there, in order, and their places in its window ([CLS] is 0)."""
    lows = [low for low, _ in runs]
    found: list[dict[Name, set[Span]]] = [{} for _ in runs]
    for name in names:
        for span in name.spans:
            start, end = covered(pieces, *span)
            number = bisect_right(lows, start) - 1
            if number >= 0 and start < end <= runs[number][1]:
                own = found[number]
                if name in own or len(own) < MOST_NAMES:
                    own.setdefault(name, set()).add((start - lows[number] + 1, end - lows[number] + 1))
    return found


def piece_features(text: str, pieces: Pieces, names: Sequence[Name], votes: Sequence[Mention]) -> Floats:
    """Pieces × FEATURES: shapes of the words, hits of lists and rules, the spans that are asked about."""
    table = np.zeros((len(pieces.ids), FEATURES), dtype=np.float32)
    shapes = np.zeros(len(text) + 1, dtype=np.int64)
    begins = np.zeros(len(text) + 1, dtype=bool)
    for match in _WORD.finditer(text):
        start, end = match.span()
        shapes[start:end] = _shape(match.group())
        begins[start] = True
    table[np.arange(len(pieces.ids)), shapes[pieces.starts]] = 1.0
    table[:, _FIRST] = begins[pieces.starts]
    table[:, _TITLE] = pieces.starts < text.find("\n")
    for vote in votes:
        place = _KINDS.get(vote.type)
        if place is not None:
            low, high = covered(pieces, vote.start, vote.end)
            table[low:high, (_LISTED if vote.rule.partition(".")[0] in _LISTS else _VOTED) + place] = 1.0
            if vote.introduced:
                table[low:high, _NEW] = 1.0
    for name in names:
        for start, end in name.spans:
            low, high = covered(pieces, start, end)
            table[low : low + 1, _BEGINS] = 1.0
            table[low:high, _VALUE if name.value else _INSIDE] = 1.0
    return table


def _shape(word: str) -> int:
    if word.isdigit():
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 6
    return 2 if word[:1].isupper() and word[1:].islower() else 4


def covered(pieces: Pieces, start: int, end: int) -> Span:
    """The half-open run of pieces that the characters touch."""
    return bisect_right(pieces.ends, start), bisect_left(pieces.starts, end)


def _window(pieces: Pieces, asked: Mapping[Name, set[Span]], features: Floats, numbers: Ints, run: Span) -> Window:
    low, high = run
    size = high - low + 2
    spans = [(number, *place) for number, places in enumerate(asked.values()) for place in sorted(places)]
    table = np.zeros((size, FEATURES), dtype=np.float32)
    table[1:-1] = features[low:high]
    inside = np.zeros((len(spans), size), dtype=np.float32)
    belongs = np.zeros((len(asked), len(spans)), dtype=np.float32)
    for row, (name_number, start, end) in enumerate(spans):
        inside[row, start:end] = 1.0 / (end - start)
        belongs[name_number, row] = 1.0
    belongs /= np.maximum(belongs.sum(1, keepdims=True), 1.0)
    sentences = np.concatenate(([-1], numbers[low:high], [-1]))
    ids = np.concatenate(([101], pieces.ids[low:high], [102]))
    first = np.array([start for _, start, _ in spans], dtype=np.int64)
    last = np.array([end - 1 for _, _, end in spans], dtype=np.int64)
    near = _near(sentences, spans, len(asked))
    pairs = _pairs(spans, sentences, table[:, _TITLE], len(asked))
    return Window(
        tuple(asked),
        ids,
        table,
        first,
        last,
        inside,
        belongs,
        near,
        pairs,
        pieces.starts[low:high],
        pieces.ends[low:high],
    )


def _near(sentences: Ints, spans: Iterable[tuple[int, int, int]], count: int) -> Floats:
    near = np.zeros((count, len(sentences)), dtype=np.float32)
    for number, start, _ in spans:
        near[number, sentences == sentences[start]] = 1.0
    return near


def _pairs(spans: Sequence[tuple[int, int, int]], sentences: Ints, title: Floats, count: int) -> Floats:
    """Of each head and tail: the distance of their nearest places (a class), and plain facts of their places."""
    out = np.zeros((count + 1, count, PAIR_FEATURES), dtype=np.float32)
    if not spans:
        return out
    own = np.array([number for number, _, _ in spans])
    start = np.array([low for _, low, _ in spans])
    end = np.array([high for _, _, high in spans])
    gap = np.maximum(start[None, :] - end[:, None], start[:, None] - end[None, :]).clip(0)
    same = sentences[start][:, None] == sentences[start][None, :]
    first = len(DISTANCES) + 1
    titled = np.zeros(count, dtype=np.float32)
    np.maximum.at(titled, own, title[start])
    order = np.argsort(gap + 1000 * ~same, axis=None, kind="stable")
    seen: set[Span] = set()
    for flat in order:
        one, other = divmod(int(flat), len(spans))
        head, tail = int(own[one]), int(own[other])
        if head == tail or (head, tail) in seen:
            continue
        seen.add((head, tail))
        out[head, tail, bisect_left(DISTANCES, int(gap[one, other]))] = 1.0
        out[head, tail, first] = same[one, other]
        out[head, tail, first + 1] = start[one] < start[other]
    out[:count, :, first + 2] = titled[:, None]
    out[:, :, first + 3] = titled[None, :]
    counts = np.bincount(own, minlength=count).astype(np.float32)
    out[:count, :, first + 4] = np.log1p(counts)[:, None]
    out[:, :, first + 5] = np.log1p(counts)[None, :]
    out[count, :, first + 6] = 1.0
    return out

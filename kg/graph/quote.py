"""A text and a span in; the sentences around it, as an edge quotes them, out."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.values.sentence import bounds

LONGEST = 2_000
"""Code points of a quote: what has no sentences (a table, a pasted log) is quoted by a window instead."""


@dataclass(frozen=True)
class Quoted:
    """A text with its sentences found; each quote is one string, however many edges share it."""

    text: str
    _starts: Sequence[int] = field(init=False)
    _ends: Sequence[int] = field(init=False)
    _quotes: dict[tuple[int, int], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        sentences = bounds(self.text)
        object.__setattr__(self, "_starts", [start for start, _ in sentences])
        object.__setattr__(self, "_ends", [end for _, end in sentences])

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The bounds of the quote of a span; None for a span that is empty, outside the text, or too long.

        >>> text = "BERT\\nWe present BERT. It has 340M parameters."
        >>> Quoted(text).around(26, 30)
        (22, 45)
        """
        if not 0 <= start < end <= len(self.text) or end - start > LONGEST:
            return None
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        if first > last:
            return start, end
        low, high = min(start, self._starts[first]), max(end, self._ends[last])
        return (low, high) if high - low <= LONGEST else self._window(start, end, low, high)

    def quote(self, start: int, end: int) -> str:
        """The text between two offsets."""
        if (start, end) not in self._quotes:
            self._quotes[start, end] = self.text[start:end]
        return self._quotes[start, end]

    def _window(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """As much of the sentence as may be quoted, cut at blanks, with the span in its middle."""
        spare = (LONGEST - (end - start)) // 2
        left = max(low, start - spare)
        right = min(high, end + spare)
        if left > low and (blank := self.text.find(" ", left, start)) >= 0:
            left = blank + 1
        if right < high and (blank := self.text.rfind(" ", end, right)) >= 0:
            right = blank
        return left, right

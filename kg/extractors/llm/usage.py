"""Calls, tokens, seconds and dropped rows in, from several threads; one line for the user out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

MILLION = 1_000_000


@dataclass(slots=True)
class Usage:
    """What a run has asked for and got."""

    prices: tuple[float, float] | None = None
    counts: Counter[str] = field(default_factory=Counter)
    """`calls`, `again` (calls for a paper that one had failed for), `sent` and `received` tokens, `unmetered` calls
    that came back without a count of tokens, `papers` read and `lost`."""
    seconds: float = 0.0
    """The time of all calls, added up."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Rows of answers that the text didn't bear out, by reason."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, *, seconds: float = 0.0, dropped: Mapping[str, int] | None = None, **counts: int) -> None:
        with self._lock:
            self.counts.update(counts)
            self.seconds += seconds
            self.dropped.update(dropped or {})

    @property
    def price(self) -> float | None:
        """What all tokens cost, or None where no prices are known."""
        if self.prices is None:
            return None
        return (self.counts["sent"] * self.prices[0] + self.counts["received"] * self.prices[1]) / MILLION

    def line(self) -> str:
        """All of it in one line.

        >>> usage = Usage(prices=(1.0, 4.0))
        >>> usage.add(seconds=2.0, calls=2, sent=3000, received=500, papers=2)
        >>> usage.line()
        'llm: 2 papers in 2 calls, 2.0 s of waiting, 3,000 tokens sent and 500 received, price 0.0050'
        """
        with self._lock:
            counts = self.counts
            lost = f" and {counts['lost']:,} lost" if counts["lost"] else ""
            again = f" ({counts['again']:,} again)" if counts["again"] else ""
            parts = [
                f"llm: {_counted(counts['papers'], 'paper')}{lost} in {_counted(counts['calls'], 'call')}{again}",
                f"{self.seconds:,.1f} s of waiting",
                f"{counts['sent']:,} tokens sent and {counts['received']:,} received",
            ]
            if counts["unmetered"]:
                parts.append(f"{_counted(counts['unmetered'], 'call')} without a count of tokens")
            if self.price is not None:
                parts.append(f"price {self.price:,.4f}")
            if self.dropped:
                rows = ", ".join(f"{count:,} {reason}" for reason, count in sorted(self.dropped.items()))
                parts.append(f"dropped: {rows}")
            return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

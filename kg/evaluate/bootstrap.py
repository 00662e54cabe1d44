"""Counts paper by paper in; each measure's F1 with the interval that other papers of the kind would give, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.evaluate.scores import Counts, order, totals

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 1000
SEED = 0
LEVEL = 0.95
_CHUNK = 100
"""Resamples counted at once: memory stays at a few megabytes for thousands of papers."""


@dataclass(frozen=True, slots=True)
class Interval:
    """F1 and the bounds of its interval; None for bounds where there is nothing to count."""

    f1: float
    low: float | None
    high: float | None


def intervals(papers: Sequence[Counts], *, resamples: int = RESAMPLES, seed: int = SEED) -> dict[str, Interval]:
    """Measure -> F1 with its 95 % interval, by the percentile bootstrap over papers (Efron 1979).

    Papers, not items, are drawn with replacement, since the items of one paper are not independent. A resample
    without any item of a measure says nothing about it and is left out. The same papers and seed give the same bounds.

    >>> intervals([{"Model": (1, 1, 2)}, {"Model": (3, 3, 4)}])["Model"]
    Interval(f1=0.8, low=0.6666666666666666, high=0.8571428571428571)
    """
    import numpy as np  # asking a graph needs neither scores nor the tenth of a second of this import

    scores = totals(papers)
    measures = sorted(scores, key=order)
    counts = np.array([[paper.get(measure, (0, 0, 0)) for measure in measures] for paper in papers], dtype=np.int64)
    if not counts.size:
        return {}
    random = np.random.default_rng(seed)
    values = np.concatenate(
        [_resampled(counts, min(_CHUNK, resamples - done), random) for done in range(0, resamples, _CHUNK)]
    )
    return {
        measure: Interval(scores[measure].f1, *_bounds(values[:, column])) for column, measure in enumerate(measures)
    }


def _resampled(counts: "np.ndarray[Any, Any]", number: int, random: "np.random.Generator") -> "np.ndarray[Any, Any]":
    """F1 of each measure in a number of resamples; nan where a resample holds no item."""
    import numpy as np

    papers, measures, _ = counts.shape
    weights = random.multinomial(papers, np.full(papers, 1 / papers), size=number)
    sums = weights @ counts.reshape(papers, measures * 3)
    right, found, gold = np.moveaxis(sums.reshape(number, measures, 3), -1, 0)
    with np.errstate(invalid="ignore"):
        f1: np.ndarray[Any, Any] = 2 * right / (found + gold)
    return f1


def _bounds(values: "np.ndarray[Any, Any]") -> tuple[float | None, float | None]:
    import numpy as np

    told = values[~np.isnan(values)]
    if not told.size:
        return None, None
    low, high = np.quantile(told, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)

"""Pairs of gold row and found row in; how far the finds' confidences are the shares in which they are right, out."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kg.evaluate.align import INTRODUCED, RELATIONS, Row, align, compare, confidence
from kg.evaluate.scores import order
from kg.model import ENTITY_TYPES

BINS = 10
ENTITIES = "entities"
NUMBERS = "numbers"
POOLS: Mapping[str, Sequence[str]] = {
    ENTITIES: tuple(kind.value for kind in ENTITY_TYPES),
    NUMBERS: ("parameters", "tokens", "hardware"),
}
"""Measures that are looked at together as well, since a type alone has few finds."""
_PARTS = {"parameters.value", "tokens.value", "hardware.name"}
"""Measures that forgive what the confidence is about as well."""


class Judged(NamedTuple):
    """A find's confidence, and whether the find is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The finds whose confidence lies from `low` up to `high` (1 itself is in the last bin)."""

    low: float
    high: float
    number: int
    confidence: float
    """Mean confidence; 0 in an empty bin."""
    right: float
    """Share that is right; 0 in an empty bin."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins of one measure, and its expected calibration error; None where no find has a confidence."""

    number: int
    error: float | None
    bins: tuple[Bin, ...]


def calibrations(pairs: Iterable[tuple[Row, Row]]) -> dict[str, Calibration]:
    """Measure -> calibration, `entities` and `numbers` pooled; for shipped predictions and cross-validated ones alike.

    A find without a confidence is left out. `introduced` is judged by the confidence of the introduction, not of the
    entity.
    """
    finds = judged(pairs)
    pools = {pool: [one for name in names for one in finds.get(name, ())] for pool, names in POOLS.items()}
    measures = [*pools, *sorted(finds, key=order)]
    return {measure: calibration(pools.get(measure, finds.get(measure, ()))) for measure in measures}


def judged(pairs: Iterable[tuple[Row, Row]]) -> dict[str, list[Judged]]:
    """Measure -> its finds that have a confidence, paper by paper."""
    finds: dict[str, list[Judged]] = {}
    for gold, found in pairs:
        for measure, compared in compare(align(gold, found)).items():
            if measure in _PARTS:
                continue
            own = finds.setdefault(measure, [])
            for item, right in compared.judged():
                sure = _sure(measure, item.row)
                if sure is not None:
                    own.append(Judged(sure, right))
    return finds


def _sure(measure: str, row: Row) -> float | None:
    return confidence(row.get("introduction") or row) if measure == INTRODUCED else confidence(row)


def calibration(finds: Iterable[Judged], bins: int = BINS) -> Calibration:
    """Bins of equal width, and the expected calibration error: the mean distance of confidence and share over finds.

    Naeini, Cooper and Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning".

    >>> calibration([Judged(0.75, True), Judged(0.75, False), Judged(0.25, False), Judged(1.0, True)]).error
    0.1875
    """
    edges = [place / bins for place in range(bins + 1)]
    sorted_in: list[list[Judged]] = [[] for _ in range(bins)]
    for one in finds:
        sorted_in[bisect_right(edges, one.confidence, hi=bins) - 1].append(one)
    made = tuple(_bin(*bounds, own) for bounds, own in zip(pairwise(edges), sorted_in, strict=True))
    number = sum(one.number for one in made)
    error = sum(one.number * abs(one.confidence - one.right) for one in made) / number if number else None
    return Calibration(number, error, made)


def _bin(low: float, high: float, finds: Sequence[Judged]) -> Bin:
    number = len(finds)
    if not number:
        return Bin(low, high, 0, 0.0, 0.0)
    return Bin(
        low, high, number, sum(one.confidence for one in finds) / number, sum(one.right for one in finds) / number
    )


SHOWN = (ENTITIES, INTRODUCED, NUMBERS, RELATIONS)
"""The measures whose bins a report shows in full."""

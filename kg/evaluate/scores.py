"""Pairs of gold row and found row in; counts paper by paper, and precision, recall and F1 by measure, out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.align import INTRODUCED, RELATIONS, ROW_MEASURES, Row, align, compare
from kg.model import ENTITY_TYPES

Counts = Mapping[str, tuple[int, int, int]]
"""One paper's numbers by measure: right, found, in the gold."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one measure: what was right, found, and in the gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0


def counted(pairs: Iterable[tuple[Row, Row]]) -> list[Counts]:
    """The counts of each paper, given as (gold row, found row): what scores and their intervals are made of."""
    return [
        {measure: compared.counts() for measure, compared in compare(align(gold, found)).items()}
        for gold, found in pairs
    ]


def totals(papers: Iterable[Counts]) -> dict[str, Score]:
    """Measure -> score, summed over papers."""
    sums: dict[str, list[int]] = {}
    for counts in papers:
        for measure, numbers in counts.items():
            total = sums.setdefault(measure, [0, 0, 0])
            for slot, number in enumerate(numbers):
                total[slot] += number
    return {measure: Score(*sums[measure]) for measure in sorted(sums, key=order)}


def score(pairs: Iterable[tuple[Row, Row]]) -> dict[str, Score]:
    """Measure -> score, summed over papers given as (gold row, found row)."""
    return totals(counted(pairs))


_ORDER: Sequence[str] = [*(kind.value for kind in ENTITY_TYPES), INTRODUCED, *ROW_MEASURES, RELATIONS]


def order(measure: str) -> tuple[int, str]:
    """The place of a measure in a table: entities, numbers, relations together, then each relation by its name."""
    return (_ORDER.index(measure) if measure in _ORDER else len(_ORDER), measure)


def rounded(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    """The scores as plain numbers, to four places."""
    return {
        measure: {
            "precision": round(one.precision, 4),
            "recall": round(one.recall, 4),
            "f1": round(one.f1, 4),
            "found": one.found,
            "gold": one.gold,
        }
        for measure, one in scores.items()
    }

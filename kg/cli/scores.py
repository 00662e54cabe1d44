"""Pairs of gold row and found row in; scores, errors by kind and calibration, as tables or as JSON, out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from typing import Any

from kg import evaluate as evaluation
from kg.cli import output
from kg.evaluate import Calibration, Interval, Row, mistakes
from kg.evaluate.calibration import SHOWN
from kg.evaluate.mistakes import Kind, Mistake


class Report:
    """What an evaluation found. `errors`, `calibrated`: whether these are wanted; `only` the errors of one type."""

    def __init__(
        self,
        pairs: Sequence[tuple[Row, Row]],
        absent: int,
        *,
        errors: bool = False,
        only: str | None = None,
        calibrated: bool = False,
    ) -> None:
        self.pairs, self.absent, self.errors, self.only, self.calibrated = pairs, absent, errors, only, calibrated
        self.counts = evaluation.counted(pairs)

    @cached_property
    def intervals(self) -> Mapping[str, Interval]:
        return evaluation.intervals(self.counts)

    @cached_property
    def mistakes(self) -> Sequence[Mistake]:
        found = list(mistakes.find(self.pairs))
        return found if self.only is None else mistakes.of_type(found, self.only)

    @cached_property
    def calibrations(self) -> Mapping[str, Calibration]:
        return evaluation.calibrations(self.pairs)

    def as_json(self, examples: int) -> dict[str, Any]:
        """The report as plain values; numbers to four places."""
        measures = {
            measure: {
                **numbers,
                "f1_low": _four(self.intervals[measure].low),
                "f1_high": _four(self.intervals[measure].high),
            }
            for measure, numbers in evaluation.rounded(evaluation.totals(self.counts)).items()
        }
        told: dict[str, Any] = {"papers_without_record": self.absent, "measures": measures}
        if self.calibrated:
            told["calibration"] = {measure: _calibration(one) for measure, one in self.calibrations.items()}
        if self.errors:
            told["errors"] = {
                "counts": {
                    group.value: {kind.name: types for kind, types in kinds.items()}
                    for group, kinds in mistakes.tally(self.mistakes).items()
                },
                "examples": [_mistake(one) for few in self._few(examples).values() for one in few],
            }
        return told

    def print(self, examples: int) -> None:
        """The report as tables on standard output."""
        self._print_scores()
        if self.absent:
            output.note(f"papers without a record: {self.absent}")
        if self.calibrated:
            self._print_calibration()
        if self.errors:
            self._print_counts()
            for kind, few in self._few(examples).items():
                _print_examples(kind, few)

    def _few(self, examples: int) -> Mapping[Kind, Sequence[Mistake]]:
        return mistakes.examples(self.mistakes, examples)

    def _print_scores(self) -> None:
        rows = []
        for measure, one in evaluation.totals(self.counts).items():
            bounds = _between(self.intervals[measure].low, self.intervals[measure].high)
            numbers = (f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", bounds)
            rows.append((measure, *numbers, str(one.found), str(one.gold)))
        columns = ("measure", "precision", "recall", "F1", "95 % interval", "found", "gold")
        output.print_table(columns, rows, numbers=6)

    def _print_calibration(self) -> None:
        output.print_heading("Calibration: finds, their mean confidence, and the share of them that is right")
        rows = [(measure, *_summary(one)) for measure, one in self.calibrations.items() if one.number]
        output.print_table(("measure", "finds", "confidence", "right", "expected calibration error"), rows, numbers=4)
        for measure in SHOWN:
            if (one := self.calibrations[measure]).number:
                output.print_heading(f"Reliability of {measure}")
                bins = [
                    (_between(each.low, each.high, 1), str(each.number), f"{each.confidence:.3f}", f"{each.right:.3f}")
                    for each in one.bins
                    if each.number
                ]
                output.print_table(("confidence", "finds", "mean confidence", "right"), bins, numbers=3)

    def _print_counts(self) -> None:
        for group, kinds in mistakes.tally(self.mistakes).items():
            if not kinds:
                continue
            names = [name for name in mistakes.TYPES[group] if any(name in types for types in kinds.values())]
            output.print_heading(f"Errors in {group}, by the gold's type, else the find's")
            rows = [
                (kind.name, *(str(types.get(name, "")) for name in names), f"{sum(types.values()):,}")
                for kind, types in kinds.items()
            ]
            output.print_table(("error", *names, "all"), rows, numbers=len(names) + 1)


def _print_examples(kind: Kind, few: Sequence[Mistake]) -> None:
    if not few:
        return
    output.print_heading(f"{kind.group}, {kind.name}: {kind.meaning}")
    rows = [(one.paper, one.gold or _note(one), _found(one), one.sentence) for one in few]
    output.print_table(("paper", "gold", "found", "sentence"), rows)


def _note(mistake: Mistake) -> str:
    return f"({mistake.note})" if mistake.note else ""


def _found(mistake: Mistake) -> str:
    """The find with its confidence and rule; why there is none, where that is known."""
    if mistake.found is None:
        return _note(mistake)
    sure = "" if mistake.confidence is None else f"{mistake.confidence:.2f}"
    how = ", ".join(filter(None, (sure, mistake.rule, mistake.note if mistake.gold else None)))
    return f"{mistake.found} ({how})" if how else mistake.found


def _mistake(mistake: Mistake) -> dict[str, Any]:
    row = asdict(mistake)
    return {**row, "kind": mistake.kind.name, "group": mistake.kind.group.value}


def _calibration(one: Calibration) -> dict[str, Any]:
    bins = [
        {name: _four(value) if isinstance(value, float) else value for name, value in asdict(each).items()}
        for each in one.bins
    ]
    return {"finds": one.number, "expected_calibration_error": _four(one.error), "bins": bins}


def _summary(one: Calibration) -> tuple[str, ...]:
    confidence = sum(each.number * each.confidence for each in one.bins) / one.number
    right = sum(each.number * each.right for each in one.bins) / one.number
    return str(one.number), f"{confidence:.3f}", f"{right:.3f}", "" if one.error is None else f"{one.error:.3f}"


def _between(low: float | None, high: float | None, places: int = 3) -> str:
    return "" if low is None or high is None else f"{low:.{places}f}–{high:.{places}f}"


def _four(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

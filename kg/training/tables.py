"""Annotated papers and held-out hints in; tables of names, relations and numbers, for every fold and for all, out.

Both extractors' tables are made together: those of rules alone are the first step of those with hints.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kg import registry
from kg.facts.numbers import Numbers
from kg.mentions.base import Detector
from kg.mentions.weights import Weights
from kg.model import Hints
from kg.training import mentions, numbers, relations
from kg.training.regression import Table

Row = Mapping[str, Any]
Held = Mapping[str, Hints]
"""Paper's id → the hints of an encoder that has not learnt from the paper."""
Made = TypeVar("Made")
MENTIONS, RELATIONS, NUMBERS = "mentions.tsv", "relations.tsv", "numbers.tsv"


@dataclass(frozen=True, slots=True)
class Tables:
    """What an extractor reads with."""

    mentions: Table
    relations: relations.Tables
    numbers: Numbers

    def write(self, folder: Path) -> None:
        """As files of a folder of weights."""
        (folder / MENTIONS).write_text(mentions.write(self.mentions), "utf-8")
        (folder / RELATIONS).write_text(relations.write(self.relations), "utf-8")
        (folder / NUMBERS).write_text(numbers.write(self.numbers), "utf-8")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Tables for each fold, fitted without its papers, and behind them the tables fitted on all."""

    rules: tuple[Tables, ...]
    hinted: tuple[Tables, ...] = ()


def fit(gold: Sequence[Row], also: Sequence[Row], held: Held | None, *, folds: int, jobs: int) -> Fitted:
    """`also`: papers that are learnt from in every fold; paper n of the gold is kept back in fold n % folds.

    The tables of a fold know nothing of its papers, but for this: the hints and log-odds that the small regressions
    weigh for the other papers come from encoders and tables that learnt from all folds but each paper's own.
    """
    rows = [*gold, *also]
    chosen = [_without(len(gold), len(rows), folds, fold) for fold in range(folds)]
    chosen.append(frozenset(range(len(rows))))
    annotated = [chosen_ & frozenset(range(len(gold))) for chosen_ in chosen]
    with ProcessPoolExecutor(jobs) as pool:
        nothing: list[Hints | None] = [None] * len(gold)
        hints = [held.get(str(row["id"])) if held else None for row in gold]
        named = _each(pool, _named, enumerate(rows), [*hints, *[None] * len(also)])
        of_names = mentions.rule_tables(named, len(gold), chosen)
        stated = _each(pool, relations.gold_examples, enumerate(rows), [None] * len(rows))
        seen = _found(_seen, pool, gold, nothing, of_names, folds)
        of_pairs = relations.rule_tables([*stated, *seen], chosen)
        counted = numbers.fitted(_found(_numbered, pool, gold, nothing, of_names, folds), annotated)
        rules = tuple(map(Tables, of_names, relations.calibrated(seen, of_pairs, annotated), counted))
        if held is None:
            return Fitted(rules)
        own = [one for one in named if one.paper < len(gold)]
        both = mentions.stacked(own, of_names, annotated)
        found = _found(_seen, pool, gold, hints, both, folds)
        weighed = relations.stacked(found, of_pairs, annotated)
        weighed = relations.calibrated(found, weighed, annotated)
        owned = numbers.fitted(_found(_numbered, pool, gold, hints, both, folds), annotated)
        return Fitted(rules, tuple(map(Tables, both, weighed, owned)))


def _without(gold: int, every: int, folds: int, fold: int) -> frozenset[int]:
    return frozenset(number for number in range(every) if number >= gold or number % folds != fold)


def _each(
    pool: Executor,
    read: Callable[[int, Row, Hints | None], Sequence[Made]],
    rows: Iterable[tuple[int, Row]],
    hints: Sequence[Hints | None],
) -> list[Made]:
    numbers, papers = zip(*rows, strict=True)
    made = pool.map(read, numbers, papers, hints, chunksize=32)
    return [one for paper in made for one in paper]


def _found(
    read: Callable[..., Sequence[Made]],
    pool: Executor,
    gold: Sequence[Row],
    hints: Sequence[Hints | None],
    tables: Sequence[Table],
    folds: int,
) -> list[Made]:
    """What is read among the names that detection finds, each paper with the table of its own fold."""
    made: list[Made] = []
    for fold in range(folds):
        table = Weights({rule: tuple(weights) for rule, weights in tables[fold].items()})
        own = [(number, row) for number, row in enumerate(gold) if number % folds == fold]
        made += _each(pool, partial(read, table=table), own, [hints[number] for number, _ in own])
    return made


_detectors: list[Detector] = []


def detectors() -> Sequence[Detector]:
    """The installed ones, loaded once a process."""
    if not _detectors:
        _detectors.extend(registry.load_all("kg.mentions"))
    return _detectors


def _named(number: int, row: Row, hints: Hints | None) -> list[mentions.Example]:
    return mentions.examples(number, row, detectors(), hints)


def _seen(number: int, row: Row, hints: Hints | None, table: Weights) -> list[relations.Example]:
    return relations.found_examples(number, row, detectors(), hints, table)


def _numbered(number: int, row: Row, hints: Hints | None, table: Weights) -> list[numbers.Example]:
    return numbers.examples(number, row, detectors(), hints, table)

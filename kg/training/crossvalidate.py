"""Annotated papers and fitted tables in; records of papers that the tables were not fitted on out.

Each fold's papers are read with tables fitted on the papers of all other folds, and, for the extractor `best`, with the
hints of an encoder that learnt from those alone. Term lists and rules are the shipped ones: whoever wrote them has
read annotated papers, so the figures flatter still.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from gzip import open as open_gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from kg import nlp
from kg.encoder.outputs import from_row
from kg.evaluate import Row, document, row
from kg.extractors.best import Best
from kg.model import Hints
from kg.training.tables import Held, Tables

EMPTY = Hints({}, {}, {}, {})


def read_hints(path: Path) -> dict[str, Hints]:
    """Held-out hints by paper's id, as `kg train` writes them."""
    with open_gzip(path, "rb") as lines:
        return {one["id"]: from_row(one) for one in map(orjson.loads, lines)}


def held_out(gold: Sequence[Row], tables: Sequence[Tables], held: Held | None, *, jobs: int) -> list[Row]:
    """The record of each paper, in their order.

    `tables`: of each fold, in order. `held`: hints by paper; None judges by rules alone.
    """
    folds = len(tables)
    with ProcessPoolExecutor(jobs) as pool:
        made = [pool.submit(_fold, gold[fold::folds], tables[fold], held) for fold in range(folds)]
        read = [iter(one.result()) for one in made]
    return [next(read[number % folds]) for number in range(len(gold))]


def _fold(papers: Sequence[Row], tables: Tables, held: Mapping[str, Hints] | None) -> list[Row]:
    with TemporaryDirectory() as name:
        tables.write(Path(name))
        extractor = Best(Path(name))
        return [read_one(extractor, one, held) for one in papers]


def read_one(extractor: Best, one: Row, held: Held | None) -> Row:
    """A paper's record, with hints made elsewhere, or none."""
    paper = document(one)
    prose = nlp.read(paper.text)
    hints = None if held is None else held.get(str(one["id"]), EMPTY)
    return row(extractor.judge(paper, prose, extractor.votes(prose), hints))

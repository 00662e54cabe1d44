"""Annotated papers in; records of papers that the weights were not fitted on out.

Each fold's papers are read with tables of weights (of names and of relations) fitted on the papers of all other folds,
and, for the extractor `best`, with the hints of an encoder that learnt from those alone. The tables of a fold are
fitted on hints that are likewise held out, each by the encoder of its own fold. Term lists and rules are the shipped
ones: whoever wrote them has read annotated papers, so the figures flatter still.
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
from kg.extractors.best import MENTIONS, RELATIONS, Best
from kg.mentions.weights import read
from kg.model import Hints
from kg.training import mentions, relations

Held = Mapping[str, Hints]
EMPTY = Hints({}, {}, {}, {})


def read_hints(path: Path) -> dict[str, Hints]:
    """Held-out hints by paper's id, as `kg train` writes them."""
    with open_gzip(path, "rb") as lines:
        return {one["id"]: from_row(one) for one in map(orjson.loads, lines)}


def write_tables(folder: Path, papers: Sequence[Row], held: Held | None) -> None:
    """Fits both tables on these papers, names first, since relations are read among the names that stand."""
    (folder / MENTIONS).write_text(mentions.fitted(papers, held), "utf-8")
    (folder / RELATIONS).write_text(relations.fitted(papers, held, read(folder / MENTIONS)), "utf-8")


def held_out(gold: Sequence[Row], *, folds: int, held: Held | None, jobs: int) -> list[Row]:
    """The record of each paper, in their order. `held`: hints by paper; None judges by rules alone."""
    with ProcessPoolExecutor(jobs) as pool:
        made = [pool.submit(_fold, gold, fold, folds, held) for fold in range(folds)]
        found = dict(pair for one in made for pair in one.result())
    return [found[number] for number in range(len(gold))]


def _fold(gold: Sequence[Row], fold: int, folds: int, held: Held | None) -> list[tuple[int, Row]]:
    others = [one for number, one in enumerate(gold) if number % folds != fold]
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(folder, others, held)
        extractor = Best(folder)
        return [(number, read_one(extractor, one, held)) for number, one in enumerate(gold) if number % folds == fold]


def read_one(extractor: Best, one: Row, held: Held | None) -> Row:
    """A paper's record, with hints made elsewhere, or none."""
    paper = document(one)
    prose = nlp.read(paper.text)
    hints = EMPTY if held is None else held.get(str(one["id"]), EMPTY)
    return row(extractor.judge(paper, prose, extractor.votes(prose), hints))

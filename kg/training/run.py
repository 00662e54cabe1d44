"""Annotated papers in; a folder of weights, with held-out hints beside it, out: every step of training, in order.

Examples → pretraining → folds and the whole → held-out hints → graph → tables → card. Seeds are fixed; a step whose
output is in the work folder is not repeated.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from kg.encoder.model import GRAPH
from kg.errors import SettingError
from kg.files import atomic
from kg.fingerprint import fingerprint
from kg.model import Hints
from kg.training import base, processes, rows
from kg.training.papers import Papers, Row, readable
from kg.training.work import EPOCHS, FOLDS, LAYERS, READING, SHIPPED, TRAINED, Work

Say = Callable[[str], None]
CARD = "card.md"
_FOLD = "kg.training.fold"
_OWN = ("batches", "examples", "fold", "gold", "learn", "network", "prepare", "work")
_PARTS = (
    *("encoder/inputs.py", "encoder/outputs.py", "mentions", "terms", "values", "model.py", "nlp.py"),
    *(f"training/{name}.py" for name in _OWN),
)
"""The code that the networks are a function of."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How thoroughly: `folds` of cross-validation, `epochs` over the labels, `reading` the texts so many times."""

    folds: int = FOLDS
    epochs: int = EPOCHS
    reading: float = READING
    jobs: int = 2
    quiet: bool = False


def train(papers: Papers, output: Path, work: Path, settings: Settings, say: Say, *, rules: Path | None = None) -> None:
    """Writes graph, tokenizer, tables and card into `output`, everything between into `work`.

    `rules`: a folder for the tables of rules alone as well.
    Raises SettingError where a package is missing, or `work` holds steps of other papers, settings or code.
    """
    base.require(base.NETWORKS)
    files = Work(work)
    claim(files, papers, settings)
    _prepare(files, papers, settings, say)
    _learn(files, papers, settings, say)
    output.mkdir(parents=True, exist_ok=True)
    say("writing the graph")
    facts = {"papers": len(papers.scored) + len(papers.also), "epochs": settings.epochs, "reading": settings.reading}
    told = [word for name, value in facts.items() for word in ("--fact", f"{name}={value:g}")]
    processes.run([(_FOLD, str(work), "--export", str(output / GRAPH), *told)], at_once=1)
    shutil.copyfile(work / base.TOKENIZER, output / base.TOKENIZER)
    fit_tables(papers, output, held_hints(files.held, papers.scored), settings, say, rules=rules)


def fit_tables(
    papers: Papers,
    output: Path,
    held: Mapping[str, Hints] | None,
    settings: Settings,
    say: Say,
    *,
    rules: Path | None = None,
) -> None:
    """Writes the tables of a folder of weights, and its card; without hints, tables of rules alone and no card.

    `rules`: a folder for the tables of rules alone as well. Raises SettingError where a package is missing, or hints
    are given and the folder of weights has no graph.
    """
    base.require(base.TABLES)
    from kg.training import card, crossvalidate, tables

    if held is not None and not (output / GRAPH).is_file():
        raise SettingError(f"{output / GRAPH}: no such file: hints go with a folder of weights that `kg train` wrote")
    say("fitting the tables")
    gold, jobs = papers.scored, settings.jobs
    fitted = tables.fit(gold, papers.also, held, folds=settings.folds, jobs=jobs)
    for folder, own in ((rules, fitted.rules), (output, fitted.hinted or fitted.rules)):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            own[-1].write(folder)
    if held is not None:
        say("reading each paper for the card, with tables of the folds it isn't in")
        found = crossvalidate.held_out(gold, fitted.hinted[:-1], held, jobs=jobs)
        text = card.card(papers, found, output, folds=settings.folds)
        with atomic(output / CARD) as out:
            out.write(text.encode())


def held_hints(path: Path, papers: Sequence[Row]) -> dict[str, Hints]:
    """Held-out hints by paper. Raises SettingError where a paper has none: figures without them would mislead."""
    from kg.training.crossvalidate import read_hints

    if not path.is_file():
        raise SettingError(f"{path}: no such file: name the held-out hints that `kg train` wrote")
    held = read_hints(path)
    missing = [row["id"] for row in papers if row["id"] not in held]
    if missing:
        raise SettingError(
            f"{path}: no hints on {len(missing):,} of {len(papers):,} papers, among them {missing[0]!r}: "
            "learn the networks on these papers, without --tables-only"
        )
    return held


def claim(files: Work, papers: Papers, settings: Settings) -> None:
    """Takes the work folder for these inputs, unless it holds steps of others."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(fingerprint("train", parts=_PARTS, groups=("kg.mentions",)).encode())
    for row in (*papers.scored, *papers.also):
        digest.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS))
    for document in papers.texts:
        digest.update(document.text.encode() + b"\0")
    digest.update(f"{settings.folds} {settings.epochs} {settings.reading}".encode())
    if files.inputs.is_file() and files.inputs.read_text() != digest.hexdigest():
        raise SettingError(
            f"{files.folder}: holds steps of other papers, settings or code: remove it, or name another with --work"
        )
    files.folder.mkdir(parents=True, exist_ok=True)
    files.inputs.write_text(digest.hexdigest())


def _prepare(files: Work, papers: Papers, settings: Settings, say: Say) -> None:
    from kg.training import examples, prepare

    if not (files.folder / base.WEIGHTS).is_file():
        base.take(files.folder)
    if not files.texts.is_file():
        rows.write(files.texts, readable(papers))
    if not files.examples.is_file():
        everything = (*papers.scored, *papers.also)
        say(f"reading {len(everything):,} papers by the rules")
        examples.write(files.examples, prepare.examples(everything, jobs=settings.jobs))


def _learn(files: Work, papers: Papers, settings: Settings, say: Say) -> None:
    """All steps that need torch; on a GPU they share it, on a CPU one has all cores."""
    gpu = processes.has_gpu()
    at_once = settings.folds + 1 if gpu else 1
    threads = ["--threads", str(max(1, (os.cpu_count() or 1) // at_once)), *(["--quiet"] if settings.quiet else [])]
    where = "on a GPU" if gpu else "on the CPU alone, which takes days for thousands of papers"
    reading = [
        (_FOLD, str(files.folder), "--pretrain", name, "--reading", str(settings.reading), *threads)
        for name in LAYERS
        if name in TRAINED and not files.pretrained(name).is_file()
    ]
    if reading:
        say(f"reading texts without labels, {where}")
        processes.run(reading, at_once=at_once)
    plan = ["--scored", str(len(papers.scored)), "--folds", str(settings.folds), "--epochs", str(settings.epochs)]
    folds = [
        (_FOLD, str(files.folder), "--fold", str(fold), *plan, *threads)
        for fold in range(settings.folds + 1)
        if not files.made(SHIPPED, fold, settings.folds).is_file()
    ]
    if folds:
        say(f"learning {settings.folds} folds and the whole, {where}")
        processes.run(folds, at_once=at_once)
    if not files.held.is_file():
        hints = [hint for fold in range(settings.folds) for hint in rows.read(files.hints(SHIPPED, fold))]
        rows.write(files.held, sorted(hints, key=lambda hint: hint["id"]))

"""A folder of public corpora and extractors' names in; a Markdown table of what they find there, out.

usage: python -m kg.training.corpora [FOLDER] [--extractor NAME …]

`mapped` is the extractor as it is, which has learnt nothing from the corpora but names for its term lists; `retrained`
has its tables fitted anew (kg/training/corpora/transfer.py), on TDMSci's training part, and on SciREX by five-fold
cross-validation over documents. Intervals are of F1, by the bootstrap over sentences (TDMSci) and documents (SciREX).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError
from kg.evaluate import Interval, Score, intervals, totals
from kg.extractors import make
from kg.extractors.base import Extractor
from kg.extractors.best import Best
from kg.extractors.fast import Fast
from kg.training.corpora.read import SCIREX, TDMSCI, Labels, Text, scirex, tdmsci
from kg.training.corpora.score import MEASURES, counts
from kg.training.corpora.transfer import Found, Seen, as_it_is, by_folds, evidence, fitted, shipped

FOLDER = Path("../shared/reference")
EXTRACTORS = ("fast", "best")
HEAD = (
    "| corpus, label | extractor | | measure | P | R | F1 | 95 % | right | found | labelled |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts that are scored, and those to learn from; without the latter, folds of the texts learn from others."""

    name: str
    labels: Labels
    texts: Sequence[Text]
    learn: Sequence[Text] = ()


def main(
    folder: Annotated[Path, typer.Argument(help="Holds tdmsci/ and scirex/.")] = FOLDER,
    extractor: Annotated[list[str] | None, typer.Option(help="Extractors to score.")] = None,
) -> None:
    """Score extractors on public corpora."""
    try:
        for line in table(folder, extractor or EXTRACTORS):
            typer.echo(line)
    except KgError as error:
        typer.echo(error, err=True)
        raise typer.Exit(error.exit_code) from error


def table(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """The lines of the whole table. Raises SettingError for an unknown extractor, or one that can't work."""
    extractors = {name: make(name) for name in names}
    yield from HEAD
    for corpus in corpora(folder):
        for name, extractor in extractors.items():
            yield from rows(corpus, name, extractor)


def corpora(folder: Path) -> Iterator[Corpus]:
    """The corpora of a folder. Raises InputError for a file that is absent or of another form."""
    learn, texts = (tdmsci(folder / "tdmsci" / f"{part}_v2.conll") for part in ("train_1500", "test_500"))
    yield Corpus("TDMSci", TDMSCI, texts, learn)
    yield Corpus("SciREX", SCIREX, scirex(folder / "scirex" / "title_abstract_306.jsonl"))


def rows(corpus: Corpus, name: str, extractor: Extractor) -> Iterator[str]:
    """The table's rows of one extractor; an extractor that has no tables is scored as it is alone."""
    readings: dict[str, Callable[[], list[Found]]] = {
        "mapped": lambda: [as_it_is(extractor, text.document) for text in corpus.texts]
    }
    if isinstance(extractor, (Fast, Best)):
        readings["retrained"] = partial(retrained, corpus, extractor)
    for reading, found in readings.items():
        counted = [counts(text, own, corpus.labels) for text, own in zip(corpus.texts, found(), strict=True)]
        bounds = intervals(counted)
        scores = totals(counted)
        for label, measure in product(corpus.labels, MEASURES):
            key = f"{label} {measure}"
            yield f"| {corpus.name}, {label} | {name} | {reading} | {measure} | {_numbers(scores[key], bounds[key])} |"


def _numbers(score: Score, bounds: Interval) -> str:
    spread = "" if bounds.low is None or bounds.high is None else f"{bounds.low:.3f}–{bounds.high:.3f}"
    ratios = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {spread}"
    return f"{ratios} | {score.right} | {score.found} | {score.gold}"


def retrained(corpus: Corpus, extractor: Fast | Best) -> list[Found]:
    """The mentions of the texts that are scored, by tables that were fitted on others."""
    base = shipped(extractor)
    seen = _seen(extractor, corpus.texts)
    if not corpus.learn:
        return by_folds(seen, corpus.labels, base)
    reader = fitted(_seen(extractor, corpus.learn), corpus.labels, base)
    return [reader.read(text.document.text, own) for text, own in seen]


def _seen(extractor: Fast | Best, texts: Sequence[Text]) -> list[Seen]:
    return [(text, evidence(extractor, text.document)) for text in texts]


if __name__ == "__main__":
    typer.run(main)

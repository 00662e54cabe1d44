"""Annotated papers and held-out hints in; README's table of measures by data set and extractor out, as Markdown.

`make quality` runs it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.evaluate import counted, intervals
from kg.evaluate.scores import Counts
from kg.model import Document, Hints
from kg.sources import read as sources
from kg.training import base
from kg.training.markdown import LABELS, between, share, table
from kg.training.papers import Papers, papers
from kg.training.work import FOLDS

HELD = Path(__file__).parent / "held_out.jsonl.gz"
Made = Mapping[str, Mapping[str, Sequence[Counts]]]
"""Data set → extractor → the counts of each paper."""


def main(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Annotated papers.")],
    also: Annotated[
        list[Path] | None, typer.Option(help="Further annotated papers, learnt from in every fold.")
    ] = None,
    texts: Annotated[list[str] | None, typer.Option(help="Their titles and abstracts, where they lack them.")] = None,
    hints: Annotated[Path, typer.Option(help="Held-out hints on them, for the extractor `best`.")] = HELD,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = 2,
) -> None:
    """Print F1 with its 95 % interval, cross-validated, by measure, data set and extractor."""
    base.require(base.TABLES)
    from kg.training.run import held_hints

    documents = [one for one in sources.read(texts or ()) if isinstance(one, Document)]
    read = papers(gold, also or (), documents)
    for line in shown(crossvalidated(read, held_hints(hints, read.scored), jobs)):
        typer.echo(line)


def crossvalidated(read: Papers, held: Mapping[str, Hints], jobs: int) -> Made:
    """Every paper read by tables of other folds: by rules alone (`fast`), and with held-out hints (`best`)."""
    from kg.training.crossvalidate import held_out
    from kg.training.tables import fit

    fitted = fit(read.scored, read.also, held, folds=FOLDS, jobs=jobs)
    found = {
        "fast": iter(held_out(read.scored, fitted.rules[:-1], None, jobs=jobs)),
        "best": iter(held_out(read.scored, fitted.hinted[:-1], held, jobs=jobs)),
    }
    return {
        name: {extractor: counted([(row, next(rows)) for row in gold]) for extractor, rows in found.items()}
        for name, gold in read.gold.items()
    }


def shown(made: Made) -> list[str]:
    """The lines of the table; a measure that no paper has is left out."""
    cells = {(name, extractor): intervals(counts) for name, own in made.items() for extractor, counts in own.items()}
    heads = [f"{name}, {len(made[name][extractor]):,} papers: `{extractor}`" for name, extractor in cells]
    rows = []
    for measure, label in LABELS.items():
        own = [one.get(measure) for one in cells.values()]
        if any(own):
            rows.append((label, *("" if one is None else f"{share(one.f1)} ({between(one)})" for one in own)))
    return table(("F1 (95 % interval)", *heads), rows)


if __name__ == "__main__":
    typer.run(main)

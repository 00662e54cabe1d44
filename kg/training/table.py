"""Annotated papers and held-out hints in; README's table of measures by data set and extractor out, as Markdown.

`make quality` runs it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.evaluate import counted, intervals
from kg.evaluate.scores import Counts
from kg.model import Hints
from kg.training import base
from kg.training.markdown import LABELS, between, share, table
from kg.training.papers import Papers, papers
from kg.training.work import FOLDS

HELD = Path(__file__).parent / "held_out.jsonl.gz"
Made = Mapping[str, Mapping[str, Sequence[Counts]]]
"""Data set → extractor → the counts of each paper."""


def main(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Annotated papers.")],
    hints: Annotated[Path, typer.Option(help="Held-out hints on them, for the extractor `best`.")] = HELD,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = 2,
) -> None:
    """Print F1 with its 95 % interval, cross-validated, by measure, data set and extractor."""
    base.require(base.TABLES)
    from kg.training.run import held_hints

    read = papers(gold)
    for line in shown(crossvalidated(read, {"fast": None, "best": held_hints(hints, read.scored)}, jobs)):
        typer.echo(line)


def crossvalidated(read: Papers, extractors: Mapping[str, Mapping[str, Hints] | None], jobs: int) -> Made:
    """Every paper read by weights of other folds; `extractors`: their hints, None where they have none."""
    from kg.training.crossvalidate import held_out

    made: dict[str, dict[str, Sequence[Counts]]] = {name: {} for name in read.gold}
    for extractor, held in extractors.items():
        found = iter(held_out(read.scored, folds=FOLDS, held=held, jobs=jobs))
        for name, rows in read.gold.items():
            made[name][extractor] = counted([(row, next(found)) for row in rows])
    return made


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

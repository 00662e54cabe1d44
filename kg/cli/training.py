"""The command that makes the weights of extraction from annotated papers: train."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import output
from kg.cli.options import Quiet
from kg.errors import SettingError
from kg.model import Document, Skipped
from kg.sources.read import read
from kg.training.work import EPOCHS, FOLDS, READING

Files = list[Path] | None


def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Annotated papers, JSON Lines in the gold form.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="DIR", help="The folder of weights to write.", show_default=False),
    ] = None,
    also: Annotated[
        Files,
        typer.Option(
            metavar="FILE",
            help="Further annotated papers: learnt from in every fold, not scored. Title and abstract may be left to "
            "--texts.",
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Papers to read without labels, in any format that `kg build` reads."),
    ] = None,
    again: Annotated[
        Files, typer.Option(metavar="FILE", help="Second readings of papers of GOLD, for the card's agreement.")
    ] = None,
    folds: Annotated[int, typer.Option(metavar="N", min=2, help="Folds of cross-validation.")] = FOLDS,
    epochs: Annotated[int, typer.Option(metavar="N", min=1, help="Times that the labels are learnt.")] = EPOCHS,
    reading: Annotated[
        float, typer.Option(metavar="N", min=0.0, help="Times that texts are read without labels.")
    ] = READING,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes for what no GPU does; left out, all cores.")
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of intermediate files; left out, DIR.work beside the weights. Steps whose output is there are "
            "not repeated.",
            show_default=False,
        ),
    ] = None,
    tables_only: Annotated[
        bool,
        typer.Option(
            "--tables-only",
            help="Fit only the tables and card of a folder of weights, with --hints; without, tables of rules alone.",
        ),
    ] = False,
    rules: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write tables of rules alone as well, which the extractor fast reads with.",
            show_default=False,
        ),
    ] = None,
    hints: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="With --tables-only: the held-out hints on GOLD (held_out.jsonl.gz of the work folder).",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Make the weights of the extractor `best` from annotated papers: networks, tables and a model card.

    Needs `pip install 'kg[train]'`. Learning the networks takes about ten minutes on a GPU; without one, two cores
    need days, most of them for reading texts without labels. Tables alone take minutes and no GPU.

    \b
    Examples:  kg train gold.jsonl --also read.jsonl.gz --texts abstracts.jsonl.gz -o weights
               kg train gold.jsonl --tables-only --hints weights.work/held_out.jsonl.gz -o weights
    """
    from kg.training import base, run
    from kg.training.papers import papers

    if out is None:
        raise SettingError("train needs a folder for the weights: -o weights")
    if hints is not None and not tables_only:
        raise SettingError(f"--hints {hints}: only --tables-only takes hints, else they are made")
    base.require(base.TABLES if tables_only else base.NETWORKS)
    found = list(read(texts or ()))
    skipped = [one for one in found if isinstance(one, Skipped)]
    documents = [one for one in found if isinstance(one, Document)]
    read_in = papers(gold, also or (), documents, again or ())
    if len(read_in.scored) <= folds:
        raise SettingError(
            f"{len(read_in.scored)} annotated papers are too few for {folds} folds: name files with more, or fewer "
            "--folds"
        )
    settings = run.Settings(folds, epochs, reading, jobs or os.cpu_count() or 1, quiet)

    def say(line: str) -> None:
        output.note(line, quiet=quiet)

    if tables_only:
        held = None if hints is None else run.held_hints(hints, read_in.scored)
        run.fit_tables(read_in, out, held, settings, say, rules=rules)
    else:
        run.train(read_in, out, work or out.with_name(f"{out.name}.work"), settings, say, rules=rules)
    say(f"weights in {out}")
    output.leave(skipped)

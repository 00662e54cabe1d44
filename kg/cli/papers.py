"""The commands that read papers: build, extract."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import records, sample
from kg.cli import output
from kg.cli.options import (
    Aliases,
    BuildConfidence,
    ExtractorName,
    Jobs,
    Json,
    MinConfidence,
    NoAliases,
    Quiet,
    Weights,
    tables,
)
from kg.cli.resolution import note_overruled
from kg.confidence import at_least
from kg.errors import SettingError
from kg.extractors import DEFAULT
from kg.model import Document, Record, Skipped
from kg.sources.read import read

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, Extraction

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT…", help="Files, folders, or - for standard input.", show_default=False),
]
Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="NAME", help="Force a format instead of telling it from the content."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Where JSON Lines or CSV keep a field: --map title=paper_title --map abstract=text.",
    ),
]
Sample = Annotated[bool, typer.Option("--sample", help="Read the sample listing that comes with kg.")]


def build(
    inputs: Inputs = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The graph's folder.")] = Path("build/graph"),
    use_sample: Sample = False,
    format_: Format = None,
    columns: Columns = None,
    extractor: ExtractorName = DEFAULT,
    weights: Weights = None,
    min_confidence: BuildConfidence = 0.0,
    aliases: Aliases = None,
    no_aliases: NoAliases = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Build a graph: papers in; records, decisions, nodes, edges and a loaded database in DIR.

    \b
    Examples:  kg build listing.txt -o build/graph
               kg build papers/ more.jsonl.gz
               kg build listing.txt --aliases mine.tsv
               cat feed.xml | kg build -
    """
    from kg import pipeline  # spaCy takes a second to import, which other commands need not pay

    with output.progress(quiet=quiet or json) as progress:
        found = _found(inputs, use_sample=use_sample, format_=format_, columns=columns)
        report = pipeline.build(
            found,
            out,
            extractor=extractor,
            weights=weights,
            min_confidence=min_confidence,
            jobs=jobs,
            aliases=tables(aliases, none=no_aliases),
            progress=progress,
        )
    note_overruled(report)
    if json:
        output.print_json({"folder": str(report.folder), "store": report.store, **report.counts()})
    elif not quiet:
        _print_report(report)
    output.note_cost(report.cost, quiet=quiet)
    if lost := report.papers - report.nodes.get("Paper", 0):
        output.note(f"refused {output.counted(lost, 'paper')}: {out / 'refused.jsonl'} says why")
    output.leave(report.skipped, lost)


def extract(
    inputs: Inputs = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="The records file.", show_default=False)
    ] = None,
    use_sample: Sample = False,
    format_: Format = None,
    columns: Columns = None,
    extractor: ExtractorName = DEFAULT,
    weights: Weights = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Extract records: one JSON object a paper, in the gold form, with evidence on every row.

    \b
    Examples:  kg extract listing.txt -o records.jsonl
               kg extract papers.csv --map abstract=summary -o records.jsonl
               kg extract papers.csv --extractor fast -o records.jsonl
    """
    from kg import pipeline  # spaCy takes a second to import, which other commands need not pay

    if out is None:
        raise SettingError("extract needs a file for the records: -o records.jsonl")
    extraction = pipeline.Extraction(extractor, weights=weights, jobs=jobs)
    failed: list[Skipped] = []
    with output.progress(quiet=quiet) as progress:
        found = _found(inputs, use_sample=use_sample, format_=format_, columns=columns)
        documents, skipped, _ = pipeline.acquire(found, progress)
        made = _read(extraction, documents, failed, progress)
        count = records.write((at_least(record, min_confidence) for record in made), out)
    output.note_cost(extraction.summary(), quiet=quiet)
    output.note(f"{output.counted(count, 'record')} in {out}", quiet=quiet)
    output.leave((*skipped, *failed))


def _found(
    inputs: Sequence[str] | None, *, use_sample: bool, format_: str | None, columns: Sequence[str] | None
) -> Iterable[Document | Skipped]:
    if not inputs and not use_sample:
        raise SettingError("no input: name files or folders, - for standard input, or --sample")
    paths = [*(inputs or ()), *([str(sample.path())] if use_sample else ())]
    return read(paths, format=format_, columns=_columns(columns or ()))


def _columns(pairs: Sequence[str]) -> dict[str, str] | None:
    columns: dict[str, str] = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not (field and sign and column):
            raise SettingError(f"--map {pair!r} is not FIELD=COLUMN, such as title=paper_title")
        columns[field] = column
    return columns or None


def _read(
    extraction: "Extraction", documents: Sequence[Document], failed: list[Skipped], progress: output.Report
) -> Iterator[Record]:
    """The records of documents; those that have none are added to `failed`. Raises InputError where all have none."""
    from kg import pipeline

    for found in output.watched(extraction.read(documents), len(documents), progress):
        if isinstance(found, Skipped):
            failed.append(found)
        else:
            yield found
    if len(failed) == len(documents):
        raise pipeline.no_paper("could be read", failed)


def _print_report(report: "BuildReport") -> None:
    read = {
        "entries": report.entries,
        "papers": report.papers,
        "read anew": report.extracted,
        "skipped": len(report.skipped),
        "mentions": report.mentions,
        **({"judgements": report.judged} if report.judged else {}),
    }
    output.print_counts(
        {
            "read": read,
            "facts": report.facts,
            "entities": report.entities,
            "nodes": report.nodes,
            "edges": report.edges,
            "refused rows": report.refused,
        }
    )
    output.note(f"graph in {report.folder} (store {report.store}): ask it with `kg query --graph {report.folder}`")

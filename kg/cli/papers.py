"""The commands that read papers: build, extract, evaluate."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import evaluate as evaluation
from kg import records, sample
from kg.cli import output
from kg.cli.output import Exit
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
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        help="Processes for extraction (llm: requests at once); left out, all cores for large inputs.",
    ),
]
ExtractorName = Annotated[
    str,
    typer.Option(
        "--extractor",
        "-x",
        metavar="NAME",
        help="What reads the papers: fast (rules alone) or another one that is installed.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no counts; errors are still said.")]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]
Sample = Annotated[bool, typer.Option("--sample", help="Read the sample listing that comes with kg.")]


def build(
    inputs: Inputs = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The graph's folder.")] = Path("build/graph"),
    use_sample: Sample = False,
    format_: Format = None,
    columns: Columns = None,
    extractor: ExtractorName = DEFAULT,
    jobs: Jobs = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Build a graph: papers in; records, decisions, nodes, edges and a loaded database in DIR.

    \b
    Examples:  kg build listing.txt -o build/graph
               kg build papers/ more.jsonl.gz
               cat feed.xml | kg build -
    """
    from kg import pipeline  # spaCy takes a second to import, which other commands need not pay

    with output.progress(quiet=quiet or json) as progress:
        found = _found(inputs, use_sample=use_sample, format_=format_, columns=columns)
        report = pipeline.build(found, out, extractor=extractor, jobs=jobs, progress=progress)
    if json:
        output.print_json({"folder": str(report.folder), "store": report.store, **report.counts()})
    elif not quiet:
        _print_report(report)
    _note_cost(report.cost, quiet=quiet)
    if lost := report.papers - report.nodes.get("Paper", 0):
        output.note(f"refused {output.counted(lost, 'paper')}: {out / 'refused.jsonl'} says why")
    _leave(report.skipped, lost)


def extract(
    inputs: Inputs = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="The records file.", show_default=False)
    ] = None,
    use_sample: Sample = False,
    format_: Format = None,
    columns: Columns = None,
    extractor: ExtractorName = DEFAULT,
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
    extraction = pipeline.Extraction(extractor, jobs=jobs)
    failed: list[Skipped] = []
    with output.progress(quiet=quiet) as progress:
        found = _found(inputs, use_sample=use_sample, format_=format_, columns=columns)
        documents, skipped, _ = pipeline.acquire(found, progress)
        count = records.write(_read(extraction, documents, failed, progress), out)
    _note_cost(extraction.summary(), quiet=quiet)
    output.note(f"{output.counted(count, 'record')} in {out}", quiet=quiet)
    _leave((*skipped, *failed))


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Annotated papers, JSON Lines in the gold form.")],
    found: Annotated[
        Path | None,
        typer.Option("--records", metavar="FILE", help="Score these records instead of extracting anew."),
    ] = None,
    extractor: ExtractorName = DEFAULT,
    jobs: Jobs = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Score extraction against annotated papers: precision, recall and F1 by type.

    \b
    Examples:  kg evaluate gold.jsonl
               kg evaluate gold.jsonl --records records.jsonl --json
    """
    from kg import pipeline  # spaCy takes a second to import, which other commands need not pay

    rows = [row for path in gold for row in evaluation.read_gold(path)]
    failed: list[Skipped] = []
    if found is None:
        extraction = pipeline.Extraction(extractor, jobs=jobs)
        with output.progress(quiet=quiet or json) as progress:
            documents = [evaluation.document(row) for row in rows]
            made = list(_counted(extraction.read(documents), len(documents), progress))
        pairs = [
            (row, {} if isinstance(one, Skipped) else evaluation.row(one)) for row, one in zip(rows, made, strict=True)
        ]
        failed = [one for one in made if isinstance(one, Skipped)]
        absent = len(failed)
        _note_cost(extraction.summary(), quiet=quiet)
    else:
        pairs, absent = evaluation.pair(rows, map(evaluation.row, records.read(found)))
    scores = evaluation.score(pairs)
    if json:
        output.print_json({"papers_without_record": absent, "measures": evaluation.rounded(scores)})
    else:
        table = [
            (name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.found), str(s.gold))
            for name, s in scores.items()
        ]
        output.print_table(("measure", "precision", "recall", "F1", "found", "gold"), table, numbers=5)
        if absent:
            output.note(f"papers without a record: {absent}")
    _leave(failed)


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

    for found in _counted(extraction.read(documents), len(documents), progress):
        if isinstance(found, Skipped):
            failed.append(found)
        else:
            yield found
    if len(failed) == len(documents):
        raise pipeline.no_paper("could be read", failed)


def _counted(made: Iterable[Record | Skipped], total: int, progress: output.Report) -> Iterator[Record | Skipped]:
    progress("extraction", 0, total)
    for done, one in enumerate(made, 1):
        yield one
        progress("extraction", done, total)


def _note_cost(cost: str | None, *, quiet: bool) -> None:
    if cost is not None:
        output.note(cost, quiet=quiet)


def _print_report(report: "BuildReport") -> None:
    read = {
        "entries": report.entries,
        "papers": report.papers,
        "read anew": report.extracted,
        "skipped": len(report.skipped),
        "mentions": report.mentions,
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


def _leave(skipped: Sequence[Skipped], refused: int = 0) -> None:
    output.report_skipped(skipped)
    if skipped or refused:
        raise typer.Exit(Exit.PARTIAL)

"""The command that scores extraction against annotated papers: evaluate."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import evaluate as evaluation
from kg import records
from kg.cli import output
from kg.cli.options import ExtractorName, Jobs, Json, MinConfidence, Quiet, Weights
from kg.cli.scores import Report
from kg.confidence import at_least
from kg.errors import SettingError
from kg.evaluate import Row
from kg.extractors import DEFAULT
from kg.model import Skipped

if TYPE_CHECKING:
    from kg.pipeline import Extraction


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Annotated papers, JSON Lines in the gold form.")],
    found: Annotated[
        Path | None,
        typer.Option("--records", metavar="FILE", help="Score these records instead of extracting anew."),
    ] = None,
    extractor: ExtractorName = DEFAULT,
    weights: Weights = None,
    min_confidence: MinConfidence = 0.0,
    errors: Annotated[
        bool, typer.Option("--errors", help="Count the errors by kind, and show some of each with their sentences.")
    ] = False,
    errors_type: Annotated[
        str | None,
        typer.Option(
            metavar="TYPE",
            help="Only errors in an entity type, a relation, or parameters, tokens, hardware, links.",
            show_default=False,
        ),
    ] = None,
    examples: Annotated[int, typer.Option(metavar="N", min=0, help="Errors shown of each kind.")] = 5,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Show how well the confidences tell what is right.")
    ] = False,
    jobs: Jobs = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Score extraction against annotated papers: precision, recall and F1 by type, F1 with its 95 % interval.

    \b
    Examples:  kg evaluate gold.jsonl
               kg evaluate gold.jsonl --records records.jsonl --json
               kg evaluate gold.jsonl --errors --examples 20 --errors-type TRAINED_ON
               kg evaluate gold.jsonl --calibration
    """
    _check_type(errors_type)
    if found is not None and weights is not None:
        raise SettingError(f"--weights {weights}: --records {found} are read already: leave one out")
    rows = [row for path in gold for row in evaluation.read_gold(path)]
    failed: list[Skipped] = []
    if found is None:
        from kg import pipeline  # spaCy takes a second to import, which scoring records need not pay

        extraction = pipeline.Extraction(extractor, weights=weights, jobs=jobs)
        pairs = _extracted(rows, extraction, min_confidence, failed, quiet=quiet, json=json)
        absent = len(failed)
    else:
        sure = (at_least(record, min_confidence) for record in records.read(found))
        pairs, absent = evaluation.pair(rows, map(evaluation.row, sure))
    report = Report(pairs, absent, calibrated=calibration, errors=errors or errors_type is not None, only=errors_type)
    if json:
        output.print_json(report.as_json(examples))
    else:
        report.print(examples)
    output.leave(failed)


def _check_type(name: str | None) -> None:
    known = evaluation.mistakes.known_types()
    if name is not None and name not in known:
        raise SettingError(f"--errors-type {name!r} is no type: known are {', '.join(known)}")


def _extracted(
    rows: Sequence[Row],
    extraction: "Extraction",
    min_confidence: float,
    failed: list[Skipped],
    *,
    quiet: bool,
    json: bool,
) -> list[tuple[Row, Row]]:
    """Each gold row with what is extracted from its text; a paper that can't be read is added to `failed`."""
    pairs: list[tuple[Row, Row]] = []
    with output.progress(quiet=quiet or json) as progress:
        documents = [evaluation.document(row) for row in rows]
        for row, one in zip(rows, output.watched(extraction.read(documents), len(documents), progress), strict=True):
            if isinstance(one, Skipped):
                failed.append(one)
                pairs.append((row, {}))
            else:
                pairs.append((row, evaluation.row(at_least(one, min_confidence))))
    output.note_cost(extraction.summary(), quiet=quiet)
    return pairs

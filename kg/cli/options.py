"""Options that several commands have, each said once."""

from pathlib import Path
from typing import Annotated

import typer

from kg.confidence import checked
from kg.errors import SettingError

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
        help="What reads the papers: best (rules and a trained encoder), fast (rules alone), llm (the endpoint of "
        "KG_LLM_URL and KG_LLM_MODEL), or another one that is installed.",
    ),
]
Weights = Annotated[
    Path | None,
    typer.Option(
        "--weights",
        metavar="DIR",
        help="Read with the weights that `kg train` wrote there instead of the shipped ones (best).",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no counts; errors are still said.")]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


def _confidence(value: str | float) -> float:
    try:
        return checked(float(value))
    except (SettingError, ValueError) as error:
        raise SettingError(
            f"--min-confidence {value}: give a number from 0 (all) to 1 (only what is certain)"
        ) from error


MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="X",
        parser=_confidence,
        help="Leave out what is less sure, and what names it: from 0 (all) to 1 (only what is certain).",
    ),
]
BuildConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="X",
        parser=_confidence,
        help="Leave out of the graph what is less sure (0 to 1). The records keep it, so that another X needs no new "
        "extraction.",
    ),
]

"""Options that several commands have, each said once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.confidence import checked
from kg.errors import SettingError
from kg.model import ENTITY_TYPES, MentionType

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
Aliases = Annotated[
    list[Path] | None,
    typer.Option(
        "--aliases",
        metavar="FILE",
        help="A table of what is the same and what is different: tabs between type, name, verdict, other and why. May "
        "be given several times; left out, the tables that DIR was built with hold.",
        show_default=False,
    ),
]
NoAliases = Annotated[bool, typer.Option("--no-aliases", help="Forget the tables that the graph was built with.")]
Most = Annotated[int, typer.Option("--limit", metavar="N", min=0, help="At most so many of each are shown.")]
All = Annotated[bool, typer.Option("--all", help="Show all of them.")]
Json = Annotated[bool, typer.Option("--json", help="The result as JSON on standard output.")]


def tables(aliases: Sequence[Path] | None, *, none: bool) -> Sequence[Path] | None:
    """The tables given, () for none, None for those that hold. Raises SettingError for both options at once."""
    if aliases and none:
        raise SettingError(f"--aliases {aliases[0]} and --no-aliases: leave one out")
    return () if none else aliases or None


def _entity_type(value: str | MentionType) -> MentionType:
    for kind in ENTITY_TYPES:
        if value.lower() == kind.value.lower():
            return kind
    raise SettingError(f"--type {value}: known are {', '.join(ENTITY_TYPES)}")


EntityType = Annotated[
    MentionType | None,
    typer.Option(
        "--type",
        "-t",
        metavar="TYPE",
        parser=_entity_type,
        help="The type in which names are looked up: Model, Dataset, Method, Hardware or Organization.",
        show_default=False,
    ),
]


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

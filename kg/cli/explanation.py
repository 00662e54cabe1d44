"""The commands that say why a graph is as it is: conflicts."""

from typing import Annotated

import typer

from kg.cli import output
from kg.cli.graphs import Folder, GraphOption, place
from kg.cli.options import All, Json, MinConfidence, Most
from kg.graph.confidence import at_least
from kg.graph.conflicts import Conflict
from kg.graph.conflicts import conflicts as find_conflicts
from kg.graph.files import read as read_graph

SENTENCES = 3
"""Shown of each value; --json has all."""
LONGEST = 300
"""Code points of a sentence in a table."""


def conflicts(
    folder: Folder = None,
    graph: GraphOption = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Only parameters, active-parameters, tokens, outperforms, developed-by or introduced-by. May be given "
            "several times.",
            show_default=False,
        ),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    most: Most = 10,
    all_: All = False,
    json: Json = False,
) -> None:
    """List what papers disagree on, with their sentences: sizes, tokens, who beats whom, makers, who introduced it.

    A paper that states several values lists a series' sizes, and disagrees with none. Two papers that introduce one
    thing may well mean two: `kg judge` parts them.

    \b
    Examples:  kg conflicts build/graph
               kg conflicts build/graph --kind parameters --kind tokens --json
    """
    found = find_conflicts(at_least(read_graph(place(folder, graph)), min_confidence), kinds or ())
    if json:
        output.print_json([_row(one) for one in found])
        return
    by_kind: dict[str, list[Conflict]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one)
    for some in by_kind.values():
        for one in some if all_ else some[:most]:
            _print(one)
    counts = ", ".join(f"{kind} {len(some):,}" for kind, some in by_kind.items())
    output.note(output.counted(len(found), "conflict") + (f" ({counts})" if counts else ""))
    if not all_ and any(len(some) > most for some in by_kind.values()):
        output.note(f"at most {most:,} of each kind are shown: --all shows them all")


def _print(conflict: Conflict) -> None:
    output.print_heading(f"{conflict.kind}: {', '.join(conflict.ids)}")
    rows: list[tuple[str, ...]] = []
    for value in conflict.values:
        said = f"{value.value} ({output.counted(len(value.support), 'paper') if value.support else 'by its name'})"
        shown = value.support[:SENTENCES]
        for number, one in enumerate(shown):
            rows.append((said if number == 0 else "", one.paper, f"{one.confidence:.2f}", _short(one.quote)))
        if not shown:
            rows.append((said, "", "", ""))
    output.print_table(("said", "by", "sure", "sentence"), rows)


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _row(one: Conflict) -> dict[str, object]:
    return {
        "kind": one.kind,
        "ids": one.ids,
        "names": one.names,
        "values": [
            {"value": each.value, "weight": round(each.weight, 4), "support": each.support} for each in one.values
        ],
    }

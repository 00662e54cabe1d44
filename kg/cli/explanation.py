"""The commands that say why a graph is as it is: why, conflicts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import output
from kg.cli.graphs import DEFAULT, Folder, GraphAlone, GraphOption, place
from kg.cli.options import All, EntityType, Json, MinConfidence, Most
from kg.graph.confidence import at_least
from kg.graph.conflicts import Conflict
from kg.graph.conflicts import conflicts as find_conflicts
from kg.graph.files import read as read_graph

if TYPE_CHECKING:
    from kg.entities.changes import Named
    from kg.entities.explain import Explanation

PAPERS = 2
"""Named of each spelling; --json has all."""
SENTENCES = 3
"""Shown of each value; --json has all."""
LONGEST = 300
"""Code points of a sentence in a table."""


def why(
    reference: Annotated[str, typer.Argument(metavar="NAME|ID", help="What a paper calls it, or a node's id.")],
    graph: GraphAlone = DEFAULT,
    kind: EntityType = None,
    most: Most = 10,
    all_: All = False,
    json: Json = False,
) -> None:
    """Explain a node: its spellings, in which papers they stand and what joined them, and what it isn't, and why not.

    A name that means several things explains each of them.

    \b
    Examples:  kg why model/llama-2-7b -g build/graph
               kg why "Llama 2" --json
    """
    from kg.pipeline.explain import explain

    found = explain(graph, reference, kind=kind)
    if json:
        output.print_json(found)
        return
    for one in found:
        _print_explanation(one, None if all_ else most)
    if len(found) > 1:
        output.note(f"{reference!r} means {len(found):,} things")


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

    A paper that states several values lists a series' sizes, and disagrees with none; the size in a model's name is a
    statement too. Two papers that introduce one
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


def _print_explanation(one: "Explanation", most: int | None) -> None:
    sense = f" ({one.sense})" if one.sense else ""
    output.print_heading(f"{one.id}: the {one.type.value.lower()} {one.name}{sense}")
    papers, mentions = output.counted(one.papers, "paper"), output.counted(one.mentions, "mention")
    output.print_line(f"{mentions} in {papers}" if one.papers else "no paper names it alone")
    rows = [
        (
            each.spelling,
            f"{each.mentions:,}",
            f"{len(each.papers):,}",
            _joined(each.rule, each.score),
            _few(each.papers),
        )
        for each in one.spellings
    ]
    _print_rows(("spelling", "mentions", "papers", "joined by (score)", "papers"), rows, most)
    for rule, says in sorted({(each.rule, each.says) for each in one.spellings if each.rule and each.says}):
        output.print_line(f"{rule}: {says}")
    if one.series is not None:
        output.print_line(f"variant of: {_thing(one.series)}")
    if one.variants:
        shown = one.variants[:most]
        more = f", and {len(one.variants) - len(shown):,} more" if len(shown) < len(one.variants) else ""
        output.print_line(f"its variants: {', '.join(map(_thing, shown))}{more}")
    if one.apart:
        output.print_heading("Nearest, and another thing")
        proposed = any(each.rule for each in one.apart)
        apart = [
            (
                each.thing.id,
                each.thing.name,
                f"{each.thing.papers:,}",
                *([each.rule or ""] if proposed else []),
                each.reason,
            )
            for each in one.apart
        ]
        output.print_table(("id", "name", "papers", *(["proposed by"] if proposed else []), "stays apart by"), apart)


def _print_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int | None) -> None:
    output.print_table(columns, rows[:most])
    if most is not None and len(rows) > most:
        output.note(f"… and {len(rows) - most:,} more: --all shows them")


def _joined(rule: str | None, score: float | None) -> str:
    return "" if rule is None else f"{rule} ({score:.2f})"


def _few(papers: tuple[str, ...]) -> str:
    more = f", … ({len(papers) - PAPERS:,} more)" if len(papers) > PAPERS else ""
    return ", ".join(papers[:PAPERS]) + more


def _thing(one: "Named") -> str:
    return f"{one.id} ({output.counted(one.papers, 'paper')})"


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

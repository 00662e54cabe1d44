"""The commands that decide what is one thing, and say what that changed: resolve, diff, judge."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import output
from kg.cli.changes import as_json, print_changes
from kg.cli.graphs import DEFAULT, Folder, GraphAlone, GraphOption, place
from kg.cli.options import Aliases, All, EntityType, Json, Most, NoAliases, Quiet, tables
from kg.errors import SettingError

if TYPE_CHECKING:
    from kg.entities.judgement import Judgement
    from kg.pipeline import BuildReport


def resolve(
    folder: Folder = None,
    graph: GraphOption = None,
    aliases: Aliases = None,
    no_aliases: NoAliases = False,
    most: Most = 10,
    all_: All = False,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Decide anew what is one thing, from the facts in DIR: nothing is read or extracted. Says what changed.

    Judgements (`kg judge`) and alias tables are obeyed; without --aliases, those that DIR was built with.

    \b
    Examples:  kg resolve build/graph
               kg resolve build/graph --aliases mine.tsv --json
    """
    from kg import pipeline

    with output.progress(quiet=quiet or json) as progress:
        report = pipeline.resolve(place(folder, graph), aliases=tables(aliases, none=no_aliases), progress=progress)
    note_overruled(report)
    if json:
        told = None if report.changes is None else as_json(report.changes)
        output.print_json({"folder": str(report.folder), "store": report.store, **report.counts(), "changes": told})
        return
    if quiet:
        return
    if report.changes is None:
        output.note("the decisions before can't be read, so what changed isn't known")
    elif report.changes:
        print_changes(report.changes, most=None if all_ else most)
    judged = f", {output.counted(report.judged, 'judgement')} read" if report.judged else ""
    output.note(
        f"{'resolved' if report.changes is None or report.changes else 'resolved, and nothing changed'}: "
        f"{sum(report.entities.values()):,} entities of {output.counted(report.papers, 'paper')}{judged} "
        f"(store {report.store})"
    )


def note_overruled(report: "BuildReport") -> None:
    """Names each judgement that another one kept from being followed: silence would look like obedience."""
    for one in report.overruled:
        output.note(f"not followed: {one.rule} that {one.one} and {one.other} are one, held apart by: {one.reason}")


def diff(
    old: Annotated[Path, typer.Argument(metavar="DIR1", help="A graph's folder.")],
    new: Annotated[Path, typer.Argument(metavar="DIR2", help="Another one: what is different there?")],
    most: Most = 10,
    all_: All = False,
    json: Json = False,
) -> None:
    """Say what became of the things of one graph in another: merged, split, appeared, gone, renamed.

    Papers that both graphs hold decide what was merged or split. A moved edge neither appeared nor went.

    \b
    Examples:  kg diff build/before build/graph
               kg diff build/before build/graph --all --json
    """
    from kg.pipeline.compare import compare

    found = compare(old, new)
    if json:
        output.print_json(as_json(found.changes, found.edges))
    else:
        print_changes(found.changes, found.edges, most=None if all_ else most)
        if not found:
            output.note("no difference")


def judge(
    a: Annotated[str | None, typer.Argument(metavar="A", help="A node's id, or a name.", show_default=False)] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another one.", show_default=False)] = None,
    same: Annotated[
        bool | None, typer.Option("--same/--different", help="Whether the two are one thing.", show_default=False)
    ] = None,
    graph: GraphAlone = DEFAULT,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why, to be kept with it.", show_default=False)] = "",
    kind: EntityType = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the judgements that are stored.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take back what was judged of A and B.")] = False,
    json: Json = False,
) -> None:
    """Say that two names are one thing, or are not. It is kept apart from the facts, and every later build obeys.

    NAME@DOCUMENT means what one paper calls so, where papers mean two things by a name.

    \b
    Examples:  kg judge "LLaMA 2" model/llama-2 --same -g build/graph
               kg judge HALO Halo --different --why "a benchmark, and a method"
               kg judge TACO@arxiv:2505.01234 TACO@arxiv:2506.04321 --different
               kg judge HALO Halo --remove
               kg judge --list
    """
    from kg.pipeline import judging
    from kg.pipeline.given import stored

    if list_:
        judging.read_decisions(graph)
        _list(stored(graph), json=json)
        return
    if a is None or b is None or (same is None) is not remove:
        raise SettingError("judge needs two names or ids, and one of --same, --different and --remove; or --list alone")
    if remove:
        taken = judging.take_back(graph, a, b)
        _report([f"taken back: {_said(one)}" for one in taken], graph, {"removed": [_row(one) for one in taken]}, json)
        return
    found = judging.judge(graph, a, b, same=bool(same), why=why, kind=kind)
    lines = [f"stored: {_said(found.judgement)}"]
    if found.replaced is not None:
        lines.append(f"instead of: {_said(found.replaced)}")
    if found.judgement.same is (found.ids[0] == found.ids[1]):
        lines.append(f"that is so already ({' and '.join(dict.fromkeys(found.ids))}), and stays so")
    told = {"judgement": _row(found.judgement), "replaced": found.replaced and _row(found.replaced), "ids": found.ids}
    _report(lines, graph, told, json)


def _report(lines: Sequence[str], graph: Path, told: dict[str, Any], json: bool) -> None:
    if json:
        output.print_json(told)
        return
    for line in lines:
        output.note(line)
    output.note(f"every build of {graph} obeys from now on; `kg resolve {graph}` applies it at once")


def _list(judgements: Sequence["Judgement"], *, json: bool) -> None:
    if json:
        output.print_json([_row(one) for one in judgements])
    else:
        rows = [tuple(_row(one).values()) for one in judgements]
        output.print_table(("type", "name", "verdict", "other", "why"), rows)
        output.note(output.counted(len(rows), "judgement"))


def _said(one: "Judgement") -> str:
    a, b = one.names
    verdict = "are the same" if one.same else "are different"
    return f"{one.kind.value} {a!r} and {b!r} {verdict}{f' ({one.why})' if one.why else ''}"


def _row(one: "Judgement") -> dict[str, str]:
    a, b = one.names
    return {"type": one.kind.value, "name": a, "verdict": one.verdict, "other": b, "why": one.why}

"""What differs between two graphs, in; tables for a person, or plain values for JSON, out."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from kg.cli import output
from kg.entities.changes import Changes, Joined, Named
from kg.graph.changes import EdgeChanges

ARROW = "→"


def as_json(changes: Changes, edges: Iterable[EdgeChanges] = ()) -> dict[str, Any]:
    """All of it as plain values."""
    both, old, new = changes.papers
    return {
        "papers": {"both": both, "old_alone": old, "new_alone": new},
        **{name: [asdict(one) for one in found] for name, found in _groups(changes)},
        "renamed": [{"old": asdict(old), "new": asdict(new)} for old, new in changes.renamed],
        "edges": {one.type: {"appeared": one.appeared, "gone": one.gone} for one in edges},
    }


def print_changes(changes: Changes, edges: Sequence[EdgeChanges] = (), *, most: int | None) -> None:
    """Counts, then at most so many of each (None: all)."""
    both, old, new = changes.papers
    output.print_counts(
        {
            "papers": {"in both": both, "in the old alone": old, "in the new alone": new},
            "entities": {name: len(found) for name, found in (*_groups(changes), ("renamed", changes.renamed))},
            "edges appeared": {one.type: one.appeared for one in edges if one.appeared},
            "edges gone": {one.type: one.gone for one in edges if one.gone},
        }
    )
    _print("Merged: one now, several before", ("now", "before", "by"), _joined(changes.merged), most)
    _print("Split: one before, several now", ("before", "now", "was by"), _joined(changes.split), most)
    _print("Appeared", ("id", "name", "papers"), map(_named, changes.appeared), most)
    _print("Gone", ("id", "name", "papers"), map(_named, changes.gone), most)
    _print("Renamed: the same, under another id", ("before", "now"), ((a.id, b.id) for a, b in changes.renamed), most)


def _groups(changes: Changes) -> tuple[tuple[str, Sequence[Joined] | Sequence[Named]], ...]:
    return (
        ("merged", changes.merged),
        ("split", changes.split),
        ("appeared", changes.appeared),
        ("gone", changes.gone),
    )


def _print(heading: str, columns: Sequence[str], rows: Iterable[Sequence[str]], most: int | None) -> None:
    all_rows = list(rows)
    shown = all_rows if most is None else all_rows[:most]
    if not shown:
        return
    output.print_heading(heading)
    output.print_table(columns, shown, numbers=1 if columns[-1] == "papers" else 0)
    if len(all_rows) > len(shown):
        output.note(f"… and {len(all_rows) - len(shown):,} more: --all shows them")


def _joined(found: Iterable[Joined]) -> Iterable[Sequence[str]]:
    """A row for each part; the whole stands beside the first."""
    for one in found:
        parts = "\n".join(f"{part.id} ({part.papers:,})" for part in one.parts)
        yield f"{one.whole.id} ({one.whole.papers:,})", parts, "\n".join(part.rule for part in one.parts)


def _named(one: Named) -> Sequence[str]:
    return one.id, one.name, f"{one.papers:,}"

"""Two graphs in; how many edges of each type only one of them has, out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Edge

_OWN = ("role", "url", "purpose", "deviceCount", "active")
"""Properties that make two edges of one type, ends and place two statements."""


@dataclass(frozen=True, slots=True)
class EdgeChanges:
    """Edges of one type that the new graph has and the old has not, and the other way round."""

    type: str
    appeared: int
    gone: int


def edge_changes(
    old: Iterable[Edge], new: Iterable[Edge], things: tuple[Mapping[str, str], Mapping[str, str]]
) -> tuple[EdgeChanges, ...]:
    """By type, sorted, without those that nothing happened to.

    `things` gives the ends of the old and of the new edges a common name (kg/entities/changes.py): an edge that only
    went along with its node, as that was merged, parted or named anew, neither came nor went.
    """
    before = {_statement(edge, things[0]) for edge in old}
    after = {_statement(edge, things[1]) for edge in new}
    appeared, gone = (Counter(one[0] for one in some) for some in (after - before, before - after))
    return tuple(EdgeChanges(kind, appeared[kind], gone[kind]) for kind in sorted({*appeared, *gone}))


def _statement(edge: Edge, things: Mapping[str, str]) -> tuple[str, ...]:
    """What says that two edges are one: the type, ends and place, and what is particular to the type."""
    place = (str(edge.properties[name]) for name in ("paper", "start", "end"))
    own = (str(edge.properties.get(name, "")) for name in _OWN)
    source, target = (things.get(end, end) for end in (edge.source, edge.target))
    return (edge.type, source, target, *place, *own)

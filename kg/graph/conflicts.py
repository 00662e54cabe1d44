"""A graph in; what its papers disagree on, with each value's sentences, out.

A paper that states several values of one thing (the sizes of a series) speaks for none of them, a series whose sizes
are models of their own has no number that could be disputed, and a range disputes nothing that lies in it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias, cast

from kg.errors import SettingError
from kg.graph.things import short
from kg.model import Edge, Graph, Node
from kg.values.model_name import parse
from kg.values.name import normal


@dataclass(frozen=True, slots=True, order=True)
class Support:
    """A paper's sentence that says so, and how sure we are that it does (0 to 1)."""

    paper: str
    title: str
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Value:
    """One of the things said; `support`: one sentence a paper, the surest first. None where the name says it."""

    value: str
    support: tuple[Support, ...]

    @property
    def weight(self) -> float:
        """The sum of confidences, one a paper; what a name says counts as one."""
        return sum(one.confidence for one in self.support) if self.support else 1.0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nodes (ids, names) of which papers say different things; the weightiest value first."""

    kind: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def weight(self) -> float:
        """That of the second value: how much speaks against the first."""
        return self.values[1].weight


def conflicts(graph: Graph, kinds: Iterable[str] = ()) -> tuple[Conflict, ...]:
    """By kind in the order of KINDS (all where none is named), the weightiest first. Raises SettingError for others."""
    wanted = set(kinds) or set(KINDS)
    if unknown := sorted(wanted - set(KINDS)):
        raise SettingError(f"{unknown[0]!r} is no kind of conflict: known are {', '.join(KINDS)}")
    view = _View(graph)
    found = (find(view, kind) for kind, find in KINDS.items() if kind in wanted)
    return tuple(
        conflict for some in found for conflict in sorted(some, key=lambda one: (-one.weight, one.ids, one.kind))
    )


@dataclass(frozen=True)
class _View:
    graph: Graph

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.graph.nodes}

    @cached_property
    def edges(self) -> Mapping[str, Sequence[Edge]]:
        """By type."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.graph.edges:
            found[edge.type].append(edge)
        return found

    @cached_property
    def series(self) -> frozenset[str]:
        """What has variants."""
        return frozenset(edge.target for edge in self.edges.get("VARIANT_OF", ()))

    def of(self, kind: str) -> Mapping[str, Sequence[Edge]]:
        """The edges of a type by source."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges.get(kind, ()):
            found[edge.source].append(edge)
        return found

    def name(self, id: str) -> str:
        properties = self.nodes[id].properties
        return str(properties.get("name") or properties.get("title") or id)

    def support(self, edges: Iterable[Edge]) -> tuple[Support, ...]:
        """Each paper's surest sentence; two papers of one title are one."""
        said = sorted((self._support(edge) for edge in edges), key=lambda one: (-one.confidence, one.paper, one.quote))
        first: dict[str, Support] = {}
        for one in said:
            first.setdefault(normal(one.title) or one.paper, one)
        return tuple(first.values())

    def _support(self, edge: Edge) -> Support:
        paper, confidence = str(edge.properties["paper"]), edge.properties["confidence"]
        sure = float(confidence) if isinstance(confidence, int | float) else 0.0
        return Support(paper, self.name(paper), str(edge.properties["quote"]), sure)

    def conflict(self, kind: str, ids: tuple[str, ...], said: Iterable[tuple[str, Sequence[Edge]]]) -> Conflict:
        values = [Value(value, self.support(edges)) for value, edges in said]
        ordered = sorted(values, key=lambda one: (-one.weight, one.value))
        return Conflict(kind, ids, tuple(self.name(id) for id in ids), tuple(ordered))


def _parameters(view: _View, kind: str) -> Iterator[Conflict]:
    """Two counts for one model; what its name says is one of them."""
    for id, edges in view.of("HAS_PARAMETER_COUNT").items():
        size = parse(view.name(id)).parameters if view.nodes[id].type == "Model" else None
        yield from _numbers(view, kind, id, [edge for edge in edges if not edge.properties.get("active")], size)


def _active(view: _View, kind: str) -> Iterator[Conflict]:
    for id, edges in view.of("HAS_PARAMETER_COUNT").items():
        yield from _numbers(view, kind, id, [edge for edge in edges if edge.properties.get("active")])


def _tokens(view: _View, kind: str) -> Iterator[Conflict]:
    for id, edges in view.of("HAS_TOKEN_COUNT").items():
        yield from _numbers(view, kind, id, edges)


def _numbers(view: _View, kind: str, id: str, edges: Sequence[Edge], named: int | None = None) -> Iterator[Conflict]:
    """`named`: the number that the node's name gives; a paper that writes it so states no second one."""
    if id in view.series:
        return
    bounds = {edge.target: _bounds(view.nodes[edge.target]) for edge in edges}
    repeated = [edge for edge in edges if bounds[edge.target] == (named, named)]
    said = _one_a_paper(edge for edge in edges if edge not in repeated)
    stated = [*([] if named is None else [(named, named)]), *(bounds[target] for target in said)]
    if stated and max(low for low, _ in stated) > min(high for _, high in stated):
        values: dict[str, list[Edge]] = {} if named is None else {short(named): repeated}
        for target, found in said.items():
            values.setdefault(view.name(target), []).extend(found)
        yield view.conflict(kind, (id,), values.items())


def _developed(view: _View, kind: str) -> Iterator[Conflict]:
    """Two makers of one model; several that one paper names made it together."""
    for id, edges in view.of("DEVELOPED_BY").items():
        said = _one_a_paper(edges)
        if view.nodes[id].type == "Model" and len(said) > 1:
            yield view.conflict(kind, (id,), ((view.name(target), found) for target, found in said.items()))


def _introduced(view: _View, kind: str) -> Iterator[Conflict]:
    """Two papers that introduce one thing."""
    by_target: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in view.edges.get("INTRODUCES", ()):
        by_target[edge.target][normal(view.name(edge.source)) or edge.source].append(edge)
    for id, said in by_target.items():
        if len(said) > 1:
            yield view.conflict(kind, (id,), ((view.name(found[0].source), found) for found in said.values()))


def _outperforms(view: _View, kind: str) -> Iterator[Conflict]:
    """One beats the other in a paper, and the other the one in another paper."""
    wins: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in view.edges.get("OUTPERFORMS", ()):
        wins[edge.source, edge.target].append(edge)
    for (one, other), forth in wins.items():
        back = wins.get((other, one), ()) if one < other else ()
        both = {edge.properties["paper"] for edge in forth} & {edge.properties["paper"] for edge in back}
        said = {
            f"{view.name(better)} outperforms {view.name(worse)}": kept
            for better, worse, edges in ((one, other, forth), (other, one, back))
            if (kept := [edge for edge in edges if edge.properties["paper"] not in both])
        }
        if len(said) > 1:
            yield view.conflict(kind, (one, other), said.items())


def _one_a_paper(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """By target, without what papers say that name several targets."""
    by_paper: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_paper[str(edge.properties["paper"])].append(edge)
    found: dict[str, list[Edge]] = defaultdict(list)
    for said in by_paper.values():
        if len({edge.target for edge in said}) == 1:
            found[said[0].target] += said
    return dict(found)


def _bounds(node: Node) -> tuple[int, int]:
    return cast(int, node.properties["low"]), cast(int, node.properties["high"])


Find: TypeAlias = Callable[[_View, str], Iterator[Conflict]]
KINDS: Mapping[str, Find] = MappingProxyType(
    {
        "parameters": _parameters,
        "active-parameters": _active,
        "tokens": _tokens,
        "outperforms": _outperforms,
        "developed-by": _developed,
        "introduced-by": _introduced,
    }
)
"""The kinds of conflict by name."""

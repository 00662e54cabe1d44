"""A Graph and the least confidence wanted in; the graph of what is at least so sure out."""

from collections.abc import Container, Iterable, Iterator

from kg.confidence import checked
from kg.graph.nodes import counted, uncounted
from kg.model import ENTITY_TYPES, Edge, Graph

_NAMED = "MENTIONS"
_BY_NAME_ALONE = "VARIANT_OF"
"""Names tell it, whoever speaks of the series."""


def at_least(graph: Graph, confidence: float) -> Graph:
    """The edges that are at least so sure (0 to 1), the nodes that they touch, and all papers.

    An edge goes as well if one of its ends is named by the edge's paper, but not surely enough. Numbers on nodes are
    those that the edges left agree on. Raises SettingError for a confidence outside 0 to 1.
    """
    if checked(confidence) == 0:
        return graph
    sure = [edge for edge in graph.edges if _confidence(edge) >= confidence]
    artefacts = {node.id for node in graph.nodes if node.type in ENTITY_TYPES}
    unsure = _named(graph.edges, artefacts) - _named(sure, artefacts)
    edges = [edge for edge in sure if edge.type == _BY_NAME_ALONE or unsure.isdisjoint(_ends(edge))]
    return Graph(tuple(counted(map(uncounted, graph.nodes), edges)), tuple(edges), graph.refused)


def _named(edges: Iterable[Edge], artefacts: Container[str]) -> set[tuple[str, str]]:
    """The artefacts that papers name, each with the paper; a bare number that a paper states is none."""
    return {end for edge in edges if edge.type == _NAMED and edge.target in artefacts for end in _ends(edge)}


def _ends(edge: Edge) -> Iterator[tuple[str, str]]:
    """Both ends, each with the paper that says the edge; a paper as an end is never named."""
    paper = str(edge.properties["paper"])
    return ((paper, end) for end in (edge.source, edge.target) if end != paper)


def _confidence(edge: Edge) -> float:
    value = edge.properties["confidence"]
    return value if isinstance(value, int | float) else 0.0

"""Two graphs in; what must be written and what must go, to make a store of the one a store of the other, out."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from kg.model import Edge, Graph, Node


@dataclass(frozen=True, slots=True)
class Delta:
    """New and changed rows, and rows that are gone; an edge that moved to other ends is in both."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    gone_nodes: tuple[Node, ...] = ()
    gone_edges: tuple[Edge, ...] = ()


def delta(graph: Graph, previous: Graph | None) -> Delta:
    """What to write and to delete, in the graphs' order. Without a previous graph all is to be written."""
    if previous is None:
        return Delta(graph.nodes, graph.edges)
    old_nodes = {node.id: node for node in previous.nodes}
    old_edges = {edge.id: edge for edge in previous.edges}
    kept_nodes = {(node.type, node.id) for node in graph.nodes}
    kept_edges = {_place(edge) for edge in graph.edges}
    gone = tuple(node for node in previous.nodes if (node.type, node.id) not in kept_nodes)
    # An edge leaves with its end; if it is to stay, its end having changed its type, it is written again.
    left = {node.id for node in gone}
    return Delta(
        nodes=tuple(node for node in graph.nodes if old_nodes.get(node.id) != node),
        edges=tuple(e for e in graph.edges if old_edges.get(e.id) != e or e.source in left or e.target in left),
        gone_nodes=gone,
        gone_edges=tuple(edge for edge in previous.edges if _place(edge) not in kept_edges),
    )


def digest(graph: Graph) -> str:
    """A hash of all nodes and edges: equal for equal graphs, on every machine."""
    total = hashlib.blake2b(digest_size=16)
    for row in _rows(graph):
        total.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE, default=dict))
    return total.hexdigest()


def _rows(graph: Graph) -> Iterable[tuple[object, ...]]:
    for node in graph.nodes:
        yield node.id, node.type, node.properties
    for edge in graph.edges:
        yield edge.id, edge.type, edge.source, edge.target, edge.properties


def _place(edge: Edge) -> tuple[str, str, str, str]:
    return edge.id, edge.type, edge.source, edge.target

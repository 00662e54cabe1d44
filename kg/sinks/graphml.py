"""A Graph in; GraphML, as networkx, Gephi, yEd and Cytoscape read it, out."""

import re
from pathlib import Path
from typing import ClassVar

import networkx as nx

from kg.files import atomic
from kg.model import Graph, Property, Scalar

LIST_SEPARATOR = "; "
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 can't hold, not even escaped (https://www.w3.org/TR/xml/#charsets)."""


class GraphMlSink:
    """Nodes and edges with `type` and their properties; a list is one text, joined by '; ' (GraphML has no lists)."""

    suffixes: ClassVar[tuple[str, ...]] = (".graphml",)

    def write(self, graph: Graph, path: Path) -> None:
        view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in graph.nodes:
            view.add_node(node.id, type=node.type, **{k: _plain(v) for k, v in node.properties.items()})
        for edge in graph.edges:
            properties = {key: _plain(value) for key, value in edge.properties.items()}
            view.add_edge(edge.source, edge.target, key=edge.id, type=edge.type, **properties)
        with atomic(path) as stream:
            nx.write_graphml(view, stream, named_key_ids=True)


def _plain(value: Property) -> Scalar:
    if isinstance(value, tuple):
        value = LIST_SEPARATOR.join(value)
    return _NOT_XML.sub(" ", value) if isinstance(value, str) else value

"""A Graph in; one JSON Lines file out: first its nodes, then its edges, each an object that says which it is."""

from pathlib import Path
from typing import Any, ClassVar

import orjson

from kg.files import atomic
from kg.model import Edge, Graph, Node


class JsonLinesSink:
    """Rows `{"kind": "node", "id", "type", "properties"}` and `{"kind": "edge", …, "source", "target", …}`."""

    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def write(self, graph: Graph, path: Path) -> None:
        with atomic(path) as stream:
            for node in graph.nodes:
                stream.write(_line(_node(node)))
            for edge in graph.edges:
                stream.write(_line(_edge(edge)))


def _node(node: Node) -> dict[str, Any]:
    return {"kind": "node", "id": node.id, "type": node.type, "properties": dict(node.properties)}


def _edge(edge: Edge) -> dict[str, Any]:
    ends = {"source": edge.source, "target": edge.target}
    return {"kind": "edge", "id": edge.id, "type": edge.type, **ends, "properties": dict(edge.properties)}


def _line(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)

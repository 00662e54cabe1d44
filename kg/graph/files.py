"""A Graph in; nodes.jsonl, edges.jsonl and refused.jsonl in a folder out, and back."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.files import atomic
from kg.model import Edge, Graph, Node, Property, Refused

NODES = "nodes.jsonl"
EDGES = "edges.jsonl"
REFUSED = "refused.jsonl"
REMEDY = "make it anew with `kg build INPUT -o DIR`"

Row = dict[str, Any]


def write(graph: Graph, folder: Path) -> None:
    """Writes the three files, each atomically and in the graph's order: the same graph, the same bytes."""
    _write(folder / NODES, ({"id": n.id, "type": n.type, "properties": n.properties} for n in graph.nodes))
    _write(folder / EDGES, map(_edge_row, graph.edges))
    _write(folder / REFUSED, ({"paper": r.paper, "row": r.row, "reason": r.reason} for r in graph.refused))


def read(folder: Path) -> Graph:
    """Reads what `write` wrote. Raises InputError where the folder holds no graph, or a line is no row of one."""
    return Graph(
        nodes=tuple(
            Node(row["id"], row["type"], _properties(row["properties"])) for row in _rows(folder / NODES, _NODE)
        ),
        edges=tuple(read_edges(folder)),
        refused=tuple(Refused(**row) for row in _rows(folder / REFUSED, _REFUSED)),
    )


def read_edges(folder: Path) -> Iterator[Edge]:
    """Reads the edges alone. Raises InputError as `read` does."""
    for row in _rows(folder / EDGES, _EDGE):
        yield Edge(row["id"], row["type"], row["source"], row["target"], _properties(row["properties"]))


_NODE = ("id", "type", "properties")
_EDGE = ("id", "type", "source", "target", "properties")
_REFUSED = ("paper", "row", "reason")


def _edge_row(edge: Edge) -> Row:
    return {
        "id": edge.id,
        "type": edge.type,
        "source": edge.source,
        "target": edge.target,
        "properties": edge.properties,
    }


def _write(path: Path, rows: Iterable[Row]) -> None:
    with atomic(path) as stream:
        for row in rows:
            stream.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS))


def _rows(path: Path, names: tuple[str, ...]) -> Iterator[Row]:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"{path.parent} holds no graph: {path.name} can't be read ({error}); {REMEDY}") from error
    with stream:
        for number, line in enumerate(stream, 1):
            try:
                row = orjson.loads(line)
            except ValueError as error:
                raise InputError(f"{path}, line {number}: no JSON ({error}); {REMEDY}") from error
            if not isinstance(row, dict) or set(row) != set(names):
                raise InputError(f"{path}, line {number}: an object of {', '.join(names)} is wanted; {REMEDY}")
            yield row


def _properties(row: Mapping[str, Any]) -> dict[str, Property]:
    """Lists become tuples again, so that a graph read is equal to the graph written."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}

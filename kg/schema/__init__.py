"""The one place where node and edge types are defined: a Node or an Edge in, nothing or a SchemaError out.

`NODES["Model"]` and `EDGES["TRAINED_ON"]` are pydantic classes: docstring, `iri`, `properties()`, and of an
edge `domain`, `range` and `iri_from(label)` say all that a sink needs. schemas/ and cypher/constraints.cypher
are made from them by `python -m kg.schema`.
"""

from collections.abc import Mapping

from pydantic import ValidationError

from kg.errors import SchemaError
from kg.model import Edge, Node
from kg.schema.base import EVIDENCE, LARGEST, LONGEST_ID, LONGEST_NAME, LONGEST_TITLE, EdgeType, NodeType, PropertyType
from kg.schema.edges import EDGES
from kg.schema.iri import KG, PREFIXES
from kg.schema.nodes import ARTEFACTS, NODES

__all__ = [
    "ARTEFACTS",
    "EDGES",
    "EVIDENCE",
    "KG",
    "LARGEST",
    "LONGEST_ID",
    "LONGEST_NAME",
    "LONGEST_TITLE",
    "NODES",
    "PREFIXES",
    "EdgeType",
    "NodeType",
    "PropertyType",
    "validate_edge",
    "validate_node",
]


def validate_node(node: Node) -> None:
    """Raises SchemaError, with a short reason that can be counted, for a node that is not of its type."""
    if (kind := NODES.get(node.type)) is None:
        raise SchemaError(f"no node type {node.type!r}")
    _check(kind, {**node.properties, "id": node.id})


def validate_edge(edge: Edge, nodes: Mapping[str, Node]) -> None:
    """Raises SchemaError for an edge of unknown type, without ends, out of domain or range, or malformed."""
    if (kind := EDGES.get(edge.type)) is None:
        raise SchemaError(f"no edge type {edge.type!r}")
    source, target = nodes.get(edge.source), nodes.get(edge.target)
    if source is None or target is None:
        raise SchemaError("missing node")
    if source.type not in kind.domain:
        raise SchemaError(f"{edge.type} from {source.type}")
    if target.type not in kind.range:
        raise SchemaError(f"{edge.type} to {target.type}")
    if edge.source == edge.target:
        raise SchemaError("self loop")
    _check(kind, edge.properties)


def _check(kind: type[NodeType] | type[EdgeType], row: Mapping[str, object]) -> None:
    if any(value is None for value in row.values()):
        raise SchemaError(f"{kind.label}: a property without value")
    try:
        kind.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"][:1])) or "row"
        raise SchemaError(f"{kind.label}.{place}: {first['type']}") from error

"""The node and edge types in; the files of schemas/ and cypher/constraints.cypher out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from kg.files import atomic
from kg.schema import rows, turtle
from kg.schema.base import DATATYPES, PropertyType, Type
from kg.schema.edges import EDGES
from kg.schema.iri import PREFIXES
from kg.schema.nodes import NODES

LINES = ("record", "decision", "node", "edge", "refused")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
HEADER = "Made by `make schemas` from kg/schema/: edit there."


def generate(schemas: Path, cypher: Path) -> tuple[Path, ...]:
    """Writes the generated files into the two folders; returns their paths, sorted."""
    contents = files()
    paths = []
    for name, content in contents.items():
        path = (cypher if name.endswith(".cypher") else schemas) / name
        with atomic(path) as stream:
            stream.write(content)
        paths.append(path)
    return tuple(sorted(paths))


def files() -> Mapping[str, bytes]:
    """The generated files by name."""
    return {
        "kg.schema.json": _json(json_schema()),
        "context.jsonld": _json(context()),
        "ontology.ttl": turtle.ontology().encode(),
        "shapes.ttl": turtle.shapes().encode(),
        "constraints.cypher": constraints().encode(),
    }


def json_schema() -> dict[str, Any]:
    """JSON Schema of any line of a graph's folder; `$defs` has one of each of `LINES` (`decision`: entities.jsonl)."""
    return {
        "$schema": DIALECT,
        "title": "Rows of a graph's folder",
        "description": HEADER,
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in LINES],
        "$defs": rows.definitions(),
    }


def context() -> dict[str, Any]:
    """A JSON-LD 1.1 context: camelCase names, scoped to the label, since a name's IRI may differ by label."""
    terms: dict[str, Any] = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type"}
    for label, kind in NODES.items():
        scoped = {name: _term(each) for name, each in kind.properties().items()}
        scoped |= {
            edge.label: {"@id": edge.iri_from(label), "@type": "@id"} for edge in EDGES.values() if label in edge.domain
        }
        terms[label] = {"@id": kind.iri, "@context": scoped}
    return {"@context": terms}


def constraints() -> str:
    """Unique ids of nodes and of edges, and indexes on names: for every edition of Neo4j from 5.7 on."""
    lines = ["// Constraints and indexes", f"// {HEADER}"]
    for label, kind in NODES.items():
        named = "name" if "name" in kind.properties() else "title"
        lines += [
            _constraint(kind, f"(n:{label})", "n"),
            f"CREATE INDEX {_name(kind)}_{named} IF NOT EXISTS FOR (n:{label}) ON (n.{named});",
        ]
    lines += [_constraint(kind, f"()-[r:{label}]-()", "r") for label, kind in EDGES.items()]
    return "\n".join([*lines, ""])


def _constraint(kind: type[Type], pattern: str, variable: str) -> str:
    return f"CREATE CONSTRAINT {_name(kind)}_id IF NOT EXISTS FOR {pattern} REQUIRE {variable}.id IS UNIQUE;"


def _name(kind: type[Type]) -> str:
    return kind.label.lower()


def _term(each: PropertyType) -> dict[str, str]:
    # Strings, whole numbers and booleans are xsd's own to JSON-LD; 1.0 would be a whole number.
    plain = each.datatype == DATATYPES[each.kind] and each.kind is not float
    return {
        "@id": each.iri,
        **({} if plain else {"@type": each.datatype}),
        **({"@container": "@set"} if each.many else {}),
    }


def _json(content: dict[str, Any]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

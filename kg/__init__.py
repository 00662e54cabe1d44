"""Listings of AI papers in, a typed and sourced knowledge graph out: for Neo4j, RDF and Python.

>>> import kg
>>> graph = kg.open_graph("build/graph")            # doctest: +SKIP
>>> view = graph.to_networkx()                      # doctest: +SKIP

`read`, `extract`, `build`, `resolve` and `open_graph` are described in kg/api.py, the types in kg/model.py, the
errors in kg/errors.py. Names are loaded when they are first used, so that importing kg costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import BuildReport, KnowledgeGraph, build, extract, open_graph, read, resolve
    from kg.carrier import load_pipeline
    from kg.errors import InputError, KgError, PaperError, QueryError, SchemaError, SettingError, StoreError
    from kg.model import Document, Edge, Entity, Graph, Mention, Node, Record, Skipped

__version__ = "0.1.0"

_HOMES = {
    "kg.api": ("BuildReport", "KnowledgeGraph", "build", "extract", "open_graph", "read", "resolve"),
    "kg.carrier": ("load_pipeline",),
    "kg.errors": ("InputError", "KgError", "PaperError", "QueryError", "SchemaError", "SettingError", "StoreError"),
    "kg.model": ("Document", "Edge", "Entity", "Graph", "Mention", "Node", "Record", "Skipped"),
}
__all__ = [
    "BuildReport",
    "Document",
    "Edge",
    "Entity",
    "Graph",
    "InputError",
    "KgError",
    "KnowledgeGraph",
    "Mention",
    "Node",
    "PaperError",
    "QueryError",
    "Record",
    "SchemaError",
    "SettingError",
    "Skipped",
    "StoreError",
    "build",
    "extract",
    "load_pipeline",
    "open_graph",
    "read",
    "resolve",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")

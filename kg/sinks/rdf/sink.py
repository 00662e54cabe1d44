"""A Graph in; one RDF file, sorted, in the format that its name's ending tells, out."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox

from kg.errors import SettingError
from kg.files import atomic
from kg.model import Graph
from kg.schema.iri import PREFIXES
from kg.sinks.rdf.quads import quads
from kg.sinks.rdf.terms import checked_base

BASE = "https://w3id.org/kg-ai/"
_TRIPLES = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}
_QUADS = {".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS, ".jsonld": ox.RdfFormat.JSON_LD}


@dataclass(frozen=True)
class RdfSink:
    """`base`: the IRI that ids are appended to. `provenance`: 'graph', or 'full' for a node a statement as well."""

    suffixes: ClassVar[tuple[str, ...]] = (*_TRIPLES, *_QUADS)
    base: str = BASE
    provenance: str = "graph"

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", checked_base(self.base))
        if self.provenance not in ("graph", "full"):
            raise SettingError(f"--provenance {self.provenance!r} is neither graph nor full")

    def write(self, graph: Graph, path: Path) -> None:
        full = self.provenance == "full"
        found = quads(graph, base=self.base, full=full)
        prefixes = {**PREFIXES, "": self.base}
        suffix = path.suffix.lower()
        with atomic(path) as stream:
            if kind := _TRIPLES.get(suffix):
                triples = sorted({quad.triple for quad in found}, key=_order)
                ox.serialize(triples, stream, kind, prefixes=prefixes)
            else:
                ordered = sorted(set(found), key=lambda quad: (str(quad.graph_name), *_order(quad.triple)))
                ox.serialize(ordered, stream, _QUADS[suffix], prefixes=prefixes)


def _order(triple: ox.Triple) -> tuple[str, str, str]:
    return (str(triple.subject), str(triple.predicate), str(triple.object))

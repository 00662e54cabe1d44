"""A Graph in; RDF as Turtle, N-Triples, TriG, N-Quads or JSON-LD out, in the vocabularies of kg/schema.

Node triples stand in the default graph; what a paper says stands in that paper's named graph, whose origin the
default graph tells. Formats without named graphs (Turtle, N-Triples) hold the same triples in one graph.
"""

from kg.sinks.rdf.sink import BASE, RdfSink

__all__ = ["BASE", "RdfSink"]

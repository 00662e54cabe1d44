"""Listings of AI papers in, a typed and sourced knowledge graph out: for Neo4j, RDF and Python."""

__version__ = "0.1.0"

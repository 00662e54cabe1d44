"""Delivery: a Graph in; Neo4j, the embedded database, RDF, GraphML or JSON Lines out."""

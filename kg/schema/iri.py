"""The namespaces of the schema: a prefix in, the IRI it stands for out.

Standard vocabularies first; a term of our own (`KG`) only where none of them has the notion.
"""

from types import MappingProxyType

KG = "https://w3id.org/kg-ai/terms#"
SCHEMA = "https://schema.org/"
FAIR4ML = "https://w3id.org/fair4ml#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
FABIO = "http://purl.org/spar/fabio/"
VOID = "http://rdfs.org/ns/void#"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = MappingProxyType(
    {
        "kg": KG,
        "schema": SCHEMA,
        "fair4ml": FAIR4ML,
        "prov": PROV,
        "oa": OA,
        "skos": SKOS,
        "dc": DC,
        "dcterms": DCTERMS,
        "fabio": FABIO,
        "void": VOID,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "sh": SH,
        "xsd": XSD,
    }
)
"""Prefix to namespace, of all vocabularies that the schema and the files made from it use."""


def compact(iri: str) -> str:
    """An IRI as 'prefix:name'; raises ValueError for one of no known vocabulary.

    >>> compact("https://w3id.org/fair4ml#trainedOn")
    'fair4ml:trainedOn'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    raise ValueError(f"{iri!r} is in none of the vocabularies of kg.schema.iri.PREFIXES")

"""A Graph in; its quads out: nodes in the default graph, each paper's statements in the paper's named graph."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg import __version__
from kg.model import Edge, Graph, Node
from kg.schema import EDGES, EVIDENCE, NODES
from kg.schema.iri import PREFIXES
from kg.sinks.rdf.terms import elsewhere, iri, literals

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
SOFTWARE = "https://w3id.org/kg-ai/software"
_TITLES = ("name", "title")


def quads(graph: Graph, *, base: str, full: bool) -> Iterator[ox.Quad]:
    """All quads, unordered; a triple that two sentences of a paper state comes twice. `full`: a node a statement."""
    types = {node.id: node.type for node in graph.nodes}
    default = ox.DefaultGraph()
    for node in graph.nodes:
        for triple in _node(node, base):
            yield ox.Quad(*triple, default)
    for triple in _description(graph, base):
        yield ox.Quad(*triple, default)
    for edge in graph.edges:
        name = graph_name(base, str(edge.properties["paper"]))
        for triple in _edge(edge, types[edge.source], base, full=full):
            yield ox.Quad(*triple, name)


def graph_name(base: str, paper: str) -> ox.NamedNode:
    """The named graph of what a paper says, from the paper's node id ('paper/…')."""
    return iri(base, f"graph/{paper.removeprefix('paper/')}")


def term(curie: str) -> ox.NamedNode:
    """A vocabulary's term: 'prov:Activity'."""
    prefix, _, name = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + name)


def _node(node: Node, base: str) -> Iterator[Triple]:
    kind, subject = NODES[node.type], iri(base, node.id)
    for one in (kind.iri, *kind.also):
        yield subject, term("rdf:type"), ox.NamedNode(one)
    for name, prop in kind.properties().items():
        if (value := node.properties.get(name)) is None:
            continue
        for literal in literals(prop, value):
            yield subject, ox.NamedNode(prop.iri), literal
            if name in _TITLES:
                yield subject, term("rdfs:label"), literal
        if (same := elsewhere(prop, value)) is not None:
            yield subject, term("skos:exactMatch"), same


def _description(graph: Graph, base: str) -> Iterator[Triple]:
    """What made the graph, and which paper each named graph is derived from."""
    dataset, activity, software = ox.NamedNode(base), iri(base, "extraction"), ox.NamedNode(SOFTWARE)
    yield dataset, term("rdf:type"), term("void:Dataset")
    yield dataset, term("dcterms:title"), ox.Literal("What AI papers say")
    yield dataset, term("prov:wasGeneratedBy"), activity
    for prefix in ("schema", "fair4ml", "skos", "prov", "dcterms", "fabio", "kg"):
        yield dataset, term("void:vocabulary"), ox.NamedNode(PREFIXES[prefix])
    yield activity, term("rdf:type"), term("prov:Activity")
    yield activity, term("prov:wasAssociatedWith"), software
    yield software, term("rdf:type"), term("prov:SoftwareAgent")
    yield software, term("rdfs:label"), ox.Literal(f"kg {__version__}")
    yield software, term("schema:softwareVersion"), ox.Literal(__version__)
    for paper in sorted({str(edge.properties["paper"]) for edge in graph.edges}):
        name = graph_name(base, paper)
        yield name, term("rdf:type"), term("prov:Entity")
        yield name, term("prov:wasDerivedFrom"), iri(base, paper)
        yield name, term("prov:wasGeneratedBy"), activity


def _edge(edge: Edge, source_type: str, base: str, *, full: bool) -> Iterator[Triple]:
    kind = EDGES[edge.type]
    subject, target = iri(base, edge.source), iri(base, edge.target)
    predicate = ox.NamedNode(kind.iri_from(source_type))
    yield subject, predicate, target
    if edge.type == "RAN_ON":
        yield from _run(edge, subject, target, base)
    if full:
        yield from _statement(edge, (subject, predicate, target), base)


def _run(edge: Edge, head: ox.NamedNode, hardware: ox.NamedNode, base: str) -> Iterator[Triple]:
    """The run as a PROV activity that used the hardware, with its device count and hours on the usage."""
    run, usage = iri(base, f"run/{edge.id}"), iri(base, f"usage/{edge.id}")
    yield run, term("rdf:type"), term("prov:Activity")
    yield run, term("kg:runOf"), head
    yield run, term("prov:used"), hardware
    yield run, term("prov:qualifiedUsage"), usage
    yield usage, term("rdf:type"), term("prov:Usage")
    yield usage, term("prov:entity"), hardware
    yield from _own(edge, usage)


def _own(edge: Edge, subject: ox.NamedNode) -> Iterator[Triple]:
    for name in EDGES[edge.type].properties():
        if name not in EVIDENCE:
            yield from _values(edge, subject, name)


def _statement(edge: Edge, triple: tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode], base: str) -> Iterator[Triple]:
    """The statement as a node: its triple, its own properties, and the text that says so, after Web Annotation.

    https://www.w3.org/TR/annotation-model/#selectors: a position counts code points, a quote is exact.
    """
    statement = iri(base, edge.id)
    yield statement, term("rdf:type"), term("rdf:Statement")
    for role, one in zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True):
        yield statement, term(role), one
    yield from _own(edge, statement)
    for name in ("confidence", "rule"):
        yield from _values(edge, statement, name)
    place, position, words = (iri(base, f"{part}/{edge.id}") for part in ("source", "position", "quote"))
    yield statement, term("prov:wasQuotedFrom"), iri(base, str(edge.properties["paper"]))
    yield statement, term("oa:hasTarget"), place
    yield place, term("rdf:type"), term("oa:SpecificResource")
    yield place, term("oa:hasSource"), iri(base, str(edge.properties["paper"]))
    yield place, term("oa:hasSelector"), position
    yield place, term("oa:hasSelector"), words
    yield position, term("rdf:type"), term("oa:TextPositionSelector")
    yield words, term("rdf:type"), term("oa:TextQuoteSelector")
    for subject, name in ((position, "start"), (position, "end"), (words, "quote")):
        yield from _values(edge, subject, name)


def _values(edge: Edge, subject: ox.NamedNode, name: str) -> Iterator[Triple]:
    if (value := edge.properties.get(name)) is not None:
        prop = EDGES[edge.type].properties()[name]
        for literal in literals(prop, value):
            yield subject, ox.NamedNode(prop.iri), literal

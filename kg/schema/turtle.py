"""The node and edge types in; an OWL ontology and SHACL shapes, as Turtle, out."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from kg.schema.base import DATATYPES, EdgeType, NodeType, PropertyType
from kg.schema.edges import EDGES
from kg.schema.iri import KG, PREFIXES, SH, compact
from kg.schema.nodes import NODES

HEADER = "# Made by `make schemas` from kg/schema/: edit there."
ONTOLOGY = KG.removesuffix("#")
SHAPES = f"{ONTOLOGY}/shapes#"

NUMERIC = (DATATYPES[int], DATATYPES[float])

Line = tuple[str, str]
"""A predicate and its object, both written as Turtle."""


def ontology() -> str:
    """Our own classes and properties in full; of other vocabularies only the names, since they are not ours."""
    blocks = [
        _block(
            f"<{ONTOLOGY}>",
            [
                ("a", "owl:Ontology"),
                ("dcterms:title", _text("Knowledge graph of AI research from the papers' own prose")),
            ],
        ),
        _block("kg:unit", [("a", "owl:AnnotationProperty"), ("rdfs:label", _text("unit"))]),
        *_classes(),
        *_object_properties(),
        *_datatype_properties(),
    ]
    return _document(blocks, ())


def shapes() -> str:
    """A shape for each class (its properties) and for each edge property (its domain and range)."""
    blocks = [
        *(_node_shape(kind) for kind in NODES.values()),
        *(block for iri in sorted(_edge_iris()) for block in _edge_shapes(iri, _edge_iris()[iri])),
    ]
    return _document(blocks, (("shape", SHAPES),))


def _classes() -> Iterator[str]:
    for kind in NODES.values():
        if kind.iri.startswith(KG):
            parents = [("rdfs:subClassOf", compact(iri)) for iri in kind.parents]
            yield _own(kind.iri, "owl:Class", kind.label, _doc(kind), parents)
        else:
            yield _block(compact(kind.iri), [("a", "owl:Class")])


def _object_properties() -> Iterator[str]:
    for iri, kinds in sorted(_edge_iris().items()):
        if not iri.startswith(KG):
            yield _block(compact(iri), [("a", "owl:ObjectProperty")])
            continue
        kind, heads = kinds[0]
        lines = [
            *(("rdfs:subPropertyOf", compact(parent)) for parent in kind.parents),
            ("rdfs:domain", _union(heads)),
            ("rdfs:range", _union(kind.range)),
        ]
        yield _own(iri, "owl:ObjectProperty", iri.removeprefix(KG), _doc(kind), lines)


def _datatype_properties() -> Iterator[str]:
    for iri, (found, owners) in sorted(_property_iris().items()):
        if not iri.startswith(KG):
            # skos:prefLabel and dcterms:title have their own declarations, which ours must not contradict.
            yield _block(compact(iri), [("a", "rdf:Property")])
            continue
        unit = [("kg:unit", _text(found.unit))] if found.unit else []
        domain = [("rdfs:domain", _union(owners))] if owners else []
        lines = [*domain, ("rdfs:range", compact(found.datatype)), *unit]
        yield _own(iri, "owl:DatatypeProperty", iri.removeprefix(KG), found.doc, lines)


def _edge_iris() -> dict[str, list[tuple[type[EdgeType], tuple[str, ...]]]]:
    """Each property in RDF with the edge types it stands for and the source labels of each."""
    found: dict[str, list[tuple[type[EdgeType], tuple[str, ...]]]] = {}
    for kind in EDGES.values():
        for iri in dict.fromkeys(map(kind.iri_from, kind.domain)):
            heads = tuple(label for label in kind.domain if kind.iri_from(label) == iri)
            found.setdefault(iri, []).append((kind, heads))
    return found


def _property_iris() -> dict[str, tuple[PropertyType, tuple[str, ...]]]:
    """Each literal property with the node labels that have it; none where edges have it too."""
    found: dict[str, tuple[PropertyType, tuple[str, ...]]] = {}
    for kind in NODES.values():
        for each in kind.properties().values():
            _, owners = found.get(each.iri, (each, ()))
            found[each.iri] = (each, (*owners, kind.label))
    for edge in EDGES.values():
        for each in edge.properties().values():
            found[each.iri] = (found.get(each.iri, (each, ()))[0], ())
    return found


def _node_shape(kind: type[NodeType]) -> str:
    lines: list[Line] = [("a", "sh:NodeShape"), ("sh:targetClass", compact(kind.iri))]
    lines += [("sh:property", _property_shape(each)) for each in kind.properties().values()]
    lines += [
        ("sh:property", _elsewhere_shape(each.elsewhere)) for each in kind.properties().values() if each.elsewhere
    ]
    return _block(f"shape:{kind.label}", lines)


def _property_shape(each: PropertyType) -> str:
    parts = [f"sh:path {compact(each.iri)}", f"sh:datatype {compact(each.datatype)}"]
    parts += ["sh:minCount 1"] if each.required else []
    parts += [] if each.many else ["sh:maxCount 1"]
    if each.datatype in NUMERIC:
        parts += [f"sh:minInclusive {each.least}"] if each.least is not None else []
        parts += [f"sh:maxInclusive {each.most}"] if each.most is not None else []
    return f"[ {' ; '.join(parts)} ]"


def _elsewhere_shape(prefix: str) -> str:
    """Of the IRI that the same thing has elsewhere: the id behind it is checked where it is read."""
    pattern = json.dumps(f"^{re.escape(prefix)}[^/]+(/[^/]+)?$")
    return f"[ sh:path skos:exactMatch ; sh:nodeKind sh:IRI ; sh:maxCount 1 ; sh:pattern {pattern} ]"


def _edge_shapes(iri: str, kinds: Sequence[tuple[type[EdgeType], tuple[str, ...]]]) -> Iterator[str]:
    heads = [label for _, labels in kinds for label in labels]
    tails = [label for kind, _ in kinds for label in kind.range]
    name = compact(iri).replace(":", "-")
    for end, target, labels in (("from", "Subjects", heads), ("to", "Objects", tails)):
        lines = [("a", "sh:NodeShape"), (f"sh:target{target}Of", compact(iri)), ("sh:or", _any_class(labels))]
        yield _block(f"shape:{name}-{end}", lines)


def _any_class(labels: Iterable[str]) -> str:
    return f"( {' '.join(f'[ sh:class {compact(NODES[label].iri)} ]' for label in dict.fromkeys(labels))} )"


def _union(labels: Sequence[str]) -> str:
    names = [compact(NODES[label].iri) for label in labels]
    return names[0] if len(names) == 1 else f"[ a owl:Class ; owl:unionOf ( {' '.join(names)} ) ]"


def _own(iri: str, kind: str, label: str, comment: str, lines: Iterable[Line]) -> str:
    about = [
        ("a", kind),
        ("rdfs:label", _text(label)),
        ("rdfs:comment", _text(comment)),
        ("rdfs:isDefinedBy", f"<{ONTOLOGY}>"),
    ]
    return _block(compact(iri), [*about, *lines])


def _doc(kind: type[NodeType] | type[EdgeType]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _text(text: str) -> str:
    return f"{json.dumps(text, ensure_ascii=False)}@en"


def _block(subject: str, lines: Iterable[Line]) -> str:
    body = " ;\n    ".join(f"{predicate} {value}" for predicate, value in lines)
    return f"{subject} {body} ."


def _document(blocks: Sequence[str], more: Iterable[tuple[str, str]]) -> str:
    body = "\n\n".join(blocks)
    known = {**PREFIXES, "sh": SH, **dict(more)}
    used = [f"@prefix {name}: <{iri}> ." for name, iri in known.items() if f"{name}:" in body]
    return "\n".join([HEADER, *used, "", body, ""])

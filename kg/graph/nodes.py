"""Documents, decisions of identity, and what was said in; the nodes with their properties out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.claims import EntityKey
from kg.graph.consensus import agreed, commonest
from kg.graph.external import hugging_face
from kg.model import Document, Edge, Entity, MentionType, Node, PaperEntity, Property
from kg.terms.hardware import Spec, registry
from kg.values.model_name import parse

_ARXIV = "arxiv:"


def paper(document: Document, node: str) -> Node:
    """The Paper of a document; what its source does not say is left out."""
    arxiv = document.id.removeprefix(_ARXIV) if document.id.startswith(_ARXIV) else None
    listings = document.listings
    stated: dict[str, Property | None] = {
        "title": document.title,
        "abstract": document.abstract or None,
        "document": document.id,
        "url": document.url or None,
        "arxivId": arxiv,
        "year": document.year,
        "published": document.published or None,
        "authors": tuple(filter(None, document.authors)),
        "categories": tuple(filter(None, document.categories)),
        "listings": tuple(sorted({listing.name for listing in listings})),
        "listed": tuple(sorted({listing.date for listing in listings if listing.date})),
    }
    return Node(node, "Paper", _stated(stated))


@dataclass(frozen=True)
class Naming:
    """What the papers add to a decision: the families and vendors that they give, by node."""

    families: Mapping[str, Sequence[str]]
    vendors: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, named: Iterable[tuple[EntityKey, PaperEntity]], nodes: Mapping[EntityKey, str]) -> "Naming":
        families: dict[str, list[str]] = defaultdict(list)
        vendors: dict[str, list[str]] = defaultdict(list)
        for key, entity in named:
            if (node := nodes.get(key)) is not None:
                families[node] += [entity.family] if entity.family else []
                vendors[node] += [entity.vendor] if entity.vendor else []
        return cls(families, vendors)


def artefact(entity: Entity, series: Entity | None, naming: Naming) -> Node:
    """The node of an entity, before anything was counted."""
    stated: dict[str, Property | None] = {"name": entity.name, "aliases": tuple(filter(None, entity.aliases))}
    if entity.type is MentionType.MODEL:
        family = series.name if series else commonest(naming.families.get(entity.id, ()))
        stated |= {"family": family if family != entity.name else None, "parameters": entity.size}
    if entity.type is MentionType.HARDWARE:
        stated |= _device(entity, naming)
    return Node(entity.id, entity.type.value, _stated(stated))


def _device(entity: Entity, naming: Naming) -> dict[str, Property | None]:
    """What the registry knows of a device, else what papers say; of a name with several senses it knows nothing."""
    spec = (None if entity.sense else registry(entity.name)) or Spec()
    family = spec.family or commonest(naming.families.get(entity.id, ()))
    return {
        "vendor": entity.vendor or spec.vendor or commonest(naming.vendors.get(entity.id, ())),
        "family": family if family != entity.name else None,
        "deviceClass": spec.kind,
        "memoryMin": min(spec.memory, default=None),
        "memoryMax": max(spec.memory, default=None),
    }


def counted(nodes: Iterable[Node], edges: Sequence[Edge]) -> list[Node]:
    """The nodes that some edge touches, and all papers, with the numbers that the edges agree on, and ids elsewhere."""
    known = {node.id: node for node in nodes}
    support = Support.of(known, edges)
    elsewhere = {node: {"huggingFaceId": id} for node, id in hugging_face(known, edges).items()}
    return [
        Node(node.id, node.type, {**node.properties, **support.properties(node), **elsewhere.get(node.id, {})})
        for node in known.values()
        if node.type == "Paper" or node.id in support.touched
    ]


def uncounted(node: Node) -> Node:
    """The node as `artefact` made it: only a size in a model's name is known without any edge."""
    if node.type not in _COUNTED:
        return node
    kept = {name: value for name, value in node.properties.items() if name not in _COUNTED[node.type]}
    size = parse(str(kept["name"])).parameters if node.type == "Model" else None
    return Node(node.id, node.type, kept if size is None else {**kept, "parameters": size})


_COUNTED: Mapping[str, frozenset[str]] = {
    "Model": frozenset({"papers", "parameters", "activeParameters", "trainingTokens", "huggingFaceId"}),
    "Dataset": frozenset({"papers", "tokens", "huggingFaceId"}),
    **dict.fromkeys(("Method", "Hardware", "Organization", "Repository", "WebPage"), frozenset({"papers"})),
}
"""The properties that `counted` gives, by type."""


@dataclass(frozen=True)
class Support:
    """What the edges say of each node's numbers."""

    touched: frozenset[str]
    papers: Mapping[str, set[str]]
    sizes: Mapping[tuple[str, str], Sequence[tuple[str, int]]]
    variants: Mapping[str, set[int]]
    """Sizes of the variants of a series."""

    @classmethod
    def of(cls, known: Mapping[str, Node], edges: Iterable[Edge]) -> "Support":
        touched: set[str] = set()
        papers: dict[str, set[str]] = defaultdict(set)
        sizes: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        variants: dict[str, set[int]] = defaultdict(set)
        for edge in edges:
            touched |= {edge.source, edge.target}
            source, said_by = known[edge.source], str(edge.properties["paper"])
            papers[edge.target].add(said_by)
            value = known[edge.target].properties.get("value")
            if (name := _sized(edge, source)) and isinstance(value, int):
                sizes[edge.source, name].append((said_by, value))
            if edge.type == "VARIANT_OF" and isinstance(size := source.properties.get("parameters"), int):
                variants[edge.target].add(size)
        return cls(frozenset(touched), papers, sizes, variants)

    def properties(self, node: Node) -> dict[str, Property]:
        """How many papers lead to the node, and its agreed numbers; a size in the name goes before any statement."""
        found: dict[str, Property | None] = {}
        if node.type != "Paper" and "low" not in node.properties:
            found["papers"] = len(self.papers.get(node.id, ()))
        if node.type == "Model":
            found["parameters"] = node.properties.get("parameters") or self._parameters(node.id)
            found["activeParameters"] = agreed(self.sizes.get((node.id, "activeParameters"), ()))
            found["trainingTokens"] = agreed(self.sizes.get((node.id, "trainingTokens"), ()))
        if node.type == "Dataset":
            found["tokens"] = agreed(self.sizes.get((node.id, "tokens"), ()))
        return _stated(found)

    def _parameters(self, node: str) -> int | None:
        """A series whose variants are of other sizes has no size of its own, whatever one paper says."""
        value = agreed(self.sizes.get((node, "parameters"), ()))
        return value if self.variants.get(node, set()) <= {value} else None


def _sized(edge: Edge, source: Node) -> str | None:
    """The property of the edge's source for which the edge's number speaks."""
    if edge.type == "HAS_PARAMETER_COUNT":
        return "activeParameters" if edge.properties["active"] else "parameters"
    if edge.type == "HAS_TOKEN_COUNT":
        return "trainingTokens" if source.type == "Model" else "tokens"
    return None


def _stated(properties: Mapping[str, Property | None]) -> dict[str, Property]:
    """Without None and without empty lists: what can't be said is absent."""
    return {name: value for name, value in properties.items() if value is not None and value != ()}

"""Records (facts) and entities (decisions of identity) in; the Graph, a pure function of the two, out.

Whatever breaks the schema or lacks its evidence is left out and reported in `Graph.refused`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.errors import SchemaError
from kg.graph import identity, nodes, series
from kg.graph.claims import Claim, EntityKey, Speaker, claims
from kg.graph.things import better
from kg.model import Edge, Entity, Graph, Node, PaperEntity, Record, Refused
from kg.schema import validate_edge, validate_node
from kg.values.name import normal

TWICE = "document id twice"


def assemble(records: Iterable[Record], entities: Sequence[Entity]) -> Graph:
    """The graph of what the records say, under the names that the entities decide; their order doesn't matter.

    An entity's `members` name it by document and canonical name; an entity that no accepted edge touches is left
    out. Of several records with one document id, the first in the order of their text is taken.
    """
    papers, refused = _unique(records)
    entities = sorted(entities, key=lambda each: (each.id, each.name, each.members, repr(each)))
    made = _Assembly(papers, entities)
    for record in papers:
        made.read(record)
    made.relate(entities)
    edges = sorted(made.edges.values(), key=lambda edge: edge.id)
    kept = sorted(nodes.counted(made.nodes.values(), edges), key=lambda node: node.id)
    faults = sorted(
        {_legible(row) for row in (*refused, *made.refused)}, key=lambda row: (row.paper, row.row, row.reason)
    )
    return Graph(tuple(kept), tuple(edges), tuple(faults))


class _Assembly:
    """The graph while it is made; it grows by whole, checked nodes and edges."""

    def __init__(self, records: Sequence[Record], entities: Sequence[Entity]) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}
        self.refused: list[Refused] = []
        self._papers = identity.papers(record.document.id for record in records)
        self._nodes = _decisions(entities)
        self._speakers: dict[str, Speaker] = {}
        by_id = {entity.id: entity for entity in entities}
        naming = nodes.Naming.of(_named(records), self._nodes)
        for entity in entities:
            node = nodes.artefact(entity, by_id.get(entity.series or ""), naming)
            self._add_node(node, "", f"{entity.type} {entity.name}")

    def read(self, record: Record) -> None:
        """Adds a paper and all that it says."""
        document = record.document
        node = nodes.paper(document, self._papers[document.id])
        if not self._add_node(node, node.id, f"Paper {document.id}"):
            return
        speaker = Speaker.of(record, node.id, self._nodes)
        self._speakers[document.id] = speaker
        for claim in claims(speaker):
            if isinstance(claim, Refused):
                self.refused.append(claim)
            else:
                self._add_edge(speaker, claim)

    def relate(self, entities: Sequence[Entity]) -> None:
        """Adds what names alone tell: a model's series."""
        for speaker, claim in series.claims(entities, self._speakers):
            self._add_edge(speaker, claim)

    def _add_node(self, node: Node, paper: str, row: str) -> bool:
        try:
            validate_node(node)
        except SchemaError as error:
            self.refused.append(Refused(paper, row, str(error)))
            return False
        self.nodes[node.id] = better(self.nodes.get(node.id, node), node)
        return True

    def _add_edge(self, speaker: Speaker, claim: Claim) -> None:
        row = f"{claim.source} {claim.type} {claim.target}"
        if claim.made is not None and not self._add_node(claim.made, speaker.paper, row):
            return
        try:
            edge = _edge(speaker, claim, self.nodes)
        except SchemaError as error:
            self.refused.append(Refused(speaker.paper, row, str(error)))
            return
        self.edges[edge.id] = _surer(self.edges.get(edge.id, edge), edge)


def _edge(speaker: Speaker, claim: Claim, nodes: Mapping[str, Node]) -> Edge:
    """The edge of a claim, with its quote; raises SchemaError where evidence or schema do not bear it out."""
    place = speaker.quoted.around(claim.evidence.start, claim.evidence.end)
    if place is None:
        raise SchemaError("quote not in the text")
    quote = speaker.quoted.quote(*place)
    if not _says(claim, quote):
        raise SchemaError(f"{claim.type}: quote lacks the object")
    properties = {
        "paper": speaker.paper,
        "quote": quote,
        "start": place[0],
        "end": place[1],
        "confidence": claim.evidence.confidence,
        "rule": claim.evidence.rule,
        **claim.extra,
    }
    validate_edge(Edge("", claim.type, claim.source, claim.target, properties), nodes)
    name = identity.edge(claim.type, claim.source, claim.target, properties)
    return Edge(name, claim.type, claim.source, claim.target, properties)


def _says(claim: Claim, quote: str) -> bool:
    if claim.trace:
        return normal(claim.trace) in normal(quote)
    return any(word and word in quote for word in claim.words)


def _surer(one: Edge, other: Edge) -> Edge:
    """Of two rules that read the same at the same place the surer one, the first in the alphabet of equals."""
    return min(one, other, key=lambda edge: (-_confidence(edge), str(edge.properties["rule"])))


def _confidence(edge: Edge) -> float:
    value = edge.properties["confidence"]
    return value if isinstance(value, int | float) else 0.0


def _legible(row: Refused) -> Refused:
    """The row as UTF-8 can hold it, since it may be refused just for holding half a character."""
    paper, said = (text.encode(errors="replace").decode() for text in (row.paper, row.row))
    return Refused(paper, said, row.reason)


def _unique(records: Iterable[Record]) -> tuple[list[Record], list[Refused]]:
    """The records by document id, each once; another one under the same id is refused."""
    together: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        together[record.document.id].append(record)
    papers, refused = [], []
    for document in sorted(together):
        first, *others = together[document]
        if others:
            first, *others = sorted([first, *others], key=lambda each: (each.document.text, repr(each)))
        papers.append(first)
        refused += [Refused(document, f"Paper {other.document.title}", TWICE) for other in others if other != first]
    return papers, refused


def _decisions(entities: Iterable[Entity]) -> dict[EntityKey, str]:
    """Which node an entity of a paper is; of two decisions on one name, the first holds."""
    found: dict[EntityKey, str] = {}
    for entity in entities:
        for document, canonical in entity.members:
            found.setdefault((document, entity.type.value, canonical), entity.id)
    return found


def _named(records: Iterable[Record]) -> Iterator[tuple[EntityKey, PaperEntity]]:
    for record in records:
        for entity in record.entities:
            yield (record.document.id, entity.type.value, entity.canonical), entity

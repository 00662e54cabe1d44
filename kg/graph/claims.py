"""One paper's record and the decisions of identity in; what the paper says, as claims between nodes, out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.errors import SchemaError
from kg.graph.quote import Quoted
from kg.graph.things import linked, quantity, trace
from kg.model import (
    PAPER,
    Evidence,
    Fact,
    HardwareFact,
    LinkFact,
    Node,
    PaperEntity,
    ParameterFact,
    Property,
    Record,
    Refused,
    Relation,
    RelationFact,
    TokenFact,
)
from kg.schema import EDGES

EntityKey = tuple[str, str, str]
"""Document id, type, and canonical name: an entity as one paper speaks of it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What becomes an edge if it stands the checks: the quote must have one of `words`, or `trace` (normalised).

    `made` is the target, where it is a thing that claims alone bring in: a number or a page.
    """

    type: str
    source: str
    target: str
    evidence: Evidence
    words: tuple[str, ...]
    extra: Mapping[str, Property] = field(default_factory=dict)
    made: Node | None = None
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A paper whose record is read: its node, its text, its entities by name, and the nodes of these."""

    record: Record
    paper: str
    quoted: Quoted
    entities: Mapping[str, Sequence[PaperEntity]]
    trained: Mapping[str, Sequence[RelationFact]]
    """The TRAINED_ON relations of each head."""
    tokens: Mapping[str | None, Sequence[TokenFact]]
    """The stated tokens of each model or dataset."""
    nodes: Mapping[EntityKey, str]

    @classmethod
    def of(cls, record: Record, paper: str, nodes: Mapping[EntityKey, str]) -> "Speaker":
        trained = [fact for fact in record.relations if fact.relation is Relation.TRAINED_ON]
        return cls(
            record=record,
            paper=paper,
            quoted=Quoted(record.document.text),
            entities=_grouped((entity.canonical, entity) for entity in record.entities),
            trained=_grouped((fact.head, fact) for fact in trained),
            tokens=_grouped((fact.of, fact) for fact in record.tokens),
            nodes=nodes,
        )

    def node(self, entity: PaperEntity) -> str:
        """The node of an entity; raises SchemaError if identity was not decided."""
        key = (self.record.document.id, entity.type.value, entity.canonical)
        if (node := self.nodes.get(key)) is None:
            raise SchemaError("no decision of identity")
        return node

    def find(self, name: str, labels: Sequence[str]) -> PaperEntity:
        """The entity of that name; of two, the one whose type is among the labels."""
        found = self.entities.get(name)
        if not found:
            raise SchemaError("unknown name")
        return next((each for each in found if each.type.value in labels), found[0])

    def source(self, name: str, kind: str) -> str:
        """The node at which an edge of that type starts."""
        return self.paper if name == PAPER else self.node(self.find(name, EDGES[kind].domain))


def claims(speaker: Speaker) -> Iterator[Claim | Refused]:
    """Everything that the record says, row by row; Refused where a name leads to no node."""
    for entity in speaker.record.entities:
        try:
            yield from _named(speaker, entity)
        except SchemaError as error:
            yield Refused(speaker.paper, f"{PAPER} MENTIONS {entity.canonical}", str(error))
    for fact in _facts(speaker.record):
        try:
            yield _claim(speaker, fact)
        except SchemaError as error:
            yield Refused(speaker.paper, _in_words(fact), str(error))


def _facts(record: Record) -> Iterator[Fact]:
    for facts in (record.parameters, record.tokens, record.hardware, record.links, record.relations):
        yield from facts


def _claim(speaker: Speaker, fact: Fact) -> Claim:
    match fact:
        case ParameterFact():
            return _parameters(speaker, fact)
        case TokenFact():
            return _tokens(speaker, fact)
        case HardwareFact():
            return _ran_on(speaker, fact)
        case LinkFact():
            return _link(speaker, fact)
        case RelationFact():
            return _relation(speaker, fact)


def _in_words(fact: Fact) -> str:
    match fact:
        case ParameterFact() | TokenFact():
            return f"{type(fact).__name__} {fact.of} {fact.surface}"
        case HardwareFact():
            return f"{fact.by} RAN_ON {fact.name}"
        case LinkFact():
            return f"{fact.of} HAS_REPOSITORY or HAS_PAGE {fact.url.url}"
        case RelationFact():
            return f"{fact.head} {fact.relation} {fact.tail}"


def _named(speaker: Speaker, entity: PaperEntity) -> Iterator[Claim]:
    node = speaker.node(entity)
    if not entity.mentions:
        raise SchemaError("no mention")
    surest = entity.surest
    extra: dict[str, Property] = {"count": len(entity.mentions), "surface": surest.surface}
    yield Claim("MENTIONS", speaker.paper, node, surest.evidence, (surest.surface,), extra)
    if entity.introduced is not None:
        yield Claim("INTRODUCES", speaker.paper, node, entity.introduced, entity.surfaces)


def _parameters(speaker: Speaker, fact: ParameterFact) -> Claim:
    target = quantity("ParameterCount", fact.amount)
    if fact.of is None:
        return _mentioned(speaker, fact, target)
    source = speaker.source(fact.of, "HAS_PARAMETER_COUNT")
    extra: dict[str, Property] = {"active": fact.amount.active, "surface": fact.surface}
    return Claim("HAS_PARAMETER_COUNT", source, target.id, fact.evidence, (fact.surface,), extra, target)


def _tokens(speaker: Speaker, fact: TokenFact) -> Claim:
    target = quantity("TokenCount", fact.amount)
    if fact.of is None:
        return _mentioned(speaker, fact, target)
    source = speaker.source(fact.of, "HAS_TOKEN_COUNT")
    extra: dict[str, Property] = {"surface": fact.surface}
    return Claim("HAS_TOKEN_COUNT", source, target.id, fact.evidence, (fact.surface,), extra, target)


def _mentioned(speaker: Speaker, fact: ParameterFact | TokenFact, target: Node) -> Claim:
    """A number with which no model or dataset is named: all that is known is that the paper states it."""
    extra: dict[str, Property] = {"count": 1, "surface": fact.surface}
    return Claim("MENTIONS", speaker.paper, target.id, fact.evidence, (fact.surface,), extra, target)


def _ran_on(speaker: Speaker, fact: HardwareFact) -> Claim:
    hours = None if fact.hours is None else float(fact.hours)
    stated = {"deviceCount": fact.count, "deviceHours": hours, "purpose": fact.purpose}
    extra: dict[str, Property] = {name: value for name, value in stated.items() if value is not None}
    return _between(speaker, (fact.by, "RAN_ON", fact.name), fact.evidence, extra)


def _link(speaker: Speaker, fact: LinkFact) -> Claim:
    target = linked(fact.url)
    kind = "HAS_REPOSITORY" if target.type == "Repository" else "HAS_PAGE"
    source = speaker.source(fact.of, kind)
    extra: dict[str, Property] = {"role": fact.role, "url": fact.url.url}
    return Claim(kind, source, target.id, fact.evidence, (), extra, target, trace(fact.url))


def _relation(speaker: Speaker, fact: RelationFact) -> Claim:
    tokens = _tokens_of(speaker, fact) if fact.relation is Relation.TRAINED_ON else None
    extra: dict[str, Property] = {} if tokens is None else {"tokens": tokens}
    return _between(speaker, (fact.head, fact.relation.value, fact.tail), fact.evidence, extra)


def _between(
    speaker: Speaker, triple: tuple[str, str, str], evidence: Evidence, extra: Mapping[str, Property]
) -> Claim:
    head, kind, tail = triple
    target = speaker.find(tail, EDGES[kind].range)
    return Claim(kind, speaker.source(head, kind), speaker.node(target), evidence, target.surfaces, extra)


def _tokens_of(speaker: Speaker, relation: RelationFact) -> int | None:
    """The tokens of training that the same sentence states: of the dataset, or of the model if it has one only."""
    stated = [*speaker.tokens.get(relation.tail, ()), *speaker.tokens.get(relation.head, ())]
    place = speaker.quoted.around(relation.evidence.start, relation.evidence.end)
    if place is None or not stated:
        return None
    tails = {each.tail for each in speaker.trained[relation.head] if _within(each.evidence, place)}
    owners = {relation.tail, relation.head} if len(tails) == 1 else {relation.tail}
    values = {fact.amount.value for fact in stated if fact.of in owners and _within(fact.evidence, place)}
    return values.pop() if len(values) == 1 else None


def _within(evidence: Evidence, place: tuple[int, int]) -> bool:
    return place[0] <= evidence.start and evidence.end <= place[1]


Key = TypeVar("Key")
Value = TypeVar("Value")


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, Sequence[Value]]:
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found

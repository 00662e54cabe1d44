"""The frozen types in which the stages meet, from Document and Mention over the facts and Record to Entity and Graph.

All offsets are half-open, in Unicode code points, into `Document.text` (title, one newline, abstract).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, TypeAlias

PAPER = "PAPER"
"""The head of a fact whose subject is the paper itself, as in gold/GUIDELINES.md."""


class MentionType(StrEnum):
    """What a span of text names. The first five are the entity types, the rest carry a `value`."""

    MODEL = "Model"
    DATASET = "Dataset"
    METHOD = "Method"
    HARDWARE = "Hardware"
    ORGANIZATION = "Organization"
    PARAMETERS = "Parameters"
    TOKENS = "Tokens"
    LINK = "Link"


ENTITY_TYPES = (
    MentionType.MODEL,
    MentionType.DATASET,
    MentionType.METHOD,
    MentionType.HARDWARE,
    MentionType.ORGANIZATION,
)


class Relation(StrEnum):
    """The relations that a paper's text states between two entities, or between the paper and an entity."""

    TRAINED_ON = "TRAINED_ON"
    EVALUATED_ON = "EVALUATED_ON"
    BASED_ON = "BASED_ON"
    APPLIED_TO = "APPLIED_TO"
    USES = "USES"
    OUTPERFORMS = "OUTPERFORMS"
    COMPARED_TO = "COMPARED_TO"
    DEVELOPED_BY = "DEVELOPED_BY"


@dataclass(frozen=True, slots=True)
class Listing:
    """One place where a document stood: the file's name, the 1-based line of its title, the listing's own date."""

    name: str
    line: int
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper's title and abstract, and what its source says of it."""

    id: str
    title: str
    abstract: str
    url: str | None = None
    year: int | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()

    @property
    def text(self) -> str:
        """Title, one newline, abstract: what every offset counts in."""
        return f"{self.title}\n{self.abstract}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A paper, line or file that was left out: where (file, 1-based line), why, and what its owner can do."""

    name: str
    line: int | None
    reason: str
    remedy: str

    @property
    def place(self) -> str:
        """The file, and the line where there is one, as a message names them."""
        return self.name if self.line is None else f"{self.name}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the text says so, how sure the rule is (0 to 1), and the rule's name."""

    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of parameters or tokens: `low == high` for a single value. `active`: activated parameters (MoE)."""

    low: int
    high: int
    active: bool = False

    @property
    def value(self) -> int | None:
        """The single value, or None for a range."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Url:
    """A link, cleaned; kind github | huggingface | page | other; repo 'owner/name' or None."""

    url: str
    kind: str
    repo: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One span of the text and what a detector takes it for.

    `canonical`: the published spelling, where the rule knows it; one span may carry several mentions whose
    canonicals differ ("Gemma-2B/7B" names Gemma 2B and Gemma 7B). `introduced`: the rule saw the text present it
    as new; `newness`: how sure that is of one that stands, given that it is an entity. `value`: for PARAMETERS and
    TOKENS an Amount, for LINK a Url.
    """

    type: MentionType
    start: int
    end: int
    surface: str
    confidence: float
    rule: str
    canonical: str | None = None
    family: str | None = None
    vendor: str | None = None
    introduced: bool = False
    value: Amount | Url | None = None
    newness: float = 1.0

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.start, self.end, self.confidence, self.rule)


@dataclass(frozen=True, slots=True)
class PaperEntity:
    """An entity as one paper speaks of it: all its mentions (text order) under one canonical name.

    `introduced` is the evidence that the paper presents it as its own, or None. `node` is set by resolution.
    """

    type: MentionType
    canonical: str
    mentions: tuple[Mention, ...]
    introduced: Evidence | None = None
    family: str | None = None
    vendor: str | None = None
    node: str | None = None

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The spellings, each once, in text order."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))

    @property
    def surest(self) -> Mention:
        """The mention that is surest, the first of several: an entity is as sure as this one."""
        return max(self.mentions, key=lambda mention: mention.confidence)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that a tagger takes for an entity, and how sure it is (0 to 1)."""

    type: MentionType
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Hints:
    """What a trained encoder says of one text, in log-odds, rows in the order of kg/encoder/outputs.py.

    `names` numbers the places that it was asked about: places of one name have one number. `relations` are by head
    (`Hints.PAPER`: the paper itself) and tail.
    """

    PAPER: ClassVar[int] = -1
    names: Mapping[tuple[int, int], int]
    kinds: Mapping[int, tuple[float, ...]]
    new: Mapping[int, float]
    relations: Mapping[tuple[int, int], tuple[float, ...]]
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What mention detection found in one document: what fact extractors work on."""

    document: Document
    entities: tuple[PaperEntity, ...]
    values: tuple[Mention, ...]
    """The mentions that carry a value: parameters, tokens, links; in text order."""
    hints: Hints | None = None


@dataclass(frozen=True, slots=True)
class ParameterFact:
    """A statement of a model's size; `of` is a canonical name, or None where the text names no model."""

    surface: str
    amount: Amount
    of: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TokenFact:
    """A stated amount of training text in tokens; `of` a model's or a dataset's canonical name, or None."""

    surface: str
    amount: Amount
    of: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HardwareFact:
    """One use of a hardware: device count, device-hours, purpose (training|inference|evaluation), and by whom."""

    name: str
    count: int | None
    hours: float | None
    purpose: str | None
    by: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A URL, what it leads to (code|data|model|demo|list|page) and the introduced entity it belongs to, or PAPER."""

    url: Url
    role: str
    of: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RelationFact:
    """head –relation→ tail, between canonical names of the paper's entities (or PAPER as head).

    `evidence` spans the sentence (or the smallest span) that says so; it holds a surface of the tail.
    """

    head: str
    relation: Relation
    tail: str
    evidence: Evidence


Fact: TypeAlias = ParameterFact | TokenFact | HardwareFact | LinkFact | RelationFact


@dataclass(frozen=True, slots=True)
class Record:
    """All that was extracted from one paper: the immutable facts that resolution and assembly build on.

    `key` is a hash of the document and of the extractor's version: a record whose key still holds is not made again.
    """

    document: Document
    entities: tuple[PaperEntity, ...] = ()
    parameters: tuple[ParameterFact, ...] = ()
    tokens: tuple[TokenFact, ...] = ()
    hardware: tuple[HardwareFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why a spelling is one of an entity's: the rule's name, and how often that rule is right (0 to 1)."""

    spelling: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True, order=True)
class Rejected:
    """Another entity that a rule would have made one with this one: its id, the rule, and what kept the two apart."""

    other: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing over all papers: a stable id (type and normalised name), a name, other spellings, and why.

    `members` are (document id, canonical name in that paper), sorted. `why`: what joined each spelling. `sense`: the
    words that tell it from other things of its name; None where the name is enough.
    For a model: `series` is the id of the Model it is a variant of ("model/llama-2"), `size` in parameters.
    """

    id: str
    type: MentionType
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    why: tuple[Reason, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    sense: str | None = None
    series: str | None = None
    size: int | None = None
    vendor: str | None = None


Scalar: TypeAlias = str | int | float | bool
Property: TypeAlias = Scalar | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A typed node; `properties` hold no None and no `id`. Property names are camelCase as in kg/schema.py."""

    id: str
    type: str
    properties: Mapping[str, Property] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """A typed edge with its own id; `properties` hold paper, quote, start, end, confidence, rule and the type's own."""

    id: str
    type: str
    source: str
    target: str
    properties: Mapping[str, Property] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that assembly refused: the paper's id, the row in words, and the reason (a short, countable phrase)."""

    paper: str
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, each sorted by id; ids are unique, every edge's ends are among the nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    refused: tuple[Refused, ...] = ()

"""The forms of rows on disk: pydantic classes of records.jsonl (kg/records.py) in, JSON Schema's definitions out.

Nodes and edges lie as `{"id", "type", …, "properties"}`, with the properties of kg/schema/nodes.py and edges.py.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from kg.model import MentionType, Relation
from kg.schema.base import Count, EdgeType, NodeType, Offset
from kg.schema.edges import EDGES, Role
from kg.schema.nodes import ARTEFACTS, NODES

Definitions = dict[str, Any]


class Row(BaseModel):
    """A JSON object with just these keys."""

    model_config = ConfigDict(extra="forbid")


class EvidenceRow(Row):
    """Where the text says so (half-open code points in title, one newline, abstract), and by which rule."""

    start: Offset
    end: Offset
    confidence: float = Field(ge=0, le=1)
    rule: str


class MentionRow(EvidenceRow):
    """One place where the text names an entity."""

    surface: str


class EntityRow(EvidenceRow):
    """An entity as one paper speaks of it; the evidence is of its surest mention."""

    type: MentionType = Field(json_schema_extra={"enum": list(ARTEFACTS)})
    canonical: str
    surfaces: list[str]
    introduced: bool
    introduction: EvidenceRow | None = Field(None, description="Where the paper introduces it; absent if it doesn't.")
    family: str | None = None
    vendor: str | None = None
    node: str | None = Field(None, description="The id of its node, once names are resolved over all papers.")
    mentions: list[MentionRow] = Field(min_length=1)


class AmountRow(EvidenceRow):
    """A stated number of parameters or tokens: `value`, or `low` and `high` of a range."""

    surface: str
    value: Count | None = None
    low: Count | None = None
    high: Count | None = None
    active: bool = False
    of: str | None = Field(description="The canonical name of the model or dataset, null where none is named.")


class HardwareRow(EvidenceRow):
    """One use of a hardware."""

    name: str
    count: int | None
    hours: float | None = Field(gt=0)
    purpose: Literal["training", "inference", "evaluation"] | None
    by: str = Field(description="The canonical name of what ran on it, or PAPER.")


class LinkRow(EvidenceRow):
    """A URL, cleaned, and what it leads to."""

    url: str
    kind: Literal["github", "huggingface", "page", "other"]
    repo: str | None
    role: Role
    of: str = Field(description="The canonical name of the introduced entity that it belongs to, or PAPER.")


class ListingRow(Row):
    """One place where the paper stood."""

    name: str
    line: int
    date: str | None = None


class RecordRow(Row):
    """All that was extracted from one paper."""

    id: str
    title: str
    abstract: str
    url: str | None = None
    year: int | None = None
    published: str | None = None
    authors: list[str] = []
    categories: list[str] = []
    listings: list[ListingRow] = []
    key: str
    entities: list[EntityRow]
    parameters: list[AmountRow]
    tokens: list[AmountRow]
    hardware: list[HardwareRow]
    links: list[LinkRow]
    relations: list[tuple[str, Relation, str, EvidenceRow]] = Field(description="Head, relation, tail, evidence.")


class ReasonRow(Row):
    """A spelling, the rule that joined it (kg/entities/rules.py), and how often that rule is right."""

    spelling: str
    rule: str
    score: float = Field(ge=0, le=1)


class RejectedRow(Row):
    """Another entity's id, the rule that would have joined it, and what kept it apart."""

    other: str
    rule: str
    reason: str


class DecisionRow(Row):
    """A decision of identity (kg/entities/decisions.py): which names of which papers are one thing, and why."""

    id: str
    type: MentionType = Field(json_schema_extra={"enum": list(ARTEFACTS)})
    name: str
    aliases: list[str] = []
    members: list[tuple[str, str]] = Field([], description="Document id and canonical name in that paper.")
    why: list[ReasonRow] = Field([], description="What joined each spelling.")
    rejected: list[RejectedRow] = Field([], description="What a rule would have joined, and what kept it apart.")
    sense: str | None = Field(None, description="The words that tell it from other things of its name.")
    series: str | None = Field(None, description="The id of the Model that it is a variant of.")
    size: Count | None = Field(None, description="In parameters, as its name says.")
    vendor: str | None = None


class RefusedRow(Row):
    """A row that assembly refused, in words, with a reason that can be counted."""

    paper: str
    row: str
    reason: str


def definitions() -> Definitions:
    """JSON Schema's `$defs` of all rows: `record`, `decision`, `node`, `edge`, `refused`, and their parts."""
    kinds: list[type[BaseModel]] = [RecordRow, DecisionRow, RefusedRow, *NODES.values(), *EDGES.values()]
    _, top = models_json_schema([(kind, "validation") for kind in kinds], by_alias=True, ref_template="#/$defs/{model}")
    found: Definitions = dict(top["$defs"])
    nodes = {f"{label}Node": _node(kind, found[kind.__name__]) for label, kind in NODES.items()}
    edges = {f"{label}Edge": _edge(kind) for label, kind in EDGES.items()}
    rows = {
        "record": {"$ref": "#/$defs/RecordRow"},
        "decision": {"$ref": "#/$defs/DecisionRow"},
        "refused": {"$ref": "#/$defs/RefusedRow"},
        "node": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in nodes]},
        "edge": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in edges]},
    }
    return {**found, **nodes, **edges, **rows}


def _node(kind: type[NodeType], properties: Definitions) -> Definitions:
    """The row of a node; `id` moves from the class's properties to the row."""
    identity = properties["properties"].pop("id")
    properties["required"].remove("id")
    return _object(id=identity, type={"const": kind.label}, properties={"$ref": f"#/$defs/{kind.__name__}"})


def _edge(kind: type[EdgeType]) -> Definitions:
    return _object(
        id={"type": "string", "pattern": "^edge/[0-9a-f]{32}$"},
        type={"const": kind.label},
        source=_end(kind.domain),
        target=_end(kind.range),
        properties={"$ref": f"#/$defs/{kind.__name__}"},
    )


def _end(labels: tuple[str, ...]) -> Definitions:
    return {"type": "string", "pattern": f"^({'|'.join(label.lower() for label in labels)})/\\S+$"}


def _object(**properties: Any) -> Definitions:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }

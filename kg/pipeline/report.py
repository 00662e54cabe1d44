"""Records, entities and a graph in; the counts that a build reports out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.entities.changes import Changes
from kg.entities.rules import ALIAS_TABLE, JUDGEMENT
from kg.model import Entity, Graph, Record, Skipped


@dataclass(frozen=True, slots=True, order=True)
class Overruled:
    """A judgement, or a row of a table, that two things are one, which was not followed, and what held them apart."""

    rule: str
    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read, made and refused; counts by type are sorted by type."""

    folder: Path
    papers: int
    mentions: int
    facts: dict[str, int]
    entities: dict[str, int]
    nodes: dict[str, int]
    edges: dict[str, int]
    refused: dict[str, int]
    entries: int = 0
    """Papers as the listings have them: one that stands in two counts twice."""
    extracted: int = 0
    """Papers that had to be read; the others' records were taken over from the last build."""
    skipped: tuple[Skipped, ...] = ()
    cost: str | None = None
    """What extraction cost, in one line; None where it cost nothing but time."""
    judged: int = 0
    """Pairs that alias tables and judgements speak of."""
    overruled: tuple[Overruled, ...] = ()
    changes: Changes | None = None
    """What resolving anew changed; None for a build, or where the decisions before can't be read."""
    store: str = ""
    """'loaded', 'updated' or 'unchanged'."""

    def counts(self) -> dict[str, Any]:
        """The counts that depend on the input alone, not on what an earlier build had done."""
        names = ("entries", "papers", "mentions", "facts", "entities", "nodes", "edges", "refused")
        return {name: getattr(self, name) for name in names} | {"skipped": len(self.skipped)}


def overruled(entities: Iterable[Entity]) -> tuple[Overruled, ...]:
    """What was said to be one by hand, and is not, sorted."""
    found = {
        Overruled(each.rule, min(entity.id, each.other), max(entity.id, each.other), each.reason)
        for entity in entities
        for each in entity.rejected
        if each.rule in {JUDGEMENT, ALIAS_TABLE}
    }
    return tuple(sorted(found))


def counted(folder: Path, read: Sequence[Record], entities: Sequence[Entity], graph: Graph) -> BuildReport:
    """What can be counted in the graph; the caller adds what it was made from."""
    kinds = ("parameters", "tokens", "hardware", "links", "relations")
    return BuildReport(
        folder=folder,
        papers=len(read),
        mentions=sum(len(entity.mentions) for record in read for entity in record.entities),
        facts={kind: sum(len(getattr(record, kind)) for record in read) for kind in kinds},
        entities=_by(entity.type.value for entity in entities),
        nodes=_by(node.type for node in graph.nodes),
        edges=_by(edge.type for edge in graph.edges),
        refused=_by(refused.reason for refused in graph.refused),
        overruled=overruled(entities),
    )


def _by(kinds: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(kinds).items()))

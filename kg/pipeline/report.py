"""Records, entities and a graph in; the counts that a build reports out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.entities.changes import Changes
from kg.model import Entity, Graph, Record, Skipped


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
    """Rows of alias tables and judgements that were obeyed."""
    changes: Changes | None = None
    """What resolving anew changed; None for a build, or where the decisions before can't be read."""
    store: str = ""
    """'loaded', 'updated' or 'unchanged'."""

    def counts(self) -> dict[str, Any]:
        """The counts that depend on the input alone, not on what an earlier build had done."""
        names = ("entries", "papers", "mentions", "facts", "entities", "nodes", "edges", "refused")
        return {name: getattr(self, name) for name in names} | {"skipped": len(self.skipped)}


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
    )


def _by(kinds: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(kinds).items()))

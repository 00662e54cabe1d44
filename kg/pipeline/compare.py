"""Two graphs' folders in; what became of the entities and edges of the one in the other, out."""

from dataclasses import dataclass
from pathlib import Path

from kg.entities.changes import Changes, changes, things
from kg.graph import files as graph_files
from kg.graph.changes import EdgeChanges, edge_changes
from kg.pipeline.judging import read_decisions


@dataclass(frozen=True, slots=True)
class Difference:
    """From the first folder to the second."""

    changes: Changes
    edges: tuple[EdgeChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.edges)


def compare(old: Path, new: Path) -> Difference:
    """What differs in the second folder. Raises InputError where one of the two holds no graph."""
    before, after = read_decisions(old), read_decisions(new)
    edges = edge_changes(graph_files.read_edges(old), graph_files.read_edges(new), things(before, after))
    return Difference(changes(before, after), edges)

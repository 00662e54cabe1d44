"""The plug-in kind of file delivery: a Graph in, a file out."""

from pathlib import Path
from typing import ClassVar, Protocol

from kg.model import Graph


class Sink(Protocol):
    """Writes a graph to one file. `suffixes` are the file names' endings that choose it ('.ttl', '.graphml').

    Writing is atomic (kg/files.py) and deterministic: the same graph, the same bytes.
    """

    suffixes: ClassVar[tuple[str, ...]]

    def write(self, graph: Graph, path: Path) -> None: ...

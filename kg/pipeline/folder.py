"""Records and what was said of identity in; a graph's folder out: decisions, nodes, edges, loaded store, manifest.

The folder is a pure function of its records, alias table and judgements, and is there whole or as it was before.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kg import records as record_file
from kg.entities import decisions
from kg.entities.resolve import assign, resolve
from kg.errors import InputError, SettingError, StoreError
from kg.graph import files as graph_files
from kg.graph.assemble import assemble
from kg.graph.confidence import at_least
from kg.model import Graph, Record
from kg.pipeline import manifest
from kg.pipeline.given import Given
from kg.pipeline.manifest import Origin
from kg.pipeline.report import BuildReport, counted
from kg.sinks.delta import digest
from kg.sinks.embedded import load_embedded, loaded

LOCK = ".lock"
STAGING = ".next"
STORE = "store"

Progress = Callable[[str, int, int | None], None]
"""Called with a stage's name, what of it is done, and of how many (None where that isn't known)."""


def silent(stage: str, done: int, total: int | None) -> None:
    """The progress that nobody watches."""


def check(folder: Path) -> None:
    """Raises SettingError where a build would overwrite something else than a graph."""
    if folder.exists() and not folder.is_dir():
        raise SettingError(f"{folder} is a file: name a folder for the graph with -o")
    ours = {manifest.NAME, LOCK, STAGING, STORE, *manifest.FILES, manifest.ALIASES, manifest.JUDGEMENTS}
    if folder.is_dir() and (names := {path.name for path in folder.iterdir()}) and not names & ours:
        raise SettingError(f"{folder} holds other things than a graph ({sorted(names)[0]!r}, …): name a new folder")


@contextmanager
def held(folder: Path, *, seconds: float = 0) -> Iterator[None]:
    """Keeps other processes off the folder; raises StoreError if one of them holds it longer than so many seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=seconds):
            yield
    except Timeout as error:
        raise StoreError(f"{folder} is being built by another process: wait until it ends") from error


def settle(folder: Path, read: Sequence[Record], given: Given, origin: Origin, progress: Progress) -> BuildReport:
    """Resolves, assembles, writes and loads what papers say; the report lacks only what reading them cost."""
    progress("resolution", 0, None)
    entities = resolve(read, aliases=given.aliases, judgements=given.judgements)
    read = list(assign(read, entities))
    progress("assembly", 0, None)
    graph = at_least(assemble(read, entities), origin.min_confidence)
    staging = folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    record_file.write(read, staging / "records.jsonl")
    decisions.write(entities, staging / "entities.jsonl")
    graph_files.write(graph, staging)
    given.stage(staging)
    report = replace(counted(folder, read, entities, graph), entries=origin.entries, judged=given.obeyed)
    return replace(report, store=_deliver(graph, folder, origin, report.counts(), progress))


def _deliver(graph: Graph, folder: Path, origin: Origin, counts: Mapping[str, Any], progress: Progress) -> str:
    """Puts what is staged in its place and loads the store; says what that took."""
    holds, wanted = loaded(folder), digest(graph)
    previous = _previous(folder) if holds not in (None, wanted) else None
    staging = folder / STAGING
    if not (staging / manifest.ALIASES).exists():
        (folder / manifest.ALIASES).unlink(missing_ok=True)
    for path in sorted(staging.iterdir()):
        path.replace(folder / path.name)
    shutil.rmtree(staging)
    manifest.write(folder, origin, counts)
    if holds == wanted:
        return "unchanged"
    progress("loading", 0, None)
    load_embedded(graph, folder, previous=previous, progress=lambda done, total: progress("loading", done, total))
    return "loaded" if previous is None else "updated"


def _previous(folder: Path) -> Graph | None:
    """The last build's graph, so that the store need only be told the difference; a damaged file costs a whole load."""
    try:
        return graph_files.read(folder)
    except InputError:
        return None

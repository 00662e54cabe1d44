"""Documents in, a graph's folder out: records, decisions of identity, nodes, edges, the loaded store and a manifest."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kg import records as record_file
from kg.confidence import checked
from kg.entities import decisions
from kg.entities.resolve import assign, resolve
from kg.errors import InputError, SettingError, StoreError
from kg.extractors import DEFAULT
from kg.graph import files as graph_files
from kg.graph.assemble import assemble
from kg.graph.confidence import at_least
from kg.model import Document, Entity, Graph, Record, Skipped
from kg.pipeline import manifest
from kg.pipeline.extract import Extraction
from kg.sinks.delta import digest
from kg.sinks.embedded import load_embedded, loaded
from kg.sources.merge import merged

LOCK = ".lock"
STAGING = ".next"
STORE = "store"
REASONS = 10
"""Reasons that are named where nothing could be read."""

Progress = Callable[[str, int, int | None], None]
"""Called with a stage's name, what of it is done, and of how many (None where that isn't known)."""


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
    store: str = ""
    """'loaded', 'updated' or 'unchanged'."""

    def counts(self) -> dict[str, Any]:
        """The counts that depend on the input alone, not on what an earlier build had done."""
        names = ("entries", "papers", "mentions", "facts", "entities", "nodes", "edges", "refused")
        return {name: getattr(self, name) for name in names} | {"skipped": len(self.skipped)}


def silent(stage: str, done: int, total: int | None) -> None:
    """The progress that nobody watches."""


def build(  # noqa: PLR0913 # the options of `kg build`
    found: Iterable[Document | Skipped],
    folder: Path,
    *,
    extractor: str = DEFAULT,
    weights: Path | None = None,
    min_confidence: float = 0.0,
    jobs: int | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Builds the graph of all documents found; only what changed since the folder's last build is made again.

    Records and decisions hold everything, the graph what is at least so sure (kg/graph/confidence.py): with another
    `min_confidence` nothing is extracted anew. `weights`: a folder to read with instead of the extractor's own.

    Raises SettingError if `folder` holds something else, the extractor can't work or the confidence is none,
    InputError if no paper was found or none could be read, StoreError if another build holds the folder or the store
    can't be loaded. A build that ends early leaves the last graph as it was, or, once the files are renamed, a store
    that says that it isn't loaded and that the next build loads.
    """
    checked(min_confidence)
    extraction = Extraction(extractor, weights=weights, jobs=jobs)
    _check(folder)
    with _held(folder):
        documents, skipped, entries = acquire(found, progress)
        read, extracted, failed = _records(documents, folder, extraction, progress)
        if not read:
            raise no_paper("could be read", failed)
        progress("resolution", 0, None)
        entities = resolve(read)
        read = list(assign(read, entities))
        progress("assembly", 0, None)
        graph = at_least(assemble(read, entities), min_confidence)
        _stage(folder, read, entities, graph)
        counted = _report(folder, read, entities, graph)
        report = replace(
            counted, entries=entries, extracted=extracted, skipped=(*skipped, *failed), cost=extraction.summary()
        )
        made_from = {**_made_from(documents, extraction), "min_confidence": min_confidence}
        return _deliver(report, graph, made_from, progress)


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise SettingError(f"{folder} is a file: name a folder for the graph with -o")
    ours = {manifest.NAME, LOCK, STAGING, STORE, *manifest.FILES}
    if folder.is_dir() and (names := {path.name for path in folder.iterdir()}) and not names & ours:
        raise SettingError(f"{folder} holds other things than a graph ({sorted(names)[0]!r}, …): name a new folder")


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout as error:
        raise StoreError(f"{folder} is being built by another process: wait until it ends") from error


def acquire(
    found: Iterable[Document | Skipped], progress: Progress = silent
) -> tuple[list[Document], tuple[Skipped, ...], int]:
    """Each paper once, what was skipped, and the number of entries. Raises InputError where no paper was found."""
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            documents.append(item)
            progress("reading", len(documents), None)
    papers = merged(documents)
    if not papers:
        raise no_paper("in the input", skipped)
    return papers, tuple(skipped), len(documents)


def no_paper(what: str, skipped: Sequence[Skipped]) -> InputError:
    """The error that nothing is left to go on with, and why not."""
    why = "".join(f"; {one.place}: {one.reason}: {one.remedy}" for one in skipped[:REASONS])
    return InputError(f"no paper {what}{why}")


def _records(
    documents: Sequence[Document], folder: Path, extraction: Extraction, progress: Progress
) -> tuple[list[Record], int, list[Skipped]]:
    """The documents' records in order, how many of them were extracted, and who has none: the last build's are kept."""
    keys = [extraction.key_of(document) for document in documents]
    old = manifest.read(folder)
    known = _known(folder, set(keys)) if old and old.get("extractor_key") == extraction.key else {}
    missing = [document for document, key in zip(documents, keys, strict=True) if key not in known]
    fresh: dict[str, Record] = {}
    failed: list[Skipped] = []
    progress("extraction", 0, len(missing))
    for found in extraction.read(missing):
        if isinstance(found, Skipped):
            failed.append(found)
        else:
            fresh[found.document.id] = found
        progress("extraction", len(fresh) + len(failed), len(missing))
    records = [
        fresh[document.id] if document.id in fresh else replace(known[key], document=document)
        for document, key in zip(documents, keys, strict=True)
        if document.id in fresh or key in known
    ]
    return records, len(fresh), failed


def _known(folder: Path, keys: set[str]) -> dict[str, Record]:
    """The last build's records of these keys; none if their file is absent or damaged: they are then made anew."""
    try:
        return {record.key: record for record in record_file.read(folder / "records.jsonl") if record.key in keys}
    except (OSError, InputError):
        return {}


def _stage(folder: Path, read: Sequence[Record], entities: Sequence[Entity], graph: Graph) -> None:
    staging = folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    record_file.write(read, staging / "records.jsonl")
    decisions.write(entities, staging / "entities.jsonl")
    graph_files.write(graph, staging)


def _deliver(report: BuildReport, graph: Graph, made_from: Mapping[str, Any], progress: Progress) -> BuildReport:
    folder, staging = report.folder, report.folder / STAGING
    held, wanted = loaded(folder), digest(graph)
    previous = _previous(folder) if held not in (None, wanted) else None
    for name in manifest.FILES:
        (staging / name).replace(folder / name)
    shutil.rmtree(staging)
    manifest.write(folder, made_from, report.counts())
    if held == wanted:
        return replace(report, store="unchanged")
    progress("loading", 0, None)
    load_embedded(graph, folder, previous=previous, progress=lambda done, total: progress("loading", done, total))
    return replace(report, store="loaded" if previous is None else "updated")


def _previous(folder: Path) -> Graph | None:
    """The last build's graph, so that the store need only be told the difference; a damaged file costs a whole load."""
    try:
        return graph_files.read(folder)
    except InputError:
        return None


def _made_from(documents: Iterable[Document], extraction: Extraction) -> dict[str, Any]:
    """The part of the manifest that says what the graph was made from and by which extractor."""
    names = Counter(listing.name for document in documents for listing in document.listings)
    return {
        "extractor": extraction.name,
        "extractor_key": extraction.key,
        "inputs": [{"name": name, "entries": count} for name, count in sorted(names.items())],
    }


def _report(folder: Path, read: Sequence[Record], entities: Sequence[Entity], graph: Graph) -> BuildReport:
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

"""Documents in, a graph's folder out; only papers that the folder's last build had not read are extracted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg import records as record_file
from kg.confidence import checked
from kg.errors import InputError
from kg.extractors import DEFAULT
from kg.model import Document, Record, Skipped
from kg.pipeline import manifest
from kg.pipeline.extract import Extraction
from kg.pipeline.folder import Progress, check, held, settle, silent
from kg.pipeline.given import Given
from kg.pipeline.manifest import Origin
from kg.pipeline.report import BuildReport
from kg.sources.merge import merged

REASONS = 10
"""Reasons that are named where nothing could be read."""


def build(  # noqa: PLR0913 # the options of `kg build`
    found: Iterable[Document | Skipped],
    folder: Path,
    *,
    extractor: str = DEFAULT,
    weights: Path | None = None,
    min_confidence: float = 0.0,
    jobs: int | None = None,
    aliases: Sequence[Path] | None = None,
    progress: Progress = silent,
) -> BuildReport:
    """Builds the graph of all documents found; only what changed since the folder's last build is made again.

    Records and decisions hold everything, the graph what is at least so sure (kg/graph/confidence.py): with another
    `min_confidence` nothing is extracted anew. `weights`: a folder to read with instead of the extractor's own.
    `aliases`: tables of what is the same and what is not (kg/entities/judgement.py), a later one going before an
    earlier one; None keeps those that the folder was built with, () drops them. Before all of them go the judgements
    that the folder holds.

    Raises SettingError if `folder` holds something else, the extractor can't work, the confidence is none or a row of
    aliases or judgements is bad, InputError if no paper was found or none could be read, StoreError if another build
    holds the folder or the store can't be loaded. A build that ends early leaves the last graph as it was, or, once
    the files are renamed, a store that says that it isn't loaded and that the next build loads.
    """
    checked(min_confidence)
    Given.of(folder, aliases)  # a bad row stops the run before it starts
    extraction = Extraction(extractor, weights=weights, jobs=jobs)
    check(folder)
    with held(folder):
        given = Given.of(folder, aliases)
        documents, skipped, entries = acquire(found, progress)
        read, extracted, failed = _records(documents, folder, extraction, progress)
        if not read:
            raise no_paper("could be read", failed)
        lost = (*skipped, *failed)
        origin = Origin(extraction.name, extraction.key, _inputs(documents), min_confidence, entries, len(lost))
        report = settle(folder, read, given, origin, progress)
        return replace(report, extracted=extracted, skipped=lost, cost=extraction.summary())


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


def _inputs(documents: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    names = Counter(listing.name for document in documents for listing in document.listings)
    return tuple(sorted(names.items()))

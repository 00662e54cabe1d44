"""A graph's folder in; the same folder out, its entities resolved anew from the records that it holds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg import records as record_file
from kg.entities import decisions
from kg.entities.changes import changes
from kg.errors import InputError
from kg.model import Entity, Record
from kg.pipeline import manifest
from kg.pipeline.folder import Progress, held, settle, silent
from kg.pipeline.given import Given
from kg.pipeline.manifest import Origin
from kg.pipeline.report import BuildReport

REMEDY = "make it anew with `kg build INPUT -o DIR`"


def resolve(folder: Path, *, aliases: Sequence[Path] | None = None, progress: Progress = silent) -> BuildReport:
    """Resolution, assembly and loading again; no input is read, nothing extracted, and the bytes are a build's.

    `aliases`: as `build` takes them; None keeps those that the folder was built with, () drops them. The report's
    `changes` say what differs from the decisions that the folder held.

    Raises InputError if the folder holds no finished build or its records can't be read, else what `build` raises.
    """
    Given.of(folder, aliases)
    _origin(folder)
    with held(folder):
        given, origin = Given.of(folder, aliases), _origin(folder)
        progress("reading", 0, None)
        before, read = _decisions(folder), _read(folder)
        report = settle(folder, read, given, origin, progress)
        after = tuple(decisions.read(folder / "entities.jsonl"))
        return replace(report, changes=None if before is None else changes(before, after))


def _origin(folder: Path) -> Origin:
    found = manifest.read(folder)
    if found is None:
        raise InputError(f"{folder} holds no finished graph ({manifest.NAME} is absent or damaged): {REMEDY}")
    return Origin.of(found, folder)


def _read(folder: Path) -> list[Record]:
    try:
        return list(record_file.read(folder / "records.jsonl"))
    except OSError as error:
        raise InputError(f"{folder / 'records.jsonl'}: can't be read ({error.strerror}): {REMEDY}") from error


def _decisions(folder: Path) -> tuple[Entity, ...] | None:
    """The decisions before; None where an older or a damaged file can't tell them."""
    try:
        return tuple(decisions.read(folder / "entities.jsonl"))
    except (OSError, InputError):
        return None

"""Files, folders and standard input in; every paper in them, and every paper, line or file that was left out, out."""

import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg import registry
from kg.errors import InputError, SettingError
from kg.model import Skipped
from kg.sources import row
from kg.sources.base import NO_COLUMNS, Found, Source
from kg.sources.content import Content
from kg.sources.text import one_line

STDIN = "-"
GROUP = "kg.sources"


@dataclass(frozen=True)
class _Place:
    """A file to read and its name in a listing: within the folder that was given, or its own."""

    path: Path
    name: str


def read(
    inputs: Sequence[str | Path],
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Found]:
    """Papers in the order of the inputs, a folder's files in the order of their names; "-" is standard input.

    `format` is a source's name, None tells it from each file's content; `columns` maps fields of a paper to the
    names that files have for them. One paper may come several times: kg/sources/merge.py makes them one.
    Raises InputError at once for a path that isn't there, SettingError for an unknown format or field.
    """
    sources = _sources(format)
    columns = row.checked(columns or NO_COLUMNS)
    for item in inputs:
        if str(item) != STDIN and not os.path.lexists(item):
            raise InputError(f"{item}: there is no such file or folder: check the path")
    return _read(inputs, sources, columns, stdin)


def formats() -> tuple[str, ...]:
    """The names of the formats that can be forced."""
    return registry.names(GROUP)


def _sources(format: str | None) -> tuple[Source, ...]:
    if format is None:
        return registry.load_all(GROUP)
    if format not in formats():
        raise SettingError(f"format {format!r} is unknown: known are {', '.join(formats())}")
    return (registry.load(GROUP, format),)


def _read(
    inputs: Sequence[str | Path],
    sources: tuple[Source, ...],
    columns: Mapping[str, str],
    stdin: BinaryIO | None,
) -> Iterator[Found]:
    for item in inputs:
        if str(item) == STDIN:
            yield from _content(Content(stdin or sys.stdin.buffer, STDIN, STDIN), sources, columns)
            continue
        for place in _places(Path(item)):
            if isinstance(place, Skipped):
                yield place
            else:
                yield from _file(place, sources, columns)


def _places(path: Path) -> Iterator[_Place | Skipped]:
    """A file itself; a folder's files, sorted, hidden ones and those of hidden folders left out."""
    if not path.is_dir():
        yield _Place(path, path.name)
        return
    found: list[tuple[str, _Place | Skipped]] = []
    for folder, names, files in os.walk(path, onerror=lambda error: found.append(_unread_folder(path, error))):
        names[:] = [name for name in names if not name.startswith(".")]
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        found.extend(_in_folder(path, Path(folder) / name) for name in links)
        found.extend(_in_folder(path, Path(folder) / name) for name in files if not name.startswith("."))
    if not found:
        yield _skipped(path, "the folder holds no file", "name a folder or file that holds papers")
    for _, place in sorted(found, key=lambda pair: pair[0]):
        yield place


def _in_folder(root: Path, path: Path) -> tuple[str, _Place | Skipped]:
    name = path.relative_to(root).as_posix()
    if path.is_dir():
        return name, _skipped(path, "a link to a folder is not followed", "name it as an input of its own")
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return name, _unread(path, error)
    if not regular:
        return name, _skipped(path, "neither a file nor a folder", "name it as an input of its own")
    return name, _Place(path, name)


def _file(place: _Place, sources: tuple[Source, ...], columns: Mapping[str, str]) -> Iterator[Found]:
    try:
        stream = place.path.open("rb")
    except OSError as error:
        yield _unread(place.path, error)
        return
    with stream:
        yield from _content(Content(stream, place.name, str(place.path)), sources, columns)


def _content(content: Content, sources: tuple[Source, ...], columns: Mapping[str, str]) -> Iterator[Found]:
    """The papers of one content by the source that knows it best, then what broke it off."""
    useless = _useless(content)
    if useless is not None:
        yield useless
        return
    head = content.head
    likeness, source = max(((source.likeness(head, columns), source) for source in sources), key=lambda pair: pair[0])
    if likeness > 0 or len(sources) == 1:
        yield from source.read(content, columns)
    else:
        remedy = f"give papers in one of {', '.join(formats())}, or name the format with --format"
        yield Skipped(content.path, None, "the format is unknown", remedy)
    if content.damage is not None:
        yield Skipped(content.path, None, content.damage, "copy or fetch the file again")


def _useless(content: Content) -> Skipped | None:
    if content.empty:
        if content.damage is not None:
            return Skipped(content.path, None, content.damage, "copy or fetch the file again")
        return Skipped(content.path, None, "the file is empty", "leave it out, or save it again")
    if content.binary:
        remedy = "give text: UTF-8, or UTF-16 with a byte order mark; gzip, bz2 and xz are unpacked"
        return Skipped(content.path, None, "the file is binary, no text", remedy)
    return None


def _skipped(path: Path, reason: str, remedy: str) -> Skipped:
    return Skipped(one_line(str(path)), None, reason, remedy)


def _unread(path: Path, error: OSError) -> Skipped:
    return _skipped(path, f"it can't be read ({error.strerror or error})", "check its access rights")


def _unread_folder(root: Path, error: OSError) -> tuple[str, Skipped]:
    path = Path(os.fsdecode(error.filename)) if error.filename else root
    return path.relative_to(root).as_posix(), _unread(path, error)

"""Rows in, a gzipped file of them out, one JSON object a line; and back. The same rows give the same bytes."""

from collections.abc import Iterable, Iterator
from gzip import GzipFile
from gzip import open as open_gzip
from pathlib import Path
from typing import Any

import orjson

from kg.files import atomic


def write(path: Path, rows: Iterable[Any]) -> None:
    """The file is there whole or not at all; it notes neither its name nor the time, as gzip would."""
    with atomic(path) as stream, GzipFile("", "wb", fileobj=stream, mtime=0) as out:
        for row in rows:
            out.write(orjson.dumps(row) + b"\n")


def read(path: Path) -> Iterator[Any]:
    """The rows, one at a time."""
    with open_gzip(path, "rb") as lines:
        yield from map(orjson.loads, lines)

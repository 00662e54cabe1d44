"""What a build read and made, in; `manifest.json`, which says what a graph's folder holds and from what, out."""

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from kg import __version__
from kg.files import atomic

NAME = "manifest.json"
FORMAT = 1
FILES = ("records.jsonl", "entities.jsonl", "nodes.jsonl", "edges.jsonl", "refused.jsonl")
_PACKAGES = ("spacy", "pydantic", "neo4j", "arcadedb-embedded", "ahocorasick_rs")

Manifest = Mapping[str, Any]


def read(folder: Path) -> Manifest | None:
    """The manifest of a finished build, or None where there is none, or none that can be trusted."""
    try:
        manifest = orjson.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


def write(folder: Path, made_from: Mapping[str, Any], counts: Mapping[str, Any]) -> None:
    """Writes the manifest: no clock and no path of this machine, so that the same input gives the same bytes."""
    manifest = {
        "format": FORMAT,
        "kg": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        **made_from,
        "counts": counts,
        "files": {name: digest(folder / name) for name in FILES},
    }
    with atomic(folder / NAME) as stream:
        stream.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def digest(path: Path) -> str:
    """A hash of one file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()

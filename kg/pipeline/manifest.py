"""What a build read and made, in; `manifest.json`, which says what a graph's folder holds and from what, out."""

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from kg import __version__
from kg.errors import InputError
from kg.files import atomic

NAME = "manifest.json"
FORMAT = 1
FILES = ("records.jsonl", "entities.jsonl", "nodes.jsonl", "edges.jsonl", "refused.jsonl")
ALIASES = "aliases.tsv"
"""The rows of the alias tables that the build was given; absent where it was given none."""
JUDGEMENTS = "judgements.tsv"
"""What a person judged of this graph: read and never written by a build."""
_PACKAGES = ("spacy", "pydantic", "neo4j", "arcadedb-embedded", "ahocorasick_rs")

Manifest = Mapping[str, Any]


def read(folder: Path) -> Manifest | None:
    """The manifest of a finished build, or None where there is none, or none that can be trusted."""
    try:
        manifest = orjson.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


@dataclass(frozen=True, slots=True)
class Origin:
    """What a graph was made from, by which extractor and how sure it had to be; `inputs`: file names with entries."""

    extractor: str
    extractor_key: str
    inputs: tuple[tuple[str, int], ...]
    min_confidence: float
    entries: int
    skipped: int

    @classmethod
    def of(cls, manifest: Manifest, folder: Path) -> "Origin":
        """What a manifest says. Raises InputError, naming the folder, where it lacks it."""
        try:
            counts = manifest["counts"]
            return cls(
                extractor=manifest["extractor"],
                extractor_key=manifest["extractor_key"],
                inputs=tuple((one["name"], one["entries"]) for one in manifest["inputs"]),
                min_confidence=float(manifest.get("min_confidence", 0.0)),
                entries=counts["entries"],
                skipped=counts["skipped"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"{folder / NAME}: what the graph was made from is not in it ({error!r}): make it anew with `kg build`"
            ) from error

    @property
    def row(self) -> dict[str, Any]:
        return {
            "extractor": self.extractor,
            "extractor_key": self.extractor_key,
            "inputs": [{"name": name, "entries": count} for name, count in self.inputs],
            "min_confidence": self.min_confidence,
        }


def write(folder: Path, origin: Origin, counts: Mapping[str, Any]) -> None:
    """Writes the manifest: no clock and no path of this machine, so that the same input gives the same bytes."""
    manifest = {
        "format": FORMAT,
        "kg": __version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        **origin.row,
        "counts": {**counts, "skipped": origin.skipped},
        "files": {name: digest(folder / name) for name in (*FILES, *_given(folder))},
    }
    with atomic(folder / NAME) as stream:
        stream.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _given(folder: Path) -> tuple[str, ...]:
    return tuple(name for name in (ALIASES, JUDGEMENTS) if (folder / name).exists())


def digest(path: Path) -> str:
    """A hash of one file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()

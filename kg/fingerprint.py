"""Nothing in, the extractor's version out: a hash over everything that an extracted record is a function of."""

import hashlib
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from kg import __version__

_PACKAGE = Path(__file__).parent
_PARTS = ("facts", "mentions", "terms", "values", "model.py", "nlp.py")
GROUPS = ("kg.mentions", "kg.facts")


@cache
def extractor() -> str:
    """Changes with kg's version, with its rules and term lists, and with any installed plug-in's version.

    The rules are hashed themselves, so that an edited term list is obeyed by the next build without anybody
    having to raise a number.
    """
    digest = hashlib.blake2b(__version__.encode(), digest_size=8)
    for part in _PARTS:
        path = _PACKAGE / part
        for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
            if file.suffix in {".py", ".tsv"}:
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    for group in GROUPS:
        for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
            version = point.dist.version if point.dist else ""
            digest.update(f"{group} {point.name} {point.value} {version}\n".encode())
    return digest.hexdigest()


def record_key(text: str) -> str:
    """The key of a document's record: the same text read by the same extractor gives the same facts."""
    return hashlib.blake2b(f"{extractor()}\n{text}".encode(), digest_size=16).hexdigest()

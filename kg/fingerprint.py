"""What a record is a function of, in; a hash over it out: a record whose hash still holds is not made again."""

import hashlib
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from kg import __version__

_PACKAGE = Path(__file__).parent


@cache
def fingerprint(
    name: str, *, parts: tuple[str, ...], groups: tuple[str, ...] = (), settings: tuple[str, ...] = ()
) -> str:
    """An extractor's key: changes with kg's version, with its rules, lists, weights and settings, and with plug-ins.

    `parts`: files and folders of the package; they are hashed themselves, so that an edited term list is obeyed by the
    next build without anybody having to raise a number. `groups`: entry-point groups whose installed plug-ins it uses.
    """
    digest = hashlib.blake2b(f"{__version__}\n{name}".encode(), digest_size=8)
    for part in parts:
        for file in _files(_PACKAGE / part):
            digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    for group in groups:
        for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
            version = point.dist.version if point.dist else ""
            digest.update(f"{group} {point.name} {point.value} {version}\n".encode())
    for setting in settings:
        digest.update(f"{len(setting)} {setting}\n".encode())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    """A file itself; of a folder all that a person wrote or fitted, so no bytecode and no editor's leavings."""
    if not path.is_dir():
        return [path]
    return sorted(
        file for file in path.rglob("*.*") if file.is_file() and file.suffix != ".pyc" and not file.name.startswith(".")
    )


def record_key(text: str, extractor: str) -> str:
    """The key of a document's record: the same text read by the extractor of the same key gives the same facts."""
    return hashlib.blake2b(f"{extractor}\n{text}".encode(), digest_size=16).hexdigest()

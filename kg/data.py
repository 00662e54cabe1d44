"""Finds `schemas/` and `cypher/`: inside an installed wheel, or beside `kg/` in a checkout."""

from pathlib import Path

from kg.errors import SettingError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `schemas` or `cypher`. Raises SettingError if the installation lacks it."""
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise SettingError(f"{name}/ is neither in {_PACKAGE / '_data'} nor beside {_PACKAGE}: install kg again")

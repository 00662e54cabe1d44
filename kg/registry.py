"""The name of a plug-in group in, its plug-ins out: the built-in ones enter by the same door as a stranger's.

A plug-in is an entry point of the group `kg.sources`, `kg.mentions`, `kg.facts`, `kg.extractors` or `kg.sinks` that
names a factory (a class or function callable without arguments) of the Protocol in that package's `base.py`.
"""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from kg.errors import SettingError


def names(group: str) -> tuple[str, ...]:
    """The names of a group's plug-ins, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load(group: str, name: str) -> Any:
    """Makes one plug-in. Raises SettingError, with the known names, for an unknown one."""
    for point in _points(group):
        if point.name == name:
            return point.load()()
    raise SettingError(f"no {group} plug-in is named {name!r}: known are {', '.join(names(group)) or 'none'}")


def load_all(group: str) -> tuple[Any, ...]:
    """Makes every plug-in of a group, in the order of their names."""
    return tuple(point.load()() for point in _points(group))


def _points(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda point: point.name)

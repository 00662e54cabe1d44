"""An extractor's name in, the extractor (one Document in, its Record out) out; the one that is used unless told.

Importing this package loads no extractor: only the one that is asked for is imported.
"""

from typing import cast

from kg import registry
from kg.errors import SettingError
from kg.extractors.base import Extractor

GROUP = "kg.extractors"
DEFAULT = "fast"
"""The extractor that is used where none is named."""


def names() -> tuple[str, ...]:
    """The installed extractors' names, sorted."""
    return registry.names(GROUP)


def make(name: str = DEFAULT) -> Extractor:
    """Makes one extractor. Raises SettingError for an unknown name, or where the extractor's own settings are wrong."""
    if name not in names():
        raise SettingError(f"no extractor is named {name!r}: installed are {', '.join(names()) or 'none'}")
    return cast(Extractor, registry.load(GROUP, name))

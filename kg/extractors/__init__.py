"""An extractor's name in, the extractor (one Document in, its Record out) out; the one that is used unless told.

Importing this package loads no extractor: only the one that is asked for is imported.
"""

from pathlib import Path
from typing import cast

from kg import registry
from kg.errors import SettingError
from kg.extractors.base import Extractor, Trained

GROUP = "kg.extractors"
DEFAULT = "best"
"""The extractor that is used where none is named."""


def names() -> tuple[str, ...]:
    """The installed extractors' names, sorted."""
    return registry.names(GROUP)


def make(name: str = DEFAULT, weights: Path | None = None) -> Extractor:
    """Makes one extractor. `weights`: a folder of `kg train`, to read with instead of the shipped weights.

    Raises SettingError for an unknown name, where the extractor's own settings are wrong, and for weights that it can't
    read with.
    """
    if name not in names():
        raise SettingError(f"no extractor is named {name!r}: installed are {', '.join(names()) or 'none'}")
    made = cast(Extractor, registry.load(GROUP, name))
    if weights is None:
        return made
    if not isinstance(made, Trained):
        raise SettingError(f"--weights {weights}: the extractor {name} takes none: use it with --extractor {DEFAULT}")
    return made.with_weights(weights)

"""An entity's type and name in; the key under which spellings of one name meet out, one small rule list per type."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from kg.entities.names.dataset import dataset_key
from kg.entities.names.hardware import hardware_key, hardware_shown
from kg.entities.names.method import method_key
from kg.entities.names.organization import organization_key
from kg.model import MentionType
from kg.values import model_name

BlockKey: TypeAlias = tuple[MentionType, str]
"""A type and a key within it."""


@lru_cache(maxsize=1 << 21)
def key(kind: MentionType, name: str) -> str:
    """Equal for spellings of one name within a type; never equal for two sizes or versions.

    >>> key(MentionType.DATASET, "the Pile") == key(MentionType.DATASET, "The Pile dataset")
    True
    >>> key(MentionType.HARDWARE, "NVIDIA GeForce RTX4090"), key(MentionType.HARDWARE, "A100-80GB")
    ('rtx4090', 'a100')
    """
    plain = " ".join(name.split())
    return _KEYS[kind](plain) or plain or name


def shown(kind: MentionType, name: str) -> str:
    """A name as a graph shows it: a model's published spelling, hardware without its vendor."""
    if kind is MentionType.MODEL:
        return model_name.canonical(name)
    return hardware_shown(name) if kind is MentionType.HARDWARE else name


_KEYS: dict[MentionType, Callable[[str], str]] = {
    MentionType.MODEL: model_name.key,
    MentionType.DATASET: dataset_key,
    MentionType.METHOD: method_key,
    MentionType.HARDWARE: hardware_key,
    MentionType.ORGANIZATION: organization_key,
}

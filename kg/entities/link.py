"""The terms in which rules of resolution speak: blocks by their keys, and links between two of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from kg.entities.block import Block
from kg.entities.keys import BlockKey
from kg.model import MentionType

Blocks: TypeAlias = Mapping[BlockKey, Block]


class Link(NamedTuple):
    """Two keys of a type that are one thing, and the rule's name; `a` is the one that gives way."""

    kind: MentionType
    a: str
    b: str
    rule: str


Rule: TypeAlias = Callable[[Blocks], Iterator[Link]]
"""Looks at all blocks, and never at all pairs of them."""

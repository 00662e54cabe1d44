"""Records in; their entities gathered in blocks (one type, one key) out: the smallest things that resolution joins."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.entities.keys import key
from kg.model import MentionType, PaperEntity, Record

BlockKey: TypeAlias = tuple[MentionType, str]


@dataclass(slots=True)
class Block:
    """What papers call one key; counts are of papers.

    `names`: canonical names. `surfaces`: all spellings. `together`: pairs of spellings that one paper uses for one
    entity, as `(spelling, other spelling)`. `members`: (document id, canonical name).
    """

    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    members: set[tuple[str, str]] = field(default_factory=set)
    vendors: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    together: set[tuple[str, str]] = field(default_factory=set)


def gather(records: Iterable[Record], apart: Mapping[tuple[MentionType, str], str]) -> dict[BlockKey, Block]:
    """The blocks, sorted by key. `apart` holds names that have a key of their own by judgement."""
    blocks: dict[BlockKey, Block] = {}
    for record in records:
        for entity in record.entities:
            name = entity.canonical
            own = apart.get((entity.type, name))
            block = blocks.setdefault((entity.type, own or key(entity.type, name)), Block())
            _add(block, record.document.id, entity)
    return dict(sorted(blocks.items()))


def _add(block: Block, document: str, entity: PaperEntity) -> None:
    spellings = dict.fromkeys((entity.canonical, *entity.surfaces))
    block.names[entity.canonical] += 1
    block.members.add((document, entity.canonical))
    block.surfaces.update(spellings.keys())
    if entity.vendor:
        block.vendors[entity.vendor] += 1
    if entity.family:
        block.families[entity.family] += 1
    block.together.update((one, other) for one in spellings for other in spellings if one != other)

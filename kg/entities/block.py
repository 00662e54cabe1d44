"""Records in; their entities gathered in blocks (one type, one key) out: the smallest things that resolution joins."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.entities.keys import BlockKey, key
from kg.entities.senses import long_form, other_senses
from kg.model import MentionType, PaperEntity, Record


@dataclass(slots=True)
class Block:
    """What papers call one key; counts are of papers.

    `names`: canonical names. `otherwise`: canonical names that usually mean another thing. `surfaces`: all spellings.
    `longs`: keys of what papers spell it out to. `shorts`: keys of acronyms for it. `members`: (document id, canonical
    name).
    """

    names: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    longs: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)
    otherwise: set[str] = field(default_factory=set)
    members: set[tuple[str, str]] = field(default_factory=set)
    vendors: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)


def gather(records: Iterable[Record], apart: Mapping[tuple[MentionType, str], str]) -> dict[BlockKey, Block]:
    """The blocks, sorted by key. `apart` holds names that have a key of their own by judgement."""
    seen = [(record.document.id, entity, long_form(entity)) for record in records for entity in record.entities]
    stated: dict[BlockKey, Counter[str]] = {}
    for _, entity, long in seen:
        if long is not None and long.by_initials:
            stated.setdefault((entity.type, long.owner), Counter())[long.text] += 1
    others = other_senses(stated)
    blocks: dict[BlockKey, Block] = {}
    for document, entity, long in seen:
        usual = key(entity.type, entity.canonical)
        other = others.get(((entity.type, long.owner), long.text)) if long is not None else None
        name = long.text if long is not None and other and long.owner == usual else entity.canonical
        own = apart.get((entity.type, name)) or (usual if name == entity.canonical else other) or usual
        block = blocks.setdefault((entity.type, own), Block())
        _add(block, document, entity, name)
        if long is not None and other is None and long.owner == own:
            block.longs.add(key(entity.type, long.text))
        elif long is not None and other is None:
            block.shorts.add(long.owner)
    return dict(sorted(blocks.items()))


def _add(block: Block, document: str, entity: PaperEntity, name: str) -> None:
    """`name`: the canonical one, or the long form where the canonical name usually means another thing."""
    block.names[name] += 1
    if name != entity.canonical:
        block.otherwise.add(entity.canonical)
    block.members.add((document, entity.canonical))
    block.surfaces.update(dict.fromkeys((name, *entity.surfaces)).keys())
    if entity.vendor:
        block.vendors[entity.vendor] += 1
    if entity.family:
        block.families[entity.family] += 1

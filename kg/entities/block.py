"""Records in; their entities gathered in blocks (one type, one key) out: the smallest things that resolution joins."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from kg.entities.homonyms import Use, things
from kg.entities.keys import BlockKey, key
from kg.entities.known import known
from kg.entities.senses import SMALL, LongForm, listed_meanings, long_form, other_senses
from kg.model import Document, MentionType, PaperEntity, Record
from kg.values.name import normal, slug

SENSE = "~"
"""Stands in keys and ids between a name and the words that tell one thing of that name from the others."""
OWN = "#"
"""Stands in keys before the name, or the document, to which a judgement gave a key of its own."""
_SENSE_WORDS = 4
AMBIGUOUS = (MentionType.MODEL, MentionType.DATASET, MentionType.METHOD)
"""Types whose names authors make up; two makers do not call two chips alike."""


@dataclass(slots=True)
class Block:
    """What papers call one key; counts are of papers.

    `names`: canonical names. `otherwise`: canonical names that usually mean another thing. `surfaces`: all spellings.
    `longs`: keys of what papers spell it out to. `shorts`: keys of acronyms for it. `members`: (document id, canonical
    name). `uses`: its entities as their papers have them. `sense`: the words that tell it from other things of its
    name. `parted`: the keys of names that its papers use for it, but that usually mean another thing.
    """

    names: Counter[str] = field(default_factory=Counter)
    surfaces: set[str] = field(default_factory=set)
    members: set[tuple[str, str]] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)
    sense: str | None = None
    # Frozen, since nearly all of a million blocks have none of these, and can share it.
    longs: frozenset[str] = frozenset()
    shorts: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()

    @property
    def vendors(self) -> Counter[str]:
        """The makers that papers give."""
        return Counter(use.entity.vendor for use in self.uses if use.entity.vendor)

    @property
    def families(self) -> Counter[str]:
        """The series that papers give."""
        return Counter(use.entity.family for use in self.uses if use.entity.family)


class OwnKeys(NamedTuple):
    """Keys that judgements give: to a name of a type, and to the use of a key in one paper (by its document id)."""

    names: dict[tuple[MentionType, str], str]
    uses: dict[tuple[MentionType, str, str], str]

    def of(self, entity: PaperEntity, usual: str, document: str, name: str) -> str | None:
        """The key of an entity by judgement; by a surface too, where its canonical name is a list's and not written."""
        names = (name,) if entity.canonical in entity.surfaces else (name, *entity.surfaces)
        by_name = (self.names.get((entity.type, each)) for each in names)
        return self.uses.get((entity.type, usual, document)) or next(filter(None, by_name), None)


class _Seen(NamedTuple):
    """An entity of a paper, the key of its name, and what the paper spells it out to."""

    document: Document
    entity: PaperEntity
    usual: str
    long: LongForm | None


Who: TypeAlias = tuple[str, MentionType, str]
"""A document's id, and type and canonical name of one of its entities."""


class _Place(NamedTuple):
    """Where an entity belongs whose name usually means another thing: the key, the name there, the telling words."""

    key: str
    name: str
    sense: str | None = None


def gather(records: Iterable[Record], own_keys: OwnKeys | None = None) -> dict[BlockKey, Block]:
    """The blocks, sorted by key."""
    own_keys = own_keys or OwnKeys({}, {})
    seen = [
        _Seen(record.document, entity, key(entity.type, entity.canonical), long_form(entity))
        for record in records
        for entity in record.entities
    ]
    placed = _spelled_out(seen)
    placed |= _homonyms([one for one in seen if _who(one) not in placed])
    blocks: dict[BlockKey, Block] = {}
    for one in seen:
        kind, document = one.entity.type, one.document.id
        place = placed.get(_who(one), _Place(one.usual, one.entity.canonical))
        own = own_keys.of(one.entity, one.usual, document, place.name) or place.key
        if (block := blocks.get((kind, own))) is None:
            sense = place.sense if own == place.key else _telling(one.document, one.entity)
            block = blocks[kind, own] = Block(sense=sense)
        _add(block, document, one.entity, place.name)
        block.uses.append(Use(one.document, one.entity))
        if _who(one) in placed:
            block.parted |= {one.usual}
        elif one.long is not None and one.long.by_words and one.long.owner == own:
            block.longs |= {key(kind, one.long.text)}
        elif one.long is not None and one.long.by_words:
            block.shorts |= {one.long.owner}
    return dict(sorted(blocks.items()))


def _who(one: _Seen) -> Who:
    return one.document.id, one.entity.type, one.entity.canonical


def _spelled_out(seen: Iterable[_Seen]) -> dict[Who, _Place]:
    """The entities whose paper spells their name out to another meaning than is usual."""
    stated: dict[BlockKey, Counter[str]] = {}
    told = [(one, one.long) for one in seen if one.long is not None]
    for one, long in told:
        if long.by_words:
            stated.setdefault((one.entity.type, long.owner), Counter())[long.text] += 1
    others = other_senses(stated)
    placed = {}
    for one, long in told:
        other = others.get(((one.entity.type, long.owner), long.text))
        if other is not None:
            placed[_who(one)] = _Place(other, long.text if long.owner == one.usual else one.entity.canonical)
    return placed


def _homonyms(seen: Iterable[_Seen]) -> dict[Who, _Place]:
    """The entities whose papers mean another thing by their name than most papers do."""
    together: dict[BlockKey, list[_Seen]] = defaultdict(list)
    for one in seen:
        if one.entity.type in AMBIGUOUS:
            together[one.entity.type, one.usual].append(one)
    placed: dict[Who, _Place] = {}
    for (kind, usual), found in together.items():
        if len({one.document.id for one in found}) > 1:
            by_name = {(one.document.id, one.entity.canonical): one for one in found}
            uses = [Use(one.document, one.entity, _is_spelled(one)) for one in found]
            for thing in things(uses, term=known(kind).get(usual))[1:]:
                members = [by_name[use.document.id, use.entity.canonical] for use in thing]
                place = _place(kind, usual, thing, members)
                placed.update((_who(one), place) for one in members)
    return placed


def _place(kind: MentionType, usual: str, thing: list[Use], members: list[_Seen]) -> _Place:
    """Under the long form where one is given, else under the name and words of the title that is most about it."""
    for one in members:
        if one.long is not None and one.long.by_words and one.long.owner == usual != key(kind, one.long.text):
            return _Place(key(kind, one.long.text), one.long.text)
    about = min(thing, key=lambda use: (-use.introduced, use.document.id))
    sense = _telling(about.document, about.entity)
    return _Place(f"{usual}{SENSE}{slug(sense)}", _own_name(about.entity), sense)


def _is_spelled(one: _Seen) -> bool:
    """Whether the paper spells the name out to what it usually means, or it would have been placed apart.

    What a listed name means is known only if the list says so: else its one long form may be that of a new thing.
    """
    term = known(one.entity.type).get(one.usual)
    if one.long is not None and one.long.by_words and one.long.owner == one.usual:
        return term is None or any(listed_meanings(term))
    listed = _listed_longs(one.entity.type, one.usual)
    return bool(listed) and any(normal(surface) in listed for surface in one.entity.surfaces if " " in surface)


@lru_cache(maxsize=4096)
def _listed_longs(kind: MentionType, usual: str) -> frozenset[str]:
    """The spellings of several words that a list gives for a name."""
    term = known(kind).get(usual)
    return frozenset(normal(name) for name in term.spellings if " " in name) if term is not None else frozenset()


def _telling(document: Document, entity: PaperEntity) -> str:
    """The first words of the paper's title that aren't the name: `TACO: Taming Diffusion for …` gives `Taming …`."""
    own = {normal(name) for name in entity.surfaces}
    before, _, behind = document.title.partition(":")
    title = behind if normal(before) in own else document.title
    words = [word for word in slug(title).split("-") if word not in _TELLS_NOTHING and normal(word) not in own]
    return " ".join(words[:_SENSE_WORDS]) or document.id


def _own_name(entity: PaperEntity) -> str:
    """The canonical name, unless the text never writes it (`CUB-200-2011` for a CUB of its own)."""
    if any(normal(surface) == normal(entity.canonical) for surface in entity.surfaces):
        return entity.canonical
    written = Counter(mention.surface for mention in entity.mentions)
    return min(written, key=lambda name: (-written[name], name))


def _add(block: Block, document: str, entity: PaperEntity, name: str) -> None:
    """`name`: the canonical one, or the one under which it is placed where that usually means another thing."""
    block.names[name] += 1
    if name != entity.canonical:
        block.otherwise |= {entity.canonical}
    block.members.add((document, entity.canonical))
    block.surfaces.update((name, *entity.surfaces))


_TELLS_NOTHING = SMALL | {"are", "at", "into", "is", "or", "toward", "towards", "using"}

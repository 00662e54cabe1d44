"""Entities and what a person calls one of them in; the entities meant, or the nearest names, out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from kg.errors import SettingError
from kg.model import ENTITY_TYPES, Entity, MentionType
from kg.values.name import normal, slug

_TYPES = {kind.value.lower(): kind for kind in ENTITY_TYPES}
_FAR = 60
"""Of 100 (rapidfuzz): below this, a name is no likely slip of another."""
_SHOWN = 8
_SPARE = 8
"""Times as many spellings are looked at as entities wanted: an entity has several."""


class Near(NamedTuple):
    """A spelling that is like what was asked for, the entity that has it, and how like it is (0 to 100)."""

    entity: Entity
    spelling: str
    likeness: float


def find(entities: Iterable[Entity], reference: str, kind: MentionType | None = None) -> tuple[Entity, ...]:
    """The entity of an id; else those of exactly such a spelling; else of one that differs in case and signs alone.

    `kind` keeps to one type; so does a type in front of a name ('model/Llama 2'). A document's id behind a name
    ('TACO@arxiv:2505.01234') means what that paper calls so.

    >>> bert = Entity("model/bert", MentionType.MODEL, "BERT", members=(("p", "bert"),))
    >>> [one.id for one in find([bert], "Bert")], find([bert], "dataset/BERT")
    (['model/bert'], ())
    """
    typed, name = _parted(reference)
    among = [one for one in entities if kind in (None, one.type)]
    of_type = [one for one in among if typed in (None, one.type)]
    like = normal(name)
    tests: tuple[tuple[Iterable[Entity], Callable[[Entity], bool]], ...] = (
        (among, lambda one: one.id == reference),
        (among, lambda one: reference in spellings(one)),
        (of_type, lambda one: name in spellings(one)),
        (of_type, lambda one: used(one, name) is not None),
        (of_type, lambda one: like != "" and like in map(normal, spellings(one))),
        (of_type if typed else (), lambda one: name in map(slug, spellings(one))),
    )
    hits = (tuple(filter(test, some)) for some, test in tests)
    return next(filter(None, hits), ())


def one(entities: Iterable[Entity], reference: str, kind: MentionType | None = None) -> Entity:
    """The one entity meant; of several of one type, the only one whose name, else whose name in a paper, it is.

    Raises SettingError where there is none, with the nearest names, or where there are several, with their ids.
    """
    known = tuple(entities)
    found = find(known, reference, kind)
    if len({each.type for each in found}) == 1:
        found = _so_called(found, reference)
    if len(found) > 1:
        ids = ", ".join(each.id for each in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        raise SettingError(f"{reference!r} means several things: name one by its id: {ids}")
    if not found:
        raise unknown(known, reference, kind)
    return found[0]


def _so_called(found: tuple[Entity, ...], reference: str) -> tuple[Entity, ...]:
    """The only one so called in the strictest sense that any is; all where that are several."""
    by_name = tuple(each for each in found if each.name == reference)
    in_papers = tuple(each for each in found if reference in names(each))
    return next((some for some in (by_name, in_papers) if len(some) == 1), found)


def unknown(entities: Iterable[Entity], reference: str, kind: MentionType | None = None) -> SettingError:
    """The error that nothing is so called, with what is."""
    near = nearest(entities, [_parted(reference)[1]], kind, limit=5)
    told = ", ".join(f"{each.spelling} ({each.entity.id})" for each in near)
    remedy = f"the nearest are {told}" if near else "no name is near; `kg query` shows what there is"
    among = "" if kind is None else f" among the {kind.value.lower()} nodes"
    return SettingError(f"nothing is called {reference!r}{among}: {remedy}")


def nearest(
    entities: Iterable[Entity], wanted: Iterable[str], kind: MentionType | None = None, *, limit: int = _SHOWN
) -> tuple[Near, ...]:
    """The entities with a spelling like one of the names wanted, the likest first, each once."""
    found = [(spelling, each) for each in entities if kind in (None, each.type) for spelling in sorted(spellings(each))]
    forms = [_form(spelling) for spelling, _ in found]
    hits = [
        (likeness, *found[at])
        for name in wanted
        for _, likeness, at in process.extract(
            _form(name), forms, scorer=fuzz.ratio, processor=None, limit=limit * _SPARE, score_cutoff=_FAR
        )
    ]
    near: dict[str, Near] = {}
    for likeness, spelling, each in sorted(hits, key=lambda hit: (-hit[0], -len(hit[2].members), hit[2].id, hit[1])):
        near.setdefault(each.id, Near(each, spelling, likeness))
    return tuple(near.values())[:limit]


def _form(name: str) -> str:
    return normal(name) or name


def used(entity: Entity, reference: str) -> tuple[str, str] | None:
    """The member (document id, canonical name) that 'NAME@DOCUMENT' means; None where it is none of the entity's.

    >>> taco = Entity("method/taco", MentionType.METHOD, "TACO", members=(("arxiv:2505.01234", "TACO"),))
    >>> used(taco, "Taco@arxiv:2505.01234")
    ('arxiv:2505.01234', 'TACO')
    """
    name, _, document = reference.rpartition("@")
    like = normal(name)
    here = sorted(member for member in entity.members if member[0] == document)
    return next((member for member in here if like != "" and normal(member[1]) == like), None)


def spellings(entity: Entity) -> set[str]:
    """All that the entity is called: its name, its other spellings, and its names in papers."""
    return {entity.name, *entity.aliases, *(name for _, name in entity.members)}


def names(entity: Entity) -> set[str]:
    """Its name, and its canonical names in papers: without what stands in a text only beside one of these."""
    return {entity.name, *(name for _, name in entity.members)}


def _parted(reference: str) -> tuple[MentionType | None, str]:
    """The type in front of a name, where there is one, and the name."""
    label, slash, rest = reference.partition("/")
    kind = _TYPES.get(label.lower()) if slash and rest else None
    return (None, reference) if kind is None else (kind, rest)

"""A graph's folder and two references in; a judgement stored in it, listed or taken back, out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.entities import decisions, judgement
from kg.entities.judgement import Judgement
from kg.entities.keys import key
from kg.entities.reference import names, one, used
from kg.errors import InputError, SettingError
from kg.model import Entity, MentionType
from kg.pipeline.folder import held
from kg.pipeline.manifest import JUDGEMENTS

NAMED = 8
"""Names that an error lists."""
PATIENCE = 10.0
"""Seconds that a judgement waits for another one to be stored."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that was stored, the one on the same pair that it replaced, and the ids of what it speaks of."""

    judgement: Judgement
    replaced: Judgement | None
    ids: tuple[str, str]
    """Of the decisions that the folder holds: two ids may be one, or have been one."""


def judge(folder: Path, a: str, b: str, *, same: bool, why: str = "", kind: MentionType | None = None) -> Judged:
    """Stores in the folder that two things are the same or are not; every later build of it obeys.

    `a` and `b` are ids or names of the graph, or 'NAME@DOCUMENT' for what one paper calls so; `kind` is the type that
    names are looked up in. Raises SettingError for a
    name that is unknown or means several things, for two types, and for two names that can't be told apart;
    InputError where the folder holds no decisions, StoreError while it is being built.
    """
    entities = read_decisions(folder)
    one_of, other = one(entities, a, kind), one(entities, b, kind)
    if one_of.type is not other.type:
        raise SettingError(
            f"{one_of.id} is a {one_of.type}, {other.id} a {other.type}: two types are never one node, so there is "
            "nothing to judge"
        )
    parted = not same and one_of == other
    names_of = (_stored(one_of, a, entities, parted=parted), _stored(other, b, entities, parted=parted))
    made = judgement.judgement(one_of.type, *names_of, same=same, why=why)
    with held(folder, seconds=PATIENCE):
        replaced = judgement.append(folder / JUDGEMENTS, made)
    return Judged(made, replaced, (one_of.id, other.id))


def take_back(folder: Path, a: str, b: str) -> tuple[Judgement, ...]:
    """Takes the judgements on two names or ids out of the folder. Raises SettingError where there is none."""
    read_decisions(folder)
    with held(folder, seconds=PATIENCE):
        taken = judgement.remove(folder / JUDGEMENTS, a, b)
    if not taken:
        raise SettingError(f"no judgement on {a!r} and {b!r} in {folder / JUDGEMENTS}: `kg judge --list` shows them")
    return taken


def read_decisions(folder: Path) -> tuple[Entity, ...]:
    """The entities of a folder. Raises InputError where it holds none."""
    try:
        return tuple(decisions.read(folder / "entities.jsonl"))
    except OSError as error:
        raise InputError(
            f"{folder} holds no graph: entities.jsonl can't be read ({error.strerror}); make it with "
            "`kg build INPUT -o DIR`"
        ) from error


def _stored(entity: Entity, reference: str, entities: tuple[Entity, ...], *, parted: bool) -> str:
    """The name to keep: the given one where papers use it, else the entity's; its id where others are so called too.

    `parted`: two names of one entity are to be held apart, so that each must be a paper's.
    """
    if reference != entity.id and (use := used(entity, reference.removeprefix(_label(entity)))) is not None:
        return f"{use[1]}@{use[0]}"
    if parted and reference not in names(entity):
        raise SettingError(
            f"{reference!r} can't be held apart from the rest of {entity.id}: no paper has it as its name for it; "
            f"names that papers have are {', '.join(sorted(names(entity))[:NAMED])}; NAME@DOCUMENT means one paper's"
        )
    others = [each for each in entities if each.type is entity.type and each is not entity]
    if reference in names(entity) and (parted or not _is_shared(reference, others)):
        return reference
    return entity.id if _is_shared(entity.name, others) else entity.name


def _is_shared(name: str, others: Sequence[Entity]) -> bool:
    """Whether other things go by the name too, or by one that is the same but for its spelling."""
    return any(key(each.type, own) == key(each.type, name) for each in others for own in names(each))


def _label(entity: Entity) -> str:
    return f"{entity.type.value.lower()}/"

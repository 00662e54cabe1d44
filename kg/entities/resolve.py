"""The records of all papers in; one Entity for each thing that they name, with id, name and reasons, out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.entities.block import Block, gather
from kg.entities.cluster import Cluster, cluster
from kg.entities.judgement import Judgement
from kg.entities.keys import BlockKey, key, shown
from kg.entities.known import known
from kg.entities.match import Link, links
from kg.entities.rules import SAME_NAME, SAME_PAPER, SERIES, SPELLED_OUT, TERM_LIST, score
from kg.entities.series import Named, Series, series
from kg.model import Entity, MentionType, Reason, Record
from kg.values.model_name import parse
from kg.values.name import slug

SEVERAL = (" and ", "/", ",", "&")
"""In a model's spelling: it names several at once ("Gemma-2B/7B") and so is no alias of one."""


def resolve(records: Iterable[Record], *, judgements: Sequence[Judgement] = ()) -> tuple[Entity, ...]:
    """Entities sorted by id; the order of the records makes no difference.

    Two things are one where their keys are equal (kg/entities/keys.py), where a rule links the keys
    (kg/entities/match.py), or where a judgement says so. Entities of two types are always two.
    """
    verdicts = _verdicts(judgements)
    blocks = gather(records, verdicts.own_key)
    clusters = cluster(blocks, [*verdicts.same, *links(blocks)], verdicts.apart)
    names = {found.head: _name(found, blocks) for found in clusters}
    heads = {one: found.head for found in clusters for one in (found.head, *found.keys)}
    lineage = _series(clusters, names, heads, blocks)
    names |= {(MentionType.MODEL, own): name for own, name in lineage.created.items()}
    ids = _ids(names)
    entities = [_entity(found, blocks, names, ids, heads, lineage) for found in clusters]
    entities += [_unnamed(own, name, ids, lineage) for own, name in lineage.created.items()]
    return tuple(sorted(entities, key=lambda entity: entity.id))


def assign(records: Iterable[Record], entities: Iterable[Entity]) -> Iterator[Record]:
    """The records again, each entity with the id of the node that it was resolved to."""
    nodes = {(entity.type, *member): entity.id for entity in entities for member in entity.members}
    for record in records:
        resolved = tuple(
            replace(found, node=nodes.get((found.type, record.document.id, found.canonical)))
            for found in record.entities
        )
        yield replace(record, entities=resolved)


class _Verdicts(NamedTuple):
    """Judgements as the stages take them; `own_key`: names that get a key of their own, to be held apart."""

    same: list[Link]
    apart: list[tuple[BlockKey, BlockKey]]
    own_key: dict[tuple[MentionType, str], str]


def _verdicts(judgements: Sequence[Judgement]) -> _Verdicts:
    verdicts = _Verdicts([], [], {})
    for judgement in sorted(judgements):
        kind = judgement.kind
        one, other = judgement.names
        keys = key(kind, one), key(kind, other)
        if not judgement.same and keys[0] == keys[1]:
            verdicts.own_key[kind, other] = f"{keys[1]}#{other}"
            keys = keys[0], f"{keys[1]}#{other}"
        if judgement.same:
            verdicts.same.append(Link(kind, max(keys), min(keys), "judgement"))
        else:
            verdicts.apart.append(((kind, keys[0]), (kind, keys[1])))
    return verdicts


def _name(found: Cluster, blocks: Mapping[BlockKey, Block]) -> str:
    """The term list's spelling; else what most papers write; else the first in the alphabet."""
    kind = found.head[0]
    for _, own in (found.head, *found.keys):
        term = known(kind).get(own)
        if term is not None and key(kind, term.name) == own:
            return shown(kind, term.name)
    names: Counter[str] = Counter()
    for one in found.keys:
        for name, count in blocks[one].names.items():
            names[shown(kind, name)] += count
    return min(names, key=lambda name: (-names[name], name))


def _series(
    clusters: Iterable[Cluster],
    names: Mapping[BlockKey, str],
    heads: Mapping[BlockKey, BlockKey],
    blocks: Mapping[BlockKey, Block],
) -> Series:
    models = {}
    for found in clusters:
        if found.head[0] is MentionType.MODEL:
            families = sum((blocks[one].families for one in found.keys), Counter[str]())
            ordered = tuple(sorted(families, key=lambda name: (-families[name], name)))
            models[found.head[1]] = Named(names[found.head], ordered)
    return series(models, {own: head for (kind, own), (_, head) in heads.items() if kind is MentionType.MODEL})


def _ids(names: Mapping[BlockKey, str]) -> dict[BlockKey, str]:
    """Type and slug; of several keys with one slug the first in the alphabet keeps it, the others get ~2, ~3."""
    taken: Counter[str] = Counter()
    ids = {}
    for own in sorted(names):
        plain = f"{own[0].value.lower()}/{slug(names[own])}"
        taken[plain] += 1
        ids[own] = plain if taken[plain] == 1 else f"{plain}~{taken[plain]}"
    return ids


def _entity(
    found: Cluster,
    blocks: Mapping[BlockKey, Block],
    names: Mapping[BlockKey, str],
    ids: Mapping[BlockKey, str],
    heads: Mapping[BlockKey, BlockKey],
    lineage: Series,
) -> Entity:
    kind, own = found.head
    name = names[found.head]
    vendors = sum((blocks[one].vendors for one in found.keys), Counter[str]())
    reasons = {spelling: found.rules.get(one, SAME_NAME) for one in found.keys for spelling in blocks[one].names}
    for one in found.keys:
        reasons.update(dict.fromkeys(sorted(blocks[one].otherwise), SPELLED_OUT))
        for spelling in blocks[one].surfaces:
            spelled = kind, key(kind, spelling)
            if heads.get(spelled, found.head) == found.head and not _names_several(kind, spelling):
                reasons.setdefault(spelling, _reason(spelled, found))
    target = lineage.of.get(own) if kind is MentionType.MODEL else None
    return Entity(
        id=ids[found.head],
        type=kind,
        name=name,
        aliases=tuple(sorted(set(reasons) - {name})),
        members=tuple(sorted(member for one in found.keys for member in blocks[one].members)),
        why=tuple(Reason(spelling, rule, score(rule)) for spelling, rule in sorted(reasons.items())),
        series=ids[kind, target] if target else None,
        size=parse(name).parameters if kind is MentionType.MODEL else None,
        vendor=_vendor(found, vendors),
    )


def _reason(spelled: BlockKey, found: Cluster) -> str:
    """Why a spelling that stands in a text, but is no paper's canonical name, is one of the cluster's."""
    if spelled in found.rules:
        return found.rules[spelled]
    if spelled in (found.head, *found.keys):
        return SAME_NAME
    term = known(spelled[0]).get(spelled[1])
    listed = term is not None and (spelled[0], key(spelled[0], term.name)) in (found.head, *found.keys)
    return TERM_LIST if listed else SAME_PAPER


def _names_several(kind: MentionType, spelling: str) -> bool:
    return kind is MentionType.MODEL and any(sign in spelling for sign in SEVERAL)


def _vendor(found: Cluster, said: Counter[str]) -> str | None:
    kind, own = found.head
    if kind is not MentionType.HARDWARE:
        return None
    term = known(kind).get(own)
    if term is not None and term.vendor:
        return term.vendor
    return min(said, key=lambda vendor: (-said[vendor], vendor), default=None)


def _unnamed(own: str, name: str, ids: Mapping[BlockKey, str], lineage: Series) -> Entity:
    """A series that no paper names alone."""
    kind = MentionType.MODEL
    target = lineage.of.get(own)
    return Entity(
        id=ids[kind, own],
        type=kind,
        name=name,
        why=(Reason(name, SERIES, score(SERIES)),),
        series=ids[kind, target] if target else None,
    )

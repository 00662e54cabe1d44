"""A cluster of blocks in; the Entity that it is, with its name, its spellings and what joined each, out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.entities.block import OWN, SENSE, Block
from kg.entities.cluster import Cluster, RefusedLink
from kg.entities.guard import obstacle
from kg.entities.keys import BlockKey, key, shown
from kg.entities.known import known
from kg.entities.rules import ANOTHER, SAME_NAME, SAME_PAPER, SERIES, SPELLED_OUT, TERM_LIST, score
from kg.entities.series import Series
from kg.model import Entity, MentionType, Reason, Rejected
from kg.values.model_name import parse
from kg.values.name import slug

_SEVERAL = (" and ", "/", ",", "&")
"""In the spelling of a model or a device: it names several at once ("Gemma-2B/7B") and so is no alias of one."""


def name_of(found: Cluster, blocks: Mapping[BlockKey, Block]) -> str:
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


def ids_of(names: Mapping[BlockKey, str], senses: Mapping[BlockKey, str]) -> dict[BlockKey, str]:
    """Type and slug of the name, and behind a `~` what tells it from other things of its name, where something must.

    Of several that are alike in all this the first in the alphabet of keys keeps the id, the others get ~2, ~3.
    """
    taken: Counter[str] = Counter()
    ids = {}
    for own in sorted(names, key=lambda own: (own in senses, own)):
        plain = f"{own[0].value.lower()}/{slug(names[own])}"
        if own in senses:
            plain += f"{SENSE}{slug(senses[own])}"
        taken[plain] += 1
        ids[own] = plain if taken[plain] == 1 else f"{plain}{SENSE}{taken[plain]}"
    return ids


@dataclass(frozen=True)
class Decided:
    """What is decided on all clusters, by the keys of their heads; `heads` gives the head for every key."""

    blocks: Mapping[BlockKey, Block]
    names: Mapping[BlockKey, str]
    ids: Mapping[BlockKey, str]
    heads: Mapping[BlockKey, BlockKey]
    lineage: Series
    rejected: Mapping[BlockKey, set[Rejected]] = field(default_factory=dict)

    def id(self, own: BlockKey) -> str | None:
        """The id of the entity that a key belongs to."""
        return self.ids.get(self.heads.get(own, own))


def rejections(decided: Decided, refused: Iterable[RefusedLink]) -> dict[BlockKey, set[Rejected]]:
    """By head: what might have been one with it, from both sides, unless another way has made them one after all."""
    found: dict[BlockKey, set[Rejected]] = defaultdict(set)
    for link, reason in refused:
        _reject(decided, found, (link.kind, link.a), (link.kind, link.b), link.rule, reason)
    for own, block in decided.blocks.items():
        for usual in block.parted:
            _reject(decided, found, own, (own[0], usual), SAME_NAME, ANOTHER)
    return found


def _reject(
    decided: Decided, found: dict[BlockKey, set[Rejected]], one: BlockKey, other: BlockKey, rule: str, reason: str
) -> None:
    a, b = (decided.heads.get(end, end) for end in (one, other))
    if a != b and a in decided.ids and b in decided.ids:
        found[a].add(Rejected(decided.ids[b], rule, reason))
        found[b].add(Rejected(decided.ids[a], rule, reason))


def entity(found: Cluster, decided: Decided) -> Entity:
    """The cluster's entity."""
    kind, own = found.head
    blocks = [decided.blocks[one] for one in found.keys]
    name = decided.names[found.head]
    reasons = _reasons(found, decided)
    target = decided.lineage.of.get(own) if kind is MentionType.MODEL else None
    return Entity(
        id=decided.ids[found.head],
        type=kind,
        name=name,
        aliases=tuple(sorted(set(reasons) - {name})),
        members=tuple(sorted(member for block in blocks for member in block.members)),
        why=tuple(Reason(spelling, rule, score(rule)) for spelling, rule in sorted(reasons.items())),
        rejected=tuple(sorted(decided.rejected.get(found.head, ()))),
        sense=sense_of(found, decided.blocks),
        series=decided.ids[kind, target] if target else None,
        size=parse(name).parameters if kind is MentionType.MODEL else None,
        vendor=_vendor(found, blocks),
    )


def unnamed(own: str, name: str, decided: Decided) -> Entity:
    """A series that no paper names alone."""
    kind = MentionType.MODEL
    target = decided.lineage.of.get(own)
    why = (Reason(name, SERIES, score(SERIES)),)
    series = decided.ids[kind, target] if target else None
    return Entity(id=decided.ids[kind, own], type=kind, name=name, why=why, series=series)


def sense_of(found: Cluster, blocks: Mapping[BlockKey, Block]) -> str | None:
    """What tells it from other things of its name; None where one of its names needs nothing."""
    if any(blocks[one].sense is None for one in found.keys):
        return None
    most = min(found.keys, key=lambda one: (OWN in one[1], -len(blocks[one].members), one))
    return blocks[most].sense


def _reasons(found: Cluster, decided: Decided) -> dict[str, str]:
    """Each spelling and the rule that makes it one of the cluster's."""
    kind = found.head[0]
    blocks = decided.blocks
    reasons = {spelling: found.rules.get(one, SAME_NAME) for one in found.keys for spelling in blocks[one].names}
    for one in found.keys:
        reasons.update(dict.fromkeys(sorted(blocks[one].otherwise), SPELLED_OUT))
        for spelling in blocks[one].surfaces:
            spelled = kind, key(kind, spelling)
            if _is_own(spelled, found, decided, blocks[one]) and not _is_no_alias(
                kind, spelling, decided.names[found.head]
            ):
                reasons.setdefault(spelling, _reason(spelled, found))
    reasons[decided.names[found.head]] = SAME_NAME
    return reasons


def _is_own(spelled: BlockKey, found: Cluster, decided: Decided, block: Block) -> bool:
    """Whether a surface's key is this cluster's, nobody's, or that of a name by which its papers mean another thing."""
    if spelled[1] in block.parted:
        return True
    term = known(spelled[0]).get(spelled[1])
    owner = spelled if term is None else (spelled[0], key(spelled[0], term.name))
    other = decided.heads.get(spelled) or (owner if term is not None else found.head)
    return other == found.head or decided.heads.get(owner) == found.head


def _reason(spelled: BlockKey, found: Cluster) -> str:
    """Why a spelling that stands in a text, but is no paper's canonical name, is one of the cluster's."""
    if spelled in found.rules:
        return found.rules[spelled]
    if spelled in (found.head, *found.keys):
        return SAME_NAME
    term = known(spelled[0]).get(spelled[1])
    listed = term is not None and (spelled[0], key(spelled[0], term.name)) in (found.head, *found.keys)
    return TERM_LIST if listed else SAME_PAPER


def _is_no_alias(kind: MentionType, spelling: str, name: str) -> bool:
    """A spelling that names several models or devices, or another size, version or variant of a model."""
    if kind not in {MentionType.MODEL, MentionType.HARDWARE}:
        return False
    several = any(sign in spelling for sign in _SEVERAL) and not any(sign in name for sign in _SEVERAL)
    return several or (kind is MentionType.MODEL and obstacle(name, spelling) is not None)


def _vendor(found: Cluster, blocks: Iterable[Block]) -> str | None:
    kind, own = found.head
    if kind is not MentionType.HARDWARE:
        return None
    term = known(kind).get(own)
    if term is not None and term.vendor:
        return term.vendor
    said = sum((block.vendors for block in blocks), Counter[str]())
    return min(said, key=lambda vendor: (-said[vendor], vendor), default=None)

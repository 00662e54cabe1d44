"""The records of all papers in; one Entity for each thing that they name, with id, name and reasons, out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from kg.collector import uncollected
from kg.entities import judgement
from kg.entities.block import OWN, SENSE, Block, OwnKeys, gather
from kg.entities.cluster import Cluster, Layer, cluster
from kg.entities.entity import Decided, entity, ids_of, name_of, rejections, sense_of, unnamed
from kg.entities.guard import guard
from kg.entities.judgement import Judgement
from kg.entities.keys import BlockKey, key
from kg.entities.known import known
from kg.entities.link import Link
from kg.entities.match import links
from kg.entities.rules import ALIAS_TABLE, IDENTITY_TABLE, JUDGEMENT
from kg.entities.series import Named, Series, series
from kg.model import Entity, MentionType, Record
from kg.terms import FOLDER

IDENTITIES = FOLDER / "identity.tsv"
"""What is known of identity beyond rules and lists, in the form of kg/entities/judgement.py."""


def resolve(
    records: Iterable[Record], *, aliases: Sequence[Judgement] = (), judgements: Sequence[Judgement] = ()
) -> tuple[Entity, ...]:
    """Entities sorted by id; the order of the records makes no difference.

    Two things are one where their keys are equal (kg/entities/keys.py), where a rule links the keys
    (kg/entities/match.py), or where somebody says so: judgements go before aliases, these before the shipped table, and
    all before rules. Uses of one name are two where papers mean two things by it (kg/entities/homonyms.py). Entities of
    two types are always two, and so are two sizes, versions or variants of a model.
    """
    with uncollected():
        return _resolve(list(records), aliases, judgements)


def _resolve(
    papers: Sequence[Record], aliases: Sequence[Judgement], judgements: Sequence[Judgement]
) -> tuple[Entity, ...]:
    said = {JUDGEMENT: judgements, ALIAS_TABLE: aliases, IDENTITY_TABLE: shipped()}
    documents = {record.document.id for record in papers}
    own_keys = OwnKeys({}, {})
    layers = [_layer(name, found, own_keys, documents) for name, found in said.items()]
    blocks = gather(papers, own_keys)
    layers = [_oriented(layer, blocks) for layer in layers]
    clusters, refused, joined = cluster(blocks, layers, links(blocks), guard(blocks))
    decided = _decided(clusters, blocks, joined)
    decided = replace(decided, rejected=rejections(decided, refused))
    entities = [entity(found, decided) for found in clusters]
    entities += [unnamed(own, name, decided) for own, name in decided.lineage.created.items()]
    return tuple(sorted(entities, key=lambda each: each.id))


def assign(records: Iterable[Record], entities: Iterable[Entity]) -> Iterator[Record]:
    """The records again, each entity with the id of the node that it was resolved to."""
    nodes = {(each.type, *member): each.id for each in entities for member in each.members}
    for record in records:
        resolved = tuple(
            replace(found, node=nodes.get((found.type, record.document.id, found.canonical)))
            for found in record.entities
        )
        yield replace(record, entities=resolved)


@cache
def shipped() -> tuple[Judgement, ...]:
    """The judgements of the shipped table."""
    return judgement.read(IDENTITIES)


def _layer(name: str, judgements: Iterable[Judgement], own_keys: OwnKeys, documents: Set[str]) -> Layer:
    """Judgements as the stages take them; `own_keys` gets what needs a key of its own to be judged by itself."""
    same, apart = list[Link](), list[tuple[BlockKey, BlockKey]]()
    for judged in sorted(judgements):
        kind = judged.kind
        one, other = (_key(kind, each, own_keys, documents) for each in judged.names)
        if judged.same:
            same.append(Link(kind, one, other, name))
            continue
        if one == other:
            held = _less_known(kind, *judged.names)
            other = own_keys.names.setdefault((kind, held), f"{other}{OWN}{held}")
        apart.append(((kind, one), (kind, other)))
    return Layer(name, same, apart)


def _less_known(kind: MentionType, one: str, other: str) -> str:
    """Of two spellings of one key the one to hold apart: not the listed name."""
    term = known(kind).get(key(kind, other))
    return one if term is not None and term.name == other else other


def _oriented(layer: Layer, blocks: Mapping[BlockKey, Block]) -> Layer:
    """The layer with its links led to the listed name, or else to the one that more papers have."""

    def rank(kind: MentionType, own: str) -> tuple[bool, int, str]:
        term, block = known(kind).get(own), blocks.get((kind, own))
        is_name = term is not None and key(kind, term.name) == own
        return not is_name, -len(block.members) if block is not None else 0, own

    same = []
    for kind, *ends, rule in layer.same:
        to, gives_way = sorted(ends, key=lambda own: rank(kind, own))
        same.append(Link(kind, gives_way, to, rule))
    return layer._replace(same=same)


def _key(kind: MentionType, reference: str, own_keys: OwnKeys, documents: Set[str]) -> str:
    """The key of a name, of a name in one paper ('TACO@arxiv:2505.01234'), or of an id's slug with its sense."""
    name, _, document = reference.rpartition("@")
    if name and document in documents:
        own = key(kind, name)
        return own_keys.uses.setdefault((kind, own, document), f"{own}{OWN}{document}")
    name, sign, sense = reference.partition(SENSE)
    own = key(kind, name)
    between_numbers = name[-1:].isdigit() and sense[:1].isdigit()  # `AIME 24~25` is a name
    return f"{own}{SENSE}{sense}" if sign and sense and not between_numbers else key(kind, reference)


def _decided(
    clusters: Sequence[Cluster], blocks: Mapping[BlockKey, Block], joined: Mapping[BlockKey, BlockKey]
) -> Decided:
    names = {found.head: name_of(found, blocks) for found in clusters}
    heads = {**joined, **{one: found.head for found in clusters for one in (found.head, *found.keys)}}
    lineage = _series(clusters, names, heads, blocks)
    names |= {(MentionType.MODEL, own): name for own, name in lineage.created.items()}
    senses = {found.head: sense for found in clusters if (sense := sense_of(found, blocks)) is not None}
    return Decided(blocks, names, ids_of(names, senses), heads, lineage)


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

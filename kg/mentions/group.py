"""The mentions that stand in one document in; its entities, each with all its spellings, out."""

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.model import ENTITY_TYPES, Mention, MentionType, PaperEntity
from kg.values.name import normal


def group(doc: Doc, mentions: Sequence[Mention]) -> tuple[PaperEntity, ...]:
    """Entities in the order of their first mention; spellings that are one name are one entity."""
    del doc
    together: dict[tuple[MentionType, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type in ENTITY_TYPES:
            together[mention.type, normal(mention.canonical or mention.surface)].append(mention)
    return tuple(_entity(found) for found in together.values())


def _entity(found: list[Mention]) -> PaperEntity:
    first = found[0]
    new = next((mention.evidence for mention in found if mention.introduced), None)
    name = next((mention.canonical for mention in found if mention.canonical), first.surface)
    return PaperEntity(first.type, name, tuple(found), introduced=new, family=first.family, vendor=first.vendor)

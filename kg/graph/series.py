"""Models and the papers that name them in; that each is a variant of its series, with a quote of its name, out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.graph.claims import Claim, Speaker
from kg.model import Entity, Evidence, MentionType, PaperEntity

RULE = "name.grammar"
_NO_YEAR = 10_000


def claims(entities: Sequence[Entity], speakers: Mapping[str, Speaker]) -> Iterator[tuple[Speaker, Claim]]:
    """One claim a model that has a series, said by the paper that names the model surest, the first of several.

    A model that no paper names, but for its own variants ("Llama 2" where only "Llama 2 7B" stands), is quoted by
    one of them: their names hold its name.
    """
    variants: dict[str, list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda each: each.id):
        if entity.series:
            variants[entity.series].append(entity)
    for entity in sorted(entities, key=lambda each: each.id):
        if entity.series and (found := _witness(entity, variants, speakers)):
            speaker, named = found
            surest = named.surest
            evidence = Evidence(surest.start, surest.end, surest.confidence, RULE)
            yield speaker, Claim("VARIANT_OF", entity.id, entity.series, evidence, (surest.surface,))


def _witness(
    entity: Entity, variants: Mapping[str, Sequence[Entity]], speakers: Mapping[str, Speaker]
) -> tuple[Speaker, PaperEntity] | None:
    """The paper that names the entity surest, else a variant of it, level by level; each entity is asked once."""
    asked, level = {entity.id}, [entity]
    while level:
        named = [found for each in level for found in _naming(each, speakers)]
        if named:
            return min(named, key=_rank)
        level = [each for above in level for each in variants.get(above.id, ()) if each.id not in asked]
        asked |= {each.id for each in level}
    return None


def _naming(entity: Entity, speakers: Mapping[str, Speaker]) -> Iterator[tuple[Speaker, PaperEntity]]:
    for document, canonical in entity.members:
        if (speaker := speakers.get(document)) is not None:
            for found in speaker.entities.get(canonical, ()):
                if found.type is MentionType.MODEL and found.mentions:
                    yield speaker, found


def _rank(found: tuple[Speaker, PaperEntity]) -> tuple[float, int, str, str]:
    speaker, entity = found
    document = speaker.record.document
    return -entity.surest.confidence, document.year or _NO_YEAR, document.id, entity.canonical

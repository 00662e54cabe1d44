"""Models and the papers that name them in; that each is a variant of its series, with a quote of its name, out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.graph.claims import Claim, Speaker
from kg.model import Entity, Evidence, MentionType, PaperEntity

RULE = "name.grammar"
_NO_YEAR = 10_000


def claims(entities: Sequence[Entity], speakers: Mapping[str, Speaker]) -> Iterator[tuple[Speaker, Claim]]:
    """One claim a model that has a series, said by the first paper that names the model.

    A model that no paper names, but for its own variants ("Llama 2" where only "Llama 2 7B" stands), is quoted by
    one of them: their names hold its name.
    """
    variants: dict[str, list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda each: each.id):
        if entity.series:
            variants[entity.series].append(entity)
    for entity in sorted(entities, key=lambda each: each.id):
        if entity.series and (found := _first(entity, variants, speakers)):
            speaker, named = found
            first = named.mentions[0]
            evidence = Evidence(first.start, first.end, first.confidence, RULE)
            yield speaker, Claim("VARIANT_OF", entity.id, entity.series, evidence, (first.surface,))


def _first(
    entity: Entity, variants: Mapping[str, Sequence[Entity]], speakers: Mapping[str, Speaker]
) -> tuple[Speaker, PaperEntity] | None:
    """The first paper that names the entity, else a variant of it, level by level; each entity is asked once."""
    asked, level = {entity.id}, [entity]
    while level:
        named = [found for each in level for found in _naming(each, speakers)]
        if named:
            return min(named, key=lambda found: (_age(found[0]), found[1].canonical))
        level = [each for above in level for each in variants.get(above.id, ()) if each.id not in asked]
        asked |= {each.id for each in level}
    return None


def _naming(entity: Entity, speakers: Mapping[str, Speaker]) -> Iterator[tuple[Speaker, PaperEntity]]:
    for document, canonical in entity.members:
        if (speaker := speakers.get(document)) is not None:
            for found in speaker.entities.get(canonical, ()):
                if found.type is MentionType.MODEL and found.mentions:
                    yield speaker, found


def _age(speaker: Speaker) -> tuple[int, str]:
    document = speaker.record.document
    return document.year or _NO_YEAR, document.id

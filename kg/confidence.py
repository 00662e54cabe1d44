"""A record and the least confidence wanted in; the record without all that is less sure out.

An entity is as sure as its surest mention. A fact stands if it and every entity that it names are sure enough; an
entity counts as introduced if that it is introduced is sure enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kg.errors import SettingError
from kg.model import PAPER, Fact, HardwareFact, PaperEntity, Record, RelationFact

F = TypeVar("F", bound=Fact)


def checked(confidence: float) -> float:
    """The least confidence wanted, as given. Raises SettingError where it is none: it goes from 0 to 1."""
    if not 0 <= confidence <= 1:
        raise SettingError(f"{confidence} is no confidence: give a number from 0 (all) to 1 (only what is certain)")
    return confidence


def at_least(record: Record, confidence: float) -> Record:
    """What the record is at least so sure of (0 to 1). Raises SettingError for another number."""
    if checked(confidence) == 0:
        return record
    entities = tuple(_entity(entity, confidence) for entity in record.entities if _is_sure(entity, confidence))
    unsure = {entity.canonical for entity in record.entities} - {entity.canonical for entity in entities}

    def sure(facts: Iterable[F]) -> tuple[F, ...]:
        return tuple(
            fact for fact in facts if fact.evidence.confidence >= confidence and unsure.isdisjoint(_names(fact))
        )

    return replace(
        record,
        entities=entities,
        parameters=sure(record.parameters),
        tokens=sure(record.tokens),
        hardware=sure(record.hardware),
        links=sure(record.links),
        relations=sure(record.relations),
    )


def _is_sure(entity: PaperEntity, confidence: float) -> bool:
    return entity.surest.confidence >= confidence


def _entity(entity: PaperEntity, confidence: float) -> PaperEntity:
    new = entity.introduced
    return entity if new is None or new.confidence >= confidence else replace(entity, introduced=None)


def _names(fact: Fact) -> Iterator[str]:
    """The entities that a fact names; the paper and an unnamed owner are none."""
    match fact:
        case RelationFact():
            named: tuple[str | None, ...] = (fact.head, fact.tail)
        case HardwareFact():
            named = (fact.name, fact.by)
        case _:
            named = (fact.of,)
    return (name for name in named if name is not None and name != PAPER)

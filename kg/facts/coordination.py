"""One sentence's named spans in; the lists into which they are coordinated ("on A, B and C") out."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.model import MentionType, PaperEntity

_JOINT = re.compile(
    r"""\s*(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|\s(?:datasets?|benchmarks?|models?|corpora|\d[\w.%]*))?
        \s*(?:,|;|/|\+|&|\\&|\(|\b(?:and|or|as\ well\ as|plus|versus|vs\.?)\b)
        (?:\s|[-~(/&,]|\b(?:and|or|the|our|both|also|its|even|an?|then|respectively)\b){0,8}""",
    re.VERBOSE,
)
_LONGEST_JOINT = 80


class Slot(NamedTuple):
    """One span of a sentence and the entities that it names (several in "Gemma-2B/7B"); all of one type."""

    start: int
    end: int
    type: MentionType
    entities: tuple[PaperEntity, ...]
    list_start: int = -1
    list_end: int = -1
    """The bounds of the list that this slot is coordinated into; its own where it stands alone."""


def slots(entities: Iterable[PaperEntity]) -> list[Slot]:
    """The spans that name an entity, in text order; of overlapping spans the outer one, or the earlier."""
    named: dict[tuple[int, int], list[PaperEntity]] = {}
    for entity in entities:
        for mention in entity.mentions:
            named.setdefault((mention.start, mention.end), []).append(entity)
    found: list[Slot] = []
    for (start, end), here in sorted(named.items(), key=lambda entry: (entry[0][0], -entry[0][1])):
        if end > start and (not found or start >= found[-1].end):
            same = tuple(entity for entity in here if entity.type == here[0].type)
            found.append(Slot(start, end, here[0].type, same))
    return found


def coordinated(text: str, found: Sequence[Slot]) -> list[Slot]:
    """The slots with the bounds of the list that each belongs to: neighbours of one type, joined by comma or word."""
    lists: list[list[Slot]] = []
    for slot in found:
        last = lists[-1][-1] if lists else None
        if last is not None and last.type == slot.type and _joint(text, last.end, slot.start):
            lists[-1].append(slot)
        else:
            lists.append([slot])
    return [
        slot._replace(list_start=members[0].start, list_end=members[-1].end) for members in lists for slot in members
    ]


def _joint(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= _LONGEST_JOINT and _JOINT.fullmatch(text, start, end) is not None

"""The kinds of mistake as a table, and the mistake itself: what the gold says, what was found, and the sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Group(StrEnum):
    """What a mistake is about."""

    ENTITIES = "entities"
    NUMBERS = "numbers"
    RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake, and when a mistake is of it."""

    group: Group
    name: str
    meaning: str


MISSED = Kind(Group.ENTITIES, "missed", "no find overlaps a gold entity")
MISSED_UNDER = Kind(Group.ENTITIES, "missed, overlapped", "only finds of something else overlap a gold entity")
MERGED = Kind(Group.ENTITIES, "merged", "two gold entities were found as one")
WRONG_TYPE = Kind(Group.ENTITIES, "wrong type", "the same spelling was found under another type")
WRONG_EXTENT = Kind(Group.ENTITIES, "wrong extent", "a find of the type overlaps, in another spelling")
WRONG_BOTH = Kind(Group.ENTITIES, "wrong extent and type", "a find of another type overlaps, in another spelling")
SPURIOUS = Kind(Group.ENTITIES, "spurious", "a find overlaps no gold entity")
SPURIOUS_OVER = Kind(Group.ENTITIES, "spurious, overlapping", "a find overlaps gold entities that other finds are for")
SPLIT = Kind(Group.ENTITIES, "split", "one gold entity was found as two")
NEW_MISSED = Kind(Group.ENTITIES, "introduced missed", "found, but not as introduced by the paper")
NEW_WRONG = Kind(Group.ENTITIES, "wrongly introduced", "found as introduced by the paper, which it is not")

WRONG_VALUE = Kind(Group.NUMBERS, "wrong value", "the right place or hardware with another number or address")
WRONG_OWNER = Kind(Group.NUMBERS, "wrong owner", "the right number, of another model or dataset")
NUMBER_MISSED = Kind(Group.NUMBERS, "missed", "no find has the number")
NUMBER_SPURIOUS = Kind(Group.NUMBERS, "spurious", "the gold has no such number")

REVERSED = Kind(Group.RELATIONS, "wrong direction", "head and tail are exchanged")
WRONG_RELATION = Kind(Group.RELATIONS, "wrong relation", "another relation between the same two ends")
WRONG_HEAD = Kind(Group.RELATIONS, "wrong head", "the same relation and tail with another head; the gold's was found")
END_MISSED = Kind(Group.RELATIONS, "missed, end not found", "an end of the relation was not found as an entity")
BOTH_FOUND = Kind(Group.RELATIONS, "missed, both ends found", "both ends were found, the relation was not")
END_SPURIOUS = Kind(Group.RELATIONS, "spurious, end not in gold", "an end of the found relation is no gold entity")
BOTH_SPURIOUS = Kind(Group.RELATIONS, "spurious, both ends in gold", "the gold has both ends, but no such relation")

KINDS = (
    *(MISSED, MISSED_UNDER, MERGED, WRONG_TYPE, WRONG_EXTENT, WRONG_BOTH),
    *(SPURIOUS, SPURIOUS_OVER, SPLIT, NEW_MISSED, NEW_WRONG),
    *(WRONG_VALUE, WRONG_OWNER, NUMBER_MISSED, NUMBER_SPURIOUS),
    *(REVERSED, WRONG_RELATION, WRONG_HEAD, END_MISSED, BOTH_FOUND, END_SPURIOUS, BOTH_SPURIOUS),
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake; `gold` and `found` in words, None where neither side's words have to do with it.

    `missed`: a gold item is lost by it (of its type, or of what is introduced), `wrong`: a find is.

    `type`: the gold's entity type, measure or relation, else the find's; `other_type` the find's where it differs.
    `sentence` is that of the find where there is one, else of the gold; "" where the text doesn't hold its words.
    `introduced`: it is about an entity that the paper introduces, or was found to.
    """

    kind: Kind
    type: str
    paper: str
    title: str
    gold: str | None
    found: str | None
    sentence: str
    missed: bool
    wrong: bool
    other_type: str | None = None
    note: str | None = None
    confidence: float | None = None
    rule: str | None = None
    introduced: bool = False


T = TypeVar("T")


def take_pairs(gold: list[T], found: list[T], fits: Callable[[T, T], bool]) -> Iterable[tuple[T, T]]:
    """Pairs of gold and found that fit, one to one and in order; both sides of a pair are taken out of their lists."""
    for one in tuple(gold):
        other = next((other for other in found if fits(one, other)), None)
        if other is not None:
            gold.remove(one)
            found.remove(other)
            yield one, other

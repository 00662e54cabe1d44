"""A reading and a sentence in; the entities that can be the head of what it says, and where they stand, out."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.facts.clause import Sentence, Setting
from kg.facts.coordination import Slot
from kg.facts.patterns import DOMAINS
from kg.facts.phrases import joining
from kg.model import PAPER, MentionType, PaperEntity, Reading

_MOST_OWN = 6
_MOST_LOCAL = 8
"""Bounds on candidates, so that a text of thousands of names costs no more than its length."""
_HEADS = frozenset().union(*(domain.heads for domain in DOMAINS.values()))
_BESIDE = 3
"""The most characters between two names that stand side by side."""
_SURE, _LIKELY = 0.9, 0.7


class Head(NamedTuple):
    """A candidate for the head.

    `kind`: its type, with '*' if introduced and '*1' if the paper's main one of its type; or PAPER.
    `place`: same before, same after (in the tail's list), beside, beside after, subject, before, between, after;
    own ('we', 'our model' stands before the tail) or absent where the sentence doesn't name it.
    `surety`: as `Introduced.surety`, or PAPER.
    """

    name: str
    kind: str
    place: str
    surety: str
    phrases: tuple[str, ...] = ()
    """The votes of the phrases that join it to the tail."""

    @property
    def role(self) -> str:
        """ours (the main one), other (introduced besides), theirs, or paper."""
        if self.name == PAPER:
            return "paper"
        return "ours" if self.kind.endswith("*1") else "other" if self.kind.endswith("*") else "theirs"


@dataclass(frozen=True, slots=True)
class Introduced:
    """What the paper introduces, the main one first; `whole` names the types ('Dataset+Method', 'nothing')."""

    entities: tuple[PaperEntity, ...]
    whole: str
    grades: Mapping[int, tuple[str, str]]
    """Kind and surety of each entity of the reading, by its `id()`: comparing entities would compare all mentions."""

    def kind(self, entity: PaperEntity) -> str:
        """The entity's type and rank, as `Head.kind`."""
        return self.grades[id(entity)][0]

    def surety(self, entity: PaperEntity) -> str:
        """The entity's type and how sure detection is of it: sure, likely or doubtful."""
        return self.grades[id(entity)][1]

    def main(self, kind: MentionType) -> PaperEntity | None:
        """The paper's main entity of a type."""
        return _main(self.entities, kind)


def introduced(reading: Reading) -> Introduced:
    """Named in the title first, then most often, then first in the text."""
    title = len(reading.document.title)
    new = [entity for entity in reading.entities if entity.introduced is not None and entity.mentions]
    new.sort(key=lambda e: (e.mentions[0].start >= title, -len(e.mentions), e.mentions[0].start, e.canonical))
    own = tuple(new[:_MOST_OWN])
    grades = {id(entity): (_kind(entity, own), _surety(entity)) for entity in reading.entities if entity.mentions}
    return Introduced(own, "+".join(sorted({entity.type.value for entity in own})) or "nothing", grades)


def _main(own: Sequence[PaperEntity], kind: MentionType) -> PaperEntity | None:
    return next((entity for entity in own if entity.type is kind), None)


def _kind(entity: PaperEntity, own: Sequence[PaperEntity]) -> str:
    if entity.introduced is None:
        return entity.type.value
    return f"{entity.type.value}*1" if _main(own, entity.type) is entity else f"{entity.type.value}*"


def _surety(entity: PaperEntity) -> str:
    confidence = max(mention.confidence for mention in entity.mentions)
    grade = "sure" if confidence >= _SURE else "likely" if confidence >= _LIKELY else "doubtful"
    return f"{grade} {entity.type.value}"


def heads(sentence: Sentence, setting: Setting, own: Introduced) -> list[Head]:
    """Candidates around one tail: the nearest names of the sentence, the introduced entities, and PAPER."""
    tail = setting.slot
    places = _places(sentence, setting)
    speaks = "own" if sentence.own_end is not None and sentence.own_end <= tail.start else "absent"
    placed = [(e, place, said) for e, place, said in places.values() if e.type in _HEADS]
    placed += [(e, speaks, ()) for e in own.entities if e.canonical not in places and e.type in _HEADS]
    found = [Head(e.canonical, own.kind(e), place, own.surety(e), said) for e, place, said in placed]
    found.append(Head(PAPER, PAPER, speaks, PAPER))
    inside = {entity.canonical for entity in tail.entities}
    return [head for head in found if head.name not in inside]


def _places(sentence: Sentence, setting: Setting) -> dict[str, tuple[PaperEntity, str, tuple[str, ...]]]:
    """Name -> the entity, the place of its nearest mention, and the phrases that join that to the tail."""
    tail = setting.slot
    at = bisect_left(sentence.slots, tail.start, key=lambda slot: slot.start)
    near = sentence.slots[max(0, at - _MOST_LOCAL) : at + _MOST_LOCAL + 1]
    subjects = _subjects(near, setting)
    places: dict[str, tuple[PaperEntity, str, tuple[str, ...]]] = {}
    for slot in sorted(near, key=lambda s: (abs(s.start - tail.start), s.start)):
        if slot is not tail:
            bounds = (slot.list_start, slot.list_end)
            said = joining(sentence.text, sentence.start, bounds, tail.list_start)
            for entity in slot.entities:
                places.setdefault(entity.canonical, (entity, _place(slot, setting, subjects), said))
    return places


def _subjects(near: Sequence[Slot], setting: Setting) -> frozenset[int]:
    """The starts of the lists that stand, each as the last of its type, before the cue."""
    if setting.strong_start is None:
        return frozenset()
    return frozenset({slot.type: slot.list_start for slot in near if slot.end <= setting.strong_start}.values())


def _place(slot: Slot, setting: Setting, subjects: frozenset[int]) -> str:
    tail = setting.slot
    if slot.list_start == tail.list_start:
        return "same before" if slot.start < tail.start else "same after"
    if slot.start > tail.start:
        return "beside after" if slot.start - tail.end <= _BESIDE else "after"
    if tail.list_start - slot.end <= _BESIDE:
        return "beside"
    if setting.strong_start is None or slot.end > setting.strong_start:
        return "between"
    return "subject" if slot.list_start in subjects else "before"

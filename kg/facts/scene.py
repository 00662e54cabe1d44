"""A document's text and Reading in; its named places out, so that a value's owner can be looked for around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model import MentionType, PaperEntity, Reading
from kg.values.name import normal
from kg.values.sentence import bounds

_LONGEST_NAME = 200
_REACH = 600
"""Characters of a sentence that are looked at on each side of a value: an endless one must not cost endless time."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of an entity."""

    start: int
    end: int
    entity: PaperEntity


class Scene:
    """The mentions of one document in text order. Positions are code points of the text."""

    def __init__(self, text: str, reading: Reading, types: Iterable[MentionType]) -> None:
        self.text = text
        self.reading = reading
        wanted = set(types)
        self.entities = tuple(entity for entity in reading.entities if entity.type in wanted)
        self._own: dict[tuple[MentionType, ...], PaperEntity | None] = {}

    # Most papers state no value, and then nobody asks for places.
    @cached_property
    def places(self) -> list[Place]:
        found = (Place(m.start, m.end, entity) for entity in self.entities for m in entity.mentions)
        return sorted(found, key=lambda place: (place.start, place.end, place.entity.canonical))

    @cached_property
    def _starts(self) -> list[int]:
        return [place.start for place in self.places]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in bounds(self.text)]

    def covering(self, position: int) -> list[Place]:
        """The places that hold a position, the innermost first."""
        first = bisect_left(self._starts, position - _LONGEST_NAME)
        held = [p for p in self.places[first : bisect_left(self._starts, position + 1)] if p.end > position]
        return sorted(held, key=lambda place: place.end - place.start)

    def before(self, position: int, floor: int) -> Iterator[Place]:
        """The places between floor and position, the nearest first."""
        first, last = bisect_left(self._starts, floor), bisect_left(self._starts, position)
        return (place for place in reversed(self.places[first:last]) if place.end <= position)

    def after(self, position: int, limit: int) -> Iterator[Place]:
        """The places between position and limit, the nearest first."""
        for place in self.places[bisect_left(self._starts, position) :]:
            if place.end > limit:
                return
            yield place

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence that a span begins in, no farther than `_REACH` from it."""
        place = bisect_right(self._sentence_starts, start) - 1
        first, last = bounds(self.text)[place] if place >= 0 else (start, end)
        return max(first, start - _REACH), max(min(last, end + _REACH), end)

    def introduced(self, types: tuple[MentionType, ...]) -> list[PaperEntity]:
        """What the paper presents as its own, in text order."""
        return [e for e in self._introduced if e.type in types]

    @cached_property
    def _introduced(self) -> list[PaperEntity]:
        return [e for e in self.entities if e.introduced is not None]

    def own(self, types: tuple[MentionType, ...]) -> PaperEntity | None:
        """The one thing that the paper presents, its sizes and variants left aside; None where there are several."""
        if types not in self._own:
            self._own[types] = _head(self.introduced(types))
        return self._own[types]


def _head(new: Sequence[PaperEntity]) -> PaperEntity | None:
    names = {entity.canonical for entity in new}
    heads = [e for e in new if not (e.family and e.family in names and e.family != e.canonical)]
    heads = [e for e in heads if not any(_extends(e.canonical, other.canonical) for other in heads)]
    return heads[0] if len(heads) == 1 else None


def _extends(name: str, other: str) -> bool:
    """Whether a name is another one with more to it: "Flan-UL2" and "UL2"."""
    return name != other and normal(other) in normal(name)

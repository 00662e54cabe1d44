"""A text and an answer's entities in; the paper's entities, each with its places in the text, out.

Nothing is believed: a spelling that the text doesn't hold is dropped, an entity without a spelling too, and a canonical
name that has nothing in common with the spellings gives way to the first of them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.llm.reply import EntityRow
from kg.model import PAPER, Mention, MentionType, PaperEntity
from kg.values.device import unclaimed
from kg.values.name import normal
from kg.values.sentence import bounds

RULE = "llm"
CONFIDENCE = 0.9
"""Of every row: a constant, since a model that is asked how sure it is gives no probability."""
LONGEST = 200
"""Characters of a name."""
_PART = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class Found:
    """An entity of the answer, and where its spellings stand, the first spelling first."""

    row: EntityRow
    canonical: str
    spans: tuple[tuple[int, int], ...]


class Names:
    """The entities of one paper, by their first place, found by any of their spellings."""

    def __init__(self, text: str, rows: Iterable[EntityRow], dropped: Counter[str]) -> None:
        """What the text doesn't bear out is left out and counted in `dropped`."""
        self.text = text
        self.sentences = bounds(text)
        self._starts = [start for start, _ in self.sentences]
        made = [(_entity(text, one, spans), one.row.canonical) for one, spans in _apart(_listed(text, rows, dropped))]
        made.sort(key=lambda pair: (pair[0].mentions[0].start, pair[0].mentions[0].end, pair[0].canonical))
        self.entities = tuple(entity for entity, _ in made)
        # The answer's own name for an entity is obeyed in its facts, even where it gave way to a spelling.
        called = [
            *((one.canonical, one) for one in self.entities),
            *((canonical, one) for one, canonical in made),
            *((surface, one) for one in self.entities for surface in one.surfaces),
        ]
        self._index = {normal(name): one for name, one in reversed(called)}

    def find(self, name: str | None) -> PaperEntity | None:
        """The entity that goes by a name: its canonical name before all, else any of its spellings."""
        return self._index.get(normal(name)) if name and normal(name) else None

    def owner(self, name: str) -> PaperEntity | str | None:
        """The entity, or PAPER, or None for a name that is neither."""
        return PAPER if name == PAPER else self.find(name)

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that a position lies in."""
        return max(0, bisect_right(self._starts, position) - 1)

    def within(self, entity: PaperEntity) -> list[int]:
        """The numbers of the sentences that name an entity whole, in order."""
        return sorted(
            {
                number
                for mention in entity.mentions
                if mention.end <= self.sentences[number := self.sentence_of(mention.start)][1]
            }
        )


def _listed(text: str, rows: Iterable[EntityRow], dropped: Counter[str]) -> list[Found]:
    found: dict[str, Found] = {}
    for row in rows:
        one = _found(text, row, dropped)
        if one is None:
            continue
        if normal(one.canonical) in found:
            dropped["entities named twice"] += 1
            continue
        found[normal(one.canonical)] = one
    return list(found.values())


def _found(text: str, row: EntityRow, dropped: Counter[str]) -> Found | None:
    spans: dict[tuple[int, int], None] = {}
    for surface in dict.fromkeys(map(str.strip, row.surfaces)):
        places = list(places_of(text, surface)) if 0 < len(surface) <= LONGEST and normal(surface) else []
        if not places:
            dropped["spellings not in the text"] += 1
        spans |= dict.fromkeys(places)
    if not spans:
        dropped["entities without a spelling in the text"] += 1
        return None
    spellings = [text[start:end] for start, end in spans]
    canonical = clean(row.canonical)
    if canonical is None or canonical == PAPER or not is_told(canonical, spellings):
        dropped["canonical names that no spelling bears out"] += 1
        canonical = " ".join(spellings[0].split())
    return Found(row, canonical, tuple(spans))


def places_of(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Where a spelling stands as words of its own; if nowhere, its first place inside one ("8timesH100")."""
    glued, start = None, text.find(surface)
    is_whole = False
    while start >= 0:
        end = start + len(surface)
        if _is_cut(text, start) or _is_cut(text, end):
            glued = glued or (start, end)
        else:
            is_whole = True
            yield start, end
        start = text.find(surface, end)
    if glued and not is_whole:
        yield glued


def _is_cut(text: str, place: int) -> bool:
    """Whether a place lies inside a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def clean(name: str | None) -> str | None:
    """A name with its blanks made single; None for none, and for what can be no name."""
    name = " ".join((name or "").split())
    return name if 0 < len(name) <= LONGEST and name.isprintable() and normal(name) else None


def is_told(name: str, spellings: Iterable[str]) -> bool:
    """Whether a name has a word or a number in common with a spelling, holds it or lies in it, or abbreviates it.

    >>> is_told("Llama 2", ["LLaMA-2"]), is_told("RoPE", ["rotary positional encodings"])
    (True, True)
    >>> is_told("GPT-4", ["our model"])
    False
    """
    return any(
        not _parts(name).isdisjoint(_parts(spelling))
        or _abbreviates(normal(name), normal(spelling))
        or _abbreviates(normal(spelling), normal(name))
        for spelling in spellings
    )


def _parts(name: str) -> set[str]:
    return set(_PART.findall(name.casefold()))


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of one stand in the other in their order, the first of them in front, or all together."""
    if len(short) < 2:
        return False
    letters = iter(long)
    return short in long or (short[0] == long[:1] and all(letter in letters for letter in short))


def _apart(found: Sequence[Found]) -> Iterator[tuple[Found, list[tuple[int, int]]]]:
    """Of overlapping places the longest stands, a maker's inside its product's too; an entity keeps one at least."""
    for is_maker in (False, True):
        own = [one for one in found if (one.row.type == "Organization") is is_maker]
        ranked = sorted(
            ((span, number) for number, one in enumerate(own) for span in one.spans),
            key=lambda ranking: (ranking[0][0] - ranking[0][1], ranking[0][0], ranking[1]),
        )
        free = unclaimed(span for span, _ in ranked)
        kept: dict[int, list[tuple[int, int]]] = {}
        for (span, number), is_free in zip(ranked, free, strict=True):
            if is_free:
                kept.setdefault(number, []).append(span)
        for number, one in enumerate(own):
            yield one, sorted(kept.get(number, [min(one.spans)]))


def _entity(text: str, found: Found, spans: Sequence[tuple[int, int]]) -> PaperEntity:
    kind = MentionType(found.row.type)
    mentions = tuple(Mention(kind, start, end, text[start:end], CONFIDENCE, RULE) for start, end in spans)
    family = clean(found.row.family) if kind is MentionType.MODEL else None
    return PaperEntity(
        kind,
        found.canonical,
        mentions,
        introduced=mentions[0].evidence if found.row.introduced else None,
        family=family if family and is_told(family, [found.canonical]) else None,
        vendor=clean(found.row.vendor) if kind is MentionType.HARDWARE else None,
    )

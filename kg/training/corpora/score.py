"""A corpus' labels and an extractor's mentions of one text in; what is right by span, by overlap and by name, out."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from kg.evaluate.scores import Counts
from kg.model import ENTITY_TYPES, Mention
from kg.terms import terms
from kg.training.corpora.read import Labels, Text
from kg.values.name import normal

MEASURES = ("exact", "overlap", "name", "unlisted")
"""Same span; a span that overlaps; a name that the text has labelled, each name once a text; of those, the names that
our term lists lack, since some of what the lists hold was taken from these corpora."""
Span = tuple[int, int]

_KIND = r"data(?: ?sets?)?|corp(?:us|ora)|benchmarks?|models?|methods?"
_AROUND = re.compile(rf"^(?:the|an?|our)\s+|\s+(?:{_KIND})$", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def name(surface: str) -> str:
    """The form in which names are compared: without an article and a word for its kind, as our guidelines have names.

    >>> name("the COCO dataset"), name("Coco"), name("Brown corpus"), name("Data")
    ('coco', 'coco', 'brown', 'data')
    """
    return normal(_AROUND.sub("", surface)) or normal(surface)


def counts(text: Text, found: Iterable[Mention], labels: Labels) -> Counts:
    """'label measure' → how many are right, found, labelled."""
    found = list(found)
    numbers: dict[str, tuple[int, int, int]] = {}
    for label, kinds in labels.items():
        gold = sorted({(start, end) for start, end, own in text.spans if own == label})
        ours = sorted({(one.start, one.end) for one in found if one.type in kinds})
        meant, named = _names(text, gold), _names(text, ours)
        new_meant, new_named = meant - _listed(), named - _listed()
        counted = (
            (len({*gold} & {*ours}), len(ours), len(gold)),
            (overlapping(gold, ours), len(ours), len(gold)),
            (len(meant & named), len(named), len(meant)),
            (len(new_meant & new_named), len(new_named), len(new_meant)),
        )
        numbers |= {f"{label} {measure}": count for measure, count in zip(MEASURES, counted, strict=True)}
    return numbers


def overlapping(gold: Sequence[Span], found: Sequence[Span]) -> int:
    """The most pairs of overlapping spans in which no span is twice; both sides in order, no two of a side overlap."""
    pairs = at = to = 0
    while at < len(gold) and to < len(found):
        one, other = gold[at], found[to]
        touch = one[0] < other[1] and other[0] < one[1]
        pairs += touch
        at, to = at + (touch or one[1] <= other[1]), to + (touch or other[1] < one[1])
    return pairs


def _names(text: Text, spans: Iterable[Span]) -> set[str]:
    return {name(text.document.text[start:end]) for start, end in spans}


@cache
def _listed() -> frozenset[str]:
    return frozenset(name(spelling) for kind in ENTITY_TYPES for term in terms(kind) for spelling in term.spellings)

"""A document in; for every candidate name, a vote for each cue that its shape and the words around it give, out.

A cue is a named rule; what it is worth for each type stands in kg/mentions/weights.py. The rule's name is its
class ('after.dataset': the head noun behind the name), and a vote's type is only the rule's usual one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress

from kg.mentions import lists, names, quick, shapes
from kg.mentions.acronyms import definitions
from kg.mentions.clauses import around
from kg.mentions.enumerations import enumerated
from kg.mentions.generic import is_generic
from kg.mentions.places import WEAK, Place, named_rules, new_kin
from kg.mentions.shapes import Words, words
from kg.mentions.title import claimed, telling, title_rules, topic_rules
from kg.mentions.vocabulary import ENDINGS, SUFFIXES
from kg.model import Mention, MentionType
from kg.nlp import Prose
from kg.values.link import near

_USUAL = {
    "dataset": MentionType.DATASET,
    "benchmark": MentionType.DATASET,
    "model": MentionType.MODEL,
    "series": MentionType.MODEL,
}
_LINK = re.compile(r"https?://\S+|www\.\S+|(?<![\w.-])[\w.-]{1,80}\.(?:com|org|io|ai|net|edu)/\S+")
_LINK_SIGN = re.compile(r"://|\.(?:(?<=www\.)|(?:com|org|io|ai|net|edu)/)")
"""What every link holds."""
_SUFFIX_RULES = tuple((f"suffix.{name}", re.compile(pattern)) for name, pattern in SUFFIXES.items())
_ENDING_RULES = tuple((f"suffix.{name}", words) for name, words in ENDINGS.items())
_CLAUSES = frozenset(
    {
        "lead",
        "after",
        "near",
        "on",
        "called",
        "apposed",
        "is",
        "verb",
        "list",
        "new",
        "title",
        "such-as",
        "comma",
        "before",
        "direct",
        "mark",
    }
)
"""The groups of rules that are worth less, or something else, beside a name of weak shape."""
_NEW = "new."
_NONE: frozenset[str] = frozenset()


_ITEM = re.compile(r"\([A-Z]\d\)")
"""An item of a list: "(O2) untested"."""


class Cues:
    """Votes on names by their form and by the words around them."""

    def detect(self, prose: Prose) -> Iterable[Mention]:
        return tuple(_votes(prose.text))


def _votes(text: str) -> Iterator[Mention]:
    document = words(text)
    places = _places(text, document)
    shared = enumerated(text, places)
    telling_words = telling(document)
    topics = topic_rules(document, telling_words)
    claims = claimed(document, telling_words)
    of_names = named_rules(text, places)
    rules = [
        {
            f"shape.{place.shape}",
            *_form(text[place.start : place.end]),
            *around(document, place),
            *title_rules(document, place),
            *shared.get((place.start, place.end), ()),
            *(("sentence.new",) if claims[place.first] else ()),
        }
        for place in places
    ]
    new = [any(rule.startswith(_NEW) for rule in own) for own in rules]
    kin = new_kin(text, list(compress(places, new)), places)
    for place, own, is_new in zip(places, rules, new, strict=True):
        span = (place.start, place.end)
        told = own | topics if is_new else own
        weak = {worth for rule in told if (worth := _weak(rule))} if place.shape in WEAK else _NONE
        surface = text[place.start : place.end]
        for rule in sorted(told.union(weak, of_names.get(span, _NONE), kin.get(span, _NONE))):
            yield quick.mention(_type(rule), *span, surface, 0.5, rule, None, None, None, rule.startswith(_NEW))


@lru_cache(maxsize=1 << 12)
def _weak(rule: str) -> str | None:
    """The rule's name where it stands beside a name of weak shape; None where that makes no difference."""
    return f"weak.{rule}" if rule.partition(".")[0] in _CLAUSES else None


@lru_cache(maxsize=1 << 12)
def _type(rule: str) -> MentionType:
    return _USUAL.get(rule.rpartition(".")[2], MentionType.METHOD)


def _places(text: str, document: Words) -> list[Place]:
    """The candidates of all kinds, outside links, each span once, without those that are surely part of another."""
    links = [found.span() for found in near(_LINK_SIGN, _LINK, text)]
    spans = _spans(text)
    longs = sorted(span for span, shape in spans.items() if shape.startswith("long"))
    runs = sorted(span for span, shape in spans.items() if shape.startswith("run"))
    title_end = text.find("\n")
    title_case = shapes.title_case(document, title_end)
    places = []
    for (start, end), shape in sorted(spans.items()):
        if _covered(links, start, end) or is_generic(text[start:end]):
            continue
        if (shape in WEAK and _covered(longs, start, end)) or _ITEM.fullmatch(text, max(0, start - 1), end + 1):
            continue
        first, last = bisect_right(document.starts, start) - 1, bisect_left(document.ends, end)
        if shape.startswith("cap") and (_covered(runs, start, end) or (title_case and first > 0 and end <= title_end)):
            continue
        places.append(Place(start, end, first, min(last, len(document.ends) - 1), shape))
    return _without_mere_openers(text, places)


def _spans(text: str) -> dict[tuple[int, int], str]:
    spans: dict[tuple[int, int], str] = {}
    for found in definitions(text):
        spans[found.long] = "long-lower" if text[slice(*found.long)].islower() else "long-title"
    for candidate in shapes.candidates(text):
        spans.setdefault((candidate.start, candidate.end), candidate.shape)
    for name in names.find(text):
        spans.setdefault((name.start, name.end), "grammar")
    for found in definitions(text):
        spans.setdefault(found.short, "short-form")
    for hit in lists.find(text):
        spans.setdefault((hit.start, hit.end), "listed")
    return spans


def _covered(outer: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span lies in one of the others (sorted), and is shorter than it."""
    if not outer:
        return False
    place = bisect_right(outer, (start, end + 1_000_000)) - 1
    for span in outer[max(0, place - 2) : place + 1]:
        if span[0] <= start and end <= span[1] and span != (start, end):
            return True
    return False


def _without_mere_openers(text: str, places: Sequence[Place]) -> list[Place]:
    """Drops words that have their capital only from opening a sentence, as far as this text shows."""
    elsewhere = {text[place.start : place.end] for place in places if place.shape != "cap-opener" or place.first == 0}
    return [place for place in places if place.shape != "cap-opener" or text[place.start : place.end] in elsewhere]


@lru_cache(maxsize=1 << 15)
def _form(surface: str) -> tuple[str, ...]:
    """What the name's own spelling says."""
    lower = surface.lower()
    told = (rule for rule, pattern in _SUFFIX_RULES if pattern.search(surface))
    return (*told, *(rule for rule, endings in _ENDING_RULES if lower.endswith(endings)))

"""The candidates of one document in; what they tell of each other as members of lists and as makers and made, out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from kg.mentions.clauses import before, behind
from kg.mentions.places import Place
from kg.mentions.shapes import words
from kg.model import MentionType
from kg.terms import terms
from kg.values.name import normal

_JOINT = re.compile(r"\s*(?:,|;|/|and|or|&|\\&|,\s*and|,\s*or|as well as)\s*(?:the\s+|on\s+)?$")
_SHAREABLE = frozenset({"new", "after", "near", "lead", "on", "such-as", "before", "of", "bracket", "colon"})
"""The groups of rules that hold for a whole list."""


def enumerated(text: str, places: Sequence[Place]) -> dict[tuple[int, int], set[str]]:
    """Names in one list ('A, B, and C benchmarks') share the first one's lead, the last one's head, and known mates."""
    outer = _outermost(places)
    lists: list[list[Place]] = []
    for place in outer:
        if lists and _JOINT.match(text[lists[-1][-1].end : place.start]) and place.start - lists[-1][-1].end < 20:
            lists[-1].append(place)
        else:
            lists.append([place])
    rules: dict[tuple[int, int], set[str]] = defaultdict(set)
    for owner, owned in _owners(text, places):
        rules[owner.start, owner.end].add("owner.of-model")
        rules[owned.start, owned.end].add("owned.model")
    for run in lists:
        if len(run) > 1:
            _share(text, run, rules)
    return rules


def _owners(text: str, places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """A name right before a known model's: 'Apple OpenELM', 'OpenAI's GPT-4', 'OpenAI o1'."""
    models = {
        place.start: place
        for place in places
        if _known(text[place.start : place.end]) == "Model" or place.shape == "grammar"
    }
    for place in places:
        if place.shape == "grammar":
            continue
        for gap in (" ", "'s ", "’s ", "-", "/"):
            owned = models.get(place.end + len(gap))
            if owned is not None and text.startswith(gap, place.end):
                yield place, owned


def _outermost(places: Sequence[Place]) -> list[Place]:
    outer: list[Place] = []
    for place in places:
        if not outer or place.start >= outer[-1].end:
            outer.append(place)
    return outer


def _share(text: str, run: Sequence[Place], rules: dict[tuple[int, int], set[str]]) -> None:
    document = words(text)
    first, last = set(before(document, run[0])), set(behind(document, run[-1]))
    shared = {f"list.{rule}" for rule in first | last if rule.split(".")[0] in _SHAREABLE}
    kinds = [_known(text[place.start : place.end]) for place in run]
    counts = Counter(kind for kind in kinds if kind)
    for place, own in zip(run, kinds, strict=True):
        mates = {kind for kind in counts if counts[kind] > (kind == own)}
        rules[place.start, place.end] |= shared | {f"mate.{kind.lower()}" for kind in mates}


def _known(surface: str) -> str | None:
    return _types().get(normal(surface))


@cache
def _types() -> dict[str, str]:
    """The normal forms of all known spellings and their type; of several types none is known."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in (MentionType.MODEL, MentionType.DATASET, MentionType.METHOD):
        for term in terms(kind):
            for spelling in term.spellings:
                found[normal(spelling)].add(kind.value)
    return {spelling: next(iter(kinds)) for spelling, kinds in found.items() if len(kinds) == 1}

"""The candidates of one document in; what their number, nesting and likeness to each other say of each name, out."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.values.name import normal

WEAK = frozenset(
    {
        "cap",
        "cap-opener",
        "run2",
        "run3",
        "run4",
        "hyphen",
        "acronym2",
        "inner",
        "short-form",
        "long-lower",
        "long-title",
    }
)
"""Shapes that ordinary words have too."""
_LOWER = re.compile(r"[a-z]{3,}")
_INNER = re.compile(r"[\w-]")
_SIZED = re.compile(r"v?\d+[bm]?[a-z]{0,8}")
_NONE: frozenset[str] = frozenset()

_REPOSITORY = re.compile(r"(?:github\.com|huggingface\.co(?:/datasets|/spaces)?)/[\w.-]+/([\w.-]*\w)")


class Place(NamedTuple):
    """One occurrence of a candidate: its half-open span and the indices of its first and last word."""

    start: int
    end: int
    first: int
    last: int
    shape: str


def named_rules(text: str, places: Sequence[Place]) -> dict[tuple[int, int], set[str]]:
    """Rules that hold for a name as a whole, by the span of its first place."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_name[normal(text[place.start : place.end])].append(place)
    inner = _nested(places)
    titled = _titled(text, places)
    keys = sorted(by_name)
    linked = frozenset(normal(name) for name in _REPOSITORY.findall(text)) if ".co" in text else _NONE
    return {
        (own[0].start, own[0].end): {*_rules(text, own, inner, keys)} | _kin(key, titled) | _linked(key, linked)
        for key, own in by_name.items()
    }


def _linked(key: str, linked: frozenset[str]) -> set[str]:
    """Papers name their repositories by what they introduce."""
    if key in linked:
        return {"link.same"}
    if len(key) > 3 and any(name.startswith(key) or (len(name) > 3 and key.startswith(name)) for name in linked):
        return {"link.like"}
    return set()


def _rules(text: str, own: Sequence[Place], inner: dict[Place, Place], keys: Sequence[str]) -> Iterator[str]:
    title_end = text.find("\n")
    surface = text[own[0].start : own[0].end]
    if len(own) > 1:
        yield f"count.{min(len(own), 4)}"
    nested = sum(place in inner for place in own)
    if nested and all(inner.get(place, place).start == place.start for place in own):
        yield "nested.head"
    elif nested:
        yield "nested.all" if nested == len(own) else "nested.some"
    if own[0].end <= title_end < own[-1].start:
        yield "title.and-abstract"
    lower = surface.lower()
    is_weak = lower != surface and surface[0].isupper() and all(place.shape in WEAK for place in own)
    if is_weak and _is_plain(text, lower):
        yield "twin.lower"
    key = normal(surface)
    if _has_sized(key, keys):
        yield "twin.sized"


def _is_plain(text: str, lower: str) -> bool:
    """Whether the text has a name's lower-case form as an ordinary word, or words."""
    if " " in lower:
        return f" {lower}" in text
    if not _LOWER.fullmatch(lower):
        return False
    at = text.find(lower)
    while at >= 0:
        end = at + len(lower)
        if not (_INNER.match(text[at - 1 : at]) or _INNER.match(text, end)):
            return True
        at = text.find(lower, end)
    return False


def _has_sized(key: str, keys: Sequence[str]) -> bool:
    """Whether a size or version of the name is a name here too."""
    for place in range(bisect_right(keys, key), len(keys)):
        other = keys[place]
        if not other.startswith(key):
            return False
        if _SIZED.fullmatch(other, len(key)):
            return True
    return False


def _titled(text: str, places: Sequence[Place]) -> str:
    """The normal form of the name that the title sets before a colon, or an empty one."""
    for place in places:
        if place.first == 0 and text[place.end : place.end + 1] == ":":
            return normal(text[place.start : place.end])
    return ""


def _kin(key: str, titled: str) -> set[str]:
    """Names that begin like the title's own: its sizes, parts and data."""
    if len(titled) < 3 or key == titled:
        return set()
    if key.startswith(titled):
        return {"kin.longer"}
    return {"kin.like"} if len(key) > 4 and key[:4] == titled[:4] else set()


def new_kin(text: str, new: Sequence[Place], places: Sequence[Place]) -> dict[tuple[int, int], set[str]]:
    """The first place of each name that begins with the name of a thing that the paper introduces ('RBD-8B' of RBD)."""
    stems = {key for place in new if len(key := normal(text[place.start : place.end])) > 2}
    found: dict[tuple[int, int], set[str]] = {}
    seen: set[str] = set()
    for place in places if stems else ():
        key = normal(text[place.start : place.end])
        if key not in seen and any(key[:length] in stems for length in range(3, min(len(key), 40))):
            found[place.start, place.end] = {"kin.new"}
        seen.add(key)
    return found


def _nested(places: Sequence[Place]) -> dict[Place, Place]:
    """The places that lie in a longer one, and that one."""
    found: dict[Place, Place] = {}
    longest: Place | None = None
    for place in places:
        if (
            longest is not None
            and place.end <= longest.end
            and (place.start, place.end) != (longest.start, longest.end)
        ):
            found[place] = longest
        else:
            longest = place
    return found

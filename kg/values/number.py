"""Text in, its large numbers out: "1.3B", "540-billion", "3, 8 and 40 billion", "8x7B", "52B to 102B".

Whole numbers only, computed in Decimal: 1.3B is 1300000000. What they count is told in kg/values/quantity.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "t": 10**12,
    "tb": 10**12,  # "0.31TB tokens"
    "trillion": 10**12,
}
_WORDS = {
    "half": Decimal("0.5"), "one": Decimal(1), "two": Decimal(2), "three": Decimal(3), "four": Decimal(4),
    "five": Decimal(5), "six": Decimal(6), "seven": Decimal(7), "eight": Decimal(8), "nine": Decimal(9),
    "ten": Decimal(10), "eleven": Decimal(11), "twelve": Decimal(12), "fifteen": Decimal(15), "twenty": Decimal(20),
    "thirty": Decimal(30), "fifty": Decimal(50), "hundred": Decimal(100), "hundreds": Decimal(100),
    "tens": Decimal(10), "thousands": Decimal(1000),
}  # fmt: skip
_LATEX = frozenset({"sim", "approx", "times", "ge", "le", "geq", "leq", "A"})
"""What may run into a number without making it part of a name: lost LaTeX, and the A of "235B-A22B"."""

MOST = 10**16
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,9})?|\.\d{1,9})"
_BLANK = r"[ \t\n\u00a0\u202f]"

_LETTERED = re.compile(
    rf"""(?<![\d.])(?<!\d,)
    (?: (?P<experts>\d{{1,3}}) (?:{_BLANK}?(?:[x×*]|\$?\\times\$?|times){_BLANK}?) )?
    (?P<number>{_NUMBER}) \+? \$?
    (?: (?:{_BLANK}|-)? (?P<word>thousand|million|billion|trillion|bn|mn)s? (?![^\W_])
      | (?P<gap>{_BLANK}|-)? (?P<letter>TB(?=.{{0,30}}token)|[KkMmBbTt]) (?P<plural>s)? \+?
        (?: (?![^\W_]) | (?P<footnote>(?=\d(?:[,.;)\s]|$))) ) )
    """,
    re.VERBOSE,
)
_LETTERED_SIGN = re.compile(
    rf"\d\+?\$?(?:{_BLANK}|-)?(?:thousand|(?:m|b|tr)illion|TB|bn|mn|[KkMmBbTt]s?\+?(?:(?![^\W_])|\d))"
)
"""What every lettered number holds: a text without it need not be searched for one at each digit."""
_SCALE_WORD = re.compile(r"\b(?:thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_SPELLED = re.compile(
    r"(?<![^\W_])(?P<number>half(?:\sa)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|fifty|(?:a\s)?few|several|tens\sof|hundreds\sof|thousands\sof)?"
    r"(?P<hundred>(?:(?<=\w)[\s-])?hundreds?(?:\sof)?)?[\s-]$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:parameters|params|tokens?)\b", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?<![\d.,/^_\w-])(?P<number>{_NUMBER})(?:{_BLANK}|-)"
    rf"(?:(?:total|model|learnable|tunable|free|physical|word|raw){_BLANK}){{0,2}}$",
    re.IGNORECASE,
)
"""A number without a scale is read only before what it counts: "64 parameters"."""

_TO = re.compile(
    rf"^\$?{_BLANK}*(?:(?:up{_BLANK})?to(?:{_BLANK}(?:above|over|about|nearly|around|more{_BLANK}than|up{_BLANK}to))?"
    rf"|through|sim|\$?\\sim\$?|[-–—−~∼]+|\.\.\.?){_BLANK}*(?:\$|\$?\\sim{_BLANK}?|~)?$"
)
_AND = re.compile(rf"^\$?{_BLANK}*(?:and|to){_BLANK}*\$?$")
_BETWEEN = re.compile(rf"\bbetween{_BLANK}\$?$", re.IGNORECASE)
_EARLIER = re.compile(
    rf"(?:^|(?<=[\s(\[]))(?P<numbers>{_NUMBER}(?:{_BLANK}?,{_BLANK}?{_NUMBER}){{0,8}})"
    rf"{_BLANK}?,?{_BLANK}?(?P<by>-|–|~|/|to|and|or){_BLANK}?$"
)
_GROWTH = re.compile(
    r"\b(?:grow(?:s|n|ing)?|scal(?:e|ed|ing)|expand(?:s|ed|ing)?|compress(?:es|ed|ing)?|prun(?:e|es|ed|ing)"
    r"|reduc(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|shrink(?:s|ing)?)\s(?!laws?\b)"
    r"(?:(?!ranging|spanning|varying)\S+\s){1,6}from\s$",
    re.IGNORECASE,
)
"""One model that changes its size, which makes two sizes, not a range."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a range of numbers, and its half-open span.

    `scale`: letter or word as written, '' for none. `vague`: "tens of billions", "a trillion": no more than the scale.
    """

    start: int
    end: int
    low: int
    high: int
    scale: str
    spelled: bool = False
    vague: bool = False


def numbers(text: str) -> list[Number]:
    """The large numbers of a text in order, ranges as one.

    >>> [(n.low, n.high) for n in numbers("1.3B to 7B, 8x7B, and 3, 8 and 40 billion")][:2]
    [(1300000000, 7000000000), (56000000000, 56000000000)]
    """
    merged: list[Number] = []
    for number in _single(text):
        before = merged[-1] if merged else None
        if before and _is_range(text, before, number):
            merged[-1] = replace(before, end=number.end, high=number.high, scale=number.scale, vague=False)
        else:
            merged += _with_earlier(text, number, before.end if before else 0)
    return merged


def shown(value: int) -> str:
    """A number as papers write it, which reads back as the same number.

    >>> shown(1_300_000_000), shown(58_312)
    ('1.3B', '58,312')
    """
    for letter, scale, step in (("T", 10**12, 10**9), ("B", 10**9, 10**6), ("M", 10**6, 10**3), ("K", 10**3, 100)):
        if value >= scale and value % step == 0:
            return f"{(Decimal(value) / scale).normalize():f}{letter}"
    return f"{value:,}"


def _single(text: str) -> list[Number]:
    folded = text.casefold()
    found: list[Number] = []
    if _LETTERED_SIGN.search(text):
        found += [number for match in _LETTERED.finditer(text) if (number := _lettered(text, match))]
    if "illion" in folded or "thousand" in folded:
        for match in _SCALE_WORD.finditer(text):
            found += _spelled(text, match)
    if "param" in folded or "token" in folded:
        for match in _COUNTED.finditer(text):
            found += _plain(text, match.start())
    free: list[Number] = []
    for number in sorted(found, key=lambda n: (n.start, n.spelled, -n.end)):
        if not free or free[-1].end <= number.start:
            free.append(number)
    return free


def _lettered(text: str, match: re.Match[str]) -> Number | None:
    start, letter, gap = match.start(), match["letter"], match["gap"]
    scale = (match["word"] or letter).casefold()
    if not _begins(text, start) or (_is_glued(text, start) and (scale not in {"b", "bn"} or "." in match["number"])):
        return None  # "GSM8K" and "Gemma3.1B" state no size, "Hyacinth6B" does
    if letter and ((gap and letter.islower()) or gap == "-" or (match["plural"] and letter in "kmt")):
        return None  # "5 m" is a length, "3-B" a label, "50ms" a time
    if match["footnote"] and text[start - 1 : start] != "-":
        return None
    value = _whole(match["number"], SCALES[scale] * int(match["experts"] or 1))
    return Number(start, match.end(), value, value, letter or scale) if value and value < MOST else None


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start]
    if not before or not before[-1].isalnum():
        return not before.endswith(("_", "^")) or before.endswith("}_")
    return (len(before) > 2 and before[-3:].isalpha()) or before.endswith(("-A", "ge", "le"))


def _is_glued(text: str, start: int) -> bool:
    word = re.search(r"[^\W\d_]+$", text[max(0, start - 20) : start])
    return word is not None and word[0] not in _LATEX


def _spelled(text: str, scale: re.Match[str]) -> Iterator[Number]:
    floor = max(0, scale.start() - 28)
    found = _SPELLED.search(text[floor : scale.start()])
    words = re.split(r"[\s-]+", found[0].casefold().strip()) if found else []
    known = [_WORDS[word] for word in words if word in _WORDS]
    factor = Decimal(1)
    for word in known:
        factor *= word
    name = scale[0].casefold().removesuffix("s")
    value = _whole(str(factor), SCALES[name])
    start = floor + found.start() if found and any(words) else scale.start()
    if value:
        vague = not known or scale[0].casefold().endswith("s")
        yield Number(start, scale.end(), value, value, name, spelled=True, vague=vague)


def _plain(text: str, end: int) -> Iterator[Number]:
    floor = max(0, end - 48)
    found = _PLAIN.search(text, floor, end)
    if found and (value := _whole(found["number"], 1)) and value >= 10:
        yield Number(found.start(), found.end("number"), value, value, "")


def _whole(number: str, scale: int) -> int | None:
    value = Decimal(number.replace(",", "")) * scale
    return int(value) if value == value.to_integral_value() else None


def _is_range(text: str, first: Number, second: Number) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > 20 or first.low != first.high or first.low >= second.low or not (first.scale and second.scale):
        return False
    before = text[max(0, first.start - 80) : first.start]
    if before[-1:].isalnum() or (before.endswith("-") and before[-2:-1].isalnum()):
        return False  # the first number ends a name: "Long1K-32B"
    if _BETWEEN.search(before) and _AND.match(gap):
        return True
    return bool(_TO.match(gap)) and not _GROWTH.search(before)


def _with_earlier(text: str, number: Number, floor: int) -> Sequence[Number]:
    """The number, after or joined with those that share its scale: "3, 8, and 40 billion", "7-9B"."""
    found = _EARLIER.search(text, max(floor, number.start - 60), number.start)
    if not found or not number.scale or number.spelled or _is_name(text, found.start()):
        return [number]
    places = list(re.finditer(_NUMBER, found["numbers"]))
    values = [_whole(place[0], SCALES[number.scale.casefold()]) for place in places]
    before = text[max(0, found.start() - 12) : found.start()]
    if found["by"] in {"-", "–", "~", "to"} or _BETWEEN.search(before):
        joined = len(values) == 1 and values[0] is not None and 0 < values[0] < number.low
        return [replace(number, start=found.start(), low=values[0] or 0)] if joined else [number]
    if len(number.scale) == 1:
        return [number]
    floor = found.start("numbers")
    return [
        *(
            Number(floor + place.start(), floor + place.end(), value, value, number.scale)
            for place, value in zip(places, values, strict=True)
            if value
        ),
        number,
    ]


def _is_name(text: str, start: int) -> bool:
    """Whether the word before belongs to a name: then its number does, too ("Llama 2-7B", "Phi 3 to 7B")."""
    word = re.search(r"(\S+)\s*$", text[max(0, start - 30) : start])
    return bool(word and re.search(r"[A-Z]", word[1]) and not word[1].startswith("("))

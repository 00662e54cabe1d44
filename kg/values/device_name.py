"""A hardware name in any spelling in; maker, count, memory and class as it states them, and what may be its name, out.

"8x NVIDIA A100-SXM4-80GB GPUs" states 8, NVIDIA, 80 GB and gpu, and leaves A100. What is a product's own name is told
by a list alone (an `Ascend NPU` is no `Ascend 910B`, `Edge TPU` no TPU at the edge), so that several readings come out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.values.device_amounts import EDGES, clean, numbered, uncounted, without_memory
from kg.values.device_words import (
    ADJECTIVES,
    ARCHITECTURES,
    BRANDS,
    CLASSES,
    MAKERS,
    NOUNS,
    NOUNS_IN_NAMES,
    any_of,
    first_words,
)

LONGEST = 120
"""A longer name is nobody's spelling of a device, and is not taken apart."""

_FORM = re.compile(
    r"[\s-]?\b(?:SXM\d?|PC[Il][\s-]?(?:e|Express)(?:\s?Gen)?(?:\s?\d(?:\.0)?)?(?:\sx16)?|OAM|NVL|DGXS|HBM\d?e?)\b",
    re.IGNORECASE,
)
_MAKER = re.compile(rf"({any_of(MAKERS)})(?:'s)?(?:\s?/\s?|\s|-(?=[A-Z]))", re.IGNORECASE)
_BRAND = re.compile(
    rf"(?:({any_of(BRANDS)})[\s-](?=(?:[RG]TX|[A-Z]{{1,3}}[\s-]?\d|Pro\sW|instinct)|.*\d)|Cloud\s(?=TPU)"
    r"|Alveo\s(?=[UV]\d)|Kria\s(?=K[VRD]?\d)|Data\sCenter\sGPU\s(?=(?:Max|Flex)\s\d))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:(?:{any_of(ADJECTIVES)})[\s-]){{0,3}}({any_of(NOUNS)})s?$", re.IGNORECASE)
_ARCHITECTURE = re.compile(rf"(?:(?:{any_of(ARCHITECTURES)})(?:-based)?[\s-]){{1,3}}(?=[A-Z]+[\s-]?\d)", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\s\((?:{any_of((*ARCHITECTURES, *MAKERS))})\)$", re.IGNORECASE)
_SEVERAL = re.compile(r"\s(?:and|or|&)\s")
_CLASS = re.compile(rf"\b({any_of(CLASSES)})s?\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z].|\d{2}")
_PLURAL = re.compile(r"(?<=[\dA-Z])s$")
_FIRST = re.compile(r"[^\W_]+")
_MAKERS = first_words(MAKERS)
_FAMILIES = first_words((*ARCHITECTURES, *BRANDS, "cloud", "data"))
_NOUNS = frozenset(noun + plural for noun in NOUNS for plural in ("", "s"))
_NOUNS_IN_NAMES = frozenset(noun + plural for noun in NOUNS_IN_NAMES for plural in ("", "s"))


@dataclass(frozen=True, slots=True)
class DeviceName:
    """A hardware name taken apart.

    `text`: the name without count and memory. `full`: what may be its name, the maker kept; `short`: the same without
    the maker; in each the last is what an unlisted name comes down to. `vendor`: the maker that it states. `memory`:
    what it states, in GB. `count`: how many devices it states.
    """

    text: str
    full: tuple[str, ...]
    short: tuple[str, ...] = ()
    vendor: str | None = None
    memory: tuple[int, ...] = ()
    count: int | None = None

    @property
    def kind(self) -> str | None:
        """The class that its nouns tell: gpu, cpu, npu …"""
        words = _CLASS.findall(self.text)
        return CLASSES[words[-1].casefold()] if words else None


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> DeviceName:
    """Takes a hardware name apart; a name of more than LONGEST letters is left whole.

    >>> parsed = parse("8x NVIDIA A100-SXM4-80GB GPUs")
    >>> parsed.short[-1], parsed.vendor, parsed.kind, parsed.memory, parsed.count
    ('A100', 'NVIDIA', 'gpu', (80,), 8)
    """
    if len(name) > LONGEST:
        return DeviceName(name, (name,))
    plain = clean(name)
    if plain.endswith(")"):
        plain = _IN_BRACKETS.sub("", plain)
    count, counted = uncounted(plain)
    memory, text = without_memory(counted)
    if _SEVERAL.search(text):
        return DeviceName(text, (text,))
    vendor, fronts = _fronts(text)
    ends = [text, *_without_nouns(text)]
    full = ends if fronts else [*ends, *_inner(ends)]
    if not fronts and (generic := _generic(text)):
        full = [text, *generic]
    elif count is None and (rest := numbered(text)):
        full = [*parse(rest).full, *full]
    short = [end[front:] for front in fronts for end in ends if len(end) > front]
    return DeviceName(text, _readings(full), _readings([*short, *_inner(short)]), vendor, memory, count)


def _fronts(text: str) -> tuple[str | None, list[int]]:
    """The first maker named, and where the text goes on after each maker at its beginning; a mere noun is no name."""
    vendor: str | None = None
    fronts: list[int] = []
    at = 0
    while found := _maker(text[at:]):
        vendor = vendor or MAKERS[found[1].casefold()]
        rest = text[at + found.end() :]
        if not _NAME.search(rest) or _BARE.match(rest):
            return vendor, fronts
        at += found.end()
        fronts.append(at)
    if vendor is None and (brand := _BRAND.match(text)) and brand[1]:
        vendor = BRANDS[brand[1].casefold()]
    return vendor or MAKERS.get(text.casefold()), fronts


def _maker(text: str) -> re.Match[str] | None:
    return _MAKER.match(text) if _begins(text, _MAKERS) else None


def _begins(text: str, words: frozenset[str]) -> bool:
    """Whether the first word is one of these: tells fast that a pattern does not match."""
    first = _FIRST.match(text)
    return first is not None and first[0].casefold() in words


def _generic(text: str) -> list[str]:
    """A maker's class of devices, in the singular, and before it the maker, whose name may be a listed device's."""
    found = _maker(text)
    noun = _BARE.match(text[found.end() :]) if found else None
    return [found[1], f"{MAKERS[found[1].casefold()]} {noun[1]}"] if found and noun else []


def _without_nouns(text: str) -> Iterator[str]:
    """The text without a form factor, then without each noun behind the name, and adjectives before the nouns."""
    if _FORM.search(text):
        text = " ".join(_FORM.sub(" ", text).split()).strip(EDGES) or text
        yield text
    words = _NOUNS
    while (at := _last_word(text, words)) is not None:
        text, words = text[:at].strip(EDGES), _NOUNS | ADJECTIVES
        yield text


def _last_word(text: str, words: frozenset[str]) -> int | None:
    """Where the last word begins, with the blank or the hyphen before it, if it is one of these and not all."""
    at = max(text.rfind(" "), text.rfind("-"))
    word = text[at + 1 :].casefold()
    is_one = word in words and (text[at] == " " or word in _NOUNS or word in _NOUNS_IN_NAMES)
    return at if at > 0 and is_one and text[:at].strip(EDGES) else None


def _inner(texts: Sequence[str]) -> Iterator[str]:
    """The texts without a noun that may be part of a name, without the family before a member; last without brand."""
    for text in texts:
        if (at := _last_word(text, _NOUNS_IN_NAMES)) is not None:
            yield text[:at]
        if _begins(text, _FAMILIES) and (found := _ARCHITECTURE.match(text)):
            yield text[found.end() :]
    for text in texts:
        bare = text
        while _begins(bare, _FAMILIES) and (found := _BRAND.match(bare)):
            bare = bare[found.end() :]
            yield bare
    if texts:
        yield _PLURAL.sub("", bare) if bare.endswith("s") else bare


def _readings(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text once; the last one comes last."""
    return (*(text for text in dict.fromkeys(texts) if text != texts[-1]), texts[-1]) if texts else ()

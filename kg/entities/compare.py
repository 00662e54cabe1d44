"""Two names of one type in; why they are not one thing, in a few short words each, out: what tells near names apart."""

import re
from collections import Counter
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz

from kg.entities.keys import key
from kg.entities.names.dataset import spelled_out
from kg.entities.names.spelling import plain
from kg.entities.senses import is_acronym
from kg.model import MentionType
from kg.terms.hardware import Spec, registry
from kg.values.model_compare import compare

_SPLITS = (
    "train training dev development test val validation valid eval subset lite mini tiny small large full core hard "
    "easy challenge diamond verified pro redux plus extra multimodal open closed standard balanced clean noisy xl"
)
"""Words that make a part or an edition of a dataset's name."""

_LANGUAGES = (
    "arabic bengali cantonese chinese czech dutch english finnish french german greek hebrew hindi indonesian irish "
    "italian japanese korean persian polish portuguese russian spanish swahili swedish thai turkish ukrainian urdu "
    "vietnamese multilingual ar bn cs de en es fa fr hi id it ja ko pl pt ru tr uk ur vi zh"
)
_UNITS = "ai azure brain cloud deepmind health lab labs laboratory nlp research science seed studio"
"""Words that make a part of an organization's name."""

_SIMILAR = 88
"""Of 100 (rapidfuzz): two names of nearly the same letters."""


_T = TypeVar("_T")


class _Words(NamedTuple):
    """A name's words without numbers, in order, and its numbers, each with what it counts."""

    words: tuple[str, ...]
    numbers: Counter[tuple[str, str]]


def difference(kind: MentionType, a: str, b: str) -> tuple[str, ...]:
    """What tells two names of a type apart; empty where the names alone say that they are one.

    >>> difference(MentionType.DATASET, "SQuAD v1.1", "SQuAD 2.0")
    ('version',)
    >>> difference(MentionType.METHOD, "GRPO", "Group Relative Policy Optimization")
    ('abbreviation without evidence',)
    """
    if key(kind, a) == key(kind, b):
        return ()
    if kind is MentionType.MODEL:
        return compare(a, b) or ("spelling",)
    if kind is MentionType.HARDWARE:
        return _devices_apart(a, b)
    one, other = _read(kind, a), _read(kind, b)
    kinds = sorted({what for what, _ in _changed(one.numbers, other.numbers)})
    found = [*kinds]
    found += [reason for sign, reason in _SIGNS.items() if a.count(sign) != b.count(sign)]
    if one.words != other.words:
        found.append(_words_apart(kind, (a, b), one.words, other.words))
    return tuple(dict.fromkeys(found)) or ("signs",)


def _devices_apart(a: str, b: str) -> tuple[str, ...]:
    """What the registry knows to differ; of one family only the product."""
    specs = [registry(name) or Spec() for name in (a, b)]
    parts = {"maker": "vendor", "family": "family", "class": "kind"}
    found = [
        word
        for word, part in parts.items()
        if None not in (told := [getattr(spec, part) for spec in specs]) and told[0] != told[1]
    ]
    return (*found, "product")


def _words_apart(kind: MentionType, names: tuple[str, str], one: tuple[str, ...], other: tuple[str, ...]) -> str:
    extra = _changed(Counter(one), Counter(other))
    if not extra:
        return "word order"
    if is_acronym(*names) or is_acronym(*reversed(names)):
        return "abbreviation without evidence"
    part = not Counter(one) - Counter(other) or not Counter(other) - Counter(one)
    for words, reason in _PARTS[kind] if part else ():
        if words.issuperset(extra):
            return reason
    if [word.removesuffix("s") for word in one] == [word.removesuffix("s") for word in other]:
        return "plural"
    if part:
        return "more words"
    return "other letters" if fuzz.ratio("".join(one), "".join(other)) >= _SIMILAR else "other words"


def _read(kind: MentionType, name: str) -> _Words:
    text = name.replace("*", "")
    text = spelled_out(text) if kind is MentionType.DATASET else plain(text)
    words, numbers = list[str](), Counter[tuple[str, str]]()
    for found in _TOKEN.finditer(_VERSION.sub(" v", text)):
        if found["word"]:
            words.append(found["word"].casefold())
        else:
            numbers[_counted(found), found["number"].removesuffix(".0")] += 1
    return _Words(tuple(words), numbers)


def _counted(found: re.Match[str]) -> str:
    if found["unit"]:
        return "memory" if found["unit"][0] in "Gg" else "size"
    if found["v"] or "." in found["number"]:
        return "version"
    return "year" if _YEAR.fullmatch(found["number"]) else "number"


def _changed(one: Counter[_T], other: Counter[_T]) -> list[_T]:
    return [*(one - other), *(other - one)]


_YEAR = re.compile(r"(?:19|20)\d\d")
_VERSION = re.compile(r"(?<=[a-z])[vV](?=\d)")
_TOKEN = re.compile(
    r"(?P<v>\b[vV](?=\d))?(?P<number>\d+(?:\.\d+)*)(?:\s?(?P<unit>(?:GB?|[KkMmBbTt])\b))?|(?P<word>[^\W\d_]+)"
)
_SIGNS = {"+": "plus sign", "*": "star"}
_PARTS = {kind: tuple[tuple[frozenset[str], str], ...]() for kind in MentionType} | {
    MentionType.DATASET: (
        (frozenset(_LANGUAGES.split()), "language"),
        (frozenset(_SPLITS.split()), "split or subset"),
    ),
    MentionType.ORGANIZATION: ((frozenset(_UNITS.split()), "part of the other"),),
}

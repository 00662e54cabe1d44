"""The long forms that papers give for one name in; which of them mean another thing than the name usually does out.

`CAM` is Class Activation Mapping in most papers; where a text spells it out otherwise, it is another thing there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from kg.entities.keys import BlockKey, key
from kg.entities.known import known
from kg.model import MentionType, PaperEntity
from kg.terms import Term
from kg.values.name import normal

Stated: TypeAlias = Mapping[BlockKey, Mapping[str, int]]
"""For each key the long forms that texts give for it, with the number of papers."""

_SIMILAR, _SIMILAR_WORD = 85, 60
"""Of 100 (rapidfuzz), for long forms and their words: `Map` and `mapping`, but not `Physics` and `Persistence`."""
_FROM_WITHIN = 1
_STEM = 5
"""Letters with which two inflections of a word begin."""


class LongForm(NamedTuple):
    """What a paper spells an acronym out to.

    `owner`: the key of what the acronym names. `by_words`: each word gives its first letters, so that it is surely
    meant, and another paper's use of the words alone is the same thing; `within`: but for so many letters.
    """

    owner: str
    text: str
    by_words: bool
    within: int


def long_forms(entity: PaperEntity) -> tuple[str, ...]:
    """What the paper's text spells one of the entity's short names out to."""
    surfaces = entity.surfaces
    shorts = _shorts(entity.canonical, surfaces)
    return tuple(long for long in surfaces if any(is_acronym(short, long) for short in shorts))


def _shorts(canonical: str, surfaces: Sequence[str]) -> list[str]:
    """The spellings that may be acronyms of others; none if all are one and the same, as of most entities."""
    spelled = dict.fromkeys((canonical, *surfaces))
    return [short for short in spelled if _is_short(short)] if len(spelled) > 1 else []


def _is_short(name: str) -> bool:
    return " " not in name and sum(map(str.isupper, name)) > 1


def long_form(entity: PaperEntity) -> LongForm | None:
    """The long form in the paper's text, the first by words before the first of all.

    Either the acronym is the entity's name (or listed for it: no `GS` where the entity is `3DGS`), or the long form is.
    """
    surfaces = entity.surfaces
    shorts = _shorts(entity.canonical, surfaces)
    if not shorts:
        return None
    kind, own = entity.type, key(entity.type, entity.canonical)
    found: list[LongForm] = []
    for short in shorts:
        longs = [long for long in surfaces if is_acronym(short, long)]
        owner = _owner(kind, short) if longs else ""
        found += [_long_form(owner, short, long) for long in longs if owner == own or key(kind, long) == own]
    return min(found, key=lambda form: (not form.by_words, form.within), default=None)


def _long_form(owner: str, short: str, long: str) -> LongForm:
    within = next((n for n in range(_FROM_WITHIN + 1) if is_spelled_by(short, long, within=n)), None)
    return LongForm(owner, long, within is not None, within or 0)


def _owner(kind: MentionType, short: str) -> str:
    own = key(kind, short)
    term = known(kind).get(own)
    return own if term is None else key(kind, term.name)


def is_acronym(short: str, long: str) -> bool:
    """Whether the short form is one word whose letters stand in the long form, in order, from its first on.

    >>> is_acronym("MMLU", "Massive Multitask Language Understanding"), is_acronym("Claude", "Claude 3 Opus")
    (True, False)
    >>> is_acronym("LCB", "LiveCodeBench")
    True
    """
    letters, text = normal(short), normal(long)
    if not _is_short(short) or len(letters) < 2 or len(text) < len(letters) + 4:
        return False
    if letters[0] != text[0] or letters in text or len(_words(long)) < 2:
        return False
    following = iter(text)
    return all(letter in following for letter in letters)


def is_spelled_by(short: str, long: str, *, within: int = _FROM_WITHIN) -> bool:
    """Whether the words give their first letters to the short form, and so many at most from within a word.

    Small words, and all but the first part of a compound, may give none.

    >>> is_spelled_by("LoRA", "Low-Rank Adaptation"), is_spelled_by("FDConv", "Frequency Dynamic Convolution")
    (True, True)
    >>> is_spelled_by("RORL", "Reinforcement Learning")
    False
    """
    words = [
        (part.casefold(), n > 0 or part.casefold() in SMALL)
        for compound in long.split()
        for n, part in enumerate(_words(compound))
    ]
    return _gives(normal(short), tuple(words), within)


def _gives(letters: str, words: tuple[tuple[str, bool], ...], within: int) -> bool:
    """Whether the words (each with whether it may give nothing) give the letters in order.

    `within`: how many letters may still come from within a word.
    """
    if not letters or not words:
        return not letters and all(may_give_nothing for _, may_give_nothing in words)
    (word, may_give_nothing), rest = words[0], words[1:]
    if may_give_nothing and _gives(letters, rest, within):
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, letters, strict=False)))
    for length in range(shared, 0, -1):
        left = letters[length:]
        if _gives(left, rest, within):
            return True
        if within and left and left[0] in word[length:] and _gives(left[1:], rest, within - 1):
            return True
    return False


def _words(long: str) -> list[str]:
    """The words, those within a compound (`LiveCodeBench`) too."""
    return _WORD.findall(_SEAM.sub(" ", long))


def _is_long(word: str) -> bool:
    return len(word) > 2 and word.isalpha()


def other_senses(stated: Stated) -> dict[tuple[BlockKey, str], str]:
    """For (key, long form) the key to use instead: the long form's own, where it isn't what the name usually means."""
    found = {}
    for own, longs in sorted(stated.items()):
        groups = _groups(longs)
        usual = _usual(own, groups, longs)
        for group in groups:
            if group is not usual:
                found.update({(own, long): key(own[0], group[0]) for long in group})
    return found


def _groups(longs: Mapping[str, int]) -> list[list[str]]:
    """Long forms by meaning, each group's most frequent first."""
    groups: list[list[str]] = []
    for long in sorted(longs, key=lambda long: (-longs[long], long)):
        near = next((group for group in groups if similar(group[0], long)), None)
        if near is None:
            groups.append([long])
        else:
            near.append(long)
    return groups


def _usual(own: BlockKey, groups: list[list[str]], longs: Mapping[str, int]) -> list[str] | None:
    """The group that the lists know; where they know none, the one that most papers mean."""
    term = known(own[0]).get(own[1])
    listed = list(listed_meanings(term)) if term is not None else []
    if listed:
        return next((group for group in groups if any(similar(meaning, group[0]) for meaning in listed)), None)
    return min(groups, key=lambda group: (-sum(longs[long] for long in group), group[0]), default=None)


def listed_meanings(term: Term) -> Iterator[str]:
    """The spellings of a listed thing that are long forms; a compound of three words (LiveCodeBench) is one of LCB."""
    for name in term.spellings:
        least = 2 if _APART.search(name) else 3
        if sum(map(_is_long, _words(name))) >= least:
            yield name


def similar(one: str, other: str) -> bool:
    """Whether two long forms are the same words, up to inflection and a slip.

    >>> similar("Class Activation Map", "class activation mapping")
    True
    >>> similar("Physics-informed Positional Encoding", "Persistence-informed Positional Encoding")
    False
    """
    words = [[word.casefold() for word in _words(long)] for long in (one, other)]
    if len(words[0]) == len(words[1]):
        return all(map(_is_same_word, *words))
    if _is_shortened(*words) or _is_shortened(*reversed(words)):
        return True
    begins_alike = bool(words[0] and words[1]) and _is_same_word(words[0][0], words[1][0])
    return begins_alike and fuzz.ratio(normal(one), normal(other)) >= _SIMILAR


def _is_shortened(one: list[str], other: list[str]) -> bool:
    """Whether they differ in words of the other that the one has as an acronym: `RL from Human Feedback`."""
    shared = 0
    while shared < min(len(one), len(other)) - 1 and _is_same_word(one[-1 - shared], other[-1 - shared]):
        shared += 1
    start = 0
    while start < min(len(one), len(other)) - shared - 1 and _is_same_word(one[start], other[start]):
        start += 1
    rest = one[start : len(one) - shared], other[start : len(other) - shared]
    return len(rest[0]) == 1 < len(rest[1]) and is_spelled_by(rest[0][0], " ".join(rest[1]), within=0)


def _is_same_word(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _SIMILAR_WORD or (one[:_STEM] == other[:_STEM] and len(one) >= _STEM)


SMALL = frozenset({"a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with"})
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"\w[\s-]+\w")
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")

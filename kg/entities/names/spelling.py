"""A name as written in; the same name out, with what is custom of spelling and no part of the name ironed out."""

import re

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_STAR = re.compile(r"(?<=\w)\*")
_GLOSS_BEHIND = re.compile(r"^([^()]+[^()\s])\s*\(([^()\s]{2,12})\)$")
_GLOSS_BEFORE = re.compile(r"^([^()\s]{2,12})\s*\(([^()]+)\)$")
_AMERICAN = (
    (re.compile(r"is(?=(?:ation|e|ed|er|ing)s?\b)", re.IGNORECASE), "iz"),
    (re.compile(r"\b(behavi|neighb|col|fav|lab|harb|arm)our", re.IGNORECASE), r"\1or"),
    (re.compile(r"\b(model|label|cancel|signal|channel)l(?=ed\b|ing\b|er\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"\b(cent|fib|met)re(?=s?\b)", re.IGNORECASE), r"\1er"),
    (re.compile(r"logue(?=s?\b)", re.IGNORECASE), "log"),
    (re.compile(r"analys(?=e|ing)", re.IGNORECASE), "analyz"),
    (re.compile("adaptor", re.IGNORECASE), "adapter"),
)
_BRITISH = re.compile("|".join(british.pattern for british, _ in _AMERICAN), re.IGNORECASE)
"""Tells most names, which hold no British spelling, at one look; a word that is no such pair (`noise`) changes alike
wherever it stands."""


def plain(name: str) -> str:
    """Without article and gloss, signs that are part of a name as words, one spelling for British and American words.

    >>> plain("the  Group-Relative Policy Optimisation (GRPO)"), plain("RRT*"), plain("∞Bench"), plain("C#")
    ('Group-Relative Policy Optimization', 'RRTstar', 'InfiniteBench', 'Csharp')
    """
    bare = without_gloss(_ARTICLE.sub("", " ".join(name.split())))
    bare = bare.replace("∞", "Infinite").replace("#", "sharp")
    if "*" in bare:
        bare = _STAR.sub("star", bare)
    if _BRITISH.search(bare):
        for british, american in _AMERICAN:
            bare = british.sub(american, bare)
    return bare


def without_gloss(name: str) -> str:
    """The name alone where a parenthesis says it again, short for long or long for short.

    >>> without_gloss("low-rank adaptation (LoRA)"), without_gloss("GRPO (Group Relative Policy Optimization)")
    ('low-rank adaptation', 'GRPO')
    >>> without_gloss("GPQA (Diamond)"), without_gloss("MMLU (Chinese)")
    ('GPQA (Diamond)', 'MMLU (Chinese)')
    """
    if not name.endswith(")"):
        return name
    if (found := _GLOSS_BEHIND.match(name)) and _abbreviates(found[2], found[1]):
        return found[1]
    if (found := _GLOSS_BEFORE.match(name)) and _abbreviates(found[1], found[2]):
        return found[1]
    return name


def _abbreviates(short: str, long: str) -> bool:
    """Whether two capitals or more, and each letter of the short form begins or follows in the long form, in order."""
    letters = [sign.casefold() for sign in short if sign.isalnum()]
    if sum(map(str.isupper, short)) < 2 or not re.search(r"\w[\s-]\w", long) or len(letters) < 2:
        return False
    following = (sign.casefold() for sign in long if sign.isalnum())
    return letters[0] == long[:1].casefold() and all(letter in following for letter in letters)

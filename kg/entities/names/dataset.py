"""A dataset's name in; the key under which its spellings meet out: splits and nouns go, versions and subsets stay."""

import re
from functools import cache

from kg.entities.names.spelling import plain
from kg.model import MentionType
from kg.terms import terms
from kg.values.fold import fold

_NOUN = re.compile(
    r"(?<=\w)\s+(?:data\s?sets?|databases?|benchmarks?(?:\ssuite)?|corpus|corpora|leaderboard)$", re.IGNORECASE
)
_EVENT = re.compile(r"(?<=\w)\s+(?:challenge|competition|(?:shared\s)?task|track)(?=$|\s(?:19|20)\d\d$)", re.IGNORECASE)
_SPLIT_BEHIND = re.compile(
    r"(?<=\w)[\s(]+(?:test(?:ing)?|train(?:ing)?|dev(?:elopment)?|val(?:idation)?)[\s-](?:sets?|splits?)\)?$"
    r"|(?<=\w)\s?\((?:test|train|dev|val(?:idation)?)\)$",
    re.IGNORECASE,
)
_SPLIT_BEFORE = re.compile(
    r"^(?:test|train(?:ing)?|dev|val(?:idation)?)\s(?:set|split)\sof\s(?:the\s)?(?=\S)", re.IGNORECASE
)
_NOUN_BEFORE = re.compile(r"^(?:data\s?set|corpus)\s+(?=\S)", re.IGNORECASE)
_TASK_OF = re.compile(r"^(?:shared\s)?task\s(\d+)\s(?:of|at|in)\s(?:the\s)?(\S.*)$", re.IGNORECASE)
_SHARED_TASK = re.compile(r"\bshared\s(?=task\s?\d)", re.IGNORECASE)
_NUMBERED = "(?<!(?i:cifar))(?<!(?i:cinic))(?<!(?i:stl))(?<!(?i:mnist))(?<!(?i:imagenet))(?<!(?i:ntcir))"
"""Not behind these: their numbers count classes or editions, as in CIFAR-10."""

_SHORT_YEAR = re.compile(rf"(?<=[A-Za-z]){_NUMBERED}['’\s-]{{0,2}}([0-2]\d)(?!\d)(?=$|[-\s])")
_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,7}\.?(?=\s?['’]?\d)")
_TWO_DIGITS = re.compile(r"(?<!\d)[0-2]\d(?!\d)")
_DIGIT = re.compile(r"\d")
_VERSION = re.compile(r"\bver(?:sion|\.)?\s?(?=\d)", re.IGNORECASE)


def dataset_key(name: str) -> str:
    """Equal for spellings of one dataset, its whole or its usual splits; a version, subset or language is another.

    >>> dataset_key("the GSM8k test set"), dataset_key("AIME'24"), dataset_key("Task 3 of the SemEval-2025 shared task")
    ('gsm8k', 'aime2024', 'semeval2025task3')
    >>> dataset_key("ARC challenge dataset"), dataset_key("SQuAD version 2.0"), dataset_key("V* benchmark")
    ('arcchallenge', 'squad2', 'vstar')
    """
    return fold(spelled_out(name))


def spelled_out(name: str) -> str:
    """A dataset's name in one way of writing: without what is no part of it, the year in four digits."""
    bare = _NOUN_BEFORE.sub("", _SPLIT_BEFORE.sub("", plain(name)))
    if "task" in bare.casefold():
        bare = _SHARED_TASK.sub("", bare)
        if found := _TASK_OF.match(bare):
            bare = f"{without_noun(_EVENT.sub('', found[2]))} Task {found[1]}"
    if _DIGIT.search(bare) is None:  # most names hold no number: nothing more to look for
        return without_noun(bare)
    bare = without_noun(_MONTH.sub(r"\1", _VERSION.sub("v", bare)))
    return _SHORT_YEAR.sub(r" 20\1", bare) if _TWO_DIGITS.search(bare) else bare


def without_noun(name: str) -> str:
    """Without splits and nouns, as far as a name of its own is left and no other dataset's: ARC challenge is not ARC.

    >>> without_noun("GSM8K test set"), without_noun("Anti-UAV Challenge"), without_noun("HMMT Competition 2025")
    ('GSM8K', 'Anti-UAV Challenge', 'HMMT 2025')
    """
    for _ in range(4 if " " in name else 0):
        found = _SPLIT_BEHIND.search(name) or _noun(name)
        if found is None:
            break
        name = name[: found.start()] + name[found.end() :]
    return name


def _noun(name: str) -> re.Match[str] | None:
    """A noun behind the name, or one for an event before its year: a challenge is no dataset of its name (Anti-UAV)."""
    found = _NOUN.search(name)
    if found is None and (found := _EVENT.search(name)) is not None and found.end() == len(name):
        return None
    return None if found is not None and fold(name) in _told_by_noun() else found


@cache
def _told_by_noun() -> frozenset[str]:
    """Listed names that are another listed name and a noun: ARC-Challenge beside ARC."""
    spellings = {fold(spelling) for term in terms(MentionType.DATASET) for spelling in term.spellings}
    spaced = {term.name: term.name.replace("-", " ") for term in terms(MentionType.DATASET)}
    return frozenset(
        fold(name)
        for name, words in spaced.items()
        if "-" in name and fold(_EVENT.sub("", _NOUN.sub("", words))) in spellings - {fold(name)}
    )

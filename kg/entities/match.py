"""Blocks in; links between two of them, each with the rule that says they are one thing, out. No all-pairs search."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from kg.entities.block import Block, BlockKey
from kg.entities.keys import key
from kg.model import MentionType
from kg.terms import Term, terms
from kg.values.model_name import parse
from kg.values.name import normal

Blocks: TypeAlias = Mapping[BlockKey, Block]


class Link(NamedTuple):
    """Two keys of a type that are one thing, and the rule's name; `a` is the one that gives way."""

    kind: MentionType
    a: str
    b: str
    rule: str


def links(blocks: Blocks) -> list[Link]:
    """What all rules say, the surest rule first, sorted within a rule."""
    return [link for rule in RULES for link in sorted(rule(blocks))]


def listed(blocks: Blocks) -> Iterator[Link]:
    """A term list gives the spelling as another one of a name."""
    for kind, spelled in blocks:
        term = known(kind).get(spelled)
        if term is not None and (own := key(kind, term.name)) != spelled:
            yield Link(kind, spelled, own, "term list")


@cache
def known(kind: MentionType) -> Mapping[str, Term]:
    """Terms by the keys of their spellings; a spelling that two terms claim belongs to neither, save as a name."""
    by_key: dict[str, Term] = {}
    claimed: dict[str, set[str]] = defaultdict(set)
    for term in terms(kind):
        for alias in term.aliases:
            if kind is not MentionType.MODEL or _variant(alias) == _variant(term.name):
                claimed[key(kind, alias)].add(key(kind, term.name))
                by_key[key(kind, alias)] = term
    unclear = [alias for alias, owners in claimed.items() if len(owners) > 1]
    for alias in unclear:
        del by_key[alias]
    return by_key | {key(kind, term.name): term for term in reversed(terms(kind))}


def _variant(name: str) -> tuple[object, ...]:
    """What must be equal in two spellings of one model, whatever a list says."""
    parsed = parse(name)
    words = frozenset(word.casefold() for word in parsed.variant)
    return parsed.version, parsed.size, parsed.active, words, parsed.revision, parsed.quantisation


def acronyms(blocks: Blocks) -> Iterator[Link]:
    """A paper writes a long form and its acronym for one thing, and no paper gives either another meaning."""
    shorts: dict[BlockKey, set[str]] = defaultdict(set)
    longs: dict[BlockKey, set[str]] = defaultdict(set)
    for (kind, _), block in blocks.items():
        for short, long in block.together:
            if is_acronym(short, long):
                shorts[kind, key(kind, long)].add(key(kind, short))
                longs[kind, key(kind, short)].add(key(kind, long))
    for (kind, long_key), short_keys in shorts.items():
        if (kind, long_key) in blocks and len(short_keys) == 1:
            (short_key,) = short_keys
            if short_key != long_key and len(longs[kind, short_key]) == 1 and _may_mean(kind, short_key, long_key):
                yield Link(kind, long_key, short_key, "acronym")


def _may_mean(kind: MentionType, short_key: str, long_key: str) -> bool:
    """No, if the acronym is listed with a long form, and that is quite another one."""
    term = known(kind).get(short_key)
    meanings = [normal(alias) for alias in term.spellings if is_acronym(term.name, alias)] if term else []
    return not meanings or any(fuzz.ratio(meaning, normal(long_key)) >= _SIMILAR for meaning in meanings)


def is_acronym(short: str, long: str) -> bool:
    """Whether the short form is one word whose letters stand in the long form, in order, from its first on.

    >>> is_acronym("MMLU", "Massive Multitask Language Understanding"), is_acronym("Claude", "Claude 3 Opus")
    (True, False)
    """
    letters, text = normal(short), normal(long)
    if " " in short or len(short) < 2 or len(long.split()) < 2 or len(text) < len(letters) + 4:
        return False
    if letters[0] != text[0] or letters in text or sum(map(str.isupper, short)) < 2:
        return False
    following = iter(text)
    return all(letter in following for letter in letters)


def plurals(blocks: Blocks) -> Iterator[Link]:
    """`U-Nets` beside `U-Net`."""
    for (kind, spelled), block in blocks.items():
        singular = spelled[:-1]
        if (
            len(spelled) > 3
            and spelled.endswith("s")
            and (kind, singular) in blocks
            and all(_PLURAL.search(name) for name in block.names)
        ):
            yield Link(kind, spelled, singular, "plural")


def makers(blocks: Blocks) -> Iterator[Link]:
    """`Mozilla Common Voice` beside `Common Voice`; not where two makers have one (GitHub and Microsoft Copilot)."""
    named: dict[BlockKey, set[str]] = defaultdict(set)
    for (kind, spelled), block in blocks.items():
        if kind not in {MentionType.HARDWARE, MentionType.ORGANIZATION}:
            for rest in filter(None, map(_without_maker, block.names)):
                named[kind, key(kind, rest)].add(spelled)
    for (kind, bare), spellings in named.items():
        if len(bare) > 3 and (kind, bare) in blocks and len(spellings - {bare}) == 1:
            yield Link(kind, min(spellings - {bare}), bare, "maker before name")


def nouns(blocks: Blocks) -> Iterator[Link]:
    """`Chain-of-Thought prompting` beside `Chain-of-Thought`: a noun that says what the thing is."""
    for (kind, spelled), block in blocks.items():
        bare = {key(kind, _NOUN.sub("", name)) for name in block.names if _NOUN.search(name)}
        if kind is MentionType.METHOD and len(bare) == 1 and (kind, only := min(bare)) in blocks and only != spelled:
            yield Link(kind, spelled, only, "noun after name")


def word_forms(blocks: Blocks) -> Iterator[Link]:
    """`Rotary Positional Embeddings` beside `rotary position embedding`: the same words, otherwise inflected."""
    stems: dict[BlockKey, list[BlockKey]] = defaultdict(list)
    for (kind, spelled), block in blocks.items():
        if kind is MentionType.METHOD and (stem := stemmed(min(block.names))):
            stems[kind, stem].append((kind, spelled))
    for together in stems.values():
        first = min(together, key=lambda one: (-len(blocks[one].members), one))
        for kind, spelled in together:
            if (kind, spelled) != first:
                yield Link(kind, spelled, first[1], "word forms")


def stemmed(name: str) -> str | None:
    """The words without their endings; None for a single word, whose ending may be all that tells it apart.

    >>> stemmed("Retrieval-Augmented Generation") == stemmed("retrieval augment generation")
    True
    """
    words = re.findall(r"[^\W_]+", _REINFORCEMENT.sub("rl", name.casefold()))
    return " ".join(_ENDING.sub("", _ENDING.sub("", word)) for word in words) if len(words) > 1 else None


def _without_maker(name: str) -> str | None:
    for words in (2, 1):
        parts = re.split(r"(?:['’]s)?[\s/]+", name, maxsplit=words)
        if len(parts) == words + 1 and " ".join(parts[:words]).casefold() in _organizations():
            return parts[-1]
    return None


@cache
def _organizations() -> frozenset[str]:
    return frozenset(spelling.casefold() for term in terms(MentionType.ORGANIZATION) for spelling in term.spellings)


_SIMILAR = 85
_NOUN = re.compile(r"(?<=\w)\s+(?:prompting|networks?|models?|architecture|optimizer|training|fine-?tuning)$")
_REINFORCEMENT = re.compile(r"reinforcement[\s-]+learning")
_ENDING = re.compile(r"(?<=\w{4})(?:ations?|ings?|ers?|ors?|ed|al|ive|ly|es|s|e)$")
_PLURAL = re.compile(r"[^\Wsu]s$")
Rule: TypeAlias = Callable[[Blocks], Iterator[Link]]
RULES: tuple[Rule, ...] = (listed, acronyms, plurals, makers, nouns, word_forms)
"""In the order of trust: a later rule never undoes an earlier one."""

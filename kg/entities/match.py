"""Blocks in; links between two of them, each with the rule that says they are one thing, out. No all-pairs search."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

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
            if kind is not MentionType.MODEL or parse(alias).size == parse(term.name).size:
                claimed[key(kind, alias)].add(key(kind, term.name))
                by_key[key(kind, alias)] = term
    unclear = [alias for alias, owners in claimed.items() if len(owners) > 1]
    for alias in unclear:
        del by_key[alias]
    return by_key | {key(kind, term.name): term for term in reversed(terms(kind))}


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
            if short_key != long_key and len(longs[kind, short_key]) == 1:
                yield Link(kind, long_key, short_key, "acronym")


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
        if len(spelled) > 3 and (kind, singular) in blocks and all(_PLURAL.search(name) for name in block.names):
            yield Link(kind, spelled, singular, "plural")


def makers(blocks: Blocks) -> Iterator[Link]:
    """`Mozilla Common Voice` beside `Common Voice`: an organization's name before the thing's own."""
    for (kind, spelled), block in blocks.items():
        if kind in {MentionType.HARDWARE, MentionType.ORGANIZATION}:
            continue
        bare = {key(kind, rest) for name in block.names if (rest := _without_maker(name))}
        if len(bare) == 1 and (kind, only := min(bare)) in blocks and len(only) > 3:
            yield Link(kind, spelled, only, "maker before name")


def _without_maker(name: str) -> str | None:
    for words in (2, 1):
        parts = re.split(r"(?:['’]s)?[\s/]+", name, maxsplit=words)
        if len(parts) == words + 1 and " ".join(parts[:words]).casefold() in _organizations():
            return parts[-1]
    return None


@cache
def _organizations() -> frozenset[str]:
    return frozenset(spelling.casefold() for term in terms(MentionType.ORGANIZATION) for spelling in term.spellings)


_PLURAL = re.compile(r"[^\Wsu]s$")
Rule: TypeAlias = Callable[[Blocks], Iterator[Link]]
RULES: tuple[Rule, ...] = (listed, acronyms, plurals, makers)
"""In the order of trust: a later rule never undoes an earlier one."""

"""Blocks in; links between two of them, each with the rule that says they are one thing, out. No all-pairs search."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.entities.block import Block
from kg.entities.keys import BlockKey, key
from kg.entities.known import known
from kg.entities.link import Blocks, Link, Rule
from kg.entities.rules_things import benches, word_plurals
from kg.entities.senses import is_spelled_by
from kg.model import MentionType
from kg.terms import terms


def links(blocks: Blocks) -> list[Link]:
    """What all rules say, the surest rule first, sorted within a rule."""
    return [link for rule in RULES for link in sorted(rule(blocks))]


def listed(blocks: Blocks) -> Iterator[Link]:
    """A term list gives the spelling as another one of a name."""
    for kind, spelled in blocks:
        term = known(kind).get(spelled)
        if term is not None and (own := key(kind, term.name)) != spelled:
            yield Link(kind, spelled, own, "term list")


def acronyms(blocks: Blocks) -> Iterator[Link]:
    """A long form, and the one acronym that papers spell out to it."""
    shorts: dict[BlockKey, set[str]] = defaultdict(set)
    for (kind, spelled), block in blocks.items():
        shorts[kind, spelled] |= block.shorts
        for long in block.longs:
            shorts[kind, long].add(spelled)
    for (kind, long), found in shorts.items():
        others = found - {long}
        if (kind, long) in blocks and len(others) == 1:
            yield Link(kind, long, min(others), "acronym")


def plurals(blocks: Blocks) -> Iterator[Link]:
    """`U-Nets` beside `U-Net`, but not `Ices` beside `ICE`."""
    for (kind, spelled), block in blocks.items():
        singular = blocks.get((kind, spelled.removesuffix("s")))
        if len(spelled) > 3 and spelled.endswith("s") and singular is not None:
            bare = {name[:-1] for name in block.names if _PLURAL.search(name)}
            if len(bare) == len(block.names) and {_shape(name) for name in bare} & set(map(_shape, singular.names)):
                yield Link(kind, spelled, spelled[:-1], "plural")


def _shape(name: str) -> tuple[str, bool]:
    return name.casefold(), name.isupper()


def makers(blocks: Blocks) -> Iterator[Link]:
    """`Mozilla Common Voice` beside `Common Voice`; not where two makers have one (GitHub and Microsoft Copilot)."""
    named: dict[BlockKey, set[str]] = defaultdict(set)
    for (kind, spelled), block in blocks.items():
        if kind not in {MentionType.HARDWARE, MentionType.ORGANIZATION}:
            for rest in filter(None, map(_without_maker, block.names)):
                named[kind, key(kind, rest)].add(spelled)
    for (kind, bare), spellings in named.items():
        others = spellings - {bare}
        if (kind, bare) in blocks and len(others) == 1:
            yield Link(kind, min(others), bare, "maker before name")


def _without_maker(name: str) -> str | None:
    first = _FIRST.match(name)
    if first is None or first[0] not in _first_words():
        return None
    for words in (2, 1):
        parts = re.split(r"(?:['’]s)?[\s/]+", name, maxsplit=words)
        if len(parts) == words + 1 and " ".join(parts[:words]) in _makers() and _is_proper(parts[-1]):
            return parts[-1]
    return None


@cache
def _makers() -> frozenset[str]:
    """Organizations, but for those whose name is a word that names begin with (Meta Pseudo Labels)."""
    return frozenset(name for term in terms(MentionType.ORGANIZATION) for name in term.spellings) - {"Meta"}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in _makers())


def _is_proper(name: str) -> bool:
    """Whether it is no common noun by its looks: two capitals, or a digit."""
    return re.search(r"[A-Z].*[A-Z]|\d", name) is not None


def nouns(blocks: Blocks) -> Iterator[Link]:
    """`Chain-of-Thought prompting` beside `Chain-of-Thought`: a noun for what it is, behind a full name."""
    for (kind, spelled), block in blocks.items():
        bare = {_NOUN.sub("", name) for name in block.names if kind is MentionType.METHOD and _NOUN.search(name)}
        keys = {key(kind, name) for name in bare} - {spelled}
        if len(keys) == 1 and (kind, own := min(keys)) in blocks and not _is_shortened(block):
            says_all = own in known(kind) or all(len(_WORD.findall(name)) > 1 for name in bare)
            if says_all or any(map(_is_proper, blocks[kind, own].names)):
                yield Link(kind, spelled, own, "noun after name")


def _is_shortened(block: Block) -> bool:
    """Whether an acronym takes the noun in (a self-correction network that is called SCN): it is part of the name."""
    return any(is_spelled_by(short, name) for name in block.names for short in block.surfaces if " " not in short)


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
    """The words without their endings; None for fewer than three, whose endings may be all that tells them apart.

    >>> stemmed("Retrieval-Augmented Generation") == stemmed("retrieval augment generation")
    True
    """
    words = _WORD.findall(_REINFORCEMENT.sub("rl", name.casefold()))
    return " ".join(_ENDING.sub("", word) for word in words) if len(words) > 2 else None


_NOUN = re.compile(
    r"(?<=\w)\s+(?:prompting|networks?|models?|architectures?|optimizers?|classifiers?|controllers?|principle|theory"
    r"|(?-i:training|fine-?tuning))$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+\+*")
_REINFORCEMENT = re.compile(r"reinforcement[\s-]+learning")
_ENDING = re.compile(r"(?<=\w{4})(?:ed|als?|es|s|e)$")
_FIRST = re.compile(r"[^\s/]+?(?=(?:['’]s)?[\s/])")
_PLURAL = re.compile(r"[^\Wsu]s$")
RULES: tuple[Rule, ...] = (listed, acronyms, plurals, word_plurals, makers, nouns, benches, word_forms)
"""In the order of trust: a later rule never undoes an earlier one."""

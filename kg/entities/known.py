"""The term lists in; each listed thing under the keys of its spellings out."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.entities.keys import key
from kg.model import MentionType
from kg.terms import Term, terms
from kg.values.fold import fold
from kg.values.model_name import parse


@cache
def known(kind: MentionType) -> Mapping[str, Term]:
    """Terms by the keys of their spellings; a spelling that two terms claim belongs to neither, save as a name."""
    by_key: dict[str, Term] = {}
    claimed: dict[str, set[str]] = defaultdict(set)
    for term in terms(kind):
        for alias in term.aliases:
            if _variant(kind, alias) == _variant(kind, term.name) and not _adds_number(alias, term.name):
                claimed[key(kind, alias)].add(key(kind, term.name))
                by_key[key(kind, alias)] = term
    unclear = [alias for alias, owners in claimed.items() if len(owners) > 1]
    for alias in unclear:
        del by_key[alias]
    return by_key | {key(kind, term.name): term for term in reversed(terms(kind))}


def _variant(kind: MentionType, name: str) -> tuple[object, ...]:
    """What must be equal in two spellings of one thing, whatever a list says: size, version and variant of a model."""
    if kind is not MentionType.MODEL:
        return ()
    parsed = parse(name)
    words = frozenset(word.casefold() for word in parsed.variant)
    return parsed.version, parsed.size, parsed.active, words, parsed.revision, parsed.quantisation


def _adds_number(alias: str, name: str) -> bool:
    """`COCO2017`, `Celeb-DF v2`: the name and a number behind it are a version, whatever a list says."""
    return re.fullmatch(r"[~\d.]+", fold(alias).removeprefix(fold(name))) is not None

"""The papers that use one name in; the things that they mean by it, each with its papers, out.

A name that two papers introduce is two things nine times in ten, and a well-known name that a paper introduces is a new
thing of that name six times in ten. For two uses `homonyms.tsv` beside this file weighs what tells: who introduces it,
long forms, and how alike the papers are. Uses are joined while they are alike on average (average linkage: Sokal and
Michener 1958).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path

from kg.entities.keys import key
from kg.entities.known import known
from kg.entities.likeness import likeness, words
from kg.entities.senses import long_forms, similar
from kg.model import Document, MentionType, PaperEntity
from kg.terms import Term
from kg.values.name import normal
from kg.values.table import rows

FILE = Path(__file__).parent / "homonyms.tsv"
BIAS, _TEXTS = "bias", "likeness"
_PRESENTED = 0.5
"""From this confidence on a paper may be presenting the thing as its own."""
_MANY = 12
"""Of more papers than these, those that neither introduce the name nor spell it out are taken to mean one thing."""
_KNOWN = 2.5
"""Log-odds that speak for a listed name, written as the list has it: who introduces it may have made it known.

Not for a name that the list has looked up with care: that is one that many things bear.
"""
_NOBODY_S = -1.5
"""Log-odds below which two uses of a name are two things where nobody introduces it: it is the field's."""
_MOST_ALONE = 50
"""Uses that are looked at one by one, the surest introductions first: all pairs of these are compared."""
_LONGEST_SHORT = 8
"""Letters; a longer name is hardly used twice."""
_MOST_WORDS = 4
_TITLED = 3
"""Letters; words of a title begin with two given letters by chance."""


@dataclass(frozen=True, eq=False)
class Use:
    """One paper's use of a name; `spelled`: the paper spells it out to what it usually means.

    What is weighed of it is made once: it is compared with many.
    """

    document: Document
    entity: PaperEntity
    spelled: bool = False

    @property
    def introduced(self) -> float:
        """How sure it is that the paper presents the thing as its own."""
        return self.entity.introduced.confidence if self.entity.introduced else 0.0

    @cached_property
    def longs(self) -> tuple[str, ...]:
        """What the paper spells the name out to, in its text or else in its title."""
        return long_forms(self.entity) or self.titled

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """The spellings in the paper's text."""
        return frozenset(self.entity.surfaces)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words of its spellings."""
        return words(" ".join((*self.surfaces, self.entity.canonical)))

    @cached_property
    def is_in_title(self) -> bool:
        """Whether the paper's title has the name."""
        title = normal(self.document.title)
        return any(len(surface) > 1 and normal(surface) in title for surface in self.surfaces)

    @cached_property
    def titled(self) -> tuple[str, ...]:
        """The words of the title that begin with the letters of an acronym, if it is one of three letters or more.

        A title that has the acronym itself elsewhere than in front ("Beyond RAG: Reasoning-Augmented …") tells nothing.
        """
        words = _WORD.findall(self.document.title)
        initials = "".join(word[0].casefold() for word in words)
        for short in self.entity.surfaces:
            if len(short) >= _TITLED and short.isalpha() and short.isupper() and short not in words[1:]:
                at = initials.find(short.casefold())
                if at >= 0 and words[at][0].isupper():
                    return (" ".join(words[at : at + len(short)]),)
        return ()


def things(uses: Sequence[Use], *, term: Term | None = None) -> list[list[Use]]:
    """The uses by thing, in the order of documents within; the thing that most papers mean is the first.

    What is spelled out alike is one thing. Of a name that a list knows (`term`), and of one that more than a dozen
    papers use, only those that introduce it can mean another thing.
    """
    ordered = sorted(uses, key=lambda use: (use.document.id, use.entity.canonical))
    spelled = [use for use in ordered if use.spelled]
    open_ = [use for use in ordered if not use.spelled]
    groups = [[use] for use in open_]
    if term is not None or len(ordered) > _MANY:
        alone = sorted(filter(_stands_alone, open_), key=lambda use: -use.introduced)[:_MOST_ALONE]
        groups = [[use] for use in alone]
        spelled = [use for use in ordered if use not in alone]
    joined = _joined([*groups, spelled] if spelled else groups, bar=bar(ordered))
    return sorted(joined, key=lambda group: _rank(group, term))


def _stands_alone(use: Use) -> bool:
    """Whether the paper may mean another thing by a name that many use."""
    return use.introduced >= _PRESENTED or bool(use.titled)


def _rank(group: Sequence[Use], term: Term | None) -> tuple[int, bool, str]:
    """The most papers first; of equals what nobody introduces where the name is known, else what a paper does."""
    introduced = any(use.introduced >= _PRESENTED for use in group)
    return -len(group), introduced == (term is not None), min(use.document.id for use in group)


def bar(uses: Iterable[Use]) -> float:
    """The log-odds above which uses of a name mean one thing."""
    return 0.0 if any(use.introduced >= _PRESENTED for use in uses) else _NOBODY_S


def _joined(groups: list[list[Use]], *, bar: float) -> list[list[Use]]:
    """Groups that are alike on average made one, the most alike first."""
    if len(groups) == 2:
        one, other = groups
        return [_by_document([*one, *other])] if are_one(one, other, bar=bar) else groups
    odds = {(n, m): _mean_odds(one, other) for (n, one), (m, other) in combinations(enumerate(groups), 2)}
    sizes = {n: min(len(group), _MANY) for n, group in enumerate(groups)}
    members = dict(enumerate(groups))
    while odds:
        (n, m), best = max(odds.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best <= bar:
            break
        members[n] = _by_document([*members[n], *members.pop(m)])
        _merge(odds, sizes, n, m)
    return list(members.values())


def _by_document(uses: Iterable[Use]) -> list[Use]:
    return sorted(uses, key=lambda use: use.document.id)


def _merge(odds: dict[tuple[int, int], float], sizes: dict[int, int], n: int, m: int) -> None:
    """Lets m become part of n: the odds of the two against a third are averaged by size."""
    share = sizes[n] / (sizes[n] + sizes[m])
    del odds[n, m]
    for k in [k for k in sizes if k not in {n, m}]:
        one, other = (min(n, k), max(n, k)), (min(m, k), max(m, k))
        odds[one] = share * odds[one] + (1 - share) * odds.pop(other)
    sizes[n] += sizes.pop(m)


def _mean_odds(one: Sequence[Use], other: Sequence[Use]) -> float:
    """How much speaks, on average, for one thing."""
    pairs = [(a, b) for a in _some(one, _MANY) for b in _some(other, _MANY)]
    return sum(log_odds(a, b) for a, b in pairs) / len(pairs)


def are_one(one: Sequence[Use], other: Sequence[Use], *, bar: float, most: int = _MANY) -> bool:
    """Whether on average more than `bar` speaks for one thing, going by at most so many uses of each side.

    Texts are compared only where it turns on them: they can only speak for one thing.
    """
    pairs = [(a, b) for a in _some(one, most) for b in _some(other, most)]
    told = sum(_without_texts(a, b) for a, b in pairs) / len(pairs)
    weight = _weights()[_TEXTS]
    if told > bar and weight >= 0:
        return True
    return told + weight * sum(_likeness(a, b) for a, b in pairs) / len(pairs) > bar


def _some(uses: Sequence[Use], most: int) -> Sequence[Use]:
    """So many of them, evenly spread."""
    step = max(1, len(uses) // most)
    return uses[::step][:most]


def log_odds(one: Use, other: Use) -> float:
    """How much speaks for one thing: above 0 they are more likely one than two."""
    return _without_texts(one, other) + _weights()[_TEXTS] * _likeness(one, other)


def _without_texts(one: Use, other: Use) -> float:
    weights = _weights()
    told = weights[BIAS] + sum(weights[name] * value for name, value in _plain_signs(one, other).items())
    return told + (_KNOWN if _may_be_the_first(one, other) else 0.0)


def _likeness(one: Use, other: Use) -> float:
    return likeness(one.document, other.document, leaving=one.own_words | other.own_words)


def _may_be_the_first(one: Use, other: Use) -> bool:
    """Whether just one of two introduces a listed name, and writes it as the list does."""
    introducing = [use for use in (one, other) if use.introduced >= _PRESENTED]
    term = _term(introducing[0]) if len(introducing) == 1 else None
    if term is None or term.match == "cued":
        return False
    return any(_written(surface) == _written(term.name) for surface in introducing[0].entity.surfaces)


def _written(name: str) -> str:
    """The letters and digits, in their case."""
    return "".join(_WORD.findall(name))


def _term(use: Use) -> Term | None:
    return known(use.entity.type).get(key(use.entity.type, use.entity.canonical))


def signs(one: Use, other: Use) -> dict[str, float]:
    """What is weighed, by the names of the table."""
    return {**_plain_signs(one, other), _TEXTS: _likeness(one, other)}


def _plain_signs(one: Use, other: Use) -> dict[str, float]:
    """All but how alike the texts are."""
    name = min((one.entity.canonical, other.entity.canonical), key=lambda name: (len(name), name))
    longs = _longs(one, other)
    both = bool(longs[0] and longs[1])
    alike = any(similar(a, b) for a in longs[0] for b in longs[1])
    term = _term(one) or _term(other)
    presented = sorted((one.introduced, other.introduced))
    return {
        "introduced by one": presented[1],
        "introduced by both": presented[0],
        "same long form": float(alike),
        "other long form": float(both and not alike),
        "one long form": float(bool(longs[0]) != bool(longs[1])),
        "short name": float(max(0, _LONGEST_SHORT - len(normal(name)))),
        "words": float(min(len(_WORD.findall(name)), _MOST_WORDS)),
        "same spelling": float(not one.surfaces.isdisjoint(other.surfaces)),
        "in a title": float(one.is_in_title or other.is_in_title),
        "listed": float(term is not None),
        "listed with care": float(term is not None and term.match == "cued"),
        "dataset": float(one.entity.type is MentionType.DATASET),
        "model": float(one.entity.type is MentionType.MODEL),
    }


def _longs(one: Use, other: Use) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What each spells its name out to; a name of several words is spelled out, where the other is an acronym."""
    longs = one.longs, other.longs
    if bool(longs[0]) == bool(longs[1]):
        return longs
    a, b = (
        own or ((use.entity.canonical,) if len(_WORD.findall(use.entity.canonical)) > 1 else ())
        for own, use in zip(longs, (one, other), strict=True)
    )
    return a, b


@cache
def _weights() -> Mapping[str, float]:
    return {row["sign"]: float(row["weight"]) for row in rows(FILE)}


_WORD = re.compile(r"[^\W_]+")

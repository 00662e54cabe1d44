"""A document's text in; votes for the names that the term lists (kg/terms) know out.

All spellings are looked for at once by an Aho-Corasick automaton over a folded copy of the text, in which case and the
difference between blank, hyphen and nothing don't count; what the list says of case and cue words is checked after.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, product

from ahocorasick_rs import AhoCorasick

from kg.mentions.list_cues import confirmed
from kg.model import Mention, MentionType
from kg.nlp import Prose
from kg.terms import Term, shared, terms
from kg.values.name import normal

TYPES = (MentionType.MODEL, MentionType.DATASET, MentionType.METHOD, MentionType.ORGANIZATION)
"""Hardware has a grammar of its own in kg/mentions/hardware.py."""

CONFIDENCE: Mapping[tuple[MentionType, str], float] = {
    (MentionType.MODEL, "any"): 0.95,
    (MentionType.MODEL, "exact"): 0.89,
    (MentionType.MODEL, "cued"): 0.8,
    (MentionType.MODEL, "uncued"): 0.2,
    (MentionType.DATASET, "any"): 0.94,
    (MentionType.DATASET, "exact"): 0.92,
    (MentionType.DATASET, "cued"): 0.82,
    (MentionType.DATASET, "uncued"): 0.2,
    (MentionType.METHOD, "any"): 0.91,
    (MentionType.METHOD, "exact"): 0.92,
    (MentionType.METHOD, "cued"): 0.74,
    (MentionType.METHOD, "uncued"): 0.3,
    (MentionType.ORGANIZATION, "any"): 0.9,
    (MentionType.ORGANIZATION, "exact"): 0.76,
    (MentionType.ORGANIZATION, "cued"): 0.72,
    (MentionType.ORGANIZATION, "uncued"): 0.1,
}
"""How often a hit is right, by type and way of looking up; 'uncued' where a spelling that needs a cue has none."""
UNUSUAL = 0.7
"""What is left of the confidence where the spelling usually names something of another list (kg/terms/shared.tsv)."""

_INNER_MARKS = re.compile(r"_|\.(?!\d)|\+(?=\w)")
_SEPARATORS = re.compile(r"[\s_~/‐-―-]+")
_JOINT = re.compile(r" +|(?<=[a-z]{3})(?=\d)")
_ADJECTIVE = re.compile(r"-[a-z]{2,}(?![\w])")
_PREFIX = re.compile(r"(?<![\w-])(?:non|pre|post|anti|multi|sub|cross|pro|ex|all|vanilla|like)-$", re.I)
_MOST_JOINTS = 4
_SIZED = re.compile(r"[\s-]?\d+(?:\.\d+)?\s?(?:[BMK]|[bm]\b)|[\s-](?:Instruct|Chat|Base|Large|Small|Tiny|Mini|Turbo)\b")
_PRODUCT = re.compile(r"[ -](?=[A-Z0-9])")


class _Blanked(dict[int, int]):
    """Code point -> a blank's for a mark, else itself; those that may be part of a name are `_INNER_MARKS`'."""

    def __missing__(self, code: int) -> int:
        is_kept = chr(code).isalnum() or chr(code) in "_.+"
        self[code] = found = code if is_kept else ord(" ")
        return found


_BLANKED = _Blanked()


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of a term: folded, without separators, and how it is looked up; `lower`: it has no capitals."""

    term: Term
    folded: str
    compact: str
    match: str
    lower: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a spelling: its half-open span, and the entries that may stand for it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The automaton, and the entries of each of its patterns."""

    automaton: AhoCorasick
    entries: tuple[tuple[Entry, ...], ...]


class Lists:
    """Votes for every name of the lists, with its published spelling and family."""

    def detect(self, prose: Prose) -> Iterable[Mention]:
        text = prose.text
        hits = _whole(text, find(text))
        sure = confirmed(text, hits)
        return [_vote(text, hit, entry, (hit.start, entry.term) in sure) for hit in hits for entry in hit.entries]


@lru_cache(maxsize=4)
def find(text: str) -> tuple[Hit, ...]:
    """The longest known spellings, left to right, whole words only.

    >>> [text[h.start:h.end] for text in ["BERT-based, RoBERTa on common-crawl"] for h in find(text)]
    ['BERT', 'RoBERTa', 'common-crawl']
    """
    index = _index()
    folded = f" {fold(text)} "
    found = [
        (start, -stop, place)
        for place, start, stop in index.automaton.find_matches_as_indexes(folded, overlapping=True)
        if folded[stop] == " " or folded.startswith("s ", stop)
    ]
    title_end = text.find("\n")
    hits: list[Hit] = []
    for start, before_stop, place in sorted(found):
        end, is_plural = -before_stop - 1, folded[-before_stop] == "s"
        if (hits and start < hits[-1].end) or start < title_end < end:
            continue
        if hit := _hit(text, start, end, end + is_plural, index.entries[place]):
            hits.append(hit)
    return tuple(hits)


def fold(text: str) -> str:
    """Lower case, every mark but the stop and plus within a name a blank; as long as the text itself."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return _INNER_MARKS.sub(" ", lower.translate(_BLANKED))


def compact(name: str) -> str:
    """The name without what may stand between its words: blanks, hyphens, slashes; curly apostrophes straight."""
    return _SEPARATORS.sub("", name.replace("’", "'"))


def spellings(name: str) -> frozenset[str]:
    """The folded ways to write a name: its words joined by a blank or by nothing, a number apart from its word or not.

    >>> sorted(spellings("Qwen2.5")), sorted(spellings("Common Crawl"))
    (['qwen 2.5', 'qwen2.5'], ['common crawl', 'commoncrawl'])
    """
    folded = fold(name).strip()
    words = [word for word in _JOINT.split(folded) if word]
    if len(words) == 1:
        return frozenset({folded})
    if len(words) - 1 > _MOST_JOINTS:
        return frozenset({folded, " ".join(words)})
    joints = product(*(_joints(left, right) for left, right in pairwise(words)))
    joined = ("".join(word + joint for word, joint in zip(words, (*between, ""), strict=True)) for between in joints)
    return frozenset({folded, *joined})


def _joints(left: str, right: str) -> tuple[str, ...]:
    """A single letter keeps its distance: 'RT-X' is not 'RTX', 'Agent S' not 'agents'."""
    apart = any(len(word) == 1 and word.isalpha() for word in (left, right))
    return (" ",) if apart else (" ", "")


def _hit(text: str, start: int, end: int, word_end: int, entries: Sequence[Entry]) -> Hit | None:
    """The entries that fit the surface's case, if the surface is no part of a longer hyphenated name."""
    surface = text[start:end]
    fitting = [entry for entry in entries if _fits(surface, entry)]
    if not fitting or not _stands_alone(text, start, word_end):
        return None
    same_case = [entry for entry in fitting if entry.compact == compact(surface)]
    # Two spellings of one term may come to the same: the first stands for it.
    by_term = {entry.term: entry for entry in reversed(same_case or fitting)}
    return Hit(start, end, tuple(reversed(by_term.values())))


def _fits(surface: str, entry: Entry) -> bool:
    """Lower case throughout is a name only as the list spells it: 'set 5' is not Set5, nor 'cast' CAsT."""
    if entry.match != "any":
        return compact(surface) == entry.compact
    if surface.islower():
        return fold(surface) == entry.folded and (entry.lower or not surface.isalpha())
    return compact(surface).lower() == entry.compact.lower()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """'BERT' stands for itself in 'BERT-based' and 'non-BERT', not in 'Sci-BERT' or 'BERT-Large'."""
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum() and not _ADJECTIVE.match(text, end):
        return False
    if start and text[start - 1] == "-" and text[start - 2 : start - 1].isalnum():
        return _PREFIX.search(text, max(0, start - 12), start) is not None
    return True


def _whole(text: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Without those that only begin a longer name: a model of a stated size, a maker's product, a vendor's chip."""
    begins = {hit.start for hit in hits}
    kept = (replace(hit, entries=tuple(e for e in hit.entries if _is_whole(text, hit, e, begins))) for hit in hits)
    return tuple(hit for hit in kept if hit.entries)


def _is_whole(text: str, hit: Hit, entry: Entry, begins: Collection[int]) -> bool:
    if entry.term.type is MentionType.MODEL:
        return _SIZED.match(text, hit.end) is None
    if entry.term.type is MentionType.ORGANIZATION:
        product_name = _PRODUCT.match(text, hit.end)
        return product_name is None or product_name.end() in begins
    return True


def _vote(text: str, hit: Hit, entry: Entry, sure: bool) -> Mention:
    kind = entry.term.type
    usual = shared().get(normal(entry.compact), (kind,))[0] is kind
    grade = "uncued" if entry.match == "cued" and not sure else entry.match
    return Mention(
        kind,
        hit.start,
        hit.end,
        text[hit.start : hit.end],
        CONFIDENCE[kind, grade] * (1.0 if usual else UNUSUAL),
        f"term.{kind.lower()}.{grade}",
        canonical=entry.term.name,
        family=entry.term.family,
    )


@cache
def _index() -> Index:
    """Made on the first call of a process from all lists; no term is tied to another, so one list can change alone."""
    patterns: dict[str, list[Entry]] = defaultdict(list)
    for entry, spelling in _entries():
        for folded in spellings(spelling):
            patterns[f" {folded}"].append(entry)
    return Index(AhoCorasick(list(patterns)), tuple(map(tuple, patterns.values())))


def _entries() -> Iterator[tuple[Entry, str]]:
    for kind in TYPES:
        for term in terms(kind):
            for spelling in term.spellings:
                found = Entry(term, fold(spelling), compact(spelling), term.match_of(spelling), spelling.islower())
                yield found, spelling

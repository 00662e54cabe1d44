"""A document in; for every candidate name, a vote for each cue that its shape and the words around it give, out.

A cue is a named rule; what it is worth for each type stands in kg/mentions/weights.py. The rule's name is its
class ('after.dataset': the head noun behind the name), and a vote's type is only the rule's usual one.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc

from kg.mentions import lists, names, shapes
from kg.mentions.acronyms import definitions
from kg.mentions.generic import is_generic
from kg.mentions.places import WEAK, Place, named_rules
from kg.mentions.shapes import Words, words
from kg.mentions.title import claimed, title_rules, topic_rules
from kg.mentions.vocabulary import HEADS, INTRODUCING, LEADS, SKIPPED, SUFFIXES, VERBS
from kg.model import Mention, MentionType
from kg.nlp import text_of
from kg.terms import terms
from kg.values.name import normal

_USUAL = {
    "dataset": MentionType.DATASET,
    "benchmark": MentionType.DATASET,
    "model": MentionType.MODEL,
    "series": MentionType.MODEL,
}
_LINK = re.compile(r"https?://\S+|www\.\S+|\b[\w.-]+\.(?:com|org|io|ai|net|edu)/\S+")
_SUFFIX_RULES = tuple((f"suffix.{name}", re.compile(pattern)) for name, pattern in SUFFIXES.items())
_JOINT = re.compile(r"\s*(?:,|;|/|and|or|&|\\&|,\s*and|,\s*or|as well as)\s*(?:the\s+|on\s+)?$")
_STOP_MARKS = frozenset(".,;:()!?—")
_CLAUSES = frozenset(
    {
        "lead",
        "after",
        "near",
        "on",
        "called",
        "apposed",
        "is",
        "verb",
        "list",
        "new",
        "title",
        "such-as",
        "comma",
        "before",
        "direct",
        "mark",
    }
)
"""The groups of rules that are worth less, or something else, beside a name of weak shape."""
_PAPER = frozenset({"we", "paper", "work", "study", "article", "report", "authors", "research"})


class Cues:
    """Votes on names by their form and by the words around them."""

    def detect(self, doc: Doc) -> Iterable[Mention]:
        return tuple(_votes(text_of(doc)))


def _votes(text: str) -> Iterator[Mention]:
    document = words(text)
    places = _places(text, document)
    shared = _lists(text, places)
    topics = topic_rules(document)
    of_names = named_rules(text, places)
    claims = claimed(document)
    for place in places:
        surface = text[place.start : place.end]
        rules = {f"shape.{place.shape}", *_form(surface), *_around(document, place), *title_rules(document, place)}
        rules |= shared.get((place.start, place.end), set())
        if claims[place.first]:
            rules.add("sentence.new")
        if any(rule.startswith("new.") for rule in rules):
            rules.update(topics)
        if place.shape in WEAK:
            rules |= {f"weak.{rule}" for rule in rules if rule.split(".")[0] in _CLAUSES}
        rules.update(of_names.get((place.start, place.end), ()))
        for rule in sorted(rules):
            yield Mention(_type(rule), place.start, place.end, surface, 0.5, rule, introduced=_is_new(rule))


def _is_new(rule: str) -> bool:
    return rule.startswith("new.")


def _type(rule: str) -> MentionType:
    return _USUAL.get(rule.rpartition(".")[2], MentionType.METHOD)


def _places(text: str, document: Words) -> list[Place]:
    """The candidates of all kinds, outside links, each span once, without those that are surely part of another."""
    links = [found.span() for found in _LINK.finditer(text)]
    spans = _spans(text)
    longs = sorted(span for span, shape in spans.items() if shape.startswith("long"))
    runs = sorted(span for span, shape in spans.items() if shape.startswith("run"))
    title_case = shapes.title_case(document, text.find("\n"))
    places = []
    for (start, end), shape in sorted(spans.items()):
        if _covered(links, start, end) or is_generic(text[start:end]):
            continue
        if shape in WEAK and _covered(longs, start, end):
            continue
        first, last = bisect_right(document.starts, start) - 1, bisect_left(document.ends, end)
        if shape.startswith("cap") and (
            _covered(runs, start, end) or (title_case and first > 0 and end <= text.find("\n"))
        ):
            continue
        places.append(Place(start, end, first, min(last, len(document.ends) - 1), shape))
    return _without_mere_openers(text, places)


def _spans(text: str) -> dict[tuple[int, int], str]:
    spans: dict[tuple[int, int], str] = {}
    for found in definitions(text):
        spans[found.long] = "long-lower" if text[slice(*found.long)].islower() else "long-title"
    for candidate in shapes.candidates(text):
        spans.setdefault((candidate.start, candidate.end), candidate.shape)
    for name in names.find(text):
        spans.setdefault((name.start, name.end), "grammar")
    for found in definitions(text):
        spans.setdefault(found.short, "short-form")
    for hit in lists.find(text):
        spans.setdefault((hit.start, hit.end), "listed")
    return spans


def _covered(outer: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span lies in one of the others (sorted), and is shorter than it."""
    place = bisect_right(outer, (start, end + 1_000_000)) - 1
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e in outer[max(0, place - 2) : place + 1])


def _without_mere_openers(text: str, places: Sequence[Place]) -> list[Place]:
    """Drops words that have their capital only from opening a sentence, as far as this text shows."""
    elsewhere = {text[place.start : place.end] for place in places if place.shape != "cap-opener" or place.first == 0}
    return [place for place in places if place.shape != "cap-opener" or text[place.start : place.end] in elsewhere]


@lru_cache(maxsize=1 << 15)
def _form(surface: str) -> tuple[str, ...]:
    """What the name's own spelling says."""
    return tuple(rule for rule, pattern in _SUFFIX_RULES if pattern.search(surface))


def _around(document: Words, place: Place) -> Iterator[str]:
    """What the words before and behind one occurrence say."""
    yield from _behind(document, place)
    yield from _before(document, place)


def _behind(document: Words, place: Place) -> Iterator[str]:
    lower, count = document.lower, len(document.lower)
    index = place.last + 1
    if document.ends[place.last] > place.end:
        yield "tail.adjective"
    while index < count and lower[index] in {"'", '"', "”", "’", "}", "`", "*", "$", "s"}:
        index += 1
    if index >= count or document.starts[index] > place.end + 6:
        return
    word = lower[index]
    if word in VERBS:
        yield f"verb.{VERBS[word]}"
        if VERBS[word] == "is":
            yield from _apposed(document, index + 1, "is")
        return
    if word in ",(—:" or word == "-":
        yield f"mark.{'comma' if word == ',' else 'bracket' if word == '(' else 'colon' if word == ':' else 'dash'}"
        yield from _apposed(document, index + 1, "apposed")
        return
    if word in ")":
        yield "mark.close"
        return
    yield from _head(document, index)


def _head(document: Words, index: int) -> Iterator[str]:
    """The first head noun within the four words behind the name, before any mark."""
    found = None
    for here in range(index, min(index + 4, len(document.lower))):
        word = document.lower[here]
        if word in _STOP_MARKS or word in LEADS or word in VERBS or word in {"and", "or", "that", "which", "to"}:
            break
        if word in HEADS:
            found = f"{'after' if here == index else 'near'}.{HEADS[word]}"
            if here + 1 < len(document.lower) and document.lower[here + 1] in HEADS and here == index:
                continue
            break
    if found:
        yield found


def _apposed(document: Words, index: int, label: str) -> Iterator[str]:
    """', a novel framework …', 'is a large-scale dataset': the first head noun of the clause that defines the name."""
    lower = document.lower
    if index >= len(lower) or lower[index] not in {"a", "an", "the", "our", "one", "which", "two"}:
        return
    for here in range(index + 1, min(index + 14, len(lower))):
        word = lower[here]
        if word in HEADS and not (here + 1 < len(lower) and lower[here + 1] in HEADS):
            yield f"{label}.{HEADS[word]}"
            if "novel" in lower[index:here] or "new" in lower[index:here] or "first" in lower[index:here]:
                yield "new.apposed"
            return
        if word in _STOP_MARKS or word in {"that", "which", "for", "to", "of", "designed"}:
            return


def _before(document: Words, place: Place) -> Iterator[str]:
    lower, index = document.lower, place.first - 1
    if index < 0:
        return
    if document.starts[place.first] < place.start:
        yield "prefix.word"
    direct = lower[index]
    if (
        direct == ")"
        and index > 0
        and (lower[index - 1].isdigit() or lower[index - 1] in {"i", "ii", "iii", "iv", "a", "b", "c"})
    ):
        yield "direct.enumerated"
    if direct in {"the", "our", "a", "an", "(", ",", "and", ":", "-"}:
        yield f"direct.{ {'(': 'open', ',': 'comma', ':': 'colon', '-': 'dash', 'an': 'a'}.get(direct, direct) }"
    if direct == "(":
        yield from _bracketed(document, index - 1)
        return
    while index >= 0 and (lower[index] in SKIPPED):
        index -= 1
    yield from _lead(document, index)


def _bracketed(document: Words, index: int) -> Iterator[str]:
    """'benchmark (X)', 'large models (e.g., X': the word before the bracket."""
    while index >= 0 and document.lower[index] in {"e.g", "e.g.", ".", ",", "i.e", "}", "'"}:
        index -= 1
    if index >= 0 and document.lower[index] in HEADS:
        yield f"bracket.{HEADS[document.lower[index]]}"


def _lead(document: Words, index: int) -> Iterator[str]:
    lower = document.lower
    if index < 0:
        return
    word = lower[index]
    if word in HEADS:
        yield f"before.{HEADS[word]}"
    if word in {",", ":", "—", "-"} and index > 0:
        yield from _clause_before(document, index - 1, "comma" if word == "," else "colon")
    lead = LEADS.get(word)
    if lead is None:
        return
    yield f"lead.{lead}"
    if lead in {"called", "such-as"}:
        yield from _clause_before(document, index - 1, lead)
    elif lead in INTRODUCING and any(w in _PAPER for w in lower[max(0, index - 6) : index]):
        yield f"new.{lead}"
    elif lead in {"on", "of"}:
        yield from _governor(document, index - 1, lead)


def _clause_before(document: Words, index: int, label: str) -> Iterator[str]:
    """'a benchmark called X', 'models such as X', 'our method, X': the last head noun before the cue."""
    lower = document.lower
    for here in range(index, max(-1, index - 12), -1):
        word = lower[here]
        if word in HEADS:
            yield f"{label}.{HEADS[word]}"
            if label in {"called", "comma", "colon"} and _presents(lower, here):
                yield f"new.{label}"
            return
        if word in ".;()" or (label != "called" and word in {",", "that", "which"}):
            return


def _presents(lower: Sequence[str], index: int) -> bool:
    """Whether a word that introduces, with its subject, or 'novel' stands shortly before."""
    window = lower[max(0, index - 14) : index]
    return any(LEADS.get(word) in INTRODUCING for word in window) or "novel" in window or "our" in window


def _governor(document: Words, index: int, label: str) -> Iterator[str]:
    """'evaluated on X', 'experiments on X', 'trained on X', 'a variant of X'."""
    for here in range(index, max(-1, index - 4), -1):
        word = document.lower[here]
        lead = LEADS.get(word)
        if lead in {"evaluate", "tune", "beat"}:
            yield f"{label}.{lead}"
            return
        if word in {
            "results",
            "performance",
            "accuracy",
            "sota",
            "improvement",
            "improvements",
            "scores",
            "score",
            "gains",
        }:
            yield f"{label}.results"
            return
        if word in {"based", "built", "trained"}:
            yield f"{label}.{word}"
            return
        if word in {"available", "released", "hosted", "accessible", "shared", "downloads", "downloaded", "deployed"}:
            yield f"{label}.available"
            return
        if word in HEADS:
            yield f"{label}.{HEADS[word]}"
            return


def _lists(text: str, places: Sequence[Place]) -> dict[tuple[int, int], set[str]]:
    """Names in one list ('A, B, and C benchmarks') share the first one's lead, the last one's head, and known mates."""
    outer = _outermost(places)
    lists: list[list[Place]] = []
    for place in outer:
        if lists and _JOINT.match(text[lists[-1][-1].end : place.start]) and place.start - lists[-1][-1].end < 20:
            lists[-1].append(place)
        else:
            lists.append([place])
    rules: dict[tuple[int, int], set[str]] = defaultdict(set)
    for owner, owned in _owners(text, places):
        rules[owner.start, owner.end].add("owner.of-model")
        rules[owned.start, owned.end].add("owned.model")
    for run in lists:
        if len(run) > 1:
            _share(text, run, rules)
    return rules


def _owners(text: str, places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """A name right before a known model's: 'Apple OpenELM', 'OpenAI's GPT-4', 'OpenAI o1'."""
    models = {
        place.start: place
        for place in places
        if _known(text[place.start : place.end]) == "Model" or place.shape == "grammar"
    }
    for place in places:
        if place.shape == "grammar":
            continue
        for gap in (" ", "'s ", "’s ", "-", "/"):
            owned = models.get(place.end + len(gap))
            if owned is not None and text.startswith(gap, place.end):
                yield place, owned


def _outermost(places: Sequence[Place]) -> list[Place]:
    outer: list[Place] = []
    for place in places:
        if not outer or place.start >= outer[-1].end:
            outer.append(place)
    return outer


def _share(text: str, run: Sequence[Place], rules: dict[tuple[int, int], set[str]]) -> None:
    document = words(text)
    first, last = set(_before(document, run[0])), set(_behind(document, run[-1]))
    shared = {f"list.{rule}" for rule in first | last if rule.split(".")[0] in _SHAREABLE}
    kinds = [_known(text[place.start : place.end]) for place in run]
    for place in run:
        mates = {kind for kind, other in zip(kinds, run, strict=True) if kind and other is not place}
        rules[place.start, place.end] |= shared | {f"mate.{kind.lower()}" for kind in mates}


_SHAREABLE = frozenset({"new", "after", "near", "lead", "on", "such-as", "before", "of", "bracket", "colon"})


def _known(surface: str) -> str | None:
    return _types().get(normal(surface))


@cache
def _types() -> dict[str, str]:
    """The normal forms of all known spellings and their type; of several types none is known."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in (MentionType.MODEL, MentionType.DATASET, MentionType.METHOD):
        for term in terms(kind):
            for spelling in term.spellings:
                found[normal(spelling)].add(kind.value)
    return {spelling: next(iter(kinds)) for spelling, kinds in found.items() if len(kinds) == 1}

"""A place in a document in; the rules that the words before and behind it give ('after.dataset', 'new.propose') out."""

from collections.abc import Iterator, Sequence

from kg.mentions.places import Place
from kg.mentions.shapes import Words
from kg.mentions.vocabulary import HEADS, INTRODUCING, LEADS, SKIPPED, VERBS

_MOST_SKIPPED = 12
"""Words that a cue may stand away from its name, so that the time stays linear in the text."""
_REACH = 10
"""Words between 'we refer to' and its 'as'."""
_STOP_MARKS = frozenset(".,;:()!?—")
_PAPER = frozenset({"we", "paper", "work", "study", "article", "report", "authors", "research"})
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "a", "b", "c"})
_TOLD = frozenset({"our", "novel", "new", "first", "existing", "popular", "recent"})
"""Words skipped on the way to a cue that say something themselves."""
_NAMING = frozenset({"known", "refer", "referred", "denoted", "named", "termed", "dubbed", "coined", "call"})
_PRESENTING = frozenset({"novel", "our", "resulting"})
_RESULTS = frozenset(
    {"results", "performance", "accuracy", "sota", "improvement", "improvements", "scores", "score", "gains"}
)
_HOSTED = frozenset({"available", "released", "hosted", "accessible", "shared", "downloads", "downloaded", "deployed"})


def around(document: Words, place: Place) -> Iterator[str]:
    """What the words before and behind one occurrence say."""
    yield from behind(document, place)
    yield from before(document, place)


def behind(document: Words, place: Place) -> Iterator[str]:
    lower, count = document.lower, len(document.lower)
    index = place.last + 1
    if document.ends[place.last] > place.end:
        yield "tail.adjective"
    count = min(count, index + _MOST_SKIPPED)
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


def before(document: Words, place: Place) -> Iterator[str]:
    lower, index = document.lower, place.first - 1
    if index < 0:
        return
    if document.starts[place.first] < place.start:
        yield "prefix.word"
    direct = lower[index]
    if direct == ")" and index > 0 and (lower[index - 1].isdigit() or lower[index - 1] in _NUMERALS):
        yield "direct.enumerated"
    if direct in {"the", "our", "a", "an", "(", ",", "and", ":", "-"}:
        yield f"direct.{ {'(': 'open', ',': 'comma', ':': 'colon', '-': 'dash', 'an': 'a'}.get(direct, direct) }"
    if direct == "(":
        yield from _bracketed(document, index - 1)
        return
    least = max(-1, index - _MOST_SKIPPED)
    while index > least and lower[index] in SKIPPED:
        if lower[index] in _TOLD:
            yield f"skip.{lower[index]}"
        index -= 1
    if index > least or index < 0:
        yield from _lead(document, index)


def _bracketed(document: Words, index: int) -> Iterator[str]:
    """'benchmark (X)', 'large models (e.g., X': the word before the bracket."""
    least = max(-1, index - _MOST_SKIPPED)
    while index > least and document.lower[index] in {"e.g", "e.g.", ".", ",", "i.e", "}", "'"}:
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
        if index > 0 and lower[index - 1] in {"our", "proposed", "resulting"}:
            yield "new.ours"
    if word in {",", ":", "—", "-"} and index > 0:
        yield from _clause_before(document, index - 1, "comma" if word == "," else "colon")
    lead = LEADS.get(word)
    if word == "as" and (index == 0 or lower[index - 1] != "such"):
        lead = "called" if any(w in _NAMING for w in lower[max(0, index - _REACH) : index]) else "as"
        if lead == "called" and "we" in lower[max(0, index - _REACH) : index]:
            yield "new.named"
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
    return any(LEADS.get(word) in INTRODUCING for word in window) or not _PRESENTING.isdisjoint(window)


def _governor(document: Words, index: int, label: str) -> Iterator[str]:
    """'evaluated on X', 'experiments on X', 'trained on X', 'a variant of X'."""
    for here in range(index, max(-1, index - 4), -1):
        word = document.lower[here]
        lead = LEADS.get(word)
        if lead in {"evaluate", "tune", "beat"}:
            yield f"{label}.{lead}"
            return
        if word in _RESULTS:
            yield f"{label}.results"
            return
        if word in {"based", "built", "trained"}:
            yield f"{label}.{word}"
            return
        if word in _HOSTED:
            yield f"{label}.available"
            return
        if word in HEADS:
            yield f"{label}.{HEADS[word]}"
            return

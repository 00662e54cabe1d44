"""A document's text in; the spans that are written like names (CamelCase, acronyms, digits, capitals) out."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from kg.values.sentence import bounds

WORD = re.compile(r"[^\W_][\w+]*(?:[-‑][^\W_][\w+]*|\.\d[\w+]*)*(?:\+|(?<=\d)\*)?|[^\w\s]")
"""A word with its inner hyphens and version points, or one mark; 'GPT-4.1-mini', 'CodeT5+', ','."""
_WORDS_APART = re.compile(rf"([a-zA-Z]+(?![\w+\-‑.*])|{WORD.pattern})")
"""The same words: plain ones, as most are, are told in half the time."""

_TAIL = re.compile(
    r"[-‑–](?:based|style|like|driven|powered|generated|trained|enhanced|guided|aware|level|specific|assisted|judged|"
    r"augmented|inspired|tuned|finetuned|enabled|compatible|compressed|quantized|equipped|oriented|derived|free|only|"
    r"related|as|initialized|distilled|optimized|family|sized|scale|class|type|compliant|written|native|induced|"
    r"simulated|annotated|adapted|labeled|informed|integrated|backed|aligned|series|activated|embedded|backboned)(?:[-‑–].*)?$"
    r"|[-‑](?:the|a|an|and|or|with|for|is|that|which|our|we|namely|where)$"
    r"|(?<=\d[BbMm])[1-9]$"  # a footnote's digit, glued to a size: "Mistral-7B1"
)
_HEAD = re.compile(
    r"^(?:non|pre|post|anti|multi|intra|inter|cross|mini|sub|vanilla|un|the|sets?|models?|datasets?|frameworks?|methods?|"
    r"benchmarks?|data|systems?|of|namely|and|with|on|using|LLMs|MLLMs|VLMs|LMs)[-‑–](?=[A-Z])"
)
_CONNECTORS = frozenset({"of", "the", "in", "for", "a", "&"})
_OPENING_WORDS = (
    "a an the we our in on for to of with by from as at this these those it its they their here both each all "
    "some such many most several existing recent recently current previous prior however while although when "
    "where what why how can do does is are if given using based through finally additionally moreover "
    "furthermore experiments extensive experimental results and or but not no large new deep machine one two "
    "three unlike despite since because"
)
_OPENING = frozenset(_OPENING_WORDS.split())
"""Words that open a sentence with a capital and no name."""
_MAX_RUN = 8
_LOWER_NUMBERED = re.compile(r"[a-z]{1,9}-?\d")
_QUANTITY = re.compile(r"\d[\d.,]*[-‑–]?(?:[KMBTkx×%]|st|nd|rd|th|D|d|bit|shot|way|step|fold|hop|GB|MB|TB|TOPS)?s?")
_HYPHEN = re.compile(r"[-‑–]")
_PLAIN_HYPHENS = re.compile(r"(?:[A-Z]?[a-z]+[-‑–])*[A-Z]?[a-z]+")
_VERSION = re.compile(r"(?:[vV]?\d{1,4}(?:\.\d+)*|[vV]\d[\w.]*|[IVX]{1,4})$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text: where each begins and ends, as written, and its lower-case form."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    written: tuple[str, ...]
    lower: tuple[str, ...]
    openers: frozenset[int]
    """Indices of the words that open a sentence."""


class Candidate(NamedTuple):
    """A span that may be a name, with the shapes it has; `first` and `last` are word indices, both inclusive."""

    start: int
    end: int
    first: int
    last: int
    shape: str


@lru_cache(maxsize=4)
def words(text: str) -> Words:
    """The words of a text, and which of them open a sentence."""
    # A gap, a word, a gap, …, a gap: three times as fast as a match object for each word.
    pieces = _WORDS_APART.split(text)
    ends = tuple(accumulate(map(len, pieces)))
    starts, written = ends[:-1:2], tuple(pieces[1::2])
    lower = tuple(map(str.lower, written))
    return Words(text, starts, ends[1::2], written, lower, frozenset(_openers(starts, written, bounds(text))))


def _openers(starts: Sequence[int], written: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The first word of the text, and of each sentence, marks before it left out."""
    index = 0
    for sentence in (0, *(start for start, _ in sentences)):
        first = bisect_left(starts, sentence, index)
        if first < len(starts) and (first == 0 or starts[first] == sentence):
            index = max(index, first)
            while index < len(written) and not written[index][0].isalnum():
                index += 1
            if index < len(written):
                yield index


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> str | None:
    """The name shape of one word, or None for an ordinary lower-case word, a number or a mark.

    >>> [shape(w) for w in ("GSM8K", "LoRA", "DPO", "Chain-of-Thought", "Crystal", "vllm", "2024", "o1")]
    ['digits', 'camel', 'acronym3', 'hyphen', 'cap', None, None, 'digits']
    """
    uppers = sum(map(str.isupper, word))
    has_digit = any(map(str.isdigit, word))
    numbered = has_digit and (uppers > 0 or _LOWER_NUMBERED.match(word) is not None)
    if not any(map(str.isalpha, word)) or not (uppers or numbered) or _QUANTITY.fullmatch(word):
        return None
    if has_digit and (uppers or word[0].isalpha()):
        return "digits"
    return _unnumbered(word, uppers)


def _unnumbered(word: str, uppers: int) -> str:
    """The shape of a word with capitals and no digits."""
    hyphened = _HYPHEN.search(word) is not None
    if uppers == 1:
        return ("hyphen" if hyphened else "cap") if word[0].isupper() else "inner"
    bare = word.rstrip("s")
    if bare.isupper() and bare.isalpha():
        return f"acronym{min(len(bare), 6)}"
    if hyphened:
        return "hyphen" if _PLAIN_HYPHENS.fullmatch(word) else "hyphen-mixed"
    return "camel"


@lru_cache(maxsize=1 << 15)
def core(word: str) -> tuple[int, int]:
    """How much of a word is the name: 'BERT-based' -> (0, 4), 'non-GPT' -> (4, 7)."""
    head = _HEAD.match(word)
    start = head.end() if head else 0
    tail = _TAIL.search(word, start)
    return start, tail.start() if tail else len(word)


@lru_cache(maxsize=4)
def candidates(text: str) -> tuple[Candidate, ...]:
    """Every name-shaped word, and every run of capitalised words, in text order; spans may nest."""
    document = words(text)
    title_end = text.find("\n")
    return tuple(sorted({*_singles(document), *_runs(document, title_end)}, key=lambda c: (c.start, -c.end)))


def _singles(document: Words) -> Iterator[Candidate]:
    forms = enumerate(zip(document.written, document.lower, strict=True))
    # Plain lower-case words and marks, nine in ten, are no names: they are left out before any function is called.
    for index in [n for n, (word, low) in forms if len(word) > 1 and (word != low or not word.isalpha())]:
        found = _single(document.written[index])
        if found is None:
            continue
        low, high, kind = found
        if kind == "cap" and index in document.openers:
            kind = "cap-opener"
            if document.lower[index] in _OPENING:
                continue
        start = document.starts[index]
        yield Candidate(start + low, start + high, index, index, kind)


@lru_cache(maxsize=1 << 15)
def _single(word: str) -> tuple[int, int, str] | None:
    """Which part of a word is shaped like a name, and how; None where none is."""
    if word == word.lower() and not any(map(str.isdigit, word)):
        return None
    low, high = core(word)
    kind = shape(word[low:high])
    return None if kind is None or high - low < 2 else (low, high, kind)


def _runs(document: Words, title_end: int) -> Iterator[Candidate]:
    """Maximal runs of capitalised words, joined by 'of', 'in', '&' …; a version number may end them."""
    capitalised = title_case(document, title_end)
    behind = 0
    for index in [place for place, word in enumerate(document.written) if word[0].isupper()]:
        if index < behind or (index in document.openers and document.lower[index] in _OPENING):
            continue
        last = _run_end(document, index)
        told = document.starts[index] > title_end or not capitalised
        if last > index and (told or (index > 0 and document.lower[index - 1] in {"via", "through", "by"})):
            yield from _prefixes(document, index, last)
        behind = last + 1


def _run_end(document: Words, first: int) -> int:
    last, here = first, first
    while here + 1 < len(document.starts) and here - first < _MAX_RUN and _touches(document, here):
        here += 1
        if _capital(document, here) or (_is_version(document, here) and last == here - 1):
            last = here
        elif document.lower[here] not in _CONNECTORS or here - last > 2:
            break
    return last


def _prefixes(document: Words, first: int, last: int) -> Iterator[Candidate]:
    """The run, and the part before each connector: 'Graph of Thoughts', 'Tree Search' of 'Tree Search for X'."""
    yield _run(document, first, last)
    for index in range(first + 2, last):
        if document.lower[index] in _CONNECTORS and document.lower[index - 1] not in _CONNECTORS:
            yield _run(document, first, index - 1)


def _run(document: Words, first: int, last: int) -> Candidate:
    end = document.starts[last] + core(document.written[last])[1]
    kind = "run-version" if _is_version(document, last) else f"run{min(last - first + 1, 4)}"
    return Candidate(document.starts[first], end, first, last, kind)


def _touches(document: Words, index: int) -> bool:
    return document.text[document.ends[index] : document.starts[index + 1]] == " "


def _capital(document: Words, index: int) -> bool:
    return document.written[index][0].isupper()


def _is_version(document: Words, index: int) -> bool:
    return _VERSION.match(document.written[index]) is not None


def title_case(document: Words, title_end: int) -> bool:
    """Whether the title capitalises most of its words, so that capitals say nothing there."""
    capitals = plain = 0
    for start, end in zip(document.starts, document.ends, strict=True):
        if start >= title_end:
            break
        if end - start > 3 and document.text[start].isalpha():
            capitals += document.text[start].isupper()
            plain += 1
    return capitals * 2 > plain

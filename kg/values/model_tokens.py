"""A model's name as written in; its text without what is no part of it, and its words with their kinds, out."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from kg.values.fold import GREEK
from kg.values.model_series import Series, start
from kg.values.model_words import (
    DROPPED,
    GLUED_LETTERS,
    LETTERS,
    QUANTISED,
    SCALE,
    SCALE_OF_KNOWN,
    TUNING,
    TUNING_OF_KNOWN,
)

SIZE = re.compile(r"(\d+x)?(\d+(?:\.\d+)?)([bBM]|(?<=\d\d)m|T)")

_LATEX_SYMBOL = {
    "\\times": "x",
    **{f"\\{name}": letter for letter, name in GREEK.items()},
    **{f"\\{name.title()}": letter.upper() for letter, name in GREEK.items()},
}
_LATEX_WORD = re.compile(r"\\[A-Za-z]+")
_LATEX_SIGN = re.compile(r"[${}`\"]")
_ODD = re.compile(r"[${}`\"]|V\(ision")
_DASH = re.compile(r"[‐-―−]")
_OWNER = re.compile(r"[\w.-]{2,}/(?=[A-Za-z][\w.+-]*[-\d][\w.+-]*$)")
_PLURAL = re.compile(r"(?<=[A-Z])s$")
_RARE = re.compile(r"patch\d|bit|illion|\dbn|[tp4][\s-]\d|\d[×*]\d|[-_\s]\d\d[-_]\d\d", re.IGNORECASE)
"""What tells, at the cost of one look, that none of the rewritings below is needed."""
_REWRITTEN = (
    (re.compile(r"\b(20\d\d)[-_](\d\d)[-_](\d\d)\b"), r"\1\2\3"),
    (re.compile(r"(?<=[-_\s])(0\d|1[0-2])[-_]([0-3]\d)(?![\d.])"), r"\1\2"),
    (re.compile(r"(?<=[-_\s])(0\d|1[0-2])[-_](20\d\d)\b"), r"\2\1"),
    (re.compile(r"(?<=\d)[\s-]?(?:billion|bn)\b", re.IGNORECASE), "B"),
    (re.compile(r"(?<=\d)[\s-]?million\b", re.IGNORECASE), "M"),
    (re.compile(r"\b([2-8])[\s-]bits?\b", re.IGNORECASE), r"\1bit"),
    (re.compile(r"\b(int|fp|nf)[\s-]([2-8]|16)\b", re.IGNORECASE), r"\1\2"),
    (re.compile(r"(?<=\d)[×*](?=\d)"), "x"),
    (re.compile(r"\b(\w+)[\s_-]patch(\d\d?)\b", re.IGNORECASE), r"\1/\2"),
)
"""Dates, counts, bits and patches as one word each."""

_TOKEN = re.compile(r"(?i:I?Q\d_[0-9KSXM](?:_[A-Z]{1,2})?)(?![^\W_])|[^\s_\-()\[\],:;]+")
_GGUF = re.compile(r"I?Q\d_\w+|Q\d", re.IGNORECASE)
_ACTIVE = re.compile(r"[aA](\d+(?:\.\d+)?[bB])")
_EFFECTIVE = re.compile(r"[eE]\d+[bB]")
_DAY = re.compile(
    r"20[12]\d(?:0\d|1[0-2])(?:[0-3]\d)?|2\d(?:0\d|1[0-2])[0-3]\d|(?:0[1-9]|1[0-2])[0-3]\d|2\d(?:0[1-9]|1[0-2])"
)
"""A date with or without its year, or a year and a month."""
_COUNTER = re.compile(r"00\d")
_CONTEXT = re.compile(r"\d+[kK]")
_EXPERTS = re.compile(r"\d+[eE]")
_PATCH = re.compile(r"/(?:8|14|16|28|32)")
_SIDE = re.compile(r"224|256|336|384|448|512")
_NUMBER = r"[vV]?\d+(?:\.\d+)?"
_GLUED_TOKENS = re.compile(r"(\d+(?:\.\d+)?[bB])(\d+T|[vV]\d+(?:\.\d+)*)")
_GLUED_WORD = re.compile(
    rf"({_NUMBER}[bBoV]?)((?i:instruct|chat|base|mini|turbo|large|small))|({_NUMBER})([A-Z][A-Za-z]+)"
)
_GLUED_SIZE = re.compile(r"([A-Za-z]{2,})(\d+(?:\.\d+)?B)")
_PATCHED = re.compile(r"([A-Za-z]+)(/\d\d?)")


class Token(NamedTuple):
    """A word of a name; offsets are into the cleaned text."""

    text: str
    start: int
    end: int
    kind: str


def clean(name: str) -> str:
    """Without LaTeX, an owner in front and a plural's s; dates, bits and counts as one word each.

    >>> clean("meta-llama/Llama-2-7b-chat-hf"), clean("PixArt-$\\\\alpha$"), clean("gpt-4o-2024-05-13")
    ('Llama-2-7b-chat-hf', 'PixArt-α', 'gpt-4o-20240513')
    """
    text = name
    if not text.isascii():
        text = _DASH.sub("-", unicodedata.normalize("NFKC", text))
    if "\\" in text:
        text = _LATEX_WORD.sub(lambda word: _LATEX_SYMBOL.get(word.group(), ""), text)
    if _ODD.search(text):
        text = _LATEX_SIGN.sub("", text).replace("V(ision)", "V")
    text = " ".join(text.split()).strip(" .,;:-/")
    if "/" in text and (owner := _OWNER.match(text)) and _is_owner(owner.group()[:-1], text[owner.end() :]):
        text = text[owner.end() :]
    if text[-1:] == "s":
        text = _PLURAL.sub("", text)
    if _RARE.search(text):
        for pattern, form in _REWRITTEN:
            text = pattern.sub(form, text)
    return text


def _is_owner(owner: str, name: str) -> bool:
    """Whether it is the account that a model lies under; `GPT-3/GPT-4` and `BERT/RoBERTa-base` are two models."""
    account = start(owner)
    if account is None:
        return True
    series = found.series if (found := start(name)) else None
    if series is None or any(map(str.isdigit, owner)):
        return False
    own = account.series.name.casefold()
    return series.name.casefold().startswith(own) or account.series.name in series.maker.split("|")


def tokens(text: str, at: int, series: Series | None) -> list[Token]:
    """The words from an offset on."""
    known = series.name if series else ""
    found: list[Token] = []
    for word in _TOKEN.finditer(text, at):
        place = word.start()
        for part, what in _told(word.group(), known):
            end = place + len(part)
            found.append(Token(part, place, end, what))
            place = end
    return _with_patches(found) if known in LETTERS else found


def _with_patches(found: list[Token]) -> list[Token]:
    """`ViT-B-16`: a number behind a letter is a patch, one behind a patch the side of an image in pixels."""
    for n in range(1, len(found)):
        before, token = found[n - 1], found[n]
        if before.kind == "scale" and _PATCH.fullmatch(f"/{token.text}"):
            found[n] = token._replace(text=f"/{token.text}", kind="patch")
        elif before.kind == "patch" and _SIDE.fullmatch(token.text):
            found[n] = token._replace(kind="tuning")
    return found


@lru_cache(maxsize=65536)
def _told(word: str, series: str) -> tuple[tuple[str, str], ...]:
    """The word's parts and their kinds; none of what is nothing but punctuation."""
    if word.strip("+").strip() and not any(map(str.isalnum, word)):
        return ()
    return tuple((part, kind(part, series)) for part in _unglued(word, series))


def kind(word: str, series: str) -> str:
    """What a word tells: scale, tuning, dropped, quantised, size, active, revision or patch; `word` for all others.

    `series`: the name of the known series before it, or nothing.
    """
    low = word.casefold()
    if low in LETTERS.get(series, ()):
        return "scale"
    told = _KINDS.get(low) or (_KINDS_OF_KNOWN.get(low) if series else None)
    return told or ("word" if word.isalpha() else _kind_by_shape(word, series))


def _kind_by_shape(word: str, series: str) -> str:
    if SIZE.fullmatch(word):
        return "size"
    if _ACTIVE.fullmatch(word):
        return "active"
    if _DAY.fullmatch(word) and (series or word != "1024"):
        return "revision"
    if _GGUF.fullmatch(word):
        return "quantised"
    return next((name for name, pattern in _SHAPES_OF_KNOWN if pattern.fullmatch(word)), "word") if series else "word"


_KINDS = {
    **dict.fromkeys(QUANTISED, "quantised"),
    **dict.fromkeys(DROPPED, "dropped"),
    **dict.fromkeys(TUNING, "tuning"),
    **dict.fromkeys(SCALE, "scale"),
}
_KINDS_OF_KNOWN = {**dict.fromkeys(TUNING_OF_KNOWN, "tuning"), **dict.fromkeys(SCALE_OF_KNOWN, "scale")}
_SHAPES_OF_KNOWN = (
    ("size", _EFFECTIVE),
    ("tuning", _CONTEXT),
    ("tuning", _EXPERTS),
    ("revision", _COUNTER),
    ("patch", _PATCH),
)


def _unglued(word: str, series: str) -> tuple[str, ...]:
    """`2.5VL`, `Hyacinth6B`, `2B4T`, `11m`, `B/16`: two words written as one."""
    if word.isalpha():
        return (word,)
    for pattern in _glued(series):
        if (found := pattern.fullmatch(word)) and not (pattern is _GLUED_WORD and SIZE.fullmatch(word)):
            return tuple(filter(None, found.groups()))
    return (word,)


@cache
def _glued(series: str) -> tuple[re.Pattern[str], ...]:
    """What two words written as one look like in names of a known series, or of none."""
    if not series:
        return (_GLUED_TOKENS, _GLUED_SIZE)
    letters = GLUED_LETTERS.get(series)
    lettered = (re.compile(rf"({_NUMBER})([{letters}])"),) if letters else ()
    return (_GLUED_TOKENS, *lettered, _GLUED_WORD, *((_PATCHED,) if series in LETTERS else ()))

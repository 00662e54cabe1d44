"""The words of a model's name in; which of them make the series, and what the others tell, out."""

import re
from typing import NamedTuple

from kg.values.model_series import Series
from kg.values.model_tokens import SIZE, Token
from kg.values.model_words import (
    BASE_IS_SCALE,
    INSTRUCT,
    LETTERS,
    LINE_BEFORE_VERSION,
    MODALITY,
    ORDER,
    POINT_ZERO,
    SCALE,
    SCALE_OF_KNOWN,
    TUNING,
    TUNING_OF_KNOWN,
    VERSION_ANYWHERE,
    VERSION_BEHIND,
    VERSION_FIXES,
    VERSIONS_NOT_SIZES,
    VISION_VERSIONS,
)

_VERSION = re.compile(r"[vV]?\.?(?!00\d)(\d{1,3}(?:\.\d+)*)([a-zA-Z]?)")
_MARKED = re.compile(r"[vV](\d{1,3}(?:\.\d+)*)")
_ROMAN = {"II": "2", "III": "3", "IV": "4"}
_CONTEXT = re.compile(r"[1-9]\d?M")
_COUNTED = re.compile(r"\d+[kem]")
_POINT_NOTHING = re.compile(r"\.0+(?=\D)")
_CUT_ZERO = re.compile(r"0(\d)")


class Parts(NamedTuple):
    """`words` make the series; `patch`: a vision transformer's; `end`: where the last word that tells anything ends."""

    words: tuple[Token, ...]
    version: str | None
    modality: tuple[str, ...]
    scale: tuple[str, ...]
    tuning: tuple[str, ...]
    sizes: tuple[str, ...]
    active: tuple[str, ...]
    revision: tuple[str, ...]
    quantised: tuple[str, ...]
    patch: tuple[str, ...]
    end: int


def _takes(series: Series | None, words: list[Token]) -> bool:
    """Whether a version behind the size is the series' own; else it is a revision of this one member."""
    if series is None:
        return True
    is_own = all(word.text.casefold() in MODALITY for word in words)
    return is_own and (series.name in VERSION_BEHIND or series.name in VERSION_ANYWHERE)


def _behind(text: str, series: Series | None) -> str | None:
    """`v03` is version 0.3."""
    number = text[1:]
    version = _CUT_ZERO.sub(r"0.\1", number) if re.fullmatch(r"0\d", number) else number
    return _published(series, version) if series else version


class _Found(NamedTuple):
    """The words so far, by what they tell."""

    modality: list[str]
    scale: list[str]
    tuning: list[str]
    sizes: list[str]
    active: list[str]
    revision: list[str]
    quantised: list[str]
    patch: list[str]


def sort_out(tokens: list[Token], series: Series | None) -> Parts:
    """Every token by what it tells; a token that tells nothing known makes the series, or the tuning behind a size."""
    version, rest = _version(series, tokens)
    first, cut = _words_end(rest, known=series is not None)
    found = _Found([], [], [], [], [], [], [], [])
    for n, token in enumerate(rest[cut:], cut):
        if version is None and token.kind == "word" and _takes(series, rest[:cut]) and _MARKED.fullmatch(token.text):
            version = _behind(token.text, series)
        else:
            _sort(token, found, series, before_size=n < first)
    return Parts(
        words=tuple(rest[:cut]),
        version=version,
        modality=tuple(found.modality),
        scale=in_order(found.scale),
        tuning=in_order(found.tuning),
        sizes=tuple(found.sizes),
        active=tuple(found.active),
        revision=tuple(found.revision),
        quantised=tuple(found.quantised),
        patch=tuple(found.patch),
        end=next((token.end for token in reversed(tokens) if token.kind != "dropped"), 0),
    )


def _words_end(tokens: list[Token], *, known: bool) -> tuple[int, int]:
    """Which token is the first size, and where the words end that make the series."""
    least = 0 if known else 1
    first = least
    while first < len(tokens) and tokens[first].kind != "size":
        first += 1
    first = cut = min(first, len(tokens))
    while cut > least and (tokens[cut - 1].kind != "word" or (known and _is_late_version(tokens, cut - 1))):
        cut -= 1
    return first, cut


def _is_late_version(tokens: list[Token], at: int) -> bool:
    """`Whisper Large v3`: a version behind a scale."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and (before.kind != "word" or before.text.casefold() in MODALITY)
        and _MARKED.fullmatch(tokens[at].text) is not None
    )


def _sort(token: Token, found: _Found, series: Series | None, *, before_size: bool) -> None:
    text, kind = token.text, token.kind
    low = text.casefold()
    if kind == "size" and not (found.sizes and (text[-1] == "T" or _CONTEXT.fullmatch(text))):
        size = _POINT_NOTHING.sub("", text)
        found.sizes.append(size[:-1] + size[-1].upper() if SIZE.fullmatch(size) else size.upper())
    elif kind == "active":
        found.active.append(text[1:].upper())
    elif kind == "revision":
        found.revision.append(text)
    elif kind == "patch":
        found.patch.append(text)
    elif kind == "quantised":
        found.quantised.append(text.casefold() if text[0].isdigit() or low == "bnb" else text.upper())
    elif series and low in MODALITY:
        found.modality.append(MODALITY[low])
    elif kind == "word" and _MARKED.fullmatch(text):
        found.revision.append(low)
    elif kind != "dropped":
        _sort_word(text, found, series, kind if before_size or len(low) > 1 else "tuning")


def _sort_word(text: str, found: _Found, series: Series | None, kind: str) -> None:
    word = _spelled(text, series)
    is_scale = kind == "scale" or (series is not None and word == "Base" and series.name in BASE_IS_SCALE)
    into = found.scale if is_scale else found.tuning
    if word not in into:
        into.append(word)


def _spelled(word: str, series: Series | None) -> str:
    low = word.casefold()
    if series is None:
        return TUNING.get(low) or SCALE.get(low) or word
    letters = LETTERS.get(series.name, {})
    if letter := letters.get(word) or letters.get(low):
        return letter
    if series.name[0] == "o":
        return low
    known = TUNING_OF_KNOWN.get(low) or TUNING.get(low) or SCALE.get(low) or SCALE_OF_KNOWN.get(low)
    if known == "Instruct":
        return INSTRUCT.get(series.name, known)
    return known or (low.upper() if _COUNTED.fullmatch(low) else word)


def in_order(words: list[str]) -> tuple[str, ...]:
    """A name's words in the order in which published names have them."""
    return tuple(sorted(words, key=_place) if len(words) > 1 else words)


def _place(word: str) -> int:
    """A context's length stands before what a model was taught (`4K Instruct`); what nobody knows stands last."""
    return ORDER["cased"] if re.fullmatch(r"\d+K", word) else ORDER.get(word.casefold(), len(ORDER))


def _version(series: Series | None, tokens: list[Token]) -> tuple[str | None, list[Token]]:
    """The version behind a known series (for Claude and Gemini behind a line too), and the other tokens."""
    if series is None:
        return None, tokens
    tokens = [token for token in tokens if token.kind != "dropped"]
    at = 0
    if series.name in LINE_BEFORE_VERSION:
        while at < len(tokens) - 1 and tokens[at].kind in {"scale", "tuning"}:
            at += 1
    if at >= len(tokens):
        return None, tokens
    text, end = tokens[at].text, at + 1
    if (series.name, text[:-1]) in VERSIONS_NOT_SIZES and text[-1] in "bB":
        text = text[:-1]
    text = _ROMAN.get(text, text)
    found = _VERSION.fullmatch(text)
    if found is None or SIZE.fullmatch(text) or (found[2] and found[2] not in "onvOV"):
        return None, tokens
    version = found[1] + ("V" if found[2] in {"v", "V"} else found[2].lower())
    if end < len(tokens) and tokens[end].start - tokens[end - 1].end == 1:
        version, end = _joined(series, version, tokens, end)
    rest = tokens[:at] + tokens[end:]
    if rest and rest[0].text.casefold() == "vision" and (series.name, version) in VISION_VERSIONS:
        return VISION_VERSIONS[series.name, version], rest[1:]
    return _published(series, version), rest


def _published(series: Series, version: str) -> str | None:
    """`Gemini 2.0`, but `Llama 3` even where a paper writes `Llama 3.0`."""
    whole = version.removesuffix(".0")
    if series.name in POINT_ZERO and whole.isdigit():
        whole += ".0"
    return VERSION_FIXES.get((series.name, whole), whole)


def _joined(series: Series, version: str, tokens: list[Token], end: int) -> tuple[str, int]:
    """`GPT-4-o`, `claude-3-5-sonnet`: a version that a hyphen has cut."""
    text = tokens[end].text
    if series.name == "GPT" and text in {"o", "V"}:
        return version + text, end + 1
    if re.fullmatch(r"\d", text) and re.fullmatch(r"\d", version):
        return f"{version}.{text}", end + 1
    return version, end

"""A model's name as written in; its parts, its published spelling, its series and a key for comparison out.

The grammar: [owner/][maker] series [version] {word} [size] {tuning} [revision] [quantisation], in many spellings.
Sizes, versions, tuning, revisions and quantisation always stay in the key: only spelling is ironed out.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from kg.values.fold import GREEK, fold
from kg.values.model_words import (
    DROPPED,
    LINES,
    MODALITY,
    QUANTISED,
    SCALE,
    SERIES,
    TUNING,
    VERSIONS_NOT_SIZES,
    Series,
)
from kg.values.name import normal, slug

_LATEX_SYMBOL = {f"\\{name}": letter for letter, name in GREEK.items()} | {"\\times": "x"}
_LATEX_WORD = re.compile(r"\\[A-Za-z]+")
_OWNER = re.compile(r"^[\w.-]{2,}/(?=[A-Za-z][\w.+-]*[-\d][\w.+-]*$)")
_PLURAL = re.compile(r"(?<=[A-Z])s$")
_DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_TOKEN = re.compile(r"[^\s_\-‐-―()\[\],:;]+")
_SIZE = re.compile(r"(\d+x)?(\d+(?:\.\d+)?)([bBM]|(?<=\d\d)m|T)")
_ACTIVE = re.compile(r"[aA](\d+(?:\.\d+)?[bB])")
_GLUED = re.compile(r"([A-Za-z]{2,})(\d+(?:\.\d+)?B)")
_GLUED_WORD = re.compile(r"([vV]?\d+(?:\.\d+)?)([A-Z][A-Za-z]+)")
_GLUED_TOKENS = re.compile(r"(\d+(?:\.\d+)?[bB])(\d+T)")
_VERSION = re.compile(r"[vV]?\.?(\d{1,3}(?:\.\d+)*)([a-zA-Z]?)")
_EXPERTS = re.compile(r"\d+e")
_REVISION = re.compile(r"\d{4}(?:\d\d){0,2}")
_O_SERIES = re.compile(r"(?:(?:open\s?ai|chat-?gpt|gpt)(?:['’]s)?[\s-]*)?o([1345])(?![^\W_])", re.IGNORECASE)
_CHATGPT_VERSION = re.compile(r"chat[\s-]*gpt(?=[\s-]*[345](?:\.\d)?[oV]?(?![\w.]))", re.IGNORECASE)
_SHORT_GPT = re.compile(r"4o(?![^\W_])")
_SHORT_CLAUDE = re.compile(rf"(?:{'|'.join(LINES)})[\s-]*\d(?:\.\d)?(?![^\W_])", re.IGNORECASE)
_LONGEST = 200
"""Characters; longer text is no name, and is left as written."""
_ROUNDS = 4
"""A published name is read once more until it stays, so that no name's reading depends on who spelled it before."""
_UNIT = {"b": 10**9, "m": 10**6, "t": 10**12}
_VERSION_FIXES = {("GPT", "35"): "3.5", ("LLaMA", "1"): None}
_GPT, _CLAUDE = (next(series for series in SERIES if series.name == name) for name in ("GPT", "Claude"))


@dataclass(frozen=True, slots=True)
class ModelName:
    """The parts of a model's name.

    `series`: with version and modality, without size and tuning ("Qwen2.5-VL"). `size`, `active`: as written in names
    ("7B", "8x7B"). `variant`: words for scale and tuning. `name`: the published spelling. `key`: what to compare.
    """

    name: str
    key: str
    series: str
    version: str | None = None
    size: str | None = None
    active: str | None = None
    variant: tuple[str, ...] = ()
    revision: str | None = None
    quantisation: tuple[str, ...] = ()

    @property
    def parameters(self) -> int | None:
        """The size in parameters; None without one, and where it isn't one number (8x7B shares layers)."""
        found = _SIZE.fullmatch(self.size or "")
        if found is None or found[1]:
            return None
        return int(Decimal(found[2]) * _UNIT[found[3].lower()])


class _Token(NamedTuple):
    text: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def parse(name: str) -> ModelName:
    """Reads any name; what it doesn't know it leaves as written, as a series of its own.

    >>> parsed = parse("meta-llama/Llama-2-7b-chat-hf")
    >>> parsed.name, parsed.series, parsed.version, parsed.size, parsed.variant, parsed.parameters
    ('Llama 2 7B Chat', 'Llama 2', '2', '7B', ('Chat',), 7000000000)
    """
    read = _read(name)
    for _ in range(_ROUNDS):
        again = _read(read.name)
        if again.name == read.name:
            return again
        read = again
    return ModelName(name, normal(name) or slug(name), name)


def _read(name: str) -> ModelName:
    text = _clean(name)
    if len(text) > _LONGEST:
        return ModelName(text, normal(text), text)
    series, start = _series(text)
    tokens = _tokens(text, start, series)
    version, tokens = _version(series, tokens)
    return _assemble(text, series, version, tokens) or ModelName(text or name, normal(text) or slug(name), text or name)


def canonical(name: str) -> str:
    """The usual published spelling.

    >>> canonical("LLaMA2-7b"), canonical("GPT3.5"), canonical("Qwen-2.5-VL-7B-Instruct"), canonical("sonnet 3.5")
    ('Llama 2 7B', 'GPT-3.5', 'Qwen2.5-VL 7B Instruct', 'Claude 3.5 Sonnet')
    """
    return parse(name).name


def family(name: str) -> str | None:
    """The series, for a name that has a size, a scale, a tuning or a revision on top of it; else None.

    >>> family("Gemma-2B"), family("Gemma 2 2B"), family("GPT-4o mini"), family("GPT-4o")
    ('Gemma', 'Gemma 2', 'GPT-4o', None)
    """
    parsed = parse(name)
    return parsed.series if parse(parsed.series).key != parsed.key else None


def key(name: str) -> str:
    """Equal for spellings of one name; different for other sizes, versions, variants.

    >>> key("Llama-2-7b-chat-hf") == key("LLaMA 2 7B Chat"), key("Gemma-2B") == key("Gemma 2")
    (True, False)
    """
    return parse(name).key


def _clean(name: str) -> str:
    text = unicodedata.normalize("NFKC", name)
    text = _LATEX_WORD.sub(lambda word: _LATEX_SYMBOL.get(word.group(), ""), text)
    text = " ".join(re.sub(r"[${}`\"]", "", text).split()).strip(" .,;:-/")
    return _DATE.sub(r"\1\2\3", _PLURAL.sub("", _OWNER.sub("", text)))


class _Start(NamedTuple):
    """How a name may begin: a maker, if it is written, and a series in one of its spellings."""

    length: int
    pattern: str
    series: Series
    cut_short: bool


@cache
def _starts() -> dict[str, tuple[re.Pattern[str], tuple[_Start, ...]]]:
    """By first letter: one pattern, the longest spelling first, whose groups are numbered as the starts are."""
    by_letter: dict[str, list[_Start]] = {}
    for series in SERIES:
        for spelling in (series.name, *series.aliases):
            parts = re.findall(r"[A-ZÀ-Þ]?[a-zà-þ]+|[A-ZÀ-Þ]+(?![a-zà-þ])|[\w+]", spelling)
            body = r"[\s_-]*".join(map(re.escape, parts))
            for maker in ("", *filter(None, series.maker.split("|"))):
                pattern = (rf"{maker}(?:['’]s)?[\s/-]+" if maker else "") + body
                start = _Start(len(maker + spelling), pattern, series, spelling.startswith("R1"))
                by_letter.setdefault((maker or spelling)[0].casefold(), []).append(start)
    return {letter: _one_pattern(starts) for letter, starts in by_letter.items()}


def _one_pattern(starts: list[_Start]) -> tuple[re.Pattern[str], tuple[_Start, ...]]:
    ordered = tuple(sorted(starts, key=lambda start: (-start.length, start.pattern)))
    alternatives = "|".join(f"({start.pattern})" for start in ordered)
    return re.compile(rf"(?:{alternatives})(?=[\W\d_]|v\d|$)", re.IGNORECASE), ordered


def _series(text: str) -> tuple[Series | None, int]:
    """The known series that the name starts with, and where its spelling ends."""
    if found := _O_SERIES.match(text):
        return Series(f"o{found[1]}"), found.end()
    if found := _CHATGPT_VERSION.match(text):
        return _GPT, found.end()
    for name, shortened in ((_GPT, _SHORT_GPT), (_CLAUDE, _SHORT_CLAUDE)):
        if shortened.match(text):
            return name, 0
    pattern, starts = _starts().get(text[:1].casefold(), (None, ()))
    if pattern and (found := pattern.match(text)):
        start = starts[(found.lastindex or 1) - 1]
        if not start.cut_short or _is_whole(text[found.end() :]):
            return start.series, found.end()
    return None, 0


def _is_whole(rest: str) -> bool:
    """Whether `R1`, which many names begin with, is all of the name but a size: then it is DeepSeek's."""
    return all(_SIZE.fullmatch(word) or word.casefold() in DROPPED for word in _TOKEN.findall(rest))


def _tokens(text: str, start: int, series: Series | None) -> list[_Token]:
    found: list[_Token] = []
    for word in _TOKEN.finditer(text, start):
        at = word.start()
        for part in _unglued(word.group(), series):
            found.append(_Token(part, at, at + len(part)))
            at += len(part)
    return found


def _unglued(word: str, series: Series | None) -> tuple[str, ...]:
    """`2.5VL`, `Hyacinth6B`, `2B4T`: two words written as one."""
    if found := _GLUED_TOKENS.fullmatch(word):
        return (found[1], found[2])
    if series is not None and (found := _GLUED_WORD.fullmatch(word)):
        return (found[1], found[2])
    if series is None and (found := _GLUED.fullmatch(word)):
        return (found[1], found[2])
    return (word,)


def _version(series: Series | None, tokens: list[_Token]) -> tuple[str | None, list[_Token]]:
    """The version behind a known series (for Claude and Gemini behind a line too), and the other tokens."""
    if series is None:
        return None, tokens
    at = 0
    if series.name in {"Claude", "Gemini"}:
        while at < len(tokens) - 1 and _kind(tokens[at].text) in {"scale", "tuning"}:
            at += 1
    if at >= len(tokens):
        return None, tokens
    text, end = tokens[at].text, at + 1
    if (series.name, text[:-1]) in VERSIONS_NOT_SIZES and text[-1] in "bB":
        text = text[:-1]
    found = _VERSION.fullmatch(text)
    if found is None or _SIZE.fullmatch(text) or (found[2] and found[2] not in "onvOV"):
        return None, tokens
    version = found[1] + ("V" if found[2] in {"v", "V"} else found[2].lower())
    if end < len(tokens) and tokens[end].start - tokens[end - 1].end == 1:
        version, end = _joined(series, version, tokens, end)
    version_or_none = _VERSION_FIXES.get((series.name, version), version)
    return version_or_none, tokens[:at] + tokens[end:]


def _joined(series: Series, version: str, tokens: list[_Token], end: int) -> tuple[str, int]:
    """`GPT-4-o`, `claude-3-5-sonnet`: a version that a hyphen has cut."""
    text = tokens[end].text
    if series.name == "GPT" and text in {"o", "V"}:
        return version + text, end + 1
    if re.fullmatch(r"\d", text) and re.fullmatch(r"\d", version):
        return f"{version}.{text}", end + 1
    return version, end


class _Parts(NamedTuple):
    """Tokens by what they tell: `words` make the series, `scale` stands before the size, `tuning` behind it."""

    words: list[_Token]
    modality: list[str]
    scale: list[str]
    tuning: list[str]
    sizes: list[str]
    active: list[str]
    revision: list[str]
    quantised: list[str]


def _parts(tokens: list[_Token], *, known: bool) -> _Parts:
    first = next((n for n, token in enumerate(tokens) if _kind(token.text) == "size" and (known or n)), len(tokens))
    cut = first
    while cut > (0 if known else 1) and _kind(tokens[cut - 1].text) != "word":
        cut -= 1
    parts = _Parts(tokens[:cut], [], [], [], [], [], [], [])
    for n, (text, _, _) in enumerate(tokens[cut:], cut):
        kind = _kind(text)
        if kind == "size" and not (parts.sizes and text.endswith("T")):
            parts.sizes.append(text[:-1] + text[-1].upper())
        elif known and text.casefold() in MODALITY:
            parts.modality.append(MODALITY[text.casefold()])
        elif kind == "active":
            parts.active.append(text[1:].upper())
        elif kind == "revision":
            parts.revision.append(text)
        elif kind == "quantised":
            parts.quantised.append(text.casefold() if text[0].isdigit() else text.upper())
        elif kind == "scale" and n < first:
            parts.scale.append(text)
        elif kind != "dropped":
            parts.tuning.append(text)
    return parts


@lru_cache(maxsize=16384)
def _kind(text: str) -> str:
    low = text.casefold()
    for kind, words in _KINDS.items():
        if low in words:
            return kind
    return next((kind for kind, pattern in _SHAPES.items() if pattern.fullmatch(text)), "word")


_KINDS = {"scale": SCALE, "tuning": TUNING, "dropped": DROPPED, "quantised": QUANTISED}
_SHAPES = {"size": _SIZE, "active": _ACTIVE, "revision": _REVISION}


def _assemble(text: str, series: Series | None, version: str | None, tokens: list[_Token]) -> ModelName | None:
    parts = _parts(tokens, known=series is not None)
    stem = _stem(text, series, version, parts)
    found_key = _key(series, version, parts)
    if not stem or not found_key:
        return None
    tail = series.tail if series else "-"
    scale = [_spelled(word, series) for word in parts.scale]
    tuning = [_spelled(word, series) for word in parts.tuning]
    sizes = "-".join([*parts.sizes, *(f"A{count}" for count in parts.active)])
    head = [f"Claude {scale[0]} {version}", *scale[1:]] if _is_line_first(version, scale) else [stem, *scale]
    name = " ".join([tail.join(head), sizes, *tuning]) if sizes else tail.join([*head, *tuning])
    name = "-".join([name, *parts.revision, *parts.quantised])
    return ModelName(
        name=name,
        key=found_key,
        series=stem,
        version=version,
        size="-".join(parts.sizes) or None,
        active="-".join(parts.active) or None,
        variant=(*scale, *tuning),
        revision="-".join(parts.revision) or None,
        quantisation=tuple(parts.quantised),
    )


def _stem(text: str, series: Series | None, version: str | None, parts: _Parts) -> str:
    """The series as published; a series that derives from a known one (`Llama-3-SynE`) stays as written."""
    words = parts.words
    if series is None or any(word.text.casefold() not in MODALITY for word in words):
        return "-".join([text[: words[-1].end].strip(), *parts.modality]) if words else ""
    name = "Llama" if series.name == "LLaMA" and version else series.name
    stem = name + (series.joint + version if version else "")
    return series.tail.join([stem, *(MODALITY[word.text.casefold()] for word in words), *parts.modality])


def _spelled(word: str, series: Series | None) -> str:
    low = word.casefold()
    if series is None:
        return word
    return TUNING.get(low) or SCALE.get(low) or (low.upper() if _EXPERTS.fullmatch(low) else word)


def _is_line_first(version: str | None, scale: list[str]) -> bool:
    """Since version 4 the line stands first: `Claude Sonnet 4`, but `Claude 3.7 Sonnet`."""
    return bool(version and scale and scale[0].casefold() in LINES and int(re.findall(r"\d+", version)[0]) >= 4)


def _key(series: Series | None, version: str | None, parts: _Parts) -> str:
    words = [word.text for word in parts.words]
    core = fold(" ".join(filter(None, [series.name if series else "", version, *words, *parts.modality])))
    modifiers = sorted(map(fold, (*parts.scale, *parts.tuning)))
    sizes = [size.casefold() for size in parts.sizes] + [f"a{count.casefold()}" for count in parts.active]
    return "|".join(filter(None, [core, *modifiers, *sizes, *parts.revision, *sorted(parts.quantised)]))

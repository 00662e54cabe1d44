"""A model's name as written in; its parts, its published spelling, its series and a key for comparison out.

The grammar: [owner/][maker] series [version] {word} [size] {tuning} [revision] [quantisation], in many spellings.
Sizes, versions, tuning, revisions and quantisation always stay in the key: only spelling is ironed out.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.values.fold import fold
from kg.values.model_parts import Parts, in_order, sort_out
from kg.values.model_series import UNNUMBERED, Series, start
from kg.values.model_tokens import SIZE, clean, tokens
from kg.values.model_words import GLUED_LETTERS, LINES, MODALITY, NAME_BEFORE_LETTER, TASKS, VERSION_BEHIND
from kg.values.name import normal, slug

_LONGEST = 200
"""Characters; longer text is no name, and is left as written."""
_ROUNDS = 4
"""A published name is read once more until it stays, so that no name's reading depends on who spelled it before."""
_UNIT = {"b": 10**9, "m": 10**6, "t": 10**12}
_SEVERAL = re.compile(r"[,;&]\s*(?:and\s|or\s)?|[\s_](?:and|or)[\s_]")
_TAUGHT = r"(?:[\w.+]+-){0,3}(?:fine-?tuned|finetuned|pre-?trained|post-?trained|trained|tuned)"
_NO_PART = re.compile(
    r"(?:(?:the|our|such\sas|(?:m?ll|l?vl)ms?|models?|vanilla|frozen)\s+|(?:m?ll|l?vl)ms-|pre-?trained[\s-]+)+",
    re.IGNORECASE,
)
"""What extraction may have taken into a name that begins behind it: `pre-trained BERT`, `such as SAM`.

A fine-tuned, RL-tuned or quantised model is another one, whatever stands before its name.
"""
_MAY_BE_NO_PART = re.compile(r"^(?:the|our|such|m?ll|l?vl|model|vanilla|frozen|pre-?trained)", re.IGNORECASE)
_PRODUCT = "ChatGPT"
"""What papers call by a version of GPT too, with more or less care."""
_PLAIN = re.compile(r"[A-Za-z]?[a-z]+")
_NOUNS = frozenset({"model", "models"})
_NO_SERIES = re.compile(
    rf"(?:.*[\s-])?{_TAUGHT}|.*-(?:based|like|style)|(?:llm|mllm|lvlm|vlm|model)s?|[A-Za-z]{{1,2}}", re.IGNORECASE
)
"""What no series is called, if the grammar doesn't know it."""


@dataclass(frozen=True, slots=True)
class ModelName:
    """The parts of a model's name.

    `series`: with version and modality, without size and tuning ("Qwen2.5-VL"). `size`, `active`: as written in names
    ("7B", "8x7B"). `name`: the published spelling. `key`: what to compare. `root`: the series without version and
    modality, word by word. `known`: whether the grammar knows the series.
    """

    name: str
    key: str
    series: str
    version: str | None = None
    size: str | None = None
    active: str | None = None
    scale: tuple[str, ...] = ()
    tuning: tuple[str, ...] = ()
    revision: str | None = None
    quantisation: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    root: tuple[str, ...] = ()
    known: bool = False

    @property
    def variant(self) -> tuple[str, ...]:
        """The words for scale and tuning."""
        return self.scale + self.tuning

    @property
    def parameters(self) -> int | None:
        """The size in parameters; None without one, and where it isn't one number (8x7B shares layers)."""
        found = SIZE.fullmatch(self.size or "")
        if found is None or found[1]:
            return None
        return int(Decimal(found[2]) * _UNIT[found[3].lower()])


@lru_cache(maxsize=1 << 17)
def parse(name: str) -> ModelName:
    """Reads any name; what it doesn't know it leaves as written, as a series of its own.

    >>> parsed = parse("meta-llama/Llama-2-7b-chat-hf")
    >>> parsed.name, parsed.series, parsed.version, parsed.size, parsed.variant, parsed.parameters
    ('Llama 2 7B Chat', 'Llama 2', '2', '7B', ('Chat',), 7000000000)
    """
    if len(name) > _LONGEST:
        return _as_written(name)
    text = name
    for _ in range(_ROUNDS):
        read = _read(text)
        if read.name == text or _is_plain(read):
            return read
        text = read.name
    return _as_written(name)


def _is_plain(read: ModelName) -> bool:
    """Whether its published spelling can't be read otherwise than it was: no words in it have changed places."""
    if read.size:
        return "-" not in read.size and not (read.known and read.scale)
    if not read.known or len(read.root) > 1 or len(read.variant) > 1:
        return False
    return not (read.scale and read.root[0] in VERSION_BEHIND)


def canonical(name: str) -> str:
    """The usual published spelling.

    >>> canonical("LLaMA2-7b"), canonical("GPT3.5"), canonical("Qwen-2.5-VL-7B-Instruct"), canonical("sonnet 3.5")
    ('Llama 2 7B', 'GPT-3.5', 'Qwen2.5-VL 7B Instruct', 'Claude 3.5 Sonnet')
    """
    return parse(name).name


def family(name: str) -> str | None:
    """The series, for a name that has a size, a scale, a tuning or a revision on top of it; else None.

    None too where what is left is no series' name, as in `RL-trained 7B`. A version of ChatGPT is one of GPT's.

    >>> family("Gemma-2B"), family("Gemma 2 2B"), family("GPT-4o mini"), family("GPT-4o"), family("ChatGPT-4o")
    ('Gemma', 'Gemma 2', 'GPT-4o', None, 'GPT-4o')
    """
    parsed = parse(name)
    if parsed.root == (_PRODUCT,) and parsed.version and parse(parsed.series).key == parsed.key:
        return canonical(f"GPT-{parsed.version}")
    if not parsed.known and _NO_SERIES.fullmatch(parsed.series):
        return None
    return parsed.series if parse(parsed.series).key != parsed.key else None


def key(name: str) -> str:
    """Equal for spellings of one name; different for other sizes, versions, variants.

    >>> key("Llama-2-7b-chat-hf") == key("LLaMA 2 7B Chat"), key("Gemma-2B") == key("Gemma 2")
    (True, False)
    """
    return parse(name).key


def _as_written(text: str) -> ModelName:
    whole = normal(text) or slug(text)
    return ModelName(text, whole, text, root=(text,))


def _read(name: str) -> ModelName:
    text = clean(name) or name
    found = start(text)
    if (
        found is None
        and _MAY_BE_NO_PART.search(text)
        and (prefix := _NO_PART.match(text))
        and (found := start(text[prefix.end() :]))
    ):
        text = text[prefix.end() :]
    series = found.series if found else None
    parts = sort_out(tokens(text, found.end if found else 0, series), series)
    if found and found.short and _derives(found.series, parts):
        series, parts = None, sort_out(tokens(text, 0, None), None)
    if _SEVERAL.search(text) and (len(parts.sizes) > 1 or any(map(start, _SEVERAL.split(text)[1:]))):
        return _as_written(text)
    return _assembled(text, series, parts) or _as_written(text)


def _derives(series: Series, parts: Parts) -> bool:
    """Whether it is another series, that begins as a short spelling does: R1-Searcher, Swin UNETR."""
    return bool(parts.words or parts.modality or parts.tuning or (parts.version and series.name in UNNUMBERED))


class _Rendered(NamedTuple):
    """The series as published, and the whole name."""

    series: str
    name: str


def _assembled(text: str, series: Series | None, parts: Parts) -> ModelName | None:
    rendered = _known(text, series, parts) if series else _unknown(text, parts)
    words = [word.text for word in parts.words]
    found_key = _key(series, parts, words)
    if not rendered.series or not found_key:
        return None
    root, modality = _root(series, words) if series else (tuple(words), ())
    return ModelName(
        name=rendered.name,
        key=found_key,
        series=rendered.series,
        version=parts.version,
        size="-".join(parts.sizes) or None,
        active="-".join(parts.active) or None,
        scale=(*parts.scale, *parts.patch),
        tuning=parts.tuning,
        revision="-".join(parts.revision) or None,
        quantisation=parts.quantised,
        modality=(*modality, *parts.modality),
        root=root,
        known=series is not None,
    )


def _root(series: Series, words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The series' name with the words that are its own, and the words for what it reads and writes."""
    modality = tuple(MODALITY.get(word.casefold(), word) for word in words if _is_modality(word))
    return (series.name, *(word for word in words if not _is_modality(word))), modality


def _is_modality(word: str) -> bool:
    return word.casefold() in MODALITY or word.casefold() in TASKS


def _unknown(text: str, parts: Parts) -> _Rendered:
    """As written, but for a size and what stands behind it."""
    if not parts.words:
        return _Rendered("", "")
    stem = text[: parts.words[-1].end].strip()
    if not parts.sizes and not parts.active:
        return _Rendered(stem, _with_noun(text, parts) or (text[: parts.end].strip() if parts.end else stem))
    version = [f"v{parts.version}"] if parts.version else []
    name = " ".join(["-".join([stem, *parts.scale]), _sizes(parts), *parts.tuning, *version])
    return _Rendered(stem, "-".join([name, *parts.revision, *parts.quantised]))


def _with_noun(text: str, parts: Parts) -> str | None:
    """The name with `Model` behind it, where plain words stand before it: `Large Brain Language` would name nothing."""
    noun = text[parts.end :].strip()
    plain = len(parts.words) > 1 and all(_PLAIN.fullmatch(word.text) for word in parts.words)
    return f"{text[: parts.end].strip()} {noun.removesuffix('s')}" if plain and noun.casefold() in _NOUNS else None


def _known(text: str, series: Series, parts: Parts) -> _Rendered:
    """The published spelling; a series that derives from a known one (`Llama-3-SynE`) stays as written."""
    derived = any(word.text.casefold() not in MODALITY for word in parts.words)
    behind = [f"v{parts.version}"] if parts.version and series.name in VERSION_BEHIND and not derived else []
    stem = _stem(series, parts, with_version=not behind)
    if derived:
        stem = "-".join([text[: parts.words[-1].end].strip(), *parts.modality])
    head = [stem, *_with_patch(parts)] if derived else _head(series, parts, stem)
    if not parts.sizes and not parts.active:
        words = in_order([*head[1:], *parts.tuning])
        place = 1 if len(head) > 1 else 0
        name = series.tail.join([head[0], *words[:place], *behind, *words[place:]])
    else:
        name = " ".join([series.tail.join(head), _sizes(parts), *parts.tuning, *behind])
    return _Rendered(stem, "-".join([name, *parts.revision, *parts.quantised]))


def _head(series: Series, parts: Parts, stem: str) -> list[str]:
    """Series and scale, where they are written together otherwise than word by word."""
    scale = _with_patch(parts)
    if series.name == "Claude" and _is_line_first(parts.version, scale):
        return [f"Claude {scale[0]} {parts.version}", *scale[1:]]
    if scale and len(scale[0]) == 1 and series.name in NAME_BEFORE_LETTER:
        stem = NAME_BEFORE_LETTER[series.name]
    if parts.version and scale and scale[0] in GLUED_LETTERS.get(series.name, ""):
        return [stem + scale[0], *scale[1:]]
    return [stem, *scale]


def _with_patch(parts: Parts) -> list[str]:
    """`B/16` is one word."""
    scale = list(parts.scale)
    return [*scale[:-1], "".join([*scale[-1:], *parts.patch])] if parts.patch else scale


def _sizes(parts: Parts) -> str:
    return "-".join([*parts.sizes, *(f"A{count}" for count in parts.active)])


def _stem(series: Series, parts: Parts, *, with_version: bool) -> str:
    name = "Llama" if series.name == "LLaMA" and parts.version else series.name
    version = series.joint + parts.version if parts.version and with_version else ""
    words = [MODALITY.get(word.text.casefold(), word.text) for word in parts.words]
    return series.tail.join([name + version, *words, *parts.modality])


def _is_line_first(version: str | None, scale: list[str]) -> bool:
    """Since version 4 the line stands first: `Claude Sonnet 4`, but `Claude 3.7 Sonnet`."""
    return bool(version and scale and scale[0].casefold() in LINES and int(re.findall(r"\d+", version)[0]) >= 4)


def _key(series: Series | None, parts: Parts, words: list[str]) -> str:
    """Letters that stand for a scale are kept apart: ViT-S is no VITS."""
    names = [series.name, parts.version, *words] if series else [*words, parts.version and f"v{parts.version}"]
    names += parts.modality
    letters = ""
    if variant := parts.scale + parts.tuning:
        names += sorted([word.casefold() for word in variant if len(word) > 1])
        letters = "".join(
            sorted([f":{word if word == 'G' else word.casefold()}" for word in variant if len(word) == 1])
        )
    told = [fold(" ".join([*filter(None, names), *parts.patch])) + letters, *map(str.casefold, parts.sizes)]
    told += [f"a{count.casefold()}" for count in parts.active]
    told += [f"@{revision.casefold()}" for revision in parts.revision]
    told += sorted(map(str.casefold, parts.quantised))
    return "|".join(filter(None, told))

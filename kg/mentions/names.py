"""A document's text in; model names recognised by their grammar (series, version, size, variant) out.

Known series come from kg/values/model_series.py; a name of an unknown series is known by its size ('MT-Ladder-2B').
The published spelling and the family are kg/values/model_name.py's.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.mentions.shapes import core, words
from kg.model import Mention, MentionType
from kg.nlp import Prose
from kg.values.model_name import parse
from kg.values.model_series import SERIES

_BARE = (
    "command wan emu flan mamba orca sam dino opt aya bard codex sora veo florence imagen falcon alpaca "
    "gopher electra bart pythia clip e5 bge gte esm granite kimi mercury yi phi zephyr galactica gemini "
    "idefics kosmos blip vit deit vgg resnet densenet efficientnet mobilenet yolo swin convnext rwkv bitnet "
    "mpt glm whisper"
)
_BARE_WORDS = frozenset(_BARE.split())
"""Series that are also other words, acronyms or architectures: bare, they are no proof of a model."""
_NO_STEMS = (
    "the our a an to and with over only about from under at llm llms vlm lm slm mllm top than both these "
    "using between up small sub moe plm lvlm mllms vlms slms lms gpu gpus gb"
)
_NOT_STEMS = frozenset(_NO_STEMS.split())
"""Words before a size that name nothing: 'LLM 7B', 'top 7B'."""
_SIZE_UNIT = r"[BbMT](?![A-Za-z0-9])"
_SIZE = rf"\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?{_SIZE_UNIT}"
_ACTIVE = r"A\d+(?:\.\d+)?[Bb]"
_VERSION = (
    r"(?:[vV]\.?)?\d{1,2}(?:\.\d{1,2}){0,2}(?:[oVvn](?![A-Za-z]))?"
    r"(?![\d%x×]|\.\d| ?[BbKM]\b|-(?:bit|shot|way|th)|[A-Za-z]{3})"
)
_WORD = (
    r"(?:[Ii]nstruct|INSTRUCT|[Cc]hat|[Tt]urbo|[Mm]ini|[Ff]lash|Lite|[Pp]ro|Ultra|[Nn]ano|[Ss]onnet|[Hh]aiku|[Oo]pus|Coder"
    r"|Code|Math|Audio|Omni|VL|Vision|[Ll]arge|[Ss]mall|[Mm]edium|[Bb]ase|XXL|XL|[Pp]review|[Tt]hinking|Embedding|Distill"
    r"|[Zz]ero|IT|it|hf|Maverick|Scout|Nemo|Max|Plus|Prover|Experimental|[Rr]easoner|R1|V3|V2|Deep Think|SFT|DPO)"
)
_SPACED_WORD = (
    r"(?:[Ii]nstruct|Chat|[Tt]urbo|[Mm]ini|Flash(?:-Lite)?|Lite|Pro|Ultra|[Nn]ano|[Ss]onnet|[Hh]aiku|[Oo]pus|Coder|Math"
    r"|Audio|Omni|VL|Vision|Large|Small|Medium|Base|XXL|XL|Preview|Thinking|Maverick|Scout|Nemo|Max|Experimental"
    r"|[Rr]easoner|R1(?:-Zero)?|V3|V2(?:\.5)?|v0\.\d)(?![\w-]*[a-z]{4})"
)
_DATE = r"-\d{4}(?:-\d\d-\d\d)?(?!\d)"
_PART = rf"(?:[-_ ]?{_SIZE}(?:-{_ACTIVE})?|[-_ ]?{_VERSION}|[-_]{_WORD}(?![A-Za-z])| {_SPACED_WORD}(?!\w)|{_DATE})"
_O_SERIES = r"(?:(?:OpenAI|ChatGPT|GPT)[ -])?\b[oO][134](?:[- ](?:mini|preview|pro)(?:-(?:high|low|medium))?)?(?![\w/])"
_CLAUDE_LINE = r"\b(?:Sonnet|Opus|Haiku)[ -]\d(?:\.\d)?(?![\d%])"
_MAKERS = ("OpenAI", "Meta", "Google", "Anthropic", "Microsoft", "Mistral AI", "xAI", "NVIDIA", "Alibaba")
_STEM = r"(?<![\w.-])(?=[\w.+-]*[A-Za-z])(?:[A-Za-z][\w+.]{0,30}-){0,6}[A-Za-z][\w+.]{0,30}?"
_SIZED = re.compile(rf"\d{_SIZE_UNIT}")
"""What every size ends in: looking for it is a hundred times faster than looking for a name with a size."""
_UNKNOWN_SIZED = re.compile(rf"{_STEM}[- ]?(?<![\d.]){_SIZE}(?:[- ]{_WORD}(?!\w)|-[\w.]+)*")
_NEXT_SIZES = rf"(?:(?:/|, (?:and )?| (?:and|or|&) ){_SIZE})+"
_SHARED = re.compile(rf"{_SIZE}{_NEXT_SIZES}(?P<tail>[- ](?:[Ii]nstruct|[Cc]hat|Base)(?!\w))?")
_SHARED_VERSIONS = re.compile(
    r"\d(?:\.\d)?/\d(?:\.\d)?(?![\d.]*[Bb%xX×/])(?P<tail>[- ](?:VL|[Ss]onnet|Flash|Pro)(?!\w))?"
)
_REST = re.compile(r"(?:[-_][^\W_][\w+.]*|[\w+]+)*")

_FOOTNOTED = re.compile(r"\d[BbMm][1-9]$")


class Name(NamedTuple):
    """A span that the grammar takes for a model's name; `rule` says by which part of it."""

    start: int
    end: int
    rule: str
    expanded: tuple[str, ...] = ()
    """The names that a shared span stands for, where it is more than one."""


@cache
def _series_pattern() -> re.Pattern[str]:
    spellings = sorted({s for series in SERIES for s in (series.name, *series.aliases)}, key=lambda s: (-len(s), s))
    bodies = "|".join(_loose(spelling) for spelling in spellings)
    maker = rf"(?:(?:{'|'.join(_MAKERS)})[ -])?"
    return re.compile(
        rf"(?:{maker}(?P<series>{bodies})(?![a-z]|[A-Z]{{2}})(?P<parts>{_PART}*)|{_O_SERIES}|{_CLAUDE_LINE})"
    )


@cache
def _openings() -> AhoCorasick:
    """Finds the first words of all that the pattern finds: ten times as fast as trying it at each word."""
    spellings = {spelling for series in SERIES for spelling in (series.name, *series.aliases)}
    others = {*_MAKERS, "ChatGPT", "GPT", "o1", "o3", "o4", "O1", "O3", "O4", "Sonnet", "Opus", "Haiku"}
    cased = {case for spelling in spellings for case in _cases(re.split(r"[ -]", spelling)[0])}
    return AhoCorasick(sorted(cased | {other.partition(" ")[0] for other in others}))


def _loose(spelling: str) -> str:
    """A spelling whose joints may be blank, hyphen or nothing, in one of the usual cases."""
    words = re.split(r"[ -]", spelling)
    return "[ -]?".join(
        "(?:" + "|".join(sorted({re.escape(w) for w in _cases(word)}, reverse=True)) + ")" for word in words
    )


def _cases(word: str) -> set[str]:
    return {word, word.upper(), word.title(), word.lower(), word[:1].upper() + word[1:]} | (
        {"LLaMa", "LLama"} if word == "LLaMA" else set()
    )


@lru_cache(maxsize=4)
def find(text: str) -> tuple[Name, ...]:
    """Every model name that the grammar knows, in text order; spans of different rules may overlap.

    >>> text = "Gemma-2B/7B beat LLaMA-13B, GPT-4 Turbo and MT-Ladder-2B."
    >>> [(text[n.start:n.end], n.rule) for n in find(text)][:3]
    [('Gemma-2B/7B', 'grammar.shared'), ('LLaMA-13B', 'grammar.size'), ('GPT-4 Turbo', 'grammar.version')]
    """
    known = tuple(_without_footnote(text, name) for name in _known(text))
    taken = {(name.start, name.end) for name in known}
    sized = (_without_footnote(text, name) for name in _sized(text))
    unknown = {name for name in sized if (name.start, name.end) not in taken}
    return tuple(sorted({*known, *unknown}, key=lambda n: (n.start, -n.end, n.rule)))


def _without_footnote(text: str, name: Name) -> Name:
    """A footnote's digit glued to a size is no part of the name: "Mistral-7B1, Llama-2-7B2"."""
    glued = _FOOTNOTED.search(text, max(name.start, name.end - 4), name.end)
    return name._replace(end=name.end - 1) if glued and not name.expanded else name


def _known(text: str) -> Iterator[Name]:
    pattern, starts, last = _series_pattern(), words(text).starts, 0
    opened = {start for _, start, _ in _openings().find_matches_as_indexes(text, overlapping=True)}
    for start in sorted(opened):
        place = bisect_left(starts, start)
        if start < last or place == len(starts) or starts[place] != start:
            continue
        found = pattern.match(text, start)
        if found is None:
            continue
        end = last = found.end()
        if text[end - 1 : end] == "." or (found["series"] and not _case_fits(found["series"], found["parts"])):
            continue
        yield from _with_tail(text, found, start, end)


def _case_fits(series: str, parts: str) -> bool:
    """A series in lower case is a name only where a number follows; 'command' and 'falcon' are words."""
    return series.lower() != series or any(map(str.isdigit, parts or ""))


def _with_tail(text: str, found: re.Match[str], start: int, end: int) -> Iterator[Name]:
    """The match itself, its expansion over shared sizes, or the longer word that it begins."""
    shared = _shared(text, start, end)
    if shared is not None:
        yield shared
        return
    word_end = _word_end(text, end)
    if word_end > end:
        yield Name(start, word_end, "grammar.derived")
        return
    yield Name(start, end, _rule(found))


def _rule(found: re.Match[str]) -> str:
    series, parts = found["series"], found["parts"] or ""
    if series is None:
        return "grammar.o-series"
    if re.search(_SIZE, parts):
        return "grammar.size"
    if parts:
        return "grammar.version" if any(map(str.isdigit, parts)) else "grammar.variant"
    return "grammar.bare-word" if series.lower() in _BARE_WORDS else "grammar.bare"


def _word_end(text: str, end: int) -> int:
    """Where the hyphenated word that goes on behind a match ends, without an adjective's tail ('-based')."""
    rest = _REST.match(text, end)
    if rest is None or not rest.group():
        return end
    tail = rest.group().rstrip(".")
    stop = core("X" + tail)[1] - 1
    return end + stop if re.search(r"\w", tail[:stop]) else end


def _shared(text: str, start: int, end: int) -> Name | None:
    """'Gemma-2B/7B', 'Qwen2.5 7B and 72B Instruct', 'Claude 3.5/3.7 Sonnet': one span, several names."""
    for pattern in (_SHARED, _SHARED_VERSIONS):
        for found in pattern.finditer(text, start, min(len(text), end + 60)):
            if not start < found.start() < end or found.end() <= end:
                continue
            stem, tail = text[start : found.start()], found["tail"] or ""
            sizes = re.findall(_SIZE if pattern is _SHARED else r"\d(?:\.\d)?", found.group())
            return Name(start, found.end(), "grammar.shared", tuple(f"{stem}{size}{tail}" for size in sizes))
    return None


def _sized(text: str) -> Iterator[Name]:
    """Names of unknown series with a size in them; the blank before a size needs a name-like word."""
    for found in _UNKNOWN_SIZED.finditer(text) if _SIZED.search(text) else ():
        name = found.group().rstrip(".-")
        stem = re.split(rf"[- ]?{_SIZE}", name)[0]
        if not re.search(r"[A-Z]", stem) or (" " in name and not _name_like(stem)):
            continue
        end = found.start() + len(name)
        end = found.start() + core(name)[1] if "-" in name else end
        if not re.search(_SIZE, text[found.start() : end]):
            continue
        yield _shared(text, found.start(), end) or Name(found.start(), end, "grammar.unknown-size")


def _name_like(stem: str) -> bool:
    return (
        re.search(r"[a-z].*[A-Z]|[A-Z].*[A-Z0-9]|^[A-Z][a-z]{2,}$", stem) is not None and stem.lower() not in _NOT_STEMS
    )


class Names:
    """Votes for every name that the grammar finds, with its published spelling and family."""

    def detect(self, prose: Prose) -> Iterable[Mention]:
        return [vote for name in find(prose.text) for vote in _votes(prose.text, name)]


def _votes(text: str, name: Name) -> Iterator[Mention]:
    surface = text[name.start : name.end]
    for spelling in name.expanded or (surface,):
        parsed = parse(spelling)
        family = parsed.series if parsed.series != parsed.name else None
        yield Mention(MentionType.MODEL, name.start, name.end, surface, 0.9, name.rule, parsed.name, family)

"""A model's name as written in; the known series that it begins with, and where its spelling ends, out.

Origin of the tables: the names under which the makers publish their models, written from knowledge.
"""

import re
from functools import cache
from typing import NamedTuple

from kg.values.model_words import LINES


class Series(NamedTuple):
    """`joint` stands between name and version, `tail` between these and a word; `maker` may precede the name."""

    name: str
    joint: str = " "
    tail: str = "-"
    maker: str = ""
    aliases: tuple[str, ...] = ()


def _plain(names: str, joint: str = " ", tail: str = "-", maker: str = "") -> tuple[Series, ...]:
    return tuple(Series(name.strip(), joint, tail, maker) for name in names.split(","))


_GOOGLE = "Google|Google DeepMind|DeepMind"
SERIES: tuple[Series, ...] = (
    Series("LLaMA", " ", " ", "Meta|Meta AI", ("Llama", "Meta-Llama")),
    Series("Code Llama", " ", " ", "Meta"),
    *_plain("Llama Guard, LLaMA Pro", tail=" "),
    Series("Tülu", " ", " ", "", ("Tulu",)),
    *_plain("TinyLlama, OpenLLaMA", tail=" "),
    *_plain("OLMo, OLMoE, Molmo", tail=" ", maker="AI2|Ai2|Allen AI"),
    *_plain("Qwen", "", "-", "Alibaba|Alibaba Cloud"),
    *_plain("QwQ, QVQ", tail=" ", maker="Qwen|Alibaba"),
    *_plain("Gemma, PaliGemma, CodeGemma, RecurrentGemma, MedGemma, ShieldGemma, Gemini", " ", " ", _GOOGLE),
    *_plain("PaLM, Med-PaLM, Flan-PaLM, LaMDA, Bard, Imagen, Veo", " ", " ", _GOOGLE),
    Series("Claude", " ", " ", "Anthropic"),
    Series("GPT", "-", " ", "OpenAI", ("Generative Pre-trained Transformer",)),
    Series("ChatGPT", "-", " ", "OpenAI"),
    *_plain("Codex, Sora, Whisper, DALL-E", " ", " ", "OpenAI"),
    *_plain("CLIP", "-", "-", "OpenAI"),
    *_plain("GPT-J, GPT-Neo, GPT-NeoX, GPT-OSS, Cerebras-GPT, MiniGPT, BioGPT, ImageGPT", "-"),
    *_plain(
        "Mistral, Mixtral, Pixtral, Codestral, Ministral, Magistral, Devstral, Mathstral",
        " ",
        " ",
        "Mistral|Mistral AI",
    ),
    *_plain("Mistral Large, Mistral Medium, Mistral Small, Mistral Nemo", " ", " "),
    Series("DeepSeek", "-V", "-", "", ("DeepSeek AI", "DeepSeek LLM")),
    Series("DeepSeek-R1", "-", "-", "", ("R1",)),
    Series("DeepSeek-R1-Zero", "-", "-", "", ("R1-Zero",)),
    Series("DeepSeek-R1-Distill", "-", "-", "", ("R1-Distill",)),
    Series("DeepSeek-R1-Distill-Qwen", "", "-", "", ("R1-Distill-Qwen", "DeepSeek-R1-Qwen")),
    Series("DeepSeek-R1-Distill-Llama", "-", "-", "", ("R1-Distill-Llama", "DeepSeek-R1-Llama")),
    *_plain("DeepSeek-Coder, DeepSeek-Prover", "-V"),
    *_plain("DeepSeek-VL, DeepSeekMath, DeepSeekMoE", ""),
    *_plain("Janus, Janus-Pro", " ", maker="DeepSeek"),
    *_plain("Phi", "-", "-", "Microsoft"),
    *_plain("GLM", "-", maker="Zhipu|Zhipu AI"),
    *_plain("ChatGLM, CodeGeeX, CogVLM, CogAgent, InternVL, InternLM, SmolLM, SmolVLM, StarCoder, Emu", ""),
    *_plain("InternVideo, VideoCrafter, VideoLLaMA, MiniCPM, Falcon, NVLM, Ovis, StableLM", ""),
    *_plain(
        "Yi, LLaVA, LLaVA-OneVision, LLaVA-NeXT, BLIP, Kosmos, Florence, WizardLM, RWKV, ESM, Mamba, Idefics",
        "-",
    ),
    *_plain("Video-LLaVA, LLaVA-Video, LLaVA-Med, XLNet, InstructBLIP, WizardCoder, WizardMath"),
    *_plain(
        "Baichuan, Granite, Jamba, Aya, Command R, Command A, Command, OpenChat, Orca, Zephyr, Vicuna",
        " ",
        " ",
    ),
    *_plain(
        "Alpaca, Pythia, OPT, BLOOM, BLOOMZ, MPT, XGLM, Galactica, Chinchilla, Gopher, UL2, Flan-UL2",
        " ",
        " ",
    ),
    *_plain("Grok", " ", " ", "xAI"),
    *_plain("Nemotron, Nemotron-H", "-", "-", "NVIDIA"),
    *_plain(
        "Kimi, ERNIE, Doubao, Hunyuan, Pangu, Stable Diffusion, Midjourney, Wan, AudioLDM, VALL-E, SigLIP",
        " ",
    ),
    Series("SAM", " ", "-", "Meta|Meta AI", ("Segment Anything Model", "Segment Anything")),
    *_plain("T5, mT5, Flan-T5, BERT, RoBERTa, XLM-RoBERTa, ALBERT, ELECTRA, DistilBERT, BART, MiniLM, HuBERT"),
    *_plain("E5, BGE, GTE, ViT, DeiT, Swin Transformer, BitNet, CogVideoX, HunyuanVideo, AlphaFold"),
    *_plain("ConvNeXt", " V"),
    *_plain("DeBERTa, EfficientNet, MobileNet", "V"),
    *_plain("DINO, YOLO", "v"),
    *_plain("ResNet, DenseNet, VGG", "-"),
    *_plain("OpenELM", " ", maker="Apple"),
)
"""Longest names win, so `Code Llama` is no `Code`, and `GPT-J` no `GPT`."""

FURTHER: tuple[Series, ...] = (
    Series("SDXL", " ", "-", "Stability AI", ("Stable Diffusion XL", "SD-XL")),
    Series("DeepSeek-R1-Distill", "-", "-", "", ("DeepSeek-R1-Distilled", "R1-Distilled")),
    Series("DeepSeek-R1-Distill-Qwen", "", "-", "", ("DeepSeek-R1-Distilled-Qwen", "R1-Distilled-Qwen")),
    Series("DeepSeek-R1-Distill-Llama", "-", "-", "", ("DeepSeek-R1-Distilled-Llama", "R1-Distilled-Llama")),
    Series("LLaVA-OneVision", "-", "-", "", ("LLaVA-OV",)),
    Series("Wan", " ", "-", "Alibaba", ("WanX",)),
    Series("R1 1776", maker="Perplexity|Perplexity AI"),
    *_plain("text-davinci, code-davinci, text-embedding, text-embedding-ada", "-", "-", "OpenAI"),
    *_plain("ESM-1b, ESM-1v, wav2vec"),
    Series("Command R+", " ", " ", "", ("Command R Plus", "c4ai-command-r-plus")),
    Series("Command R", " ", " ", "", ("c4ai-command-r",)),
)
"""Series, and spellings of series, that the grammar knows but that no text is searched for."""

SHORT = {
    "R1": "DeepSeek-R1",
    "R1-Zero": "DeepSeek-R1-Zero",
    "R1-Distill": "DeepSeek-R1-Distill",
    "SD": "Stable Diffusion",
    "Swin": "Swin Transformer",
}
"""Spellings that many names begin with: they stand for the series only where nothing else derives from them."""
NUMBERED = frozenset({"SD"})
"""Of these, the ones that must have a version behind them."""
UNNUMBERED = frozenset({"DeepSeek-R1", "DeepSeek-R1-Zero", "DeepSeek-R1-Distill"})
"""Of these, the series that has no versions: R1V2 is another."""

_O_SERIES = re.compile(r"(?:(?:open\s?ai|chat-?gpt|gpt)(?:['’]s)?[\s_-]*){0,2}o([1345])(?![^\W_])", re.IGNORECASE)
_SHORT_GPT = re.compile(r"4o(?![^\W_])")
_SHORT_CLAUDE = re.compile(rf"(?:{'|'.join(LINES)})[\s_-]*v?\d(?:\.\d)?(?![^\W_])", re.IGNORECASE)
_PART = re.compile(r"[A-ZÀ-Þ]?[a-zà-þ]+|[A-ZÀ-Þ]+(?![a-zà-þ])|[\w+]")
_JOINTS = frozenset(" _-·")
_NO_JOINTS = dict.fromkeys(map(ord, _JOINTS))
_WRITTEN_ON = "base|large|small|tiny|mini|medium|huge|chat|(?-i:VL)"
_BOUNDARY = re.compile(rf"(?!\+)[\W\d_]|v\d|$|(?:{_WRITTEN_ON})(?![^\W\d_])", re.IGNORECASE)
"""What may stand behind a series: no letter, a version, or a word that is often written onto it (`BERTbase`)."""
_PLURAL = re.compile(r"s(?![^\W_])")
_LONGEST = 48
"""Characters that are looked at for a maker and a series."""


class Start(NamedTuple):
    """The series, where its spelling ends, and whether it is one of the short spellings."""

    series: Series
    end: int
    short: bool = False


class _Spelling(NamedTuple):
    """`joints`: after how many characters blanks and hyphens may stand."""

    series: Series
    joints: frozenset[int]
    short: str


@cache
def _by_name() -> dict[str, Series]:
    return {series.name: series for series in (*FURTHER, *SERIES)}


@cache
def _spellings() -> dict[str, _Spelling]:
    """Without blanks and hyphens, in lower case; `SERIES` has the last word on how a series is written."""
    found: dict[str, _Spelling] = {}
    written = [(spelling, series) for series in (*FURTHER, *SERIES) for spelling in (series.name, *series.aliases)]
    for spelling, series in [*written, *((short, _by_name()[name]) for short, name in SHORT.items())]:
        parts, joints = _PART.findall(spelling), set[int]()
        for part in parts[:-1]:
            joints.add(max(joints, default=0) + len(part))
        known = _by_name()[series.name]
        found["".join(parts).lower()] = _Spelling(known, frozenset(joints), spelling if spelling in SHORT else "")
    return found


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """By the first two letters: the lengths of spellings, the longest first."""
    lengths: dict[str, set[int]] = {}
    for spelling in _spellings():
        lengths.setdefault(spelling[:2], set()).add(len(spelling))
    return {letters: tuple(sorted(found, reverse=True)) for letters, found in lengths.items()}


@cache
def _makers() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """What finds a maker in front of a name; and which series each maker has."""
    series_of: dict[str, set[str]] = {}
    for series in (*FURTHER, *SERIES):
        for maker in filter(None, series.maker.split("|")):
            series_of.setdefault(maker.lower(), set()).add(series.name)
    words = "|".join(map(re.escape, sorted(series_of, key=lambda maker: (-len(maker), maker))))
    pattern = re.compile(rf"({words})(?:['’]?s)?[\s/-]+", re.IGNORECASE)
    return pattern, {maker: frozenset(names) for maker, names in series_of.items()}


def start(text: str) -> Start | None:
    """The known series that the text begins with, in the longest of its spellings.

    >>> found = start("OpenAI's GPT-4o mini")
    >>> found.series.name, found.end
    ('GPT', 12)
    """
    if text[:1] in "oOcCgG4" and (special := _special(text)):
        return special
    if text[:1] in "hHsSoOiI" and _SHORT_CLAUDE.match(text):
        return Start(_by_name()["Claude"], 0)
    pattern, series_of = _makers()
    maker = pattern.match(text)
    behind = _longest(text, maker.end()) if maker else None
    if maker and behind and behind.series.name in series_of[maker[1].lower()]:
        return behind
    return _longest(text, 0)


def _special(text: str) -> Start | None:
    """What no spelling says: the o-series, GPT's short and long forms."""
    if found := _O_SERIES.match(text):
        return Start(Series(f"o{found[1]}"), found.end())
    return Start(_by_name()["GPT"], 0) if _SHORT_GPT.match(text) else None


def _longest(text: str, at: int) -> Start | None:
    squeezed = text[at : at + _LONGEST].translate(_NO_JOINTS).lower()
    available = len(squeezed)
    for length in _lengths().get(squeezed[:2], ()):
        if length <= available and (known := _spellings().get(squeezed[:length])) is not None:
            end = _end(text, at, length, known)
            if end is not None:
                return Start(known.series, end, bool(known.short))
    return None


def _end(text: str, at: int, letters: int, known: _Spelling) -> int | None:
    """Where the spelling ends, if blanks stand only where they may and no other word goes on behind it."""
    end, seen = at, 0
    while seen < letters and end < len(text):
        if text[end] not in _JOINTS:
            seen += 1
        elif seen not in known.joints:
            return None
        end += 1
    if known.short in NUMBERED and not _NUMBER.match(text, end):
        return None
    if _PLURAL.match(text, end):
        return end + 1
    return end if _BOUNDARY.match(text, end) else None


_NUMBER = re.compile(r"[\s_-]*v?\d", re.IGNORECASE)

"""A number in; a made-up name of a model, dataset, method, device or organization, with its spellings, out.

Numbers of a type and its names are one to one, without chance: the same million names on every machine. One name in
twenty is another spelling of a thing that has one already (in 11,641 abstracts one in sixty), which a rule has to find.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import prod
from typing import NamedTuple, TypeVar

from kg.model import MentionType

_THINGS_OF_20 = 19
"""Of twenty names so many are things, the last is a further spelling of the first."""
_SHARES = {
    MentionType.METHOD: 570,
    MentionType.DATASET: 268,
    MentionType.MODEL: 148,
    MentionType.HARDWARE: 8,
    MentionType.ORGANIZATION: 6,
}
"""Of a thousand distinct names, as in 11,641 abstracts."""
_STRIDE = 617
"""Without a divisor in common with a thousand: mixes the types."""
_LEAP = 1_000_003
"""A prime: neighbours get other words, and every combination still comes once."""
Value = TypeVar("Value")


class Named(NamedTuple):
    """A canonical name, and the spellings of the text that has it, the canonical one among them."""

    type: MentionType
    canonical: str
    surfaces: tuple[str, ...]
    family: str | None = None
    vendor: str | None = None


def named(number: int) -> Named:
    """The name of a number from 0 on; of a million numbers no two have the same type and name.

    >>> [named(number).canonical for number in (3, 8, 9)]
    ['Llama 70B', 'SnowWeaveFormer', 'MultiPilotRAG']
    """
    thousand, place = divmod(number, 1000)
    kind, within = _order()[place * _STRIDE % 1000]
    twenty, one = divmod(thousand * _SHARES[kind] + within, _THINGS_OF_20 + 1)
    is_further = one == _THINGS_OF_20
    return _MAKERS[kind](_THINGS_OF_20 * twenty + (0 if is_further else one), 1 + twenty % 2 if is_further else 0)


@cache
def _order() -> tuple[tuple[MentionType, int], ...]:
    return tuple((kind, within) for kind, share in _SHARES.items() for within in range(share))


def _model(thing: int, form: int) -> Named:
    """Half are single names, half members of a series: size, tuning and version."""
    half, sized = divmod(thing, 2)
    if not sized:
        name = _coined(half, _MODEL_ENDS)
        spelled = (name, f"{name} model", f"{_MAKERS_OF_MODELS[half % len(_MAKERS_OF_MODELS)]} {name}")[form]
        return Named(MentionType.MODEL, spelled, (spelled,))
    rest, size = _digit(half, _SIZES)
    rest, tuning = _digit(rest, _TUNINGS)
    rest, version = _digit(rest, _VERSIONS)
    series = _SERIES[rest] if rest < len(_SERIES) else _coined(rest - len(_SERIES), _SERIES_ENDS)
    family = " ".join(filter(None, (series, version)))
    words = [word for word in (family, size, tuning) if word]
    spelled = (" ".join(words), "-".join(words).lower().replace(" ", "-"), f"{' '.join(words)} model")[form]
    return Named(MentionType.MODEL, spelled, (spelled,), family=family if size or tuning else None)


def _dataset(thing: int, form: int) -> Named:
    """Six of ten are single names with version or year, the rest are spelled out, most with their acronym."""
    ten, one = divmod(thing, 10)
    if one < 6:
        rest, version = _digit(6 * ten + one, _DATA_VERSIONS)
        name = _coined(rest, _DATA_ENDS) + version
        spelled = (name, f"{name} dataset", f"the {name} test set")[form]
        return Named(MentionType.DATASET, spelled, (spelled,))
    words = _phrase(4 * ten + one - 6, (_KINDS, _THINGS, _DOINGS, _DATA_HEADS))
    long = " ".join(words)
    spelled = (long, f"{long}s", f"Stanford {long}")[form]
    return Named(MentionType.DATASET, spelled, (spelled, _initials(words)) if one < 9 else (spelled,))


def _method(thing: int, form: int) -> Named:
    """Of twenty eight are single names, nine are an acronym and its long form (either one first), three long alone."""
    twenty, one = divmod(thing, 20)
    if one < 8:
        name = _coined(8 * twenty + one, _METHOD_ENDS)
        spelled = (name, f"{name} framework", f"Google {name}")[form]
        return Named(MentionType.METHOD, spelled, (spelled,))
    if one < 14:
        words = _phrase(6 * twenty + one - 8, (_KINDS, _THINGS, _DOINGS, _HEADS))
        long = " ".join(words)
        spelled = (long, f"{words[0]}-{' '.join(words[1:])}s", f"{long} framework")[form]
        return Named(MentionType.METHOD, spelled, (spelled, _initials(words)))
    if one < 17:
        words = _phrase(3 * twenty + one - 14, tuple(map(_by_letter, (_KINDS, _THINGS, _DOINGS, _KINDS, _HEADS))))
        short = _initials(words)
        spelled = (short, f"{short}s", f"{short} training")[form]
        return Named(MentionType.METHOD, spelled, (" ".join(words), spelled))
    long = " ".join(_phrase(3 * twenty + one - 17, (_THINGS, _DOINGS, _KINDS, _THINGS, _HEADS))).lower()
    spelled = (long, long.replace(" ", "-", 1), f"{long}s")[form]
    return Named(MentionType.METHOD, spelled, (spelled,))


def _hardware(thing: int, form: int) -> Named:
    rest, device = _digit(thing, _DEVICES)
    vendor, _, family = device.partition(" ")
    name = f"{family}{1001 + rest}"
    spelled = (name, f"{vendor} {name}", f"{name} 80GB")[form]
    return Named(MentionType.HARDWARE, spelled, (spelled,), family=family.rstrip("- "), vendor=vendor)


def _organization(thing: int, form: int) -> Named:
    rest, ending = _digit(thing, _FIRMS)
    name = ending.format(_coined(rest, _PLACES))
    spelled = (name, f"{name}'s", f"the {name}")[form]
    return Named(MentionType.ORGANIZATION, spelled, (spelled,))


def _digit(number: int, values: Sequence[Value]) -> tuple[int, Value]:
    """The last digit of a number in the base of as many values, as one of these, and what is left of the number."""
    rest, digit = divmod(number, len(values))
    return rest, values[digit]


def _coined(number: int, ends: Sequence[str]) -> str:
    """One word with capitals inside, as authors make them up."""
    parts = (_STARTS, _ROOTS, ends, _LAST)
    return "".join(_words(number, parts))


def _phrase(number: int, parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return _words(number * _LEAP % prod(map(len, parts)), parts)


def _words(number: int, parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The digits of a number, each in the base of one part, as words of the parts; the first part changes fastest."""
    found = []
    for part in parts:
        number, word = _digit(number, part)
        found.append(word)
    return tuple(found)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


@cache
def _by_letter(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first word of each letter: words from such lists tell their initials apart."""
    return tuple({word[0]: word for word in reversed(words)}.values())


def split(words: str) -> tuple[str, ...]:
    """The words of a table."""
    return tuple(words.split())


_STARTS = split(
    "Graph Prompt Vision Med Code Speech Geo Chem Bio Fin Law Edu Math Logic Query Trust Safe Fair Fast Deep Wide "
    "Light Micro Meta Hyper Omni Poly Auto Co Dual Tri Multi Cross Inter Intra Trans Neuro Cyber Quant Sky Sea Star "
    "Moon Sun Fire Wind Rain Snow Leaf Root Stone River Cloud Field Forest Island Harbor Bridge Tower Garden Mirror"
)
_ROOTS = split(
    "Weave Forge Scope Pilot Craft Mind Sense Flow Link Mesh Grid Path Trace Track Guard Shield Lens Prism Pulse "
    "Wave Spark Seed Bloom Nest Hive Herd Fox Owl Lynx Hawk Wren Heron Otter Badger Beaver Marten Ferret Weasel "
    "Falcon Kestrel Osprey Plover Dunlin Curlew Avocet Gannet Puffin Fulmar Petrel Shrike Siskin Linnet Twite "
    "Brambling Chaffinch Bunting Pipit Wagtail Dipper Swift Martin Swallow Nightjar Hoopoe"
)
_LAST = ("", "++", "-XL", "-R", "-Lite", "-Pro")
_MODEL_ENDS = split("Former GPT LM BERT CLIP Net LLaVA Coder Diff VL")
_SERIES_ENDS = split("ion el ax ora us um")
_DATA_ENDS = split("Bench QA Eval Set Corpus Test Hub Wild Web Arena")
_METHOD_ENDS = split("RAG Prompt Tune Opt Agent Cache Prune Rank Route Merge Align Search")
_PLACES = split("field ford haven burg stad mouth")
_MAKERS_OF_MODELS = split("Google NVIDIA Microsoft Alibaba OpenAI Apple Salesforce")
_SERIES = split("Llama Qwen Gemma Mistral Mixtral Phi Falcon OLMo Yi Granite Vicuna Pythia OPT BLOOM Gemini Claude")
_SIZES = ("", "1.5B", "3B", "7B", "8x7B", "13B", "70B")
_TUNINGS = ("", "Instruct", "Chat", "Base", "DPO", "AWQ", "Coder")
_VERSIONS = ("", "2", "2.5", "3")
_DATA_VERSIONS = ("", "-1K", " v2", "-2024", "-Hard")
_DEVICES = (
    "NVIDIA RTX ",
    "NVIDIA A",
    "AMD MI",
    "Intel Xeon Gold ",
    "Google TPU v",
    "Huawei Ascend ",
    "Intel Gaudi ",
    "Qualcomm Snapdragon ",
)
_FIRMS = ("{} AI", "University of {}", "{} Labs", "{} Research", "{} Institute of Technology")
_KINDS = split(
    "Adaptive Bayesian Causal Dynamic Efficient Federated Generative Hierarchical Implicit Joint Kernelized Latent "
    "Masked Neural Online Parallel Quantized Recursive Sparse Temporal Unified Variational Weighted Augmented "
    "Balanced Calibrated Discrete Ensembled Factorized Grounded Hybrid Incremental Linear Modular Nested Orthogonal "
    "Progressive Robust Stochastic"
)
_THINGS = split(
    "Attention Batch Context Domain Entity Feature Gradient Hypergraph Image Keyframe Label Memory Node Object "
    "Policy Query Reward Sequence Token Utterance Video World Agent Branch Chunk Document Edge Frame Group Instance "
    "Layer Motion Noise Patch Rule Scene Task View"
)
_DOINGS = split(
    "Aware Based Conditioned Driven Enhanced Free Guided Informed Level Mediated Oriented Powered Regularized "
    "Specific Tuned Agnostic Centric Dependent Focused Grained Invariant Preserving Sensitive"
)
_HEADS = split(
    "Alignment Blending Contrast Distillation Estimation Fusion Generation Hashing Inference Judgement Learning "
    "Modeling Normalization Optimization Pretraining Quantization Regularization Sampling Transfer Unlearning "
    "Verification Adaptation Compression Decoding Editing Forecasting Grounding Matching Planning Reasoning "
    "Segmentation Translation"
)
_DATA_HEADS = split(
    "Archive Benchmark Collection Database Evaluation Gallery Index Library Mixture Observatory Pool Questionnaire "
    "Record Suite Testbed"
)
_MAKERS: Mapping[MentionType, Callable[[int, int], Named]] = {
    MentionType.MODEL: _model,
    MentionType.DATASET: _dataset,
    MentionType.METHOD: _method,
    MentionType.HARDWARE: _hardware,
    MentionType.ORGANIZATION: _organization,
}

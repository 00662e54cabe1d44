"""An entity's type and name in; the key under which spellings of one name meet out, one small rule list per type."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TypeAlias

from kg.entities.names.dataset import dataset_key
from kg.entities.names.method import method_key
from kg.entities.names.organization import organization_key
from kg.model import MentionType
from kg.terms import terms
from kg.values import model_name
from kg.values.fold import fold

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_MEMORY = re.compile(r"[\s(-]*\b\d+\s?GB?\b\)?", re.IGNORECASE)
_COUNT = re.compile(r"^\d+\s?[x×*]\s?(?=\D)", re.IGNORECASE)
_DEVICE_NOUN = re.compile(
    r"(?<=\w)[\s-]+(?:(?:tensor[\s-]core\s)?GPUs?|NPUs?|CPUs?|FPGAs?|(?:AI\s)?(?:accelerator|processor|chip|board|card)s?"
    r"|SXM\d?|PCIe|NVL|supercomputer)$",
    re.IGNORECASE,
)
_BRAND = re.compile(r"^(?:GeForce|Tesla)[\s-]+(?=.*\d)", re.IGNORECASE)
_CONSUMER = re.compile(r"^(?:rtx[\s-]?)?([2-5]0[5-9]0(?:[\s-]?(?:ti|super|laptop|d))*)$", re.IGNORECASE)
_WORKSTATION = re.compile(r"^(?:rtx[\s-]?)?(a[2456][05]00)$", re.IGNORECASE)
_JETSON = re.compile(r"^(?:jetson[\s-]+)?((?:agx|orin|xavier)\b.*)$", re.IGNORECASE)
_SIZED = re.compile(r"(?:\d+x)?\d+(?:\.\d+)?[bmt]|a\d+(?:\.\d+)?b|\d{4,8}")


BlockKey: TypeAlias = tuple[MentionType, str]
"""A type and a key within it."""


@lru_cache(maxsize=262144)
def key(kind: MentionType, name: str) -> str:
    """Equal for spellings of one name within a type; never equal for two sizes or versions.

    >>> key(MentionType.DATASET, "the Pile") == key(MentionType.DATASET, "The Pile dataset")
    True
    >>> key(MentionType.HARDWARE, "NVIDIA GeForce RTX4090"), key(MentionType.HARDWARE, "A100-80GB")
    ('rtx4090', 'a100')
    """
    plain = " ".join(name.split())
    return _KEYS[kind](plain) or plain or name


def _model(name: str) -> str:
    """The grammar's key, with what is no size written as one word: `BERTbase` and `BERT-base` meet."""
    parts = model_name.key(name).split("|")
    words = [part for part in parts if not _SIZED.fullmatch(part)]
    return "|".join(filter(None, ["".join(words), *(part for part in parts if _SIZED.fullmatch(part))]))


def _hardware(name: str) -> str:
    """Without vendor, memory, count and noun, where a name is left: `NVIDIA GPU` stays, `NVIDIA A100 GPU` is A100."""
    bare = _MEMORY.sub("", _COUNT.sub("", _ARTICLE.sub("", name))).strip() or name
    without_noun = _DEVICE_NOUN.sub("", bare)
    singular = fold(_without_vendor(bare).removesuffix("s"))
    if without_noun.casefold() in _vendors() or (without_noun != bare and singular in _products()):
        return singular
    device = _BRAND.sub("", _without_vendor(without_noun))
    for pattern, form in _DEVICE_FORMS:
        if found := pattern.match(device):
            device = form.format(found[1])
    words = re.split(r"[\s-]+", device)
    return fold(" ".join(sorted(words) if words[0].casefold() == "jetson" else words))


def shown(kind: MentionType, name: str) -> str:
    """A name as a graph shows it: a model's published spelling, hardware without its vendor."""
    if kind is MentionType.MODEL:
        return model_name.canonical(name)
    return _without_vendor(name) if kind is MentionType.HARDWARE else name


def _without_vendor(name: str) -> str:
    """`NVIDIA T4` is T4; `NVIDIA GPU` and `Intel 7` keep the maker, since what is left would name nothing."""
    first, _, rest = name.partition(" ")
    is_name = re.search(r"[A-Za-z].|\d{2}", rest) and not _DEVICE_NOUN.fullmatch(f"x {rest}", 1)
    return rest if is_name and first.casefold() in _vendors() else name


@cache
def _vendors() -> frozenset[str]:
    """The makers of hardware, but for those whose name is a product's too (Raspberry Pi)."""
    products = {term.name.casefold() for term in terms(MentionType.HARDWARE)}
    makers = {term.vendor.casefold() for term in terms(MentionType.HARDWARE) if term.vendor}
    return frozenset((makers | {"amd-xilinx", "xilinx", "arm"}) - products)


@cache
def _products() -> frozenset[str]:
    """The listed hardware whose name holds the noun: an Ascend NPU is no Ascend 910B."""
    return frozenset(fold(term.name) for term in terms(MentionType.HARDWARE))


_DEVICE_FORMS = ((_CONSUMER, "rtx {}"), (_WORKSTATION, "rtx {}"), (_JETSON, "jetson {}"))
_KEYS: dict[MentionType, Callable[[str], str]] = {
    MentionType.MODEL: _model,
    MentionType.DATASET: dataset_key,
    MentionType.METHOD: method_key,
    MentionType.HARDWARE: _hardware,
    MentionType.ORGANIZATION: organization_key,
}

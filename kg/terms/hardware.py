"""A hardware name in any spelling in; the one key of its spellings, and maker, series, class and memory, out.

hardware.tsv says what is looked for in text, device.tsv what else is known; series (`Xeon *`) stand for their members.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import MentionType
from kg.terms import FOLDER, Term, read, terms
from kg.values.device_forms import written
from kg.values.device_name import DeviceName, parse
from kg.values.device_words import SELLERS

FURTHER = FOLDER / "device.tsv"
_SERIES = re.compile(r"#$|\s?\*$")
_BLANK = r"[\s-]?"
_SELLERS = frozenset(SELLERS.values())


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of a device. `kind`: gpu, tpu, npu, cpu, fpga, asic, soc, board, machine or supercomputer.

    `memory`: of one device, in GB, each size that it is sold with, the smallest first; empty where it cannot be said.
    """

    vendor: str | None = None
    family: str | None = None
    kind: str | None = None
    memory: tuple[int, ...] = ()


@lru_cache(maxsize=1 << 18)
def spelled(name: str) -> str:
    """Equal for spellings of one device, whatever maker, memory, form, count or noun stands around its name.

    >>> spelled("8x NVIDIA A100-SXM4-80GB GPUs"), spelled("Nvidia DGX-H100"), spelled("Huawei Ascend NPUs")
    ('a100', 'dgxh100', 'ascendnpu')
    """
    return _key(parse(name))


@lru_cache(maxsize=1 << 16)
def registry(name: str) -> Spec | None:
    """What is known of the device of this name, in any spelling; None where nothing is.

    A device that no list has is of the maker and of the class that its name states: `Intel NPU`. A series is of no
    family but itself.

    >>> registry("GeForce RTX4090")
    Spec(vendor='NVIDIA', family='GeForce RTX', kind='gpu', memory=(24,))
    >>> registry("Xeon Gold 6330 CPU"), registry("Kestrel")
    (Spec(vendor='Intel', family='Xeon', kind='cpu', memory=()), None)
    """
    parsed = parse(name)
    term = _registered().devices.get(_key(parsed)) or _series(parsed)
    if term is not None:
        family = term.family if term.family != term.name else None
        return Spec(term.vendor or parsed.vendor, family, term.kind, term.memory)
    stated = Spec(parsed.vendor, None, parsed.kind)
    return None if stated == Spec() else stated


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """The listed name; else the name without what is no part of it, the maker only before a mere noun.

    >>> bare("NVIDIA T4 GPUs"), bare("Nvidia GPUs"), bare("Apple silicon"), bare("Huawei Ascend")
    ('T4', 'NVIDIA GPU', 'Apple silicon', 'Ascend NPU')
    """
    parsed = parse(name)
    term = _registered().devices.get(_key(parsed))
    return term.name if term else _reading(parsed)


def _key(parsed: DeviceName) -> str:
    own = written(_reading(parsed))
    return _registered().keys.get(own, own)


def _reading(parsed: DeviceName) -> str:
    """The longest reading that a list knows; else what is left when all else is gone.

    A reading without the maker is another maker's device, if a list says so: an Apple A16 is no NVIDIA A16.
    """
    known = _registered()
    for text in sorted((*parsed.full, *parsed.short), key=len, reverse=True):
        for form in (text, text[:-1]) if text.endswith("s") else (text,):
            if own := known.keys.get(written(form)):
                agrees = text in parsed.full or _agrees(known.devices[own], parsed.vendor)
                return form if agrees else parsed.full[-1]
    return (parsed.short or parsed.full)[-1]


def _agrees(term: Term, vendor: str | None) -> bool:
    return None in {term.vendor, vendor} or term.vendor == vendor or vendor in _SELLERS


def _series(parsed: DeviceName) -> Term | None:
    """The series that a number is a member of, unless another maker is named."""
    known = _registered()
    for form in (_reading(parsed), _key(parsed)):
        if found := known.pattern.match(form):
            term = known.series[(found.lastindex or 1) - 1]
            return term if _agrees(term, parsed.vendor) else None
    return None


@dataclass(frozen=True, slots=True)
class _Registered:
    """`keys`: the key of each listed spelling. `devices`: what is known, by key. `pattern`: a group for each series."""

    keys: Mapping[str, str]
    devices: Mapping[str, Term]
    series: Sequence[Term]
    pattern: re.Pattern[str]


@cache
def _registered() -> _Registered:
    listed = terms(MentionType.HARDWARE)
    further = read(MentionType.HARDWARE, FURTHER)
    keys = {written(spelling): written(spelling) for term in listed for spelling in term.spellings}
    single = [term for term in further if not _SERIES.search(term.name)]
    devices = {written(alias): term for term in listed for alias in term.aliases}
    devices |= {written(term.name): term for term in (*single, *listed)}
    for term in single:
        keys |= dict.fromkeys(map(written, term.spellings), written(term.name))
    series = sorted((term for term in further if _SERIES.search(term.name)), key=lambda term: -len(term.name))
    return _Registered(keys, devices, series, re.compile("|".join(map(_pattern, series)), re.IGNORECASE))


def _pattern(series: Term) -> str:
    """A group for a series, its name with or without blanks; behind it a number, a word's end, or anything."""
    end = _SERIES.search(series.name)
    behind = {"#": rf"{_BLANK}\d", " *": r"(?![^\W_])", "*": ""}[end[0] if end else "*"]
    words = re.split(r"[\s-]+", _SERIES.sub("", series.name))
    return f"({_BLANK.join(map(re.escape, words))}){behind}"

"""A hardware name without maker and noun in; the one form of all its spellings out.

Rules tell the order of a Jetson's parts, that a 4090 is an RTX 4090, and that `TPUv3-8` is a TPU v3.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from kg.values.device_words import JETSON

_APART = re.compile(r"(?<=\d)[^\w.]+(?=\d)")
_POINT_ZERO = re.compile(r"(?<=\d)\.0+(?![\d.])")
_SEPARATORS = str.maketrans("", "", " -_/()[],:;'")
_ODD = re.compile(r"[^\w~]")
_DROPPED = re.compile(r"[^\w.~]|_|(?<!\d)\.|\.(?!\d)")


def squeezed(text: str) -> str:
    """Case, blanks and punctuation dropped; a sign between two digits keeps them apart.

    >>> squeezed("Xeon E5-2680 v4"), squeezed("Core i7-1355U"), squeezed("UltraScale+")
    ('xeone5~2680v4', 'corei7~1355u', 'ultrascaleplus')
    """
    low = text.casefold()
    if not (low.isascii() and low.isalnum()):
        low = _APART.sub("~", low.replace("+", "plus").replace("~", "-")).translate(_SEPARATORS)
        low = _DROPPED.sub("", _POINT_ZERO.sub("", low)) if _ODD.search(low) else low
    return low


@lru_cache(maxsize=1 << 16)
def written(text: str) -> str:
    """The form of a name after its series' rule, where one has it.

    >>> written("4090"), written("Orin AGX"), written("TPU-v4 128"), written("RPi 4 Model B")
    ('rtx4090', 'agxjetsonorin', 'tpuv4', 'raspberrypi4b')
    """
    low = text.casefold()
    for pattern, form in _BY_LETTER.get(low[:1], ()):
        if found := pattern.match(low):
            return squeezed(form(found) if callable(form) else found.expand(form))
    return squeezed(low)


def _geforce(found: re.Match[str]) -> str:
    """The number tells RTX from GTX, whatever is written before it; a notebook's chip is not the card of its number."""
    series = "rtx" if re.match(r"[2-5]0", found[1]) else "gtx"
    return f"{series} {found[1]} {re.sub(r'mobile|notebook', 'laptop', found[2])}"


def _tpu(found: re.Match[str]) -> str:
    variant = found["variant"] or ""
    return f"tpu v{found['number']}{'e' if variant.startswith('lite') else variant.removesuffix('x')}"


def _jetson(found: re.Match[str]) -> str:
    """The parts in the order of the alphabet, if they are all parts of a Jetson's name and one tells that it is one."""
    text = re.sub(r"\bxnx\b", "xavier nx", re.sub(r"\bonx\b", "orin nx", found[0]))
    parts = set(re.split(r"[\s-]+", text))
    if parts <= JETSON and parts & {"jetson", "orin", "xavier"} and (parts - {"orin", "xavier"}):
        return " ".join(sorted(parts | {"jetson"}))
    return text


_GEFORCE_SUFFIX = r"((?:[\s-]?(?:ti|super|d|laptop|mobile|notebook|max-q)(?![^\W_]))*)"
_EDITION = r"(?:[\s-](?:blackwell|max-q|server|workstation|edition))*"
_Form: TypeAlias = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[str, str, _Form], ...] = (
    ("rg0123456789", rf"(?:[rg]tx[\s-]?)?([2-5]0[5-9]0|10[3-8]0|16[3-6]0){_GEFORCE_SUFFIX}$", _geforce),
    ("g", rf"gtx[\s-]?([79][5-9]0){_GEFORCE_SUFFIX}$", _geforce),
    ("qra", r"(?:quadro[\s-])?(?:rtx[\s-]?)?a([2456][05]00|1000|400)$", r"rtx a\1"),
    ("r", r"rtx[\s-]?a?(\d{4})[\s-]?ada(?:[\s-]generation)?$", r"rtx \1 ada"),
    ("a", r"a(6000)[\s-]ada$", r"rtx \1 ada"),
    ("r", r"rtx[\s-]ada[\s-](\d{4})$", r"rtx \1 ada"),
    ("r", rf"rtx[\s-]pro[\s-]?(\d{{4}}){_EDITION}$", r"rtx pro \1"),
    ("r", rf"rtx[\s-](\d{{4}})[\s-]pro{_EDITION}$", r"rtx pro \1"),
    ("r", r"rtx[\s-]titan$", "titan rtx"),
    (
        "ct",
        r"(?:cloud[\s-])?tpus?(?:[\s-]?(?:version\s|v)|(?=\d))(?P<number>\d)[\s-]?"
        r"(?P<variant>[eipx]|lite(?:[\s-]?pod)?)?(?:[\s-]\d{1,5})?$",
        _tpu,
    ),
    ("v", r"v(?P<number>\d)[\s-]?(?P<variant>[eip])?(?:-\d{1,5})?[\s-]tpus?$", _tpu),
    (
        "r",
        r"(?:raspberry[\s-]?pi|rpi|raspi)s?[\s-]?(?:model[\s-])?(\d)[\s-]?(?:model[\s-]?)?([ab]\+?)?$",
        r"raspberry pi \1\2",
    ),
    ("r", r"(?:rpi|raspi)[\s-]?(zero.*|pico.*|)$", r"raspberry pi \1"),
    ("jaox", r"(?:jetson|agx|orin|xavier)(?:[\s-]\w+){0,5}$", _jetson),
    ("m", r"(m[1-9](?:\s(?:pro|max|ultra))?)\s(mac(?:book|\smini|\sstudio|\spro)\b.*)$", r"\2 \1"),
    ("i", r"i([3579])[\s-](\d{4,5}\w*)$", r"core i\1 \2"),
    ("x", r"xeon\scpu\s(.+)$", r"xeon \1"),
    ("a93", r"(?:ascend[\s-]?)?(910[a-d]\d?|310[bp]\d?)$", r"ascend \1"),
)
"""Which first letters a rule is for, what a name looks like (in lower case, from its beginning), its form."""
_BY_LETTER: Mapping[str, list[tuple[re.Pattern[str], _Form]]] = {
    letter: [(re.compile(pattern), form) for letters, pattern, form in _RULES if letter in letters]
    for letter in sorted(set("".join(letters for letters, _, _ in _RULES)))
}

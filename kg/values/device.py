"""Text in, the numbered devices in it out: series whose names are made by rule ("RTX 4090 Ti", "Xeon Gold 6330").

Names that follow no rule are listed in kg/terms/hardware.tsv. A name may be glued to a count: "8xH100", "8timesH100".
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

BEGIN = r"(?:(?<![^\W_])|(?<=\dx)|(?<=\dX)|(?<=times))"
"""Where a name may start: not inside a word, save after a count."""
END = r"(?=(?:s|'s|’s)?(?![^\W_]))"
"""Where a name may end: a plural may follow."""
VENDORS = {
    "nvidia": "NVIDIA", "amd": "AMD", "intel": "Intel", "arm": "Arm", "apple": "Apple", "huawei": "Huawei",
    "qualcomm": "Qualcomm", "google": "Google", "xilinx": "AMD", "tesla": "NVIDIA", "samsung": "Samsung",
    "geforce": "NVIDIA", "quadro": "NVIDIA", "radeon": "AMD", "habana": "Intel", "cambricon": "Cambricon",
    "baidu": "Baidu", "graphcore": "Graphcore", "cerebras": "Cerebras", "groq": "Groq", "sambanova": "SambaNova",
    "tenstorrent": "Tenstorrent", "aws": "Amazon", "amazon": "Amazon", "instinct": "AMD", "hygon": "Hygon",
    "arduino": "Arduino", "espressif": "Espressif", "microsoft": "Microsoft", "meta": "Meta", "ibm": "IBM",
    "mediatek": "MediaTek", "rockchip": "Rockchip", "fujitsu": "Fujitsu", "movidius": "Intel", "jetson": "NVIDIA",
}  # fmt: skip
"""First words of a device's full name, and the maker that they tell."""
_MAKER = "(?:" + "|".join(sorted(VENDORS, key=lambda name: (-len(name), name))) + ")"
_BEFORE = re.compile(rf"(?<![^\W_])(?:{_MAKER}[\s/-]){{1,3}}$|\b\d{{2,3}}\s?GB\s$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:[\s-]?(?:SXM\d?|PCI-?e|NVL)\b)?(?:[\s-]?\d{2,3}\s?GB?\b|\s?\(\d{2,3}\s?GB(?:\sVRAM)?\))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Device:
    """A named device and its half-open span."""

    start: int
    end: int
    name: str
    vendor: str | None
    family: str | None


@dataclass(frozen=True, slots=True)
class _Series:
    """A pattern whose groups make the name, with the maker and the family.

    `anchors`: a text with none of them has no such device; looking for them is a hundred times faster.
    """

    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    name: Callable[[re.Match[str]], str]
    vendor: str
    family: str


def devices(text: str) -> list[Device]:
    """The numbered devices of a text in order; of overlapping ones the longest.

    >>> [device.name for device in devices("on 8xRTX3090Ti, a TPU-v4 pod and Jetson Orin AGX")]
    ['RTX 3090 Ti', 'TPU v4', 'Jetson AGX Orin']
    """
    near = frozenset(_ANCHORS[index] for index, _, _ in _AUTOMATON.find_matches_as_indexes(text, overlapping=True))
    found = [d for series in _near(near) for d in _of(series, text)]
    if "PU" in text and any(maker in text for maker in _MAKERS_OF_CLASSES):
        found += _generic(text)
    ranked = sorted(found, key=lambda d: (d.start - d.end, d.start, d.name))
    spans = [(device.start, device.end) for device in ranked]
    kept = [device for device, free in zip(ranked, unclaimed(spans), strict=True) if free]
    return sorted(set(kept), key=lambda d: (d.start, d.end, d.name))


def unclaimed(spans: Iterable[tuple[int, int]]) -> list[bool]:
    """Of spans in order of rank, whether each is free of those before it; an equal span is free."""
    claimed: set[int] = set()
    whole: set[tuple[int, int]] = set()
    free = []
    for span in spans:
        places = range(*span)
        stands = span in whole or claimed.isdisjoint(places)
        if stands:
            whole.add(span)
            claimed.update(places)
        free.append(stands)
    return free


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with its maker and its memory: "NVIDIA A100 (80GB)", "80GB A100"."""
    before = _BEFORE.search(text[max(0, start - 40) : start])
    after = _AFTER.match(text, end)
    return start - len(before[0]) if before else start, after.end() if after else end


@lru_cache(maxsize=1 << 10)
def _near(anchors: frozenset[str]) -> tuple[_Series, ...]:
    """The series that one of some anchors belongs to."""
    return tuple(series for series in _SERIES if not anchors.isdisjoint(series.anchors))


def _of(series: _Series, text: str) -> Iterator[Device]:
    for match in series.pattern.finditer(text):
        yield Device(match.start(), match.end(), series.name(match), series.vendor, series.family)


def _series(
    anchors: str, pattern: str, name: str | Callable[[re.Match[str]], str], vendor: str, family: str = ""
) -> _Series:
    compiled = re.compile(BEGIN + pattern + END)
    return _Series(tuple(anchors.split("|")), compiled, name if callable(name) else _filled(name), vendor, family)


def _filled(template: str) -> Callable[[re.Match[str]], str]:
    """A name from a template; a group that took no part leaves nothing behind."""

    def fill(match: re.Match[str]) -> str:
        groups = {key: (value or "").strip(" -") for key, value in match.groupdict().items()}
        return re.sub(r"\s+", " ", template.format(**groups)).strip()

    return fill


def _rtx(match: re.Match[str]) -> str:
    suffix = {"ti": "Ti", "super": "Super", "ada": "Ada", "d": "D"}.get(
        (match["suffix"] or "").strip(" -").casefold(), ""
    )
    return f"{match['series']} {match['number'].upper()} {suffix}".strip()


def _card(match: re.Match[str]) -> str:
    return f"RTX {match['number']} {(match['suffix'] or '').strip().title()}".strip()


def _line(match: re.Match[str]) -> str:
    return f"{match['line'].title()} {match['number'][0].upper()}{match['number'][1:]}"


def _jetson(match: re.Match[str]) -> str:
    """The parts of a Jetson's name in the maker's order: AGX before the chip, the size after it."""
    parts = {part.casefold() for part in re.split(r"[\s-]+", match[0])}
    chip = next((chip for chip in ("Orin", "Xavier", "Thor") if chip.casefold() in parts), None)
    chip = chip or ("Xavier" if "xnx" in parts else "Orin" if "onx" in parts else None)
    size = (
        "NX"
        if parts & {"nx", "xnx", "onx"}
        else next((s for s in ("Nano", "TX1", "TX2") if s.casefold() in parts), None)
    )
    named = ("Jetson", "AGX" if "agx" in parts else None, chip, size, "Super" if "super" in parts else None)
    return " ".join(part for part in named if part)


_JETSON = (
    r"(?:(?:Jetson[\s-])(?:(?:AGX|Orin|Xavier|Thor|Nano|NX|TX1|TX2|XNX|ONX|Super)(?:[\s-]|\b)){1,4}(?<![\s-])"
    r"|AGX[\s-](?:Orin|Xavier)|Orin[\s-](?:AGX|NX|Nano)(?:\sSuper)?|Xavier[\s-](?:NX|AGX))"
)
_CARD = r"(?P<number>[2345]0[5-9]0)(?P<suffix>\s?(?:Ti|SUPER)\b)?"
_PI = r"(?:[Rr]aspberry\s?[Pp]i|RPi|RPI)"
_XILINX = r"(?P<line>Virtex|Kintex|Artix|Spartan)[\s-]?"
_SERIES = (
    _series(
        "TX",
        r"(?:GeForce[\s-]?)?(?P<series>RTX|GTX)[\s-]?(?P<number>(?:[Aa]|PRO\s)?\d{3,4})"
        r"(?P<suffix>[\s-]?(?:Ti|TI|ti|SUPER|Super|D|Ada)\b)?",
        _rtx,
        "NVIDIA",
        "GeForce RTX",
    ),
    _series("VIDIA|vidia|GeForce", rf"(?:N[Vv][Ii][Dd][Ii][Aa]|GeForce)\s{_CARD}", _card, "NVIDIA", "GeForce RTX"),
    _series("GPU", rf"{_CARD}(?=s?\sGPUs?\b)", _card, "NVIDIA", "GeForce RTX"),
    _series("A4|A5|A6|A2", r"(?P<number>A[2456]000|A4500|A5500)", "RTX {number}", "NVIDIA", "RTX"),
    _series(
        "uadro|Tesla",
        r"(?P<line>[Qq]uadro|Tesla)\s(?P<number>[KkMmPpTtCc]\d{3,4}[a-z]?|[KMPC]\d0[a-z]?)",
        _line,
        "NVIDIA",
    ),
    _series("GPU", r"(?P<number>T1[02]00|T1600|T600|T400)(?=\sGPU)", "{number}", "NVIDIA"),
    _series("MI", r"(?:Instinct\s)?MI[\s-]?(?P<number>\d{2,3}[AX]?)", "MI{number}", "AMD", "Instinct"),
    _series(
        "RX", r"(?:Radeon\s)?RX[\s-]?(?P<number>\d{3,4})(?P<suffix>\s?XTX?)?", "RX {number} {suffix}", "AMD", "Radeon"
    ),
    _series(
        "Radeon", r"Radeon\s(?P<line>Pro|VII|Vega)(?P<number>\s\w?\d+)?", "Radeon {line} {number}", "AMD", "Radeon"
    ),
    _series(
        "TPU",
        r"(?:Cloud\s)?TPU[\s-]?v(?P<number>\d[a-z]?)(?:-\d+)?(?:\s(?:chips?|[Pp]ods?)\b)?",
        "TPU v{number}",
        "Google",
        "TPU",
    ),
    _series("Jetson|Orin|Xavier", _JETSON, _jetson, "NVIDIA", "Jetson"),
    _series(
        "Ascend", r"Ascend[\s-]?(?P<number>(?:310|910|920|950)(?:[A-Z]\d?)?)", "Ascend {number}", "Huawei", "Ascend"
    ),
    _series("Kunpeng", r"Kunpeng[\s-]?(?P<number>\d{3})", "Kunpeng {number}", "Huawei", "Kunpeng"),
    _series(
        "Xeon",
        r"Xeon(?:\(R\))?(?:\s(?P<line>Gold|Platinum|Silver|Bronze|Max|Phi|W))?"
        r"(?:[\s-](?P<number>(?:E[357]-?|W-)?\d{4}\w{0,2}(?:\sv\d)?))?",
        "Xeon {line} {number}",
        "Intel",
        "Xeon",
    ),
    _series(
        "Core",
        r"Core(?:\(TM\))?\s(?P<line>i[3579]|Ultra\s\d)(?:[\s-](?P<number>\d{4,5}\w{0,2}))?",
        "Core {line} {number}",
        "Intel",
        "Core",
    ),
    _series(
        "i3-|i5-|i7-|i9-", r"(?P<line>i[3579])-(?P<number>\d{4,5}\w{0,2})", "Core {line} {number}", "Intel", "Core"
    ),
    _series(
        "EPYC",
        r"EPYC(?:\s(?P<line>Rome|Milan|Genoa|Bergamo))?(?:\s(?P<number>\d[\dF]\d{2}\w?))?",
        "EPYC {line} {number}",
        "AMD",
        "EPYC",
    ),
    _series(
        "Ryzen",
        r"Ryzen(?:\s(?P<line>AI\s?\d?|[3579]|Threadripper(?:\sPRO)?))?(?:\s(?P<number>\d{4}\w{0,2}))?",
        "Ryzen {line} {number}",
        "AMD",
        "Ryzen",
    ),
    _series("Cortex", r"Cortex[\s-]?(?P<number>[AMRX]\d{1,3}\+?)", "Cortex-{number}", "Arm", "Cortex"),
    _series(
        "erry|RPi|RPI|ERRY",
        rf"{_PI}(?:\s(?P<line>[Zz]ero|[Pp]ico))?[\s-]?(?:[Mm]odel\s)?(?P<number>[345](?:\s?[Bb]\+?)?)(?:/[345])?",
        "Raspberry Pi {line} {number}",
        "Raspberry Pi",
        "Raspberry Pi",
    ),
    _series(
        "erry|RPi|RPI", rf"{_PI}\s[345]/(?P<number>[345])", "Raspberry Pi {number}", "Raspberry Pi", "Raspberry Pi"
    ),
    _series(
        "Artix|Spartan|Virtex|Kintex",
        rf"{_XILINX}(?P<scale>Ultra[Ss]cale\+?)?[\s-]?(?P<number>\d\w?(?:-\w+)?)",
        "{line}-{scale}{number}",
        "AMD",
        "FPGA",
    ),
    _series(
        "ltraScale|ltrascale",
        r"(?P<line>Virtex|Kintex|Artix|Zynq)[\s-]Ultra[Ss]cale\+",
        "{line} UltraScale+",
        "AMD",
        "FPGA",
    ),
    _series("Zynq", r"Zynq[\s-]?(?P<number>7[Zz]?\d{3}|7000|XC\w+)", "Zynq-{number}", "AMD", "Zynq"),
    _series("Alveo", r"Alveo\s(?P<number>[UV]\d{2,3}C?)", "Alveo {number}", "AMD", "Alveo"),
    _series("XC", r"(?P<number>XC[ZKVS7]\w{3,})", "{number}", "AMD", "FPGA"),
    _series(
        "iPhone",
        r"iPhone\s(?P<number>\d{1,2}|X[RS]?|SE)(?P<line>\sPro(?:\sMax)?|\sPlus)?",
        "iPhone {number} {line}",
        "Apple",
        "iPhone",
    ),
    _series(
        "Apple M|Apple A",
        r"Apple\s(?P<number>M[1-5]|A1\d)(?P<size>\s(?:Pro|Max|Ultra|Bionic))?",
        "{number} {size}",
        "Apple",
        "Apple silicon",
    ),
    _series(
        "M1|M2|M3|M4|M5",
        r"(?P<number>M[1-5])(?:(?P<size>\s(?:Pro|Max|Ultra))|(?=\s(?:chip|MacBook|Mac\b|iPad)))",
        "{number} {size}",
        "Apple",
        "Apple silicon",
    ),
    _series("Pixel", r"Pixel\s(?P<number>\d{1,2}a?)(?P<line>\sPro)?", "Pixel {number} {line}", "Google", "Pixel"),
    _series(
        "Galaxy",
        r"Galaxy\s(?P<line>S|Note|Tab\sS|Z\s\w+)\s?(?P<number>\d{1,2})(?P<size>\s(?:Ultra|FE)|\+)?",
        "Galaxy {line}{number} {size}",
        "Samsung",
        "Galaxy",
    ),
    _series(
        "Snapdragon",
        r"Snapdragon\s(?P<number>8\s?(?:Gen\s?\d|Elite)|X\sElite|\d{3}\+?)",
        "Snapdragon {number}",
        "Qualcomm",
        "Snapdragon",
    ),
    _series("STM32", r"STM32-?(?P<number>[A-Z]\d\w*)", "STM32{number}", "STMicroelectronics", "STM32"),
    _series("ESP32", r"ESP32-(?P<number>[A-Z]\w*)", "ESP32-{number}", "Espressif", "ESP32"),
    _series(
        "Stratix",
        r"Stratix[\s-](?P<number>10|V|IV)(?P<line>\s(?:GX|NX|MX))?",
        "Stratix {number} {line}",
        "Intel",
        "FPGA",
    ),
    _series("nRF", r"(?P<number>nRF\d{4,5})", "{number}", "Nordic Semiconductor", "nRF"),
)

_ANCHORS = tuple(sorted({anchor for series in _SERIES for anchor in series.anchors}))
_AUTOMATON = AhoCorasick(_ANCHORS)

_MAKERS_OF_CLASSES = ("NVIDIA", "Nvidia", "AMD", "Intel", "Apple", "Qualcomm", "Huawei", "ARM", "Arm")
_CLASS = r"(?P<kind>GPU|CPU|NPU)(?:s\b|\b)"
_GENERIC = re.compile(
    rf"{BEGIN}(?P<first>{'|'.join(_MAKERS_OF_CLASSES)})"
    rf"(?:(?:,\s|\sand\s|\sor\s|/)(?P<second>{'|'.join(_MAKERS_OF_CLASSES)}))?"
    rf"(?:'s|’s)?[\s-](?:(?:data[\s-]?center|consumer|server|desktop|mobile|Xe)\s)?{_CLASS}"
)


def _generic(text: str) -> Iterator[Device]:
    """A maker with the class of its devices: "NVIDIA GPUs"; "Intel and AMD CPUs" are two."""
    for match in _GENERIC.finditer(text):
        for group in ("first", "second"):
            if maker := match[group]:
                vendor = VENDORS[maker.casefold()]
                name = f"{'ARM' if vendor == 'Arm' else vendor} {match['kind']}"
                yield Device(match.start(), match.end(), name, vendor, None)

"""A text and its Reading in; HardwareFacts out: each use of a device with number, hours, purpose and runner."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.facts.scene import Place, Scene
from kg.model import PAPER, Evidence, HardwareFact, MentionType, PaperEntity, Reading
from kg.nlp import Prose
from kg.values.number import numbers

_HARDWARE = MentionType.HARDWARE
_RUNNERS = (MentionType.MODEL, MentionType.METHOD)
_WORDS = {
    "a": 1, "an": 1, "one": 1, "single": 1, "1": 1, "two": 2, "dual": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "sixteen": 16, "thirty-two": 32, "sixty-four": 64,
}  # fmt: skip
_ADJECTIVES = (
    r"(?:(?:consumer[\s-]grade|consumer|commodity|entry-level|commercial|affordable|high-end|desktop|mobile|embedded|modern"
    r"|low-cost|low-power|standard|old|additional|server-grade|commonly\sused|readily\savailable|typical|popular|common|real"
    r"|\d+-core|\d+\s?GB|NVIDIA|AMD|Intel|edge|cloud|common|latest|onboard|on-device)[\s-]){0,3}"
)
_COUNT = re.compile(
    r"(?<![\w.,$/])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d+)?\s?[Kk]?|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")"
    r"(?P<times>\s?(?:[x×X*]|\$?\\times\$?|times)\s?|-|\s)" + _ADJECTIVES + r"\$?$",
    re.IGNORECASE,
)
"""A number right before a device: "8 A100", "four NVIDIA A100", "8$\\times$RTX 4090", "a single", "8-H100"."""
_ONE_NAMED = re.compile(
    r"\b(?:an?|one|single)\s(?:[\w-]+\s){0,3}?(?:platform|device|[GNTC]PU|computer|board|system|machine|laptop|phone)s?"
    r"\s?(?:\(|,?\s(?:i\.e\.|namely|called)[,\s]*)(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
"""Before a device that names the one just spoken of: "an embedded platform (Jetson AGX Orin)"."""
_ONE_OF = re.compile(
    r"\b(?:two|three|four|several|\d)\s(?:[\w-]+\s){0,1}?(?:devices|platforms|boards|GPUs|machines)[,:]\s[^.;]{0,60}?\b(?:an?|the)\s$",
    re.IGNORECASE,
)
"""Before one of listed devices: "two embedded devices, the Jetson NX and the Jetson AGX"."""
_GENERIC = re.compile(r"[GCN]PU$|^(?:TPU|Blackwell|Hopper|Ampere|AI Engine|Tensix|RTX)$")
_USED = re.compile(r"\b(?:on|across|using|with|over|leverag\w+|for)\b[^.;]{0,45}$", re.IGNORECASE)
_TIMES_BEHIND = re.compile(r"\s?(?:GPUs?\s)?(?:x|×|\\times)\s?(\d{1,5})\b|\s?\(x\s?(\d{1,4})\)")
_CLASS = r"\s?-?(?:[GNTC]PU|chip|card|accelerator|device|core)?"
_UNIT_HOURS = {
    "hour": Decimal(1), "hr": Decimal(1), "day": Decimal(24), "week": Decimal(168), "month": Decimal(730),
    "year": Decimal(8760), "minute": Decimal(1) / 60,
}  # fmt: skip

_UNIT = r"(?P<unit>hours?|hrs?|days?|weeks?|months?|years?|minutes?)"
_HOURS_BEHIND = re.compile(rf"{_CLASS}(?:'s)?[\s-]+{_UNIT}\b", re.IGNORECASE)
"""Behind a device, where the number before it counts hours: "300,000 H100 GPU hours", "4000 TPU-months"."""
_DEVICE_HOURS_BEFORE = re.compile(
    rf"(?P<number>[\d,.]+[KkM]?)\s?(?:[GNTC]PU|device)[\s-]+{_UNIT}\b[^.;]{{0,30}}$", re.IGNORECASE
)
"""Before a device: "20 GPU-hours on an H100"."""
_TIME = rf"(?P<number>\d+(?:\.\d+)?|an?|one|single|two|three|four|five|six|seven|eight|nine|ten)[\s-]{_UNIT}\b"
_DURATION_BEFORE = re.compile(
    rf"(?<![\w.,-]){_TIME}(?:\sof\straining)?,?\s(?:on|using|with)\s[^.;]{{0,40}}$", re.IGNORECASE
)
"""Before a device: "5.7 days on a V100"; times the number of devices."""
_DURATION_BEHIND = re.compile(
    rf"s?\s?(?:-?GPUs?|cards?|machine)?\s(?:to\s\w+\s)?(?:for|in|within)\s(?:less\sthan\s|only\s|just\s|under\s|about\s)*{_TIME}",
    re.IGNORECASE,
)
_TRAIN = re.compile(
    r"\b(?:(?:pre|post|fine|re|meta)?-?\s?(?:train|tun)(?:ed|ing|s|able)?|finetun\w*|(?:hours|days)|optimi[sz]ation\sof)\b",
    re.IGNORECASE,
)
_INFER = re.compile(
    r"\b(?:inferenc\w*|infer|latency|fps|real[\s-]?time|deploy\w*|decod\w*|throughput|speed-?ups?|tokens?/s\w*|tokens\sper|render\w*"
    r"|generat\w+|serv(?:e|es|ed|ing)|process\w*|run(?:s|ning)?|ran|accelerat\w*|predict\w*|memory|frames?|implement\w*|Hz|ms|energy|"
    r"kernels?|prefill\w*|seconds?|milliseconds?|faster)\b",
    re.IGNORECASE,
)
_EVALUATE = re.compile(
    r"\b(?:evaluat\w*|benchmark\w*|experiment\w*|validat\w*|verified|profil\w*|test(?:ed|ing)?|prototyp\w*|synthesi[sz]ed|compar\w+)\b",
    re.IGNORECASE,
)
_INFER_STRONG = re.compile(
    r"\b(?:latency|fps|throughput|inference|tokens?/s\w*|tokens\sper|real[\s-]?time|deploy\w*|speed-?ups?)\b",
    re.IGNORECASE,
)
_PURPOSES = (("training", _TRAIN), ("inference", _INFER), ("evaluation", _EVALUATE))


@dataclass(frozen=True, slots=True)
class _Use:
    """How one mention speaks of a device."""

    place: Place
    count: int | None
    hours: float | None


class HardwareFacts:
    """Extracts the uses of hardware: one fact a device and count."""

    def extract(self, prose: Prose, reading: Reading) -> Iterable[HardwareFact]:
        scene = Scene(prose.text, reading, (_HARDWARE, *_RUNNERS))
        for entity in scene.entities:
            if entity.type is _HARDWARE:
                yield from _facts(scene, entity)


def _facts(scene: Scene, entity: PaperEntity) -> Iterator[HardwareFact]:
    """Uses with different counts are different uses; without any count there is one."""
    places = [place for place in scene.places if place.entity is entity]
    uses = [_use(scene, place) for place in places]
    if _GENERIC.search(entity.canonical):
        uses = [use for use in uses if use.count or use.hours or _USED.search(_before(scene, use.place))]
    counted: dict[int | None, _Use] = {}
    for use in uses:
        if use.count is not None or use.hours is not None:
            counted.setdefault(use.count, use)
    if len(counted) > 1:
        counted.pop(None, None)
    for use in list(counted.values()) or uses[:1]:
        # Another use's purpose stands in where this one's sentence tells none.
        purpose = next(filter(None, (_purpose(scene, one.place) for one in (use, *uses))), None)
        start, end = use.place.start, use.place.end
        mention = next(m for m in entity.mentions if (m.start, m.end) == (start, end))
        rule = "counted-use" if use.count is not None else "use"
        evidence = Evidence(start, end, round(mention.confidence * 0.9, 3), f"{mention.rule}/{rule}")
        yield HardwareFact(entity.canonical, use.count, use.hours, purpose, _runner(scene, use.place), evidence)


def _use(scene: Scene, place: Place) -> _Use:
    start, end = _sentence(scene, place)
    before, behind = scene.text[start : place.start], scene.text[place.end : end]
    count = _count(before, behind)
    hours = _hours(before, behind, count)
    if hours is not None and _HOURS_BEHIND.match(behind):
        count = None
    return _Use(place, count, hours)


def _sentence(scene: Scene, place: Place) -> tuple[int, int]:
    return scene.sentence(place.start, place.end)


def _before(scene: Scene, place: Place) -> str:
    return scene.text[_sentence(scene, place)[0] : place.start]


def _count(before: str, behind: str) -> int | None:
    if found := _TIMES_BEHIND.match(behind):
        return int(found[1] or found[2])
    found = _COUNT.search(before[-70:])
    if not found:
        return 1 if _ONE_NAMED.search(before[-80:]) or _ONE_OF.search(before[-120:]) else None
    words = found["number"].casefold()
    if words in _WORDS:
        return None if _is_plural(words, behind) else _WORDS[words]
    number = words.replace(",", "").replace(" ", "")
    value = Decimal(number.removesuffix("k")) * (1000 if number.endswith("k") else 1)
    return int(value) if value == value.to_integral_value() and value > 0 else None


def _is_plural(word: str, behind: str) -> bool:
    """ "an A100 cluster", "a TPU pod": one of what is many."""
    return (
        word in {"a", "an"}
        and re.match(r"s?\s(?:\w+\s)?(?:clusters?|pods?|family|series|architecture)\b", behind) is not None
    )


def _hours(before: str, behind: str, count: int | None) -> float | None:
    """Device-hours, as said or as devices times time."""
    if unit := _HOURS_BEHIND.match(behind):
        return _device_hours(before, unit["unit"])
    if found := _DEVICE_HOURS_BEFORE.search(before[-80:]):
        return _device_hours(found["number"] + " ", found["unit"])
    found = _DURATION_BEFORE.search(before[-90:]) or _DURATION_BEHIND.match(behind)
    if found and count and not _INFER_STRONG.search(before + behind):
        word = found["number"].casefold()
        value = Decimal(_WORDS.get(word, word))
        return _plain(value * count * _UNIT_HOURS[found["unit"].casefold().removesuffix("s")])
    return None


def _device_hours(before: str, unit: str) -> float | None:
    stated = [number for number in numbers(before[-40:]) if number.low == number.high and not number.vague]
    if stated and not before[-40:][stated[-1].end :].strip(" +~"):
        value = Decimal(stated[-1].low)
    elif found := re.search(r"(?<![\w.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[\s-]*(?:NVIDIA\s|AMD\s)?$", before):
        value = Decimal(found[1].replace(",", ""))
    else:
        return None
    return _plain(value * _UNIT_HOURS[unit.casefold().removesuffix("s")])


def _plain(hours: Decimal) -> float | None:
    """Whole hours as a whole number; "0 hours" is no use of a device."""
    return (int(hours) if hours == hours.to_integral_value() else float(hours)) or None


def _purpose(scene: Scene, place: Place) -> str | None:
    """By the cue nearest to the device; words behind it, and words for evaluation, weigh less."""
    if not _tells_purposes(scene.text):
        return None
    start, end = _sentence(scene, place)
    before, behind = scene.text[start : place.start], scene.text[place.end : end]
    best: tuple[int, str] | None = None
    for purpose, cue in _PURPOSES:
        penalty = 60 if purpose == "evaluation" else 0
        ends = [found.end() for found in cue.finditer(before)]
        if ends:
            best = _nearer(best, len(before) - ends[-1] + penalty, purpose)
        if found := cue.search(behind):
            best = _nearer(best, found.start() + 25 + penalty, purpose)
    return best[1] if best else None


@lru_cache(maxsize=4)
def _tells_purposes(text: str) -> bool:
    return any(cue.search(text) for _, cue in _PURPOSES)


def _nearer(best: tuple[int, str] | None, distance: int, purpose: str) -> tuple[int, str]:
    return (distance, purpose) if best is None or distance < best[0] else best


def _runner(scene: Scene, place: Place) -> str:
    """What ran: the nearest introduced model or method of the sentence, else the paper's own, else the paper."""
    start, end = _sentence(scene, place)
    around = [p for p in (*scene.before(place.start, start), *scene.after(place.end, end)) if p.entity.type in _RUNNERS]
    for near in around:
        if near.entity.introduced:
            return near.entity.canonical
    own = scene.own(_RUNNERS)
    if own is None and (new := scene.introduced(_RUNNERS)):
        own = new[0]
    return own.canonical if own else PAPER

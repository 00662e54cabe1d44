"""A text in; its HARDWARE mentions out: listed names, numbered series, and a maker's class of devices.

A listed name is found with or without the blanks and hyphens it is written with ("RTX4090", "Jetson-Nano"). A name that
means something else as well ("Frontier", "T4") counts only beside a word for hardware, or listed with another device.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention, MentionType
from kg.nlp import Prose
from kg.terms import Term, terms
from kg.values.device import BEGIN, END, VENDORS, devices, unclaimed, widened

_SEPARATORS = frozenset(" \t\n\u00a0-‐‑–_")
_SQUEEZED = dict.fromkeys(map(ord, _SEPARATORS))
_CLASS_AFTER = re.compile(
    r"(?:s|'s)?[\s-]?(?:\(?\d{2,3}\s?GB\)?[\s-])?(?:[Tt]ensor [Cc]ore\s|edge\s|AI\s|cloud\s)?\(?"
    r"(?:[GCNTVXI]PUs?\b|RDUs?\b|DCUs?\b|FPGAs?\b|VPUs?\b|SoCs?\b|MPSoC|chips?\b|processors?\b|accelerators?\b|cards?\b"
    r"|boards?\b|devices?\b|servers?\b|nodes?\b|clusters?\b|machines?\b|stations?\b|hardware\b|architectures?\b"
    r"|instances?\b|hours?\b|TensorRT|systems?\b|platforms?\b|[Nn]eural [Pp]rocessing|neuromorphic)"
)
_COUNT_BEFORE = re.compile(
    r"(?:\d\s?[x×X*]\s?|\d\s?\$?\\?times\$?\s?|\bdual\s|\bsingle\s|\b(?:two|four|eight|sixteen)\s|[CGNT]PUs?\s?[:(]\s?"
    r"|\bon\san?\s|\busing\san?\s|\bper\s|\d+\s)$"
)
_MACHINE_AFTER = re.compile(r"(?:'s)?\s(?:pre-)?(?:exascale|super\s?comput|HPC\b|machine\b)", re.IGNORECASE)
_MACHINE_BEFORE = re.compile(
    r"(?:super\s?computers?|exascale\s(?:systems?|machines?)|HPC\ssystems?)[\s,:(]+(?:[\w-]+[\s,]+){0,3}$",
    re.IGNORECASE,
)
_MAKER_BEFORE = re.compile(r"(?<![^\W_])([A-Za-z]+)(?:'s|’s)?[\s/-](?:(?:latest|new|Dojo|Instinct)\s)?$")
_LISTED_WITH = re.compile(
    r"\s?(?:GPUs?|CPUs?|NPUs?)?\s?(?:\(\d+\s?GB\))?(?:,|/|and|or|&|,\s?and|,\s?or|vs\.?|versus)\s?(?:an?\s|the\s)?"
)
_OTHER_SENSE = {
    "TPU": re.compile(
        r"thermoplastic|polyurethane|filament|3D[\s-]print|flexible TPU|\bPLA\b"
        r"|(?<![Tt]ensor [Pp]rocessing [Uu]nit) \(TPU\)"
    ),
    "Tenstorrent": re.compile(r"Tenstorrent['’]s"),
}
"""Words of a text in which a name means no device."""
_GENERIC_LIST = re.compile(r"[GCNV]PUs?(?:,|\sand|\sor|,\sand|,\sor)\s$")
"""Before TPU used as a bare class of devices: "GPUs and TPUs"."""
_SPECIFIED = re.compile(r",?\s(?:specifically|namely|such\sas|including|like|i\.e\.,?|e\.g\.,?)\s|\s?\(")
_BARE = frozenset({"TPU", "Ascend", "Versal", "Jetson", "Jetson Orin", "Jetson Xavier", "Raspberry Pi", "Zynq"})
"""Series whose bare name may stand for one of its members."""
_BEGIN, _END = re.compile(BEGIN), re.compile(END)
_CONFIDENCE = {"listed-device": 0.95, "device-series": 0.97, "cued-device": 0.9, "device-list": 0.85}


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of a term: how it is written, and after which of its letters a blank may stand."""

    term: Term
    letters: str
    gaps: frozenset[int]
    cued: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A device that may stand at a span; `open` while no word beside it says hardware."""

    start: int
    end: int
    name: str
    vendor: str | None
    family: str | None
    kind: str | None
    rule: str
    open: bool = False


class HardwareNames:
    """Detects named accelerators, processors, boards, devices and machines."""

    def __init__(self, listed: Sequence[Term] | None = None) -> None:
        chosen = terms(MentionType.HARDWARE) if listed is None else listed
        self._cased = _Index(term for term in chosen if term.match != "any")
        self._caseless = _Index(term for term in chosen if term.match == "any")

    def detect(self, prose: Prose) -> Iterable[Mention]:
        text = prose.text
        places = [_widened(text, place) for place in (*self._listed(text), *_series(text))]
        for place in _named(_settled(text, places)):
            yield Mention(
                MentionType.HARDWARE,
                place.start,
                place.end,
                text[place.start : place.end],
                _CONFIDENCE[place.rule],
                place.rule,
                place.name,
                place.family or None,
                place.vendor,
            )

    def _listed(self, text: str) -> Iterator[_Place]:
        squeezed = text.translate(_SQUEEZED)
        hits = [*self._cased.hits(squeezed), *self._caseless.hits(_lower(squeezed))]
        if not hits:
            return
        ends = list(accumulate(map(len, _pieces(text))))
        for spellings, first, last in hits:
            places = [place + bisect_right(ends, place) for place in range(first, last)]
            start, end = places[0], places[-1] + 1
            if not (_BEGIN.match(text, start) and _END.match(text, end)):
                continue
            for spelling in spellings:
                if _agrees(spelling, text, places) and not _means_other(spelling.term.name, text, start):
                    yield _listed_place(text, spelling, start, end)


def _pieces(text: str) -> list[str]:
    """The text cut at every separator."""
    for separator in _SEPARATORS:
        text = text.replace(separator, " ")
    return text.split(" ")


class _Index:
    """Finds the spellings of terms in a squeezed text."""

    def __init__(self, listed: Iterable[Term]) -> None:
        by_key: dict[str, list[_Spelling]] = {}
        for term in listed:
            for spelling in _spellings(term):
                key = spelling.letters.lower() if term.match == "any" else spelling.letters
                by_key.setdefault(key, []).append(spelling)
        self._spellings = [group for _, group in sorted(by_key.items())]
        self._automaton = AhoCorasick(sorted(by_key), matchkind=MatchKind.Standard)

    def hits(self, squeezed: str) -> Iterator[tuple[list[_Spelling], int, int]]:
        for index, first, last in self._automaton.find_matches_as_indexes(squeezed, overlapping=True):
            yield self._spellings[index], first, last


def _spellings(term: Term) -> Iterator[_Spelling]:
    for written in term.spellings:
        gaps, letters = set(), ""
        for character in written.removesuffix("?"):
            if character in _SEPARATORS:
                gaps.add(len(letters))
            else:
                letters += character
        yield _Spelling(term, letters, frozenset(gaps), written.endswith("?") or term.match == "cued")


def _lower(text: str) -> str:
    """Lower case of the same length: a few letters have a longer one."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join([character.lower()[:1] for character in text])


def _listed_place(text: str, spelling: _Spelling, start: int, end: int) -> _Place:
    term = spelling.term
    is_open = spelling.cued and not _is_cued(text, start, end, term)
    rule = "cued-device" if spelling.cued else "listed-device"
    return _Place(start, end, term.name, term.vendor, term.family, term.kind, rule, is_open)


def _agrees(spelling: _Spelling, text: str, places: Sequence[int]) -> bool:
    """A blank only where the spelling has one, a hyphen anywhere in a long one; case is told by the index."""
    is_short = len(spelling.letters) < 4
    for count, (before, after) in enumerate(pairwise(places), 1):
        between = text[before + 1 : after]
        if len(between) > 1 or (between and (is_short or between not in "-‐‑") and count not in spelling.gaps):
            return False
    return True


def _means_other(name: str, text: str, start: int) -> bool:
    if name in _OTHER_SENSE and _has_other_sense(name, text):
        return True
    return name == "TPU" and _GENERIC_LIST.search(text[max(0, start - 12) : start]) is not None


@lru_cache(maxsize=4)
def _has_other_sense(name: str, text: str) -> bool:
    """Whether the name means no device in this text: told once for all its places."""
    return _OTHER_SENSE[name].search(text) is not None


def _is_cued(text: str, start: int, end: int, term: Term) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 50]
    if maker := _MAKER_BEFORE.search(before):
        vendor = VENDORS.get(maker[1].casefold(), maker[1])
        if term.vendor and vendor.casefold() in {term.vendor.casefold(), *term.vendor.casefold().split()}:
            return True
    if term.kind == "supercomputer":
        return bool(_MACHINE_AFTER.match(after) or _MACHINE_BEFORE.search(before))
    if _CLASS_AFTER.match(after):
        return True
    return len(text[start:end]) <= 4 and _COUNT_BEFORE.search(before) is not None


def _series(text: str) -> Iterator[_Place]:
    for found in devices(text):
        yield _Place(found.start, found.end, found.name, found.vendor, found.family, None, "device-series")


def _widened(text: str, place: _Place) -> _Place:
    start, end = widened(text, place.start, place.end)
    return place if (start, end) == (place.start, place.end) else replace(place, start=start, end=end)


def _settled(text: str, places: Iterable[_Place]) -> list[_Place]:
    """The longest of overlapping places; an open one stands if it is listed with one that is not open.

    Two devices may share a span: "Intel and AMD CPUs", "Raspberry Pi 4/5".
    """
    ranked = sorted(
        set(places), key=lambda p: (p.start - p.end, p.open, p.start, p.rule != "device-series", p.rule, p.name)
    )
    stands = unclaimed((place.start, place.end) for place in ranked)
    by_span: dict[tuple[int, int], list[_Place]] = {}
    for place, free in zip(ranked, stands, strict=True):
        together = by_span.setdefault((place.start, place.end), [])
        if free and (not together or place.rule == together[0].rule == "device-series"):
            together.append(place)
    kept = sorted((p for together in by_span.values() for p in together), key=lambda p: (p.start, p.end, p.name))
    families = {place.family for place in kept if not place.open and place.family}
    closed = [
        found
        for place, before, behind in zip(kept, [None, *kept], [*kept[1:], None], strict=False)
        if (found := _closed(text, place, before, behind, families))
    ]
    return [place for place in closed if not _is_specified(text, place, closed)]


def _closed(
    text: str, place: _Place, before: _Place | None, behind: _Place | None, families: set[str]
) -> _Place | None:
    """An open place with a reason to stand: its family, or a device beside it in a list."""
    if not place.open:
        return place
    if before and before.end + 1 == place.start:
        return None  # the class behind a name: "SN40L RDUs"
    listed = (before and not before.open and _LISTED_WITH.fullmatch(text, before.end, place.start)) or (
        behind and not behind.open and _LISTED_WITH.fullmatch(text, place.end, behind.start)
    )
    return replace(place, rule="device-list", open=False) if listed or place.family in families else None


def _is_specified(text: str, place: _Place, free: Sequence[_Place]) -> bool:
    """Whether a class of devices is named device by device right behind: "NVIDIA GPUs, namely the Titan V"."""
    if not place.name.endswith(("GPU", "CPU")) or not (found := _SPECIFIED.match(text, place.end)):
        return False
    return any(0 <= other.start - found.end() < 16 and other.vendor == place.vendor for other in free)


def _named(places: Sequence[_Place]) -> Iterator[_Place]:
    """A bare series stands for the one member of it that the text names: "Ascend" for "Ascend NPU"."""
    names = {place.name for place in places}
    for place in places:
        words = set(place.name.split())
        longer = {name for name in names if words < set(name.split())}
        yield replace(place, name=longer.pop()) if place.name in _BARE and len(longer) == 1 else place

"""What a person has said about identity: two names are the same thing, or are not; obeyed before any rule.

As a file: UTF-8, tabs between the columns `type name verdict other why`, named in the first line that is no comment
('#'); `why` is free text and may be left out. The verdict is `same` or `different`; a name may be a node's id
('model/llama-2-7b').
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.entities.keys import key
from kg.errors import InputError, SettingError
from kg.files import atomic
from kg.model import ENTITY_TYPES, MentionType

COLUMNS = ("type", "name", "verdict", "other", "why")
VERDICTS = {"same": True, "different": False}

_TYPES = {kind.value.lower(): kind for kind in ENTITY_TYPES}
_NEEDED = len(COLUMNS) - 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would break a row, or move or turn what a terminal shows; halves of characters too."""
_LONGEST = 1000
"""Code points of a name or a reason."""


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """`a` and `b` are references: a type, a slash, and a name or an id's slug ('model/Llama 2', 'model/llama-2')."""

    a: str
    b: str
    same: bool
    why: str = ""

    @property
    def kind(self) -> MentionType:
        """The type of both. Raises SettingError where there is none, or two."""
        kinds = {_TYPES.get(reference.partition("/")[0].lower()) for reference in (self.a, self.b)}
        kind = kinds.pop()
        if kind is None or kinds:
            raise SettingError(
                f"a judgement on {self.a!r} and {self.b!r}: both need one and the same type in front, "
                f"one of {', '.join(sorted(_TYPES))}, as in 'model/Llama 2'"
            )
        return kind

    @property
    def names(self) -> tuple[str, str]:
        return self.a.partition("/")[2], self.b.partition("/")[2]

    @property
    def verdict(self) -> str:
        return "same" if self.same else "different"

    @property
    def pair(self) -> tuple[MentionType, str, str]:
        """What it is about, whatever the order and the spelling: two judgements on one pair say the same or contradict.

        >>> judged = Judgement("model/Llama 2 7B", "model/Kestrel", same=True)
        >>> judged.pair == Judgement("model/kestrel", "model/llama-2-7b", same=False).pair
        True
        """
        kind, names = self.kind, self.names
        low, high = sorted(key(kind, name) for name in names)
        if low == high:  # two spellings of one key: only these two can be held apart
            low, high = sorted(names)
        return kind, low, high


def judgement(kind: MentionType, name: str, other: str, *, same: bool, why: str = "") -> Judgement:
    """The judgement on two names of a type (or ids of nodes), in the order of the alphabet.

    Raises SettingError for a name that is empty or the other one, and for control characters.
    """
    for text in (name, other, why):
        if len(text) > _LONGEST:
            raise SettingError(f"{text[:40]!r}…: {len(text):,} characters: at most {_LONGEST:,} are taken")
        _check(text)
    a, b = sorted(f"{kind.value.lower()}/{_bare(kind, one)}" for one in (name, other))
    made = Judgement(a, b, same, " ".join(why.split()))
    if not all(made.names):
        raise SettingError(f"a judgement on {name!r} and {other!r}: both need a name")
    if a == b:
        raise SettingError(f"a judgement on {name!r} and itself says nothing: name two things")
    return made


def prevailing(*layers: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """One judgement a pair, sorted: a later layer's goes before an earlier one's."""
    return tuple(sorted({one.pair: one for layer in layers for one in layer}.values()))


def read(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, sorted, each pair once.

    Raises InputError for a file that can't be read, SettingError, naming the line, for one that is in another form or
    says of one pair that it is the same and that it is not.
    """
    found: dict[tuple[MentionType, str, str], tuple[int, Judgement]] = {}
    for number, one in _rows(path):
        earlier, said = found.get(one.pair, (number, one))
        found[one.pair] = earlier, min(said, one)
        if said.same != one.same:
            raise SettingError(
                f"{path}, line {number}: {one.names[0]!r} and {one.names[1]!r} are {one.verdict} here and "
                f"{said.verdict} in line {earlier}: leave one out"
            )
    return tuple(sorted(one for _, one in found.values()))


def write(path: Path, judgements: Iterable[Judgement], *, comments: Sequence[str] = ()) -> None:
    """Writes judgements sorted, each pair once (the last of several), atomically; `comments` are lines with '#'."""
    ordered = sorted(prevailing(judgements), key=lambda one: (one.kind.value, *one.names))
    lines = [*comments, "\t".join(COLUMNS), *("\t".join(_row(one)) for one in ordered)]
    with atomic(path) as stream:
        stream.write("".join(f"{line}\n" for line in lines).encode())


def append(path: Path, added: Judgement) -> Judgement | None:
    """Adds a judgement to a file, which is made where there is none; returns the one on the same pair that it replaced.

    Raises what `read` raises, before anything is written.
    """
    stored = read(path) if path.exists() else ()
    older = next((one for one in stored if one.pair == added.pair), None)
    write(path, (*stored, added), comments=_comments(path))
    return older


def remove(path: Path, name: str, other: str) -> tuple[Judgement, ...]:
    """Takes the judgements on two names (or ids, each with or without its type) out of a file; returns them."""
    stored = read(path) if path.exists() else ()
    taken = tuple(one for one in stored if _is_about(one, name, other))
    if taken:
        write(path, (one for one in stored if one not in taken), comments=_comments(path))
    return taken


def _is_about(one: Judgement, name: str, other: str) -> bool:
    try:
        return judgement(one.kind, name, other, same=one.same).pair == one.pair
    except SettingError:
        return False


def _bare(kind: MentionType, name: str) -> str:
    """Without the type in front: an id's slug, or the name as it is."""
    plain = " ".join(name.split())
    label, slash, rest = plain.partition("/")
    if slash and _TYPES.get(label, kind) is not kind:
        raise SettingError(f"{plain!r} is the id of another type than {kind}: two types are never one node")
    return rest if slash and label.lower() == kind.value.lower() else plain


def _row(one: Judgement) -> tuple[str, ...]:
    kind = one.kind
    a, b = (name if _bare(kind, name) == name else f"{kind.value.lower()}/{name}" for name in one.names)
    return (kind.value, a, one.verdict, b, one.why) if one.why else (kind.value, a, one.verdict, b)


def _rows(path: Path) -> Iterator[tuple[int, Judgement]]:
    header: list[str] | None = None
    for number, line in _lines(path):
        cells = [cell.strip(" ") for cell in line.split("\t")]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or line.startswith("#"):
            continue
        if header is not None:
            yield number, _judgement(f"{path}, line {number}", cells)
        elif tuple(header := [cell.lower() for cell in cells]) not in (COLUMNS, COLUMNS[:_NEEDED]):
            raise SettingError(
                f"{path}, line {number}: the first line must name the columns {', '.join(COLUMNS)}, with tabs "
                f"between, and is {line!r}"
            )
    if header is None:
        raise SettingError(f"{path}: empty: its first line must name the columns {', '.join(COLUMNS)}")


def _judgement(place: str, cells: Sequence[str]) -> Judgement:
    if not _NEEDED <= len(cells) <= len(COLUMNS):
        raise SettingError(
            f"{place}: {len(cells)} columns, where {', '.join(COLUMNS)} are wanted ('why' may be left out), with tabs "
            "between"
        )
    label, name, verdict, other, *why = cells
    if (kind := _TYPES.get(label.lower())) is None:
        raise SettingError(f"{place}: {label!r} is no type: known are {', '.join(map(str, ENTITY_TYPES))}")
    if verdict.lower() not in VERDICTS:
        raise SettingError(f"{place}: {verdict!r} is no verdict: write same or different")
    try:
        return judgement(kind, name, other, same=VERDICTS[verdict.lower()], why="".join(why))
    except SettingError as error:
        raise SettingError(f"{place}: {error}") from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}): name a file of judgements") from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].count(b"\n")
        raise InputError(f"{path}, line {before + 1}: no UTF-8 ({error.reason}): save it as UTF-8") from error
    for number, one in enumerate(text.split("\n"), 1):
        plain = one.removesuffix("\r")
        try:
            _check(plain.replace("\t", " "))
        except SettingError as error:
            raise SettingError(f"{path}, line {number}: {error}") from error
        yield number, plain


def _check(text: str) -> None:
    if found := _CONTROL.search(text):
        raise SettingError(f"{text!r} holds the control character U+{ord(found[0]):04X}: leave it out")


def _comments(path: Path) -> list[str]:
    return [line for _, line in _lines(path) if line.startswith("#")] if path.exists() else []

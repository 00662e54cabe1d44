"""Text in, the numbers of parameters and of tokens that it states out: a pure grammar, without any entity.

What a number counts is told from the words around it (kg/values/counted.py). Where they leave it open ("GPT-Neo
(125M)"), `sure` is False and it takes a model's name beside the number to decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.model import Amount
from kg.values import counted
from kg.values.number import Number, numbers

Kind = Literal["parameters", "tokens"]

_LIST = re.compile(
    r"\$?\s*(?:[,;/&]|and|or|,\s*(?:and|or)|(?:,?\s*and\s)?(?:(?:then|subsequently|finally)\s)?to)\s*"
    r"(?:(?:even|up\sto|about|approximately|over|the)\s)?[$~∼]?",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(r"-(?!(?i:param|token))[A-Z]")
_ROUND = re.compile(r"(?:than|up to)(?: an?)?[\s-]$")
"""Before a bare scale word that is a bound and so a number: "fewer than a billion"."""

_TOKENS_MANY = 100_000_000
"""From here on tokens are training text, save where the words say otherwise."""
_TOKENS_WINDOW = 10_000_000
"""Up to here a round number of tokens may be a context's length."""
_TOKENS_SOME = 1_000_000
_TOKENS_FEW = 10_000
_WINDOW = 110
"""Characters looked at on each side of a number."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated amount; [start, end) holds the number and the counted noun, [start, number_end) the number alone."""

    start: int
    end: int
    number_end: int
    amount: Amount
    kind: Kind
    rule: str
    sure: bool = True


class _Reading(NamedTuple):
    kind: Kind
    rule: str
    sure: bool
    end: int


def quantities(text: str) -> list[Quantity]:
    """The numbers of parameters and tokens that a text states, in order.

    >>> [(q.amount.low, q.amount.high, q.kind) for q in quantities("1.3B to 7B parameters, 2 trillion tokens")]
    [(1300000000, 7000000000, 'parameters'), (2000000000000, 2000000000000, 'tokens')]
    """
    return [quantity for group in _groups(text, numbers(text)) for quantity in _read(text, group)]


def _groups(text: str, found: Sequence[Number]) -> list[list[Number]]:
    """Numbers joined by nothing but commas, slashes, and "and"."""
    groups: list[list[Number]] = []
    for number in found:
        if groups and _LIST.fullmatch(text, groups[-1][-1].end, number.start):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _read(text: str, group: Sequence[Number]) -> list[Quantity]:
    """A list's members count the same thing: what its last sure member counts."""
    readings = [_reading(text, number) for number in group]
    known = next((reading for reading in reversed(readings) if reading and reading.sure), None)
    if known is None and readings[-1] is None:
        return []
    found = []
    for number, own in zip(group, readings, strict=True):
        reading = own or known
        if reading is None:
            continue
        if known:
            reading = reading._replace(kind=known.kind, sure=True)
        if own is None:
            reading = reading._replace(rule="in-list", end=number.end)
        found += _quantity(text, number, reading)
    return found


def _around(text: str, number: Number) -> tuple[str, str]:
    return text[max(0, number.start - _WINDOW) : number.start], text[number.end : number.end + _WINDOW]


def _reading(text: str, number: Number) -> _Reading | None:
    """What one number counts, or None where nothing says."""
    before, after = _around(text, number)
    if counted.HARDWARE_BEFORE.search(before):
        return None
    goes_on = _NAME_GOES_ON.match(after) is not None  # "Qwen2.5-0.5B-DPO router reduces token use"
    if not goes_on and (noun := counted.NOUN_AFTER.match(after)):
        kind: Kind = "parameters" if "param" in (noun["noun"] or noun["noun2"]).casefold() else "tokens"
        return _Reading(kind, "counted-noun", True, number.end + noun.end())
    dollars = before.endswith("$") and "$" not in text[number.start : number.end + 1]
    if number.vague or not number.scale or dollars:
        return None
    if len(number.scale) > 1:
        return _worded(number, before, after)
    return _lettered(number, before, after)


def _worded(number: Number, before: str, after: str) -> _Reading | None:
    """A number with its scale in words counts something else unless a size is spoken of: "52 billion"."""
    if counted.OTHER_AFTER.match(after):
        return None
    sure = bool(counted.SIZE_BEFORE.search(before)) and not number.vague
    return _Reading("parameters", "size-words", sure, number.end) if sure or not number.spelled else None


def _lettered(number: Number, before: str, after: str) -> _Reading | None:
    """A number with a letter: in a name, before a model, after words for size, or alone."""
    letter = number.scale
    if counted.DATA_BEFORE.search(before):
        return None
    in_name = re.search(r"[\w)]-$|[A-Za-z]{3}$", before) or re.match(r"-[A-Za-z]", after)
    if in_name and (letter in "Kkt" or not counted.SIZE_AFTER.match(after)):
        return None if letter in "Kkt" else _Reading("parameters", "size-in-name", letter in "Bb", number.end)
    if letter in "BbM" and _is_model(after):
        return _Reading("parameters", "model-word", True, number.end)
    if counted.OTHER_AFTER.match(after):
        return None
    if letter in "BMT" and counted.SIZE_BEFORE.search(before):
        return _Reading("parameters", "size-words", True, number.end)
    return _alone(letter, before, number.end)


def _alone(letter: str, before: str, end: int) -> _Reading | None:
    if letter == "T" and counted.TOKENS_BEFORE.search(before):
        return _Reading("tokens", "noun-left-out", True, end)
    if letter == "B" or (letter == "b" and re.search(r"[A-Z][\w.-]*\s$", before)):
        return _Reading("parameters", "alone", True, end)
    return _Reading("parameters", "alone", False, end) if letter == "M" else None


def _is_model(after: str) -> bool:
    model, other = counted.MODEL_AFTER.match(after), counted.OTHER_AFTER.match(after)
    return bool(model) and not (model and other and other.end() <= model.end())


def _quantity(text: str, number: Number, reading: _Reading) -> list[Quantity]:
    before, after = _around(text, number)
    if number.vague and not _is_bound(text, number):
        return []
    if reading.kind == "tokens" and not _are_training(number, before, after):
        return []
    active = bool(counted.ACTIVE_AFTER.match(after) or counted.ACTIVE_BEFORE.search(before) or before.endswith("-A"))
    amount = Amount(number.low, number.high, active and reading.kind == "parameters")
    return [Quantity(number.start, reading.end, number.end, amount, reading.kind, reading.rule, reading.sure)]


def _is_bound(text: str, number: Number) -> bool:
    word = number.end - len(re.split(r"[\s-]", text[number.start : number.end])[-1])
    return _ROUND.search(text[max(0, word - 12) : word]) is not None


def _are_training(number: Number, before: str, after: str) -> bool:
    """Whether tokens are an amount of text, rather than of a context, an answer, an image, or a second."""
    if counted.TOKEN_USE_AFTER.match(after) or number.high < _TOKENS_FEW:
        return False
    if number.high >= _TOKENS_MANY:
        return True
    if counted.TOKEN_USE_BEFORE.search(before):
        return False
    is_window = number.high < _TOKENS_SOME or (number.scale == "M" and number.high <= _TOKENS_WINDOW)
    return not is_window or counted.TOKEN_DATA_BEFORE.search(before) is not None

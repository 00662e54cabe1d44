"""Stated numbers with the owners that rules give them, and a reading's hints, in; whose each is, and how surely, out.

Without hints the rule decides, and is as sure as it is right on annotated papers. With them every model (or dataset)
that the encoder was asked about is an option, and so is nobody: what the rule and the encoder say for each is added up
(a conditional logit, McFadden 1974), which also gives the probability that none of them is right.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.facts.hinted import BOUND, numbers_of
from kg.facts.numbers import LEAST, Numbers, Speaking, log_odds
from kg.model import Amount, Hints, Mention, MentionType, Reading, Relation

Name = str | None
"""An owner's canonical name; None is nobody."""
IN_NAME = "in-name"
"""The rule of a number that is part of its owner's name: that isn't doubted, only whether the name is one."""
BY_HINT = "encoder"
"""The rule of an owner that hints alone speak for."""
NOBODY, SAID = "nobody", "said in a name"
SURE, WRONG, WRONG_NAME = "sure of the name", "wrong", "wrong name"
FEATURES = (BY_HINT, NOBODY, SAID, SURE, WRONG, WRONG_NAME)
_COLUMNS = {MentionType.PARAMETERS: len(Relation), MentionType.TOKENS: len(Relation) + 1}
"""Places in a row of hints, as kg/encoder/outputs.py orders them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated number, its owners by the rules, each with the rule's name, and what else speaks for nobody."""

    value: Mention
    amount: Amount
    owners: tuple[tuple[Name, str], ...]
    doubts: tuple[str, ...] = ()

    @property
    def in_name(self) -> bool:
        """Whether it is part of its owner's name."""
        return any(rule == IN_NAME for _, rule in self.owners)


class Owned(NamedTuple):
    """A number with its owner, the rule that says so, and how sure that is (0 to 1)."""

    stated: Stated
    name: Name
    rule: str
    chance: float


class Question(NamedTuple):
    """A number's possible owners with what speaks for each, and what speaks for all of them being wrong."""

    stated: Stated
    options: Mapping[Name, Speaking]
    wrong: str = WRONG


def owned(found: Iterable[Stated], reading: Reading, types: Container[MentionType], table: Numbers) -> Iterator[Owned]:
    """Whom each number belongs to. `types`: of the entities that can own one."""
    if reading.hints is None or not table.weights:
        for stated in found:
            yield from (Owned(stated, name, rule, table.share(rule)) for name, rule in stated.owners)
        return
    for question in questions(found, reading, types):
        yield from _chosen(question, table)


def questions(found: Iterable[Stated], reading: Reading, types: Container[MentionType]) -> Iterator[Question]:
    """What is to be chosen of each number with the help of hints; of one in several names a question for each."""
    found = list(found)
    if not found or reading.hints is None:
        return
    surest = {entity.canonical: entity.surest.confidence for entity in reading.entities if entity.type in types}
    asked = _asked(reading, reading.hints, types)
    said = {(stated.amount, name) for stated in found for name, rule in stated.owners if rule == IN_NAME}
    for stated in found:
        if stated.in_name:
            names = [name for name, _ in stated.owners if name is not None]
            yield from (Question(stated, {name: {SURE: log_odds(surest[name])}}, WRONG_NAME) for name in names)
        else:
            number = reading.hints.names.get((stated.value.start, stated.value.end))
            strengths = asked.get((stated.value.type, number), {})
            options = dict.fromkeys((*strengths, *(name for name, _ in stated.owners), None))
            yield Question(stated, {name: _speaking(stated, name, strengths, said) for name in options})


def _asked(
    reading: Reading, hints: Hints, types: Container[MentionType]
) -> dict[tuple[MentionType, int | None], dict[Name, float]]:
    """Kind and place (the hints' number) of a stated number → owner that the encoder was asked about → log-odds."""
    owners: dict[int, list[Name]] = {Hints.PAPER: [None]}
    for entity in reading.entities:
        for number in numbers_of(entity, hints) if entity.type in types else ():
            owners.setdefault(number, []).append(entity.canonical)
    spans = {(value.start, value.end): value.type for value in reading.values}
    kinds = {hints.names[span]: kind for span, kind in spans.items() if span in hints.names and kind in _COLUMNS}
    asked: dict[tuple[MentionType, int | None], dict[Name, float]] = {}
    for (head, tail), row in hints.relations.items():
        kind = kinds.get(tail)
        if kind is not None:
            strength = max(-BOUND, min(BOUND, row[_COLUMNS[kind]]))
            own = asked.setdefault((kind, tail), {})
            for name in owners.get(head, ()):
                own[name] = max(strength, own.get(name, strength))
    return asked


def _speaking(
    stated: Stated, name: Name, strengths: Mapping[Name, float], said: Container[tuple[Amount, Name]]
) -> Speaking:
    speaking = {rule: 1.0 for owner, rule in stated.owners if owner == name}
    if name in strengths:
        speaking[BY_HINT] = strengths[name]
    if name is None:
        speaking |= {NOBODY: 1.0, **dict.fromkeys(stated.doubts, 1.0)}
    elif (stated.amount, name) in said:
        speaking[SAID] = 1.0
    return speaking


def _chosen(question: Question, table: Numbers) -> Iterator[Owned]:
    """The likeliest owner, if likely enough; with it those that the same rule names."""
    chances = table.chances(question.options, question.wrong)
    best = max(chances, key=lambda name: (chances[name], name or ""))
    stated = question.stated
    together: Sequence[tuple[Name, str]] = [one for one in stated.owners if one[0] in chances]
    if best not in (name for name, _ in together):
        together = [(best, BY_HINT)]
    chance = sum(chances[name] for name, _ in together)
    if chance >= LEAST:
        yield from (Owned(stated, name, rule, round(chance, 3)) for name, rule in together)

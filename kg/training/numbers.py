"""Annotated papers in; the table of numbers' owners out: how right each rule is, and what hints are worth beside it.

Papers are read with the entities that detection finds. The weights are one fit for parameters and tokens together,
since few papers state tokens: the rule's share in log-odds, the encoder's log-odds, and little more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg import nlp
from kg.evaluate.align import align, amount
from kg.facts import parameters, tokens
from kg.facts.numbers import COLUMNS, USUAL, Numbers, Speaking, log_odds
from kg.facts.owners import FEATURES, IN_NAME, SAID, Name, Question, Stated, questions
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.mentions.weights import Weights
from kg.model import ENTITY_TYPES, Amount, Document, Hints, MentionType, Reading
from kg.training import choice
from kg.training.mentions import voted
from kg.training.regression import DECIMALS

Row = Mapping[str, Any]
RULES = (*parameters.RULES, *tokens.RULES)
SPEAKING = (*FEATURES, *parameters.DOUBTS)
AS_USUAL = 20
"""A rule's share counts so many finds that are right as usual, beside its own."""
PENALTY = 1.0
LEAST = 4
RULE = "rule"
Truth = Callable[[Amount, Name], bool]


class Kind(NamedTuple):
    """The section of a row that annotates a kind of number, the rules that read it, and the types of its owners."""

    section: str
    stated: Callable[[str, Reading], Iterable[Stated]]
    types: tuple[MentionType, ...]


KINDS = (
    Kind("parameters", parameters.stated, (MentionType.MODEL,)),
    Kind("tokens", tokens.stated, (MentionType.MODEL, MentionType.DATASET)),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A stated number of the paper with this number: its rules and whether each is right, and what is to be chosen.

    `options`: what speaks for each owner, and whether it is right. Without hints there is nothing to choose.
    """

    paper: int
    rules: tuple[tuple[str, bool], ...]
    options: tuple[tuple[Speaking, bool], ...] = ()
    wrong: str = ""


def examples(
    number: int, row: Row, detectors: Iterable[Detector], hints: Hints | None = None, table: Weights | None = None
) -> list[Example]:
    """The numbers of one annotated paper; `table`: the weights of names to read it with."""
    document = Document(str(row["id"]), row["title"], row["abstract"])
    prose = nlp.read(document.text)
    mentions = combine(voted(prose, detectors, hints), table, hints)
    values = tuple(mention for mention in mentions if mention.type not in ENTITY_TYPES)
    if not any(value.type in (MentionType.PARAMETERS, MentionType.TOKENS) for value in values):
        return []
    reading = Reading(document, group(prose, mentions), values, hints)
    return [one for kind in KINDS for one in _of_kind(number, row, reading, kind)]


def _of_kind(number: int, row: Row, reading: Reading, kind: Kind) -> Iterator[Example]:
    truth = _truth(row, reading, kind.section)
    found = list(kind.stated(reading.document.text, reading))
    if reading.hints is None:
        yield from (Example(number, _rules(one, one.owners, truth)) for one in found)
        return
    for question in questions(found, reading, kind.types):
        owners = [one for one in question.stated.owners if one[0] in question.options]
        options = _options(question, truth)
        yield Example(number, _rules(question.stated, owners, truth), options, question.wrong)


def _truth(row: Row, reading: Reading, section: str) -> Truth:
    """Whether the annotation gives a number to an owner that detection found."""
    entities = [
        {"type": entity.type.value, "canonical": entity.canonical, "surfaces": entity.surfaces}
        for entity in reading.entities
    ]
    aligned = align(row, {"entities": entities})
    known = {(amount(one), aligned.gold_owner(one.get("of"))) for one in row.get(section, ())}
    return lambda number, name: (_key(number), aligned.found_owner(name)) in known


def _key(number: Amount) -> tuple[int, ...]:
    """As `kg.evaluate.align.amount` makes it of a row."""
    return (number.low,) if number.low == number.high else (number.low, number.high)


def _rules(stated: Stated, owners: Iterable[tuple[Name, str]], truth: Truth) -> tuple[tuple[str, bool], ...]:
    return tuple((rule, truth(stated.amount, name)) for name, rule in owners)


def _options(question: Question, truth: Truth) -> tuple[tuple[Speaking, bool], ...]:
    """An owner whose name says the number already is right only where no other is."""
    right = {name for name in question.options if truth(question.stated.amount, name)}
    new = {name for name in right if SAID not in question.options[name]}
    return tuple((speaking, name in (new or right)) for name, speaking in question.options.items())


def fitted(found: Sequence[Example], chosen: Sequence[frozenset[int]]) -> list[Numbers]:
    """For each choice of papers its table."""
    return [_table([one for one in found if one.paper in papers]) for papers in chosen]


def _table(found: Sequence[Example]) -> Numbers:
    says = Counter(rule for one in found for rule, _ in one.rules)
    right = Counter(rule for one in found for rule, stands in one.rules if stands)
    shares = {rule: round((right[rule] + AS_USUAL * USUAL) / (says[rule] + AS_USUAL), DECIMALS) for rule in RULES}
    strengths = {rule: log_odds(share) for rule, share in shares.items()}
    weights = dict(
        choice.weights([_choice(one, strengths) for one in found if one.options], penalty=PENALTY, least=LEAST)
    )
    if not weights:
        return Numbers(shares)
    worth = weights.pop(RULE, 0.0)
    ruled = {rule: round(worth * strength, DECIMALS) for rule, strength in strengths.items() if rule != IN_NAME}
    return Numbers(shares, {**weights, **ruled})


def _choice(one: Example, strengths: Speaking) -> choice.Choice:
    """The options, rules replaced by how right they are, and the option that none of them is right."""
    options = [(_graded(speaking, strengths), stands) for speaking, stands in one.options]
    return [*options, ({one.wrong: 1.0}, not any(stands for _, stands in options))]


def _graded(speaking: Speaking, strengths: Speaking) -> Speaking:
    other = {name: strength for name, strength in speaking.items() if name not in strengths}
    ruled = [strengths[name] for name in speaking if name in strengths]
    return {**other, RULE: max(ruled)} if ruled else other


def write(table: Numbers) -> str:
    """The text of a table of numbers' owners."""
    lines = [
        "# How often each rule gives a number its right owner, and what rules and hints are worth, in log-odds.",
        "# Fitted on annotated papers by `kg train` (conditional logit, L2 penalty); not edited by hand.",
        "\t".join(COLUMNS),
    ]
    for name in (*RULES, *(name for name in SPEAKING if name in table.weights)):
        cells = (table.shares.get(name), table.weights.get(name))
        lines.append("\t".join((name, *("" if cell is None else f"{cell:g}" for cell in cells))))
    return "\n".join(lines) + "\n"

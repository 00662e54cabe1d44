"""Annotated papers in; the tables of what votes and hints are worth for each relation, out.

Two steps, as for names (kg/training/mentions.py). A logistic regression for each relation weighs the rules over the
candidates of all papers. A paper says a thing in one sentence and names the pair in others: in the second round only
the places that the first found surest count as examples of a stated triple. Papers are read with the annotated
entities, the gold's also with those that detection finds, so that the weights know detection's mistakes. Then a small
regression weighs the rules' log-odds against the encoder's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from kg import nlp
from kg.facts.candidates import Candidate, candidates
from kg.facts.hinted import ALONE, Hinted
from kg.facts.phrases import PHRASES
from kg.facts.relation_weights import BIAS, COLUMNS, OFFSET, SLOPE, Weights, bar, log_odds
from kg.mentions import weights as of_names
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.model import Document, Hints, Reading, Relation
from kg.training.gold import reading_from_gold
from kg.training.mentions import voted
from kg.training.regression import Design, Speaking, Table
from kg.values.name import normal

Row = Mapping[str, Any]
Tables = dict[Relation, Weights]
PENALTY = 8.0
"""Of 1 to 20 the one that did best on papers kept back."""
SLIGHT = 0.05
STACK_PENALTY = 0.3
LEAST = 6
"""Rules that fewer candidates of a relation have get no weight."""
PHRASE_VOTES = frozenset(phrase.vote for phrase in PHRASES)
"""These carry their own weight."""
OWN = "rules"
MARGIN = 1.0
"""Log-odds by which another place of a stated triple may be less sure than its surest."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of the paper with this number, the hints on it, and whether the annotation states it."""

    paper: int
    candidate: Candidate
    stated: bool
    hints: Speaking = field(default_factory=dict)
    found: bool = False
    """Whether the entities are those that detection finds, not the annotated ones."""

    @property
    def triple(self) -> tuple[int, bool, str, Relation, str]:
        return self.paper, self.found, self.candidate.head, self.candidate.relation, self.candidate.tail


def gold_examples(number: int, row: Row, hints: Hints | None = None) -> list[Example]:
    """The candidates among the annotated entities."""
    _, reading = reading_from_gold(row)
    stated = {(head, relation, tail) for head, relation, tail in (triple[:3] for triple in row["relations"])}
    return [
        Example(number, c, (c.head, c.relation.value, c.tail) in stated, told)
        for c, told in _candidates(replace(reading, hints=hints))
    ]


def found_examples(
    number: int,
    row: Row,
    detectors: Iterable[Detector],
    hints: Hints | None = None,
    table: of_names.Weights | None = None,
) -> list[Example]:
    """The candidates among the entities that detection finds; those that no annotation has stand in no triple."""
    document = Document(str(row["id"]), row["title"], row["abstract"])
    prose = nlp.read(document.text)
    mentions = combine(voted(prose, detectors, hints), table, hints)
    reading = Reading(document, group(prose, mentions), (), hints)
    names = {(e["type"], normal(s)): e["canonical"] for e in row["entities"] for s in (*e["surfaces"], e["canonical"])}
    known = {
        entity.canonical: next(
            (names[key] for s in entity.surfaces if (key := (entity.type.value, normal(s))) in names), None
        )
        for entity in reading.entities
    }
    known["PAPER"] = "PAPER"
    stated = {(head, relation, tail) for head, relation, tail in (triple[:3] for triple in row["relations"])}
    return [
        Example(number, c, (known[c.head], c.relation.value, known[c.tail]) in stated, told, found=True)
        for c, told in _candidates(reading)
    ]


def _candidates(reading: Reading) -> Iterator[tuple[Candidate, Mapping[str, float]]]:
    """As extraction makes them, with the strengths of the hints."""
    text = reading.document.text
    found = list(candidates(text, reading))
    if reading.hints is None:
        yield from ((one, {}) for one in found)
        return
    hinted = Hinted(reading, reading.hints)
    for one in (*found, *hinted.alone(text, reading, found)):
        yield one, hinted.strengths(one.head, one.relation, one.tail)


def rule_tables(found: Sequence[Example], chosen: Sequence[frozenset[int]]) -> list[Tables]:
    """For each choice of papers: relation → rule → weight; hints are left aside."""
    tables: list[Tables] = [{} for _ in chosen]
    for relation in Relation:
        own = [one for one in found if one.candidate.relation == relation]
        design = Design.of([_ruling(one) for one in own], least=LEAST)
        stated = [int(one.stated) - 1 for one in own]
        first = _column(design.fit(stated, range(len(own)), 1, penalty=PENALTY))
        kept = _surest(own, {**_phrases(relation), **first})
        for number, papers in enumerate(chosen):
            rows = [n for n in kept if own[n].paper in papers]
            tables[number][relation] = _column(design.fit(stated, rows, 1, penalty=PENALTY)) | _phrases(relation)
    return tables


def _ruling(one: Example) -> Speaking:
    return {vote: 1.0 for vote in one.candidate.votes if vote not in PHRASE_VOTES}


def _column(table: Table) -> Weights:
    return {rule: weight for rule, (weight,) in table.items() if rule == BIAS or abs(weight) >= SLIGHT}


def _phrases(relation: Relation) -> Weights:
    return {phrase.vote: phrase.weight for phrase in PHRASES if phrase.relation == relation}


def _surest(found: Sequence[Example], weights: Weights) -> list[int]:
    """The numbers of the examples without the less sure places of stated triples."""
    odds = [log_odds(weights, one.candidate.votes) for one in found]
    best: dict[tuple[int, bool, str, Relation, str], float] = {}
    for one, value in zip(found, odds, strict=True):
        best[one.triple] = max(value, best.get(one.triple, value))
    return [
        number
        for number, (one, value) in enumerate(zip(found, odds, strict=True))
        if not one.stated or value >= best[one.triple] - MARGIN
    ]


def stacked(found: Sequence[Example], own: Sequence[Tables], chosen: Sequence[frozenset[int]]) -> list[Tables]:
    """For each choice of papers the weights of rules and hints together, fitted on each triple's surest place.

    `own`: the rules' tables of each choice. A paper's log-odds come from the table of the first choice that lacks it.
    """
    lacking = {one.paper: next((n for n, papers in enumerate(chosen) if one.paper not in papers), 0) for one in found}
    tables: list[Tables] = [{} for _ in chosen]
    for relation in Relation:
        best: dict[tuple[int, bool, str, Relation, str], tuple[Speaking, Example]] = {}
        for one in found:
            if one.candidate.relation == relation:
                speaking = _told(own[lacking[one.paper]][relation], one)
                if one.triple not in best or speaking.get(OWN, 0.0) > best[one.triple][0].get(OWN, 0.0):
                    best[one.triple] = speaking, one
        design = Design.of([speaking for speaking, _ in best.values()], least=3)
        papers = [one.paper for _, one in best.values()]
        stated = [int(one.stated) - 1 for _, one in best.values()]
        for number, allowed in enumerate(chosen):
            rows = [n for n, paper in enumerate(papers) if paper in allowed]
            stack = _column(design.fit(stated, rows, 1, penalty=STACK_PENALTY))
            tables[number][relation] = _folded(own[number][relation], stack)
    return tables


def _told(weights: Weights, one: Example) -> Speaking:
    """The rules' log-odds and the hints; a pair that no rule proposed has hints alone."""
    if ALONE in one.candidate.votes:
        return {ALONE: 1.0, **one.hints}
    return {OWN: log_odds(weights, one.candidate.votes), **one.hints}


def _folded(weights: Weights, stack: Weights) -> Weights:
    """One table that gives what the stack makes of the first table's log-odds."""
    share = stack.get(OWN, 0.0)
    folded = {rule: round(share * weight, 3) for rule, weight in weights.items()}
    alone = stack.get(ALONE, 0.0) - folded[BIAS]
    hints = {rule: weight for rule, weight in stack.items() if rule not in (BIAS, OWN, ALONE)}
    return {**folded, **hints, BIAS: round(folded[BIAS] + stack[BIAS], 3), ALONE: round(alone, 3)}


def calibrated(found: Sequence[Example], own: Sequence[Tables], chosen: Sequence[frozenset[int]]) -> list[Tables]:
    """The tables with what makes log-odds confidences: fitted on the triples that stand, at odds held out as above."""
    lacking = {one.paper: next((n for n, papers in enumerate(chosen) if one.paper not in papers), 0) for one in found}
    surest: dict[tuple[int, bool, str, Relation, str], tuple[float, bool]] = {}
    for one in found:
        weights = own[lacking[one.paper]][one.candidate.relation]
        odds = log_odds(weights, one.candidate.votes, one.hints)
        if odds >= bar(one.candidate.relation, best=False) and odds > surest.get(one.triple, (-inf, False))[0]:
            surest[one.triple] = odds, one.stated
    design = Design.of([{SLOPE: odds} for odds, _ in surest.values()], least=1)
    stated = [int(stated) - 1 for _, stated in surest.values()]
    tables = []
    for one_of, papers in zip(own, chosen, strict=True):
        rows = [n for n, triple in enumerate(surest) if triple[0] in papers]
        fitted = _column(design.fit(stated, rows, 1, penalty=STACK_PENALTY))
        told = {SLOPE: fitted.get(SLOPE, 1.0), OFFSET: fitted[BIAS]}
        tables.append({relation: {**weights, **told} for relation, weights in one_of.items()})
    return tables


def write(tables: Tables) -> str:
    """The text of relation_weights.tsv."""
    rules = [BIAS, *sorted({rule for weights in tables.values() for rule in weights} - {BIAS})]
    lines = [
        "# What each rule is worth for each relation, in log-odds. Fitted on annotated papers by `kg train`",
        "# (logistic regression, L2 penalty); not edited by hand.",
        "\t".join(("rule", *COLUMNS)),
    ]
    for rule in rules:
        cells = [tables[Relation(column)].get(rule) for column in COLUMNS]
        lines.append("\t".join((rule, *("" if cell is None else f"{cell:g}" for cell in cells))))
    return "\n".join(lines) + "\n"

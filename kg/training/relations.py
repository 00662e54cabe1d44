"""Annotated papers in; the table of relation weights (`relation_weights.tsv`) out.

A logistic regression for each relation over the candidates of all papers: a candidate's features are the rules that
speak on it and the encoder's hints. A paper says a thing in one sentence and names the pair in others: in the second
round only the places that the first found surest count as examples of a stated triple. Each paper is read twice, with
the annotated entities and with those that detection finds, so that the weights also know detection's mistakes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg import nlp, registry
from kg.facts.candidates import Candidate, candidates
from kg.facts.hinted import Hinted
from kg.facts.phrases import PHRASES
from kg.facts.relation_weights import BIAS, COLUMNS, log_odds
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.mentions.weights import Weights
from kg.model import Document, Hints, Reading, Relation
from kg.training.gold import reading_from_gold
from kg.training.mentions import Held, voted
from kg.training.regression import weights
from kg.values.name import normal

Row = Mapping[str, Any]
Table = dict[str, float]
PENALTY = 8.0
"""Of 1 to 20 the one that did best on papers kept back."""
SLIGHT = 0.05
LEAST = 6
"""Rules that fewer candidates of a relation have get no weight."""
PHRASE_VOTES = frozenset(phrase.vote for phrase in PHRASES)
"""These carry their own weight."""
MARGIN = 1.0
"""Log-odds by which another place of a stated triple may be less sure than its surest."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of the paper with this number, the hints on it, and whether the annotation states it."""

    paper: int
    candidate: Candidate
    stated: bool
    hints: Mapping[str, float] = field(default_factory=dict)

    @property
    def triple(self) -> tuple[int, str, Relation, str]:
        return self.paper, self.candidate.head, self.candidate.relation, self.candidate.tail


def gold_examples(number: int, row: Row, hints: Hints | None = None) -> list[Example]:
    """The candidates among the annotated entities."""
    _, reading = reading_from_gold(row)
    stated = {(head, relation, tail) for head, relation, tail in (triple[:3] for triple in row["relations"])}
    return [
        Example(number, c, (c.head, c.relation.value, c.tail) in stated, told)
        for c, told in _candidates(replace(reading, hints=hints))
    ]


def found_examples(
    number: int, row: Row, detectors: Iterable[Detector], hints: Hints | None = None, table: Weights | None = None
) -> list[Example]:
    """The candidates among the entities that detection finds; those that no annotation has stand in no triple."""
    document = Document(str(row["id"]), row["title"], row["abstract"])
    prose = nlp.read(document.text)
    mentions = combine(voted(prose, detectors, hints), table, hints)
    reading = Reading(document, group(prose, mentions), (), hints)
    names = {normal(s): e["canonical"] for e in row["entities"] for s in (*e["surfaces"], e["canonical"])}
    known = {
        entity.canonical: next((names[normal(s)] for s in entity.surfaces if normal(s) in names), None)
        for entity in reading.entities
    }
    known["PAPER"] = "PAPER"
    stated = {(head, relation, tail) for head, relation, tail in (triple[:3] for triple in row["relations"])}
    return [
        Example(number, c, (known[c.head], c.relation.value, known[c.tail]) in stated, told)
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


def fit(found: Sequence[Example]) -> dict[Relation, Table]:
    """Relation -> rule -> weight."""
    first = _tables(found)
    return _tables(surest(found, first))


def _tables(found: Sequence[Example]) -> dict[Relation, Table]:
    return {relation: regression([e for e in found if e.candidate.relation == relation]) for relation in Relation}


def surest(found: Sequence[Example], tables: Mapping[Relation, Table]) -> list[Example]:
    """Without the less sure places of stated triples."""
    odds = [log_odds(tables[e.candidate.relation], e.candidate.votes, e.hints) for e in found]
    best: dict[tuple[int, str, Relation, str], float] = {}
    for example, value in zip(found, odds, strict=True):
        best[example.triple] = max(value, best.get(example.triple, value))
    return [
        example
        for example, value in zip(found, odds, strict=True)
        if not example.stated or value >= best[example.triple] - MARGIN
    ]


def regression(found: Sequence[Example]) -> Table:
    """The weights of the rules on one relation's candidates; rules that hardly weigh are left out."""
    examples = [
        ({**{v: 1.0 for v in e.candidate.votes if v not in PHRASE_VOTES}, **e.hints}, int(e.stated) - 1) for e in found
    ]
    table = weights(examples, 1, penalty=PENALTY, least=LEAST)
    return {rule: weight for rule, (weight,) in table.items() if rule == BIAS or abs(weight) >= SLIGHT}


def write(tables: Mapping[Relation, Table]) -> str:
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


def fitted(papers: Iterable[Row], held: Held | None = None, table: Weights | None = None) -> str:
    """The text of relation_weights.tsv, fitted on these papers; `table`: the weights of names to read them with."""
    detectors = registry.load_all("kg.mentions")
    found: list[Example] = []
    for number, row in enumerate(papers):
        hints = (held or {}).get(str(row["id"]))
        found += gold_examples(2 * number, row, hints)
        found += found_examples(2 * number + 1, row, detectors, hints, table)
    return write(fit(found))

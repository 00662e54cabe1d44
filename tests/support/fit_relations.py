"""Annotated papers in; the table of relation weights (kg/facts/relation_weights.tsv) out.

usage: python -m tests.support.fit_relations GOLD.jsonl [GOLD.jsonl …] > kg/facts/relation_weights.tsv

A logistic regression for each relation over the candidates of all papers: a candidate's features are the rules that
speak on it. A paper says a thing in one sentence and names the pair in others: in the second round only the places
that the first found surest count as examples of a stated triple. Each paper is read twice, with the annotated
entities and with those that detection finds, so that the weights also know detection's mistakes.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import nlp, registry
from kg.facts.candidates import Candidate, candidates
from kg.facts.phrases import PHRASES
from kg.facts.relation_weights import BIAS, COLUMNS, log_odds
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.model import Reading, Relation
from kg.values.name import normal
from tests.support.gold import Row, document_from_gold, reading_from_gold, rows
from tests.support.regression import weights

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
    """A candidate of the paper with this number, and whether the annotation states it."""

    paper: int
    candidate: Candidate
    stated: bool

    @property
    def triple(self) -> tuple[int, str, Relation, str]:
        return self.paper, self.candidate.head, self.candidate.relation, self.candidate.tail


def gold_examples(number: int, record: Row) -> list[Example]:
    """The candidates among the annotated entities."""
    prose, reading = reading_from_gold(record)
    stated = {(head, relation, tail) for head, relation, tail in record["relations"]}
    return [Example(number, c, (c.head, c.relation.value, c.tail) in stated) for c in candidates(prose.text, reading)]


def found_examples(number: int, record: Row, detectors: Iterable[Any]) -> list[Example]:
    """The candidates among the entities that detection finds; those that no annotation has stand in no triple."""
    document = document_from_gold(record)
    prose = nlp.read(document.text)
    mentions = combine([vote for detector in detectors for vote in detector.detect(prose)])
    reading = Reading(document, group(prose, mentions), ())
    names = {normal(s): e["canonical"] for e in record["entities"] for s in (*e["surfaces"], e["canonical"])}
    known = {
        entity.canonical: next((names[normal(s)] for s in entity.surfaces if normal(s) in names), None)
        for entity in reading.entities
    }
    known["PAPER"] = "PAPER"
    stated = {(head, relation, tail) for head, relation, tail in record["relations"]}
    return [
        Example(number, c, (known[c.head], c.relation.value, known[c.tail]) in stated)
        for c in candidates(document.text, reading)
    ]


def fit(found: Sequence[Example]) -> dict[Relation, Table]:
    """Relation -> rule -> weight."""
    first = _tables(found)
    return _tables(surest(found, first))


def _tables(found: Sequence[Example]) -> dict[Relation, Table]:
    return {relation: regression([e for e in found if e.candidate.relation == relation]) for relation in Relation}


def surest(found: Sequence[Example], tables: Mapping[Relation, Table]) -> list[Example]:
    """Without the less sure places of stated triples."""
    odds = [log_odds(tables[e.candidate.relation], e.candidate.votes) for e in found]
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
    examples = [([v for v in e.candidate.votes if v not in PHRASE_VOTES], int(e.stated) - 1) for e in found]
    table = weights(examples, 1, penalty=PENALTY, least=LEAST)
    return {rule: weight for rule, (weight,) in table.items() if rule == BIAS or abs(weight) >= SLIGHT}


def write(tables: Mapping[Relation, Table]) -> str:
    """The text of relation_weights.tsv."""
    rules = [BIAS, *sorted({rule for weights in tables.values() for rule in weights} - {BIAS})]
    lines = [
        "# What each rule is worth for each relation, in log-odds. Fitted on annotated papers by",
        "# `python -m tests.support.fit_relations` (logistic regression, L2 penalty); not edited by hand.",
        "\t".join(("rule", *COLUMNS)),
    ]
    for rule in rules:
        cells = [tables[Relation(column)].get(rule) for column in COLUMNS]
        lines.append("\t".join((rule, *("" if cell is None else f"{cell:g}" for cell in cells))))
    return "\n".join(lines) + "\n"


def fitted(records: Iterable[Mapping[str, Any]]) -> str:
    """The text of relation_weights.tsv, fitted on these papers."""
    detectors = registry.load_all("kg.mentions")
    found: list[Example] = []
    for number, record in enumerate(records):
        found += gold_examples(2 * number, dict(record))
        found += found_examples(2 * number + 1, dict(record), detectors)
    return write(fit(found))


def main(paths: Sequence[str]) -> None:
    sys.stdout.write(fitted(record for path in paths for record in rows(Path(path))))


if __name__ == "__main__":
    main(sys.argv[1:])

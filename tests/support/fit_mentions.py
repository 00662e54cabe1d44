"""Annotated papers in; the table of rule weights (`weights.tsv`) out.

usage: python -m tests.support.fit_mentions GOLD.jsonl [GOLD.jsonl …] > kg/mentions/weights.tsv

A softmax regression with an L2 penalty over the names of all papers: a name's features are the rules that voted for
it, its class is the type that the annotation gives it, or none. `Introduced` is a logistic regression over the
names that are entities.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import nlp, registry
from kg.mentions.combine import names, voting
from kg.mentions.weights import COLUMNS
from kg.model import ENTITY_TYPES
from kg.values.name import normal
from tests.support.gold import rows
from tests.support.regression import weights

PENALTY = 1.5
LEAST = 6
"""Rules that fewer names have get no weight of their own."""


@dataclass(frozen=True, slots=True)
class Example:
    """One name of one paper: the rules that voted for it, its class (index of ENTITY_TYPES, or -1), whether new."""

    rules: frozenset[str]
    kind: int
    new: bool


def examples(row: Mapping[str, Any], detectors: Iterable[Any]) -> list[Example]:
    """The names of one annotated paper."""
    prose = nlp.read(f"{row['title']}\n{row['abstract']}")
    votes = [vote for detector in detectors for vote in detector.detect(prose)]
    gold: dict[str, tuple[int, bool]] = {}
    places = [kind.value for kind in ENTITY_TYPES]
    for entity in row["entities"]:
        for spelling in entity["surfaces"]:
            gold.setdefault(normal(spelling), (places.index(entity["type"]), bool(entity.get("introduced"))))
    found = []
    for key, own in names(voting(votes)).items():
        kind, new = next((gold[s] for s in (key, *(normal(v.surface) for v in own)) if s in gold), (-1, False))
        found.append(Example(frozenset(vote.rule for vote in own), kind, new))
    return found


def fit(found: Sequence[Example]) -> dict[str, list[float]]:
    """Rule -> weights, a column for each of COLUMNS."""
    types = weights([(e.rules, e.kind) for e in found], len(ENTITY_TYPES), penalty=PENALTY, least=LEAST)
    entities = [(e.rules, int(e.new) - 1) for e in found if e.kind >= 0]
    new = weights(entities, 1, penalty=PENALTY, least=1)
    return {rule: [*row, *new.get(rule, [0.0])] for rule, row in types.items()}


def fitted(papers: Iterable[Mapping[str, Any]]) -> str:
    """The text of weights.tsv, fitted on these papers."""
    detectors = registry.load_all("kg.mentions")
    table = fit([example for paper in papers for example in examples(paper, detectors)])
    lines = [
        "# What each rule is worth for each type, in log-odds. Fitted on annotated papers by",
        "# `python -m tests.support.fit_mentions` (softmax regression, L2 penalty); not edited by hand.",
        "\t".join(("rule", *COLUMNS)),
        *("\t".join((rule, *(f"{weight:g}" for weight in row))) for rule, row in table.items()),
    ]
    return "\n".join(lines) + "\n"


def main(paths: Sequence[str]) -> None:
    sys.stdout.write(fitted(row for path in paths for row in rows(Path(path))))


if __name__ == "__main__":
    main(sys.argv[1:])

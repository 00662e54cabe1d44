"""The table of rule weights (`relation_weights.tsv` beside this file) in; what a candidate's rules are worth out.

A candidate's log-odds for a relation are the row `bias` and the sum of its rules' weights.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

from kg.facts.phrases import PHRASES
from kg.model import Relation
from kg.values.table import rows

FILE = Path(__file__).parent / "relation_weights.tsv"
BIAS = "bias"
SLOPE, OFFSET = "confidence slope", "confidence offset"
"""Rows of what makes a candidate's log-odds a confidence that holds for facts (Platt 1999)."""
NOTHING: Mapping[str, float] = {}
COLUMNS = tuple(relation.value for relation in Relation)
Weights = dict[str, float]
Tables = Mapping[Relation, Weights]

SURE = -0.2
"""The least log-odds at which a candidate stands."""
BEST = -1.0
"""The least log-odds at which a tail's best candidate stands: most names are named because of some relation."""
LOWER = {Relation.COMPARED_TO: 0.7}
"""How much lower these stand: a comparison without a winner is so rare that its odds hardly reach the others' bars."""


def log_odds(weights: Weights, votes: Iterable[str], strengths: Mapping[str, float] = NOTHING) -> float:
    """A relation's weights, the rules that speak, and hints by their strength; an unknown rule says nothing."""
    odds = sum(map(weights.get, votes, repeat(0.0)), weights[BIAS])
    if not strengths:
        return odds
    return odds + sum(strength * weights.get(hint, 0.0) for hint, strength in strengths.items())


def bar(relation: Relation, *, best: bool) -> float:
    """The least log-odds at which a candidate stands; its tail's best candidate stands at less."""
    return (BEST if best else SURE) - LOWER.get(relation, 0.0)


def strongest(weights: Weights, votes: Iterable[str]) -> str:
    """The rule that says most for the relation; of equals the first by name."""
    told = {vote: weights.get(vote, 0.0) for vote in votes}
    most = max(told.values())
    return min(vote for vote, weight in told.items() if weight == most)


def chance(odds: float) -> float:
    """Log-odds -> probability.

    >>> chance(0.0), round(chance(-1.0), 2)
    (0.5, 0.27)
    """
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, odds))))


def confidence(weights: Weights, odds: float) -> float:
    """How sure a fact is whose candidate stands at these log-odds."""
    return chance(weights.get(SLOPE, 1.0) * odds + weights.get(OFFSET, 0.0))


@cache
def table() -> Tables:
    """The shipped weights of the rules."""
    return tables(FILE)


def tables(path: Path) -> Tables:
    """A file's weights, and the phrases' own where the file doesn't weigh them."""
    fitted = read(path)
    for phrase in PHRASES:
        fitted[phrase.relation].setdefault(phrase.vote, phrase.weight)
    return fitted


def read(path: Path) -> dict[Relation, dict[str, float]]:
    """Relation -> rule -> weight; cells left empty are no weights. Raises ValueError for a file that was cut."""
    found = rows(path)
    if found and None in found[-1].values():
        raise ValueError("it ends within a row")
    return {
        relation: {row["rule"]: float(row[relation.value]) for row in found if row[relation.value]}
        for relation in Relation
    }

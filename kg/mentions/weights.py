"""The table of rule weights (`weights.tsv` beside this file) in; what each rule is worth for each type out.

A name's log-odds for a type, against being no name at all, are the type's bias and the sum of its rules' weights.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from kg.mentions.hints import NOTHING, Told
from kg.model import ENTITY_TYPES, Mention, MentionType
from kg.values.table import rows

FILE = Path(__file__).parent / "weights.tsv"
BIAS = "bias"
INTRODUCED = "Introduced"
COLUMNS = (*(kind.value for kind in ENTITY_TYPES), INTRODUCED)


@dataclass(frozen=True, slots=True)
class Weights:
    """Rule -> one weight a column of `COLUMNS`; the row `bias` counts for every name.

    A rule is named 'group.rule'. One that the table lacks was too rare to be weighed if its group is known; if not,
    it is a new detector's.
    """

    rows: Mapping[str, tuple[float, ...]]
    groups: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", frozenset(rule.partition(".")[0] for rule in self.rows))

    def sums(self, votes: Iterable[Mention], told: Told = NOTHING) -> list[float]:
        """The sums over a name's rules, each counted once; a new detector's rule gives its confidence's log-odds.

        `told`: the hints, each counted as strongly as it is given.
        """
        rows = [self.rows.get(BIAS, (0.0,) * len(COLUMNS))]
        for hint, strength in told.items():
            if hint in self.rows:
                rows.append(tuple(strength * weight for weight in self.rows[hint]))
        strangers: list[Mention] = []
        for rule, vote in {vote.rule: vote for vote in votes}.items():
            row = self.rows.get(rule)
            if row is not None:
                rows.append(row)
            elif rule.partition(".")[0] not in self.groups:
                strangers.append(vote)
        totals: list[float] = [sum(column) for column in zip(*rows, strict=True)]
        for vote in strangers:
            if vote.type in ENTITY_TYPES:
                place = ENTITY_TYPES.index(vote.type)
                totals[place] = max(totals[place], 0.0) + _log_odds(vote.confidence)
                totals[-1] += 2.0 if vote.introduced else 0.0
        return totals


def shares(totals: Iterable[float]) -> list[float]:
    """Log-odds of each type against none -> probabilities of the types (their sum and none's make 1)."""
    powers = [exp(min(total, 50.0)) for total in totals]
    whole = 1.0 + sum(powers)
    return [power / whole for power in powers]


def likely(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, log_odds))))


def _log_odds(confidence: float) -> float:
    bounded = min(max(confidence, 0.001), 0.999)
    return log(bounded / (1.0 - bounded))


@cache
def table() -> Weights:
    """The shipped weights."""
    return read(FILE)


def read(path: Path) -> Weights:
    return Weights({row["rule"]: tuple(float(row[column]) for column in COLUMNS) for row in rows(path)})


THRESHOLDS: Mapping[MentionType, float] = {
    MentionType.MODEL: 0.38,
    MentionType.DATASET: 0.35,
    MentionType.METHOD: 0.35,
    MentionType.HARDWARE: 0.35,
    MentionType.ORGANIZATION: 0.35,
}
"""The least probability at which a type stands: where F1 is best in 3-fold cross-validation over annotated papers."""
INTRODUCED_FROM = 0.42
"""The least probability at which a name counts as introduced by the paper."""

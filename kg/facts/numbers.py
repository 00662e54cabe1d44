"""The table of numbers' owners (`numbers.tsv` beside this file) in; how sure a rule is, and each of many owners, out.

A row is a rule or something else that speaks for an owner: the share of what the rule says that is right, and its
weight in log-odds where hints speak as well.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, log
from pathlib import Path
from typing import TypeVar

from kg.values.table import rows

FILE = Path(__file__).parent / "numbers.tsv"
COLUMNS = ("name", "share", "weight")
USUAL = 0.9
"""The share of a rule that annotated papers say nothing of."""
LEAST = 0.3
"""The least probability at which a choice stands: where F1 is best in cross-validation; .2 to .4 give the same."""
_SUREST = 0.98

Speaking = Mapping[str, float]
"""What speaks for an option → how strongly."""
Option = TypeVar("Option", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rule → share that is right (0 to 1), and what speaks → log-odds; no weights: the rules decide alone."""

    shares: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)

    def share(self, rule: str) -> float:
        """How often the rule is right."""
        return self.shares.get(rule, USUAL)

    def chances(self, options: Mapping[Option, Speaking], wrong: str) -> dict[Option, float]:
        """The probability of each option; what is missing to 1 is that none of them is right.

        `wrong`: the name of the weight of that.

        >>> Numbers(weights={"seen": 1.0}).chances({"a": {"seen": 2.0}, "b": {"seen": 2.0}}, "wrong")
        {'a': 0.4683105308334812, 'b': 0.4683105308334812}
        """
        sums = {option: self._sum(speaking.items()) for option, speaking in options.items()}
        none = self._sum([(wrong, 1.0)])
        most = max(none, *sums.values())
        powers = {option: exp(total - most) for option, total in sums.items()}
        whole = sum(powers.values()) + exp(none - most)
        return {option: power / whole for option, power in powers.items()}

    def _sum(self, speaking: Iterable[tuple[str, float]]) -> float:
        return sum(self.weights.get(name, 0.0) * strength for name, strength in speaking)


def log_odds(chance: float) -> float:
    """Of a probability, which counts as no surer than .98 and no less sure than .02.

    >>> log_odds(0.5), round(log_odds(1.0), 2)
    (0.0, 3.89)
    """
    bounded = min(max(chance, 1.0 - _SUREST), _SUREST)
    return log(bounded / (1.0 - bounded))


@cache
def table() -> Numbers:
    """The shipped shares of the rules."""
    return read(FILE)


def read(path: Path) -> Numbers:
    """A file's shares and weights; a cell left empty is none."""
    found = rows(path)
    shares, weights = ({row["name"]: float(row[column]) for row in found if row[column]} for column in COLUMNS[1:])
    return Numbers(shares, weights)

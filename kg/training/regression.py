"""Examples (what speaks for one, how strongly, and its class) in; what each rule is worth for each class, out.

A multinomial logistic regression (scikit-learn) with an L2 penalty; class -1 is "none of them", against which the
log-odds of the others are counted. The same examples give the same weights.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Speaking = Mapping[str, float]
"""Rule or hint → strength (a rule's is 1)."""
Table = dict[str, list[float]]
"""Rule → one weight for each class 0, 1, …; 'bias' is the row that counts for every example."""
BIAS = "bias"
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Design:
    """What speaks for each example, as a sparse matrix: made once, fitted on many choices of its rows."""

    features: Any
    rules: tuple[str, ...]

    @classmethod
    def of(cls, examples: Sequence[Speaking], *, least: int) -> "Design":
        """Rules that fewer than `least` examples have get no column, and so no weight."""
        counts = Counter(rule for own in examples for rule in own)
        rules = tuple(sorted(rule for rule, count in counts.items() if count >= least))
        columns = {rule: column for column, rule in enumerate(rules)}
        ends, places, strengths = [0], [], []
        for own in examples:
            for rule, strength in own.items():
                column = columns.get(rule)
                if column is not None:
                    places.append(column)
                    strengths.append(strength)
            ends.append(len(places))
        shape = (len(examples), len(rules))
        return cls(csr_matrix((np.array(strengths), np.array(places), np.array(ends)), shape=shape), rules)

    def fit(self, kinds: Iterable[int], rows: Iterable[int], classes: int, *, penalty: float) -> Table:
        """The weights of the rules on these rows; `kinds` are the classes of all examples."""
        chosen = np.fromiter(rows, dtype=np.int64)
        own = np.fromiter(kinds, dtype=np.int64)[chosen]
        fitted = _fitted(self.features[chosen], own, classes, penalty)
        names = (BIAS, *self.rules)
        return {
            name: [round(float(weight), DECIMALS) for weight in row] for name, row in zip(names, fitted, strict=True)
        }


def weights(examples: Sequence[tuple[Speaking, int]], classes: int, *, penalty: float, least: int) -> Table:
    """`Design` and its fit on all examples, each with its class.

    `penalty`: how strongly weights are drawn to 0.
    """
    design = Design.of([own for own, _ in examples], least=least)
    return design.fit([kind for _, kind in examples], range(len(examples)), classes, penalty=penalty)


def _fitted(features: Any, kinds: Ints, classes: int, penalty: float) -> Floats:
    """Rows: bias and rules; columns: classes. A class without examples keeps weights that never let it stand."""
    never = np.zeros((features.shape[1] + 1, classes))
    never[0] = -20.0
    if len(set(kinds.tolist())) < 2:
        return never
    model = LogisticRegression(C=1.0 / penalty, solver="lbfgs", max_iter=1000, tol=1e-3).fit(features, kinds)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row, of the second class against the first
        coefficients = np.vstack([-coefficients, coefficients]) / 2
        intercepts = np.hstack([-intercepts, intercepts]) / 2
    rows = np.column_stack([intercepts, coefficients])
    for kind, row in zip(model.classes_, rows, strict=True):
        if kind >= 0:
            never[:, int(kind)] = row - rows[list(model.classes_).index(-1)]
    return never

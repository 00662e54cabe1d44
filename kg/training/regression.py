"""Examples (what speaks for one, how strongly, and its class) in; what each rule is worth for each class, out.

A multinomial logistic regression (scikit-learn) with an L2 penalty; class -1 is "none of them", against which the
log-odds of the others are counted. The same examples give the same weights.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Array = np.ndarray[Any, np.dtype[np.float64]]
Example = tuple[Mapping[str, float], int]
"""Rule or hint → strength (a rule's is 1), and the class."""
BIAS = "bias"


def weights(examples: Sequence[Example], classes: int, *, penalty: float, least: int) -> dict[str, list[float]]:
    """Rule -> one weight for each class 0, 1, …; 'bias' is the row that counts for every example.

    `penalty`: how strongly weights are drawn to 0. Rules that fewer than `least` examples have get none.
    """
    counts = Counter(rule for rules, _ in examples for rule in rules)
    rules = sorted(rule for rule, count in counts.items() if count >= least)
    columns = {rule: column for column, rule in enumerate(rules)}
    cells = [
        (row, columns[rule], strength)
        for row, (own, _) in enumerate(examples)
        for rule, strength in own.items()
        if rule in columns
    ]
    table = np.array(cells, dtype=np.float64).reshape(-1, 3)
    places = (table[:, 0].astype(np.int64), table[:, 1].astype(np.int64))
    features = csr_matrix((table[:, 2], places), shape=(len(examples), len(rules)))
    kinds = np.array([kind for _, kind in examples])
    fitted = _fitted(features, kinds, classes, penalty)
    return {rule: [round(float(weight), 2) for weight in row] for rule, row in zip([BIAS, *rules], fitted, strict=True)}


def _fitted(features: Any, kinds: Array, classes: int, penalty: float) -> Array:
    """Rows: bias and rules; columns: classes. A class without examples keeps weights that never let it stand."""
    model = LogisticRegression(C=1.0 / penalty, solver="lbfgs", max_iter=1000, tol=1e-3).fit(features, kinds)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row, of the second class against the first
        coefficients, intercepts = (
            np.vstack([-coefficients, coefficients]) / 2,
            np.hstack([-intercepts, intercepts]) / 2,
        )
    rows = np.column_stack([intercepts, coefficients])
    known = {int(kind): row for kind, row in zip(model.classes_, rows, strict=True)}
    never = np.zeros(rows.shape[1])
    never[0] = -20.0
    none = known[-1]
    return np.array([known[kind] - none if kind in known else never for kind in range(classes)]).T

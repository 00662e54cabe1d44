"""Choices (options, each with what speaks for it, and which of them are right) in; what each speaker is worth, out.

A conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior") with an L2 penalty,
where of several right options the model need not say which. The same choices give the same weights.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from kg.training.regression import DECIMALS, Speaking

Floats = np.ndarray[Any, np.dtype[np.float64]]
Choice = Sequence[tuple[Speaking, bool]]
"""Options, and whether each is right; at least one is."""


class _Design(NamedTuple):
    """Options × speakers; which options are right; where each choice begins, and which choice each option is of."""

    features: Floats
    right: Floats
    starts: Any
    choice: Any


def weights(choices: Sequence[Choice], *, penalty: float, least: int) -> Mapping[str, float]:
    """What speaks → its weight, where at least so many options have it; nothing where there is no choice.

    `penalty`: how strongly weights are drawn to 0.
    """
    counts = Counter(name for options in choices for speaking, _ in options for name in speaking)
    names = sorted(name for name, count in counts.items() if count >= least)
    if not names:
        return {}
    design = _design(choices, names)
    found = minimize(_loss, np.zeros(len(names)), args=(design, penalty), jac=True, method="L-BFGS-B")
    return {name: round(float(weight), DECIMALS) for name, weight in zip(names, found.x, strict=True)}


def _design(choices: Sequence[Choice], names: Sequence[str]) -> _Design:
    options = [(number, *option) for number, own in enumerate(choices) for option in own]
    features = np.array([[speaking.get(name, 0.0) for name in names] for _, speaking, _ in options])
    choice = np.array([number for number, _, _ in options])
    right = np.array([float(stands) for _, _, stands in options])
    return _Design(features, right, np.searchsorted(choice, np.arange(len(choices))), choice)


def _loss(own: Floats, design: _Design, penalty: float) -> tuple[float, Floats]:
    """What the weights fail to say of the right options, with the penalty, and its gradient."""
    sums = design.features @ own
    powers = np.exp(sums - np.maximum.reduceat(sums, design.starts)[design.choice])
    whole = np.add.reduceat(powers, design.starts)
    right = np.add.reduceat(powers * design.right, design.starts)
    surprise = powers / whole[design.choice] - powers * design.right / right[design.choice]
    loss = float(np.log(whole / right).sum() + penalty / 2 * own @ own)
    return loss, design.features.T @ surprise + penalty * own

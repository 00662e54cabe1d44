"""Annotated papers in; the table of rule weights (`weights.tsv`) out.

usage: python -m kg.mentions.fit GOLD.jsonl [GOLD.jsonl …] > kg/mentions/weights.tsv

A softmax regression with an L2 penalty over the names of all papers: a name's features are the rules that voted for
it, its class is the type that the annotation gives it, or none. `Introduced` is a logistic regression over the
names that are entities.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg import nlp, registry
from kg.mentions.combine import names, voting
from kg.mentions.weights import BIAS, COLUMNS
from kg.model import ENTITY_TYPES
from kg.values.name import normal

Array = np.ndarray[Any, np.dtype[np.float64]]
PENALTY = 1.5
STEPS = 400
LEAST = 6
"""Rules that fewer names have get no weight of their own."""


@dataclass(frozen=True, slots=True)
class Example:
    """One name of one paper: the rules that voted for it, its class (index of ENTITY_TYPES, or -1), whether new."""

    rules: frozenset[str]
    kind: int
    new: bool


def examples(row: dict[str, Any], detectors: Iterable[Any]) -> list[Example]:
    """The names of one annotated paper."""
    doc = nlp.read(f"{row['title']}\n{row['abstract']}")
    votes = [vote for detector in detectors for vote in detector.detect(doc)]
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
    counts = Counter(rule for example in found for rule in example.rules)
    rules = [BIAS, *sorted(rule for rule, count in counts.items() if count >= LEAST)]
    place = {rule: n for n, rule in enumerate(rules)}
    features = np.zeros((len(found), len(rules)))
    for n, example in enumerate(found):
        features[n, [0, *(place[rule] for rule in example.rules if rule in place)]] = 1.0
    kinds = np.array([example.kind for example in found])
    classes = np.stack([(kinds == k).astype(float) for k in range(len(ENTITY_TYPES))], axis=1)
    types = descend(features, classes)
    known = kinds >= 0
    new = descend(features[known], np.array([[float(example.new)] for example in found])[known])
    table = np.concatenate([types, new], axis=1)
    return {rule: [round(float(weight), 2) for weight in table[n]] for n, rule in enumerate(rules)}


def descend(features: Array, classes: Array) -> Array:
    """Softmax regression against an implicit last class, by Nesterov's accelerated gradient; the bias is unpenalised."""
    weights = np.zeros((features.shape[1], classes.shape[1]))
    ahead, previous = weights.copy(), weights
    step = 4.0 / (float(np.linalg.norm(features, 2)) ** 2 + PENALTY) * (2.0 if classes.shape[1] > 1 else 1.0) / 2.0
    penalty = np.full((features.shape[1], 1), PENALTY)
    penalty[0] = 0.01
    for n in range(STEPS):
        scores = np.exp(np.clip(features @ ahead, -50.0, 50.0))
        chances = scores / (1.0 + scores.sum(axis=1, keepdims=True))
        gradient = features.T @ (chances - classes) + penalty * ahead
        weights = ahead - step * gradient
        ahead = weights + n / (n + 3.0) * (weights - previous)
        previous = weights
    return weights


def main(paths: Sequence[str]) -> None:
    detectors = registry.load_all("kg.mentions")
    rows = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    table = fit([example for row in rows for example in examples(row, detectors)])
    out = sys.stdout.write
    out("# What each rule is worth for each type, in log-odds. Fitted on annotated papers by `python -m kg.mentions.fit`\n")
    out(f"# (softmax regression, L2 penalty {PENALTY}, rules of fewer than {LEAST} names left out); not edited by hand.\n")
    out("\t".join(("rule", *COLUMNS)) + "\n")
    for rule, weights in table.items():
        out("\t".join((rule, *(f"{weight:g}" for weight in weights))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

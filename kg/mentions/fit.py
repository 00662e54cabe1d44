"""Annotated papers in; the table of rule weights (`weights.tsv`) out.

usage: python -m kg.mentions.fit GOLD.jsonl [GOLD.jsonl …] > kg/mentions/weights.tsv

A softmax regression with an L2 penalty over the names of all papers: a name's features are the rules that voted for
it, its class is the type that the annotation gives it, or none. `Introduced` is a logistic regression over the
names that are entities.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg import nlp, registry
from kg.mentions.combine import names, voting
from kg.mentions.weights import BIAS, COLUMNS
from kg.model import ENTITY_TYPES
from kg.values.name import normal

Array = np.ndarray[Any, np.dtype[np.float32]]
PENALTY = 1.5
STEPS = 250
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
    types = _regression([(e.rules, e.kind) for e in found], place, len(ENTITY_TYPES))
    new = _regression([(e.rules, int(e.new) - 1) for e in found if e.kind >= 0], place, 1)
    table = np.concatenate([types, new], axis=1)
    return {rule: [round(float(weight), 2) for weight in table[n]] for n, rule in enumerate(rules)}


def _regression(found: Sequence[tuple[frozenset[str], int]], place: Mapping[str, int], width: int) -> Array:
    """Weights of (rules, class) pairs; equal pairs are one row that counts for all."""
    rows: Counter[tuple[tuple[int, ...], int]] = Counter(
        (tuple(sorted(place[rule] for rule in rules if rule in place)), kind) for rules, kind in found
    )
    features = np.zeros((len(rows), len(place)), dtype=np.float32)
    classes = np.zeros((len(rows), width), dtype=np.float32)
    for n, (columns, kind) in enumerate(sorted(rows)):
        features[n, [0, *columns]] = 1.0
        if kind >= 0:
            classes[n, kind] = 1.0
    return descend(features, classes, np.array([rows[row] for row in sorted(rows)], dtype=np.float32)[:, None])


def descend(features: Array, classes: Array, counts: Array) -> Array:
    """Softmax regression against an implicit last class, by Nesterov's accelerated gradient."""
    ahead = previous = np.zeros((features.shape[1], classes.shape[1]), dtype=np.float32)
    step = 1.6 / (_largest(features * np.sqrt(counts)) + PENALTY)
    penalty = np.full((features.shape[1], 1), PENALTY, dtype=np.float32)
    penalty[0] = 0.01
    for n in range(STEPS):
        scores = np.exp(np.clip(features @ ahead, -50.0, 50.0))
        chances = scores / (1.0 + scores.sum(axis=1, keepdims=True))
        gradient = features.T @ ((chances - classes) * counts) + penalty * ahead
        weights = ahead - step * gradient
        ahead = weights + n / (n + 3.0) * (weights - previous)
        previous = weights
    return previous


def _largest(features: Array) -> float:
    """The largest eigenvalue of features' Gram matrix, by power iteration."""
    vector = np.ones(features.shape[1], dtype=np.float32)
    for _ in range(30):
        vector = features.T @ (features @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(features @ vector) ** 2)


def main(paths: Sequence[str]) -> None:
    detectors = registry.load_all("kg.mentions")
    rows = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    table = fit([example for row in rows for example in examples(row, detectors)])
    out = sys.stdout.write
    out("# What each rule is worth for each type, in log-odds; fitted by `python -m kg.mentions.fit` on annotated\n")
    out(f"# papers (softmax regression, L2 penalty {PENALTY}, no rules of fewer than {LEAST} names).\n")
    out("\t".join(("rule", *COLUMNS)) + "\n")
    for rule, weights in table.items():
        out("\t".join((rule, *(f"{weight:g}" for weight in weights))) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Annotated papers in; the table of rule weights of names (`weights.tsv`) out.

A softmax regression with an L2 penalty over the names of all papers: a name's features are the rules that voted for
it and the encoder's hints on it, its class is the type that the annotation gives it, or none. `Introduced` is a
logistic regression over the names that are entities.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import nlp, registry
from kg.mentions.base import Detector
from kg.mentions.combine import names, voting
from kg.mentions.hints import proposed, told
from kg.mentions.weights import COLUMNS
from kg.model import ENTITY_TYPES, Hints, Mention
from kg.nlp import Prose
from kg.training.regression import weights
from kg.values.name import normal

Row = Mapping[str, Any]
Held = Mapping[str, Hints]
"""Paper's id → the hints of an encoder that has not learnt from the paper."""
PENALTY = 1.5
LEAST = 6
"""Rules that fewer names have get no weight of their own."""


@dataclass(frozen=True, slots=True)
class Example:
    """One name of one paper: what speaks for it, its class (index of ENTITY_TYPES, or -1), whether new."""

    rules: Mapping[str, float]
    kind: int
    new: bool


def voted(prose: Prose, detectors: Iterable[Detector], hints: Hints | None) -> list[Mention]:
    """All votes on a text, the encoder's own among them."""
    votes = [vote for detector in detectors for vote in detector.detect(prose)]
    return votes if hints is None else [*votes, *proposed(prose.text, hints, voting(votes))]


def examples(row: Row, detectors: Iterable[Detector], hints: Hints | None = None) -> list[Example]:
    """The names of one annotated paper."""
    votes = voted(nlp.read(f"{row['title']}\n{row['abstract']}"), detectors, hints)
    gold: dict[str, tuple[int, bool]] = {}
    places = [kind.value for kind in ENTITY_TYPES]
    for entity in row["entities"]:
        for spelling in entity["surfaces"]:
            gold.setdefault(normal(spelling), (places.index(entity["type"]), bool(entity.get("introduced"))))
    found = []
    for key, own in names(voting(votes)).items():
        kind, new = next((gold[s] for s in (key, *(normal(v.surface) for v in own)) if s in gold), (-1, False))
        found.append(Example({**dict.fromkeys((vote.rule for vote in own), 1.0), **told(own, hints)}, kind, new))
    return found


def fit(found: Sequence[Example]) -> dict[str, list[float]]:
    """Rule -> weights, a column for each of COLUMNS."""
    types = weights([(e.rules, e.kind) for e in found], len(ENTITY_TYPES), penalty=PENALTY, least=LEAST)
    entities = [(e.rules, int(e.new) - 1) for e in found if e.kind >= 0]
    new = weights(entities, 1, penalty=PENALTY, least=1)
    return {rule: [*row, *new.get(rule, [0.0])] for rule, row in types.items()}


def fitted(papers: Iterable[Row], held: Held | None = None) -> str:
    """The text of weights.tsv, fitted on these papers; with the hints on those that `held` has."""
    detectors = registry.load_all("kg.mentions")
    found = [example for paper in papers for example in examples(paper, detectors, (held or {}).get(str(paper["id"])))]
    lines = [
        "# What each rule is worth for each type, in log-odds. Fitted on annotated papers by `kg train`",
        "# (softmax regression, L2 penalty); not edited by hand.",
        "\t".join(("rule", *COLUMNS)),
        *("\t".join((rule, *(f"{weight:g}" for weight in row))) for rule, row in fit(found).items()),
    ]
    return "\n".join(lines) + "\n"

"""Annotated papers in; the tables of what votes and hints are worth for the type of a name, out.

Two steps. A softmax regression with an L2 penalty weighs the rules over the names of all papers: a name's features are
the rules that voted for it, its class is the type that the annotation gives it, or none; `Introduced` is a logistic
regression over the names that are entities. A second, small one weighs the rules' log-odds, as tables of other folds
give them, against the encoder's (stacking, Wolpert 1992, https://doi.org/10.1016/S0893-6080(05)80023-1). Both are
linear, so the result is again one weight a rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg import nlp
from kg.mentions.base import Detector
from kg.mentions.combine import names, voting
from kg.mentions.hints import proposed, told
from kg.mentions.weights import COLUMNS
from kg.model import ENTITY_TYPES, Hints, Mention, MentionType
from kg.nlp import Prose
from kg.training.regression import BIAS, Design, Speaking, Table
from kg.values.name import normal

Row = Mapping[str, Any]
PENALTY = 1.5
STACK_PENALTY = 0.3
LEAST = 6
"""Rules that fewer names have get no weight of their own."""
_LAST = len(COLUMNS) - 1
_OWN = tuple(f"rules {column}" for column in COLUMNS)
_MOST = 15.0
_FEW = frozenset(ENTITY_TYPES.index(kind) for kind in (MentionType.HARDWARE, MentionType.ORGANIZATION))
"""Types that our own annotations give less often than the gold's: their columns are fitted on the gold alone."""


@dataclass(frozen=True, slots=True)
class Example:
    """One name of a paper (by its number): what speaks for it, its class (in ENTITY_TYPES, or -1), whether new."""

    paper: int
    speaking: Speaking
    kind: int
    new: bool

    @property
    def rules(self) -> Speaking:
        """What the rules say."""
        return {rule: strength for rule, strength in self.speaking.items() if not _hint(rule)}

    @property
    def hints(self) -> Speaking:
        """What the encoder says."""
        return {rule: strength for rule, strength in self.speaking.items() if _hint(rule)}


def _hint(rule: str) -> bool:
    return rule.startswith(("encoder.", "proposed."))


def voted(prose: Prose, detectors: Iterable[Detector], hints: Hints | None) -> list[Mention]:
    """All votes on a text, the encoder's own among them."""
    votes = [vote for detector in detectors for vote in detector.detect(prose)]
    return votes if hints is None else [*votes, *proposed(prose.text, hints, voting(votes))]


def examples(paper: int, row: Row, detectors: Iterable[Detector], hints: Hints | None = None) -> list[Example]:
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
        speaking = {**dict.fromkeys((vote.rule for vote in own), 1.0), **told(own, hints)}
        found.append(Example(paper, speaking, kind, new))
    return found


def rule_tables(found: Sequence[Example], gold: int, chosen: Sequence[frozenset[int]]) -> list[Table]:
    """For each choice of papers the rules' weights, a column for each of COLUMNS.

    Papers from the number `gold` on are annotated by us.
    """
    ruled = [one for one in found if one.rules]
    design = Design.of([one.rules for one in ruled], least=LEAST)
    kinds = [one.kind for one in ruled]
    entities = [one for one in ruled if one.kind >= 0]
    newness = Design.of([one.rules for one in entities], least=LEAST)
    new = [int(one.new) - 1 for one in entities]
    tables = []
    for papers in chosen:
        rows = [n for n, one in enumerate(ruled) if one.paper in papers]
        sure = [n for n in rows if ruled[n].paper < gold]
        types = design.fit(kinds, rows, len(ENTITY_TYPES), penalty=PENALTY)
        strict = design.fit(kinds, sure, len(ENTITY_TYPES), penalty=PENALTY)
        own = [n for n, one in enumerate(entities) if one.paper in papers]
        introduced = newness.fit(new, own, 1, penalty=PENALTY)
        tables.append(
            {
                rule: [
                    *(strict[rule][at] if at in _FEW else weight for at, weight in enumerate(row)),
                    *introduced.get(rule, [0.0]),
                ]
                for rule, row in types.items()
            }
        )
    return tables


def stacked(found: Sequence[Example], own: Sequence[Table], chosen: Sequence[frozenset[int]]) -> list[Table]:
    """For each choice of papers the weights of rules and hints together.

    `own`: the rules' tables of each choice. A paper's log-odds come from the table of the first choice that lacks it.
    """
    lacking = {one.paper: next((n for n, papers in enumerate(chosen) if one.paper not in papers), 0) for one in found}
    speaking = [{**_told(own[lacking[one.paper]], one.rules), **one.hints} for one in found]
    design = Design.of(speaking, least=LEAST)
    entities = [n for n, one in enumerate(found) if one.kind >= 0]
    newness = Design.of([speaking[n] for n in entities], least=LEAST)
    kinds, new = [one.kind for one in found], [int(found[n].new) - 1 for n in entities]
    tables = []
    for table, papers in zip(own, chosen, strict=True):
        rows = [n for n, one in enumerate(found) if one.paper in papers]
        types = design.fit(kinds, rows, len(ENTITY_TYPES), penalty=STACK_PENALTY)
        of_entities = [at for at, n in enumerate(entities) if found[n].paper in papers]
        introduced = newness.fit(new, of_entities, 1, penalty=STACK_PENALTY)
        zero = [0.0] * len(ENTITY_TYPES)
        both = {name: [*types.get(name, zero), *introduced.get(name, [0.0])] for name in (*types, *introduced)}
        tables.append(_folded(table, both))
    return tables


def _told(table: Table, rules: Speaking) -> dict[str, float]:
    """The rules' log-odds for each column."""
    rows = [table[BIAS], *(table[rule] for rule in rules if rule in table)]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    return {name: max(-_MOST, min(_MOST, total)) for name, total in zip(_OWN, sums, strict=True)}


def _folded(table: Table, stack: Table) -> Table:
    """One table that gives what the stack makes of the first table's log-odds."""
    matrix = np.array([stack.get(name, [0.0] * len(COLUMNS)) for name in _OWN])
    rows = {rule: np.array(weights) @ matrix for rule, weights in table.items()}
    rows[BIAS] = rows[BIAS] + np.array(stack[BIAS])
    folded = {rule: [round(float(weight), 3) for weight in row] for rule, row in rows.items()}
    return {**folded, **{rule: weights for rule, weights in stack.items() if _hint(rule)}}


def write(table: Table) -> str:
    """The text of a table of weights of names."""
    rules = [BIAS, *sorted(table.keys() - {BIAS})]
    lines = [
        "# What each rule is worth for each type, in log-odds. Fitted on annotated papers by `kg train`",
        "# (softmax regression, L2 penalty); not edited by hand.",
        "\t".join(("rule", *COLUMNS)),
        *("\t".join((rule, *(f"{weight:g}" for weight in table[rule]))) for rule in rules),
    ]
    return "\n".join(lines) + "\n"

"""A document and its reading in; the relations that its text states between entities out.

Rules vote on candidate pairs (kg/facts/candidates.py), one table weighs the votes (relation_weights.tsv).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.facts.candidates import Candidate, candidates
from kg.facts.relation_weights import BEST, SURE, chance, log_odds, strongest, table
from kg.model import Evidence, Reading, Relation, RelationFact
from kg.nlp import Prose

Triple = tuple[str, Relation, str]


class Judged(NamedTuple):
    """A candidate and its log-odds."""

    candidate: Candidate
    odds: float

    @property
    def triple(self) -> Triple:
        return self.candidate.head, self.candidate.relation, self.candidate.tail


_BEATS = Relation.OUTPERFORMS
_PARTS = frozenset({Relation.BASED_ON, Relation.USES})


class Relations:
    """The FactExtractor of all eight relations; evidence is the sentence that says it surest."""

    def extract(self, prose: Prose, reading: Reading) -> Iterable[RelationFact]:
        found = standing(judge(candidates(prose.text, reading)))
        return [_fact(judged) for judged in found]


def judge(found: Iterable[Candidate]) -> Iterator[Judged]:
    weights = table()
    for candidate in found:
        yield Judged(candidate, log_odds(weights[candidate.relation], candidate.votes))


def standing(found: Iterable[Judged]) -> list[Judged]:
    """Each triple once, at its surest place, where sure enough; by evidence, head, relation and tail."""
    surest: dict[Triple, Judged] = {}
    for judged in found:
        triple = judged.triple
        best = surest.get(triple)
        if best is None or judged.odds > best.odds:
            surest[triple] = judged
    best_of_tail: dict[str, float] = {}
    for (_, _, tail), judged in surest.items():
        best_of_tail[tail] = max(judged.odds, best_of_tail.get(tail, judged.odds))
    kept = [
        judged
        for (_, _, tail), judged in surest.items()
        if judged.odds >= (BEST if judged.odds == best_of_tail[tail] else SURE)
    ]
    return sorted(
        _without_excluded(kept), key=lambda judged: (judged.candidate.start, judged.candidate.end, judged.triple)
    )


def _without_excluded(kept: Sequence[Judged]) -> list[Judged]:
    """What a name is said to beat, it is not built on or with: a comparison names its rivals as if they were parts."""
    beaten = {(one.candidate.head, one.candidate.tail) for one in kept if one.candidate.relation == _BEATS}
    return [
        one
        for one in kept
        if one.candidate.relation not in _PARTS or (one.candidate.head, one.candidate.tail) not in beaten
    ]


def _fact(judged: Judged) -> RelationFact:
    candidate = judged.candidate
    rule = f"relation: {strongest(table()[candidate.relation], candidate.votes)}"
    evidence = Evidence(candidate.start, candidate.end, round(chance(judged.odds), 3), rule)
    return RelationFact(candidate.head, candidate.relation, candidate.tail, evidence)

"""A document and its reading in; the relations that its text states between entities out.

Rules vote on candidate pairs (kg/facts/candidates.py), one table weighs the votes (relation_weights.tsv).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.facts.candidates import Candidate, candidates
from kg.facts.hinted import Hinted
from kg.facts.relation_weights import Tables, bar, confidence, log_odds, strongest, table
from kg.model import Evidence, Reading, Relation, RelationFact
from kg.nlp import Prose
from kg.values.model_name import parse

Triple = tuple[str, Relation, str]


class Judged(NamedTuple):
    """A candidate and its log-odds."""

    candidate: Candidate
    odds: float

    @property
    def triple(self) -> Triple:
        return self.candidate.head, self.candidate.relation, self.candidate.tail


_BARS = {relation: (bar(relation, best=True), bar(relation, best=False)) for relation in Relation}
_LEAST = min(map(min, _BARS.values()))
_BEATS = Relation.OUTPERFORMS
_PARTS = frozenset({Relation.BASED_ON, Relation.USES})


@dataclass(frozen=True, slots=True)
class Relations:
    """The FactExtractor of all eight relations; evidence is the sentence that says it surest.

    `tables`: relation → rule or hint → weight; the shipped ones of the rules, unless given.
    """

    tables: Tables | None = None

    def extract(self, prose: Prose, reading: Reading) -> Iterable[RelationFact]:
        tables = self.tables or table()
        found = standing(judge(prose.text, reading, tables))
        return [_fact(judged, tables) for judged in found]


def judge(text: str, reading: Reading, tables: Tables) -> Iterator[Judged]:
    """Every candidate of a text, weighed with what the reading's hints say of it."""
    found: Iterable[Candidate] = candidates(text, reading)
    if reading.hints is None:
        for candidate in found:
            yield Judged(candidate, log_odds(tables[candidate.relation], candidate.votes))
        return
    hinted = Hinted(reading, reading.hints)
    found = list(found)
    for candidate in (*found, *hinted.alone(text, reading, found)):
        strengths = hinted.strengths(candidate.head, candidate.relation, candidate.tail)
        yield Judged(candidate, log_odds(tables[candidate.relation], candidate.votes, strengths))


def standing(found: Iterable[Judged]) -> list[Judged]:
    """Each triple once, at its surest place, where sure enough; by evidence, head, relation and tail."""
    surest: dict[Triple, Judged] = {}
    for judged in found:
        if judged.odds < _LEAST:
            continue  # it can't stand, whatever its relation
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
        if judged.odds >= _BARS[judged.candidate.relation][0 if judged.odds == best_of_tail[tail] else 1]
    ]
    return sorted(
        _without_excluded(kept), key=lambda judged: (judged.candidate.start, judged.candidate.end, judged.triple)
    )


def _without_excluded(kept: Sequence[Judged]) -> list[Judged]:
    """What a name is said to beat, it is not built on or with: a comparison names its rivals as if they were parts.

    Nor is one size of a series built on another.
    """
    beaten = {(one.candidate.head, one.candidate.tail) for one in kept if one.candidate.relation == _BEATS}
    return [
        one
        for one in kept
        if one.candidate.relation not in _PARTS
        or ((one.candidate.head, one.candidate.tail) not in beaten and not _sizes_of_one(one.candidate))
    ]


def _sizes_of_one(candidate: Candidate) -> bool:
    """Whether head and tail are one model in two sizes, or in a size and in none."""
    if candidate.relation is not Relation.BASED_ON:
        return False
    head, tail = parse(candidate.head), parse(candidate.tail)
    return replace(head, name="", key="", size=None) == replace(tail, name="", key="", size=None)


def _fact(judged: Judged, tables: Tables) -> RelationFact:
    candidate = judged.candidate
    rule = f"relation: {strongest(tables[candidate.relation], candidate.votes)}"
    evidence = Evidence(
        candidate.start, candidate.end, round(confidence(tables[candidate.relation], judged.odds), 3), rule
    )
    return RelationFact(candidate.head, candidate.relation, candidate.tail, evidence)

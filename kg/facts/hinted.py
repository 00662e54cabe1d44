"""A reading's hints in; how strongly they speak for a pair of its entities, and the pairs that only they see, out."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from kg.facts.candidates import Candidate
from kg.facts.patterns import DOMAINS
from kg.model import PAPER, Hints, PaperEntity, Reading, Relation
from kg.values.sentence import bounds

BOUND = 8.0
OWN, RIVAL = "encoder", "encoder rival"
"""The log-odds of the relation in question, and of the likeliest other one between the same two."""
ALONE = "encoder alone"
"""The vote of a pair that no rule proposed."""
LEAST = -1.0
"""Log-odds from which such a pair is looked at."""
_ORDER = {relation: place for place, relation in enumerate(Relation)}


class Hinted:
    """The hints of one text, by the canonical names of its entities."""

    def __init__(self, reading: Reading, hints: Hints) -> None:
        self.hints = hints
        self.numbers = {entity.canonical: numbers_of(entity, hints) for entity in reading.entities}
        self.numbers[PAPER] = (Hints.PAPER,)
        self.linked = self._linked()

    def strengths(self, head: str, relation: Relation, tail: str) -> dict[str, float]:
        """Hint → strength; nothing where the encoder wasn't asked about the two."""
        best = self.linked.get(tail, {}).get(head)
        if best is None:
            return {}
        place = _ORDER[relation]
        rival = max(strength for other, strength in enumerate(best) if other != place)
        return {OWN: _bounded(best[place]), RIVAL: _bounded(rival)}

    def _linked(self) -> Mapping[str, Mapping[str, Sequence[float]]]:
        """Tail → head → each relation's log-odds, the best of the names' that the encoder was asked about."""
        named: dict[int, list[str]] = {}
        for name, numbers in self.numbers.items():
            for number in numbers:
                named.setdefault(number, []).append(name)
        linked: dict[str, dict[str, Sequence[float]]] = {}
        for (one, other), row in self.hints.relations.items():
            own = row[: len(_ORDER)]
            for tail in named.get(other, ()):
                heads = linked.setdefault(tail, {})
                for head in named.get(one, ()):
                    heads[head] = list(map(max, heads[head], own)) if head in heads else own
        return linked

    def alone(self, text: str, reading: Reading, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """The likely pairs that are not among the rules' candidates; evidence is the sentence that names both ends."""
        known = {(one.head, one.relation, one.tail) for one in found}
        places = defaultdict(list)
        for place, entity in enumerate(reading.entities):
            places[entity.canonical].append(place)
        for tail in reading.entities:
            linked = self.linked.get(tail.canonical, {})
            entities = (reading.entities[place] for place in sorted(place for name in linked for place in places[name]))
            for head in (*entities, *([None] if PAPER in linked else ())):
                name = head.canonical if head else PAPER
                for relation in _likely(head, linked[name], tail):
                    if name != tail.canonical and (name, relation, tail.canonical) not in known:
                        start, end = _evidence(text, head, tail)
                        yield Candidate(name, relation, tail.canonical, start, end, (ALONE,))


def numbers_of(entity: PaperEntity, hints: Hints) -> tuple[int, ...]:
    """The numbers that the hints give the entity's names."""
    spans = ((mention.start, mention.end) for mention in entity.mentions)
    return tuple(sorted({hints.names[span] for span in spans if span in hints.names}))


def _likely(head: PaperEntity | None, strengths: Sequence[float], tail: PaperEntity) -> Iterator[Relation]:
    """The relations that the two can have by their types, and that are likely enough to be looked at."""
    for relation, domain in DOMAINS.items():
        fits = tail.type in domain.tails and (domain.paper if head is None else head.type in domain.heads)
        if fits and strengths[_ORDER[relation]] >= LEAST:
            yield relation


def _bounded(strength: float) -> float:
    return max(-BOUND, min(BOUND, strength))


def _evidence(text: str, head: PaperEntity | None, tail: PaperEntity) -> tuple[int, int]:
    """The smallest run of sentences that names head and tail; of equals the first."""
    sentences = bounds(text)
    tails = _sentences(tail, sentences)
    heads = _sentences(head, sentences) if head is not None and head.mentions else tails
    runs = []
    for one in heads:  # the nearest tail is the last before or the first behind
        place = bisect_left(tails, one)
        runs += [(min(one, other), max(one, other)) for other in tails[max(0, place - 1) : place + 1]]
    first, last = min(runs, key=lambda run: (run[1] - run[0], run))
    return sentences[first][0], sentences[last][1]


def _sentences(entity: PaperEntity, sentences: Sequence[tuple[int, int]]) -> list[int]:
    """The numbers of the sentences that name an entity."""
    return sorted({bisect_right(sentences, mention.start, key=itemgetter(0)) - 1 for mention in entity.mentions})

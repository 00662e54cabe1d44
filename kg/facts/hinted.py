"""A reading's hints in; how strongly they speak for a pair of its entities, and the pairs that only they see, out."""

from collections.abc import Iterable, Iterator, Sequence

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
        self.numbers = {entity.canonical: _numbers(entity, hints) for entity in reading.entities}
        self.numbers[PAPER] = (Hints.PAPER,)

    def strengths(self, head: str, relation: Relation, tail: str) -> dict[str, float]:
        """Hint → strength; nothing where the encoder wasn't asked about the two."""
        rows = self._rows(head, tail)
        if not rows:
            return {}
        place = _ORDER[relation]
        best = [max(column) for column in zip(*rows, strict=True)][: len(_ORDER)]
        rival = max(strength for other, strength in enumerate(best) if other != place)
        return {OWN: _bounded(best[place]), RIVAL: _bounded(rival)}

    def _rows(self, head: str, tail: str) -> list[tuple[float, ...]]:
        relations = self.hints.relations
        return [
            relations[pair]
            for one in self.numbers.get(head, ())
            for other in self.numbers.get(tail, ())
            if (pair := (one, other)) in relations
        ]

    def alone(self, text: str, reading: Reading, found: Iterable[Candidate]) -> Iterator[Candidate]:
        """The likely pairs that are not among the rules' candidates; evidence is the sentence that names both ends."""
        known = {(one.head, one.relation, one.tail) for one in found}
        heads: list[PaperEntity | None] = [*reading.entities, None]
        for tail in reading.entities:
            for head in heads:
                name = head.canonical if head else PAPER
                if name == tail.canonical or not self._rows(name, tail.canonical):
                    continue
                for relation, domain in DOMAINS.items():
                    fits = tail.type in domain.tails and (domain.paper if head is None else head.type in domain.heads)
                    if not fits or (name, relation, tail.canonical) in known:
                        continue
                    if self.strengths(name, relation, tail.canonical)[OWN] >= LEAST:
                        start, end = _evidence(text, head, tail)
                        yield Candidate(name, relation, tail.canonical, start, end, (ALONE,))


def _numbers(entity: PaperEntity, hints: Hints) -> tuple[int, ...]:
    spans = ((mention.start, mention.end) for mention in entity.mentions)
    return tuple(sorted({hints.names[span] for span in spans if span in hints.names}))


def _bounded(strength: float) -> float:
    return max(-BOUND, min(BOUND, strength))


def _evidence(text: str, head: PaperEntity | None, tail: PaperEntity) -> tuple[int, int]:
    """The smallest run of sentences that names head and tail; of equals the first."""
    sentences = bounds(text)
    tails = _sentences(tail, sentences)
    heads = _sentences(head, sentences) if head is not None and head.mentions else tails
    first, last = min(
        ((min(one, other), max(one, other)) for one in heads for other in tails),
        key=lambda run: (run[1] - run[0], run),
    )
    return sentences[first][0], sentences[last][1]


def _sentences(entity: PaperEntity, sentences: Sequence[tuple[int, int]]) -> list[int]:
    """The numbers of the sentences that name an entity."""
    return sorted(
        {
            max(number for number, (start, _) in enumerate(sentences) if start <= mention.start)
            for mention in entity.mentions
        }
    )

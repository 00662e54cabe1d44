"""The votes for one name, and an encoder's hints, in; the numbers that the weights multiply out.

Hints are evidence like votes, but with a strength: log-odds, bounded, since beyond some point surer says nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import ENTITY_TYPES, Hints, Mention

BOUND = 8.0
Told = Mapping[str, float]
NOTHING: Told = {}
_KINDS = tuple(f"encoder.{kind.value}" for kind in ENTITY_TYPES)


def told(votes: Sequence[Mention], hints: Hints | None) -> Told:
    """Hint → strength: each type's log-odds against none, that the name is new, and that it was asked about at all."""
    if hints is None:
        return NOTHING
    numbers = {hints.names[span] for vote in votes if (span := (vote.start, vote.end)) in hints.names}
    number = min(numbers & hints.kinds.keys(), default=None)
    if number is None:
        return NOTHING
    none, *kinds = hints.kinds[number]
    strengths = {name: bounded(kind - none) for name, kind in zip(_KINDS, kinds, strict=True)}
    return {**strengths, "encoder.new": bounded(hints.new[number]), "encoder.asked": 1.0}


def bounded(strength: float) -> float:
    return max(-BOUND, min(BOUND, strength))


def proposed(text: str, hints: Hints, voted: Iterable[Mention]) -> Iterator[Mention]:
    """The encoder's own spans, as votes, unless they cut a word or a span that the rules voted for."""
    taken = {(vote.start, vote.end) for vote in voted}
    for one in hints.proposals:
        cut = any(start < one.end and one.start < end and (start, end) != (one.start, one.end) for start, end in taken)
        whole = not (text[one.start - 1 : one.start].isalnum() or text[one.end : one.end + 1].isalnum())
        if whole and not cut and text[one.start : one.end].strip():
            grade = "sure" if one.chance >= 0.9 else "likely"
            rule = f"proposed.{one.type.value}.{grade}"
            yield Mention(one.type, one.start, one.end, text[one.start : one.end], one.chance, rule)

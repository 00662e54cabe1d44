"""The votes for one name, and an encoder's hints, in; the numbers that the weights multiply out.

Hints are evidence like votes, but with a strength: log-odds, bounded, since beyond some point surer says nothing more.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from kg.model import ENTITY_TYPES, Hints, Mention

BOUND = 8.0
Told = Mapping[str, float]
Span = tuple[int, int]
NOTHING: Told = {}
_NONE: tuple[Span, ...] = ()
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
    cuts = _cutting({(vote.start, vote.end) for vote in voted})
    for one in hints.proposals:
        whole = not (text[max(0, one.start - 1) : one.start].isalnum() or text[one.end : one.end + 1].isalnum())
        if whole and not cuts((one.start, one.end)) and text[one.start : one.end].strip():
            grade = "sure" if one.chance >= 0.9 else "likely"
            rule = f"proposed.{one.type.value}.{grade}"
            yield Mention(one.type, one.start, one.end, text[one.start : one.end], one.chance, rule)


def _cutting(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """Whether a span overlaps any of these but itself; looked up, since a long text has thousands of both."""
    ordered = sorted(spans)
    furthest = list(accumulate(ordered, lambda most, span: _two((*most, span)), initial=_NONE))

    def cuts(span: Span) -> bool:
        before = furthest[bisect_left(ordered, (span[1],))]
        return any(other != span and other[1] > span[0] for other in before)

    return cuts


def _two(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The two that end last: if one of them is the span that is asked about, the other tells."""
    return tuple(sorted(spans, key=lambda span: span[1])[-2:])

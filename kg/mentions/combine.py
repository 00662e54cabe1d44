"""All detectors' votes on one document in; the mentions that stand, in text order, out."""

from collections.abc import Iterable

from kg.model import Mention


def combine(votes: Iterable[Mention]) -> tuple[Mention, ...]:
    """The one place where votes are weighed: of overlapping spans the surest, then the longest stands."""
    standing: list[Mention] = []
    for vote in sorted(votes, key=lambda m: (-m.confidence, m.start - m.end, m.start, m.type, m.rule)):
        if all(vote.end <= other.start or other.end <= vote.start for other in standing):
            standing.append(vote)
    return tuple(sorted(standing, key=lambda m: (m.start, m.end, m.type)))

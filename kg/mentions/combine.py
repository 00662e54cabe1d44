"""All detectors' votes on one document in; the mentions that stand, in text order, out.

Per name (its normal form; an acronym and its long form are one name) the weights of the rules that voted are added
up (kg/mentions/weights.py), which gives a probability for each type; the likeliest stands if it passes its threshold.
A new detector joins by its votes alone: a rule that the table doesn't know counts with its confidence.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.mentions.hints import NOTHING, Told, told
from kg.mentions.weights import INTRODUCED_FROM, THRESHOLDS, Weights, likely, shares, table
from kg.model import ENTITY_TYPES, Hints, Mention, MentionType
from kg.values.name import normal

_ENTITIES = frozenset(ENTITY_TYPES)
LIKELY = 0.5
"""The confidence below which a mention, however long, gives way to a surer one inside it."""
_SAME_NAME = "acronym.long"
"""The rule whose canonical is another spelling of the very name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a name is taken for: the type, its probability, and the probability that the paper introduces it."""

    type: MentionType
    share: float
    new: float


def combine(
    votes: Iterable[Mention], weights: Weights | None = None, hints: Hints | None = None
) -> tuple[Mention, ...]:
    """The one place where votes and hints are weighed; entity mentions don't overlap each other, nor do values."""
    entities, values = _by_kind(votes)
    standing_values = _surest(values)
    mentions: list[Mention] = []
    for own in names(_outside_links(entities, _links(standing_values))).values():
        verdict = judge(own, weights or table(), told(own, hints))
        if verdict is not None:
            mentions.extend(_standing(own, verdict))
    return tuple(sorted([*_apart(mentions), *standing_values], key=_order))


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.type, mention.canonical or ""


def voting(votes: Iterable[Mention]) -> list[Mention]:
    """The votes for entities, outside links."""
    entities, values = _by_kind(votes)
    return _outside_links(entities, _links(_surest(values)))


def _by_kind(votes: Iterable[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The votes for entities, and the values."""
    entities: list[Mention] = []
    values: list[Mention] = []
    for vote in votes:
        (entities if vote.type in _ENTITIES else values).append(vote)
    return entities, values


def _links(values: Iterable[Mention]) -> list[Mention]:
    return [value for value in values if value.type is MentionType.LINK]


def names(votes: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The votes by name: spellings of one normal form, and a long form with the acronym that it defines."""
    short = {normal(v.surface): normal(v.canonical) for v in votes if v.rule == _SAME_NAME and v.canonical}
    forms: dict[str, str] = {}
    together: dict[str, list[Mention]] = defaultdict(list)
    for vote in votes:
        form = forms.get(vote.surface)
        if form is None:
            form = forms[vote.surface] = normal(vote.surface)
        together[short.get(form, form)].append(vote)
    return together


def judge(votes: Sequence[Mention], weights: Weights, hinted: Told = NOTHING) -> Verdict | None:
    """The type of one name, or None where no type passes its threshold."""
    *totals, new = weights.sums(votes, hinted)
    chances = shares(totals)
    best = max(range(len(chances)), key=lambda place: chances[place])
    kind = ENTITY_TYPES[best]
    if chances[best] < THRESHOLDS[kind]:
        return None
    return Verdict(kind, chances[best], likely(new))


def _standing(votes: Sequence[Mention], verdict: Verdict) -> Iterator[Mention]:
    """One mention a span (and a canonical, where a span names several), with the most telling rule's name."""
    by_span: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for vote in votes:
        by_span[vote.start, vote.end].append(vote)
    is_new = verdict.new >= INTRODUCED_FROM
    told = {span for span, own in by_span.items() if any(vote.introduced for vote in own)} if is_new else set()
    first = min(by_span)
    for span, own in by_span.items():
        named = [vote for vote in own if vote.type is verdict.type and vote.canonical and vote.rule != "acronym.short"]
        best = max(own, key=lambda vote: (vote.type is verdict.type, vote.confidence, vote.rule))
        distinct = {vote.canonical: vote for vote in sorted(named, key=lambda v: (v.confidence, v.rule))} or {
            None: best
        }
        keep = [v for v in distinct.values() if v.rule == next(reversed(distinct.values())).rule]
        for vote in keep:
            introduced = is_new and (span in told or (not told and span == first))
            yield _judged(vote, verdict, introduced)


def _judged(vote: Mention, verdict: Verdict, introduced: bool) -> Mention:
    """The vote with what its name was taken for."""
    return Mention(
        verdict.type,
        vote.start,
        vote.end,
        vote.surface,
        round(verdict.share, 3),
        vote.rule,
        vote.canonical,
        vote.family,
        vote.vendor,
        introduced,
        vote.value,
        round(verdict.new, 3),
    )


def _outside_links(votes: Sequence[Mention], links: Sequence[Mention]) -> list[Mention]:
    """A link swallows what lies inside it."""
    if not links:
        return list(votes)
    starts = [link.start for link in links]
    kept = []
    for vote in votes:
        place = bisect_right(starts, vote.start) - 1
        if place < 0 or links[place].end <= vote.start:
            kept.append(vote)
    return kept


def _surest(votes: Iterable[Mention]) -> list[Mention]:
    """Of overlapping values the surest, then the longest; a link before all."""
    return _greedy(
        votes, lambda m: (m.type is not MentionType.LINK, -m.confidence, m.start - m.end, m.start, m.type, m.rule)
    )


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Of overlapping entity mentions the longest that is likelier than not; a maker may lie in its product's name."""
    makers = [m for m in mentions if m.type is MentionType.ORGANIZATION]
    others = [m for m in mentions if m.type is not MentionType.ORGANIZATION]
    rank = lambda m: (m.confidence < LIKELY, m.start - m.end, -m.confidence, m.start, m.type, m.rule)  # noqa: E731
    return [*_greedy(others, rank), *_greedy(makers, rank)]


def _greedy(mentions: Iterable[Mention], rank: Callable[[Mention], Any]) -> list[Mention]:
    """Takes mentions by rank, each unless it overlaps one taken before; equal spans may name several things."""
    starts: list[int] = []
    taken: list[list[Mention]] = []
    for mention in sorted(mentions, key=rank):
        place = bisect_right(starts, mention.start)
        before, behind = taken[place - 1 : place], taken[place : place + 1]
        if before and before[0][0].end > mention.start:
            if _same_span(before[0][0], mention):
                before[0].append(mention)
            continue
        if behind and behind[0][0].start < mention.end:
            continue
        starts.insert(place, mention.start)
        taken.insert(place, [mention])
    return [mention for cell in taken for mention in cell]


def _same_span(one: Mention, other: Mention) -> bool:
    """Whether two mentions of one span name two things of one type ('Gemma-2B/7B')."""
    return (one.start, one.end, one.type) == (other.start, other.end, other.type) and one.canonical != other.canonical

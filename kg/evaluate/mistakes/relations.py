"""One paper in; its relations that were missed, spurious, turned round, of a wrong type or with a wrong head, out."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import cast

from kg.evaluate.align import RELATIONS, Item, Key, Row, compare, confidence
from kg.evaluate.mistakes import kinds
from kg.evaluate.mistakes.kinds import Kind, Mistake, take_pairs
from kg.evaluate.mistakes.paper import Paper, Span, places
from kg.model import PAPER
from kg.values.name import normal
from kg.values.sentence import bounds


def mistakes(paper: Paper) -> Iterator[Mistake]:
    """Pairs of a missed and a found relation by the table below, the first kind first; what is left stands alone."""
    compared = compare(paper.aligned)[RELATIONS]
    missed, spurious = compared.missed(), compared.spurious()
    right: Right = {("g", place) for place in paper.aligned.matched.values()} | {PAPER}
    for kind, fits in _PAIRS:
        for gold, found in take_pairs(missed, spurious, partial(fits, right)):
            yield _mistake(paper, kind, gold.row, found.row)
    for item in missed:
        lost = _outside(item, right)
        kind = kinds.END_MISSED if lost else kinds.BOTH_FOUND
        yield _mistake(paper, kind, item.row, None, f"not found: {', '.join(lost)}" if lost else None)
    for item in spurious:
        strange = _outside(item, right)
        kind = kinds.END_SPURIOUS if strange else kinds.BOTH_SPURIOUS
        yield _mistake(paper, kind, None, item.row, f"not in gold: {', '.join(strange)}" if strange else None)


Right = set[Key]
"""The keys of gold entities that were found, and PAPER."""


def _reversed(_: Right, gold: Item, found: Item) -> bool:
    return _triple(gold) == _triple(found)[::-1]


def _other_relation(_: Right, gold: Item, found: Item) -> bool:
    return {*_triple(gold)[::2]} == {*_triple(found)[::2]}


def _other_head(right: Right, gold: Item, found: Item) -> bool:
    return _triple(gold)[1:] == _triple(found)[1:] and _triple(gold)[0] in right


_PAIRS: Sequence[tuple[Kind, Callable[[Right, Item, Item], bool]]] = (
    (kinds.REVERSED, _reversed),
    (kinds.WRONG_RELATION, _other_relation),
    (kinds.WRONG_HEAD, _other_head),
)


def _triple(item: Item) -> tuple[Key, Key, Key]:
    return cast(tuple[Key, Key, Key], item.key)


def _outside(item: Item, right: Right) -> list[str]:
    """The ends, in words, that are no entity which both sides have."""
    head, _, tail = _triple(item)
    return [item.row[end] for end, key in (("head", head), ("tail", tail)) if key not in right]


def _mistake(paper: Paper, kind: Kind, gold: Row | None, found: Row | None, note: str | None = None) -> Mistake:
    told = [row["relation"] for row in (gold, found) if row is not None]
    place = None if found is None else paper.evidence(found)
    return Mistake(
        kind,
        type=told[0],
        other_type=next((other for other in told[1:] if other != told[0]), None),
        paper=paper.id,
        title=paper.title,
        gold=_words(gold),
        found=_words(found),
        sentence=paper.sentence(place or _best_place(paper, gold or found or {})),
        missed=gold is not None,
        wrong=found is not None,
        note=note,
        confidence=confidence(found or {}),
        rule=(found or {}).get("rule"),
    )


def _words(row: Row | None) -> str | None:
    return None if row is None else f"{row['head']} {row['relation']} {row['tail']}"


def _best_place(paper: Paper, row: Row) -> Span | None:
    """The first sentence of those that name most of the two ends; the tail goes before the head."""
    heads, tails = _places(paper, row["head"]), _places(paper, row["tail"])
    sentences = sorted(
        bounds(paper.text), key=lambda sentence: (-2 * _holds(sentence, tails) - _holds(sentence, heads), sentence)
    )
    best = next(iter(sentences), None)
    return best if best and (_holds(best, heads) or _holds(best, tails)) else None


def _holds(sentence: Span, spans: Sequence[Span]) -> bool:
    return any(sentence[0] <= start and end <= sentence[1] for start, end in spans)


def _places(paper: Paper, name: str) -> Sequence[Span]:
    place = paper.aligned.gold.index.get(normal(name))
    return places(paper.text, [name]) if place is None else paper.gold_spans[place]

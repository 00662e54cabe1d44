"""One paper in; its entities that were missed, spurious, of wrong type or extent, or wrongly introduced, out."""

from collections.abc import Iterator

from kg.evaluate.align import Row, confidence
from kg.evaluate.mistakes import kinds
from kg.evaluate.mistakes.kinds import Kind, Mistake, take_pairs
from kg.evaluate.mistakes.paper import Paper, Span, overlapping


def mistakes(paper: Paper) -> Iterator[Mistake]:
    """Wrong types go before wrong extents, both before what stands alone; entities are named by their places."""
    matched = paper.aligned.matched
    missed = [place for place in range(len(paper.gold_spans)) if place not in matched.values()]
    spurious = [place for place in range(len(paper.found_spans)) if place not in matched]
    match = _Match(paper)
    for kind, fits in (
        (kinds.WRONG_TYPE, match.same_spelling),
        (kinds.WRONG_EXTENT, match.same_type_and_place),
        (kinds.WRONG_BOTH, match.same_place),
    ):
        for gold, found in take_pairs(missed, spurious, fits):
            yield _mistake(paper, kind, gold, found, missed=True, wrong=True)
    for gold in missed:
        yield _mistake(paper, *match.missed(gold), missed=True, wrong=False)
    for found in spurious:
        yield _mistake(paper, *match.spurious(found), missed=False, wrong=True)
    for found, gold in matched.items():
        is_new, was_new = bool(match.gold[gold].get("introduced")), bool(match.found[found].get("introduced"))
        if is_new != was_new:
            kind = kinds.NEW_MISSED if is_new else kinds.NEW_WRONG
            yield _mistake(paper, kind, gold, found, missed=is_new, wrong=was_new)


class _Match:
    """What gold and found entities have in common."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.gold, self.found = paper.aligned.gold.entities, paper.aligned.found.entities

    def same_spelling(self, gold: int, found: int) -> bool:
        return bool(self.paper.aligned.gold.spellings[gold] & self.paper.aligned.found.spellings[found])

    def same_type(self, gold: int, found: int) -> bool:
        return bool(self.gold[gold]["type"] == self.found[found]["type"])

    def same_place(self, gold: int, found: int) -> bool:
        return overlapping(self.paper.gold_spans[gold], self.paper.found_spans[found]) is not None

    def same_type_and_place(self, gold: int, found: int) -> bool:
        return self.same_type(gold, found) and self.same_place(gold, found)

    def missed(self, gold: int) -> tuple[Kind, int, int | None]:
        """Why no find is left for a gold entity, and the find that has to do with it."""
        finds = range(len(self.found))
        spelt = [found for found in finds if self.same_spelling(gold, found)]
        for found in spelt:
            if self.same_type(gold, found):
                return kinds.MERGED, gold, found
        if spelt:
            return kinds.WRONG_TYPE, gold, spelt[0]
        over = next((found for found in finds if self.same_place(gold, found)), None)
        return (kinds.MISSED if over is None else kinds.MISSED_UNDER), gold, over

    def spurious(self, found: int) -> tuple[Kind, int | None, int]:
        """Why no gold entity is left for a find, and the gold entity that has to do with it."""
        all_gold = range(len(self.gold))
        spelt = [gold for gold in all_gold if self.same_spelling(gold, found)]
        for gold in spelt:
            if self.same_type(gold, found):
                return kinds.SPLIT, gold, found
        if spelt:
            return kinds.WRONG_TYPE, spelt[0], found
        over = next((gold for gold in all_gold if self.same_place(gold, found)), None)
        return (kinds.SPURIOUS if over is None else kinds.SPURIOUS_OVER), over, found


def _mistake(paper: Paper, kind: Kind, gold: int | None, found: int | None, *, missed: bool, wrong: bool) -> Mistake:
    ours = None if gold is None else paper.aligned.gold.entities[gold]
    theirs = None if found is None else paper.aligned.found.entities[found]
    types = [one["type"] for one in (ours, theirs) if one is not None]
    return Mistake(
        kind,
        type=types[0],
        other_type=next((other for other in types[1:] if other != types[0]), None),
        paper=paper.id,
        title=paper.title,
        gold=_words(ours),
        found=_words(theirs),
        sentence=paper.sentence(_place(paper, gold, found)),
        missed=missed,
        wrong=wrong,
        introduced=any(one is not None and bool(one.get("introduced")) for one in (ours, theirs)),
        confidence=confidence(theirs or {}),
        rule=(theirs or {}).get("rule"),
    )


def _words(entity: Row | None) -> str | None:
    return None if entity is None else f"{entity['type']} {entity['canonical']}"


def _place(paper: Paper, gold: int | None, found: int | None) -> Span | None:
    """Where the two meet, else the first place of the one that there is."""
    ours = () if gold is None else paper.gold_spans[gold]
    theirs = () if found is None else paper.found_spans[found]
    return overlapping(theirs, ours) or next(iter((*theirs, *ours)), None)

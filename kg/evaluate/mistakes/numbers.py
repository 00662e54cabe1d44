"""One paper in; its rows of parameters, tokens, hardware and links that were missed, spurious or wrong, out."""

from collections.abc import Callable, Iterator

from kg.evaluate.align import ROW_MEASURES, Aligned, Compared, Item, Key, Row, amount, confidence
from kg.evaluate.mistakes import kinds
from kg.evaluate.mistakes.kinds import Kind, Mistake, take_pairs
from kg.evaluate.mistakes.paper import Paper, Span, overlapping, places
from kg.values.name import normal

SECTIONS = ("parameters", "tokens", "hardware", "links")


def mistakes(paper: Paper) -> Iterator[Mistake]:
    """A find of the right number or hardware goes before one of the right place; what is left stands alone."""
    aligned = paper.aligned
    for section in SECTIONS:
        measure = ROW_MEASURES[section]
        compared = Compared(
            tuple(measure.items(aligned.gold.row, aligned.gold_owner)),
            tuple(measure.items(aligned.found.row, aligned.found_owner)),
        )
        missed, spurious = compared.missed(), compared.spurious()
        for kind, fits in _fits(paper, section):
            for gold, found in take_pairs(missed, spurious, fits):
                note = _not_found(aligned, gold) if kind is kinds.WRONG_OWNER else None
                yield _mistake(paper, section, kind, gold.row, found.row, note)
        for item in missed:
            yield _mistake(paper, section, kinds.NUMBER_MISSED, item.row, None)
        for item in spurious:
            yield _mistake(paper, section, kinds.NUMBER_SPURIOUS, None, item.row)


Fits = Callable[[Item, Item], bool]


def _fits(paper: Paper, section: str) -> list[tuple[Kind, Fits]]:
    """The kinds of a pair in a section, and which pairs are of it."""
    if section == "hardware":
        return [(kinds.WRONG_VALUE, lambda gold, found: _part(gold, 0) == _part(found, 0))]
    same_place: tuple[Kind, Fits] = (kinds.WRONG_VALUE, lambda gold, found: _meet(paper, gold.row, found.row))
    if section == "links":
        return [same_place]
    return [(kinds.WRONG_OWNER, lambda gold, found: _part(gold, 0) == _part(found, 0)), same_place]


def _part(item: Item, place: int) -> Key:
    """A part of a key: of a number row (amount, owner), of a hardware row (owner, count)."""
    key = item.key
    return key[place] if isinstance(key, tuple) else key


def _not_found(aligned: Aligned, gold: Item) -> str | None:
    owner = _part(gold, 1)
    found = {("g", place) for place in aligned.matched.values()}
    return None if owner is None or owner in found else f"not found: {gold.row.get('of')}"


def _meet(paper: Paper, gold: Row, found: Row) -> bool:
    place = _found_place(paper, found)
    return place is not None and overlapping([place], _named_places(paper, gold)) is not None


def _named_places(paper: Paper, row: Row) -> tuple[Span, ...]:
    if "url" in row:
        names = [row["url"], row["url"].split("://")[-1], row.get("repo") or ""]
        return next((spans for name in names if (spans := places(paper.text, [name]))), ())
    if "name" in row:
        place = paper.aligned.gold.index.get(normal(row["name"]))
        return places(paper.text, [row["name"]]) if place is None else paper.gold_spans[place]
    return places(paper.text, [row.get("surface", "")])


def _found_place(paper: Paper, row: Row) -> Span | None:
    return paper.evidence(row) or next(iter(_named_places(paper, row)), None)


def _place(paper: Paper, gold: Row | None, found: Row | None) -> Span | None:
    if found is not None:
        return _found_place(paper, found)
    return None if gold is None else next(iter(_named_places(paper, gold)), None)


def _mistake(
    paper: Paper, section: str, kind: Kind, gold: Row | None, found: Row | None, note: str | None = None
) -> Mistake:
    return Mistake(
        kind,
        type=section,
        paper=paper.id,
        title=paper.title,
        gold=None if gold is None else words(gold),
        found=None if found is None else words(found),
        sentence=paper.sentence(_place(paper, gold, found)),
        missed=gold is not None,
        wrong=found is not None,
        note=note,
        confidence=confidence(found or {}),
        rule=(found or {}).get("rule"),
    )


def words(row: Row) -> str:
    """A number row in words.

    >>> words({"surface": "7B", "value": 7_000_000_000, "of": "Llama 2 7B"})
    '7B (7,000,000,000) of Llama 2 7B'
    >>> words({"name": "A100", "count": 8, "by": "PAPER"})
    '8 A100'
    """
    if "url" in row:
        return str(row["url"])
    if "name" in row:
        return str(row["name"]) if row.get("count") is None else f"{row['count']:,} {row['name']}"
    number = "-".join("?" if one is None else f"{one:,}" for one in amount(row))
    return f"{row['surface']} ({number}) of {row.get('of') or 'no name'}"

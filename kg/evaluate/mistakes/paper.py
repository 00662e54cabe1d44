"""One paper's aligned rows in; where in its text each of them stands, and the sentence that holds it, out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from kg.evaluate.align import Aligned, Row
from kg.values.sentence import around

Span = tuple[int, int]
Spans = tuple[Span, ...]


class Paper:
    """An aligned paper with its text (the gold's); spans are half-open, in code points."""

    def __init__(self, aligned: Aligned) -> None:
        self.aligned = aligned
        gold, found = aligned.gold.row, aligned.found.row
        self.title: str = gold["title"]
        self.id = str(gold.get("id", self.title))
        self.text = f"{self.title}\n{gold['abstract']}"
        self._same_text = f"{found.get('title')}\n{found.get('abstract')}" == self.text

    @cached_property
    def gold_spans(self) -> tuple[Spans, ...]:
        """The places of each gold entity; one inside another's longer name only where the entity has no other."""
        return _apart([places(self.text, _surfaces(entity)) for entity in self.aligned.gold.entities])

    @cached_property
    def found_spans(self) -> tuple[Spans, ...]:
        """The places of each found entity: its mentions, or its spellings where the records tell no usable place."""
        located = _apart([places(self.text, _surfaces(entity)) for entity in self.aligned.found.entities])
        return tuple(
            self._told(entity.get("mentions", ())) or spans
            for entity, spans in zip(self.aligned.found.entities, located, strict=True)
        )

    def evidence(self, row: Row) -> Span | None:
        """The place of a found row, or None where it tells none that can be used."""
        told = self._told([row])
        return told[0] if told else None

    def sentence(self, span: Span | None) -> str:
        """The sentence, or run of sentences, around a place."""
        if span is None:
            return ""
        start, end = around(self.text, *span)
        return self.text[start:end]

    def _told(self, rows: Iterable[Row]) -> Spans:
        if not self._same_text:
            return ()
        return tuple((row["start"], row["end"]) for row in rows if "start" in row)


def places(text: str, surfaces: Iterable[str]) -> Spans:
    """Where the surfaces stand as whole words, or behind a count ("8xH100"); a surface that nowhere does, anywhere.

    >>> places("BERT and RoBERTa on 8xH100", ["BERT", "H100", "ERT"])
    ((0, 4), (22, 26), (1, 4), (12, 15))
    """
    found: list[Span] = []
    for surface in dict.fromkeys(surfaces):
        anywhere = list(_occurrences(text, surface))
        found += [span for span in anywhere if _whole(text, span)] or anywhere
    return tuple(found)


def _surfaces(entity: Row) -> Sequence[str]:
    return entity.get("surfaces") or (entity["canonical"],)


def _occurrences(text: str, surface: str) -> Iterator[Span]:
    place = text.find(surface) if surface else -1
    while place >= 0:
        yield place, place + len(surface)
        place = text.find(surface, place + 1)


def _whole(text: str, span: Span) -> bool:
    start, end = span
    before, behind = text[:start], text[end : end + 1]
    counted = before.endswith("times") or (before[-1:] == "x" and before[-2:-1].isdigit())
    return not behind.isalnum() and (counted or not before[-1:].isalnum())


def _apart(all_spans: Sequence[Spans]) -> tuple[Spans, ...]:
    """Each entity's places without those inside a longer place of another, unless it has no other."""
    taken = {span for spans in all_spans for span in spans}
    return tuple(
        tuple(span for span in spans if not any(_inside(span, other) for other in taken - set(spans))) or spans
        for spans in all_spans
    )


def _inside(span: Span, other: Span) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def overlapping(spans: Iterable[Span], others: Iterable[Span]) -> Span | None:
    """The first of the spans that overlaps one of the others, or None."""
    others = tuple(others)
    return next((span for span in spans if any(span[0] < end and start < span[1] for start, end in others)), None)

"""Annotated papers in; the examples that the encoder learns from out, read with the installed rules."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from kg import nlp, registry
from kg.mentions.base import Detector
from kg.mentions.combine import names, voting
from kg.training.examples import Example, Span, example

Row = Mapping[str, Any]
_detectors: list[Detector] = []


def examples(rows: Sequence[Row], *, jobs: int) -> Iterator[Example]:
    """In the order of the rows."""
    if jobs <= 1:
        yield from map(one, rows)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(one, rows, chunksize=32)


def one(row: Row) -> Example:
    """One annotated paper with the votes of the installed detectors."""
    if not _detectors:
        _detectors.extend(registry.load_all("kg.mentions"))
    prose = nlp.read(f"{row['title']}\n{row['abstract']}")
    votes = [vote for detector in _detectors for vote in detector.detect(prose)]
    values = sorted((v for v in votes if v.value is not None), key=lambda v: (v.start, v.end, v.type))
    return example(row, places(row), names(voting(votes)), values)


def places(row: Row) -> list[list[Span]]:
    """Where the text names each entity; inside a longer name of another only if it stands nowhere else."""
    text = f"{row['title']}\n{row['abstract']}"
    found = [sorted(set(_places(entity["surfaces"], text))) for entity in row["entities"]]
    taken = {place for own in found for place in own}
    return [[place for place in own if not any(_inside(place, other) for other in taken)] or own for own in found]


def _inside(place: Span, other: Span) -> bool:
    return place != other and other[0] <= place[0] and place[1] <= other[1]


def _places(surfaces: Iterable[str], text: str) -> Iterator[Span]:
    """Places with word bounds or behind a count ("8xH100"); where there is none, any place."""
    for surface in surfaces:
        whole = re.compile(rf"(?:(?<![^\W_])|(?<=\dx)|(?<=times)){re.escape(surface)}(?![^\W_])")
        found = [match.span() for match in whole.finditer(text)]
        yield from found or [match.span() for match in re.finditer(re.escape(surface), text)]

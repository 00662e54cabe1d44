"""Annotated papers in; the examples that the encoder learns from out, read with the installed rules."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from kg import nlp, registry
from kg.mentions.base import Detector
from kg.mentions.combine import names, voting
from kg.training.examples import Example, example
from kg.training.gold import places

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
    return example(row, places(row["entities"], prose.text), names(voting(votes)), values)

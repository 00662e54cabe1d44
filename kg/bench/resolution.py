"""Made-up names, or the stored facts of a file, in; how long and in how much memory one process resolves them out.

`python -m kg.bench.resolution 1000000` (or `… FILE`) prints a line of JSON: in a process of its own, whose memory is
its own.
"""

import resource
import sys
import time
from pathlib import Path
from typing import TypedDict

import orjson

from kg import records
from kg.bench.papers import papers
from kg.entities.resolve import resolve

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes of `ru_maxrss`'s unit."""


class Found(TypedDict):
    """`reading` and `seconds`: getting the records and resolving them, on the clock; `memory`: the most, in bytes."""

    papers: int
    names: int
    entities: int
    reading: float
    seconds: float
    memory: int


def measure(source: int | Path) -> Found:
    """Makes papers of so many names, or reads a file of records; resolves them, and says what that took."""
    start = time.perf_counter()
    found = list(papers(source) if isinstance(source, int) else records.read(source))
    read = time.perf_counter()
    entities = resolve(found)
    end = time.perf_counter()
    names = len({(entity.type, entity.canonical) for record in found for entity in record.entities})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    return Found(
        papers=len(found),
        names=names,
        entities=len(entities),
        reading=read - start,
        seconds=end - read,
        memory=memory,
    )


if __name__ == "__main__":
    source = sys.argv[1]
    found = measure(int(source) if source.isdecimal() else Path(source))
    sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))

"""Documents in, their Records out: one paper at a time, in one process or several, in the order given."""

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from kg import nlp, registry
from kg.facts.base import FactExtractor
from kg.fingerprint import record_key
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.model import (
    ENTITY_TYPES,
    Document,
    Fact,
    HardwareFact,
    LinkFact,
    ParameterFact,
    Reading,
    Record,
    RelationFact,
    TokenFact,
)

PARALLEL_FROM = 1500
"""Documents from which starting further processes (about two seconds each) pays."""
CHUNK = 64

T = TypeVar("T")


@dataclass(frozen=True)
class Extractor:
    """The plug-ins of one run: document in, record out."""

    detectors: Sequence[Detector]
    fact_extractors: Sequence[FactExtractor]

    @classmethod
    def default(cls) -> "Extractor":
        """All installed plug-ins, in the order of their names."""
        return cls(registry.load_all("kg.mentions"), registry.load_all("kg.facts"))

    def extract(self, document: Document) -> Record:
        """Reads one document; depends on nothing but its text and the plug-ins."""
        doc = nlp.read(document.text)
        mentions = combine(mention for detector in self.detectors for mention in detector.detect(doc))
        values = tuple(mention for mention in mentions if mention.type not in ENTITY_TYPES)
        reading = Reading(document, group(doc, mentions), values)
        facts = [fact for extractor in self.fact_extractors for fact in extractor.extract(doc, reading)]
        return Record(
            document=document,
            entities=reading.entities,
            parameters=_only(ParameterFact, facts),
            tokens=_only(TokenFact, facts),
            hardware=_only(HardwareFact, facts),
            links=_only(LinkFact, facts),
            relations=_only(RelationFact, facts),
            key=record_key(document.text),
        )


def extract_all(documents: Sequence[Document], *, jobs: int | None = None) -> Iterator[Record]:
    """The records of documents, in their order. `jobs`: processes; None takes one, or all cores for many documents."""
    if jobs is None:
        jobs = (os.cpu_count() or 1) if len(documents) >= PARALLEL_FROM else 1
    if jobs <= 1:
        extractor = Extractor.default()
        with _without_collector():
            yield from map(extractor.extract, documents)
        return
    # "spawn": a forked child would inherit the threads and locks of a progress bar or a driver.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start) as pool:
        try:
            for records in pool.map(_extract_chunk, _chunks(documents, CHUNK)):
                yield from records
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _without_collector() -> Iterator[None]:
    """Extraction makes no reference cycles, and looking for some among all records takes an eighth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_worker: Extractor | None = None
"""One worker process's extractor: plug-ins are made once a process, not once a chunk."""


def _start() -> None:
    global _worker  # noqa: PLW0603 # a process pool's initializer can hand its workers a value in no other way
    _worker = Extractor.default()
    gc.disable()


def _extract_chunk(documents: Sequence[Document]) -> list[Record]:
    if _worker is None:
        raise RuntimeError("a worker process extracts only after _start")
    return [_worker.extract(document) for document in documents]


def _chunks(documents: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(documents)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _only(kind: type[T], facts: Iterable[Fact]) -> tuple[T, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))

"""Documents and an extractor's name in, their Records out: in one process, several, or threads, in the order given."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from kg.collector import uncollected
from kg.errors import PaperError
from kg.extractors import DEFAULT, make
from kg.extractors.base import Extractor, Trained, Waiting
from kg.fingerprint import record_key
from kg.model import Document, Record, Skipped

PARALLEL_FROM = 1500
"""Documents from which starting further processes (about two seconds each) pays."""
CHUNK = 64
AHEAD = 4
"""Documents a thread that are asked for before the first of them has come: a slow one holds up no others."""

S = TypeVar("S")
T = TypeVar("T")


class Extraction:
    """One run of one extractor. Raises SettingError, before anything is read, if there is none or it can't work."""

    def __init__(self, name: str = DEFAULT, *, weights: Path | None = None, jobs: int | None = None) -> None:
        """`jobs`: processes, or threads of an extractor that waits; None takes one, or all cores for many documents.

        `weights`: a folder to read with instead of the extractor's own weights.
        """
        self.name = name
        self.extractor = make(name, weights)
        self._weights = weights
        self._jobs = jobs

    @property
    def key(self) -> str:
        """The extractor's key."""
        return self.extractor.key

    def key_of(self, document: Document) -> str:
        """The key that the document's record has."""
        return record_key(document.text, self.key)

    def read(self, documents: Sequence[Document]) -> Iterator[Record | Skipped]:
        """For each document, in their order, its record, or why it has none. Raises SettingError for bad weights."""
        if documents and isinstance(self.extractor, Trained):
            self.extractor.load()
        if isinstance(self.extractor, Waiting):
            return _in_threads(self._read_one, documents, self._jobs or self.extractor.jobs)
        jobs = self._jobs or ((os.cpu_count() or 1) if len(documents) >= PARALLEL_FROM else 1)
        if jobs <= 1:
            return self._in_this_process(documents)
        return _in_processes((self.name, self._weights), documents, jobs)

    def summary(self) -> str | None:
        """What the run has cost, in one line; None for an extractor that costs nothing but this machine's time."""
        return self.extractor.summary() if isinstance(self.extractor, Waiting) else None

    def _in_this_process(self, documents: Sequence[Document]) -> Iterator[Record | Skipped]:
        with uncollected():
            yield from map(self._read_one, documents)

    def _read_one(self, document: Document) -> Record | Skipped:
        return read_one(self.extractor, document)


def read_one(extractor: Extractor, document: Document) -> Record | Skipped:
    """The document's record, its key set, or why it has none."""
    try:
        return keyed(extractor, document)
    except PaperError as error:
        listing = document.listings[0] if document.listings else None
        name, line = (listing.name, listing.line) if listing else (document.id, None)
        return Skipped(name, line, f"{document.title[:80]!r} could not be read: {error.reason}", error.remedy)


def keyed(extractor: Extractor, document: Document) -> Record:
    """The document's record, its key set. Raises PaperError."""
    return replace(extractor.extract(document), key=record_key(document.text, extractor.key))


def _in_threads(function: Callable[[S], T], values: Iterable[S], jobs: int) -> Iterator[T]:
    """Results in order. Daemon threads: an interrupted run doesn't wait for replies that nobody will read."""
    tasks: SimpleQueue[tuple[Future[T], S] | None] = SimpleQueue()

    def work() -> None:
        while (task := tasks.get()) is not None:
            future, value = task
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function(value))
                except BaseException as error:
                    future.set_exception(error)

    threads = [Thread(target=work, daemon=True) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    waiting: deque[Future[T]] = deque()
    try:
        for value in values:
            waiting.append(Future())
            tasks.put((waiting[-1], value))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for _ in threads:
            tasks.put(None)


def _in_processes(
    settings: tuple[str, Path | None], documents: Sequence[Document], jobs: int
) -> Iterator[Record | Skipped]:
    # "spawn": a forked child would inherit the threads and locks of a progress bar or a driver.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=settings) as pool:
        try:
            for found in pool.map(_extract_chunk, _chunks(documents, CHUNK)):
                yield from found
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_worker: Extractor | None = None
"""One worker process's extractor: plug-ins are made once a process, not once a chunk."""


def _start(name: str, weights: Path | None) -> None:
    global _worker  # noqa: PLW0603 # a process pool's initializer can hand its workers a value in no other way
    _worker = make(name, weights)
    gc.disable()


def _extract_chunk(documents: Sequence[Document]) -> list[Record | Skipped]:
    if _worker is None:
        raise RuntimeError("a worker process extracts only after _start")
    return [read_one(_worker, document) for document in documents]


def _chunks(documents: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(documents)
    while chunk := list(islice(remaining, size)):
        yield chunk

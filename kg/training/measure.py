"""A folder of weights and some papers in; how soon it is loaded and how fast it reads on this machine, out."""

import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import onnxruntime

from kg.extractors.best import Best
from kg.model import Document

ROUNDS = 3
TEXTS = 200
"""Abstracts a round: some seconds of work."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock says: figures of one machine, which the same command gives otherwise elsewhere."""

    machine: str
    load: float
    """Seconds until graph, tokenizer and tables are there, without importing onnxruntime."""
    speed: float
    """Abstracts in a second of one core's time, from text to record."""


def clock(folder: Path, documents: Sequence[Document]) -> Clock:
    """Measures; of several rounds the best, since what else the machine does can only add to a time."""
    few = documents[:: max(1, len(documents) // TEXTS)][:TEXTS]
    loading = min(_loading(folder) for _ in range(ROUNDS))
    extractor = Best(folder)
    for document in few[:10]:  # lists and rules are loaded with the first
        extractor.extract(document)
    reading = min(_reading(extractor, few) for _ in range(ROUNDS))
    return Clock(machine(), loading, len(few) / reading)


def _loading(folder: Path) -> float:
    start = time.perf_counter()
    extractor = Best(folder)
    loaded = (extractor.encoder.session, extractor.encoder.tokenizer, extractor.mentions, extractor.relations)
    assert all(one is not None for one in loaded)
    return time.perf_counter() - start


def _reading(extractor: Best, documents: Sequence[Document]) -> float:
    start = time.process_time()
    for document in documents:
        extractor.extract(document)
    return time.process_time() - start


def machine() -> str:
    """Processor, cores, and the versions that matter for speed."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, onnxruntime {onnxruntime.__version__}"

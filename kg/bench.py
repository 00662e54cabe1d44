"""Papers in; how fast and in how much memory this machine makes a graph of them, as ratios where it can, out.

`make bench` runs it. Nothing here is a test: a figure says what it was on the machine that the first line names.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import psutil
import spacy
import typer
from spacy.language import Language

from kg import nlp, sample
from kg.extractors.fast import Fast
from kg.model import ENTITY_TYPES, Document
from kg.sources.merge import distinct
from kg.sources.read import read
from kg.terms import terms

ROUNDS = 3
TEXTS = 1500
"""Abstracts a round: some seconds of work."""

Found = tuple[float, int]
"""Seconds and the largest memory of a whole process tree, in bytes."""


def main(
    listings: Annotated[Path, typer.Option(help="Listings to build a graph of.")] = Path("../shared/seeds"),
    abstracts: Annotated[Path, typer.Option(help="Many abstracts, for speed and memory.")] = Path(
        "../shared/abstracts"
    ),
) -> None:
    """Measure extraction, building and asking on this machine."""
    say = typer.echo
    say(machine())
    if not (listings.exists() and abstracts.exists()):
        say(f"{listings} or {abstracts} is absent: the shipped sample is measured instead")
        listings = abstracts = sample.path()
    documents = [one for one in distinct(read([abstracts])) if isinstance(one, Document)]
    for line in extraction(documents[:TEXTS]):
        say(line)
    with tempfile.TemporaryDirectory() as folder:
        for line in building(listings, abstracts, Path(folder)):
            say(line)


def machine() -> str:
    """The machine's name: processor, cores, memory, Python."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    memory = psutil.virtual_memory().total / 2**30
    name = names[0] if names else platform.processor() or platform.machine()
    return f"machine: {name}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def extraction(documents: Sequence[Document]) -> list[str]:
    """Abstracts a second on one core: of kg, of spaCy's bare tokeniser (the limit) and of its EntityRuler (a peer).

    The EntityRuler looks up the same term lists and does nothing else; rounds take turns, so that a slower minute
    of the machine meets all three.
    """
    extractor = Fast()
    ruler = _ruler()
    texts = [document.text for document in documents]
    runs: dict[str, Callable[[], object]] = {
        "kg": lambda: [extractor.extract(document) for document in documents],
        "tokeniser": lambda: [nlp.language().make_doc(text) for text in texts],
        "EntityRuler": lambda: [ruler(text) for text in texts],
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    rate = {name: len(texts) / statistics.median(times) for name, times in seconds.items()}
    return [
        f"extraction, {len(texts)} abstracts, one core, median of {ROUNDS} rounds:",
        f"  kg {rate['kg']:.0f} abstracts/s; spaCy's tokeniser alone {rate['tokeniser']:.0f}/s "
        f"({rate['kg'] / rate['tokeniser']:.2f} of the limit); spaCy's EntityRuler with the same "
        f"lists {rate['EntityRuler']:.0f}/s ({rate['kg'] / rate['EntityRuler']:.2f} times the peer's speed)",
    ]


def building(listings: Path, abstracts: Path, folder: Path) -> list[str]:
    """Whole commands as a user gives them, with the embedded database: build, build again, ask, build many."""
    small, large = folder / "small", folder / "large"
    first = _run(["build", str(listings), "-o", str(small), "--quiet"])
    again = _run(["build", str(listings), "-o", str(small), "--quiet"])
    asked = _run(["query", "MATCH (p:Paper) RETURN p.title LIMIT 1", "--graph", str(small), "--json"])
    many = _run(["build", str(abstracts), "-o", str(large), "--quiet"])
    return [
        f"kg build {listings}: {first[0]:.1f} s, {_mib(first[1])}, loaded embedded database included",
        f"kg build again, nothing changed: {again[0]:.1f} s",
        f"kg query, engine started cold: {asked[0]:.1f} s to the end of the command",
        f"kg build {abstracts}: {many[0]:.1f} s, {_mib(many[1])} for the whole process tree",
    ]


def _run(arguments: list[str]) -> Found:
    start, most = time.perf_counter(), 0
    with subprocess.Popen([sys.executable, "-m", "kg", *arguments], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(0.02)
    seconds = time.perf_counter() - start
    if process.returncode not in (0, 6):
        raise SystemExit(f"kg {' '.join(arguments)} ended with {process.returncode}")
    return seconds, most


def _memory(pid: int) -> int:
    """What a process and all that it started hold of memory now; shared pages are counted by each holder."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total


def _mib(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB at most"


def _ruler() -> Language:
    language = spacy.blank("en")
    ruler: Any = language.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": kind.value, "pattern": spelling}
            for kind in ENTITY_TYPES
            for term in terms(kind)
            for spelling in term.spellings
        ]
    )
    return language


if __name__ == "__main__":
    typer.run(main)

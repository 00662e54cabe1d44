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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import orjson
import psutil
import spacy
import typer
from spacy.language import Language

from kg import nlp, sample
from kg.bench import resolution
from kg.extractors import make
from kg.extractors.best import FILES, Best
from kg.model import ENTITY_TYPES, Document
from kg.sources.merge import distinct
from kg.sources.read import read
from kg.terms import terms

ROUNDS = 3
TEXTS = 1500
"""Abstracts a round: some seconds of work."""
EXTRACTORS = {"best": 60, "fast": 300}
"""Each extractor of this machine alone, and the abstracts a second that it is meant to read on one core."""
MOST_LOADING, MOST_SIZE = 1.0, 40.0
"""What weights are meant to take at most: seconds, and megabytes."""
NAMES = 1_000_000
MOST_RESOLVING, MOST_MEMORY, MOST_OF_EXTRACTION = 300, 12, 0.1
"""What resolving so many names is meant to take: seconds, GiB; and resolving stored facts, of their extraction."""

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
    for line in (*weights(), *extraction(documents[:TEXTS])):
        say(line)
    with tempfile.TemporaryDirectory() as folder:
        for line in building(listings, abstracts, Path(folder)):
            say(line)
        for line in (made_up(), resolving(abstracts, Path(folder))):
            say(line)


def machine() -> str:
    """The machine's name: processor, cores, memory, Python."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    memory = psutil.virtual_memory().total / 2**30
    name = names[0] if names else platform.processor() or platform.machine()
    return f"machine: {name}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def extraction(documents: Sequence[Document]) -> list[str]:
    """Abstracts a second of one core: of kg, of spaCy's bare tokeniser (a limit) and of its EntityRuler (a peer).

    The EntityRuler looks up the same term lists and does nothing else; rounds take turns, so that a slower minute
    of the machine meets all alike. Seconds are the processor's: what else the machine does then counts little.
    """
    ruler = _ruler()
    texts = [document.text for document in documents]
    runs: dict[str, Callable[[], object]] = {name: _reading(name, documents) for name in EXTRACTORS}
    runs["tokeniser"] = lambda: [nlp.language().make_doc(text) for text in texts]
    runs["EntityRuler"] = lambda: [ruler(text) for text in texts]
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.process_time()
            run()
            seconds[name].append(time.process_time() - start)
    rate = {name: len(texts) / statistics.median(times) for name, times in seconds.items()}
    return [
        f"extraction, {len(texts)} abstracts, one core, median of {ROUNDS} rounds:",
        *(_rate(name, rate) for name in EXTRACTORS),
        f"  spaCy's tokeniser alone {rate['tokeniser']:.0f}/s; its EntityRuler with the same lists "
        f"{rate['EntityRuler']:.0f}/s",
    ]


def _reading(name: str, documents: Sequence[Document]) -> Callable[[], object]:
    extractor = make(name)
    extractor.extract(documents[0])  # loads lists and weights, which is measured by itself
    return lambda: [extractor.extract(document) for document in documents]


def _rate(name: str, rate: Mapping[str, float]) -> str:
    own = rate[name]
    return (
        f"  kg, {name}: {own:.0f} abstracts/s (target {EXTRACTORS[name]}); {own / rate['tokeniser']:.3f} of the "
        f"tokeniser's speed, {own / rate['EntityRuler']:.2f} times the EntityRuler's"
    )


def weights() -> list[str]:
    """How long the shipped weights take to load (the first time with their libraries), and how large they are."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        Best().load()
        seconds.append(time.perf_counter() - start)
    extractor = Best()
    size = sum((extractor.folder / name).stat().st_size for name in FILES) / 1e6
    return [
        f"weights of best: loaded in {seconds[0]:.2f} s, again in {min(seconds[1:]):.2f} s (target {MOST_LOADING:.0f})",
        f"weights of best: {size:.1f} MB (target {MOST_SIZE:.0f})",
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


def made_up() -> str:
    """Resolution of many names, made up after those that papers give to things, by one process."""
    found = _resolution(str(NAMES))
    return (
        f"resolution of {found['names']:,} distinct names in {found['papers']:,} made-up papers: "
        f"{found['seconds']:.0f} s (target {MOST_RESOLVING}), {_mib(found['memory'])} (target {MOST_MEMORY} GiB)"
    )


def resolving(abstracts: Path, folder: Path) -> str:
    """Resolution of the facts that a build has stored, beside their extraction; and the whole command, which loads."""
    extraction = _run(["extract", str(abstracts), "-o", str(folder / "records.jsonl"), "--quiet"])[0]
    found = _resolution(str(folder / "records.jsonl"))
    seconds = found["reading"] + found["seconds"]
    command = _run(["resolve", str(folder / "large"), "--quiet"])
    return (
        f"resolution of the {found['papers']:,} papers' stored facts: {seconds:.1f} s, {seconds / extraction:.3f} of "
        f"the {extraction:.0f} s of `kg extract` (target {MOST_OF_EXTRACTION}); kg resolve, loaded database included: "
        f"{command[0]:.1f} s"
    )


def _resolution(source: str) -> resolution.Found:
    command = [sys.executable, "-m", "kg.bench.resolution", source]
    found: resolution.Found = orjson.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


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

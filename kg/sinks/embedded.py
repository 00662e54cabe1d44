"""A graph's folder in; its embedded database, open through the neo4j driver, out.

Any number of commands may use one folder at once: the first starts the engine as a process apart, the others join it,
the last one's end stops it (kg/sinks/keeper.py). All lies in FOLDER/store: the database, the passwords, the logs.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.files import atomic
from kg.model import Graph
from kg.sinks import engine, keeper
from kg.sinks.delta import digest
from kg.sinks.neo4j import LoadReport, Progress, load

if TYPE_CHECKING:
    from neo4j import Driver

PATIENCE = 60.0
"""Seconds to wait for the engine, or for another command that is starting or stopping it."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open database: the driver, and the database's name on it."""

    driver: "Driver"
    database: str | None


@contextmanager
def open_store(folder: Path, *, write: bool = False, create: bool = False) -> Iterator[Store]:
    """Opens FOLDER's database; without `write` the engine refuses every change.

    Any number may read at once, and one write: a second writer waits its turn. Raises StoreError if there is no
    database (unless `create`), if it can't be started or joined, or if another writer keeps it too long.
    """
    store = Path(os.path.abspath(folder)) / "store"
    if not create and not (store / "databases" / engine.DATABASE).is_dir():
        raise StoreError(f"{folder} holds no embedded database: build one with `kg build INPUT -o {folder}`")
    run = _made(store)
    with ExitStack() as stack:
        if write:
            stack.enter_context(_lock(run / "writer.lock", fcntl.LOCK_EX))
        stack.enter_context(_lock(run / "users.lock", fcntl.LOCK_SH))
        _ensure_server(store, run)
        import neo4j  # noqa: F401  (a third of a second, spent while the engine starts)

        user = engine.WRITER if write else engine.READER
        with _driver(_port(store, run), user, engine.passwords(store)[user]) as driver:
            yield Store(driver, engine.DATABASE)


def load_embedded(
    graph: Graph, folder: Path, *, previous: Graph | None = None, progress: Progress | None = None
) -> LoadReport:
    """Makes FOLDER's database hold this graph and nothing else.

    With `previous`, only the difference is written, if that is the graph that the last complete load left; a load
    that was cut short, or another graph, is found out, and all is written anew.
    """
    mark = folder / "store" / "loaded"
    with open_store(folder, write=True, create=True) as store:
        if previous is not None and loaded(folder) != digest(previous):
            previous = None
        mark.unlink(missing_ok=True)
        report = load(
            graph, store.driver, database=store.database, previous=previous, prune=previous is None, progress=progress
        )
        with atomic(mark) as stream:
            stream.write(digest(graph).encode("ascii"))
    return report


def loaded(folder: Path) -> str | None:
    """The `digest` of the graph that FOLDER's database holds whole; None if it is absent or a load was cut short."""
    store = folder / "store"
    if not (store / "databases" / engine.DATABASE).is_dir():
        return None
    try:
        return (store / "loaded").read_text("ascii")
    except OSError:
        return None


def holder(folder: Path) -> dict[str, Any] | None:
    """The running engine's state (pid, java, port, command of the starter), or None where none runs."""
    run = folder / "store" / "run"
    return _state(run) if _alive(run) else None


def _made(store: Path) -> Path:
    """The store's folder of locks, made if need be."""
    for made in (store / "run", store / "log"):
        made.mkdir(parents=True, exist_ok=True)
    return store / "run"


def _ensure_server(store: Path, run: Path) -> None:
    """Starts the engine's keeper if none lives; returns when it has its lock, which is long before it answers."""
    with _lock(run / "start.lock", fcntl.LOCK_EX):
        if _alive(run):
            return
        (run / "server.json").unlink(missing_ok=True)
        engine.passwords(store)
        process = _start(store, run)
        while not _alive(run) and process.poll() is None:
            time.sleep(0.005)


def _start(store: Path, run: Path) -> "subprocess.Popen[bytes]":
    job = {
        "run": str(run),
        "java": engine.command(store),
        "log": str(store / "log" / "engine.out"),
        "store": str(store),
        "fresh": not (store / "databases" / engine.DATABASE).is_dir(),
        "command": " ".join(sys.argv),
    }
    with open(store / "log" / "keeper.out", "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", keeper.__file__],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=store,
            start_new_session=True,  # Ctrl-C on the terminal is for the command, not for the engine it shares
        )
    assert process.stdin
    process.stdin.write(json.dumps(job).encode())
    process.stdin.close()
    return process


def _port(store: Path, run: Path) -> int:
    """Waits for the living engine to say where it answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        alive = _alive(run)
        if (state := _state(run)) is not None:
            return int(state["port"])
        if not alive:
            raise StoreError(f"the embedded engine did not start: {_last_words(store)}; see {store / 'log'}")
        time.sleep(0.01)
    raise StoreError(f"the embedded engine did not answer within {PATIENCE:.0f} s: see {store / 'log'}")


@contextmanager
def _driver(port: int, user: str, password: str) -> Iterator["Driver"]:
    import neo4j

    with neo4j.GraphDatabase.driver(
        f"bolt://{keeper.HOST}:{port}",
        auth=(user, password),
        telemetry_disabled=True,
        connection_timeout=PATIENCE,
        max_transaction_retry_time=PATIENCE,
    ) as driver:
        yield driver


@contextmanager
def _lock(path: Path, kind: int) -> Iterator[None]:
    """Holds the kernel's lock on a file, shared or exclusive; raises StoreError naming who is in the way."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _try_lock(descriptor, kind):
            if time.monotonic() > deadline:
                owner = os.pread(descriptor, 500, 0).decode("utf-8", "replace") or "the engine, which is stopping"
                raise StoreError(f"{path.parents[2]} is held by {owner}: wait for it to end, or end it")
            time.sleep(0.02)
        if kind == fcntl.LOCK_EX:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"process {os.getpid()} ({' '.join(sys.argv)[:400]})".encode(errors="replace"), 0)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(run: Path) -> bool:
    """Whether an engine lives: it, or its keeper, then holds server.lock."""
    if not (run / "server.lock").exists():
        return False
    descriptor = os.open(run / "server.lock", os.O_RDWR)
    try:
        return not _try_lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _state(run: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads((run / "server.json").read_text("utf-8")))
    except FileNotFoundError:
        return None


def _last_words(store: Path) -> str:
    for name in ("engine.out", "keeper.out"):
        log = store / "log" / name
        lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
        if lines := [line.strip() for line in lines if line.strip()]:
            return lines[-1][:300]
    return "it left no message"

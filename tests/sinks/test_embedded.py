"""The embedded engine as a process: shared by commands, gone after them, whatever ends them."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from neo4j.exceptions import ClientError

from kg.errors import StoreError
from kg.model import Graph
from kg.sinks import embedded as module
from kg.sinks import engine
from kg.sinks.embedded import Store, holder, load_embedded, open_store
from kg.sinks.neo4j import load
from tests.support.famous import famous
from tests.support.stores import held

COUNT = "MATCH (n) RETURN count(n) AS n"
READER = """
import sys
from pathlib import Path
from kg.sinks.embedded import open_store
with open_store(Path(sys.argv[1])) as store, store.driver.session(database=store.database) as session:
    print(session.run("MATCH (n) RETURN count(n) AS n").single()["n"], flush=True)
    sys.stdin.read()
"""

ENDLESS = """
import sys
from pathlib import Path
from kg.query import run
print("asking", flush=True)
run(Path(sys.argv[1]), "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b) AS n")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph's folder, loaded, with no engine running."""
    made = tmp_path_factory.mktemp("graph")
    load_embedded(famous(), made)
    return made


@pytest.fixture
def reader(folder: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Starts commands that read the folder, say so, and hold it until their input ends."""
    started: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", READER, str(folder)]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _answer(process: "subprocess.Popen[str]") -> int:
    assert process.stdout
    return int(process.stdout.readline())


def _gone(folder: Path, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holder(folder) is None:
            return True
        time.sleep(0.05)
    return False


def test_a_folder_without_a_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no embedded database: build one"), open_store(tmp_path):
        pass


def test_the_loaded_graph_is_read_back(folder: Path) -> None:
    with open_store(folder) as store:
        assert held(store) == famous()


def test_the_engine_ends_with_its_last_user(folder: Path) -> None:
    with open_store(folder):
        state = holder(folder)
        assert state
    assert _gone(folder)
    assert not psutil.pid_exists(state["java"])


def test_two_commands_share_one_engine_and_the_first_may_leave(
    folder: Path, reader: Callable[[], "subprocess.Popen[str]"]
) -> None:
    first, second = reader(), reader()
    assert _answer(first) == _answer(second) == len(famous().nodes)
    engines = [
        child for child in psutil.process_iter(["cmdline"]) if str(folder) in " ".join(child.info["cmdline"] or ())
    ]
    assert len([each for each in engines if "ArcadeDBServer" in " ".join(each.info["cmdline"])]) == 1
    first.communicate("")
    with open_store(folder) as store, store.driver.session(database=store.database) as session:
        assert session.run(COUNT).single(strict=True)["n"] == len(famous().nodes)


def test_a_killed_command_leaves_no_engine_behind(folder: Path, reader: Callable[[], "subprocess.Popen[str]"]) -> None:
    process = reader()
    _answer(process)
    state = holder(folder)
    assert state
    process.kill()
    assert _gone(folder)
    assert not psutil.pid_exists(state["java"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_killed_keeper_takes_the_engine_with_it_and_blocks_nobody(
    folder: Path, reader: Callable[[], "subprocess.Popen[str]"]
) -> None:
    _answer(reader())
    state = holder(folder)
    assert state
    os.kill(state["pid"], signal.SIGKILL)
    assert _gone(folder)
    assert (folder / "store" / "run" / "server.json").exists()
    with open_store(folder) as store:
        assert held(store) == famous()


def test_an_engine_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "JVM", ("-Xmx1k",))
    with pytest.raises(StoreError, match=r"did not start: .*heap.*see"), open_store(tmp_path, create=True):
        pass


def test_an_interrupted_question_ends_at_once_and_so_does_the_engine(folder: Path) -> None:
    command = [sys.executable, "-c", ENDLESS, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        process.stdout.readline()
        deadline = time.monotonic() + 60
        while holder(folder) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(2)  # until the engine is at it
        process.send_signal(signal.SIGINT)
        assert process.wait(20) != 0
    assert _gone(folder)


def test_a_second_writer_is_told_who_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(folder, write=True):
        monkeypatch.setattr(module, "PATIENCE", 0.1)
        with pytest.raises(StoreError, match=f"is held by process {os.getpid()} "), open_store(folder, write=True):
            pass


def test_the_engine_listens_on_loopback_alone(embedded: Store, embedded_folder: Path) -> None:
    assert embedded.driver
    state = holder(embedded_folder)
    assert state
    connections = psutil.Process(state["java"]).net_connections()
    listeners = {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN}
    assert listeners <= {"127.0.0.1", "::ffff:127.0.0.1"}
    assert listeners


def test_passwords_are_readable_by_their_owner_alone_and_on_no_command_line(
    embedded: Store, embedded_folder: Path
) -> None:
    assert embedded.driver
    path = embedded_folder / "store" / "password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    state = holder(embedded_folder)
    assert state
    secrets = json.loads(path.read_text("utf-8")).values()
    processes = [psutil.Process(state["java"]), psutil.Process(state["pid"])]
    assert not [s for s in secrets for process in processes if s in " ".join(process.cmdline())]
    logs = [log.read_text("utf-8", "replace") for log in (embedded_folder / "store" / "log").iterdir()]
    assert not [s for s in secrets for log in logs if s in log]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Model {id: 'x'})",
        "MATCH (n) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Fresh) REQUIRE n.id IS UNIQUE",
        "LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row",
    ],
)
def test_a_reader_may_not_change_or_reach_beyond_the_database(
    embedded: Store, embedded_folder: Path, statement: str
) -> None:
    load(famous(), embedded.driver, database=embedded.database, prune=True)
    with open_store(embedded_folder) as store, pytest.raises(ClientError):
        store.driver.session(database=store.database).run(statement).consume()
    assert held(embedded) == famous()


def test_loading_again_writes_only_what_changed(tmp_path: Path) -> None:
    graph = famous()
    load_embedded(graph, tmp_path)
    first = graph.nodes[0]
    changed = Graph((replace(first, properties={**first.properties, "papers": 9}), *graph.nodes[1:]), graph.edges)
    report = load_embedded(changed, tmp_path, previous=graph)
    assert (report.nodes, report.edges) == ({first.type: 1}, {})
    wrong = load_embedded(graph, tmp_path, previous=Graph((), ()))
    assert sum(wrong.edges.values()) == len(graph.edges), "a previous graph that isn't held is not trusted"
    with open_store(tmp_path) as store:
        assert held(store) == graph

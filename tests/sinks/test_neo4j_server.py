"""The real Neo4j for tests and local use: on loopback, with its Browser, and ended alone."""

import socket
import stat
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.support import neo4j_server

pytestmark = pytest.mark.neo4j


def test_the_browser_is_served(neo4j_home: Path) -> None:
    server = neo4j_server.status(neo4j_home)
    assert server
    with urllib.request.urlopen(server.browser) as answer:
        assert answer.status == 200
        assert b"Neo4j Browser" in answer.read()


def test_all_listeners_are_on_loopback(neo4j_home: Path) -> None:
    server = neo4j_server.status(neo4j_home)
    assert server
    connections = psutil.Process(server.pid).net_connections()
    listeners = {
        (c.laddr.ip.removeprefix("::ffff:"), c.laddr.port) for c in connections if c.status == psutil.CONN_LISTEN
    }
    assert listeners == {("127.0.0.1", server.bolt), ("127.0.0.1", server.http)}


def test_the_password_is_readable_by_its_owner_alone(neo4j_home: Path) -> None:
    assert stat.S_IMODE((neo4j_home / "password").stat().st_mode) == 0o600


def test_starting_again_finds_the_running_one(neo4j_home: Path) -> None:
    assert neo4j_server.start(neo4j_home) == neo4j_server.status(neo4j_home)


def test_stopping_where_nothing_runs_ends_nothing(neo4j_home: Path, tmp_path: Path) -> None:
    assert neo4j_server.stop(tmp_path) is False
    assert neo4j_server.status(neo4j_home) is not None


def test_the_process_of_a_stranger_is_not_taken_for_ours(neo4j_home: Path, tmp_path: Path) -> None:
    (tmp_path / "server.json").write_bytes(
        (neo4j_home / "server.json").read_bytes().replace(b'"created": ', b'"created": 9')
    )
    assert neo4j_server.status(tmp_path) is None
    assert neo4j_server.stop(tmp_path) is False


def test_another_port_is_taken_where_the_usual_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert neo4j_server.free_port(port) != port

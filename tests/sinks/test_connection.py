"""Settings and the errors of a connection: what is wrong is said, and no password is."""

import socket
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.errors import KgError, SettingError, StoreError
from kg.sinks import engine
from kg.sinks.connection import Settings, connect, is_too_old, settings
from kg.sinks.embedded import Store, holder
from kg.sinks.neo4j import load
from tests.support.famous import famous
from tests.support.stores import held

SECRET = "s3cret-Passw0rd"


def test_settings_come_from_the_environment() -> None:
    environment = {"NEO4J_URI": "neo4j://db:7687", "NEO4J_USERNAME": "me", "NEO4J_PASSWORD": SECRET}
    assert settings(environment) == Settings("neo4j://db:7687", "me", SECRET, None)


def test_what_is_given_goes_before_the_environment() -> None:
    environment = {"NEO4J_URI": "neo4j://db:7687", "NEO4J_PASSWORD": SECRET, "NEO4J_DATABASE": "other"}
    found = settings(environment, uri="bolt://here:1", username="you", database="mine")
    assert found == Settings("bolt://here:1", "you", SECRET, "mine")


def test_the_user_is_neo4j_where_none_is_named() -> None:
    assert settings({"NEO4J_URI": "bolt://h:1", "NEO4J_PASSWORD": SECRET}).username == "neo4j"


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"NEO4J_PASSWORD": SECRET}, "NEO4J_URI"),
        ({"NEO4J_URI": "bolt://h:1"}, "NEO4J_PASSWORD"),
        ({"NEO4J_URI": "http://h:7474", "NEO4J_PASSWORD": SECRET}, "'http://h:7474' is no address"),
        ({"NEO4J_URI": "localhost:7687", "NEO4J_PASSWORD": SECRET}, "is no address"),
        ({"NEO4J_URI": "bolt://h:99999", "NEO4J_PASSWORD": SECRET}, "is no address"),
        ({"NEO4J_URI": "bolt://[::1", "NEO4J_PASSWORD": SECRET}, "is no address"),
        ({"NEO4J_URI": "bolt://a:b:c", "NEO4J_PASSWORD": SECRET}, "is no address"),
        ({"NEO4J_URI": "bolt://h:1", "NEO4J_PASSWORD": "\udcff"}, "not UTF-8"),
        ({"NEO4J_URI": "bolt://", "NEO4J_PASSWORD": SECRET}, "is no address"),
        ({"NEO4J_URI": f"bolt://me:{SECRET}@h:1", "NEO4J_PASSWORD": SECRET}, "holds a user name or password"),
    ],
)
def test_settings_that_cannot_work_are_refused(environment: Mapping[str, str], message: str) -> None:
    with pytest.raises(SettingError, match=message) as caught:
        settings(environment)
    assert SECRET not in str(caught.value)


def test_the_password_is_in_no_representation() -> None:
    assert SECRET not in repr(Settings("bolt://h:1", "me", SECRET))


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    _fails(Settings(uri, "neo4j", SECRET), f"{uri} can't be reached")


def test_a_server_of_an_older_protocol_is_refused() -> None:
    """Its end of the handshake of Bolt 4.4 (Neo4j 4.4) is all that such a server need say."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(20)  # four magic bytes, four proposals of four bytes
                connection.sendall(bytes([0, 0, 4, 4]))
                connection.recv(1)

        threading.Thread(target=answer, daemon=True).start()
        _fails(
            Settings(f"bolt://127.0.0.1:{server.getsockname()[1]}", "neo4j", SECRET), "older protocol than Neo4j 5.7"
        )


@pytest.mark.parametrize(
    ("agent", "old"),
    [("Neo4j/4.4.30", True), ("Neo4j/5.6.0", True), ("Neo4j/5.7.0", False), ("Neo4j/2026.08.1", False)],
)
def test_the_oldest_server_is_5_7(agent: str, old: bool) -> None:
    assert is_too_old(agent) == old


def test_the_embedded_engine_can_be_loaded_as_a_server(embedded: Store, embedded_folder: Path) -> None:
    state = holder(embedded_folder)
    assert state
    password = engine.passwords(embedded_folder / "store")[engine.WRITER]
    with connect(Settings(f"bolt://127.0.0.1:{state['port']}", engine.WRITER, password, "kg")) as driver:
        load(famous(), driver, database="kg", prune=True)
    assert held(embedded) == famous()


@pytest.mark.neo4j
def test_a_wrong_password_is_refused_without_repeating_it(neo4j_settings: Settings) -> None:
    _fails(Settings(neo4j_settings.uri, "neo4j", SECRET), "refuses the user or the password")


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_named(real: Store) -> None:
    with pytest.raises(StoreError, match="nosuch"):
        load(famous(), real.driver, database="nosuch")


@pytest.mark.neo4j
def test_the_routing_scheme_loads_as_well(neo4j_settings: Settings, real: Store) -> None:
    real.driver.execute_query("MATCH (n) DETACH DELETE n")
    with connect(Settings(neo4j_settings.uri.replace("bolt:", "neo4j:"), "neo4j", neo4j_settings.password)) as driver:
        load(famous(), driver)
    assert held(real) == famous()


def _fails(where: Settings, message: str) -> None:
    with pytest.raises(KgError, match=message) as caught, connect(where):
        pass
    assert SECRET not in str(caught.value)

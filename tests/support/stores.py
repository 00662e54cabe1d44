"""Fixtures of the two databases: the embedded engine and a real Neo4j, each started once a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Edge, Graph, Node, Property
from kg.sinks.connection import Settings, connect
from kg.sinks.embedded import Store, open_store
from tests.support import neo4j_server

ENGINES = ("embedded", pytest.param("neo4j", marks=pytest.mark.neo4j))


@pytest.fixture(scope="session")
def embedded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the session's embedded engine."""
    return tmp_path_factory.mktemp("embedded")


@pytest.fixture(scope="session")
def embedded(embedded_folder: Path) -> Iterator[Store]:
    """The session's embedded engine, open for writing."""
    with open_store(embedded_folder, write=True, create=True) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a Neo4j that runs for the session; skips, saying why, where none can run."""
    home = tmp_path_factory.mktemp("neo4j")
    try:
        neo4j_server.start(home)
    except neo4j_server.UnavailableError as error:
        pytest.skip(str(error))
    yield home
    neo4j_server.stop(home, gently=False)


@pytest.fixture(scope="session")
def neo4j_settings(neo4j_home: Path) -> Settings:
    """How to enter the session's Neo4j."""
    server = neo4j_server.status(neo4j_home)
    assert server is not None
    return Settings(server.uri, "neo4j", neo4j_server.password(neo4j_home))


@pytest.fixture(scope="session")
def real(neo4j_settings: Settings) -> Iterator[Store]:
    """The session's Neo4j."""
    with connect(neo4j_settings) as driver:
        yield Store(driver, None)


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn, emptied."""
    opened: Store = request.getfixturevalue("embedded" if request.param == "embedded" else "real")
    with opened.driver.session(database=opened.database) as session:
        session.execute_write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    return opened


def held(store: Store) -> Graph:
    """All that a database holds, as a graph; a row without an id has an empty one."""
    with store.driver.session(database=store.database) as session:
        nodes = [
            Node(row["p"].pop("id", ""), row["label"], _frozen(row["p"]))
            for row in session.run("MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS p").data()
        ]
        edges = [
            Edge(row["p"].pop("id", ""), row["type"], row["source"], row["target"], _frozen(row["p"]))
            for row in session.run(
                "MATCH (a)-[e]->(b) RETURN type(e) AS type, a.id AS source, b.id AS target, properties(e) AS p"
            ).data()
        ]
    return Graph(tuple(sorted(nodes, key=lambda node: node.id)), tuple(sorted(edges, key=lambda edge: edge.id)))


def _frozen(properties: dict[str, Property]) -> dict[str, Property]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}

"""The queries of cypher/: each runs as it stands on both engines, gives the known rows, and says what it takes."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.data import folder
from kg.query import Query, list_queries, run
from kg.schema import EDGES, NODES
from kg.sinks.embedded import Store
from kg.sinks.neo4j import load
from tests.support.famous import famous

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "queries.jsonl").read_text("utf-8").splitlines()
]
QUERIES = list_queries()
RUNNABLE = re.compile(r'<pre class="[^"]*runnable">(.*?)</pre>', re.DOTALL)


@pytest.fixture(scope="module")
def embedded_famous(embedded: Store) -> Store:
    """The embedded engine with the well-known graph alone."""
    load(famous(), embedded.driver, database=embedded.database, prune=True)
    return embedded


@pytest.fixture(scope="module")
def real_famous(real: Store) -> Store:
    """The real Neo4j with the well-known graph alone."""
    load(famous(), real.driver, prune=True)
    return real


@pytest.mark.parametrize("engine", ["embedded_famous", pytest.param("real_famous", marks=pytest.mark.neo4j)])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case['parameters']}")
def test_a_query_gives_the_known_rows(case: dict[str, Any], engine: str, request: pytest.FixtureRequest) -> None:
    store: Store = request.getfixturevalue(engine)
    found = run(store.driver, case["query"], case["parameters"], database=store.database)
    assert [list(row.values()) for row in found.rows] == case["rows"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_has_its_columns(query: Query, embedded_famous: Store) -> None:
    given = {parameter.name: "x" for parameter in query.parameters if not parameter.has_default}
    found = run(embedded_famous.driver, query.name, given, database=embedded_famous.database)
    assert found.columns == query.columns


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_is_one_documented_statement(query: Query) -> None:
    assert query.title
    assert query.about.endswith((".", "?"))
    assert all(parameter.meaning for parameter in query.parameters)
    assert ";" not in query.statement
    assert set(re.findall(r"\$(\w+)", query.statement)) == {parameter.name for parameter in query.parameters}


def test_every_query_has_known_rows() -> None:
    assert {case["query"] for case in CASES if case["rows"]} == {query.name for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_speaks_of_the_schema_alone(query: Query) -> None:
    labels = set(re.findall(r"\((?:\w+)?:(\w+)", query.statement))
    types = {name for names in re.findall(r"\[\w*:([\w|]+)", query.statement) for name in names.split("|")}
    assert labels <= set(NODES)
    assert types <= set(EDGES)


def test_the_style_colours_every_label() -> None:
    style = (folder("cypher") / "style.grass").read_text("utf-8")
    assert set(re.findall(r"^node\.(\w+)", style, re.MULTILINE)) == set(NODES)


@pytest.mark.neo4j
@pytest.mark.parametrize("statement", RUNNABLE.findall((folder("cypher") / "guide.html").read_text("utf-8")))
def test_the_guides_statements_run(statement: str, real_famous: Store) -> None:
    assert run(real_famous.driver, html.unescape(statement)).rows

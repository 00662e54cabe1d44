"""Queries: names, parameters, what is refused, and values without the driver's types."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.time import Date, DateTime, Duration

from kg import query
from kg.errors import QueryError, StoreError
from kg.query import Result
from kg.sinks.embedded import Store
from kg.sinks.neo4j import load
from tests.support.famous import HOSTILE, famous
from tests.support.stores import held

CASES = Path(__file__).parent / "cases"


def _lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


@pytest.fixture
def loaded(store: Store) -> Store:
    """Each engine with the well-known graph."""
    load(famous(), store.driver, database=store.database)
    return store


def test_a_query_runs_by_its_name(loaded: Store) -> None:
    found = query.run(loaded.driver, "benchmarks", {"limit": 1}, database=loaded.database)
    assert found == Result(("dataset", "papers", "evaluated"), [{"dataset": "MMLU", "papers": 3, "evaluated": 3}])


def test_a_statement_runs_with_its_parameters(loaded: Store) -> None:
    statement = "MATCH (m:Model {name: $name}) RETURN m.id AS id"
    found = query.run(loaded.driver, statement, {"name": HOSTILE}, database=loaded.database)
    assert found.rows == [{"id": "model/hostile"}]


def test_columns_of_a_named_query_are_known_where_no_row_is(loaded: Store) -> None:
    found = query.run(loaded.driver, "outperforms", {"name": "nobody"}, database=loaded.database)
    assert found == Result(("winner", "loser", "paper", "quote"), [])


def test_nodes_edges_and_paths_become_plain(loaded: Store) -> None:
    statement = "MATCH p = (a:Method)-[e:USES]->(b) RETURN a, e, p"
    row = query.run(loaded.driver, statement, database=loaded.database).rows[0]
    node = {"labels": ["Method"], "properties": {"id": "method/qlora", "name": "QLoRA", "papers": 1}}
    assert row["a"] == node
    assert (row["e"]["type"], row["e"]["properties"]["quote"]) == ("USES", "QLoRA keeps Llama 2 in four bits.")
    assert row["p"]["nodes"][0] == node
    assert (row["p"]["edges"][0]["source"], row["p"]["edges"][0]["target"]) == ("method/qlora", "model/llama-2")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Model {id: 'x'}) RETURN n",
        "MATCH (n) SET n.name = 'x' RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:Model {id: 'x'}) RETURN n",
    ],
)
def test_a_statement_that_writes_changes_nothing(
    loaded: Store, embedded_folder: Path, request: pytest.FixtureRequest, statement: str
) -> None:
    (embedded_folder / "store").mkdir(exist_ok=True)
    (embedded_folder / "store" / "loaded").touch()  # as a load that ended leaves it
    where = embedded_folder if request.node.callspec.params["store"] == "embedded" else loaded.driver
    with pytest.raises(QueryError, match="would change the graph, and queries only read"):
        query.run(where, statement, database=loaded.database)
    assert held(loaded) == famous()


def test_the_engine_says_what_it_cannot_read(loaded: Store) -> None:
    with pytest.raises(QueryError, match=r"the engine can't run the statement: \S+"):
        query.run(loaded.driver, "MATCH (n RETURN n", database=loaded.database)


@pytest.mark.parametrize(
    ("statement", "value", "message"),
    [
        ("RETURN $x AS x", 2**63, "beyond 64 bits"),
        ("RETURN $x AS x", "\udcff", "not UTF-8"),
        ("RETURN '\udcff' AS x", 1, "not UTF-8"),
    ],
)
def test_what_no_database_can_take_is_refused(loaded: Store, statement: str, value: object, message: str) -> None:
    given = {"x": value} if "$x" in statement else {}
    with pytest.raises(QueryError, match=message):
        query.run(loaded.driver, statement, given, database=loaded.database)


def test_a_store_whose_load_was_cut_short_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "store" / "databases" / "kg").mkdir(parents=True)
    with pytest.raises(StoreError, match="not loaded whole"):
        query.run(tmp_path, "RETURN 1 AS x")


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no embedded database"):
        query.run(tmp_path, "benchmarks")


@pytest.mark.parametrize(("typed", "meant"), [("benchmark", "benchmarks"), ("other_hardware", "other-hardware")])
def test_an_unknown_name_is_answered_with_names_like_it(typed: str, meant: str) -> None:
    with pytest.raises(QueryError, match=f"no query is named '{typed}': is it {meant}"):
        query.named(typed)


def test_a_name_like_no_other_is_answered_with_all() -> None:
    with pytest.raises(QueryError, match=r"there are base-models, benchmarks, .*, training-tokens"):
        query.named("zzzz")


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(QueryError, match="no value for the parameter source: add --param source=VALUE"):
        query.prepare("provenance", {"target": "BLOOM"})


def test_an_unknown_parameter_is_named_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="no parameter 'year': it takes limit"):
        query.prepare("benchmarks", {"year": 2024})


def test_a_default_gives_way_to_a_value() -> None:
    assert query.prepare("benchmarks", {})[1] == {"limit": 25}
    assert query.prepare("benchmarks", {"limit": 3})[1] == {"limit": 3}


@pytest.mark.parametrize("case", _lines("cypher_parameters.jsonl"), ids=lambda case: str(case["statement"])[:40])
def test_parameters_are_found_in_code_alone(case: dict[str, object]) -> None:
    names = case["names"]
    assert isinstance(names, list)
    given = dict.fromkeys(names, 1)
    assert query.prepare(str(case["statement"]), given) == (case["statement"], given)
    for name in names:
        with pytest.raises(QueryError, match=f"the parameter {name}:"):
            query.prepare(str(case["statement"]), {each: 1 for each in names if each != name})


@pytest.mark.parametrize("case", _lines("param_options.jsonl"), ids=lambda case: str(case["option"]))
def test_an_option_is_json_or_text(case: dict[str, object]) -> None:
    if "error" in case:
        with pytest.raises(QueryError, match="write --param NAME=VALUE"):
            query.parse_parameters([str(case["option"])])
    else:
        assert query.parse_parameters([str(case["option"])]) == case["value"]


@given(st.dictionaries(st.sampled_from("abc"), st.integers(-(2**53), 2**53) | st.booleans() | st.none()))
def test_json_values_survive_as_options(values: dict[str, object]) -> None:
    assert query.parse_parameters(f"{name}={json.dumps(value)}" for name, value in values.items()) == values


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_plain_values_stay_as_they_are(value: object) -> None:
    assert query.plain(value) == value


def test_times_and_bytes_become_text() -> None:
    values = [Date(2025, 7, 24), DateTime(2025, 7, 24, 1, 2, 3), Duration(days=2), b"\x01\xff"]
    assert query.plain(values) == ["2025-07-24", "2025-07-24T01:02:03.000000000", "P2D", "01ff"]

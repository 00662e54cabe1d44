"""The loader on both engines: what goes in is there, once, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import SchemaError, StoreError
from kg.model import Edge, Graph, Node
from kg.sinks.embedded import Store
from kg.sinks.neo4j import load
from tests.support.famous import famous
from tests.support.graphs import synthetic
from tests.support.stores import held

CASES = Path(__file__).parents[1] / "cases" / "hostile_text.jsonl"
HOSTILE = [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]


def _models(*nodes: tuple[str, dict[str, str | int]]) -> tuple[Node, ...]:
    return tuple(Node(key, "Model", properties) for key, properties in nodes)


def _based(key: str, source: str, target: str, quote: str = "q") -> Edge:
    return Edge(key, "BASED_ON", source, target, {"quote": quote, "start": 0, "confidence": 0.5})


A, B = _models(("model/a", {"name": "A", "parameters": 7}), ("model/b", {"name": "B"}))
AB = _based("e/1", "model/a", "model/b")


def test_a_loaded_graph_is_held_whole(store: Store) -> None:
    graph = famous()
    report = load(graph, store.driver, database=store.database)
    assert held(store) == graph
    assert sum(report.nodes.values()) == len(graph.nodes)
    assert sum(report.edges.values()) == len(graph.edges)


def test_loading_twice_changes_nothing(store: Store) -> None:
    graph = synthetic(12)
    load(graph, store.driver, database=store.database)
    load(graph, store.driver, database=store.database)
    assert held(store) == graph


def test_a_property_that_a_row_lost_is_lost_in_the_database(store: Store) -> None:
    load(Graph((A, B), (AB,)), store.driver, database=store.database)
    changed = Graph((replace(A, properties={"name": "A2"}), B), (replace(AB, properties={"quote": "other"}),))
    load(changed, store.driver, database=store.database)
    assert held(store) == changed


def test_edges_between_the_same_ends_stay_apart(store: Store) -> None:
    graph = Graph((A, B), tuple(_based(f"e/{n}", "model/a", "model/b", f"quote {n}") for n in range(5)))
    load(graph, store.driver, database=store.database)
    load(graph, store.driver, database=store.database)
    assert held(store) == graph


def test_with_the_previous_graph_only_the_difference_is_written(store: Store) -> None:
    before = famous()
    load(before, store.driver, database=store.database)
    after = Graph(
        tuple(
            replace(node, properties={**node.properties, "papers": 5}) if node.id == "model/bloom" else node
            for node in before.nodes
            if node.id != "model/hostile"
        ),
        tuple(edge for edge in before.edges if edge.target != "model/hostile" and edge.type != "USES"),
    )
    report = load(after, store.driver, database=store.database, previous=before)
    assert held(store) == after
    assert report.nodes == {"Model": 1}
    assert report.edges == {}
    assert report.gone_nodes == {"Model": 1}
    assert report.gone_edges == {"MENTIONS": 1, "USES": 1}


def test_an_edge_that_moved_to_another_end_is_moved(store: Store) -> None:
    before = Graph((A, B), (AB,))
    load(before, store.driver, database=store.database)
    after = Graph((A, B), (replace(AB, source="model/b", target="model/a"),))
    load(after, store.driver, database=store.database, previous=before)
    assert held(store) == after


def test_pruning_leaves_the_graph_and_what_is_not_ours(store: Store) -> None:
    load(synthetic(5), store.driver, database=store.database)
    with store.driver.session(database=store.database) as session:
        session.execute_write(lambda transaction: transaction.run("CREATE (:Note {text: 'mine'})").consume())
    graph = Graph((A, B), (AB,))
    load(graph, store.driver, database=store.database, prune=True)
    assert held(store) == Graph((Node("", "Note", {"text": "mine"}), *graph.nodes), graph.edges)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_any_kind_comes_back_as_it_went_in(store: Store, text: str) -> None:
    node = Node(f"model/{text}", "Model", {"name": text, "aliases": (text, text)})
    edge = Edge(f"e/{text}", "BASED_ON", node.id, B.id, {"quote": text})
    graph = Graph((B, node) if node.id > B.id else (node, B), (edge,))
    load(graph, store.driver, database=store.database)
    assert held(store) == graph


def test_half_a_surrogate_pair_becomes_the_replacement_character(store: Store) -> None:
    load(Graph((replace(A, properties={"name": "x\ud83dy"}),), ()), store.driver, database=store.database)
    assert held(store).nodes[0].properties["name"] == "x\N{REPLACEMENT CHARACTER}y"


def test_long_text_is_split_over_transactions(store: Store) -> None:
    nodes = tuple(
        Node(f"paper/{n:02}", "Paper", {"title": f"P{n}", "abstract": f"{n} " + "é" * 200_000}) for n in range(30)
    )
    load(Graph(nodes, ()), store.driver, database=store.database)
    assert held(store).nodes == nodes


def test_progress_is_told_up_to_the_end(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    load(Graph((A, B), (AB,)), store.driver, database=store.database, progress=lambda *done: seen.append(done))
    assert seen[-1] == (3, 3)


@pytest.mark.parametrize("label", ["Nonsense", "Model) DETACH DELETE (n", "model", ""])
def test_a_label_outside_the_schema_is_refused(embedded: Store, label: str) -> None:
    graph = Graph((Node("x/1", label, {"name": "x"}),), ())
    with pytest.raises(SchemaError, match="the schema has no type"):
        load(graph, embedded.driver, database=embedded.database)


def test_an_edge_type_outside_the_schema_is_refused(embedded: Store) -> None:
    with pytest.raises(SchemaError, match="the schema has no type"):
        load(Graph((A, B), (replace(AB, type="HATES"),)), embedded.driver, database=embedded.database)


def test_an_edge_without_an_end_is_refused(embedded: Store) -> None:
    with pytest.raises(SchemaError, match="model/b"):
        load(Graph((A,), (AB,)), embedded.driver, database=embedded.database)


def test_a_wrong_previous_graph_is_found_out(store: Store) -> None:
    with pytest.raises(StoreError, match="1 of 1 rows found no ends"):
        load(Graph((A, B), (AB,)), store.driver, database=store.database, previous=Graph((A, B), ()))

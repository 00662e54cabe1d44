"""One contract for every file sink: valid graphs are written whole, the same way each time, hostile text included."""

import json
from pathlib import Path

import networkx as nx
import pytest

from kg import registry, schema
from kg.model import Graph
from kg.sinks.base import Sink
from tests.support import small

SINKS = [(name, suffix) for name in registry.names("kg.sinks") for suffix in registry.load("kg.sinks", name).suffixes]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return small.graph()


def test_the_graph_of_these_tests_is_valid(graph: Graph) -> None:
    nodes = {node.id: node for node in graph.nodes}
    for node in graph.nodes:
        schema.validate_node(node)
    for edge in graph.edges:
        schema.validate_edge(edge, nodes)


@pytest.mark.parametrize(("name", "suffix"), SINKS)
def test_the_same_graph_gives_the_same_bytes(name: str, suffix: str, graph: Graph, tmp_path: Path) -> None:
    sink: Sink = registry.load("kg.sinks", name)
    for stem in ("a", "b"):
        sink.write(graph, tmp_path / (stem + suffix))
    written = (tmp_path / f"a{suffix}").read_bytes()
    assert written
    assert written == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize(("name", "suffix"), SINKS)
def test_an_empty_graph_is_written(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty{suffix}"
    registry.load("kg.sinks", name).write(Graph((), ()), path)
    assert path.exists()


def test_json_lines_hold_every_node_and_edge(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    registry.load("kg.sinks", "jsonl").write(graph, path)
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert [row["id"] for row in rows if row["kind"] == "node"] == [node.id for node in graph.nodes]
    assert [row["id"] for row in rows if row["kind"] == "edge"] == [edge.id for edge in graph.edges]
    assert small.HOSTILE in {row["properties"].get("name") for row in rows}


def test_graphml_is_read_back_by_networkx(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    registry.load("kg.sinks", "graphml").write(graph, path)
    view = nx.read_graphml(path, force_multigraph=True)
    assert {name: data["type"] for name, data in view.nodes(data=True)} == {n.id: n.type for n in graph.nodes}
    assert isinstance(view, nx.MultiDiGraph)
    ends = {key: (source, target) for source, target, key in view.edges(keys=True)}
    assert ends == {edge.id: (edge.source, edge.target) for edge in graph.edges}
    assert view.nodes["method/pangu-π<>"]["name"] == small.HOSTILE
    assert view.nodes["model/palm-540b"]["parameters"] == 540_000_000_000

"""The graphs that tests build on are graphs that the program could have built."""

import pytest

from kg.model import Graph
from kg.schema import validate_edge, validate_node
from tests.support.famous import famous
from tests.support.graphs import synthetic


@pytest.mark.parametrize("graph", [famous(), synthetic(7)], ids=["famous", "synthetic"])
def test_a_graph_of_the_tests_is_valid_and_sorted(graph: Graph) -> None:
    nodes = {node.id: node for node in graph.nodes}
    for node in graph.nodes:
        validate_node(node)
    for edge in graph.edges:
        validate_edge(edge, nodes)
    assert list(nodes) == sorted(nodes)
    assert [edge.id for edge in graph.edges] == sorted({edge.id for edge in graph.edges})

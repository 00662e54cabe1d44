"""Deltas: applied to the previous graph, they give the graph."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Edge, Graph, Node
from kg.sinks.delta import Delta, delta, digest
from tests.support.famous import famous

TYPES = st.sampled_from(["Model", "Dataset"])
VALUES = st.dictionaries(st.sampled_from(["name", "papers"]), st.integers(0, 2), max_size=2)
KEYS = "abcd"


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A small graph whose ids often recur in another draw, with other types, ends and properties."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    nodes = [Node(key, draw(TYPES), draw(VALUES)) for key in sorted(keys)]
    ends = st.sampled_from(sorted(keys) or [""])
    edges = [
        Edge(key, draw(st.sampled_from(["USES", "BASED_ON"])), draw(ends), draw(ends), draw(VALUES))
        for key in sorted(draw(st.lists(st.sampled_from("xyz"), unique=True, max_size=3 if keys else 0)))
    ]
    return Graph(tuple(nodes), tuple(edges))


def _apply(change: Delta, graph: Graph) -> Graph:
    """What a database does: an edge or node leaves by type and id, with a node its edges; rows are merged by id."""
    gone_edges = {(edge.type, edge.id) for edge in change.gone_edges}
    gone_nodes = {(node.type, node.id) for node in change.gone_nodes}
    nodes = {node.id: node for node in graph.nodes if (node.type, node.id) not in gone_nodes}
    edges = {
        edge.id: edge
        for edge in graph.edges
        if (edge.type, edge.id) not in gone_edges and edge.source in nodes and edge.target in nodes
    }
    nodes |= {node.id: node for node in change.nodes}
    for edge in change.edges:
        old = edges.get(edge.id)
        assert old is None or (old.type, old.source, old.target) == (edge.type, edge.source, edge.target)
        edges[edge.id] = edge
    return Graph(tuple(nodes[key] for key in sorted(nodes)), tuple(edges[key] for key in sorted(edges)))


@given(graphs(), graphs())
def test_a_delta_leads_from_the_previous_graph_to_the_graph(graph: Graph, previous: Graph) -> None:
    assert _apply(delta(graph, previous), previous) == graph


@given(graphs())
def test_equal_graphs_differ_in_nothing(graph: Graph) -> None:
    assert delta(graph, graph) == Delta((), ())


@given(graphs(), graphs())
def test_digests_are_equal_for_equal_graphs_alone(graph: Graph, other: Graph) -> None:
    assert (digest(graph) == digest(other)) == (graph == other)


def test_a_digest_is_the_same_in_every_process() -> None:
    assert digest(famous()) == "5ee1b6b5c26c15989527c44a8808a1ca"

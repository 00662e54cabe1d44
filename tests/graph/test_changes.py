"""Edges of two graphs: what one has and the other has not, by type; what moved with its node counts as neither."""

from dataclasses import replace

from kg.graph.changes import EdgeChanges, edge_changes
from tests.support.small import graph

EDGES = graph().edges
ALIKE: tuple[dict[str, str], dict[str, str]] = ({}, {})


def test_a_graph_has_no_other_edges_than_itself() -> None:
    assert edge_changes(EDGES, EDGES, ALIKE) == ()


def test_edges_are_counted_by_type_and_seen_from_the_other_side_the_other_way_round() -> None:
    fewer = [edge for edge in EDGES if edge.type != "EVALUATED_ON"]
    assert edge_changes(EDGES, fewer, ALIKE) == (EdgeChanges("EVALUATED_ON", appeared=0, gone=2),)
    assert edge_changes(fewer, EDGES, ALIKE) == (EdgeChanges("EVALUATED_ON", appeared=2, gone=0),)


def test_an_edge_that_moved_with_its_node_neither_came_nor_went() -> None:
    moved = [replace(edge, id="x", source="model/x") if edge.source == "model/palm-540b" else edge for edge in EDGES]
    assert edge_changes(EDGES, moved, ({"model/palm-540b": "one"}, {"model/x": "one"})) == ()
    assert len(edge_changes(EDGES, moved, ALIKE)) == 4


def test_another_number_at_the_same_place_is_another_edge() -> None:
    changed = [
        replace(edge, properties={**edge.properties, "deviceCount": 1}) if edge.type == "RAN_ON" else edge
        for edge in EDGES
    ]
    assert edge_changes(EDGES, changed, ALIKE) == (EdgeChanges("RAN_ON", appeared=1, gone=1),)

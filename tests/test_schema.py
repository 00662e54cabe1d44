"""A row that keeps its type's rules is taken; any other is refused with a reason that can be counted."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kg.errors import SchemaError
from kg.model import ENTITY_TYPES, Edge, Node, Relation
from kg.schema import ARTEFACTS, EDGES, EVIDENCE, NODES, EdgeType, NodeType, validate_edge, validate_node

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "schema.jsonl").open(encoding="utf-8")]
TYPES: list[type[NodeType] | type[EdgeType]] = [*NODES.values(), *EDGES.values()]
ENDS = {
    node.id: node
    for node in (
        Node("model/bert", "Model"),
        Node("model/t5", "Model"),
        Node("dataset/c4", "Dataset"),
        Node("hardware/a100", "Hardware"),
        Node("paper/p", "Paper"),
        Node("repository/github.com/google-research/bert", "Repository"),
    )
}
SAID: dict[str, Any] = {
    "paper": "paper/p",
    "quote": "BERT was trained.",
    "start": 3,
    "end": 20,
    "confidence": 1.0,
    "rule": "r",
}


def _listed(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()}


@pytest.mark.parametrize("case", [case for case in CASES if "node" in case], ids=str)
def test_nodes_keep_their_types_rules(case: dict[str, list[Any]]) -> None:
    name, label, properties = case["node"]
    node = Node(str(name), str(label), _listed(properties))
    if case["reason"] is None:
        validate_node(node)
    else:
        with pytest.raises(SchemaError, match=f"^{re.escape(str(case['reason']))}$"):
            validate_node(node)


@pytest.mark.parametrize("case", [case for case in CASES if "edge" in case], ids=str)
def test_edges_keep_domain_range_and_evidence(case: dict[str, list[Any]]) -> None:
    label, source, target, properties = case["edge"]
    said = {**SAID, **properties}
    edge = Edge("edge/x", str(label), str(source), str(target), said)
    if case["reason"] is None:
        validate_edge(edge, ENDS)
    else:
        with pytest.raises(SchemaError, match=f"^{re.escape(str(case['reason']))}$"):
            validate_edge(edge, ENDS)


@pytest.mark.parametrize("missing", EVIDENCE)
def test_an_edge_without_one_part_of_its_evidence_is_refused(missing: str) -> None:
    said = {name: value for name, value in SAID.items() if name != missing}
    with pytest.raises(SchemaError, match=f"BASED_ON.{missing}: missing"):
        validate_edge(Edge("edge/x", "BASED_ON", "model/t5", "model/bert", said), ENDS)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(SchemaError, match="string_unicode"):
        validate_node(Node("model/x", "Model", {"name": "X\ud800"}))


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(SchemaError, match="finite_number"):
        validate_edge(Edge("edge/x", "BASED_ON", "model/t5", "model/bert", {**SAID, "confidence": float("nan")}), ENDS)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.label)
def test_every_type_and_property_says_what_it_means(kind: type[NodeType] | type[EdgeType]) -> None:
    assert kind.__doc__
    for each in kind.properties().values():
        assert each.doc
        assert re.fullmatch(r"[a-z][A-Za-z]*", each.name)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.label)
def test_every_iri_is_absolute_and_valid(kind: type[NodeType] | type[EdgeType]) -> None:
    iris = {kind.iri, *kind.parents}
    iris |= {iri for each in kind.properties().values() for iri in (each.iri, each.datatype)}
    iris |= set(kind.also) if issubclass(kind, NodeType) else set(map(kind.iri_from, kind.domain))
    for iri in iris:
        assert re.fullmatch(r"https?://[\w./-]+[/#]\w+", iri), iri
        assert urlsplit(iri).netloc


@pytest.mark.parametrize("kind", EDGES.values(), ids=lambda kind: kind.label)
def test_domain_and_range_are_labels(kind: type[EdgeType]) -> None:
    assert {*kind.domain, *kind.range} <= set(NODES)
    assert set(kind.iris) <= set(kind.domain)


def test_what_papers_name_and_relate_is_in_the_schema() -> None:
    assert tuple(kind.value for kind in ENTITY_TYPES) == ARTEFACTS
    assert {relation.value for relation in Relation} <= set(EDGES)


def test_foreign_properties_are_not_used_outside_their_domain() -> None:
    for label in ("TRAINED_ON", "EVALUATED_ON"):
        assert "fair4ml" in EDGES[label].iri_from("Model")
        assert not any("fair4ml" in EDGES[label].iri_from(head) for head in ("Method", "Paper"))


def test_numbers_have_units() -> None:
    units = {each.name: each.unit for kind in TYPES for each in kind.properties().values() if each.kind in (int, float)}
    assert units["parameters"] == "parameters"
    assert units["deviceHours"] == "device-hours"
    assert {name for name, unit in units.items() if unit is None} == {"confidence", "year", "low", "high", "value"}

"""The sure part of a graph is the graph of the sure part of its records."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import confidence
from kg.entities.resolve import assign, resolve
from kg.errors import SettingError
from kg.graph.assemble import assemble
from kg.graph.confidence import at_least
from kg.graph.files import read as read_graph
from kg.graph.files import write
from kg.graph.traverse import KnowledgeGraph, open_graph
from kg.model import Edge, Entity, Graph, Node, Record
from tests.graph import example

PAPERS = example.records()
ENTITIES = example.entities(PAPERS)
NAMES = sorted({entity.canonical for record in PAPERS for entity in record.entities})
levels = st.sampled_from([0.2, 0.5, 0.9])


def place(edge: Edge) -> tuple[object, ...]:
    return edge.type, edge.source, edge.target, edge.properties["paper"], edge.properties["start"]


def unspelt(node: Node) -> tuple[object, ...]:
    """A node without the spelling of an address: of several papers' spellings the trimmed graph keeps the best."""
    spelling = {"name", "url"} if node.type in ("Repository", "WebPage") else set()
    return node.id, node.type, {name: value for name, value in node.properties.items() if name not in spelling}


def same(papers: list[Record], entities: list[Entity], least: float) -> Graph:
    """Checks that both ways give the same graph, and returns it; a series is told by names alone, whoever is sure."""
    trimmed = at_least(assemble(papers, entities), least)
    made = assemble([confidence.at_least(record, least) for record in papers], entities)
    assert [place(edge) for edge in trimmed.edges] == [place(edge) for edge in made.edges]
    assert list(map(unspelt, trimmed.nodes)) == list(map(unspelt, made.nodes))
    return trimmed


@given(st.dictionaries(st.sampled_from(NAMES), levels), levels, st.sampled_from([0.1, 0.5, 0.6, 0.95]))
def test_the_sure_part_is_the_graph_of_the_sure_facts(names: dict[str, float], facts: float, least: float) -> None:
    papers = [example.with_confidence(record, names, facts=facts) for record in PAPERS]
    trimmed = same(papers, ENTITIES, least)
    assert all(float(str(edge.properties["confidence"])) >= least for edge in trimmed.edges)
    assert [node for node in trimmed.nodes if node.type == "Paper"] == [
        node for node in assemble(papers, ENTITIES).nodes if node.type == "Paper"
    ]


@pytest.mark.shared
def test_on_real_papers_both_ways_give_the_same_graph(shared: Path) -> None:
    from kg.evaluate import document, read_gold
    from kg.pipeline import Extraction

    documents = [document(row) for row in read_gold(shared / "gold" / "seeds-dev.jsonl")]
    read = [record for record in Extraction("fast").read(documents) if isinstance(record, Record)]
    entities = list(resolve(read))
    papers = list(assign(read, entities))
    sizes = [len(same(papers, entities, least).edges) for least in (0.4, 0.7, 0.9, 1.0)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0]


def test_numbers_on_nodes_are_those_that_the_sure_edges_agree_on() -> None:
    papers = [example.with_confidence(record, {}, facts=0.4) for record in PAPERS]
    graph = KnowledgeGraph(assemble(papers, ENTITIES))
    assert graph.node("model/chinchilla").properties["parameters"] == 70 * 10**9
    sure = graph.at_least(0.5).node("model/chinchilla").properties
    assert "parameters" not in sure
    assert sure["papers"] == 1
    sized = graph.at_least(0.5).node("model/llama-2-7b-chat").properties
    assert sized["parameters"] == 7 * 10**9  # its own name says so


def test_all_of_a_graph_is_the_graph() -> None:
    graph = assemble(PAPERS, ENTITIES)
    assert at_least(graph, 0.0) is graph
    assert at_least(graph, 0.1) == graph


def test_a_number_that_is_no_confidence_is_refused() -> None:
    with pytest.raises(SettingError, match=r"1\.5"):
        at_least(assemble(PAPERS, ENTITIES), 1.5)


def test_a_folder_is_opened_at_a_confidence(tmp_path: Path) -> None:
    papers = [example.with_confidence(record, {"GLUE": 0.3}) for record in PAPERS]
    write(assemble(papers, ENTITIES), tmp_path)
    assert "dataset/glue" in open_graph(tmp_path)
    sure = open_graph(tmp_path, min_confidence=0.5)
    assert "dataset/glue" not in sure
    assert sure.graph == at_least(read_graph(tmp_path), 0.5)
    with pytest.raises(SettingError):
        open_graph(tmp_path, min_confidence=2)

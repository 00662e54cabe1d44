"""A program finds nodes by name, walks along edges, and hands the whole to networkx."""

from pathlib import Path

import pytest

from kg.errors import InputError, QueryError
from kg.graph import files
from kg.graph.assemble import assemble
from kg.graph.traverse import KnowledgeGraph, open_graph
from tests.graph import example


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    papers = example.records()
    return KnowledgeGraph(assemble(papers, example.entities(papers)))


@pytest.mark.parametrize("name", ["Llama 2", "llama-2", "LLAMA 2"])
def test_a_name_is_found_in_any_spelling(graph: KnowledgeGraph, name: str) -> None:
    assert [node.id for node in graph.find(name)] == ["model/llama-2"]


def test_a_paper_is_found_by_its_title(graph: KnowledgeGraph) -> None:
    assert [node.id for node in graph.find("bert: a bidirectional transformer", "Paper")] == ["paper/arxiv-1810.04805"]


def test_a_name_of_another_type_is_not_found(graph: KnowledgeGraph) -> None:
    assert graph.find("GLUE", "Model") == ()
    assert graph.find("none such") == ()


def test_edges_are_those_for_which_all_that_is_given_holds(graph: KnowledgeGraph) -> None:
    assert {edge.type for edge in graph.edges(source="model/roberta", target="model/bert")} == {
        "BASED_ON",
        "OUTPERFORMS",
    }
    assert [edge.source for edge in graph.edges("TRAINED_ON", target="dataset/cc-news")] == ["model/roberta"]
    assert graph.edges("BASED_ON", source="model/roberta", target="model/gopher") == ()
    assert len(graph.edges()) == len(graph.graph.edges)


def test_walking_gives_each_node_once(graph: KnowledgeGraph) -> None:
    bert = graph.node("model/bert")
    assert [node.id for node in graph.sources(bert, "MENTIONS")] == ["paper/arxiv-1810.04805", "paper/arxiv-1907.11692"]
    assert [node.id for node in graph.targets("model/roberta", "BASED_ON")] == ["model/bert"]
    ids = [node.id for node in graph.neighbours(bert)]
    assert len(ids) == len(set(ids))
    assert {"dataset/glue", "model/roberta", "paper/arxiv-1810.04805"} <= set(ids)


def test_an_edge_leads_to_the_paper_that_says_so(graph: KnowledgeGraph) -> None:
    (edge,) = graph.edges("BASED_ON", source="model/roberta")
    paper = graph.paper(edge)
    assert paper.id == "paper/arxiv-1907.11692"
    assert str(edge.properties["quote"]) in str(paper.properties["abstract"])


def test_papers_about_a_thing_are_those_that_say_something_of_it(graph: KnowledgeGraph) -> None:
    assert len(graph.papers()) == 4
    assert [paper.id for paper in graph.papers("model/gopher")] == ["paper/arxiv-2203.15556"]


def test_nodes_are_counted_and_contained(graph: KnowledgeGraph) -> None:
    assert len(graph) == len(graph.nodes())
    assert "model/bert" in graph
    assert graph.node("model/bert") in graph
    assert "model/none" not in graph
    assert {node.type for node in graph.nodes("Dataset")} == {"Dataset"}


def test_a_misspelt_type_is_an_error_and_not_an_empty_answer(graph: KnowledgeGraph) -> None:
    for ask in (
        lambda: graph.nodes("model"),
        lambda: graph.find("none such", "model"),
        lambda: graph.edges("TRAINED", source="model/none"),
    ):
        with pytest.raises(QueryError, match="known are"):
            ask()


def test_an_unknown_id_is_a_key_error(graph: KnowledgeGraph) -> None:
    with pytest.raises(KeyError):
        graph.node("model/none")


def test_networkx_has_every_node_and_edge_with_its_properties(graph: KnowledgeGraph) -> None:
    view = graph.to_networkx()
    assert view.number_of_nodes() == len(graph)
    assert view.number_of_edges() == len(graph.edges())
    assert view.nodes["hardware/v100"] == {
        "type": "Hardware",
        "name": "V100",
        "vendor": "NVIDIA",
        "family": "Volta",
        "deviceClass": "gpu",
        "memoryMin": 16,
        "memoryMax": 32,
        "papers": 1,
    }
    (edge,) = graph.edges("DEVELOPED_BY")
    assert view.edges[edge.source, edge.target, edge.id] == {"type": "DEVELOPED_BY", **edge.properties}


def test_a_written_graph_is_opened(graph: KnowledgeGraph, tmp_path: Path) -> None:
    files.write(graph.graph, tmp_path)
    assert open_graph(str(tmp_path)).graph == graph.graph
    with pytest.raises(InputError, match="holds no graph"):
        open_graph(tmp_path / "none")

"""The graph is what the records say under the names that were decided; what lacks evidence is refused with a reason."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.assemble import assemble
from kg.model import (
    PAPER,
    Amount,
    Document,
    Edge,
    Evidence,
    Graph,
    HardwareFact,
    LinkFact,
    ParameterFact,
    Record,
    Relation,
    RelationFact,
    TokenFact,
    Url,
)
from kg.schema import validate_edge, validate_node
from tests.graph import example
from tests.graph.example import BERT, LLAMA, ROBERTA, evidence

ANY = Evidence(0, 4, 0.5, "rule.example")


def _graph(papers: list[Record] | None = None) -> Graph:
    papers = example.records() if papers is None else papers
    return assemble(papers, example.entities(papers))


def _edges(graph: Graph, kind: str) -> list[Edge]:
    return [edge for edge in graph.edges if edge.type == kind]


def _node(graph: Graph, name: str) -> dict[str, Any]:
    return next(dict(node.properties) for node in graph.nodes if node.id == name)


def _reasons(graph: Graph) -> Counter[str]:
    return Counter(row.reason for row in graph.refused)


def _with(document: Document, **facts: Any) -> list[Record]:
    """The example's records, with other facts in one of them."""
    return [replace(record, **facts) if record.document is document else record for record in example.records()]


def test_the_example_is_taken_whole() -> None:
    graph = _graph()
    assert graph.refused == ()
    assert Counter(edge.type for edge in graph.edges) == {
        "MENTIONS": 17,
        "INTRODUCES": 5,
        "HAS_PARAMETER_COUNT": 6,
        "HAS_TOKEN_COUNT": 1,
        "VARIANT_OF": 2,
        "TRAINED_ON": 3,
        "EVALUATED_ON": 1,
        "BASED_ON": 1,
        "OUTPERFORMS": 2,
        "DEVELOPED_BY": 1,
        "RAN_ON": 2,
        "HAS_REPOSITORY": 2,
        "HAS_PAGE": 1,
    }


def test_every_quote_is_its_papers_own_words() -> None:
    graph = _graph()
    texts = {"paper/" + record.document.id.replace(":", "-"): record.document.text for record in example.records()}
    for edge in graph.edges:
        said: dict[str, Any] = dict(edge.properties)
        assert texts[said["paper"]][said["start"] : said["end"]] == said["quote"]


def test_the_order_of_papers_and_decisions_does_not_matter() -> None:
    papers, random_ = example.records(), random.Random(7)
    entities = example.entities(papers)
    whole = assemble(papers, entities)
    for _ in range(5):
        random_.shuffle(papers)
        random_.shuffle(entities)
        assert assemble(papers, entities) == whole


def test_a_paper_keeps_what_its_source_says_and_nothing_empty() -> None:
    assert _node(_graph(), "paper/arxiv-1810.04805") == {
        "title": BERT.title,
        "abstract": BERT.abstract,
        "document": "arxiv:1810.04805",
        "url": "https://arxiv.org/abs/1810.04805",
        "arxivId": "1810.04805",
        "year": 2018,
        "published": "2018-10-11",
        "authors": ("Jacob Devlin", "Ming-Wei Chang"),
        "categories": ("cs.CL",),
        "listings": ("2018-10.txt", "best.txt"),
        "listed": ("2018-10-12",),
    }
    assert "url" not in _node(_graph(), "paper/arxiv-1907.11692")


def test_two_papers_that_say_the_same_give_two_edges() -> None:
    other = replace(BERT, id="arxiv:1810.99999")
    papers = [*example.records(), replace(example.records()[0], document=other)]
    trained = [edge for edge in _edges(_graph(papers), "TRAINED_ON") if edge.source == "model/bert-large"]
    assert [edge.properties["paper"] for edge in sorted(trained, key=lambda edge: str(edge.properties["paper"]))] == [
        "paper/arxiv-1810.04805",
        "paper/arxiv-1810.99999",
    ]


def test_two_rules_that_read_the_same_place_give_one_edge_by_the_surer_rule() -> None:
    said = example.records()[0].relations[1]
    surer = replace(said, evidence=replace(said.evidence, confidence=0.95, rule="rule.surer"))
    for facts in ((said, surer), (surer, said)):
        (edge,) = _edges(_graph(_with(BERT, relations=facts)), "EVALUATED_ON")
        assert (edge.properties["rule"], edge.properties["confidence"]) == ("rule.surer", 0.95)


def test_an_introduced_thing_is_mentioned_too_and_once_a_paper() -> None:
    entity = example.entity(BERT, "Model", "BERT", "BERT-Large", new=True, name="BERT")
    graph = _graph(_with(BERT, entities=(entity,)))
    paper = "paper/arxiv-1810.04805"
    (mention,) = [edge for edge in _edges(graph, "MENTIONS") if edge.source == paper and "model" in edge.target]
    assert (mention.properties["count"], mention.properties["surface"]) == (2, "BERT")
    assert [edge.target for edge in _edges(graph, "INTRODUCES") if edge.source == paper] == ["model/bert"]


def test_repositories_of_several_spellings_are_one_node_with_both_papers() -> None:
    graph = _graph()
    targets = {edge.target for edge in _edges(graph, "HAS_REPOSITORY")}
    assert targets == {"repository/github.com/google-research/bert"}
    assert _node(graph, targets.pop())["papers"] == 2


def test_a_number_of_nothing_named_is_mentioned_by_the_paper() -> None:
    targets = {edge.target for edge in _edges(_graph(), "MENTIONS") if "count/" in edge.target}
    assert targets == {"parametercount/7000000000-70000000000", "tokencount/2000000000000"}


def test_tokens_of_the_same_sentence_stand_on_the_training() -> None:
    tokens = {edge.source: edge.properties.get("tokens") for edge in _edges(_graph(), "TRAINED_ON")}
    assert tokens == {"model/chinchilla": 1_400_000_000_000, "model/roberta": None, "model/bert-large": None}


def test_a_series_of_several_sizes_has_none() -> None:
    graph = _graph()
    assert "parameters" not in _node(graph, "model/llama-2")
    assert len([edge for edge in _edges(graph, "HAS_PARAMETER_COUNT") if edge.source == "model/llama-2"]) == 3


def test_a_size_in_the_name_goes_before_what_a_paper_states() -> None:
    fact = ParameterFact("13B", Amount(13 * 10**9, 13 * 10**9), "Llama 2 7B Chat", evidence(LLAMA, "13B"))
    assert _node(_graph(_with(LLAMA, parameters=(fact,))), "model/llama-2-7b-chat")["parameters"] == 7 * 10**9


def test_a_series_with_a_variant_of_another_size_has_none_whatever_one_paper_says() -> None:
    fact = ParameterFact("70B", Amount(70 * 10**9, 70 * 10**9), "Llama 2", evidence(LLAMA, "70B"))
    assert "parameters" not in _node(_graph(_with(LLAMA, parameters=(fact,))), "model/llama-2")


def test_active_parameters_are_kept_apart() -> None:
    fact = ParameterFact("13B", Amount(13 * 10**9, 13 * 10**9, active=True), "Llama 2", evidence(LLAMA, "13B"))
    properties = _node(_graph(_with(LLAMA, parameters=(fact,))), "model/llama-2")
    assert properties["activeParameters"] == 13 * 10**9
    assert "parameters" not in properties


def test_of_two_things_of_one_name_the_one_that_fits_is_meant() -> None:
    model, dataset = (example.entity(BERT, kind, "GLUE") for kind in ("Model", "Dataset"))
    relation = RelationFact(PAPER, Relation.EVALUATED_ON, "GLUE", evidence(BERT, "GLUE"))
    facts = {"relations": (relation,), "hardware": (), "parameters": (), "links": ()}
    graph = _graph(_with(BERT, entities=(model, dataset), **facts))
    assert [edge.target for edge in _edges(graph, "EVALUATED_ON")] == ["dataset/glue"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"relations": (RelationFact("GPT-9", Relation.BASED_ON, "BERT", ANY),)}, "unknown name"),
        ({"relations": (RelationFact("RoBERTa", Relation.BASED_ON, "GPT-9", ANY),)}, "unknown name"),
        ({"relations": (RelationFact("BERT", Relation.BASED_ON, "BERT", evidence(ROBERTA, "BERT")),)}, "self loop"),
        (
            {"relations": (RelationFact("CC-News", Relation.BASED_ON, "BERT", evidence(ROBERTA, "BERT")),)},
            "BASED_ON from Dataset",
        ),
        (
            {"relations": (RelationFact("RoBERTa", Relation.TRAINED_ON, "BERT", evidence(ROBERTA, "BERT")),)},
            "TRAINED_ON to Model",
        ),
        (
            {"relations": (RelationFact("RoBERTa", Relation.BASED_ON, "BERT", evidence(ROBERTA, "See")),)},
            "BASED_ON: quote lacks the object",
        ),
        (
            {"relations": (RelationFact("RoBERTa", Relation.BASED_ON, "BERT", Evidence(5, 9_999, 1, "r")),)},
            "quote not in the text",
        ),
        (
            {"relations": (RelationFact("RoBERTa", Relation.BASED_ON, "BERT", Evidence(9, 9, 1, "r")),)},
            "quote not in the text",
        ),
        (
            {"relations": (RelationFact("RoBERTa", Relation.BASED_ON, "BERT", Evidence(0, 30, float("nan"), "r")),)},
            "BASED_ON.confidence: finite_number",
        ),
        ({"tokens": (TokenFact("9T", Amount(9, 9), "RoBERTa", ANY),)}, "HAS_TOKEN_COUNT: quote lacks the object"),
        ({"tokens": (TokenFact("BERT", Amount(0, 0), "RoBERTa", ANY),)}, "number out of range"),
        ({"tokens": (TokenFact("BERT", Amount(1, 10**5000), None, ANY),)}, "number out of range"),
        (
            {"hardware": (HardwareFact("V100", 0, None, None, PAPER, evidence(ROBERTA, "V100")),)},
            "RAN_ON.deviceCount: greater_than_equal",
        ),
        (
            {"links": (LinkFact(Url("https://github.com/a/b9", "github", "a/b9"), "code", PAPER, ANY),)},
            "HAS_REPOSITORY: quote lacks the object",
        ),
        (
            {"links": (LinkFact(Url("https://bert.org", "page"), "fun", PAPER, evidence(ROBERTA, "BERT")),)},
            "HAS_PAGE: quote lacks the object",
        ),
    ],
)
def test_a_row_without_ground_is_refused(facts: dict[str, Any], reason: str) -> None:
    graph = _graph(_with(ROBERTA, **facts))
    assert _reasons(graph) == {reason: 1}
    assert graph.refused[0].paper == "paper/arxiv-1907.11692"


def test_an_entity_without_decision_is_refused_with_all_that_is_said_of_it() -> None:
    papers = example.records()
    entities = [entity for entity in example.entities(papers) if entity.name != "Gopher"]
    assert _reasons(assemble(papers, entities)) == {"no decision of identity": 3}


def test_a_model_whose_series_was_not_decided_has_no_edge_to_it() -> None:
    papers = example.records()
    entities = [replace(entity, series="model/none") for entity in example.entities(papers) if entity.series]
    graph = assemble(papers, entities)
    assert _reasons(graph)["missing node"] == 2


def test_another_record_of_the_same_document_is_refused_and_the_same_one_is_not() -> None:
    papers = example.records()
    other = replace(papers[0], document=replace(BERT, abstract=f"{BERT.abstract} It is open."))
    graph = _graph([*papers, papers[1], other])
    assert _reasons(graph) == {"document id twice": 1}


def test_a_paper_of_half_characters_is_refused_in_words_that_can_be_written() -> None:
    broken = replace(BERT, id="broken", title="BERT \ud800")
    graph = _graph([replace(example.records()[0], document=broken)])
    assert [row.reason for row in graph.refused if row.paper] == ["Paper.title: string_unicode"]
    assert all(row.row.encode() for row in graph.refused)


def test_document_ids_of_one_slug_are_two_papers() -> None:
    papers = [Record(Document(name, "BERT", "Text.")) for name in ("a b", "a-b")]
    graph = assemble(papers, [])
    assert len(graph.nodes) == 2
    assert all(node.id.startswith("paper/a-b-") for node in graph.nodes)


_NAMES = st.sampled_from(
    sorted({entity.canonical for record in example.records() for entity in record.entities} | {PAPER, "GPT-9"})
)
_EVIDENCE = st.builds(
    Evidence, st.integers(-2, 250), st.integers(-2, 260), st.sampled_from([0.5, 1.0, 2.0, float("nan")]), st.just("r")
)
_NUMBER = st.sampled_from([-1, 0, 7 * 10**9, 2**63, 2**99])
_AMOUNT = st.builds(Amount, _NUMBER, _NUMBER, st.booleans())
_SURFACE = st.sampled_from(["340M", "7B", "", "a", "\ud800"])
_URL = st.builds(
    Url,
    st.sampled_from(["https://github.com/a/b", "http://[::", "", "https://a b/\ud800"]),
    st.sampled_from(["github", "huggingface", "page"]),
    st.sampled_from([None, "google-research/bert", "", "a/\ud800"]),
)
_COUNT = st.none() | _NUMBER
_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "parameters": st.builds(ParameterFact, _SURFACE, _AMOUNT, st.none() | _NAMES, _EVIDENCE),
    "tokens": st.builds(TokenFact, _SURFACE, _AMOUNT, st.none() | _NAMES, _EVIDENCE),
    "hardware": st.builds(
        HardwareFact, _NAMES, _COUNT, _COUNT, st.sampled_from([None, "training", "fun"]), _NAMES, _EVIDENCE
    ),
    "links": st.builds(LinkFact, _URL, st.sampled_from(["code", "fun"]), _NAMES, _EVIDENCE),
    "relations": st.builds(RelationFact, _NAMES, st.sampled_from(list(Relation)), _NAMES, _EVIDENCE),
}


@st.composite
def _papers(draw: st.DrawFn) -> list[Record]:
    """The example's papers, with facts that no sober extractor would state in place of their own."""
    papers = []
    for record in draw(st.lists(st.sampled_from(example.records()), max_size=4)):
        facts: dict[str, Any] = {name: tuple(draw(st.lists(fact, max_size=4))) for name, fact in _FACTS.items()}
        papers.append(replace(record, **facts))
    return papers


@given(_papers(), st.randoms(use_true_random=False))
def test_whatever_is_said_the_graph_is_sound(papers: list[Record], random_: random.Random) -> None:
    entities = [entity for entity in example.entities(example.records()) if random_.random() < 0.9]
    graph = assemble(papers, entities)
    assert graph == assemble(papers[::-1], entities[::-1])
    nodes = {node.id: node for node in graph.nodes}
    papers_said = {str(node.properties["document"]) for node in graph.nodes if node.type == "Paper"}
    assert papers_said == {record.document.id for record in papers}
    assert [node.id for node in graph.nodes] == sorted(nodes)
    assert [edge.id for edge in graph.edges] == sorted({edge.id for edge in graph.edges})
    for node in graph.nodes:
        validate_node(node)
    for edge in graph.edges:
        validate_edge(edge, nodes)
        _check_quote(edge, dict(nodes[str(edge.properties["paper"])].properties))


def _check_quote(edge: Edge, paper: dict[str, Any]) -> None:
    said: dict[str, Any] = dict(edge.properties)
    text = f"{paper['title']}\n{paper.get('abstract', '')}"
    assert text[said["start"] : said["end"]] == said["quote"]

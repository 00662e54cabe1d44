"""A model stands under its series by a quote of the paper that names it surest."""

from dataclasses import replace

from kg.graph.assemble import assemble
from kg.model import Document, Edge, Entity, MentionType, Record
from tests.graph import example

LATER = Document("arxiv:2309.00001", "Llama 2 7B again", "Llama 2 7B is small.", year=2024)
EARLIER = Document("arxiv:2307.00002", "A small model", "Llama 2 7B was released.", year=2023)
PAPERS = [
    Record(document, entities=(example.entity(document, "Model", "Llama 2 7B"),)) for document in (LATER, EARLIER)
]
SIZED = Entity(
    "model/llama-2-7b",
    MentionType.MODEL,
    "Llama 2 7B",
    members=(("arxiv:2307.00002", "Llama 2 7B"), ("arxiv:2309.00001", "Llama 2 7B")),
    series="model/llama-2",
    size=7 * 10**9,
)
SERIES = Entity("model/llama-2", MentionType.MODEL, "Llama 2", series="model/llama")
ROOT = Entity("model/llama", MentionType.MODEL, "Llama")


def _variants(*entities: Entity) -> dict[tuple[str, str], Edge]:
    graph = assemble(PAPERS, entities)
    return {(edge.source, edge.target): edge for edge in graph.edges if edge.type == "VARIANT_OF"}


def test_the_first_paper_that_names_the_model_is_quoted() -> None:
    edge = _variants(SIZED, SERIES, ROOT)["model/llama-2-7b", "model/llama-2"]
    assert edge.properties["paper"] == "paper/arxiv-2307.00002"
    assert edge.properties["quote"] == "Llama 2 7B was released."
    assert edge.properties["rule"] == "name.grammar"


def test_a_paper_that_names_the_model_more_surely_goes_before_an_earlier_one() -> None:
    later, earlier = PAPERS
    entity = earlier.entities[0]
    unsure = replace(entity, mentions=tuple(replace(mention, confidence=0.4) for mention in entity.mentions))
    graph = assemble([later, replace(earlier, entities=(unsure,))], [SIZED, SERIES, ROOT])
    (edge,) = (edge for edge in graph.edges if edge.source == "model/llama-2-7b" and edge.type == "VARIANT_OF")
    assert (edge.properties["paper"], edge.properties["confidence"]) == ("paper/arxiv-2309.00001", 0.9)


def test_a_series_that_no_paper_names_is_quoted_by_its_variant() -> None:
    edge = _variants(SIZED, SERIES, ROOT)["model/llama-2", "model/llama"]
    assert "Llama 2" in str(edge.properties["quote"])


def test_series_that_lead_in_a_circle_end() -> None:
    edges = _variants(SIZED, SERIES, replace(ROOT, series="model/llama-2"))
    assert set(edges) == {
        ("model/llama-2-7b", "model/llama-2"),
        ("model/llama-2", "model/llama"),
        ("model/llama", "model/llama-2"),
    }


def test_a_model_that_nobody_names_in_any_size_has_no_edge() -> None:
    other = Entity("model/qwen-7b", MentionType.MODEL, "Qwen 7B", series="model/qwen")
    assert "model/qwen-7b" not in {source for source, _ in _variants(SIZED, SERIES, ROOT, other)}

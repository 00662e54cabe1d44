"""An id on Hugging Face is a thing's own where papers leave no doubt, and nobody's where they do."""

from dataclasses import replace

import pytest

from kg.graph.assemble import assemble
from kg.graph.confidence import at_least
from kg.graph.external import hugging_face
from kg.model import Document, Edge, Entity, Evidence, LinkFact, MentionType, Node, Record
from kg.values import link
from tests.graph.example import entity, evidence

CHAT = Node("model/llama-2-7b-chat", "Model", {"name": "Llama 2 7B Chat"})
SERIES = Node("model/llama-2", "Model", {"name": "Llama 2", "aliases": ("LLaMA-2-7b-chat",)})
FINEWEB = Node("dataset/fineweb", "Dataset", {"name": "FineWeb"})
GSM8K = Node("dataset/grade-school", "Dataset", {"name": "Grade School Math 8K", "aliases": ("GSM8K",)})
MODEL_GSM8K = Node("model/gsm8k", "Model", {"name": "GSM8K"})
PAPERS = tuple(Node(f"paper/{name}", "Paper") for name in "pqr")
NODES = {node.id: node for node in (CHAT, SERIES, FINEWEB, GSM8K, MODEL_GSM8K, *PAPERS)}
HUB = "https://huggingface.co/"


def linked(source: str, url: str, *, role: str = "model", paper: str = "paper/p") -> Edge:
    said = {"paper": paper, "role": role, "url": url, "quote": f"It is at {url}."}
    return Edge(f"edge/{source}{url}{paper}", "HAS_REPOSITORY", source, f"repository/{url.partition('//')[2]}", said)


def said(source: str, target: str, quote: str, *, kind: str = "USES", paper: str = "paper/p") -> Edge:
    return Edge(f"edge/{source}{target}{paper}{quote}", kind, source, target, {"paper": paper, "quote": quote})


OF_THE_SERIES = said(CHAT.id, SERIES.id, "Llama 2 7B Chat", kind="VARIANT_OF")


@pytest.mark.parametrize(
    ("source", "path", "role", "expected"),
    [
        (CHAT.id, "meta-llama/Llama-2-7b-chat-hf", "model", {CHAT.id: "meta-llama/Llama-2-7b-chat-hf"}),
        (CHAT.id, "meta-llama/Llama-2-7b-chat-hf/tree/main", "model", {CHAT.id: "meta-llama/Llama-2-7b-chat-hf"}),
        (FINEWEB.id, "datasets/HuggingFaceFW/fineweb", "data", {FINEWEB.id: "HuggingFaceFW/fineweb"}),
        (GSM8K.id, "datasets/openai/gsm8k", "data", {GSM8K.id: "openai/gsm8k"}),
        # Another size, tuning, version or part.
        (CHAT.id, "meta-llama/Llama-2-13b-chat-hf", "model", {}),
        (CHAT.id, "meta-llama/Llama-2-7b-hf", "model", {}),
        (CHAT.id, "meta-llama/Llama-3-7b-chat", "model", {}),
        (FINEWEB.id, "datasets/HuggingFaceFW/fineweb-edu", "data", {}),
        # Another type, or another role.
        (FINEWEB.id, "HuggingFaceFW/fineweb", "data", {}),
        (MODEL_GSM8K.id, "datasets/openai/gsm8k", "data", {}),
        (FINEWEB.id, "datasets/HuggingFaceFW/fineweb", "page", {}),
        (CHAT.id, "meta-llama/Llama-2-7b-chat-hf", "code", {}),
        # No single repository.
        (CHAT.id, "spaces/meta-llama/Llama-2-7b-chat-hf", "model", {}),
        (CHAT.id, "collections/meta-llama/Llama-2-7b-chat-hf", "model", {}),
        (CHAT.id, "meta-llama", "model", {}),
        # Of the paper alone: any other thing may have this name.
        ("paper/p", "meta-llama/Llama-2-7b-chat-hf", "model", {}),
    ],
)
def test_a_link_counts_where_the_repository_says_the_things_name(
    source: str, path: str, role: str, expected: dict[str, str]
) -> None:
    assert hugging_face(NODES, [linked(source, HUB + path, role=role)]) == expected


def test_a_link_without_scheme_is_one_too() -> None:
    edge = replace(linked(FINEWEB.id, HUB + "datasets/a/fineweb", role="data"))
    bare = {**edge.properties, "url": "huggingface.co/datasets/a/fineweb"}
    assert hugging_face(NODES, [replace(edge, properties=bare)]) == {FINEWEB.id: "a/fineweb"}


def test_a_link_of_a_series_is_of_the_size_that_it_names_or_of_nobody() -> None:
    edge = linked(SERIES.id, HUB + "meta-llama/Llama-2-7b-chat-hf")
    assert hugging_face(NODES, [edge, OF_THE_SERIES]) == {CHAT.id: "meta-llama/Llama-2-7b-chat-hf"}
    assert hugging_face(NODES, [edge]) == {}
    other = linked(SERIES.id, HUB + "meta-llama/Llama-2-70b-hf")
    assert hugging_face(NODES, [other, OF_THE_SERIES]) == {}


def test_of_several_ids_that_of_most_papers_holds_and_of_equals_the_first_in_the_alphabet() -> None:
    edges = [
        linked(FINEWEB.id, HUB + "datasets/b/FineWeb", role="data"),
        linked(FINEWEB.id, HUB + "datasets/B/FineWeb", role="data", paper="paper/q"),
        linked(FINEWEB.id, HUB + "datasets/a/fineweb", role="data", paper="paper/r"),
    ]
    assert hugging_face(NODES, edges) == {FINEWEB.id: "B/FineWeb"}
    assert hugging_face(NODES, edges[1:]) == {FINEWEB.id: "a/fineweb"}
    assert hugging_face(NODES, edges[::-1]) == {FINEWEB.id: "B/FineWeb"}


def test_an_id_that_two_things_would_have_is_neithers() -> None:
    twin = Node("dataset/fineweb~2", "Dataset", {"name": "FineWeb"})
    edges = [
        linked(FINEWEB.id, HUB + "datasets/a/fineweb", role="data"),
        linked(twin.id, HUB + "datasets/A/FineWeb", role="data", paper="paper/q"),
        linked(twin.id, HUB + "datasets/b/FineWeb", role="data", paper="paper/q"),
    ]
    assert hugging_face({**NODES, twin.id: twin}, edges) == {twin.id: "b/FineWeb"}


def test_a_model_and_a_dataset_may_have_the_same_words() -> None:
    edges = [
        linked(MODEL_GSM8K.id, HUB + "openai/gsm8k"),
        linked(GSM8K.id, HUB + "datasets/openai/gsm8k", role="data"),
    ]
    assert hugging_face(NODES, edges) == {MODEL_GSM8K.id: "openai/gsm8k", GSM8K.id: "openai/gsm8k"}


def test_an_id_that_a_sentence_writes_out_is_the_models_of_that_name() -> None:
    sentence = "We tune meta-llama/Llama-2-7b-chat-hf on FineWeb."
    edges = [said(CHAT.id, FINEWEB.id, sentence), said("paper/p", SERIES.id, sentence, kind="MENTIONS")]
    assert hugging_face(NODES, edges) == {CHAT.id: "meta-llama/Llama-2-7b-chat-hf"}
    assert hugging_face(NODES, [said(CHAT.id, FINEWEB.id, "We tune Llama-2-7b-chat-hf/FineWeb.")]) == {}


QWQ = Document(
    "arxiv:2503.00001",
    "QwQ-32B: a reasoning model",
    "We release QwQ-32B at https://huggingface.co/Qwen/QwQ-32B. It has read much.",
)


def test_the_graph_has_the_id_as_long_as_it_has_the_link() -> None:
    named = entity(QWQ, "Model", "QwQ-32B", new=True)
    url = "https://huggingface.co/Qwen/QwQ-32B"
    place = evidence(QWQ, url)
    fact = LinkFact(link.parse(url), "model", "QwQ-32B", Evidence(place.start, place.end, 0.5, place.rule))
    decided = Entity("model/qwq-32b", MentionType.MODEL, "QwQ 32B", members=((QWQ.id, "QwQ-32B"),))
    graph = assemble([Record(QWQ, (named,), links=(fact,))], [decided])
    ids = {node.id: node.properties.get("huggingFaceId") for node in graph.nodes if node.type == "Model"}
    assert ids == {"model/qwq-32b": "Qwen/QwQ-32B"}
    (surer,) = (node for node in at_least(graph, 0.6).nodes if node.type == "Model")
    assert "huggingFaceId" not in surer.properties

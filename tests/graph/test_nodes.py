"""A node says what was decided, what its papers agree on, and nothing that nobody said."""

import pytest

from kg.graph import nodes
from kg.model import Document, Edge, Entity, Listing, MentionType, Node, Property
from kg.schema.nodes import Hardware

NOBODY = nodes.Naming({}, {})


def _edge(kind: str, source: str, target: str, paper: str, **own: bool) -> Edge:
    return Edge(f"edge/{kind}{source}{target}{paper}", kind, source, target, {"paper": paper, **own})


def test_a_paper_of_which_only_title_and_abstract_are_known_has_just_these() -> None:
    document = Document("title:bert", "BERT", "A model.")
    assert nodes.paper(document, "paper/title-bert").properties == {
        "title": "BERT",
        "abstract": "A model.",
        "document": "title:bert",
    }


def test_listings_are_names_and_dates_each_once_and_sorted() -> None:
    listings = (Listing("b.txt", 1, "2024-05-02"), Listing("a.txt", 7), Listing("b.txt", 9, "2024-05-02"))
    properties = nodes.paper(Document("d", "T", "A", listings=listings), "paper/d").properties
    assert properties["listings"] == ("a.txt", "b.txt")
    assert properties["listed"] == ("2024-05-02",)


@pytest.mark.parametrize(
    ("document", "arxiv"),
    [("arxiv:1810.04805", "1810.04805"), ("arxiv:cs/0102003", "cs/0102003"), ("doi:10.1/x", None)],
)
def test_arxivs_identifier_is_that_of_the_document(document: str, arxiv: str | None) -> None:
    assert nodes.paper(Document(document, "T", ""), "paper/x").properties.get("arxivId") == arxiv


def test_a_decided_vendor_goes_before_the_papers() -> None:
    naming = nodes.Naming({"hardware/x": ["Instinct"]}, {"hardware/x": ["ATI", "ATI"]})
    decided = Entity("hardware/x", MentionType.HARDWARE, "MI250X", vendor="AMD")
    properties = nodes.artefact(decided, None, naming).properties
    assert properties["vendor"] == "AMD"


def test_the_papers_commonest_vendor_stands_where_none_was_decided() -> None:
    naming = nodes.Naming({}, {"hardware/x": ["AMD", "ATI", "AMD"]})
    decided = Entity("hardware/x", MentionType.HARDWARE, "Kestrel 9")
    assert nodes.artefact(decided, None, naming).properties["vendor"] == "AMD"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "A100",
            {"vendor": "NVIDIA", "family": "Ampere", "deviceClass": "gpu", "memoryMin": 40, "memoryMax": 80},
        ),
        ("TPU v4", {"vendor": "Google", "family": "TPU", "deviceClass": "tpu", "memoryMin": 32, "memoryMax": 32}),
        ("Xeon", {"vendor": "Intel", "deviceClass": "cpu"}),
        ("Jean Zay", {"deviceClass": "supercomputer"}),
        ("Kestrel 9", {}),
    ],
)
def test_a_device_has_maker_series_class_and_memory_of_the_registry(name: str, expected: dict[str, Property]) -> None:
    decided = Entity("hardware/x", MentionType.HARDWARE, name)
    properties = nodes.artefact(decided, None, NOBODY).properties
    assert properties == {"name": name, **expected}
    assert Hardware.model_validate({"id": "hardware/x", **properties}).name == name


def test_of_a_name_with_several_senses_the_registry_tells_nothing() -> None:
    decided = Entity("hardware/x", MentionType.HARDWARE, "LPU", sense="Latency Processing Unit")
    assert nodes.artefact(decided, None, NOBODY).properties == {"name": "LPU"}


def test_a_models_family_is_its_series_and_never_its_own_name() -> None:
    series = Entity("model/llama-2", MentionType.MODEL, "Llama 2")
    sized = Entity("model/llama-2-7b", MentionType.MODEL, "Llama 2 7B", series=series.id, size=7)
    assert nodes.artefact(sized, series, NOBODY).properties["family"] == "Llama 2"
    naming = nodes.Naming({"model/llama-2": ["Llama 2"]}, {})
    assert "family" not in nodes.artefact(series, None, naming).properties


def test_nodes_that_no_edge_touches_are_left_out_but_papers_stay() -> None:
    paper, model, other = (
        Node("paper/p", "Paper"),
        Node("model/a", "Model", {"name": "A"}),
        Node("model/b", "Model", {"name": "B"}),
    )
    found = nodes.counted([paper, model, other], [_edge("MENTIONS", "paper/p", "model/a", "paper/p")])
    assert [(node.id, node.properties.get("papers")) for node in found] == [("paper/p", None), ("model/a", 1)]
    assert [node.id for node in nodes.counted([paper, model], [])] == ["paper/p"]


@pytest.mark.parametrize(
    ("label", "edge", "own", "name"),
    [
        ("Model", "HAS_PARAMETER_COUNT", {"active": False}, "parameters"),
        ("Model", "HAS_PARAMETER_COUNT", {"active": True}, "activeParameters"),
        ("Model", "HAS_TOKEN_COUNT", {}, "trainingTokens"),
        ("Dataset", "HAS_TOKEN_COUNT", {}, "tokens"),
    ],
)
def test_a_number_on_which_papers_agree_stands_on_the_node(
    label: str, edge: str, own: dict[str, bool], name: str
) -> None:
    thing, seven, eight = (
        Node("x", label, {"name": "X"}),
        Node("7", "ParameterCount", {"low": 7, "high": 7, "value": 7}),
        Node("8", "ParameterCount", {"low": 8, "high": 8, "value": 8}),
    )
    agreed = [_edge(edge, "x", "7", "paper/p", **own), _edge(edge, "x", "7", "paper/q", **own)]
    (node,) = (each for each in nodes.counted([thing, seven, eight], agreed) if each.id == "x")
    assert node.properties[name] == 7
    torn = [agreed[0], _edge(edge, "x", "8", "paper/q", **own)]
    (node,) = (each for each in nodes.counted([thing, seven, eight], torn) if each.id == "x")
    assert name not in node.properties


def test_a_range_gives_the_node_no_number() -> None:
    model, many = Node("x", "Model", {"name": "X"}), Node("7-9", "ParameterCount", {"low": 7, "high": 9})
    found = nodes.counted([model, many], [_edge("HAS_PARAMETER_COUNT", "x", "7-9", "paper/p", active=False)])
    assert "parameters" not in found[0].properties

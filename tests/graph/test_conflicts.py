"""What papers disagree on: two values with their sentences, and nothing that is no disagreement."""

import random

import pytest

from kg.errors import SettingError
from kg.graph.conflicts import KINDS, Conflict, conflicts
from kg.model import Edge, Graph, Node, Property
from kg.query import run
from kg.sinks.embedded import Store
from kg.sinks.neo4j import load
from tests.support.famous import famous


def made(*said: tuple[str, str, str, str], **titles: str) -> Graph:
    """A graph of statements (paper, node, edge type, node); numbers are written as they are, in billions."""
    ends = {end for _, source, _, target in said for end in (source, target)} | {f"paper/{row[0]}" for row in said}
    edges = [edge(number, *row) for number, row in enumerate(said)]
    return Graph(tuple(node(id, titles) for id in sorted(ends)), tuple(edges))


def node(id: str, titles: dict[str, str]) -> Node:
    label, _, name = id.partition("/")
    if label == "paper":
        return Node(id, "Paper", {"title": titles.get(name, f"Paper {name}")})
    if label.endswith("count"):
        low, _, high = name.partition("-")
        bounds: dict[str, Property] = {"low": int(float(low) * 10**9), "high": int(float(high or low) * 10**9)}
        return Node(id, "ParameterCount", {"name": "-".join(f"{one}B" for one in name.split("-")), **bounds})
    return Node(id, label.capitalize(), {"name": name.replace("_", " ")})


def edge(number: int, paper: str, source: str, kind: str, target: str) -> Edge:
    active = kind == "HAS_ACTIVE"
    said: dict[str, Property] = {"paper": f"paper/{paper}", "quote": f"{source} {target}.", "confidence": 0.5}
    own: dict[str, Property] = {"active": active} if "PARAM" in kind or active else {}
    return Edge(f"edge/{number}", "HAS_PARAMETER_COUNT" if active else kind, source, target, {**said, **own})


def brief(found: tuple[Conflict, ...]) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Kind, ids, and each value with its number of papers."""
    return [(one.kind, " ".join(one.ids), [(value.value, len(value.support)) for value in one.values]) for one in found]


SIZE, ACTIVE, TOKENS = "HAS_PARAMETER_COUNT", "HAS_ACTIVE", "HAS_TOKEN_COUNT"
HERON, OSPREY = "model/Heron", "model/Osprey"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            [("a", HERON, SIZE, "count/7"), ("b", HERON, SIZE, "count/8"), ("c", HERON, SIZE, "count/8")],
            [("parameters", HERON, [("8B", 2), ("7B", 1)])],
        ),
        ([("a", HERON, SIZE, "count/7"), ("b", HERON, SIZE, "count/7")], []),
        ([("a", HERON, SIZE, "count/7"), ("a", HERON, SIZE, "count/8"), ("b", HERON, SIZE, "count/8")], []),
        ([("a", HERON, SIZE, "count/7"), ("b", HERON, SIZE, "count/1-70")], []),
        (
            [("a", HERON, SIZE, "count/7"), ("b", HERON, SIZE, "count/13-70")],
            [("parameters", HERON, [("13B-70B", 1), ("7B", 1)])],
        ),
        ([("a", HERON, SIZE, "count/30"), ("b", HERON, ACTIVE, "count/3")], []),
        (
            [("a", HERON, ACTIVE, "count/4"), ("b", HERON, ACTIVE, "count/3")],
            [("active-parameters", HERON, [("3B", 1), ("4B", 1)])],
        ),
        (
            [
                ("a", HERON, SIZE, "count/7"),
                ("b", HERON, SIZE, "count/8"),
                ("a", "model/Heron_7B", "VARIANT_OF", HERON),
            ],
            [],
        ),
        (
            [("a", "model/Heron_7B", SIZE, "count/8")],
            [("parameters", "model/Heron_7B", [("7B", 0), ("8B", 1)])],
        ),
        (
            [("a", "model/Heron_7B", SIZE, "count/7"), ("a", "model/Heron_7B", SIZE, "count/8")],
            [("parameters", "model/Heron_7B", [("7B", 1), ("8B", 1)])],
        ),
        ([("a", "model/Heron_7B", SIZE, "count/7"), ("b", "model/Heron_7B", SIZE, "count/1-70")], []),
        (
            [("a", "dataset/Marsh", TOKENS, "count/100"), ("b", "dataset/Marsh", TOKENS, "count/200")],
            [("tokens", "dataset/Marsh", [("100B", 1), ("200B", 1)])],
        ),
        (
            [("a", HERON, "OUTPERFORMS", OSPREY), ("b", OSPREY, "OUTPERFORMS", HERON)],
            [
                (
                    "outperforms",
                    f"{HERON} {OSPREY}",
                    [("Heron outperforms Osprey", 1), ("Osprey outperforms Heron", 1)],
                )
            ],
        ),
        ([("a", HERON, "OUTPERFORMS", OSPREY), ("a", OSPREY, "OUTPERFORMS", HERON)], []),
        ([("a", HERON, "OUTPERFORMS", OSPREY), ("b", HERON, "OUTPERFORMS", OSPREY)], []),
        ([("a", HERON, "OUTPERFORMS", HERON), ("b", HERON, "OUTPERFORMS", HERON)], []),
        (
            [("a", HERON, "DEVELOPED_BY", "organization/Pond"), ("b", HERON, "DEVELOPED_BY", "organization/Lake")],
            [("developed-by", HERON, [("Lake", 1), ("Pond", 1)])],
        ),
        ([("a", HERON, "DEVELOPED_BY", "organization/Pond"), ("a", HERON, "DEVELOPED_BY", "organization/Lake")], []),
        (
            [
                ("a", "dataset/Marsh", "DEVELOPED_BY", "organization/Pond"),
                ("b", "dataset/Marsh", "DEVELOPED_BY", "o/L"),
            ],
            [],
        ),
        (
            [("a", "paper/a", "INTRODUCES", HERON), ("b", "paper/b", "INTRODUCES", HERON)],
            [("introduced-by", HERON, [("Paper a", 1), ("Paper b", 1)])],
        ),
        ([("a", "paper/a", "INTRODUCES", HERON)], []),
    ],
)
def test_papers_disagree_or_do_not(
    said: list[tuple[str, str, str, str]], expected: list[tuple[str, str, list[tuple[str, int]]]]
) -> None:
    assert brief(conflicts(made(*said))) == expected


def test_two_papers_of_one_title_are_one() -> None:
    said = [("a", "paper/a", "INTRODUCES", HERON), ("b", "paper/b", "INTRODUCES", HERON)]
    assert conflicts(made(*said, a="Herons fly", b="Herons Fly!")) == ()


def test_each_value_has_the_surest_sentence_of_each_paper_and_the_weightier_disagreement_comes_first() -> None:
    said = [
        ("a", HERON, SIZE, "count/7"),
        ("b", HERON, SIZE, "count/8"),
        ("a", OSPREY, SIZE, "count/7"),
        ("b", OSPREY, SIZE, "count/7"),
        ("c", OSPREY, SIZE, "count/9"),
        ("d", OSPREY, SIZE, "count/9"),
    ]
    found = conflicts(made(*said))
    assert [one.ids[0] for one in found] == [OSPREY, HERON]
    assert [one.weight for one in found] == [1.0, 0.5]
    (support,) = found[1].values[0].support
    assert (support.paper, support.title, support.quote, support.confidence) == (
        "paper/a",
        "Paper a",
        f"{HERON} count/7.",
        0.5,
    )


def test_the_order_of_edges_makes_no_difference() -> None:
    graph = famous()
    shuffled = random.Random(5).sample(graph.edges, len(graph.edges))
    assert conflicts(Graph(graph.nodes, tuple(shuffled))) == conflicts(graph)


def test_conflicts_of_parameters_are_those_of_the_shipped_query(embedded: Store) -> None:
    load(famous(), embedded.driver, database=embedded.database, prune=True)
    rows = run(embedded.driver, "parameter-conflicts", database=embedded.database).rows
    found = conflicts(famous(), ["parameters"])
    assert [(row["model"], sorted(row["counts"])) for row in rows] == [
        (one.names[0], sorted(value.value for value in one.values)) for one in found
    ]
    assert rows


def test_kinds_are_chosen_and_unknown_ones_named() -> None:
    said = [("a", HERON, SIZE, "count/7"), ("b", HERON, SIZE, "count/8")]
    assert conflicts(made(*said), ["tokens"]) == ()
    assert conflicts(made(*said), ["tokens", "parameters"]) == conflicts(made(*said))
    with pytest.raises(SettingError, match="'parameter' is no kind of conflict: known are parameters, active"):
        conflicts(made(), ["parameter"])


def test_every_kind_finds_nothing_in_an_empty_graph() -> None:
    assert conflicts(Graph((), ()), KINDS) == ()

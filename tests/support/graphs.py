"""A number of papers in; a made-up graph of the shape that real listings give out: for tests and timings of stores.

Eleven nodes and some thirty edges a paper, names drawn with a long tail so that a few datasets and base models are
in many papers, quotes of a sentence's length. The same arguments give the same graph.
"""

from collections.abc import Iterator
from random import Random

from kg.model import Edge, Graph, Node

_WORDS = ("scaling", "aligned", "sparse", "vision", "open", "long", "context", "multilingual", "retrieval", "speech")
_SHARED = {"Dataset": 0.8, "Method": 1.5, "Hardware": 0.05, "Organization": 0.15}
"""Kinds that many papers name, and how many of each there are per paper."""
_MORE: dict[str, dict[str, str | int]] = {
    "MENTIONS": {"count": 2, "surface": "it"},
    "HAS_REPOSITORY": {"role": "code", "url": "https://github.com/lab/p"},
}


def synthetic(papers: int, seed: int = 0) -> Graph:
    """The graph of `papers` made-up papers."""
    random = Random(seed)
    pools = {kind: [_node(kind, n) for n in range(max(3, int(papers * share)))] for kind, share in _SHARED.items()}
    models = [_node("Model", n) for n in range(max(3, papers * 3))]
    nodes = {node.id: node for pool in (*pools.values(), models) for node in pool}
    edges: dict[str, Edge] = {}
    for number in range(papers):
        paper = Node(
            f"paper/p{number}", "Paper", {"title": _sentence(random, 9), "document": f"p{number}", "year": 2025}
        )
        repository = Node(f"repository/github/lab/p{number}", "Repository", _repository(number))
        own = models[number * 3 % len(models) : number * 3 % len(models) + 3]
        nodes |= {paper.id: paper, repository.id: repository}
        found = _paper_edges(random, paper, repository, own, models, pools)
        edges |= {edge.id: edge for edge in found if edge.source != edge.target}
    return Graph(
        tuple(sorted(nodes.values(), key=lambda node: node.id)),
        tuple(sorted(edges.values(), key=lambda edge: edge.id)),
    )


def _paper_edges(
    random: Random,
    paper: Node,
    repository: Node,
    own: list[Node],
    models: list[Node],
    pools: dict[str, list[Node]],
) -> Iterator[Edge]:
    def edge(kind: str, source: Node, target: Node) -> Edge:
        return _edge(random, paper, kind, source, target)

    def some(pool: list[Node], count: int) -> list[Node]:
        # The cube puts most draws on the first names of the pool: the long tail of real mentions.
        return [pool[int(random.random() ** 3 * len(pool))] for _ in range(count)]

    datasets, methods = some(pools["Dataset"], 5), some(pools["Method"], 4)
    bases, hardware = some(models, 3), some(pools["Hardware"], 1)
    yield edge("HAS_REPOSITORY", paper, repository)
    for target in (*own, *datasets, *methods, *bases, *hardware, *some(pools["Organization"], 1)):
        yield edge("MENTIONS", paper, target)
    for model in own:
        yield edge("INTRODUCES", paper, model)
        yield edge("BASED_ON", model, bases[0])
        yield edge("OUTPERFORMS", model, bases[1])
        yield edge("TRAINED_ON", model, datasets[0])
        yield edge("EVALUATED_ON", model, datasets[1])
    yield edge("RAN_ON", own[0], hardware[0])


def _edge(random: Random, paper: Node, kind: str, source: Node, target: Node) -> Edge:
    start, quote = random.randrange(900), _sentence(random, 18)
    return Edge(
        f"{kind.lower()}/{paper.id}/{source.id}/{target.id}/{start}",
        kind,
        source.id,
        target.id,
        {
            "paper": paper.id,
            "quote": quote,
            "start": start,
            "end": start + len(quote),
            "confidence": 0.9,
            "rule": "made-up",
            **_MORE.get(kind, {}),
        },
    )


def _node(kind: str, number: int) -> Node:
    name = f"{kind} {number}"
    properties: dict[str, str | int | tuple[str, ...]] = {
        "name": name,
        "aliases": (name.upper(), name.lower()),
    }
    if kind == "Model":
        properties["parameters"] = (number % 70 + 1) * 10**9
    if kind == "Hardware":
        properties["vendor"] = "NVIDIA" if number % 4 else "AMD"
    return Node(f"{kind.lower()}/{number}", kind, properties)


def _repository(number: int) -> dict[str, str]:
    return {"name": f"lab/p{number}", "host": "github.com", "url": f"https://github.com/lab/p{number}"}


def _sentence(random: Random, words: int) -> str:
    return " ".join(random.choice(_WORDS) for _ in range(words))

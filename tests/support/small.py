"""A small valid graph about real, checkable facts, with one paper whose text is hostile: for tests of sinks."""

from kg.model import Edge, Graph, Node, Property

PALM = "PaLM 540B was trained on 6144 TPU v4 chips and evaluated on BIG-bench."
HOSTILE = 'Robert\'); DROP <TABLE> "x" `y` $z {0} \\u0041 & é π 𝔊 \t=1+1 .\nQ'


def graph() -> Graph:
    """Two papers, seven other nodes, eight edges."""
    nodes = [
        Node("paper/palm", "Paper", {"title": "PaLM", "abstract": PALM, "document": "title:palm", "year": 2022}),
        Node(
            "paper/arxiv-2505.00001",
            "Paper",
            {"title": HOSTILE, "document": "arxiv:2505.00001", "arxivId": "2505.00001", "authors": (HOSTILE, "B")},
        ),
        Node("model/palm", "Model", {"name": "PaLM", "papers": 1}),
        Node("model/palm-540b", "Model", {"name": "PaLM 540B", "parameters": 540_000_000_000, "papers": 1}),
        Node("dataset/big-bench", "Dataset", {"name": "BIG-bench", "aliases": ("BIG bench", "bigbench"), "papers": 2}),
        Node("method/pangu-π<>", "Method", {"name": HOSTILE, "papers": 1}),
        Node("hardware/tpu-v4", "Hardware", {"name": "TPU v4", "vendor": "Google", "papers": 1}),
        Node(
            "parametercount/540000000000",
            "ParameterCount",
            {"name": "540B", "low": 540_000_000_000, "high": 540_000_000_000, "value": 540_000_000_000},
        ),
        Node(
            "repository/github.com/google/big-bench",
            "Repository",
            {
                "name": "google/BIG-bench",
                "host": "github.com",
                "url": "https://github.com/google/BIG-bench",
                "papers": 1,
            },
        ),
    ]
    edges = [
        edge("INTRODUCES", "paper/palm", "model/palm"),
        edge("MENTIONS", "paper/palm", "dataset/big-bench", count=1, surface="BIG-bench"),
        edge("VARIANT_OF", "model/palm-540b", "model/palm"),
        edge("HAS_PARAMETER_COUNT", "model/palm-540b", "parametercount/540000000000", active=False, surface="540B"),
        edge("EVALUATED_ON", "model/palm-540b", "dataset/big-bench"),
        edge("RAN_ON", "model/palm-540b", "hardware/tpu-v4", deviceCount=6144, purpose="training"),
        edge("EVALUATED_ON", "method/pangu-π<>", "dataset/big-bench", quote=HOSTILE, paper="paper/arxiv-2505.00001"),
        edge(
            "HAS_REPOSITORY",
            "paper/palm",
            "repository/github.com/google/big-bench",
            role="code",
            url="https://github.com/google/BIG-bench",
        ),
    ]
    return Graph(tuple(sorted(nodes, key=lambda node: node.id)), tuple(sorted(edges, key=lambda edge: edge.id)))


def edge(kind: str, source: str, target: str, *, quote: str = PALM, paper: str = "paper/palm", **own: Property) -> Edge:
    """An edge with evidence: its quote stands after a title of four letters and a newline."""
    properties: dict[str, Property] = {
        "paper": paper,
        "quote": quote,
        "start": 5,
        "end": 5 + len(quote),
        "confidence": 0.9,
        "rule": "test",
        **own,
    }
    return Edge(f"edge/{kind}/{source}/{target}".lower(), kind, source, target, properties)

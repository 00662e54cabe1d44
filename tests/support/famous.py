"""Nothing in; a small graph of well-known models and papers, by hand, valid to the schema, out.

The sentences are ours; what they say of Llama 2, BLOOM, PaLM, OLMo, Vicuna, QLoRA and others is on record. One pair of
edges is parallel, one parameter count is in conflict, one name is hostile.
"""

from kg.model import Edge, Graph, Node, Property

CHAT_ID = "meta-llama/Llama-2-7b-chat-hf"
HOSTILE = 'O\'Brien `) DETACH DELETE n // "$x" \\ 模型 {id: 1}'


def famous() -> Graph:
    """The graph; its nodes and edges are sorted by id."""
    nodes = (*_papers(), *_artefacts(), *_values())
    return Graph(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted((_edge(*row) for row in _EDGES), key=lambda edge: edge.id)),
    )


_PAPERS = {
    "llama2": ("Llama 2: open foundation and chat models", 2023),
    "bloom": ("BLOOM: a multilingual model of 176 billion parameters", 2022),
    "palm": ("PaLM: scaling with Pathways", 2022),
    "olmo": ("OLMo: a language model with its data", 2024),
    "vicuna": ("Vicuna, judged by GPT-4", 2023),
    "qlora": ("QLoRA: finetuning of quantized models", 2023),
    "fineweb": ("FineWeb: web text at scale", 2024),
}


def _papers() -> list[Node]:
    return [
        Node(
            f"paper/{key}",
            "Paper",
            {"title": title, "document": key, "year": year, "url": f"https://example.org/{key}"},
        )
        for key, (title, year) in _PAPERS.items()
    ]


def _artefacts() -> list[Node]:
    return [
        _node("model/llama-2", "Llama 2", aliases=("LLaMA-2", "LLaMA 2")),
        _node("model/llama-2-7b", "Llama 2 7B", parameters=7_000_000_000, trainingTokens=2_000_000_000_000),
        _node(
            "model/llama-2-7b-chat",
            "Llama 2 7B Chat",
            parameters=7_000_000_000,
            family="Llama 2",
            huggingFaceId=CHAT_ID,
        ),
        _node("model/bloom", "BLOOM", parameters=176_000_000_000),
        _node("model/palm-540b", "PaLM 540B", parameters=540_000_000_000, trainingTokens=780_000_000_000),
        _node("model/olmo-7b", "OLMo 7B", parameters=7_000_000_000),
        _node("model/vicuna-13b", "Vicuna 13B", parameters=13_000_000_000),
        _node("model/hostile", HOSTILE, aliases=("a;b", '"quoted"')),
        _node("dataset/roots", "ROOTS"),
        _node("dataset/dolma", "Dolma", tokens=3_000_000_000_000),
        _node("dataset/fineweb", "FineWeb", tokens=15_000_000_000_000),
        _node("dataset/mmlu", "MMLU"),
        _node("method/qlora", "QLoRA"),
        _node("hardware/a100", "A100", vendor="NVIDIA", family="Ampere", deviceClass="gpu", memoryMin=40, memoryMax=80),
        _node("hardware/tpu-v4", "TPU v4", vendor="Google", deviceClass="tpu", memoryMin=32, memoryMax=32),
        _node("hardware/mi250x", "MI250X", vendor="AMD", deviceClass="gpu", memoryMin=128, memoryMax=128),
        _node("hardware/jean-zay", "Jean Zay", deviceClass="supercomputer"),
        _node("organization/meta", "Meta"),
        _node("organization/bigscience", "BigScience"),
        _node(
            "repository/github/artidoro/qlora",
            "artidoro/qlora",
            host="github.com",
            url="https://github.com/artidoro/qlora",
        ),
        _node(
            "repository/huggingface/meta-llama/llama-2-7b-chat-hf",
            CHAT_ID,
            host="huggingface.co",
            url="https://huggingface.co/meta-llama/Llama-2-7b-chat-hf",
        ),
        _node(
            "repository/github/facebookresearch/llama",
            "facebookresearch/llama",
            host="github.com",
            url="https://github.com/facebookresearch/llama",
        ),
        _node("webpage/lmsys.org/blog", "lmsys.org/blog", url="https://lmsys.org/blog"),
    ]


def _values() -> list[Node]:
    return [
        Node("parametercount/7000000000", "ParameterCount", {"name": "7B", **_number(7_000_000_000)}),
        Node("parametercount/176000000000", "ParameterCount", {"name": "176B", **_number(176_000_000_000)}),
        Node("parametercount/176247271424", "ParameterCount", {"name": "176.2B", **_number(176_247_271_424)}),
        Node("tokencount/2000000000000", "TokenCount", {"name": "2T", **_number(2_000_000_000_000)}),
    ]


_LABELS = {"webpage": "WebPage"}


def _node(key: str, name: str, **properties: Property) -> Node:
    kind = key.split("/", maxsplit=1)[0]
    return Node(key, _LABELS.get(kind, kind.capitalize()), {"name": name, "papers": 1, **properties})


def _number(value: int) -> dict[str, Property]:
    return {"low": value, "high": value, "value": value}


_Row = tuple[str, str, str, str, str, dict[str, Property]]
_MENTION: dict[str, Property] = {"count": 1, "surface": "it"}
_EDGES: tuple[_Row, ...] = (
    ("llama2", "paper/llama2", "INTRODUCES", "model/llama-2", "We release Llama 2.", {}),
    ("llama2", "paper/llama2", "MENTIONS", "model/llama-2", "We release Llama 2.", _MENTION),
    ("vicuna", "paper/vicuna", "MENTIONS", "model/llama-2", "Vicuna starts from Llama 2.", _MENTION),
    ("bloom", "paper/bloom", "MENTIONS", "model/bloom", "BLOOM is open.", _MENTION),
    ("bloom", "paper/bloom", "MENTIONS", "dataset/roots", "ROOTS has 46 languages.", _MENTION),
    ("fineweb", "paper/fineweb", "INTRODUCES", "dataset/fineweb", "FineWeb holds 15 trillion tokens.", {}),
    ("olmo", "paper/olmo", "INTRODUCES", "dataset/dolma", "We open Dolma, the text OLMo 7B has read.", {}),
    ("llama2", "model/llama-2-7b", "VARIANT_OF", "model/llama-2", "Llama 2 7B is the smallest Llama 2.", {}),
    ("llama2", "model/llama-2-7b-chat", "VARIANT_OF", "model/llama-2", "Llama 2 7B Chat is tuned.", {}),
    ("llama2", "model/llama-2-7b-chat", "BASED_ON", "model/llama-2-7b", "Llama 2 7B Chat tunes Llama 2 7B.", {}),
    ("vicuna", "model/vicuna-13b", "BASED_ON", "model/llama-2", "Vicuna 13B is a fine-tuned Llama 2.", {}),
    ("llama2", "model/llama-2-7b", "HAS_PARAMETER_COUNT", "parametercount/7000000000", "It has 7B.", {"active": False}),
    ("bloom", "model/bloom", "HAS_PARAMETER_COUNT", "parametercount/176000000000", "BLOOM, 176B.", {"active": False}),
    ("palm", "model/bloom", "HAS_PARAMETER_COUNT", "parametercount/176247271424", "BLOOM, 176.2B.", {"active": False}),
    ("llama2", "model/llama-2-7b", "HAS_TOKEN_COUNT", "tokencount/2000000000000", "Two trillion tokens.", {}),
    ("bloom", "model/bloom", "TRAINED_ON", "dataset/roots", "BLOOM learnt from ROOTS.", {"tokens": 366_000_000_000}),
    ("olmo", "model/olmo-7b", "TRAINED_ON", "dataset/dolma", "OLMo 7B was trained on Dolma.", {}),
    ("fineweb", "model/olmo-7b", "TRAINED_ON", "dataset/fineweb", "A test of OLMo 7B on FineWeb.", {}),
    ("llama2", "model/llama-2", "EVALUATED_ON", "dataset/mmlu", "Llama 2 is measured on MMLU.", {}),
    ("palm", "model/palm-540b", "EVALUATED_ON", "dataset/mmlu", "PaLM 540B is measured on MMLU.", {}),
    ("qlora", "method/qlora", "EVALUATED_ON", "dataset/mmlu", "QLoRA is measured on MMLU.", {}),
    ("bloom", "paper/bloom", "EVALUATED_ON", "dataset/roots", "We hold out a part of ROOTS.", {}),
    ("qlora", "method/qlora", "APPLIED_TO", "model/llama-2", "QLoRA tunes Llama 2 on one device.", {}),
    ("qlora", "method/qlora", "USES", "model/llama-2", "QLoRA keeps Llama 2 in four bits.", {}),
    ("palm", "model/palm-540b", "OUTPERFORMS", "model/bloom", "PaLM 540B does better than BLOOM.", {}),
    ("olmo", "model/palm-540b", "OUTPERFORMS", "model/bloom", "PaLM 540B beats BLOOM.", {}),
    ("vicuna", "model/vicuna-13b", "COMPARED_TO", "model/llama-2-7b", "Vicuna 13B beside Llama 2 7B.", {}),
    ("llama2", "model/llama-2", "DEVELOPED_BY", "organization/meta", "Llama 2 comes from Meta.", {}),
    ("llama2", "model/llama-2-7b", "DEVELOPED_BY", "organization/meta", "Meta trained Llama 2 7B.", {}),
    ("bloom", "dataset/roots", "DEVELOPED_BY", "organization/bigscience", "BigScience compiled ROOTS.", {}),
    (
        "bloom",
        "model/bloom",
        "RAN_ON",
        "hardware/a100",
        "384 A100 of Jean Zay trained BLOOM for 1,082,990 hours.",
        {"deviceCount": 384, "deviceHours": 1_082_990, "purpose": "training"},
    ),
    ("bloom", "paper/bloom", "RAN_ON", "hardware/jean-zay", "All ran on Jean Zay.", {}),
    ("palm", "model/palm-540b", "RAN_ON", "hardware/tpu-v4", "6,144 chips of TPU v4.", {"deviceCount": 6_144}),
    ("olmo", "model/olmo-7b", "RAN_ON", "hardware/mi250x", "OLMo 7B ran on MI250X.", {"purpose": "training"}),
    ("olmo", "model/olmo-7b", "RAN_ON", "hardware/a100", "OLMo 7B ran on A100 too.", {"deviceCount": 216}),
    (
        "qlora",
        "method/qlora",
        "HAS_REPOSITORY",
        "repository/github/artidoro/qlora",
        "Code: https://github.com/artidoro/qlora",
        {"role": "code", "url": "https://github.com/artidoro/qlora"},
    ),
    (
        "llama2",
        "model/llama-2-7b-chat",
        "HAS_REPOSITORY",
        "repository/huggingface/meta-llama/llama-2-7b-chat-hf",
        "Weights are on Hugging Face.",
        {"role": "model", "url": "https://huggingface.co/meta-llama/Llama-2-7b-chat-hf"},
    ),
    (
        "llama2",
        "paper/llama2",
        "HAS_REPOSITORY",
        "repository/github/facebookresearch/llama",
        "The code is on GitHub.",
        {"role": "code", "url": "https://github.com/facebookresearch/llama"},
    ),
    (
        "vicuna",
        "paper/vicuna",
        "HAS_PAGE",
        "webpage/lmsys.org/blog",
        "See lmsys.org/blog.",
        {"role": "page", "url": "https://lmsys.org/blog"},
    ),
    ("vicuna", "paper/vicuna", "MENTIONS", "model/hostile", f"We met {HOSTILE} there.", _MENTION),
)


def _edge(paper: str, source: str, kind: str, target: str, quote: str, more: dict[str, Property]) -> Edge:
    evidence: dict[str, Property] = {
        "paper": f"paper/{paper}",
        "quote": quote,
        "start": 10,
        "end": 10 + len(quote),
        "confidence": 0.9,
        "rule": "by-hand",
    }
    key = f"{kind.lower()}/{paper}/{source}/{target}"
    return Edge(key, kind, source, target, {**evidence, **more})

"""Answers of a model about the papers of tests/support/papers.py, in the form that requests ask for."""

from typing import Any

from kg.model import Document
from tests.support.papers import GALORE, LLAMA

Row = dict[str, Any]

LLAMA_PAPER = Document("llama", LLAMA["title"], LLAMA["abstract"])
GALORE_PAPER = Document("galore", GALORE["title"], GALORE["abstract"])


def entity(kind: str, canonical: str, *surfaces: str, new: bool = False, **own: str) -> Row:
    row = {"type": kind, "canonical": canonical, "surfaces": list(surfaces) or [canonical], "introduced": new}
    return {**row, "family": None, "vendor": None, **own}


def amount(surface: str, of: str | None, value: int | None = None, **own: Any) -> Row:
    return {"surface": surface, "value": value, "low": None, "high": None, "of": of, "active": False, **own}


def tokens(surface: str, of: str | None, value: int | None = None) -> Row:
    return {"surface": surface, "value": value, "low": None, "high": None, "of": of}


def device(name: str, by: str, count: int | None = None, **own: Any) -> Row:
    return {"name": name, "count": count, "hours": None, "purpose": None, "by": by, **own}


def link(url: str, of: str, role: str = "code") -> Row:
    return {"url": url, "role": role, "of": of}


def relation(head: str, name: str, tail: str) -> Row:
    return {"head": head, "relation": name, "tail": tail}


def reply(**lists: list[Row]) -> Row:
    names = ("entities", "parameters", "tokens", "hardware", "links", "relations")
    return {**{name: [] for name in names}, **lists}


LLAMA_REPLY = reply(
    entities=[
        entity("Model", "LLaMA", new=True),
        entity("Model", "LLaMA 13B", "LLaMA-13B", new=True, family="LLaMA"),
        entity("Model", "GPT-3"),
        entity("Hardware", "A100", vendor="NVIDIA"),
    ],
    parameters=[
        amount("7B to 65B parameters", "LLaMA", low=7_000_000_000, high=65_000_000_000),
        amount("13B", "LLaMA 13B", 13_000_000_000),
    ],
    hardware=[device("A100", "LLaMA", 2048, purpose="training")],
    links=[link("https://github.com/facebookresearch/llama", "LLaMA")],
    relations=[relation("LLaMA 13B", "OUTPERFORMS", "GPT-3")],
)
GALORE_REPLY = reply(
    entities=[
        entity("Method", "GaLore", new=True),
        entity("Model", "LLaMA 7B", family="LLaMA"),
        entity("Dataset", "C4"),
        entity("Hardware", "RTX 4090"),
    ],
    parameters=[amount("7B", "LLaMA 7B", 7_000_000_000)],
    hardware=[device("RTX 4090", "LLaMA 7B", 1, purpose="training")],
    relations=[relation("LLaMA 7B", "TRAINED_ON", "C4"), relation("GaLore", "APPLIED_TO", "LLaMA 7B")],
)

"""The cases of tests/cases/value_facts.jsonl in; Readings with their values detected, and the facts expected, out."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.mentions.combine import combine
from kg.mentions.links import Links
from kg.mentions.quantities import Quantities
from kg.model import Reading
from kg.nlp import Prose
from kg.training.gold import reading_from_gold

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases/value_facts.jsonl").read_text("utf-8").splitlines()
]


def read(case: dict[str, Any]) -> tuple[Prose, Reading]:
    """The case's entities as given, its values as the detectors and their combination find them."""
    entities = [
        {"type": kind, "canonical": name, "surfaces": surfaces, "introduced": new}
        for kind, name, surfaces, new in case["entities"]
    ]
    record = {"id": case["title"], "title": case["title"], "abstract": case["abstract"], "entities": entities}
    return with_combined_values(record)


def with_combined_values(record: dict[str, Any]) -> tuple[Prose, Reading]:
    prose, reading = reading_from_gold(record, (Quantities(), Links()))
    return prose, replace(reading, values=combine(reading.values))

"""On gold entities the value facts keep the quality that they were tuned to (F1, counted as the scorer does)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.facts.base import FactExtractor
from kg.facts.hardware import HardwareFacts
from kg.facts.links import LinkFacts
from kg.facts.parameters import ParameterFacts
from kg.facts.tokens import TokenFacts
from kg.model import HardwareFact, LinkFact, ParameterFact, TokenFact
from kg.training.gold import rows
from kg.values.link import key
from tests.support.value_facts import with_combined_values

EXTRACTORS: tuple[tuple[str, FactExtractor], ...] = (
    ("parameters", ParameterFacts()),
    ("tokens", TokenFacts()),
    ("hardware", HardwareFacts()),
    ("links", LinkFacts()),
)
FLOORS = {
    "seeds-dev.jsonl": {"parameters": 0.95, "tokens": 0.90, "hardware": 0.90, "links": 0.99},
    "arxiv-dev.jsonl": {"parameters": 0.92, "tokens": 0.92, "hardware": 0.89, "links": 0.98},
}


def gold_key(measure: str, row: dict[str, Any]) -> tuple[Any, ...]:
    if measure == "links":
        return (key(row["url"].rstrip("/.,;)}{")),)
    if measure == "hardware":
        return row["name"], row["count"]
    low, high = (row["value"], row["value"]) if row.get("value") is not None else (row.get("low"), row.get("high"))
    return low, high, row["of"]


def found_key(fact: object) -> tuple[Any, ...]:
    if isinstance(fact, LinkFact):
        return (key(fact.url.url.rstrip("/.,;)}{")),)
    if isinstance(fact, HardwareFact):
        return fact.name, fact.count
    assert isinstance(fact, ParameterFact | TokenFact)
    return fact.amount.low, fact.amount.high, fact.of


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_quality_on_gold_entities(name: str, shared: Path) -> None:
    tally: dict[str, Counter[str]] = {measure: Counter() for measure, _ in EXTRACTORS}
    for record in rows(shared / "gold" / name):
        prose, reading = with_combined_values(record)
        for measure, extractor in EXTRACTORS:
            once: type = list if measure == "hardware" else set  # as the scorer: only uses of hardware may repeat
            gold = Counter(once(gold_key(measure, row) for row in record[measure]))
            found = Counter(once(found_key(fact) for fact in extractor.extract(prose, reading)))
            tally[measure] += Counter(hit=(gold & found).total(), gold=gold.total(), found=found.total())
    reached = {measure: 2 * n["hit"] / (n["gold"] + n["found"]) for measure, n in tally.items()}
    assert {measure: value for measure, value in reached.items() if value < FLOORS[name][measure]} == {}

"""Facts of values, on cases and on any text: sizes, tokens, hardware and links with what they belong to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.base import FactExtractor
from kg.facts.hardware import HardwareFacts
from kg.facts.links import LinkFacts
from kg.facts.parameters import ParameterFacts
from kg.facts.tokens import TokenFacts
from kg.model import PAPER, HardwareFact, LinkFact, ParameterFact, TokenFact
from tests.support.value_facts import CASES, read, with_combined_values

EXTRACTORS: tuple[FactExtractor, ...] = (ParameterFacts(), TokenFacts(), HardwareFacts(), LinkFacts())


def ids(case: dict[str, Any]) -> str:
    return str(case["title"])


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_parameter_counts_find_their_model(case: dict[str, Any]) -> None:
    found = [[fact.amount.value, fact.of] for fact in ParameterFacts().extract(*read(case))]
    expected = case.get("parameters")
    if expected is not None or case["title"] in {"Data", "Not a size"}:
        assert found == (expected or [])


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_token_counts_find_their_model_or_dataset(case: dict[str, Any]) -> None:
    assert [[fact.amount.value, fact.of] for fact in TokenFacts().extract(*read(case))] == case.get("tokens", [])


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_uses_of_hardware_have_count_hours_purpose_and_runner(case: dict[str, Any]) -> None:
    found = [[f.name, f.count, f.hours, f.purpose, f.by] for f in HardwareFacts().extract(*read(case))]
    assert found == case.get("hardware", [])


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_links_stand_once_with_role_and_owner(case: dict[str, Any]) -> None:
    found = [[fact.url.url, fact.role, fact.of] for fact in LinkFacts().extract(*read(case))]
    assert found == case.get("links", [])


PIECES = [
    "Llama-2-7B", "BLOOM", "C4", "A100", "7B", "(125M)", "with 3 billion parameters", "on 8", "1T tokens", "GPU hours",
    "https://github.com/a/b", "We introduce", ", a", "(", ")", ".", "\n", "trained", "dataset", "called", "and",
]  # fmt: skip
ENTITIES = [
    {"type": "Model", "canonical": "Llama 2 7B", "surfaces": ["Llama-2-7B"], "introduced": False},
    {"type": "Model", "canonical": "BLOOM", "surfaces": ["BLOOM"], "introduced": True},
    {"type": "Dataset", "canonical": "C4", "surfaces": ["C4"], "introduced": True},
    {"type": "Hardware", "canonical": "A100", "surfaces": ["A100"], "introduced": False},
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_facts_name_entities_of_the_reading_and_lie_in_its_text(text: str) -> None:
    prose, reading = with_combined_values({"id": "x", "title": "T", "abstract": text, "entities": ENTITIES})
    names = {entity.canonical for entity in reading.entities}
    for extractor in EXTRACTORS:
        for fact in extractor.extract(prose, reading):
            assert 0 <= fact.evidence.start < fact.evidence.end <= len(reading.document.text)
            assert 0 < fact.evidence.confidence <= 1
            assert fact.evidence.rule
            if isinstance(fact, ParameterFact | TokenFact):
                assert fact.of is None or fact.of in names
                assert fact.surface == reading.document.text[fact.evidence.start : fact.evidence.end]
            elif isinstance(fact, HardwareFact):
                assert fact.name == "A100"
                assert fact.by in {*names, PAPER}
            elif isinstance(fact, LinkFact):
                assert fact.of in {*names, PAPER}


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_extracting_twice_gives_the_same(text: str) -> None:
    prose, reading = with_combined_values({"id": "x", "title": "T", "abstract": text, "entities": ENTITIES})
    for extractor in EXTRACTORS:
        assert list(extractor.extract(prose, reading)) == list(extractor.extract(prose, reading))

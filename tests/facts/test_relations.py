import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts.candidates import Candidate
from kg.facts.relation_weights import BEST, SURE
from kg.facts.relations import Judged, Relations, standing
from kg.model import Relation, RelationFact
from tests.facts.marked import marked

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "relations.jsonl").read_text("utf-8").splitlines()
]


def extract(text: str) -> list[RelationFact]:
    return [fact for fact in Relations().extract(*marked(text)) if isinstance(fact, RelationFact)]


def triples(text: str) -> set[tuple[str, str, str]]:
    return {(fact.head, fact.relation.value, fact.tail) for fact in extract(text)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].split("\n")[0])
def test_what_the_text_states_is_found_and_what_it_does_not_is_not(case: dict[str, Any]) -> None:
    found = triples(case["text"])
    assert {tuple(row) for row in case["stated"]} <= found
    assert not {tuple(row) for row in case["unstated"]} & found


def test_every_relation_has_a_case() -> None:
    assert {row[1] for case in CASES for row in case["stated"]} == {relation.value for relation in Relation}


def test_evidence_is_the_sentence_that_says_it() -> None:
    (fact,) = [
        fact
        for fact in extract("[M* Phi-1]\nWe train [M* Phi-1]. [M* Phi-1] is evaluated on [D HumanEval]. It is small.")
        if fact.tail == "HumanEval"
    ]
    text = "Phi-1\nWe train Phi-1. Phi-1 is evaluated on HumanEval. It is small."
    assert text[fact.evidence.start : fact.evidence.end] == "Phi-1 is evaluated on HumanEval."
    assert fact.evidence.rule.startswith("relation: ")


def test_one_span_that_names_two_models_gives_facts_of_both() -> None:
    found = triples("[X* SmoothQuant]\nWe apply [X* SmoothQuant] to [M Llama-2-7B/13B|Llama 2 7B].")
    assert ("SmoothQuant", "APPLIED_TO", "Llama 2 7B") in found


def test_a_maker_inside_its_products_name_is_its_developer() -> None:
    prose, reading = marked("Reasoning\nWe test [M OpenAI o1|o1] on puzzles. [O OpenAI] is a company.")
    (maker,) = [e for e in reading.entities if e.canonical == "OpenAI"]
    (model,) = [e for e in reading.entities if e.canonical == "o1"]
    start = model.mentions[0].start
    inner = maker.mentions[0].__class__(maker.type, start, start + 6, "OpenAI", 1.0, "marked", "OpenAI")
    whole = maker.__class__(maker.type, "OpenAI", (inner, *maker.mentions))
    facts = Relations().extract(prose, reading.__class__(reading.document, (model, whole), ()))
    assert [(f.head, f.relation, f.tail) for f in facts if isinstance(f, RelationFact)] == [
        ("o1", Relation.DEVELOPED_BY, "OpenAI")
    ]


def judged(head: str, tail: str, odds: float, start: int = 0) -> Judged:
    return Judged(Candidate(head, Relation.USES, tail, start, start + 9, ("rule",)), odds)


def test_a_tails_best_candidate_stands_lower_than_the_others() -> None:
    low = (BEST + SURE) / 2
    assert [j.candidate.head for j in standing([judged("A", "T", low), judged("B", "T", low - 0.1)])] == ["A"]
    assert standing([judged("A", "T", BEST - 0.1)]) == []


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("ST"), st.floats(-3, 3), st.integers(0, 99))))
def test_each_triple_stands_once_at_its_surest(rows: list[tuple[str, str, float, int]]) -> None:
    kept = standing([judged(*row) for row in rows])
    assert len({j.triple for j in kept}) == len(kept)
    for j in kept:
        assert j.odds == max(odds for head, tail, odds, _ in rows if (head, tail) == j.triple[::2])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["[M* A]", "[M B]", "[D C]", "[X* E]", "[O F]", "outperforms", "on", ",", "and", "."])))
def test_no_entity_relates_to_itself(words: list[str]) -> None:
    assert all(fact.head != fact.tail for fact in extract("Title\n" + " ".join(words)))


@pytest.mark.parametrize(
    ("head", "tail", "stands"),
    [
        ("LLaMA 13B", "LLaMA", False),
        ("T5", "T5 11B", False),
        ("Llama 2 7B", "Llama 2 70B", False),
        ("Llama 2 Chat", "Llama 2", True),
        ("Llama 3 8B", "Llama 2 7B", True),
        ("DistilBERT", "BERT", True),
    ],
)
def test_one_size_of_a_series_is_not_built_on_another(head: str, tail: str, stands: bool) -> None:
    candidate = Candidate(head, Relation.BASED_ON, tail, 0, 1, ())
    assert bool(standing([Judged(candidate, 3.0)])) is stands

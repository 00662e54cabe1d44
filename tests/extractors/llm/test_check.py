"""Of an answer's facts those remain that the text bears out, with the sentence that says so."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.llm.check import check
from kg.extractors.llm.reply import Reply, read
from kg.model import PAPER, Amount, Document, Relation
from tests.extractors.llm.answers import (
    LLAMA_PAPER,
    LLAMA_REPLY,
    Row,
    amount,
    device,
    entity,
    link,
    relation,
    reply,
    tokens,
)
from tests.extractors.promises import check as keeps_its_promises

PAPER_TEXT = Document(
    "olmo",
    "OLMo and Dolma",
    "We release OLMo in two sizes, OLMo 1B and OLMo 7B. Dolma holds 3 trillion tokens. The models are trained on 1,024 "
    "MI250X GPUs; Llama 2 took 3.3 million hours of A100 GPUs. Pythia comes with 1.4, 2.8, and 6.9 billion parameters, "
    "others with tens of billions. It is evaluated on MMLU, where one A100 will do. "
    "Code: https://github.com/allenai/OLMo.",
)
NAMED = [
    entity("Model", "OLMo", new=True),
    entity("Model", "OLMo 1B", family="OLMo", new=True),
    entity("Model", "OLMo 7B", family="OLMo", new=True),
    entity("Model", "Pythia"),
    entity("Dataset", "Dolma", new=True),
    entity("Dataset", "MMLU"),
    entity("Hardware", "MI250X", vendor="AMD"),
    entity("Hardware", "A100"),
]


def checked(**lists: list[Row]) -> tuple[Any, dict[str, int]]:
    record, dropped = check(PAPER_TEXT, Reply.model_validate(reply(entities=NAMED, **lists)))
    keeps_its_promises(record)
    return record, dict(dropped)


def quote(fact: Any) -> str:
    return PAPER_TEXT.text[fact.evidence.start : fact.evidence.end]


def test_a_good_answer_is_kept_whole() -> None:
    record, dropped = check(LLAMA_PAPER, read(json.dumps(LLAMA_REPLY)))
    keeps_its_promises(record)
    assert not dropped
    assert [entity.canonical for entity in record.entities] == ["LLaMA", "LLaMA 13B", "GPT-3", "A100"]
    assert [(fact.amount, fact.of) for fact in record.parameters] == [
        (Amount(7_000_000_000, 65_000_000_000), "LLaMA"),
        (Amount(13_000_000_000, 13_000_000_000), "LLaMA 13B"),
    ]
    assert [(fact.name, fact.count, fact.purpose, fact.by) for fact in record.hardware] == [
        ("A100", 2048, "training", "LLaMA")
    ]
    assert [(fact.url.kind, fact.url.repo, fact.of) for fact in record.links] == [
        ("github", "facebookresearch/llama", "LLaMA")
    ]
    (fact,) = record.relations
    text = LLAMA_PAPER.text
    assert text[fact.evidence.start : fact.evidence.end] == "LLaMA-13B outperforms GPT-3 on most benchmarks."


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        (amount("7B", "OLMo 7B", 7), 7_000_000_000, 7_000_000_000),
        (amount("OLMo 7B", "OLMo 7B", None), 7_000_000_000, 7_000_000_000),
        (amount("1.4", "Pythia", 1), 1_400_000_000, 1_400_000_000),
        (amount("1.4, 2.8, and 6.9 billion", "Pythia", 2_800_000_000), 2_800_000_000, 2_800_000_000),
        (amount("two sizes", "OLMo", 2), 2, 2),
    ],
)
def test_a_number_is_read_anew_and_the_answer_s_value_stands_where_ours_cannot_tell(
    row: Row, low: int, high: int
) -> None:
    record, _ = checked(parameters=[row])
    assert [fact.amount for fact in record.parameters] == [Amount(low, high)]


def test_a_number_stands_beside_its_owner() -> None:
    record, _ = checked(parameters=[amount("OLMo 7B", "OLMo 7B"), amount("7B", "OLMo 7B", active=True)])
    assert [(quote(fact), fact.amount.active) for fact in record.parameters] == [("OLMo 7B", False), ("7B", True)]


@pytest.mark.parametrize(
    "row",
    [
        amount("13B", "OLMo", 13_000_000_000),
        amount("", "OLMo", 13_000_000_000),
        amount("1.4, 2.8, and 6.9 billion", "Pythia", 4_000_000_000),
        amount("two sizes", "OLMo", -2),
        amount("two sizes", "OLMo", 10**40),
        amount("two sizes", "OLMo", None, low=3, high=2),
        amount("tens of billions", "OLMo", 20_000_000_000),
    ],
)
def test_a_number_that_the_text_does_not_state_is_dropped(row: Row) -> None:
    record, dropped = checked(parameters=[row])
    assert record.parameters == ()
    assert dropped == {"numbers that the text doesn't state": 1}


def test_an_owner_that_is_not_listed_or_of_the_wrong_type_is_nobody() -> None:
    record, dropped = checked(parameters=[amount("7B", "Falcon"), amount("1B", "Dolma")])
    assert [fact.of for fact in record.parameters] == [None, None]
    assert dropped == {"owners of numbers that are not listed": 2}


def test_tokens_may_be_a_dataset_s() -> None:
    record, dropped = checked(tokens=[tokens("3 trillion tokens", "dolma", 3)])
    assert [(fact.amount.value, fact.of) for fact in record.tokens] == [(3_000_000_000_000, "Dolma")]
    assert not dropped


def test_counts_of_devices_and_hours_must_be_in_the_text() -> None:
    record, dropped = checked(
        hardware=[
            device("MI250X", "OLMo", 1024, hours=-1.0),
            device("MI250X", "OLMo 7B", 512),
            device("A100", PAPER, 1, hours=3_300_000.0),
            device("TPU v4", PAPER, 1),
            device("A100", "Dolma", 1),
        ]
    )
    assert {(fact.name, fact.count, fact.hours, fact.by) for fact in record.hardware} == {
        ("MI250X", 1024, None, "OLMo"),
        ("MI250X", None, None, "OLMo 7B"),
        ("A100", 1, 3_300_000.0, PAPER),
        ("A100", 1, None, PAPER),
    }
    assert all(fact.name in quote(fact) for fact in record.hardware)
    assert dropped == {
        "counts of devices that the text doesn't state": 1,
        "device-hours that the text doesn't state": 1,
        "uses of hardware that is not listed": 1,
        "users of hardware that are not listed": 1,
    }


@pytest.mark.parametrize(
    "url", ["https://github.com/allenai/OLMo", "github.com/allenai/olmo/", "https://github.com/allenai/OLMo."]
)
def test_a_link_is_the_text_s_own(url: str) -> None:
    record, dropped = checked(links=[link(url, "OLMo"), link(url, "OLMo")])
    assert [(fact.url.url, fact.url.repo, quote(fact)) for fact in record.links] == [
        ("https://github.com/allenai/OLMo", "allenai/OLMo", "https://github.com/allenai/OLMo")
    ]
    assert not dropped


@pytest.mark.parametrize(
    "url", ["https://github.com/evil/OLMo", "", "https://", "javascript:alert(1)", "http://[", "allenai"]
)
def test_a_link_that_is_not_in_the_text_is_dropped(url: str) -> None:
    record, dropped = checked(links=[link(url, "OLMo")])
    assert record.links == ()
    assert dropped == {"links that are not in the text": 1}


def test_a_relation_s_evidence_is_the_sentence_that_names_both_ends() -> None:
    record, _ = checked(
        relations=[relation("OLMo", "COMPARED_TO", "OLMo 7B"), relation("OLMo 7B", "EVALUATED_ON", "MMLU")]
    )
    assert [quote(fact) for fact in record.relations] == [
        "We release OLMo in two sizes, OLMo 1B and OLMo 7B.",
        "It is evaluated on MMLU, where one A100 will do.",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (relation("OLMo", "TRAINED_ON", "C4"), "relations whose ends are not listed"),
        (relation("we", "TRAINED_ON", "Dolma"), "relations whose ends are not listed"),
        (relation("OLMo", "TRAINED_ON", PAPER), "relations whose ends are not listed"),
        (relation("OLMo", "TRAINED_ON", "Pythia"), "relations between ends of wrong types"),
        (relation("Dolma", "TRAINED_ON", "Dolma"), "relations between ends of wrong types"),
        (relation("OLMo", "COMPARED_TO", "olmo"), "relations between ends of wrong types"),
    ],
)
def test_a_relation_needs_two_listed_ends_of_its_types(row: Row, reason: str) -> None:
    record, dropped = checked(relations=[row])
    assert record.relations == ()
    assert dropped == {reason: 1}


def test_a_statement_is_kept_once() -> None:
    rows = [relation("PAPER", "EVALUATED_ON", "MMLU"), relation("PAPER", "EVALUATED_ON", "mmlu")]
    assert len(checked(relations=rows)[0].relations) == 1


NAMES = st.sampled_from(
    ["OLMo", "OLMo 1B", "OLMo 7B", "7B", "Dolma", "MMLU", "A100", "MI250X", "PAPER", "we", "", "{0} %s", "a", "\n", "e"]
)
WHOLE = st.none() | st.integers(-5, 10) | st.integers()
ROWS = {
    "entities": st.fixed_dictionaries(
        {
            "type": st.sampled_from(["Model", "Dataset", "Method", "Hardware", "Organization"]),
            "canonical": NAMES,
            "surfaces": st.lists(NAMES | st.text(max_size=5), max_size=4),
            "introduced": st.booleans(),
            "family": st.none() | NAMES,
            "vendor": st.none() | NAMES,
        }
    ),
    "parameters": st.builds(amount, NAMES, st.none() | NAMES, WHOLE, low=WHOLE, high=WHOLE, active=st.booleans()),
    "tokens": st.builds(tokens, NAMES, st.none() | NAMES, WHOLE),
    "hardware": st.builds(device, NAMES, NAMES, WHOLE, hours=st.none() | st.floats()),
    "links": st.builds(link, NAMES | st.just("https://github.com/allenai/OLMo"), NAMES),
    "relations": st.builds(relation, NAMES, st.sampled_from(list(Relation)), NAMES),
}


@given(st.fixed_dictionaries({name: st.lists(rows, max_size=8) for name, rows in ROWS.items()}))
def test_whatever_is_answered_the_record_keeps_its_promises(answer: dict[str, list[Row]]) -> None:
    record, _ = check(PAPER_TEXT, Reply.model_validate(answer))
    keeps_its_promises(record)

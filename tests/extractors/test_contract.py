"""What every extractor that needs no network promises: a pure function of the text, with evidence that lies in it."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import extractors, records
from kg.extractors.base import Extractor, Waiting
from kg.model import Document
from tests.extractors.promises import check
from tests.support.papers import GALORE, LLAMA, OLMO

ONLINE = {"llm"}
"""Extractors that ask a service: tests/extractors/llm holds them to the same promises, before a service of its own."""
OFFLINE = [name for name in extractors.names() if name not in ONLINE]
PAPERS = [
    Document(f"paper-{number}", paper["title"], paper["abstract"]) for number, paper in enumerate((LLAMA, GALORE, OLMO))
]
HOSTILE = [
    Document(f"hostile-{number}", title, abstract)
    for number, (title, abstract) in enumerate(
        [
            ("", ""),
            ("T", ""),
            ("{title!r} %s {0} \\N{DASH}", "We train {model} on %(data)s; '); DROP TABLE nodes; -- <b>GPT-4</b>"),
            ("İstanbul GPT-4", "模型 GPT-4 \u202eLlama 2\x00 e\u0301" * 20),
            ("GPT-4", "GPT-4 has 7B " * 500),
        ]
    )
]
TEXT = (
    "we introduce Foo-7B , a model trained on C4 and MMLU with 64 A100 GPUs . outperforms Llama 2 7B 1.4T tokens ( ) "
    "https://github.com/a/b OpenAI 's GPT-4 using LoRA"
)
WORDS = st.sampled_from(TEXT.split(" "))

pytestmark = pytest.mark.parametrize("name", OFFLINE)


@cache
def made(name: str) -> Extractor:
    return extractors.make(name)


@pytest.mark.parametrize("document", [*PAPERS, *HOSTILE], ids=lambda document: document.id)
def test_evidence_and_surfaces_lie_in_the_text(name: str, document: Document) -> None:
    check(made(name).extract(document))


@settings(max_examples=25)
@given(title=st.lists(WORDS, min_size=1, max_size=8), words=st.lists(WORDS, max_size=60))
def test_any_words_keep_the_promises(name: str, title: list[str], words: list[str]) -> None:
    check(made(name).extract(Document("words", " ".join(title), " ".join(words))))


@pytest.mark.parametrize("document", PAPERS, ids=lambda document: document.id)
def test_the_same_document_gives_the_same_record(name: str, document: Document) -> None:
    first = made(name).extract(document)
    made(name).extract(HOSTILE[-1])
    assert made(name).extract(document) == first
    assert extractors.make(name).extract(document) == first


@pytest.mark.parametrize("document", [*PAPERS, *HOSTILE], ids=lambda document: document.id)
def test_a_record_survives_being_written_and_read(name: str, document: Document) -> None:
    record = made(name).extract(document)
    row = records.to_row(record)
    assert records.to_row(records.from_row(row)) == row
    back = records.from_row(row)
    assert replace(back, entities=()) == replace(record, entities=())


def test_what_a_reader_sees_at_once_is_found(name: str) -> None:
    record = made(name).extract(PAPERS[0])
    found = {(entity.type.value, entity.canonical) for entity in record.entities}
    assert {("Model", "LLaMA"), ("Model", "GPT-3"), ("Hardware", "A100")} <= found
    assert [(fact.name, fact.count) for fact in record.hardware] == [("A100", 2048)]
    assert [fact.url.repo for fact in record.links] == ["facebookresearch/llama"]


def test_the_key_is_a_constant_of_its_own(name: str) -> None:
    assert made(name).key == extractors.make(name).key
    assert [made(other).key for other in OFFLINE].count(made(name).key) == 1


def test_it_needs_no_service(name: str) -> None:
    assert not isinstance(made(name), Waiting)

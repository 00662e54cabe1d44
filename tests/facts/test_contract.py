"""What every fact extractor, a stranger's too, promises: names of the reading, evidence in the text, no surprise."""

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp, registry
from kg.facts.base import FactExtractor
from kg.mentions.base import Detector
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.model import (
    ENTITY_TYPES,
    PAPER,
    Document,
    Fact,
    HardwareFact,
    LinkFact,
    ParameterFact,
    Reading,
    RelationFact,
    TokenFact,
)
from kg.nlp import Prose
from tests.facts.marked import marked

GROUP = "kg.facts"
PAPERS = [
    "[M* PaLM]: scaling language modeling\nWe train [M* PaLM], a 540-billion parameter model, on 780 billion tokens "
    "with 6144 [H TPU v4] chips using [X Pathways]. [M* PaLM] is evaluated on [D BIG-bench] and surpasses [M GPT-3].",
    "[X* QLoRA]\nWe present [X* QLoRA], which finetunes a 65B parameter model on a single 48GB GPU. [M Guanaco] "
    "reaches 99% of [M ChatGPT] by [O OpenAI] on [D Vicuna benchmark] after 24 hours on one [H A100]. "
    "Code: https://github.com/artidoro/qlora.",
    "A study\nWe use [M BERT] (340M parameters), https://example.org/page. and nothing else.",
]
HOSTILE = [
    "",
    "\n",
    "no abstract",
    "T\n" + "[M* GPT-4]" * 30,
    "T\n[M* A]\x00[D B]\ufffe [X C]\u202e outperforms [M 模型-7B] on [D ñandú]\r\n\r\n",
    "T\n'); DROP TABLE nodes; -- [M* x'}) DETACH DELETE n //] outperforms [M y`\\\"] {{}} "
    "\\href{https://a.b/{c}}{[D d]}",
    "T\nWe use " + "(" * 500 + "[M* A]" + ")" * 500 + " 7B 8x7B 1e999 tokens 10^99 GPUs",
]
WORDS = st.sampled_from(
    "[M* Ours-7B] [M Llama 2] [D MMLU] [D* New] [X LoRA] [X* Net] [O Meta] [H A100] we our on with outperforms trained "
    "evaluated 7B 1.4T tokens parameters 64 GPUs https://github.com/a/b , . and ( )".replace("] [", "]|[").split("|")
)


@cache
def extractor(name: str) -> FactExtractor:
    made: FactExtractor = registry.load(GROUP, name)
    return made


@cache
def detectors() -> tuple[Detector, ...]:
    return registry.load_all("kg.mentions")


def read(text: str) -> tuple[Prose, Reading]:
    """The marked entities, and the values that the installed detectors find."""
    prose, reading = marked(text)
    votes = [vote for detector in detectors() for vote in detector.detect(prose)]
    values = tuple(m for m in combine(votes) if m.type not in ENTITY_TYPES)
    return prose, Reading(reading.document, reading.entities, values)


def detected(text: str) -> tuple[Prose, Reading]:
    """The entities that the installed detectors find."""
    title, _, abstract = text.partition("\n")
    prose = nlp.read(f"{title}\n{abstract}")
    votes = [vote for detector in detectors() for vote in detector.detect(prose)]
    mentions = combine(votes)
    values = tuple(m for m in mentions if m.type not in ENTITY_TYPES)
    return prose, Reading(Document("detected", title, abstract), group(prose, mentions), values)


def names(fact: Fact) -> list[str | None]:
    if isinstance(fact, RelationFact):
        return [fact.head, fact.tail]
    if isinstance(fact, HardwareFact):
        return [fact.name, fact.by]
    if isinstance(fact, LinkFact):
        return [fact.of]
    assert isinstance(fact, ParameterFact | TokenFact)
    return [fact.of]


def check(fact: Fact, reading: Reading) -> None:
    text = reading.document.text
    known = {entity.canonical: entity for entity in reading.entities}
    assert all(name is None or name == PAPER or name in known for name in names(fact))
    assert 0 <= fact.evidence.start < fact.evidence.end <= len(text)
    assert 0.0 <= fact.evidence.confidence <= 1.0
    assert fact.evidence.rule
    quote = text[fact.evidence.start : fact.evidence.end]
    if isinstance(fact, RelationFact):
        assert fact.tail != PAPER
        assert any(surface in quote for surface in known[fact.tail].surfaces)


pytestmark = pytest.mark.parametrize("name", registry.names(GROUP))


@pytest.mark.parametrize("text", [*PAPERS, *HOSTILE])
def test_facts_name_entities_of_the_reading_with_evidence_in_the_text(name: str, text: str) -> None:
    for prose, reading in (read(text), detected(reading_text(text))):
        for fact in extractor(name).extract(prose, reading):
            check(fact, reading)


def reading_text(text: str) -> str:
    return marked(text)[1].document.text


def test_some_paper_has_a_fact(name: str) -> None:
    if name in {"hardware", "links", "parameters", "relations", "tokens"}:
        assert any(list(extractor(name).extract(*read(text))) for text in PAPERS)


@pytest.mark.parametrize("text", PAPERS)
def test_the_same_reading_gives_the_same_facts(name: str, text: str) -> None:
    once = list(extractor(name).extract(*read(text)))
    list(extractor(name).extract(*read(PAPERS[-1])))
    assert list(extractor(name).extract(*read(text))) == once
    made: FactExtractor = registry.load(GROUP, name)
    assert list(made.extract(*read(text))) == once


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_any_order_of_names_and_words_keeps_the_promises(name: str, words: list[str]) -> None:
    prose, reading = read("Title\n" + " ".join(words))
    for fact in extractor(name).extract(prose, reading):
        check(fact, reading)


def test_an_abstract_of_200_kb_is_read_in_seconds(name: str) -> None:
    prose, reading = read(PAPERS[0] + " " + " ".join(PAPERS[1].split("\n")[1] for _ in range(600)))
    began = time.perf_counter()
    list(extractor(name).extract(prose, reading))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("piece", ["[H H100] ", "[M Gemma 7B], ", "[X* DPO] "])
def test_a_text_of_names_alone_is_read_in_seconds(name: str, piece: str) -> None:
    prose, reading = read("Title\n" + piece * 6000)
    began = time.process_time()
    list(extractor(name).extract(prose, reading))
    assert time.process_time() - began < 4

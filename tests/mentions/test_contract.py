"""What every detector plug-in promises: true offsets, the same votes each time, no state, no slowness, no crash."""

import time
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp, registry
from kg.mentions.base import Detector
from kg.model import Mention

GROUP = "kg.mentions"
NAMES = registry.names(GROUP)
TEXTS = (
    "QLoRA: Finetuning of Quantized Models\nWe present QLoRA (Quantized Low-Rank Adaptation), which tunes a 65B "
    "parameter LLaMA on one 48GB GPU, see https://github.com/artidoro/qlora.",
    "BLOOM\nBLOOM has 176 billion parameters and saw 366B tokens of ROOTS on 384 A100 GPUs of Jean Zay, by BigScience.",
)
HOSTILE = (
    "",
    "\n",
    " \n ",
    "\x00\u202e\ud7ff",
    "((((((((((" * 50,
    "A-" * 400,
    "1." * 400,
    "İstanbul İİİ ﬁne ßtraße GPT-4 İ",
    "模型 GPT-4 是 Llama 2 的",
    "$\\textbf{{{Wombat}}}$ \\url{https://a.b/c}} `) DETACH DELETE n //",
    "e\u0301" * 100 + " Llama-2",
)


@pytest.fixture(params=NAMES)
def detector(request: pytest.FixtureRequest) -> Detector:
    return cast(Detector, registry.load(GROUP, request.param))


def votes(detector: Detector, text: str) -> list[Mention]:
    return list(detector.detect(nlp.read(text)))


def test_the_built_in_detectors_come_by_entry_point() -> None:
    assert {"acronyms", "cues", "names", "lists", "hardware", "quantities", "links"} <= set(NAMES)


@pytest.mark.parametrize("text", [*TEXTS, *HOSTILE], ids=range(len(TEXTS) + len(HOSTILE)))
def test_a_vote_is_a_true_span_with_a_probability_and_a_rule(detector: Detector, text: str) -> None:
    for vote in votes(detector, text):
        assert 0 <= vote.start < vote.end <= len(text)
        assert text[vote.start : vote.end] == vote.surface
        assert 0.0 <= vote.confidence <= 1.0
        assert vote.rule


def test_a_paper_leaves_no_trace_in_the_next(detector: Detector) -> None:
    first = votes(detector, TEXTS[0])
    votes(detector, TEXTS[1])
    assert votes(detector, TEXTS[0]) == first


def test_two_instances_vote_alike(detector: Detector) -> None:
    other = type(detector)()
    assert [votes(other, text) for text in TEXTS] == [votes(detector, text) for text in TEXTS]


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for name in NAMES:
        for vote in votes(cast(Detector, registry.load(GROUP, name)), text):
            assert text[vote.start : vote.end] == vote.surface


def test_an_abstract_of_200_kb_is_read_in_seconds(detector: Detector) -> None:
    prose = nlp.read(" ".join(TEXTS) * (200_000 // len(" ".join(TEXTS))))
    votes(detector, TEXTS[0])
    begin = time.process_time()
    list(detector.detect(prose))
    assert time.process_time() - begin < 4.0


@pytest.mark.parametrize("piece", ["A ", "GPT-4, ", "a.a", "(AB cd ", "Ab Cd ", "1.1.", "TPU v4, ", "7B "])
def test_time_is_linear_in_a_text_of_one_piece(detector: Detector, piece: str) -> None:
    prose = nlp.read("T\n" + piece * (60_000 // len(piece)))
    begin = time.process_time()
    list(detector.detect(prose))
    assert time.process_time() - begin < 4.0

"""Hardware mentions: cases accepted and rejected, and what holds for any text."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import nlp
from kg.mentions.hardware import HardwareNames
from kg.model import MentionType
from kg.terms import Term, terms

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [json.loads(line) for line in (FOLDER / "hardware.jsonl").read_text("utf-8").splitlines()]
DETECTOR = HardwareNames()
NAMES = sorted({term.name for term in terms(MentionType.HARDWARE)})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_text_names_just_these_devices(case: dict[str, Any]) -> None:
    found = [[m.canonical, m.vendor, m.surface] for m in DETECTOR.detect(nlp.read(case["text"]))]
    assert found == case.get("hardware", [])


def test_a_bare_series_stands_for_its_only_member() -> None:
    found = list(DETECTOR.detect(nlp.read("Trained on Ascend NPUs. The Ascend system scales.")))
    assert [mention.canonical for mention in found] == ["Ascend NPU", "Ascend NPU"]


def test_a_strangers_list_is_used_as_the_built_in_one_is() -> None:
    own = Term(MentionType.HARDWARE, "Zebra 9", aliases=("Z9?",), vendor="Zebra", kind="npu")
    found = list(HardwareNames([own]).detect(nlp.read("The Zebra-9 beats a Z9 chip, not Z9 itself.")))
    assert [(mention.canonical, mention.surface, mention.rule) for mention in found] == [
        ("Zebra 9", "Zebra-9", "listed-device"),
        ("Zebra 9", "Z9", "cued-device"),
    ]


@given(
    st.lists(
        st.sampled_from([*NAMES[::9], " ", " GPUs, ", "NVIDIA ", "8x", " and ", "(", "İ", "ß", "\n"]), max_size=12
    ).map("".join)
)
def test_a_mention_is_the_text_at_its_span(text: str) -> None:
    for mention in DETECTOR.detect(nlp.read(text)):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.type is MentionType.HARDWARE
        assert mention.canonical
        assert 0 < mention.confidence <= 1


@pytest.mark.parametrize(
    "term", [t for t in terms(MentionType.HARDWARE) if t.match != "cued"], ids=lambda term: term.name
)
def test_every_listed_name_is_found_by_itself(term: Term) -> None:
    found = list(DETECTOR.detect(nlp.read(f"It runs on the {term.name} today.")))
    assert len(found) == 1


def test_names_are_listed_once_and_say_their_class() -> None:
    listed = [term.name for term in terms(MentionType.HARDWARE)]
    assert len(listed) == len(set(listed))
    kinds = {"gpu", "tpu", "npu", "cpu", "fpga", "asic", "soc", "board", "machine", "supercomputer"}
    assert {term.kind for term in terms(MentionType.HARDWARE)} == kinds


@pytest.mark.parametrize("junk", ["A100 " * 4_000, "T4, " * 4_000, "x" * 200_000, "Frontier " * 4_000])
def test_junk_costs_no_endless_time(junk: str) -> None:
    prose = nlp.read(junk)
    start = time.perf_counter()
    list(DETECTOR.detect(prose))
    assert time.perf_counter() - start < 6

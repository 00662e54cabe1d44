"""The grammar of model names: spellings of one name meet, sizes, versions and variants never do."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.values.model_name import canonical, family, key, parse
from kg.values.model_series import SERIES

CASES = Path(__file__).parent.parent / "cases" / "model_names.jsonl"
NAMES: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
SPELLINGS = [(row["canonical"], spelling) for row in NAMES for spelling in row["spellings"]]

sizes = st.one_of(
    st.integers(1, 999).map(lambda n: f"{n}B"),
    st.integers(10, 999).map(lambda n: f"{n}M"),
    st.tuples(st.integers(1, 99), st.integers(1, 9)).map(lambda n: f"{n[0]}.{n[1]}B"),
    st.integers(2, 64).map(lambda n: f"{n}x7B"),
)
series = st.one_of(st.sampled_from([entry.name for entry in SERIES]), st.sampled_from(["Kestrel", "Blue Heron", "Ax2"]))
separators = st.sampled_from(["-", " ", " (", "_"])
any_name = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            [
                *"-_/ .()+",
                "v",
                "2",
                "3.5",
                "7B",
                "A3B",
                "o",
                "Chat",
                "mini",
                "GPT",
                "Llama",
                "R1",
                "VL",
                "π",
                "Haiku",
                "Large",
                "v0.3",
            ]
        ),
        max_size=9,
    ).map("".join),
)


@pytest.mark.parametrize(("published", "spelling"), SPELLINGS)
def test_a_spelling_gives_the_published_name_and_its_key(published: str, spelling: str) -> None:
    assert key(spelling) == key(published)
    assert parse(spelling).parameters == parse(published).parameters


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["canonical"])
def test_a_published_name_is_read_as_it_stands(row: dict[str, Any]) -> None:
    assert family(row["canonical"]) == row["family"]
    assert parse(row["canonical"]).parameters == row["parameters"]


def test_no_two_published_names_share_a_key() -> None:
    shared = [
        (one["canonical"], other["canonical"])
        for one, other in combinations(NAMES, 2)
        if key(one["canonical"]) == key(other["canonical"])
    ]
    assert shared == []


@pytest.mark.parametrize(
    ("spelling", "published"),
    [
        ("Llama-2-7b-chat-hf", "Llama 2 7B Chat"),
        ("LLaMA-7B", "LLaMA 7B"),
        ("GPT3.5", "GPT-3.5"),
        ("ChatGpt", "ChatGPT"),
        ("Qwen-2.5-VL-7B-Instruct", "Qwen2.5-VL 7B Instruct"),
        ("claude-3-5-sonnet", "Claude 3.5 Sonnet"),
        ("Mixtral-8x7b", "Mixtral 8x7B"),
        ("Deepseek v3", "DeepSeek-V3"),
        ("gpt-4-0613", "GPT-4-0613"),
        ("Llama-3-SynE-8B", "Llama-3-SynE 8B"),
        ("Kestrel-13b-instruct", "Kestrel 13B Instruct"),
        ("Mercury Coder Small", "Mercury Coder Small"),
        ("pre-trained BERT-Base", "BERT-Base"),
        ("Large Brain Language Models", "Large Brain Language Model"),
        ("Kestrel model", "Kestrel"),
        ("LoRA-fine-tuned Qwen2-1.5B", "LoRA-fine-tuned Qwen2 1.5B"),
        ("LLMs Qwen2.5-VL 7B", "Qwen2.5-VL 7B"),
        ("Llama-3.2-1B & Mistral-7B", "Llama-3.2-1B & Mistral-7B"),
        ("Kestrel", "Kestrel"),
        ("Llama-4-17B Haiku", "Llama 4 Haiku 17B"),
        ("Llama_Mistral-7B-v0.3", "Llama_Mistral 7B-v0.3"),
        ("Llama-Krikri-8B-v2", "Llama-Krikri 8B-v2"),
        ("Granite-13B-Instruct-V2", "Granite 13B Instruct-v2"),
        ("ChatGPT_4", "ChatGPT-4"),
    ],
)
def test_the_canonical_spelling_is_the_published_one(spelling: str, published: str) -> None:
    assert canonical(spelling) == published


def test_the_parts_of_a_long_name_are_told_apart() -> None:
    parsed = parse("Qwen/Qwen3-VL-235B-A22B-Instruct-2507-AWQ")
    assert (parsed.series, parsed.version, parsed.size, parsed.active) == ("Qwen3-VL", "3", "235B", "22B")
    assert (parsed.variant, parsed.revision, parsed.quantisation) == (("Instruct",), "2507", ("AWQ",))


@pytest.mark.parametrize(
    "name", ["RL-trained 7B", "OWL-trained 32B", "CA-1M", "LLM-7B", "LLaMA-3, Mistral-7B, Qwen2-7B"]
)
def test_what_names_nothing_is_no_series(name: str) -> None:
    assert family(name) is None


@given(any_name)
def test_canonical_is_idempotent_and_keeps_the_key(name: str) -> None:
    assert canonical(canonical(name)) == canonical(name)
    assert key(canonical(name)) == key(name)


@given(any_name.filter(lambda name: any(letter.isalnum() for letter in name)))
def test_no_name_loses_all_it_has(name: str) -> None:
    assert canonical(name)
    assert key(name)


@given(series, separators, sizes)
def test_a_size_is_never_lost(name: str, separator: str, size: str) -> None:
    spelling = f"{name}{separator}{size}"
    assert size.casefold() in canonical(spelling).casefold()
    assert key(spelling) != key(name)
    assert family(spelling) == canonical(name)


@given(series, separators, sizes, sizes)
def test_two_sizes_are_two_names(name: str, separator: str, one: str, other: str) -> None:
    assert (key(f"{name}{separator}{one}") == key(f"{name}{separator}{other}")) == (one == other)


@pytest.mark.parametrize(
    "text",
    ["GPT" + "-4" * 100_000, "Llama" + " " * 100_000 + "2", "\\alpha" * 50_000, "(" * 100_000, "a-" * 50_000 + "7B"],
)
def test_a_text_that_is_far_too_long_for_a_name_is_left_as_it_is(text: str) -> None:
    assert canonical(text) == text


@given(st.text(alphabet=" -_/.,()+v0123579aABGKLMTlmnotx", min_size=150, max_size=200))
@settings(deadline=200)
def test_no_name_takes_long_to_read(name: str) -> None:
    parse.__wrapped__(name)

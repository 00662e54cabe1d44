"""Which words are written like names, and how much of a word is the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.shapes import candidates, core, shape, words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("GSM8K", "digits"),
        ("LoRA", "camel"),
        ("DPO", "acronym3"),
        ("Chain-of-Thought", "hyphen"),
        ("ReLU-Net", "hyphen-mixed"),
        ("Crystal", "cap"),
        ("o1", "digits"),
        ("iPhone", "inner"),
        ("vllm", None),
        ("2024", None),
        ("7B", None),
        ("3-shot", None),
        ("100K", None),
        ("well-known", None),
    ],
)
def test_shape(word: str, expected: str | None) -> None:
    assert shape(word) == expected


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("BERT-based", "BERT"),
        ("non-GPT", "GPT"),
        ("GPT-4-generated", "GPT-4"),
        ("Llama-2-7B", "Llama-2-7B"),
        ("LLM-as-a-judge", "LLM"),
        ("Chain-of-Thought", "Chain-of-Thought"),
        ("dataset-WombatQA", "WombatQA"),
        ("WOMBAT-the", "WOMBAT"),
    ],
)
def test_core_leaves_what_is_no_name(word: str, name: str) -> None:
    assert word[slice(*core(word))] == name


def test_a_run_of_capitalised_words_is_one_candidate() -> None:
    text = "A title\nWe use Needle in a Haystack and Chatbot Arena, then AlpacaEval 2.0 daily."
    found = {text[c.start : c.end] for c in candidates(text)}
    assert {"Needle in a Haystack", "Chatbot Arena", "AlpacaEval 2.0"} <= found


@given(st.text(max_size=200))
def test_words_are_in_order_and_cover_every_letter(text: str) -> None:
    document = words(text)
    assert all(e <= s for e, s in zip(document.ends, document.starts[1:], strict=False))
    covered = {at for s, e in zip(document.starts, document.ends, strict=True) for at in range(s, e)}
    assert all(at in covered for at, c in enumerate(text) if c.isalnum())


@given(st.text(max_size=200))
def test_candidates_lie_in_the_text(text: str) -> None:
    for candidate in candidates(text):
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert candidate.first <= candidate.last

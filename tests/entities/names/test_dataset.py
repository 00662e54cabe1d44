"""Keys of data: splits, nouns and editions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.names.dataset import dataset_key, spelled_out, without_noun
from tests.entities.names.made_up import NAMES


@given(
    NAMES,
    st.sampled_from(
        ["dataset", "Datasets", "data set", "benchmark", "corpus", "test set", "training split", "database"]
    ),
)
def test_a_noun_behind_a_dataset_makes_no_difference(name: str, noun: str) -> None:
    assert dataset_key(f"{name} {noun}") == dataset_key(name)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("ARC Challenge", "ARC Challenge"),
        ("Winograd Schema Challenge", "Winograd Schema Challenge"),
        ("Deepfake Detection Challenge", "Deepfake Detection Challenge"),
        ("LiveRAG Challenge", "LiveRAG Challenge"),
        ("Speak & Improve Challenge 2025", "Speak & Improve 2025"),
        ("BEA 2025 Shared Task", "BEA 2025 Shared Task"),
        ("MMLU benchmark dataset test set", "MMLU"),
        ("Open LLM Leaderboard", "Open LLM"),
        ("dataset", "dataset"),
    ],
)
def test_nouns_go_as_far_as_a_name_is_left(name: str, left: str) -> None:
    assert without_noun(name) == left


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("AIME'24", "AIME 2024"),
        ("CIFAR-10", "CIFAR-10"),
        ("ImageNet-10", "ImageNet-10"),
        ("UCF101-24", "UCF101-24"),
        ("V* benchmark", "Vstar"),
        ("∞Bench", "InfiniteBench"),
        ("HMMT February 25", "HMMT Feb 2025"),
        ("Task 3 of the SemEval-2025 shared task", "SemEval-2025 Task 3"),
    ],
)
def test_editions_are_spelled_in_one_way(name: str, spelled: str) -> None:
    assert spelled_out(name) == spelled

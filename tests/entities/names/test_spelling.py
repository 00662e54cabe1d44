"""What is custom of spelling makes no difference."""

import pytest

from kg.entities.names.spelling import plain, without_gloss


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("low-rank adaptation (LoRA)", "low-rank adaptation"),
        ("LoRA (Low-Rank Adaptation)", "LoRA"),
        ("GPQA (Diamond)", "GPQA (Diamond)"),
        ("MMLU (Chinese)", "MMLU (Chinese)"),
        ("HKUST (GZ)", "HKUST (GZ)"),
        ("LLM.int8()", "LLM.int8()"),
    ],
)
def test_a_gloss_is_left_out_and_a_part_is_not(written: str, read: str) -> None:
    assert without_gloss(written) == read


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("Group Relative Policy Optimisation", "Group Relative Policy Optimization"),
        ("behaviour cloning", "behavior cloning"),
        ("topic modelling", "topic modeling"),
        ("Centre for AI Safety", "Center for AI Safety"),
        ("low-rank adaptor", "low-rank adapter"),
        ("Vector Quantised VAE", "Vector Quantized VAE"),
    ],
)
def test_british_and_american_words_are_read_alike(british: str, american: str) -> None:
    assert plain(british) == plain(american)

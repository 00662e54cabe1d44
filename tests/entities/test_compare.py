"""Why near names stayed apart, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.compare import difference
from kg.entities.keys import key
from kg.model import ENTITY_TYPES, MentionType

DATASET, METHOD, ORGANIZATION, HARDWARE = (
    MentionType.DATASET,
    MentionType.METHOD,
    MentionType.ORGANIZATION,
    MentionType.HARDWARE,
)


@pytest.mark.parametrize(
    ("kind", "a", "b", "reasons"),
    [
        (DATASET, "SQuAD v1.1", "SQuAD 2.0", ("version",)),
        (DATASET, "ScanNet", "ScanNetV2", ("version",)),
        (DATASET, "AIME'24", "AIME 2025", ("year",)),
        (DATASET, "GPQA", "GPQA Diamond", ("split or subset",)),
        (DATASET, "MMLU", "MMLU (Chinese)", ("language",)),
        (DATASET, "ImageNet-1K", "ImageNet-21K", ("size",)),
        (DATASET, "CIFAR-10", "CIFAR-100", ("number",)),
        (DATASET, "HumanEval", "HumanEval+", ("plus sign",)),
        (DATASET, "KG-LLM-Bench", "LLM-KG-Bench", ("word order",)),
        (DATASET, "Recipe Review", "Recipe Reviews", ("plural",)),
        (DATASET, "FLEURS", "FLEURS-R", ("more words",)),
        (DATASET, "VBench", "LVBench", ("other letters",)),
        (DATASET, "GSM8K", "the GSM8K test set", ()),
        (METHOD, "RRT", "RRT*", ("star",)),
        (METHOD, "GRPO", "Group Relative Policy Optimization", ("abbreviation without evidence",)),
        (METHOD, "Adam", "Lion", ("other words",)),
        (ORGANIZATION, "Google", "Google Research", ("part of the other",)),
        (ORGANIZATION, "Amazon", "Amazon Web Services", ("more words",)),
        (MentionType.MODEL, "Llama 2 7B", "Llama 2 13B", ("size",)),
        (HARDWARE, "A100", "A40", ("product",)),
        (HARDWARE, "A100", "H100", ("family", "product")),
        (HARDWARE, "MI250X", "A100", ("maker", "family", "product")),
    ],
)
def test_the_reason_is_named(kind: MentionType, a: str, b: str, reasons: tuple[str, ...]) -> None:
    assert difference(kind, a, b) == reasons


@given(st.sampled_from(ENTITY_TYPES), st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_there_is_a_reason_just_where_two_keys_differ(kind: MentionType, a: str, b: str) -> None:
    assert bool(difference(kind, a, b)) == (key(kind, a) != key(kind, b))


@given(st.sampled_from(ENTITY_TYPES), st.text("aBc -v2.0K+*", max_size=12), st.text("aBc -v2.0K+*", max_size=12))
def test_the_order_of_two_names_makes_no_difference(kind: MentionType, a: str, b: str) -> None:
    assert difference(kind, a, b) == difference(kind, b, a)

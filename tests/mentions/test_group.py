"""Which mentions of a paper are one entity, and under which name."""

import pytest

from kg import nlp
from kg.mentions.group import group
from kg.model import Mention, MentionType, PaperEntity


def entities(text: str, *found: tuple[str, MentionType, str | None], new: str = "") -> tuple[PaperEntity, ...]:
    """Groups every occurrence of the spellings given; the spelling `new` is introduced at its first place."""
    mentions = []
    for surface, kind, canonical in found:
        start = text.find(surface)
        while start >= 0:
            first = surface == new and start == text.find(surface)
            mentions.append(
                Mention(kind, start, start + len(surface), surface, 0.9, "x", canonical=canonical, introduced=first)
            )
            start = text.find(surface, start + 1)
    return group(nlp.read(text), sorted(mentions, key=lambda m: (m.start, m.end)))


@pytest.mark.parametrize(
    ("text", "found", "names"),
    [
        (
            "Direct preference optimization (DPO) and DPO",
            [("Direct preference optimization", None), ("DPO", None)],
            [("Direct preference optimization", "DPO")],
        ),
        ("Wombat and Wombats", [("Wombat ", None), ("Wombats", None)], [("Wombat ", "Wombats")]),
        ("Fast-Dig and FastDig", [("Fast-Dig", None), ("FastDig", None)], [("Fast-Dig", "FastDig")]),
        ("FastDig and SlowDig", [("FastDig", None), ("SlowDig", None)], [("FastDig",), ("SlowDig",)]),
    ],
)
def test_spellings_of_one_name_are_one_entity(
    text: str, found: list[tuple[str, str | None]], names: list[tuple[str, ...]]
) -> None:
    grouped = entities(text, *((surface, MentionType.METHOD, canonical) for surface, canonical in found))
    assert [entity.surfaces for entity in grouped] == names


def test_models_are_one_by_series_version_and_size_only() -> None:
    spellings = ("LLaMA-2 7B", "Llama2-7b", "Llama 2 13B", "Llama 2-Chat")
    grouped = entities(", ".join(spellings), *((s, MentionType.MODEL, None) for s in spellings))
    assert [entity.surfaces for entity in grouped] == [("LLaMA-2 7B", "Llama2-7b"), ("Llama 2 13B",), ("Llama 2-Chat",)]


def test_one_spelling_of_two_types_is_two_entities() -> None:
    text = "Wombat eats Wombat"
    mentions = [
        Mention(MentionType.MODEL, 0, 6, "Wombat", 0.9, "x"),
        Mention(MentionType.DATASET, 12, 18, "Wombat", 0.9, "x"),
    ]
    assert len(group(nlp.read(text), mentions)) == 2


def test_a_shared_span_stays_two_entities() -> None:
    mentions = [
        Mention(MentionType.MODEL, 0, 11, "Gemma-2B/7B", 0.9, "x", canonical=n) for n in ("Gemma 2B", "Gemma 7B")
    ]
    assert [e.canonical for e in group(nlp.read("Gemma-2B/7B"), mentions)] == ["Gemma 2B", "Gemma 7B"]


def test_a_known_spelling_names_the_entity() -> None:
    (entity,) = entities("gsm-8k beats", ("gsm-8k", MentionType.DATASET, "GSM8K"))
    assert entity.canonical == "GSM8K"


def test_the_evidence_of_introduction_is_kept() -> None:
    (entity,) = entities("FastDig digs. FastDig!", ("FastDig", MentionType.METHOD, None), new="FastDig")
    assert entity.introduced is not None
    assert (entity.introduced.start, entity.introduced.end) == (0, 7)


def test_values_are_no_entities() -> None:
    assert entities("7B parameters", ("7B", MentionType.PARAMETERS, None)) == ()

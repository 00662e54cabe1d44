"""Of an answer's entities those remain that the text names, each with its true places."""

from collections import Counter

import pytest

from kg.extractors.llm.names import Names, is_told, places_of
from kg.extractors.llm.reply import EntityRow
from kg.model import PAPER, PaperEntity
from tests.extractors.llm.answers import Row, entity

TEXT = "LLaMA and LLaMA-13B\nWe run LLaMA-13B on 8timesH100. Google Translate by Google is no Gemma-2B/7B."


def found(*rows: Row) -> tuple[list[PaperEntity], Counter[str]]:
    dropped: Counter[str] = Counter()
    return list(named(*rows, dropped=dropped).entities), dropped


def named(*rows: Row, dropped: Counter[str]) -> Names:
    return Names(TEXT, [EntityRow(**row) for row in rows], dropped)


def spans(entity: PaperEntity) -> list[str]:
    return [f"{mention.start}:{mention.surface}" for mention in entity.mentions]


def test_every_place_is_found_and_the_longer_name_swallows_the_shorter() -> None:
    (short, long), dropped = found(entity("Model", "LLaMA"), entity("Model", "LLaMA 13B", "LLaMA-13B"))
    assert spans(short) == ["0:LLaMA"]
    assert spans(long) == ["10:LLaMA-13B", "27:LLaMA-13B"]
    assert not dropped


def test_a_name_that_stands_in_longer_ones_only_keeps_its_first_place() -> None:
    (series, _), _ = found(entity("Model", "Gemma", "Gemma"), entity("Model", "Gemma 2B", "Gemma-2B/7B"))
    assert spans(series) == [f"{TEXT.index('Gemma')}:Gemma"]


def test_one_spelling_may_name_two_things() -> None:
    made, _ = found(entity("Model", "Gemma 2B", "Gemma-2B/7B"), entity("Model", "Gemma 7B", "Gemma-2B/7B"))
    assert [(one.canonical, one.surfaces) for one in made] == [
        ("Gemma 2B", ("Gemma-2B/7B",)),
        ("Gemma 7B", ("Gemma-2B/7B",)),
    ]


def test_a_maker_is_named_inside_its_product_too() -> None:
    (maker, product), _ = found(entity("Method", "Google Translate"), entity("Organization", "Google"))
    assert product.mentions[0].start == maker.mentions[0].start
    assert len(maker.mentions) == 2


def test_a_glued_spelling_is_found_where_it_stands_nowhere_else() -> None:
    assert [TEXT[start:end] for start, end in places_of(TEXT, "H100")] == ["H100"]
    assert len(list(places_of("the theme of the day", "the"))) == 2
    assert list(places_of("train", "AI")) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (entity("Model", "Claude"), "entities without a spelling in the text"),
        (entity("Model", "Claude", "Claude", "llama"), "spellings not in the text"),
        (entity("Model", "", "", "  ", "-"), "spellings not in the text"),
        (entity("Model", "LLaMA", "LLaMA" * 50), "spellings not in the text"),
    ],
)
def test_what_the_text_does_not_name_is_dropped_and_counted(row: Row, reason: str) -> None:
    made, dropped = found(row)
    assert made == []
    assert dropped[reason] > 0


def test_a_spelling_that_is_not_there_does_not_cost_the_others() -> None:
    (one,), dropped = found(entity("Model", "LLaMA", "LLaMA", "Llama"))
    assert one.surfaces == ("LLaMA",)
    assert dropped == {"spellings not in the text": 1}


@pytest.mark.parametrize("canonical", ["GPT-4", "", PAPER, "x" * 500, "LLaMA\x1b[31m", "';--"])
def test_a_canonical_name_that_nothing_bears_out_gives_way_to_the_spelling(canonical: str) -> None:
    (one,), dropped = found(entity("Model", canonical, "LLaMA"))
    assert one.canonical == "LLaMA"
    assert dropped == {"canonical names that no spelling bears out": 1}


def test_a_name_is_listed_once() -> None:
    made, dropped = found(entity("Model", "LLaMA"), entity("Method", "LLAMA", "LLaMA"))
    assert [one.type for one in made] == ["Model"]
    assert dropped == {"entities named twice": 1}


def test_family_and_vendor_are_kept_where_they_fit() -> None:
    made, _ = found(
        entity("Model", "LLaMA 13B", "LLaMA-13B", family="LLaMA", vendor="Meta"),
        entity("Model", "LLaMA", family="Claude"),
        entity("Hardware", "H100", vendor="NVIDIA", family="H"),
    )
    kept = {one.canonical: (one.family, one.vendor) for one in made}
    assert kept == {"LLaMA 13B": ("LLaMA", None), "LLaMA": (None, None), "H100": (None, "NVIDIA")}


def test_an_entity_is_found_by_any_spelling_its_canonical_name_first() -> None:
    names = named(entity("Model", "LLaMA"), entity("Model", "LLaMA 13B", "LLaMA-13B"), dropped=Counter())
    assert [
        one.canonical if (one := names.find(name)) else None for name in ("llama", "LLAMA-13b", "GPT", "", None)
    ] == [
        "LLaMA",
        "LLaMA 13B",
        None,
        None,
        None,
    ]
    assert names.owner(PAPER) == PAPER


def test_the_answer_s_own_name_for_an_entity_is_understood() -> None:
    names = named(entity("Model", "GPT-4", "LLaMA"), dropped=Counter())
    assert names.find("GPT-4") is names.find("LLaMA") is names.entities[0]
    assert names.entities[0].canonical == "LLaMA"


@pytest.mark.parametrize(
    ("name", "spelling", "told"),
    [
        ("GPT-3.5", "GPT3.5", True),
        ("ChatGPT", "ChatGpt", True),
        ("Massive Multitask Language Understanding", "MMLU", True),
        ("MMLU", "Massive Multitask Language Understanding", True),
        ("GPT-4", "GPT-5", True),
        ("ViT", "Vision Transformer", True),
        ("Hugging Face", "HuggingFace", True),
        ("nuScenes", "nuScene", True),
        ("T", "Transformer", False),
        ("Claude", "GPT-5", False),
        ("模型", "the model", False),
    ],
)
def test_a_name_is_told_by_a_common_part_or_as_an_acronym(name: str, spelling: str, told: bool) -> None:
    assert is_told(name, [spelling]) is told

"""The guard: no rule joins two sizes, versions or variants of a model."""

import pytest

from kg.entities.guard import obstacle
from kg.entities.link import Link
from kg.entities.match import links
from kg.entities.resolve import resolve
from kg.entities.rules import ANOTHER, SAME_NAME
from kg.model import MentionType
from tests.entities.papers import named, paper

METHOD, MODEL = MentionType.METHOD, MentionType.MODEL


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Llama 2 7B", "LLaMA-2-7b", None),
        ("GPT4", "GPT-4", None),
        ("DeepSeek-R1", "R1", None),
        ("Llama 2", "Llama 3", "another version"),
        ("Llama 2 7B", "Llama 2 70B", "another size"),
        ("Qwen3-30B-A3B", "Qwen3-30B", "another number of active parameters"),
        ("GPT-4", "GPT-4-0613", "another revision"),
        ("Llama 2 7B", "Llama 2 7B GPTQ", "another quantisation"),
        ("Llama 2 7B", "Llama 2 7B Chat", "another variant"),
        ("GPT-4o", "GPT-4o mini", "another variant"),
    ],
)
def test_two_models_stay_apart_with_a_reason(one: str, other: str, reason: str | None) -> None:
    assert obstacle(one, other) == obstacle(other, one) == reason


def test_an_acronym_that_a_text_gives_for_a_size_joins_no_other_size() -> None:
    records = [
        paper(1, named(MODEL, "KST 7B", "KST 7B", "Kestrel Standard Transformer 13B")),
        paper(2, named(MODEL, "Kestrel Standard Transformer 13B")),
    ]
    found = {entity.id: entity for entity in resolve(records) if entity.members}
    assert len(found) == 2
    assert "Kestrel Standard Transformer 13B" not in found["model/kst-7b"].aliases


def test_what_the_guard_stopped_is_told_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = (lambda _: iter([Link(MODEL, "kestrel|13b", "kestrel|7b", "test")]),)
    monkeypatch.setattr("kg.entities.match.RULES", rule)
    assert links({}) == [Link(MODEL, "kestrel|13b", "kestrel|7b", "test")]
    records = [paper(1, named(MODEL, "Kestrel 7B")), paper(2, named(MODEL, "Kestrel 13B"))]
    found = {entity.id: entity for entity in resolve(records)}
    told = [(each.other, each.rule, each.reason) for each in found["model/kestrel-7b"].rejected]
    assert told == [("model/kestrel-13b", "test", "another size")]
    assert found["model/kestrel-13b"].rejected[0].other == "model/kestrel-7b"
    assert SAME_NAME in {reason.rule for reason in found["model/kestrel-7b"].why}


def test_a_plural_of_another_acronym_is_another_thing() -> None:
    records = [
        paper(1, named(METHOD, "BAP", "BAP", "Blue Anchor Propagation")),
        paper(2, named(METHOD, "BAPs", "BAPs", "Broad Area Proposals")),
    ]
    found = {entity.id: entity for entity in resolve(records)}
    assert [(each.other, each.rule, each.reason) for each in found["method/bap"].rejected] == [
        ("method/baps", "plural", ANOTHER)
    ]


def test_a_plural_that_is_spelled_out_alike_is_one_thing() -> None:
    records = [
        paper(1, named(METHOD, "BAP", "BAP", "Blue Anchor Propagation")),
        paper(2, named(METHOD, "BAPs", "BAPs", "blue anchor propagations")),
    ]
    assert [entity.id for entity in resolve(records)] == ["method/bap"]


def test_a_noun_that_an_acronym_takes_in_is_part_of_the_name() -> None:
    records = [paper(1, named(METHOD, "BlueX network", "BlueX network", "BXN")), paper(2, named(METHOD, "BlueX"))]
    assert len(resolve(records)) == 2
    assert len(resolve([paper(1, named(METHOD, "BlueX network")), paper(2, named(METHOD, "BlueX"))])) == 1

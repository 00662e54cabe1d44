"""What a person calls a thing leads to its entity, or to an error that names the nearest."""

import pytest

from kg.entities.reference import find, nearest, one
from kg.entities.resolve import resolve
from kg.errors import SettingError
from kg.model import Entity, MentionType
from tests.entities.papers import named, paper

MODEL, METHOD, DATASET = MentionType.MODEL, MentionType.METHOD, MentionType.DATASET
ENTITIES = resolve(
    [
        paper(1, named(MODEL, "Llama 2 7B", "LLaMA-2-7B"), named(METHOD, "Parrot")),
        paper(2, named(MODEL, "Parrot"), named(METHOD, "Blue Heron Routing", "BHR")),
        paper(3, named(DATASET, "模型"), named(METHOD, "C++")),
    ]
)


@pytest.mark.parametrize(
    ("reference", "kind", "ids"),
    [
        ("model/llama-2-7b", None, ["model/llama-2-7b"]),
        ("LLaMA-2-7B", None, ["model/llama-2-7b"]),
        ("llama2 7b", None, ["model/llama-2-7b"]),
        ("model/LLaMA 2 (7B)", None, ["model/llama-2-7b"]),
        ("Model/llama-2-7b", None, ["model/llama-2-7b"]),
        ("dataset/llama-2-7b", None, []),
        ("Parrot", None, ["method/parrot", "model/parrot"]),
        ("Parrot", MODEL, ["model/parrot"]),
        ("method/parrot", MODEL, []),
        ("model/Parrot", None, ["model/parrot"]),
        ("BHR", None, ["method/blue-heron-routing"]),
        ("parrot@p01", None, ["method/parrot"]),
        ("model/Parrot@p02", None, ["model/parrot"]),
        ("Parrot@p03", None, []),
        ("@p01", None, []),
        ("模型", None, ["dataset/模型"]),
        ("c++", None, ["method/c++"]),
        ("C", None, []),
        ("", None, []),
        ("?!", None, []),
        ("model/", None, []),
        ("/", None, []),
        ("\udcff", None, []),
    ],
)
def test_a_reference_leads_to_entities(reference: str, kind: MentionType | None, ids: list[str]) -> None:
    assert [each.id for each in find(ENTITIES, reference, kind)] == ids


def test_every_entity_is_found_by_its_id_alone() -> None:
    for each in ENTITIES:
        assert find(ENTITIES, each.id) == (each,)
        assert one(ENTITIES, each.id) is each


def test_a_name_goes_before_another_thing_s_other_spelling() -> None:
    owner = Entity("dataset/heron", DATASET, "Heron")
    other = Entity("dataset/heron-bench", DATASET, "HeronBench", aliases=("Heron",))
    assert one([owner, other], "Heron") is owner
    assert find([owner, other], "Heron") == (owner, other)
    other = Entity("dataset/heron-eye", DATASET, "Heron Eye", members=(("p", "Heron"),))
    assert one([owner, other], "Heron") is owner


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("Parrot", "'Parrot' means several things: name one by its id: method/parrot, model/parrot"),
        ("Lama 2 7B", r"nothing is called 'Lama 2 7B': the nearest are .*\(model/llama-2-7b\)"),
        ("zzzzzzzzzzzz", "nothing is called 'zzzzzzzzzzzz': no name is near"),
        ("\udcff", "nothing is called"),
        ("", "nothing is called ''"),
    ],
)
def test_a_name_that_is_unknown_or_means_several_things_says_so(reference: str, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        one(ENTITIES, reference)


def test_the_nearest_come_likest_first_and_each_once() -> None:
    near = nearest(ENTITIES, ["Llama-2-7C"])
    assert near[0].entity.id == "model/llama-2-7b"
    assert [each.likeness for each in near] == sorted((each.likeness for each in near), reverse=True)
    assert len({each.entity.id for each in near}) == len(near)
    assert nearest(ENTITIES, ["Llama-2-7C"], METHOD) == ()

"""Judgements on a graph's nodes: what is stored, and what can't be judged."""

from pathlib import Path

import pytest
from filelock import FileLock

from kg.entities import decisions
from kg.entities.judgement import judgement
from kg.entities.resolve import resolve
from kg.errors import InputError, SettingError, StoreError
from kg.model import Entity, MentionType
from kg.pipeline import judging
from kg.pipeline.given import stored
from kg.pipeline.judging import judge, take_back
from tests.entities.papers import named, paper

MODEL, METHOD, DATASET = MentionType.MODEL, MentionType.METHOD, MentionType.DATASET
RECORDS = [
    paper(1, named(METHOD, "HALO"), named(MODEL, "Kestrel", "Kestrel", "our raptor")),
    paper(2, named(METHOD, "Halo"), named(MODEL, "Kestrel 7B"), named(DATASET, "Heron")),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    decisions.write(resolve(RECORDS), tmp_path / "entities.jsonl")
    return tmp_path


def test_ids_and_names_are_stored_by_name(folder: Path) -> None:
    found = judge(folder, "model/kestrel", "kestrel 7b", same=False, why="a size")
    assert found.judgement == judgement(MODEL, "Kestrel", "Kestrel 7B", same=False, why="a size")
    assert (found.replaced, found.ids) == (None, ("model/kestrel", "model/kestrel-7b"))
    assert stored(folder) == (found.judgement,)


def test_a_contrary_judgement_replaces_the_older_one(folder: Path) -> None:
    first = judge(folder, "Kestrel", "Kestrel 7B", same=True)
    last = judge(folder, "model/kestrel-7b", "Kestrel", same=False)
    assert last.replaced == first.judgement
    assert stored(folder) == (last.judgement,)


def test_a_spelling_that_is_no_paper_s_name_stands_for_its_node(folder: Path) -> None:
    assert judge(folder, "our raptor", "Kestrel 7B", same=True).judgement.names == ("Kestrel", "Kestrel 7B")


def test_two_names_of_one_node_are_held_apart_as_they_are_written(folder: Path) -> None:
    found = judge(folder, "HALO", "Halo", same=False)
    assert found.ids[0] == found.ids[1]
    assert len([one for one in resolve(RECORDS, judgements=stored(folder)) if one.type is METHOD]) == 2


def test_a_name_that_several_nodes_have_is_stored_by_id(folder: Path) -> None:
    twins = [Entity(f"method/osprey{end}", METHOD, "Osprey", members=((f"p{end}", "Osprey"),)) for end in ("", "~2")]
    decisions.write([*resolve(RECORDS), *twins], folder / "entities.jsonl")
    assert judge(folder, "method/osprey~2", "HALO", same=True).judgement.names == ("HALO", "osprey~2")


@pytest.mark.parametrize("a", ["HALO@p01", "method/halo@p01"])
def test_one_paper_s_use_of_a_name_is_judged_by_itself(folder: Path, a: str) -> None:
    found = judge(folder, a, "Halo@p02", same=False)
    assert (found.judgement.names, found.ids) == (("HALO@p01", "Halo@p02"), ("method/halo", "method/halo"))
    apart = [one.members for one in resolve(RECORDS, judgements=stored(folder)) if one.type is METHOD]
    assert sorted(apart) == [(("p01", "HALO"),), (("p02", "Halo"),)]


@pytest.mark.parametrize(
    ("a", "b", "same", "words"),
    [
        ("Kestrel", "Heron", True, "model/kestrel is a Model, dataset/heron a Dataset: two types"),
        ("Kestrel", "Kestrel", True, "and itself"),
        ("Kestrel", "our raptor", False, "'our raptor' can't be held apart"),
        ("method/halo", "Halo", False, "'method/halo' can't be held apart from the rest of method/halo"),
        ("Kestrell", "HALO", True, r"nothing is called 'Kestrell': the nearest are Kestrel \(model/kestrel\)"),
    ],
)
def test_what_cannot_be_judged_says_why(folder: Path, a: str, b: str, same: bool, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        judge(folder, a, b, same=same)
    assert stored(folder) == ()


def test_a_type_narrows_the_names(folder: Path) -> None:
    entities = [*resolve(RECORDS), Entity("dataset/kestrel", DATASET, "Kestrel", members=(("p09", "Kestrel"),))]
    decisions.write(entities, folder / "entities.jsonl")
    with pytest.raises(SettingError, match="dataset/kestrel, model/kestrel"):
        judge(folder, "Kestrel", "Heron", same=True)
    assert judge(folder, "Kestrel", "Heron", same=True, kind=DATASET).ids == ("dataset/kestrel", "dataset/heron")


def test_a_judgement_is_taken_back(folder: Path) -> None:
    made = judge(folder, "Kestrel", "Kestrel 7B", same=True).judgement
    with pytest.raises(SettingError, match="no judgement on 'Kestrel' and 'HALO'"):
        take_back(folder, "Kestrel", "HALO")
    assert take_back(folder, "kestrel-7b", "model/kestrel") == (made,)
    assert stored(folder) == ()


def test_a_folder_without_decisions_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none holds no graph"):
        judge(tmp_path / "none", "A", "B", same=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_being_built_takes_no_judgement(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.01)
    with FileLock(folder / ".lock"), pytest.raises(StoreError, match="another process"):
        judge(folder, "Kestrel", "Kestrel 7B", same=True)


def test_names_of_one_key_that_are_two_things_are_stored_by_id(folder: Path) -> None:
    entities = [
        Entity("model/o3", MODEL, "o3", members=(("p01", "o3"),)),
        Entity("model/o3~unlearning", MODEL, "O3", members=(("p02", "O3"),)),
    ]
    decisions.write(entities, folder / "entities.jsonl")
    made = judge(folder, "model/o3", "model/o3~unlearning", same=True).judgement
    assert made.names == ("o3", "o3~unlearning")

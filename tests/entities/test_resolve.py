"""Resolution: one thing, one id, whatever the order of papers; sizes, versions and variants never in one node."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.block import OwnKeys
from kg.entities.judgement import Judgement
from kg.entities.resolve import _layer, assign, resolve
from kg.entities.rules import JUDGEMENT, SAME_NAME, SERIES, TERM_LIST, score
from kg.errors import SettingError
from kg.model import Document, Entity, Mention, MentionType, PaperEntity, Reason, Record
from kg.values.model_name import canonical, parse
from tests.entities.papers import named, paper, papers

MODEL, DATASET, METHOD, HARDWARE = MentionType.MODEL, MentionType.DATASET, MentionType.METHOD, MentionType.HARDWARE
CASES = Path(__file__).parent.parent / "cases"
SPELLINGS = [
    spelling
    for line in (CASES / "model_names.jsonl").read_text(encoding="utf-8").splitlines()
    for row in [json.loads(line)]
    for spelling in (row["canonical"], *row["spellings"])
]


def by_id(records: list[Record], **options: Any) -> dict[str, Entity]:
    return {entity.id: entity for entity in resolve(records, **options)}


def test_spellings_over_papers_are_one_node_with_all_of_them_as_aliases() -> None:
    found = by_id(papers(MODEL, "Llama-2-7b-chat-hf", "LLaMA 2 7B Chat", "Llama 2-Chat (7B)"))
    entity = found["model/llama-2-7b-chat"]
    assert entity.name == "Llama 2 7B Chat"
    assert entity.aliases == ("LLaMA 2 7B Chat", "Llama 2-Chat (7B)", "Llama-2-7b-chat-hf")
    assert entity.members == (("p00", "Llama-2-7b-chat-hf"), ("p01", "LLaMA 2 7B Chat"), ("p02", "Llama 2-Chat (7B)"))
    assert (entity.size, entity.series) == (7_000_000_000, "model/llama-2")


@pytest.mark.parametrize(
    ("kind", "spelling", "node"),
    [
        (DATASET, "GSM8k", "dataset/gsm8k"),
        (HARDWARE, "NVIDIA A100-80GB", "hardware/a100"),
        (MentionType.ORGANIZATION, "OpenAI's", "organization/openai"),
        (METHOD, "Low-Rank Adaptation", "method/lora"),
        (DATASET, "The Pile", "dataset/the-pile"),
    ],
)
def test_ids_are_type_and_name(kind: MentionType, spelling: str, node: str) -> None:
    assert [entity.id for entity in resolve(papers(kind, spelling))] == [node]


def test_one_name_with_two_types_is_two_nodes() -> None:
    found = resolve([paper(1, named(MODEL, "Kestrel"), named(METHOD, "Kestrel"))])
    assert [entity.id for entity in found] == ["method/kestrel", "model/kestrel"]


def test_a_series_is_there_even_where_no_paper_names_it_alone() -> None:
    found = by_id(papers(MODEL, "Llama-2-7B", "Llama 2 13B"))
    assert found["model/llama-2-7b"].series == found["model/llama-2-13b"].series == "model/llama-2"
    assert found["model/llama-2"].members == ()
    assert [(reason.spelling, reason.rule) for reason in found["model/llama-2"].why] == [("Llama 2", SERIES)]


def test_the_series_that_a_paper_names_is_the_target() -> None:
    found = by_id(papers(MODEL, "Gemma-2B", "gemma", "Gemma 2 2B", "Gemma2"))
    assert found["model/gemma-2b"].series == "model/gemma"
    assert found["model/gemma-2-2b"].series == "model/gemma-2"
    assert found["model/gemma"].members == (("p01", "gemma"),)


def test_a_series_named_by_extraction_counts_where_it_is_a_node() -> None:
    records = [
        paper(1, named(MODEL, "Heron One", family="Heron"), named(MODEL, "Heron"), named(MODEL, "Ibis", family="Bird"))
    ]
    found = by_id(records)
    assert found["model/heron-one"].series == "model/heron"
    assert found["model/ibis"].series is None


def test_no_model_is_its_own_series() -> None:
    found = by_id([paper(1, named(MODEL, "Heron", family="Ibis"), named(MODEL, "Ibis", family="Heron"))])
    assert [entity.series for entity in found.values()].count(None) == 1


def test_every_spelling_has_the_rule_that_joined_it() -> None:
    found = by_id(papers(METHOD, "LoRA", "Low-Rank Adaptation", "LORA"))
    assert [(reason.spelling, reason.rule) for reason in found["method/lora"].why] == [
        ("LORA", SAME_NAME),
        ("LoRA", SAME_NAME),
        ("Low-Rank Adaptation", TERM_LIST),
    ]
    assert all(reason.score == score(reason.rule) for reason in found["method/lora"].why)


def test_a_long_form_alone_joins_the_acronym_of_another_paper() -> None:
    records = [
        paper(1, named(DATASET, "BHQ", "Blue Heron Questions", "BHQ")),
        paper(2, named(DATASET, "Blue Heron Questions")),
        paper(3, named(DATASET, "BHQ")),
    ]
    (entity,) = resolve(records)
    assert (entity.id, len(entity.members)) == ("dataset/bhq", 3)


def test_names_that_share_a_slug_but_no_key_have_distinct_ids() -> None:
    found = resolve(papers(METHOD, "Heron A/B", "Heron A.B", "Heron 1", "Heron~1"))
    assert len({entity.id for entity in found}) == len(found)
    kept = resolve([*papers(DATASET, "X 2.", "X v2")])
    assert len({entity.id for entity in kept}) == len(kept)


def test_a_spelling_that_names_several_models_is_no_alias_of_one() -> None:
    found = by_id([paper(1, named(MODEL, "Gemma 2B", "Gemma-2B/7B"), named(MODEL, "Gemma 7B", "Gemma-2B/7B"))])
    assert found["model/gemma-2b"].aliases == ()


def test_a_surface_that_is_another_entity_s_name_is_no_alias() -> None:
    records = [paper(1, named(MODEL, "Claude 3 Opus", "Claude 3 Opus", "Claude")), *papers(MODEL, "Claude")]
    assert "Claude" not in by_id(records)["model/claude-3-opus"].aliases


def test_a_spelling_that_names_several_devices_is_no_alias_of_one() -> None:
    records = [
        paper(1, named(HARDWARE, "Intel CPU", "Intel and AMD CPUs"), named(HARDWARE, "AMD CPU", "Intel and AMD CPUs"))
    ]
    assert [entity.aliases for entity in resolve(records)] == [(), ()]


def test_a_spelling_that_a_list_gives_to_another_thing_is_no_alias_though_nobody_names_that() -> None:
    (entity,) = resolve([paper(1, named(HARDWARE, "TPU v4", "TPU v4 chips", "TPU Pods"))])
    assert (entity.id, entity.aliases) == ("hardware/tpu-v4", ("TPU v4 chips",))


def test_hardware_has_its_vendor() -> None:
    assert by_id(papers(HARDWARE, "NVIDIA A100"))["hardware/a100"].vendor == "NVIDIA"


def test_a_judgement_joins_what_no_rule_would() -> None:
    judgements = [Judgement("method/Kestrel", "method/Falco", same=True)]
    (entity,) = resolve(papers(METHOD, "Kestrel", "Falco"), judgements=judgements)
    assert Reason("Kestrel", JUDGEMENT, 1.0) in entity.why


def test_a_judgement_parts_what_a_rule_would_join() -> None:
    records = papers(METHOD, "Kestrel-Net", "Kestrel-Nets")
    assert len(resolve(records)) == 1
    apart = [Judgement("method/Kestrel-Net", "method/Kestrel-Nets", same=False)]
    assert len(resolve(records, judgements=apart)) == 2


def test_a_judgement_parts_two_spellings_of_one_key() -> None:
    records = papers(METHOD, "HALO", "Halo")
    apart = [Judgement("method/HALO", "method/Halo", same=False)]
    found = resolve(records, judgements=apart)
    assert {entity.id: entity.members for entity in found} == {
        "method/halo": (("p00", "HALO"),),
        "method/halo~paper-1": (("p01", "Halo"),),
    }


def test_a_judgement_takes_ids_too() -> None:
    judgements = [Judgement("model/llama-2-7b", "model/kestrel", same=True)]
    assert len([e for e in resolve(papers(MODEL, "LLaMA-2 7B", "Kestrel"), judgements=judgements) if e.members]) == 1


@pytest.mark.parametrize(("a", "b"), [("model/A", "dataset/A"), ("A", "B"), ("paper/A", "paper/B")])
def test_a_judgement_needs_one_type(a: str, b: str) -> None:
    with pytest.raises(SettingError, match="one and the same type"):
        resolve([], judgements=[Judgement(a, b, same=True)])


def test_assignment_gives_every_entity_its_node_and_changes_nothing_else() -> None:
    records = [paper(1, named(MODEL, "GPT4"), named(DATASET, "GSM8k")), paper(2, named(MODEL, "GPT-4"))]
    assigned = list(assign(records, resolve(records)))
    assert [[entity.node for entity in record.entities] for record in assigned] == [
        ["model/gpt-4", "dataset/gsm8k"],
        ["model/gpt-4"],
    ]
    assert [record.document for record in assigned] == [record.document for record in records]


some_names = st.lists(st.tuples(st.sampled_from([MODEL, METHOD]), st.sampled_from(SPELLINGS)), min_size=1, max_size=12)


@given(some_names, st.randoms(use_true_random=False))
def test_the_order_of_papers_makes_no_difference(names: list[tuple[MentionType, str]], random: Any) -> None:
    records = [paper(number, named(*name)) for number, name in enumerate(names)]
    shuffled = random.sample(records, len(records))
    assert resolve(shuffled) == resolve(records)


spelled_out = st.lists(
    st.sampled_from(
        [
            ("BHR", ("BHR", "Blue Heron Routing")),
            ("BHR", ("BHR", "Bounded Hessian Rescaling")),
            ("Blue Heron Routing", ("Blue Heron Routing", "BHR")),
            ("Blue Heron Routing", ("Blue Heron Routing",)),
            ("Bounded Hessian Rescaling", ("Bounded Hessian Rescaling",)),
            ("bounded hessian rescalings", ("bounded hessian rescalings",)),
            ("BHR", ("BHR",)),
            ("BHRs", ("BHRs",)),
            ("BHR training", ("BHR training",)),
            ("RLHF", ("RLHF", "Reward Learning by Human Fellows")),
            ("RLHF", ("RLHF",)),
        ]
    ),
    min_size=1,
    max_size=10,
)


@given(spelled_out, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_papers_makes_no_difference_to_acronyms_either(
    names: list[tuple[str, tuple[str, ...]]], random: Any, same: bool
) -> None:
    records = [paper(number, named(METHOD, name, *surfaces)) for number, (name, surfaces) in enumerate(names)]
    judgements = [Judgement("method/BHR", "method/Blue Heron Routing", same=same)]
    found = resolve(records, judgements=judgements)
    assert resolve(random.sample(records, len(records)), judgements=judgements) == found
    assert sum(len(entity.members) for entity in found) == len(records)


@given(some_names)
def test_every_mention_has_just_one_node_and_ids_are_unique(names: list[tuple[MentionType, str]]) -> None:
    records = [paper(number, named(*name)) for number, name in enumerate(names)]
    found = resolve(records)
    assert len({entity.id for entity in found}) == len(found)
    assert sum(len(entity.members) for entity in found) == len(records)
    assert all(entity.node for record in assign(records, found) for entity in record.entities)


@given(some_names)
def test_two_sizes_are_never_one_node_and_resolved_names_resolve_to_themselves(
    names: list[tuple[MentionType, str]],
) -> None:
    found = resolve([paper(number, named(MODEL, name)) for number, (_, name) in enumerate(names)])
    for entity in found:
        assert len({parse(name).size for _, name in entity.members}) <= 1
    again = resolve([paper(number, named(MODEL, entity.name)) for number, entity in enumerate(found)])
    assert {entity.id for entity in again} == {entity.id for entity in found}


def gold_records(folder: Path) -> list[Record]:
    """The gold papers, with models named as the grammar reads their first surface, the rest as first written."""
    records = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            entities = {}
            for gold in row["entities"]:
                kind = MentionType(gold["type"])
                name = canonical(gold["surfaces"][0]) if kind is MODEL else gold["surfaces"][0]
                name = gold["canonical"] if (kind, name) in entities else name
                mentions = tuple(Mention(kind, 0, 0, surface, 1.0, "gold") for surface in gold["surfaces"])
                entities[kind, name] = PaperEntity(kind, name, mentions)
            records.append(Record(Document(str(row["id"]), row["title"], ""), tuple(entities.values())))
    return records


@pytest.mark.shared
def test_no_node_of_the_gold_papers_holds_two_sizes(shared: Path) -> None:
    for entity in resolve(gold_records(shared / "gold")):
        if entity.type is MODEL:
            assert len({parse(name).size for _, name in entity.members}) <= 1, entity


def test_a_list_s_name_for_a_spelling_that_is_judged_apart_does_not_take_it_along() -> None:
    records = [
        paper(1, named(METHOD, "ReAct", "REACT")),
        paper(2, named(METHOD, "ReAct")),
        paper(3, named(METHOD, "ReAct", "ReACT")),
    ]
    judged = Judgement("method/REACT", "method/ReAct", same=False)
    found = {tuple(document for document, _ in entity.members) for entity in resolve(records, judgements=[judged])}
    assert found == {("p01",), ("p02", "p03")}


def test_what_is_said_to_be_one_goes_by_the_listed_name_or_the_commoner_one() -> None:
    said = [Judgement("method/Kestrel", "method/LoRA", same=True), Judgement("method/Abel", "method/Zeno", same=True)]
    found = {
        entity.id: entity
        for entity in resolve(papers(METHOD, "Kestrel", "LoRA", "Abel", "Zeno", "Zeno"), judgements=said)
    }
    assert sorted(found) == ["method/lora", "method/zeno"]
    assert Reason("Abel", JUDGEMENT, 1.0) in found["method/zeno"].why


def test_a_judgement_on_series_that_no_paper_names_makes_them_one() -> None:
    records = papers(MODEL, "Kestrel-7B", "Kestrel-13B", "Falco-7B", "Falco-13B")
    judged = [Judgement("model/kestrel", "model/falco", same=True)]
    found = {entity.id: entity for entity in resolve(records, judgements=judged)}
    assert len({found[f"model/{name}-7b"].series for name in ("kestrel", "falco")}) == 1
    assert len([entity for entity in found.values() if not entity.members]) == 1


def test_a_sense_may_follow_a_name_that_ends_in_a_digit() -> None:
    judged = [Judgement("model/o3", "model/o3~practical-unlearning", same=True)]
    assert resolve(papers(MODEL, "o3"), judgements=judged)
    layer = _layer("judgement", judged, OwnKeys({}, {}), frozenset())
    assert {layer.same[0].a, layer.same[0].b} == {"o3", "o3~practical-unlearning"}

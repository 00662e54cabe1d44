"""Senses: an acronym that a text spells out otherwise than is usual is another thing."""

import pytest

from kg.entities.block import gather
from kg.entities.keys import key
from kg.entities.known import known
from kg.entities.resolve import resolve
from kg.entities.rules import SPELLED_OUT, score
from kg.entities.senses import LongForm, is_acronym, is_spelled_by, long_form, other_senses, similar
from kg.model import MentionType, Reason
from kg.terms import terms
from tests.entities.papers import named, paper, papers

DATASET, METHOD, MODEL = MentionType.DATASET, MentionType.METHOD, MentionType.MODEL


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("MMLU", "Massive Multitask Language Understanding", True),
        ("LoRA", "Low-Rank Adaptation", True),
        ("RAG", "retrieval-augmented generation", True),
        ("RAG", "augmented retrieval generation", False),
        ("EM", "Expectation-Maximization", True),
        ("CLIP", "Contrastive Language-Image Pre-training", True),
        ("Claude", "Claude 3 Opus", False),
        ("GPT", "Massive Multitask Language Understanding", False),
        ("Pile", "The Pile", False),
        ("a b", "alpha beta", False),
        ("", "alpha beta", False),
    ],
)
def test_an_acronym_s_letters_stand_in_the_long_form_in_order(short: str, long: str, *, expected: bool) -> None:
    assert is_acronym(short, long) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("RL from Human Feedback", "Reinforcement Learning from Human Feedback", True),
        ("Graph RAG", "Graph Retrieval-Augmented Generation", True),
        ("Graph Neural Networks", "Graph Neural Network", True),
        ("Coupled Variational Autoencoder", "Conditional Variational Autoencoder", False),
        ("Reinforcement Fine-Tuning", "Rejection-sampling Fine-Tuning", False),
        ("Ranked Fine-Tuning", "Retrieval-Augmented Fine-Tuning", False),
        ("", "Graph Neural Network", False),
    ],
)
def test_long_forms_are_alike_in_the_same_words(one: str, other: str, *, expected: bool) -> None:
    assert similar(one, other) == similar(other, one) == expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("LoRA", "Low-Rank Adaptation", True),
        ("SMOTE", "Synthetic Minority Over-sampling TEchnique", True),
        ("GraphRAG", "Graph Retrieval-Augmented Generation", True),
        ("BLSTM", "Bidirectional LSTM", True),
        ("MLC-SLM", "Multilingual Conversational Speech and Language Model", True),
        ("VSSM", "Visual State Space Model", True),
        ("RORL", "Reinforcement Learning", False),
        ("LSTM", "Short-Term Memory", False),
        ("EM", "Expectation Maximization Inference", False),
        ("AAAAAAAAAAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaaaaaaaaaa b aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaa", False),
    ],
)
def test_a_long_form_gives_the_first_letters_of_its_words(short: str, long: str, *, expected: bool) -> None:
    assert is_spelled_by(short, long) == expected


def test_a_long_form_that_gives_letters_from_anywhere_joins_no_other_paper_s_use_of_its_words() -> None:
    records = [
        paper(1, named(METHOD, "RORL", "RORL", "Reinforcement Learning")),
        paper(2, named(METHOD, "Reinforcement Learning")),
    ]
    assert len(resolve(records)) == 2


def test_the_long_form_is_the_paper_s_own_and_by_words_where_one_is() -> None:
    entity = named(METHOD, "BHR", "BHR", "Broad Hierarchy", "Blue Heron Routing")
    assert long_form(entity) == LongForm("bhr", "Blue Heron Routing", by_words=True, within=0)


def test_an_acronym_of_another_name_says_nothing_of_this_one() -> None:
    assert long_form(named(METHOD, "4DBH", "4DBH", "BH", "Blue Heron")) is None
    assert long_form(named(METHOD, "Kestrel")) is None


def test_the_meaning_that_most_papers_give_is_the_usual_one() -> None:
    stated = {(METHOD, "bhr"): {"Blue Heron Routing": 2, "blue heron routings": 1, "Bounded Hessian Rescaling": 2}}
    assert other_senses(stated) == {((METHOD, "bhr"), "Bounded Hessian Rescaling"): "boundedhessianrescaling"}


def test_the_listed_meaning_is_the_usual_one_however_few_papers_give_it() -> None:
    own = key(METHOD, "RLHF")
    assert known(METHOD)[own].name == "RLHF"
    stated = {(METHOD, own): {"Reward Learning by Human Fellows": 9, "Reinforcement Learning from Human Feedback": 1}}
    assert other_senses(stated) == {((METHOD, own), "Reward Learning by Human Fellows"): "rewardlearningbyhumanfellows"}


def test_a_compound_of_two_words_is_no_meaning_of_itself() -> None:
    records = [paper(1, named(MODEL, "ResNet", "ResNet", "Residual networks")), paper(2, named(MODEL, "ResNet"))]
    assert [entity.id for entity in resolve(records)] == ["model/resnet"]


def test_a_list_s_name_for_an_acronym_that_the_text_spells_out_otherwise_is_not_the_thing() -> None:
    records = [
        paper(1, named(DATASET, "LiveCodeBench", "LongCodeBench", "LCB")),
        paper(2, named(DATASET, "LiveCodeBench")),
    ]
    assert [entity.id for entity in resolve(records)] == ["dataset/livecodebench", "dataset/longcodebench"]


def test_two_meanings_of_one_acronym_are_two_nodes() -> None:
    records = [
        paper(1, named(METHOD, "BHR", "BHR", "Blue Heron Routing")),
        paper(2, named(METHOD, "BHR", "BHR", "Bounded Hessian Rescaling")),
        paper(3, named(METHOD, "Bounded Hessian Rescaling")),
        paper(4, named(METHOD, "Blue Heron Routing")),
        paper(5, named(METHOD, "BHR")),
    ]
    assert {entity.id: [document for document, _ in entity.members] for entity in resolve(records)} == {
        "method/bhr": ["p01", "p04", "p05"],
        "method/bounded-hessian-rescaling": ["p02", "p03"],
    }


def test_a_name_with_another_meaning_says_why_it_is_an_alias() -> None:
    records = [
        paper(1, named(METHOD, "RLHF")),
        paper(2, named(METHOD, "RLHF", "RLHF", "Reward Learning by Human Fellows")),
    ]
    other = next(entity for entity in resolve(records) if entity.id == "method/reward-learning-by-human-fellows")
    assert other.members == (("p02", "RLHF"),)
    assert Reason("RLHF", SPELLED_OUT, score(SPELLED_OUT)) in other.why
    assert "RLHF" in other.aliases


def test_blocks_hold_every_entity_once() -> None:
    records = [*papers(METHOD, "LoRA", "LORA", "Kestrel"), paper(9, named(METHOD, "BHR", "BHR", "Blue Heron Routing"))]
    blocks = gather(records)
    assert sorted(name for block in blocks.values() for _, name in block.members) == ["BHR", "Kestrel", "LORA", "LoRA"]


@pytest.mark.parametrize("kind", [DATASET, METHOD])
def test_a_number_behind_a_listed_name_is_a_version_whatever_the_list_says(kind: MentionType) -> None:
    names = {key(kind, term.name) for term in terms(kind)}
    for spelled, term in known(kind).items():
        own = key(kind, term.name)
        assert spelled in names or not (spelled.startswith(own) and spelled[len(own) :].isdigit())

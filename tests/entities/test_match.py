"""Links: each rule joins what it is for, and holds back where it cannot be sure."""

from collections.abc import Iterable

import pytest

from kg.entities.block import gather
from kg.entities.keys import key
from kg.entities.known import known
from kg.entities.link import Link
from kg.entities.match import acronyms, links, listed, makers, nouns, plurals, stemmed, word_forms
from kg.model import ENTITY_TYPES, MentionType, Record
from kg.terms import terms
from tests.entities.papers import named, paper, papers

DATASET, METHOD, MODEL = MentionType.DATASET, MentionType.METHOD, MentionType.MODEL


def joined(rule_links: Iterable[Link]) -> list[tuple[str, str]]:
    return [(link.a, link.b) for link in rule_links]


def test_a_listed_alias_gives_way_to_the_listed_name() -> None:
    alias = next(term for term in terms(METHOD) if term.name == "LoRA").aliases[0]
    assert list(listed(gather(papers(METHOD, alias)))) == [Link(METHOD, key(METHOD, alias), "lora", "term list")]


@pytest.mark.parametrize("kind", ENTITY_TYPES)
def test_every_listed_name_is_known_by_its_own_key(kind: MentionType) -> None:
    names = {key(kind, term.name) for term in terms(kind)}
    assert names
    assert {key(kind, known(kind)[name].name) for name in names} == names


def test_a_listed_alias_never_joins_two_sizes() -> None:
    for spelled, term in known(MODEL).items():
        sized = [part for part in spelled.split("|") if part[0].isdigit() and part[-1] in "bm"]
        assert sized == [part for part in key(MODEL, term.name).split("|") if part[0].isdigit() and part[-1] in "bm"]


def long_and_short(long: str, short: str) -> list[Record]:
    return [paper(1, named(METHOD, short, f"{long}", short)), paper(2, named(METHOD, long))]


def test_a_long_form_joins_the_acronym_that_another_paper_gives_it() -> None:
    found = list(acronyms(gather(long_and_short("Blue Heron Routing", "BHR"))))
    assert found == [Link(METHOD, "blueheronrouting", "bhr", "acronym")]


def test_a_long_form_with_two_acronyms_joins_neither() -> None:
    other = paper(3, named(METHOD, "BlHR", "Blue Heron Routing", "BlHR"))
    assert list(acronyms(gather([*long_and_short("Blue Heron Routing", "BHR"), other]))) == []


def test_a_long_form_that_is_the_name_joins_its_acronym_too() -> None:
    records = [paper(1, named(METHOD, "Blue Heron Routing", "Blue Heron Routing", "BHR")), *papers(METHOD, "BHR")]
    assert list(acronyms(gather(records))) == [Link(METHOD, "blueheronrouting", "bhr", "acronym")]


def test_a_plural_joins_its_singular_where_both_are_there() -> None:
    assert joined(plurals(gather(papers(METHOD, "Kestrel-Net", "Kestrel-Nets")))) == [("kestrelnets", "kestrelnet")]
    assert list(plurals(gather(papers(METHOD, "Kestrel-Nets")))) == []
    assert list(plurals(gather(papers(METHOD, "Pres", "Press", "TPU v4 chips", "TPU")))) == []


def test_a_plural_of_a_word_is_none_of_an_acronym() -> None:
    assert list(plurals(gather(papers(METHOD, "Parts", "PART")))) == []


@pytest.mark.parametrize(
    "names", [("Meta Pseudo Labels", "Pseudo-Label"), ("Google Search", "Search"), ("IBM Cloud", "Cloud")]
)
def test_a_common_noun_behind_a_maker_is_not_the_maker_s(names: tuple[str, str]) -> None:
    assert list(makers(gather(papers(METHOD, *names)))) == []


def test_a_common_noun_before_a_noun_stays() -> None:
    assert list(nouns(gather(papers(METHOD, "Sparse training", "Sparse", "Diffusion models", "Diffusion")))) == []


def test_a_maker_before_a_name_is_dropped_where_the_bare_name_is_there() -> None:
    found = list(makers(gather(papers(DATASET, "Mozilla Common Voice", "Common Voice"))))
    assert joined(found) == [("mozillacommonvoice", "commonvoice")]


def test_products_of_two_makers_stay_apart() -> None:
    assert list(makers(gather(papers(MODEL, "GitHub Copilot", "Microsoft Copilot", "Copilot")))) == []


def test_a_noun_behind_a_method_is_dropped_where_the_bare_name_is_there() -> None:
    found = list(nouns(gather(papers(METHOD, "KestrelX prompting", "KestrelX", "HeronX prompting"))))
    assert joined(found) == [("kestrelxprompting", "kestrelx")]


def test_inflected_words_meet_and_single_words_are_left_alone() -> None:
    names = (
        "rotary position embedding",
        "Rotary Positional Embeddings",
        "Higher-Order",
        "High-Order",
        "Role-Play X",
        "Role-Play X+",
    )
    found = joined(word_forms(gather(papers(METHOD, *names))))
    assert found == [("rotarypositionembedding", "rotarypositionalembeddings")]
    assert stemmed("Low-Ranked") is None
    assert stemmed("reinforcement learning from human feedback") == stemmed("RL from Human Feedback")


def test_the_surest_rule_comes_first() -> None:
    records = papers(METHOD, "Low-Rank Adaptation", "Kestrel-Net", "Kestrel-Nets")
    assert [link.rule for link in links(gather(records))] == ["term list", "plural"]

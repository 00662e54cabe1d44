"""Whose a stated number is, with an encoder's hints: they can change an owner, not one in a name, and take doubts."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.best import SHIPPED
from kg.facts.numbers import LEAST, Numbers, read, table
from kg.facts.owners import BY_HINT
from kg.facts.parameters import ParameterFacts
from kg.facts.tokens import TokenFacts
from kg.model import ENTITY_TYPES, Hints, MentionType, ParameterFact, Reading, Relation, TokenFact
from kg.nlp import Prose
from tests.support.value_facts import with_combined_values

HINTED = read(SHIPPED / "numbers.tsv")
Told = Mapping[str | None, float]
"""Owner's canonical name, None for nobody → the encoder's log-odds that any number is its."""


def paper(text: str, *entities: tuple[str, str, bool]) -> tuple[Prose, Reading]:
    listed = [{"type": kind, "canonical": name, "surfaces": [name], "introduced": new} for kind, name, new in entities]
    return with_combined_values({"id": "x", "title": "T", "abstract": text, "entities": listed})


def hinted(reading: Reading, told: Told) -> Reading:
    """The reading with hints that say the same of every number."""
    spans = [[(m.start, m.end) for m in entity.mentions] for entity in reading.entities]
    spans += [[(value.start, value.end)] for value in reading.values]
    names = {span: number for number, own in enumerate(spans) for span in own}
    owners = {entity.canonical: names[entity.mentions[0].start, entity.mentions[0].end] for entity in reading.entities}
    heads = {Hints.PAPER if name is None else owners[name]: strength for name, strength in told.items()}
    nothing = (-5.0,) * len(Relation)
    relations = {
        (head, names[value.start, value.end]): (*nothing, strength, strength)
        for head, strength in heads.items()
        for value in reading.values
    }
    return replace(reading, hints=Hints(names, {}, {}, relations))


BLOOM = ("Model", "BLOOM", True)
GALACTICA = ("Model", "Galactica", True)
OPEN = "We compare Galactica with BLOOM. There are versions of 176B parameters."


def parameters(
    text: str, told: Told, *entities: tuple[str, str, bool], numbers: Numbers = HINTED
) -> list[ParameterFact]:
    prose, reading = paper(text, *entities)
    return list(ParameterFacts(numbers).extract(prose, hinted(reading, told)))


def test_an_owner_that_no_rule_finds_is_taken_from_hints() -> None:
    prose, reading = paper(OPEN, BLOOM, GALACTICA)
    (ruled,) = ParameterFacts().extract(prose, reading)
    (fact,) = parameters(OPEN, {"BLOOM": 6.0, "Galactica": -6.0, None: -6.0}, BLOOM, GALACTICA)
    assert (ruled.of, fact.of) == (None, "BLOOM")
    assert fact.evidence.rule.endswith(f"/{BY_HINT}")
    assert fact.evidence.confidence > 0.5


def test_hints_that_agree_make_a_rule_surer() -> None:
    text = "We present BLOOM, a 176B-parameter language model."
    (sure,) = parameters(text, {"BLOOM": 6.0, None: -6.0}, BLOOM)
    (unsure,) = parameters(text, {"BLOOM": -3.0, None: -1.0}, BLOOM)
    assert sure.of == unsure.of == "BLOOM"
    assert sure.evidence.rule.endswith("/apposed")
    assert sure.evidence.confidence > unsure.evidence.confidence


def test_a_number_in_a_name_is_the_names_whatever_hints_say() -> None:
    model = ("Model", "Falcon-40B", False)
    (fact,) = parameters("We test Falcon-40B and BLOOM.", {"BLOOM": 8.0, "Falcon-40B": -8.0}, model, BLOOM)
    assert (fact.of, fact.amount.value) == ("Falcon-40B", 40 * 10**9)


def test_a_number_in_an_unsure_name_is_unsure() -> None:
    prose, reading = paper("We test Falcon-40B.", ("Model", "Falcon-40B", False))
    (entity,) = reading.entities
    doubtful = replace(entity, mentions=tuple(replace(mention, confidence=0.8) for mention in entity.mentions))
    found = [
        fact.evidence.confidence
        for own in (reading, replace(reading, entities=(doubtful,)))
        for fact in ParameterFacts(HINTED).extract(prose, hinted(own, {}))
    ]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 2


def test_what_most_likely_is_nobodys_fact_is_left_out() -> None:
    never = replace(HINTED, weights={**HINTED.weights, "wrong": 20.0})
    prose, reading = paper(OPEN, BLOOM, GALACTICA)
    told = hinted(reading, {"BLOOM": 1.0, None: 1.0})
    assert list(ParameterFacts(HINTED).extract(prose, told))
    assert not list(ParameterFacts(never).extract(prose, told))


def test_owners_that_one_rule_names_together_stay_together() -> None:
    text = "We need far less than the 2 trillion tokens used by Galactica and BLOOM."
    prose, reading = paper(text, BLOOM, GALACTICA)
    found = list(TokenFacts(HINTED).extract(prose, hinted(reading, {"BLOOM": 2.0, "Galactica": -2.0, None: -2.0})))
    assert [fact.of for fact in found] == ["Galactica", "BLOOM"]


def test_only_models_and_datasets_own_tokens_and_only_models_parameters() -> None:
    text = "OLMo and Dolma were made with Tango. In all 3T tokens, and 7B parameters."
    entities = (("Model", "OLMo", False), ("Dataset", "Dolma", False), ("Method", "Tango", False))
    prose, reading = paper(text, *entities)
    told = hinted(reading, {"Tango": 8.0, "Dolma": 5.0, "OLMo": 1.0, None: -8.0})
    assert [fact.of for fact in TokenFacts(HINTED).extract(prose, told)] == ["Dolma"]
    assert "Dolma" not in [fact.of for fact in ParameterFacts(HINTED).extract(prose, told)]
    assert "Tango" not in [fact.of for fact in ParameterFacts(HINTED).extract(prose, told)]


@pytest.mark.parametrize("numbers", [Numbers(), table()])
def test_without_weights_the_rules_decide_and_are_as_sure_as_they_are_right(numbers: Numbers) -> None:
    prose, reading = paper(OPEN, BLOOM, GALACTICA)
    told = hinted(reading, {"BLOOM": 8.0, None: -8.0})
    found = list(ParameterFacts(numbers).extract(prose, told))
    assert [(fact.of, fact.evidence.confidence) for fact in found] == [(None, numbers.share("no-model"))]


PIECES = ["Galactica", "BLOOM", "C4", "7B", "(125M)", "1T tokens", "with 3B parameters", "We train", ".", ", a", "and"]
ENTITIES = (BLOOM, GALACTICA, ("Dataset", "C4", False))
STRENGTH = st.floats(-20, 20, allow_nan=False)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join), st.tuples(*[STRENGTH] * 4))
def test_any_hints_give_facts_of_the_papers_entities(text: str, strengths: tuple[float, ...]) -> None:
    prose, reading = paper(text, *ENTITIES)
    known = [entity.canonical for entity in reading.entities if entity.type in ENTITY_TYPES]
    told = hinted(reading, dict(zip([None, *known], strengths, strict=False)))
    for extractor in (ParameterFacts(HINTED), TokenFacts(HINTED)):
        found: list[ParameterFact | TokenFact] = list(extractor.extract(prose, told))
        assert len({(fact.amount, fact.of) for fact in found}) == len(found)
        for fact in found:
            assert fact.of is None or fact.of in known
            assert LEAST <= fact.evidence.confidence <= 1
    kinds = {entity.canonical: entity.type for entity in reading.entities}
    owners = [fact.of for fact in ParameterFacts(HINTED).extract(prose, told) if fact.of]
    assert all(kinds[name] is MentionType.MODEL for name in owners)

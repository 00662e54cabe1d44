"""Why a thing is as it is: its spellings with papers and rules, its family, and what it isn't."""

import pytest

from kg.entities.explain import ANOTHER_TYPE, CANDIDATES, Explanation, Spelled, explain
from kg.entities.judgement import judgement
from kg.entities.resolve import resolve
from kg.entities.rules import JUDGEMENT, RULES, SAME_NAME
from kg.errors import SettingError
from kg.model import MentionType
from tests.entities.papers import named, paper

MODEL, METHOD, DATASET = MentionType.MODEL, MentionType.METHOD, MentionType.DATASET
RECORDS = [
    paper(1, named(MODEL, "Llama 2 7B", "Llama-2-7B", "Llama-2-7B", "LLaMA2 (7B)"), named(METHOD, "Llama 2 tuning")),
    paper(2, named(MODEL, "Llama 2 7B", "Llama-2-7B"), named(MODEL, "Llama 2 70B"), named(DATASET, "Llama-2-7")),
    paper(3, named(MODEL, "Llama 2", "Llama 2"), named(METHOD, "Kestrel")),
    paper(4, named(METHOD, "Kestrels"), named(MODEL, "Parrot")),
    paper(5, named(METHOD, "Parrot")),
]
ENTITIES = resolve(RECORDS)


def only(reference: str, kind: MentionType | None = None) -> Explanation:
    (found,) = explain(ENTITIES, RECORDS, reference, kind=kind)
    return found


def test_each_spelling_has_its_mentions_papers_rule_and_score() -> None:
    found = only("model/llama-2-7b")
    assert (found.name, found.type, found.papers, found.mentions) == ("Llama 2 7B", MODEL, 2, 4)
    rule = RULES[SAME_NAME]
    assert found.spellings == (
        Spelled("Llama-2-7B", 3, ("p01", "p02"), SAME_NAME, rule.score, rule.says),
        Spelled("LLaMA2 (7B)", 1, ("p01",), SAME_NAME, rule.score, rule.says),
        Spelled("Llama 2 7B", 0, ("p01", "p02"), SAME_NAME, rule.score, rule.says),
    )


def test_a_model_has_its_series_and_its_variants() -> None:
    size, series = only("model/llama-2-7b"), only("model/llama-2")
    assert size.series is not None
    assert (size.series.id, size.variants) == ("model/llama-2", ())
    assert [one.id for one in series.variants] == ["model/llama-2-7b", "model/llama-2-70b"]


def test_the_nearest_stay_apart_by_size_version_or_type() -> None:
    reasons = {one.thing.id: one.reason for one in only("model/llama-2-7b").apart}
    assert reasons["model/llama-2-70b"] == "size"
    assert reasons["dataset/llama-2-7"] == ANOTHER_TYPE
    assert "model/llama-2-7b" not in reasons
    assert len(only("model/llama-2-7b").apart) <= CANDIDATES


def test_a_plural_that_a_rule_joined_says_so() -> None:
    found = only("method/kestrel")
    assert {one.spelling: one.rule for one in found.spellings} == {"Kestrel": SAME_NAME, "Kestrels": "plural"}


def test_a_judgement_that_refused_a_rule_is_told_with_the_rule() -> None:
    judged = [judgement(METHOD, "Kestrel", "Kestrels", same=False, why="bird and system")]
    found = explain(resolve(RECORDS, judgements=judged), RECORDS, "method/kestrel", judgements={JUDGEMENT: judged})
    first = found[0].apart[0]
    assert (first.thing.id, first.rule, first.reason) == ("method/kestrels", "plural", "judgement")


def test_a_judgement_that_no_rule_gainsays_is_told_with_its_words() -> None:
    judged = [judgement(MODEL, "Llama 2", "Llama 2 7B", same=False, why="a series and a size")]
    (found,) = explain(ENTITIES, RECORDS, "model/llama-2", judgements={JUDGEMENT: judged})
    reasons = {one.thing.id: one.reason for one in found.apart}
    assert reasons["model/llama-2-7b"] == "a series and a size (judgement)"


def test_a_name_of_several_things_explains_each() -> None:
    assert [one.id for one in explain(ENTITIES, RECORDS, "Parrot")] == ["method/parrot", "model/parrot"]
    assert only("Parrot", kind=METHOD).apart[0].thing.id == "model/parrot"


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(SettingError, match=r"nothing is called 'Kestral': the nearest are Kestrel \(method/kestrel\)"):
        explain(ENTITIES, RECORDS, "Kestral")


def test_the_order_of_records_and_entities_makes_no_difference() -> None:
    for one in ENTITIES:
        assert explain(ENTITIES[::-1], RECORDS[::-1], one.id) == explain(ENTITIES, RECORDS, one.id)

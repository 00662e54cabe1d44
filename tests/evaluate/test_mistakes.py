"""Every mistake is of one kind, carries its sentence, and all together are what the scores lack."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import mistakes, read_gold, score
from kg.evaluate.mistakes import KINDS, Group, Mistake
from kg.evaluate.mistakes.paper import places
from kg.model import ENTITY_TYPES, Relation
from tests.evaluate.made import Row, damaged, row

FILE = Path(__file__).parents[1] / "cases/mistakes.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def pair(case: dict[str, Any]) -> tuple[Row, Row]:
    return row(case["abstract"], case["gold"]), row(case["abstract"], case["found"])


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_mistake_has_its_kind_its_words_and_its_sentence(case: dict[str, Any]) -> None:
    found = [
        [one.kind.name, one.type, one.gold, one.found, one.sentence, *([one.note] if one.note else [])]
        for one in mistakes.find([pair(case)])
    ]
    assert found == case["mistakes"]


def test_the_cases_show_every_kind() -> None:
    shown = {one.kind for case in CASES for one in mistakes.find([pair(case)])}
    assert shown == set(KINDS)


def test_a_find_brings_its_place_confidence_and_rule() -> None:
    text = "GPT-4 is big. We ask GPT-4."
    gold = row(text, {"entities": []})
    entity = {"type": "Model", "canonical": "GPT-4", "confidence": 0.7, "rule": "list"}
    entity["mentions"] = [{"surface": "GPT-4", "start": 8 + 21, "end": 8 + 26}]
    (one,) = mistakes.find([(gold, {**gold, "entities": [entity]})])
    assert (one.sentence, one.confidence, one.rule) == ("We ask GPT-4.", 0.7, "list")


def test_places_of_another_text_are_not_used() -> None:
    gold = row("GPT-4 is big.", {"entities": []})
    entity = {"type": "Model", "canonical": "GPT-4", "mentions": [{"surface": "GPT-4", "start": 900, "end": 905}]}
    (one,) = mistakes.find([(gold, {**gold, "abstract": "An older wording. GPT-4 is big.", "entities": [entity]})])
    assert one.sentence == "GPT-4 is big."


def test_a_paper_without_record_is_all_missed() -> None:
    gold = row("BERT was trained on C4.", {"entities": ["Model BERT", "Dataset C4"]})
    assert [one.kind.name for one in mistakes.find([(gold, {})])] == ["missed", "missed"]


def test_counts_are_by_group_kind_and_type_the_commonest_kind_first() -> None:
    found = list(mistakes.find(map(pair, CASES)))
    counts = mistakes.tally(found)
    assert sum(count for kinds in counts.values() for types in kinds.values() for count in types.values()) == len(found)
    totals = [sum(types.values()) for types in counts[Group.ENTITIES].values()]
    assert totals == sorted(totals, reverse=True)
    assert counts[Group.RELATIONS][mistakes.kinds.WRONG_HEAD] == {"EVALUATED_ON": 2}


def test_examples_are_spread_and_bounded() -> None:
    gold = [row("We use GPT-4.", {"entities": ["Model GPT-4"]}, id=number) for number in range(10)]
    found = list(mistakes.find((one, {}) for one in gold))
    (few,) = mistakes.examples(found, 5).values()
    assert [one.paper for one in few] == ["0", "2", "4", "6", "8"]
    (all_of_them,) = mistakes.examples(found, 50).values()
    assert all_of_them == found
    assert mistakes.examples(found, 0) == {mistakes.kinds.MISSED: []}


def test_a_type_s_mistakes_are_those_of_either_side() -> None:
    found = list(mistakes.find(map(pair, CASES)))
    assert {"wrong type", "missed"} <= {one.kind.name for one in mistakes.of_type(found, "Model")}
    assert {one.found for one in mistakes.of_type(found, "Model") if one.type == "Method"} >= {"Model LoRA"}
    assert {one.type for one in mistakes.of_type(found, "hardware")} == {"hardware"}
    assert {one.type for one in found} <= set(mistakes.known_types())


@given(st.text(alphabet="ab x1", max_size=12), st.lists(st.text(alphabet="ab x1", max_size=3), max_size=3))
def test_a_place_holds_its_surface(text: str, surfaces: list[str]) -> None:
    assert {text[start:end] for start, end in places(text, surfaces)} == {
        surface for surface in surfaces if surface and surface in text
    }


names = st.sampled_from(["BERT", "BERT-Large", "GLUE", "LoRA", "A100", "8xA100", "Glue score"])


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """A row about one fixed text, in which names overlap."""
    kinds = st.sampled_from([kind.value for kind in ENTITY_TYPES])
    spelt = draw(st.lists(st.tuples(kinds, st.booleans(), names), max_size=5))
    ends = st.sampled_from(["PAPER", "BERT", "GLUE", "LoRA", "none such"])
    relations = st.tuples(ends, st.sampled_from([one.value for one in Relation]), ends)
    amounts = st.fixed_dictionaries(
        {"surface": st.just("8"), "value": st.integers(1, 3), "of": st.none() | ends.filter(lambda end: end != "PAPER")}
    )
    hardware = st.fixed_dictionaries({"name": names, "count": st.none() | st.integers(1, 2)})
    links = st.fixed_dictionaries({"url": st.sampled_from(["https://a.org", "http://www.a.org/", "https://b.org"])})
    return {
        **row("BERT-Large and BERT score on GLUE with 8xA100. LoRA: https://a.org", {}),
        "entities": [{"type": kind, "canonical": name, "introduced": new} for kind, new, name in spelt],
        "relations": draw(st.lists(relations.map(list), max_size=4)),
        "parameters": draw(st.lists(amounts, max_size=3)),
        "tokens": draw(st.lists(amounts, max_size=2)),
        "hardware": draw(st.lists(hardware, max_size=3)),
        "links": draw(st.lists(links, max_size=2)),
    }


@given(rows(), rows())
def test_mistakes_are_just_what_the_scores_lack(gold: Row, found: Row) -> None:
    lacking(gold, found, list(mistakes.find([(gold, found)])))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds-dev", "arxiv-dev"])
def test_real_papers_lose_just_what_the_mistakes_say(shared: Path, name: str) -> None:
    for number, gold in enumerate(read_gold(shared / "gold" / f"{name}.jsonl")):
        found = damaged(dict(gold), number)
        told = list(mistakes.find([(gold, found)]))
        lacking(dict(gold), found, told)
        assert all(one.sentence for one in told)


def lacking(gold: Row, found: Row, told: Sequence[Mistake]) -> None:
    """Checks that missed and wrong mistakes add up to what each measure lacks, and that sentences are the paper's."""
    missed, wrong = Counter[str](), Counter[str]()
    for one in told:
        new = one.kind in (mistakes.kinds.NEW_MISSED, mistakes.kinds.NEW_WRONG)
        missed["introduced" if new else one.type] += one.missed
        wrong["introduced" if new else one.other_type or one.type] += one.wrong
        assert one.sentence in f"{gold['title']}\n{gold['abstract']}"
    scores = score([(gold, found)])
    types = [*(kind.value for kind in ENTITY_TYPES), *mistakes.known_types()[5:9]]
    types += [measure for measure in scores if measure.startswith("rel.")]
    for measure in types:
        name = measure.removeprefix("rel.")
        assert missed[name] == scores[measure].gold - scores[measure].right, measure
        assert wrong[name] == scores[measure].found - scores[measure].right, measure

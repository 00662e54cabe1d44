"""How votes become mentions: weights are summed per name, the likeliest type stands, nothing overlaps."""

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import nlp, registry
from kg.mentions.combine import combine
from kg.mentions.group import group
from kg.mentions.weights import COLUMNS, Weights
from kg.model import ENTITY_TYPES, Amount, Mention, MentionType, PaperEntity, Url

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mentions_papers.jsonl").read_text("utf-8").splitlines()
]
TEXT = "GPT-4 reads QuokkaQA at https://example.org/GPT-4 with 7B parameters and OpenAI o1"


def row(**weights: float) -> tuple[float, ...]:
    return tuple(weights.get(column, 0.0) for column in COLUMNS)


WEIGHTS = Weights(
    {
        "bias": row(Model=-2, Dataset=-2, Method=-2, Hardware=-4, Organization=-4, Introduced=-2),
        "cue.model": row(Model=3),
        "cue.dataset": row(Dataset=2, Model=-1),
        "cue.new": row(Introduced=4),
        "acronym.long": row(),
    }
)


def vote(surface: str, rule: str, kind: MentionType = MentionType.MODEL, **options: Any) -> Mention:
    start = TEXT.index(surface)
    confidence = options.pop("confidence", 0.5)
    return Mention(kind, start, start + len(surface), surface, confidence, rule, **options)


def test_the_weights_of_a_name_are_summed_and_the_likeliest_type_stands() -> None:
    (mention,) = combine([vote("QuokkaQA", "cue.dataset"), vote("QuokkaQA", "cue.dataset", confidence=0.4)], WEIGHTS)
    assert (mention.type, mention.surface) == (MentionType.DATASET, "QuokkaQA")
    assert 0.4 < mention.confidence < 0.6
    assert not combine([vote("QuokkaQA", "cue.new")], WEIGHTS)


def test_a_rule_the_table_lacks_counts_with_its_confidence() -> None:
    (mention,) = combine([vote("QuokkaQA", "tagger.v1", MentionType.METHOD, confidence=0.9)], WEIGHTS)
    assert mention.type is MentionType.METHOD
    assert not combine([vote("QuokkaQA", "tagger.v1", MentionType.METHOD, confidence=0.1)], WEIGHTS)


def test_a_rare_rule_of_a_known_group_counts_for_nothing() -> None:
    assert not combine([vote("QuokkaQA", "cue.rare", MentionType.METHOD, confidence=0.99)], WEIGHTS)


def test_introduced_stands_at_the_vote_that_saw_it() -> None:
    new, old = (
        combine([vote("GPT-4", "cue.model"), *more], WEIGHTS)[0].introduced
        for more in ([vote("GPT-4", "cue.new", introduced=True)], [])
    )
    assert new
    assert not old


def test_a_link_swallows_the_names_in_it() -> None:
    start = TEXT.index("https://")
    end = TEXT.index(" with")
    link = Mention(MentionType.LINK, start, end, TEXT[start:end], 0.99, "link", value=Url(TEXT[start:end], "page"))
    inside = Mention(MentionType.MODEL, end - 5, end, "GPT-4", 0.9, "cue.model")
    assert combine([link, inside], WEIGHTS) == (link,)


def test_values_compete_among_themselves_and_may_lie_in_names() -> None:
    size = vote("7B", "size", MentionType.PARAMETERS, confidence=0.9, value=Amount(7, 7))
    wide = vote("with 7B", "loose", MentionType.PARAMETERS, confidence=0.5, value=Amount(7, 7))
    name = vote("with 7B parameters", "cue.model")
    assert combine([size, wide, name], WEIGHTS) == combine([name, size], WEIGHTS)
    assert {m.type for m in combine([size, wide, name], WEIGHTS)} == {MentionType.PARAMETERS, MentionType.MODEL}


def test_the_longer_of_two_names_stands_and_a_maker_may_lie_in_it() -> None:
    votes = [
        vote("OpenAI o1", "cue.model", canonical="o1"),
        vote("o1", "cue.model", canonical="o1"),
        vote("OpenAI", "tagger.org", MentionType.ORGANIZATION, confidence=0.99),
    ]
    assert [(m.type.value, m.surface) for m in combine(votes, WEIGHTS)] == [
        ("Organization", "OpenAI"),
        ("Model", "OpenAI o1"),
    ]


def test_a_longer_name_that_is_likely_none_gives_way_to_a_surer_one() -> None:
    unsure, sure = vote("QuokkaQA at", "cue.dataset"), vote("QuokkaQA", "tagger.v1", MentionType.METHOD, confidence=0.9)
    assert [m.surface for m in combine([unsure], WEIGHTS)] == ["QuokkaQA at"]
    assert [m.surface for m in combine([unsure, sure], WEIGHTS)] == ["QuokkaQA"]


def test_one_span_may_name_two_things() -> None:
    votes = [vote("GPT-4", "cue.model", canonical="GPT-4"), vote("GPT-4", "cue.model", canonical="GPT-4V")]
    assert [m.canonical for m in combine(votes, WEIGHTS)] == ["GPT-4", "GPT-4V"]


def read(title: str, abstract: str) -> tuple[list[Mention], tuple[PaperEntity, ...]]:
    prose = nlp.read(f"{title}\n{abstract}")
    votes = [v for detector in registry.load_all("kg.mentions") for v in detector.detect(prose)]
    return votes, group(prose, combine(votes))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["title"])[:30])
def test_the_shipped_weights_read_a_plain_paper(case: dict[str, Any]) -> None:
    _, entities = read(case["title"], case["abstract"])
    found = {(entity.type.value, entity.canonical, entity.introduced is not None) for entity in entities}
    assert {tuple(entity) for entity in case["entities"]} <= found


@given(st.integers(0, 10_000))
def test_the_order_of_the_votes_is_no_matter(seed: int) -> None:
    votes, _ = READ
    shuffled = random.Random(seed).sample(votes, len(votes))
    assert combine(shuffled) == combine(votes)


READ = read(CASES[0]["title"], CASES[0]["abstract"])


def test_entity_mentions_do_not_overlap() -> None:
    for case in CASES:
        votes, _ = read(case["title"], case["abstract"])
        mentions = [m for m in combine(votes) if m.type in ENTITY_TYPES and m.type is not MentionType.ORGANIZATION]
        for one, other in pairwise(sorted({(m.start, m.end) for m in mentions})):
            assert one[1] <= other[0]

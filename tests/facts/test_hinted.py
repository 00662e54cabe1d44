"""An encoder's hints on pairs of names become strengths for pairs of entities, and candidates that no rule saw."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoder.outputs import RELATIONS
from kg.facts.candidates import Candidate
from kg.facts.hinted import ALONE, BOUND, LEAST, OWN, RIVAL, Hinted
from kg.facts.patterns import DOMAINS
from kg.model import PAPER, Document, Hints, Mention, MentionType, PaperEntity, Reading, Relation
from kg.values.sentence import bounds

ABSTRACT = "Foo is trained on Quokka. BERT is older. Foo beats BERT on Quokka. BERT is by OpenAI."
DOCUMENT = Document("d", "Foo", ABSTRACT)
TEXT = DOCUMENT.text
KINDS = {
    "Foo": MentionType.MODEL,
    "BERT": MentionType.MODEL,
    "Quokka": MentionType.DATASET,
    "OpenAI": MentionType.ORGANIZATION,
}
NUMBERS = {name: number for number, name in enumerate(KINDS)}
FOO, BERT, QUOKKA, OPENAI = KINDS
NO = -9.0


def spans(name: str) -> list[tuple[int, int]]:
    return [(start, start + len(name)) for start in range(len(TEXT)) if TEXT.startswith(name, start)]


def entity(name: str, places: Iterable[tuple[int, int]] | None = None) -> PaperEntity:
    mentions = [Mention(KINDS[name], *span, name, 0.9, "rule") for span in (spans(name) if places is None else places)]
    return PaperEntity(KINDS[name], name, tuple(mentions))


def reading(*names: str) -> Reading:
    return Reading(DOCUMENT, tuple(entity(name) for name in names or KINDS), ())


def row(**odds: float) -> tuple[float, ...]:
    """The log-odds of each relation, and of the owners of numbers."""
    return (*(odds.get(relation.value, NO) for relation in Relation), *[NO] * (RELATIONS - len(Relation)))


def hints(pairs: dict[tuple[str, str], tuple[float, ...]]) -> Hints:
    numbers = {PAPER: Hints.PAPER, **NUMBERS}
    places = {span: NUMBERS[name] for name in KINDS for span in spans(name)}
    return Hints(places, {}, {}, {(numbers[head], numbers[tail]): odds for (head, tail), odds in pairs.items()})


def alone(read: Reading, told: Hints, known: Iterable[Candidate] = ()) -> list[tuple[str, str, str, str]]:
    found = Hinted(read, told).alone(TEXT, read, known)
    return [(one.head, one.relation.value, one.tail, TEXT[one.start : one.end]) for one in found]


def test_a_pair_s_strengths_are_its_own_and_the_likeliest_other_s() -> None:
    hinted = Hinted(reading(), hints({(FOO, QUOKKA): row(TRAINED_ON=2.5, EVALUATED_ON=1.0)}))
    assert hinted.strengths(FOO, Relation.TRAINED_ON, QUOKKA) == {OWN: 2.5, RIVAL: 1.0}
    assert hinted.strengths(FOO, Relation.EVALUATED_ON, QUOKKA) == {OWN: 1.0, RIVAL: 2.5}
    assert hinted.strengths(FOO, Relation.USES, QUOKKA) == {OWN: -BOUND, RIVAL: 2.5}


@pytest.mark.parametrize(("head", "tail"), [(QUOKKA, FOO), (PAPER, QUOKKA), (FOO, "no entity"), ("none", "nowhere")])
def test_nothing_is_told_of_a_pair_that_was_not_asked_about(head: str, tail: str) -> None:
    hinted = Hinted(reading(), hints({(FOO, QUOKKA): row(TRAINED_ON=2.5)}))
    assert hinted.strengths(head, Relation.TRAINED_ON, tail) == {}


def test_of_an_entity_s_several_names_the_likeliest_pair_tells() -> None:
    first, second = spans(FOO)[:2]
    places = {first: 0, second: 1, spans(QUOKKA)[0]: 2}
    told = Hints(places, {}, {}, {(0, 2): row(TRAINED_ON=1, USES=3), (1, 2): row(TRAINED_ON=2, USES=-1)})
    assert Hinted(reading(), told).strengths(FOO, Relation.TRAINED_ON, QUOKKA) == {OWN: 2, RIVAL: 3}


def test_a_likely_pair_that_no_rule_saw_is_a_candidate_where_its_ends_are_nearest() -> None:
    told = hints(
        {
            (FOO, QUOKKA): row(TRAINED_ON=LEAST),
            (PAPER, QUOKKA): row(EVALUATED_ON=0.5),
            (FOO, BERT): row(OUTPERFORMS=3.0, COMPARED_TO=LEAST - 0.01),
            (BERT, OPENAI): row(DEVELOPED_BY=1.0),
            (FOO, OPENAI): row(DEVELOPED_BY=1.0),
        }
    )
    assert alone(reading(), told) == [
        (FOO, "OUTPERFORMS", BERT, "Foo beats BERT on Quokka."),
        (FOO, "TRAINED_ON", QUOKKA, "Foo is trained on Quokka."),
        (PAPER, "EVALUATED_ON", QUOKKA, "Foo is trained on Quokka."),
        (FOO, "DEVELOPED_BY", OPENAI, "Foo beats BERT on Quokka. BERT is by OpenAI."),
        (BERT, "DEVELOPED_BY", OPENAI, "BERT is by OpenAI."),
    ]


@pytest.mark.parametrize(
    ("head", "relation", "tail"),
    [
        (FOO, "DEVELOPED_BY", QUOKKA),
        (QUOKKA, "TRAINED_ON", QUOKKA),
        (PAPER, "DEVELOPED_BY", OPENAI),
        (QUOKKA, "EVALUATED_ON", FOO),
    ],
)
def test_types_that_no_such_relation_has_make_no_candidate(head: str, relation: str, tail: str) -> None:
    assert alone(reading(), hints({(head, tail): row(**{relation: 5.0})})) == []


def test_what_a_rule_saw_is_not_proposed_again() -> None:
    told = hints({(FOO, QUOKKA): row(TRAINED_ON=5.0, EVALUATED_ON=5.0)})
    known = [Candidate(FOO, Relation.TRAINED_ON, QUOKKA, 0, 3, ("rule",))]
    assert [relation for _, relation, _, _ in alone(reading(), told, known)] == ["EVALUATED_ON"]


ODDS = st.sampled_from([NO, -2.0, LEAST, 0.0, 4.0])
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from([PAPER, *KINDS]), st.sampled_from(list(KINDS))),
    st.tuples(*[ODDS] * RELATIONS),
    max_size=8,
)


@given(PAIRS, st.permutations(list(KINDS)), st.integers(1, 4))
def test_candidates_are_those_of_looking_at_every_pair(
    pairs: dict[tuple[str, str], tuple[float, ...]], order: list[str], count: int
) -> None:
    read, told = reading(*order[:count]), hints(pairs)
    assert alone(read, told) == list(_every_pair(read, pairs))


def _every_pair(read: Reading, pairs: dict[tuple[str, str], tuple[float, ...]]) -> Iterable[tuple[str, str, str, str]]:
    """The same by the definition: each head and tail, each relation, and each two sentences that name them."""
    for tail, head in product(read.entities, (*read.entities, None)):
        name = head.canonical if head else PAPER
        odds = pairs.get((name, tail.canonical), ())
        for (relation, domain), one in zip(DOMAINS.items(), odds, strict=False):
            fits = tail.type in domain.tails and (domain.paper if head is None else head.type in domain.heads)
            if fits and one >= LEAST and name != tail.canonical:
                yield name, relation.value, tail.canonical, _evidence(head or tail, tail)


def _evidence(head: PaperEntity, tail: PaperEntity) -> str:
    sentences = bounds(TEXT)
    runs = [
        sorted(max(number for number, (start, _) in enumerate(sentences) if start <= mention.start) for mention in ends)
        for ends in product(head.mentions, tail.mentions)
    ]
    first, last = min(runs, key=lambda run: (run[1] - run[0], run))
    return TEXT[sentences[first][0] : sentences[last][1]]


def test_candidates_of_the_encoder_alone_say_so() -> None:
    told = hints({(FOO, QUOKKA): row(TRAINED_ON=5.0)})
    (one,) = Hinted(reading(), told).alone(TEXT, reading(), ())
    assert one.votes == (ALONE,)

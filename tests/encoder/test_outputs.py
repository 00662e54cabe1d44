"""The network's numbers become hints on names, pairs and spans, and survive being written."""

from typing import Any

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoder.inputs import windows
from kg.encoder.outputs import RELATIONS, TAGS, TYPES, Gathering, from_row, proposals, to_row
from kg.model import ENTITY_TYPES, Hints, MentionType, Proposal
from tests.encoder.made import named, pieces

TEXT = "T\nFoo and BERT beat GPT ."
NONE, FIRST, NEXT = 0, 1, 2
"""No span; its first piece; any other one: of Model, the first type."""


def tags(*likeliest: int) -> Any:
    """Of each piece with [CLS] and [SEP], the tags' log-odds, one of which is far above the rest."""
    table = np.zeros((len(likeliest), TAGS), dtype=np.float32)
    table[np.arange(len(likeliest)), likeliest] = 9.0
    return table


def proposed(*likeliest: int) -> list[tuple[str, str]]:
    (window,) = windows(TEXT, pieces(TEXT), (), (), whole=True)
    return [(TEXT[one.start : one.end], one.type.value) for one in proposals(tags(NONE, *likeliest, NONE), window)]


@pytest.mark.parametrize(
    ("likeliest", "found"),
    [
        ((NONE, NONE, NONE, NONE, NONE, NONE, NONE), []),
        ((NONE, FIRST, NONE, NONE, NONE, NONE, NONE), [("Foo", "Model")]),
        ((NONE, FIRST, NEXT, NEXT, NONE, NONE, NONE), [("Foo and BERT", "Model")]),
        ((NONE, FIRST, FIRST, NONE, NONE, NONE, NONE), [("Foo", "Model"), ("and", "Model")]),
        ((NONE, NEXT, NEXT, NONE, NONE, NONE, NONE), []),
        ((NONE, FIRST, NEXT + 2, NONE, NONE, NONE, NONE), [("Foo", "Model")]),
        ((NONE, NONE, NONE, NONE, NONE, NONE, FIRST), [(".", "Model")]),
        ((FIRST, NEXT, NEXT, NEXT, NEXT, NEXT, NEXT), [(TEXT, "Model")]),
        ((NONE, FIRST + 8, NEXT + 8, NONE, NONE, NONE, NONE), [("Foo and", "Organization")]),
    ],
)
def test_a_span_is_a_first_piece_and_those_of_its_type_behind_it(
    likeliest: tuple[int, ...], found: list[tuple[str, str]]
) -> None:
    assert proposed(*likeliest) == found


def gathered(*, times: int) -> Hints:
    """Hints on Foo, BERT and GPT, told so many times, by larger numbers each time."""
    names = named(TEXT, "Foo", "BERT", "GPT")
    gathering = Gathering(names)
    (window,) = windows(TEXT, pieces(TEXT), names, ())
    for number in range(times):
        count = len(window.names)
        kinds = np.full((count, TYPES), number + 0.126, dtype=np.float32)
        relations = np.arange((count + 1) * count * RELATIONS, dtype=np.float32).reshape(count + 1, count, RELATIONS)
        gathering.add(window, (tags(*[NONE] * 9), kinds, kinds[:, 0], relations + number))
    return gathering.hints()


def test_names_are_told_by_their_places_and_the_first_window_tells_them() -> None:
    hints = gathered(times=2)
    assert hints.names == {(2, 5): 0, (10, 14): 1, (20, 23): 2}
    assert hints.kinds == dict.fromkeys(range(3), (0.13,) * TYPES)
    assert hints.new == {0: 0.13, 1: 0.13, 2: 0.13}
    assert hints == gathered(times=1)


def test_pairs_are_told_by_head_and_tail_and_no_name_is_its_own_head() -> None:
    relations = gathered(times=1).relations
    assert set(relations) == {(head, tail) for head in (Hints.PAPER, 0, 1, 2) for tail in range(3) if head != tail}
    assert relations[1, 2] == tuple(float((1 * 3 + 2) * RELATIONS + place) for place in range(RELATIONS))
    assert relations[Hints.PAPER, 0] == tuple(float(3 * 3 * RELATIONS + place) for place in range(RELATIONS))


ODDS = st.floats(-40, 40).map(lambda value: round(value, 2))
NUMBERS = st.integers(0, 5)
SPANS = st.tuples(st.integers(0, 90), st.integers(91, 99))
ROWS = st.builds(
    Hints,
    st.dictionaries(SPANS, NUMBERS, max_size=6),
    st.dictionaries(NUMBERS, st.tuples(*[ODDS] * TYPES), max_size=4),
    st.dictionaries(NUMBERS, ODDS, max_size=4),
    st.dictionaries(st.tuples(st.integers(Hints.PAPER, 5), NUMBERS), st.tuples(*[ODDS] * RELATIONS), max_size=6),
    st.lists(st.builds(Proposal, st.sampled_from(ENTITY_TYPES), NUMBERS, NUMBERS, ODDS), max_size=4).map(tuple),
)


@given(ROWS)
def test_hints_survive_being_written_and_read(hints: Hints) -> None:
    assert from_row(orjson.loads(orjson.dumps(to_row(hints)))) == hints


def test_the_order_of_types_and_relations_is_the_network_s() -> None:
    assert (TYPES, TAGS, RELATIONS) == (6, 11, 10)
    assert ENTITY_TYPES[0] is MentionType.MODEL

"""An encoder's hints become strengths for a name's votes, and spans of its own that cut nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.hints import BOUND, NOTHING, proposed, told
from kg.model import ENTITY_TYPES, Hints, Mention, MentionType, Proposal

TEXT = "T\nWe train Foo Bar-7B on Quokka QA, on 模型 and on e\u0301Baz."


def vote(start: int, end: int) -> Mention:
    return Mention(MentionType.METHOD, start, end, TEXT[start:end], 0.5, "shape.any")


def place(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def hints(*surfaces: str, chance: float = 0.95) -> Hints:
    """Proposals of these places."""
    return Hints({}, {}, {}, {}, tuple(Proposal(MentionType.MODEL, *place(surface), chance) for surface in surfaces))


def found(*surfaces: str, voted: tuple[str, ...] = ()) -> list[str]:
    return [one.surface for one in proposed(TEXT, hints(*surfaces), [vote(*place(surface)) for surface in voted])]


def test_strengths_are_against_no_name_and_bounded() -> None:
    row = (-1.0, 2.0, -3.0, -1.0, 40.0, -40.0)
    asked = Hints({(0, 1): 7}, {7: row}, {7: 0.5}, {})
    assert told([vote(0, 1)], asked) == {
        "encoder.Model": 3.0,
        "encoder.Dataset": -2.0,
        "encoder.Method": 0.0,
        "encoder.Hardware": BOUND,
        "encoder.Organization": -BOUND,
        "encoder.new": 0.5,
        "encoder.asked": 1.0,
    }


def test_nothing_is_told_of_a_name_that_was_not_asked_about() -> None:
    asked = Hints({(0, 1): 0, (2, 3): 1}, {0: (0.0,) * 6}, {0: 0.0}, {})
    assert told([vote(4, 5)], asked) == NOTHING
    assert told([vote(2, 3)], asked) == NOTHING  # beyond the names that a window asks about
    assert told([vote(0, 1)], None) == NOTHING


def test_the_first_name_that_was_asked_about_tells() -> None:
    rows = {number: tuple(float(number * place) for place in range(1 + len(ENTITY_TYPES))) for number in (1, 2)}
    asked = Hints({(0, 1): 2, (2, 3): 1}, rows, {1: 0.0, 2: 0.0}, {})
    assert told([vote(0, 1), vote(2, 3)], asked)["encoder.Model"] == 1.0


@pytest.mark.parametrize(
    ("surface", "voted", "stands"),
    [
        ("Quokka QA", (), True),
        ("Quokka QA", ("Quokka QA",), True),
        ("Quokka QA", ("Quokka QA", "Foo"), True),
        ("Quokka QA", ("Quokka",), False),
        ("Quokka", ("Quokka QA",), False),
        ("Bar-7B on Quokka", ("Quokka QA",), False),
        ("Bar-7B", ("Foo Bar-7B", "Bar-7B"), False),
        ("Quok", (), False),
        ("uokka", (), False),
        ("模", (), False),
        ("模型", (), True),
        (" ", (), False),
        ("Bar", (), True),
    ],
)
def test_a_span_stands_unless_it_cuts_a_word_or_a_vote(surface: str, voted: tuple[str, ...], stands: bool) -> None:
    assert found(surface, voted=voted) == ([surface] if stands else [])


def test_a_span_is_a_vote_whose_rule_tells_type_and_grade() -> None:
    assert [one.rule for one in proposed(TEXT, hints("Foo", chance=0.9), ())] == ["proposed.Model.sure"]
    (likely,) = proposed(TEXT, hints("Foo", chance=0.89), ())
    assert (likely.rule, likely.type, likely.confidence) == ("proposed.Model.likely", MentionType.MODEL, 0.89)


def test_a_span_at_the_start_and_the_end_of_the_text_cuts_no_word() -> None:
    whole = Hints({}, {}, {}, {}, (Proposal(MentionType.MODEL, 0, 3, 0.9),))
    assert [one.surface for one in proposed("BERT", whole, ())] == []
    assert [one.surface for one in proposed("GPT", whole, ())] == ["GPT"]


SPANS = st.tuples(st.integers(0, 24), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text("ab -", min_size=34, max_size=34), st.lists(SPANS, max_size=12), st.lists(SPANS, max_size=12))
def test_what_stands_overlaps_no_other_vote_and_cuts_no_word(
    text: str, voted: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    given_ = Hints({}, {}, {}, {}, tuple(Proposal(MentionType.MODEL, *span, 0.5) for span in spans))
    votes = [Mention(MentionType.METHOD, *span, text[span[0] : span[1]], 0.5, "shape.any") for span in voted]
    stood = [(one.start, one.end) for one in proposed(text, given_, votes)]
    assert stood == [span for span in spans if _stands(text, span, voted)]


def _stands(text: str, span: tuple[int, int], voted: list[tuple[int, int]]) -> bool:
    start, end = span
    cut = any(one != span and one[0] < end and start < one[1] for one in voted)
    inside = text[start:end]
    glued = (start > 0 and text[start - 1].isalpha()) or (end < len(text) and text[end].isalpha())
    return bool(inside.strip()) and not cut and not glued


def test_thousands_of_spans_and_votes_are_compared_at_once() -> None:
    text = "GPT " * 30_000
    spans = [(place, place + 3) for place in range(0, len(text), 4)]
    many = Hints({}, {}, {}, {}, tuple(Proposal(MentionType.MODEL, *span, 0.5) for span in spans))
    votes = [Mention(MentionType.METHOD, *span, "GPT", 0.5, "shape.any") for span in spans]
    start = time.process_time()
    assert len(list(proposed(text, many, votes))) == len(spans)
    assert time.process_time() - start < 20  # each with each would be minutes

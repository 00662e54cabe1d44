"""What the network reads: whole sentences, the names that are asked about, and the rows that average over them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoder.inputs import (
    DISTANCES,
    FEATURES,
    LONGEST,
    MOST_NAMES,
    PAIR_FEATURES,
    SHAPES,
    Name,
    Pieces,
    Window,
    covered,
    piece_features,
    windows,
)
from kg.model import Mention, MentionType
from tests.encoder.made import named, pieces, shipped

TEXT = "Foo-7B\nWe train Foo-7B on C4. It is fast. BERT is worse than Foo-7B."
SAYING = st.sampled_from(["Foo", "BERT", "GPT-4", "is", "better", "than", ".", "C4", "é", "模型", "🚀", "a\u0301", ","])


def read(text: str, *surfaces: str, whole: bool = False) -> list[Window]:
    return list(windows(text, pieces(text), named(text, *surfaces), (), whole=whole))


def said(text: str, window: Window) -> list[str]:
    return [text[start:end] for start, end in zip(window.starts, window.ends, strict=True)]


def test_sentences_without_a_name_are_left_out_but_the_title_is_not() -> None:
    (window,) = read(TEXT, "BERT")
    assert said(TEXT, window) == ["Foo", "-", "7B", "BERT", "is", "worse", "than", "Foo", "-", "7B", "."]
    (window,) = read(TEXT, "BERT", whole=True)
    assert said(TEXT, window) == [TEXT[start:end] for start, end in zip(*places(pieces(TEXT)), strict=True)]


def places(cut: Pieces) -> tuple[list[int], list[int]]:
    return cut.starts.tolist(), cut.ends.tolist()


def test_a_long_text_is_cut_at_sentences_and_nothing_is_lost() -> None:
    text = "T\n" + "Foo is better than BERT . " * 400
    read_in = read(text, "Foo", "BERT")
    assert len(read_in) > 4
    assert [piece for window in read_in for piece in said(text, window)] == text.split()
    assert all(len(window.starts) <= LONGEST for window in read_in)
    assert all(said(text, window)[-1] == "." for window in read_in)
    assert all({name.key for name in window.names} == {"foo", "bert"} for window in read_in)


def test_a_sentence_longer_than_a_window_is_cut_and_nothing_is_lost() -> None:
    text = "T\n" + "Foo and BERT , " * 300
    read_in = read(text, "Foo", "BERT")
    assert [piece for window in read_in for piece in said(text, window)] == text.split()
    assert max(len(window.starts) for window in read_in) == LONGEST


def test_more_names_than_a_window_asks_about_are_cut_off_in_order() -> None:
    surfaces = [f"Foo{number}Net" for number in range(MOST_NAMES + 9)]
    (window,) = read("T\n" + " ".join(surfaces) + ".", *surfaces)
    assert [name.key for name in window.names] == [surface.lower() for surface in surfaces[:MOST_NAMES]]
    assert window.pairs.shape == (MOST_NAMES + 1, MOST_NAMES, PAIR_FEATURES)


def test_no_name_gives_windows_that_ask_about_none() -> None:
    (window,) = read(TEXT)
    assert (window.names, window.inside.shape[0], window.belongs.shape) == ((), 0, (0, 0))


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n"])
def test_an_empty_text_gives_no_window(text: str) -> None:
    assert read(text) == []


def test_pairs_tell_distance_order_sentence_title_and_number() -> None:
    (window,) = read(TEXT, "Foo-7B", "BERT")
    foo, bert = 0, 1
    assert [name.key for name in window.names] == ["foo7b", "bert"]
    distance = window.pairs[bert, foo, : len(DISTANCES) + 1]
    assert distance.tolist() == [0, 0, 1, 0, 0, 0, 0, 0]  # "is worse than" lies between: 3 pieces
    same, before, head_titled, tail_titled, head_count, tail_count, paper = window.pairs[
        bert, foo, len(DISTANCES) + 1 :
    ].tolist()
    assert (same, before, head_titled, tail_titled, paper) == (1, 1, 0, 1, 0)
    assert (head_count, tail_count) == (pytest.approx(np.log(2)), pytest.approx(np.log(4)))
    assert window.pairs[2, foo, -1] == 1


def test_features_tell_shapes_lists_votes_and_what_is_asked() -> None:
    text = "t\nGPT beats bert 7 a iPhone X"
    votes = [
        Mention(MentionType.MODEL, 2, 5, "GPT", 0.9, "term.model"),
        Mention(MentionType.DATASET, 12, 16, "bert", 0.9, "cue.dataset", introduced=True),
    ]
    size = Name("=size", ((17, 18),), True)
    table = piece_features(text, pieces(text), [*named(text, "GPT"), size], votes)
    assert [SHAPES[row.argmax()] for row in table[:, : len(SHAPES)]] == [
        *("lower", "UPPER", "lower", "lower", "digits", "lower", "miXed", "letters1")
    ]
    names = ("Model listed", "Model voted", "Dataset listed", "Dataset voted", "begins", "inside", "value", "new")
    at = (7, 12, 8, 13, 17, 18, 21, 22)
    marks = {name: set(np.flatnonzero(table[:, place])) for name, place in zip(names, at, strict=True)}
    assert marks == {
        "Model listed": {1},
        "Model voted": set(),
        "Dataset listed": set(),
        "Dataset voted": {3},
        "begins": {1, 4},
        "inside": {1},
        "value": {4},
        "new": {3},
    }
    assert set(np.flatnonzero(table[:, 20])) == {0}  # the title


@given(st.lists(SAYING, max_size=1500), st.booleans())
def test_every_span_that_fits_a_window_is_in_its_arrays(words: list[str], whole: bool) -> None:
    text = "T\n" + " ".join(words)
    names, cut = named(text, "Foo", "BERT", "GPT-4", "C4"), pieces(text)
    names = [name for name in names if name.spans]
    found: dict[str, set[tuple[int, int]]] = {name.key: set() for name in names}
    for window in windows(text, cut, names, (), whole=whole):
        check(window)
        for number, name in enumerate(window.names):
            for row in np.flatnonzero(window.belongs[number]):
                first, last = window.first[row] - 1, window.last[row] - 1
                found[name.key].add((int(window.starts[first]), int(window.ends[last])))
    for name in names:
        lost = set(name.spans) - found[name.key]
        assert found[name.key] <= set(name.spans)
        assert len(lost) * LONGEST <= len(cut.ids)  # a window's end can cut a span in two, where no sentence ends


def check(window: Window) -> None:
    """The arrays fit each other, and each row of a mean sums to 1."""
    pieces_, spans, names = len(window.ids), len(window.first), len(window.names)
    assert pieces_ == len(window.starts) + 2 <= LONGEST + 2
    assert window.features.shape == (pieces_, FEATURES)
    assert window.inside.shape == (spans, pieces_)
    assert window.belongs.shape == (names, spans)
    assert window.near.shape == (names, pieces_)
    assert window.pairs.shape == (names + 1, names, PAIR_FEATURES)
    assert np.allclose(window.inside.sum(1), 1)
    assert np.allclose(window.belongs.sum(1), 1)
    assert bool((window.inside[:, [0, -1]] == 0).all())
    assert {len(array) for array in window.arrays().values()} == {1}
    for row in range(spans):
        assert set(np.flatnonzero(window.inside[row])) == set(range(window.first[row], window.last[row] + 1))


HOSTILE = [
    "GPT-4 \x00\x01\x07 BERT",
    "🚀 GPT-4 🚀🚀 und BERT",
    "GPT-4 e\u0301e\u0301 BERT a\u0300\u0301\u0302 x",
    "مرحبا GPT-4 \u202eBERT\u202c שלום",
    "模型GPT-4模型 BERT。",
    "\ufeffGPT-4\u200b\u00ad BERT",
    "İSTANBUL GPT-4 ß BERT ǆ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_pieces_of_the_shipped_tokenizer_keep_their_places_in_any_text(text: str) -> None:
    cut = shipped().pieces(f"T\n{text}")
    assert bool((cut.starts <= cut.ends).all())
    assert bool((np.diff(cut.starts) >= 0).all())
    for surface in ("GPT-4", "BERT"):
        start = f"T\n{text}".index(surface)
        low, high = covered(cut, start, start + len(surface))
        assert (cut.starts[low], cut.ends[high - 1]) == (start, start + len(surface))


def test_a_name_glued_to_a_sign_that_the_network_lacks_is_covered_by_their_piece() -> None:
    cut = shipped().pieces("T\n🚀GPT-4🚀")
    low, high = covered(cut, 3, 8)
    assert (cut.starts[low], cut.ends[high - 1]) == (2, 9)


@given(st.text(max_size=300))
def test_any_text_is_cut_into_pieces_that_lie_in_it(text: str) -> None:
    cut = shipped().pieces(text)
    assert len(cut.ids) == len(cut.starts) == len(cut.ends)
    if len(cut.ids):
        assert cut.starts.min() >= 0
        assert cut.ends.max() <= len(text)
    for window in windows(text, cut, (), (), whole=True):
        check(window)

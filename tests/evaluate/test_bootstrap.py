"""An interval holds its F1, narrows with more papers, and is the same each time."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Score, intervals
from kg.evaluate.scores import Counts


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    right = draw(st.integers(0, 4))
    return {"Model": (right, right + draw(st.integers(0, 3)), right + draw(st.integers(0, 3)))}


@given(st.lists(counts(), min_size=1, max_size=8))
def test_bounds_are_in_order_and_within_0_and_1(papers: list[Counts]) -> None:
    one = intervals(papers, resamples=50)["Model"]
    if one.low is not None and one.high is not None:
        assert 0 <= one.low <= one.high <= 1
    else:
        assert all(sum(paper["Model"][1:]) == 0 for paper in papers) or len(papers) > 1


def test_f1_is_the_score_s() -> None:
    papers: list[Counts] = [{"Model": (1, 2, 3)}, {"Model": (2, 2, 2), "Dataset": (0, 1, 0)}]
    assert intervals(papers)["Model"].f1 == Score(3, 4, 5).f1
    assert intervals(papers)["Dataset"].f1 == 0.0


def test_equal_papers_leave_no_doubt_and_few_mixed_ones_much() -> None:
    right: Counts = {"Model": (2, 2, 2)}
    wrong: Counts = {"Model": (0, 2, 2)}
    assert (intervals([right] * 5)["Model"].low, intervals([right] * 5)["Model"].high) == (1.0, 1.0)
    few, many = intervals([right, wrong] * 5)["Model"], intervals([right, wrong] * 500)["Model"]
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert few.low < many.low < 0.5 < many.high < few.high


def test_the_interval_is_that_of_the_normal_law_where_there_are_many_papers() -> None:
    random = Random(1)
    papers: list[Counts] = []
    for _ in range(2000):
        right = int(random.random() < 0.8)
        papers.append({"Model": (right, 1, 1)})
    one = intervals(papers)["Model"]
    spread = 1.96 * (one.f1 * (1 - one.f1) / 2000) ** 0.5
    assert one.low == pytest.approx(one.f1 - spread, abs=0.003)
    assert one.high == pytest.approx(one.f1 + spread, abs=0.003)


def test_the_same_seed_gives_the_same_bounds() -> None:
    papers: list[Counts] = [{"Model": (number % 3, 3, 3)} for number in range(50)]
    assert intervals(papers) == intervals(papers)
    assert intervals(papers, seed=1) != intervals(papers)


def test_a_measure_that_nothing_is_counted_of_has_no_bounds() -> None:
    one = intervals([{"Hardware": (0, 0, 0)}])["Hardware"]
    assert (one.f1, one.low, one.high) == (0.0, None, None)
    assert intervals([]) == {}


def test_thousands_of_papers_take_no_seconds() -> None:
    papers: list[Counts] = [{f"measure {n}": (1, 2, 2) for n in range(22)} for _ in range(2000)]
    start = time.process_time()
    intervals(papers)
    assert time.process_time() - start < 3

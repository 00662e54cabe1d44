"""Made-up papers have the names asked for, at their places in the text, some of them often."""

from collections import Counter
from itertools import pairwise

import pytest

from kg.bench.papers import papers


@pytest.mark.parametrize("names", [1, 50, 5_000])
def test_the_papers_have_just_so_many_names(names: int) -> None:
    assert len({(one.type, one.canonical) for record in papers(names) for one in record.entities}) == names


def test_every_mention_stands_in_the_text() -> None:
    for record in papers(1_000):
        text = record.document.text
        for entity in record.entities:
            places = [(mention.start, mention.end) for mention in entity.mentions]
            assert [text[start:end] for start, end in places] == [mention.surface for mention in entity.mentions]
            assert all(before[1] < after[0] for before, after in pairwise(places))


def test_the_papers_are_the_same_whenever_asked_for() -> None:
    assert list(papers(500)) == list(papers(500))


def test_some_names_come_often_and_most_once() -> None:
    counts = Counter((one.type, one.canonical) for record in papers(5_000) for one in record.entities)
    assert max(counts.values()) > 50
    assert sum(count == 1 for count in counts.values()) > 0.5 * len(counts)


def test_a_few_papers_introduce_a_name_that_another_has_introduced() -> None:
    new = Counter((one.type, one.canonical) for record in papers(5_000) for one in record.entities if one.introduced)
    assert 0 < sum(count > 1 for count in new.values()) < 0.1 * len(new)

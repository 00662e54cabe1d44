"""What several papers state of one thing in; the value that most of them agree on, or None, out."""

from collections import Counter, defaultdict
from collections.abc import Iterable


def agreed(statements: Iterable[tuple[str, int]]) -> int | None:
    """The number that more than half of the papers state; a paper that states several supports none of them.

    A series in several sizes has no size: a paper that lists them says so.

    >>> agreed([("a", 7), ("b", 7), ("c", 8)]), agreed([("a", 7), ("a", 13)]), agreed([])
    (7, None, None)
    """
    by_paper: dict[str, set[int]] = defaultdict(set)
    for paper, value in statements:
        by_paper[paper].add(value)
    votes = Counter(value for values in by_paper.values() if len(values) == 1 for value in values)
    return next((value for value, count in votes.items() if 2 * count > len(by_paper)), None)


def commonest(words: Iterable[str]) -> str | None:
    """The word that stands most often, the first in the alphabet of several.

    >>> commonest(["AMD", "NVIDIA", "NVIDIA"]), commonest([])
    ('NVIDIA', None)
    """
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word), default=None)

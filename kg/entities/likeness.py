"""Two documents in; how alike their words are (0 to 1; what few papers write weighs most), out.

The cosine of tf-idf vectors (Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0), with the document
frequencies of `words.tsv` beside this file, so that it depends on the two documents alone.
"""

import re
from collections import Counter
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from math import fsum, log, sqrt
from operator import mul
from pathlib import Path

from kg.model import Document
from kg.values.table import rows

_WORD = re.compile(r"[a-z]{3,}")
_FILE = Path(__file__).parent / "words.tsv"
_FEW = 20.0
"""As long as a vector of some five rare words: two texts of a few words are never very alike."""
_RARE = 9.0
"""The weight of a word that the table lacks; of those in it the rarest weighs 3.8, `the` nothing."""


def likeness(one: Document, other: Document, *, leaving: Set[str] = frozenset()) -> float:
    """How much the two texts share, `leaving` out some words (lower case), such as those of the name in question.

    >>> paper = Document("1", "Kestrels", "We count kestrels over the moor.")
    >>> likeness(paper, paper) > likeness(paper, Document("2", "Herons", "We count herons.")) >= 0.0
    True
    """
    (a, length), (b, other_length) = _vector(one.title, one.abstract), _vector(other.title, other.abstract)
    # Exact, so that the order in which a set gives its words makes no difference.
    return fsum(a[word] * b[word] for word in (a.keys() & b.keys()) - leaving) / (length * other_length)


def words(text: str) -> frozenset[str]:
    """The words of a text as `likeness` counts them."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=8192)
def _vector(title: str, abstract: str) -> tuple[Mapping[str, float], float]:
    """Words with their weights, and their length and a little more; the title's words count twice."""
    counted = Counter(_WORD.findall(f"{title} {title} {abstract}".casefold()))
    common = _common()
    weights = {word: common.get(word, _RARE) for word in counted}
    for word, count in counted.items():
        if count > 1:
            weights[word] *= 1 + log(count)
    values = weights.values()
    return weights, sqrt(_FEW**2 + sum(map(mul, values, values)))


@cache
def _common() -> Mapping[str, float]:
    return {row["word"]: log(1000 / int(row["share"])) for row in rows(_FILE)}

"""A corpus' labels and the mentions found in it in; the words behind a name that the corpus counts into it, out.

Our guidelines have "Brown" where a corpus labels "Brown corpus".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Mention
from kg.training.corpora.read import Labels, Text

Words = frozenset[tuple[str, str]]
"""Type and word, in small letters."""
LEAST = 2
"""A word that the corpus counts in less often says nothing."""
MOST = 4
"""Words that a name may gain."""
_NEXT = re.compile(r" ([A-Za-z]+)\b")


def learnt(read: Iterable[tuple[Text, Iterable[Mention]]], labels: Labels) -> Words:
    """The words that are oftener inside than outside of labels, behind mentions that lie inside one."""
    inside: Counter[tuple[str, str]] = Counter()
    outside: Counter[tuple[str, str]] = Counter()
    for text, found in read:
        for mention in found:
            end = _label_end(text, mention, labels)
            for word, word_end in _behind(text.document.text, mention.end):
                if end is None:
                    break
                side = inside if word_end <= end else outside
                side[mention.type, word] += 1
                if side is outside:
                    break
    return frozenset(word for word, count in inside.items() if count >= LEAST and count > outside[word])


def extended(text: str, found: Sequence[Mention], words: Words) -> list[Mention]:
    """The mentions with such words as follow them; none grows into the next."""
    starts = sorted({mention.start for mention in found})
    longer = []
    for mention in found:
        bar = next((start for start in starts if start >= mention.end), len(text))
        end = mention.end
        for word, word_end in _behind(text, mention.end):
            if (mention.type, word) not in words or word_end > bar:
                break
            end = word_end
        longer.append(replace(mention, end=end, surface=text[mention.start : end]))
    return longer


def _label_end(text: Text, mention: Mention, labels: Labels) -> int | None:
    """Where the label of the mention's type ends that the mention lies in."""
    ends = (
        end
        for start, end, label in text.spans
        if start <= mention.start and mention.end <= end and mention.type in labels.get(label, ())
    )
    return next(ends, None)


def _behind(text: str, end: int) -> Iterator[tuple[str, int]]:
    """The next words, each with its end."""
    for _ in range(MOST):
        word = _NEXT.match(text, end)
        if word is None:
            return
        end = word.end()
        yield word[1].lower(), end

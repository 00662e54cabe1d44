"""A document's text in; what plug-ins read it as out: the text itself, and spaCy's Doc of it for those who ask."""

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from kg.values.sentence import bounds

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_LENGTH = 5_000_000
"""Characters of one document; spaCy's own limit guards its parser's memory, which is not used here."""
REMEMBERED = 1 << 16
"""Words whose tokens are kept."""
LONGEST_WORD = 1000
"""Characters between blanks beyond which affixes are not peeled off one by one, in quadratic time: that is no word."""
_Search = Callable[[str], Any]


class Prose:
    """One document's text. The built-in rules work on it alone, so spaCy is loaded, and the text cut into tokens,
    only where a plug-in asks for `doc`: that takes as long as a fifth of all the rules."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def doc(self) -> "Doc":
        """spaCy's tokens of the text, in sentences as in kg/values/sentence.py; made on the first call."""
        return tokenised(self.text)


def read(text: str) -> Prose:
    return Prose(text)


@cache
def language() -> "Language":
    """The shared pipeline, blank English; made on the first call, never on import."""
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    # English special cases (contractions, emoticons, "e.g.") take four fifths of the tokeniser's time, and neither
    # names nor sentence bounds depend on them.
    cast(Any, nlp.tokenizer).rules = {}
    # spaCy's own 10,000 are used up after some hundred papers; then each rare word is cut anew, at twice the time.
    tokenizer = cast(Any, nlp.tokenizer)
    tokenizer.max_cache_size = REMEMBERED
    for name in ("prefix_search", "suffix_search", "url_match"):
        setattr(tokenizer, name, _bounded(getattr(tokenizer, name)))
    return nlp


def _bounded(search: _Search) -> _Search:
    return lambda word: search(word) if len(word) <= LONGEST_WORD else None


def tokenised(text: str) -> "Doc":
    """Tokens and sentence bounds of a text."""
    return mark_sentences(language().make_doc(text), text)


def mark_sentences(doc: "Doc", text: str) -> "Doc":
    """Gives the Doc of a text, whatever cut it into tokens, the sentences of kg/values/sentence.py."""
    import numpy as np

    if len(doc) == 0:
        return doc
    # Set in one array: a loop over the tokens takes as long as the tokeniser itself.
    idx, length = doc.to_array(["IDX", "LENGTH"]).T
    starts = np.array([start for start, _ in bounds(text)], dtype=np.uint64)
    sentence_start = np.full((len(doc), 1), -1, dtype=np.int64)
    sentence_start[np.searchsorted(idx + length, starts, side="right")] = 1
    sentence_start[0] = 1
    return doc.from_array(["SENT_START"], cast(Any, sentence_start.astype(np.uint64)))

"""Text in, a spaCy Doc with tokens and sentences out: blank English with our own sentence bounds."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.values.sentence import bounds

MAX_LENGTH = 5_000_000
"""Characters of one document; spaCy's own limit guards its parser's memory, which is not used here."""
REMEMBERED = 1 << 16
"""Words whose tokens are kept."""
LONGEST_WORD = 1000
"""Characters between blanks beyond which affixes are not peeled off one by one, in quadratic time: that is no word."""
_TEXT = "kg.text"
_Search = Callable[[str], Any]


@cache
def language() -> Language:
    """The shared pipeline; made on the first call, never on import."""
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


def read(text: str) -> Doc:
    """Tokens and sentence bounds of one document's text; sentences as in kg/values/sentence.py."""
    doc = language().make_doc(text)
    doc.user_data[_TEXT] = text
    if len(doc) == 0:
        return doc
    # Set in one array: a loop over the tokens takes as long as the tokeniser itself.
    idx, length = doc.to_array(["IDX", "LENGTH"]).T
    starts = np.array([start for start, _ in bounds(text)], dtype=np.uint64)
    sentence_start = np.full((len(doc), 1), -1, dtype=np.int64)
    sentence_start[np.searchsorted(idx + length, starts, side="right")] = 1
    sentence_start[0] = 1
    return doc.from_array(["SENT_START"], cast(Any, sentence_start.astype(np.uint64)))


def text_of(doc: Doc) -> str:
    """`doc.text`, but not joined anew from its tokens (1 ms an abstract) each time it is asked for."""
    text: str | None = doc.user_data.get(_TEXT)
    return doc.text if text is None else text

"""Text in, a spaCy Doc with tokens and sentences out: blank English with our own sentence segmenter."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.values.sentence import bounds

MAX_LENGTH = 5_000_000
"""Characters of one document; spaCy's own limit guards its parser's memory, which is not used here."""


@cache
def language() -> Language:
    """The shared pipeline; made on the first call, never on import."""
    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    return nlp


def read(text: str) -> Doc:
    """Tokens and sentence bounds of one document's text; sentences as in kg/values/sentence.py."""
    doc = language()(text)
    starts = iter([start for start, _ in bounds(text)])
    following = next(starts, None)
    for token in doc:
        token.is_sent_start = following is not None and token.idx + len(token) > following
        while following is not None and token.idx + len(token) > following:
            following = next(starts, None)
    return doc

"""spaCy's component: a Doc in; the same Doc with entities, spans and the record of what its text says out."""

import os
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from kg import records
from kg.carrier.attributes import NAME, Found, keep, set_extensions
from kg.confidence import at_least, checked
from kg.extractors import make
from kg.extractors.base import Extractor
from kg.model import ENTITY_TYPES, Document, Record
from kg.nlp import mark_sentences


class Carrier:
    """Holds its settings alone, so that a pipeline with it can be saved, copied and sent to other processes.

    Raises SettingError for an unknown extractor, or a least confidence outside 0 to 1; in use, PaperError for a text
    that the extractor can't read.
    """

    def __init__(self, name: str, extractor: str, min_confidence: float) -> None:
        self.name = name
        self.min_confidence = checked(min_confidence)
        self._settings = name, extractor, min_confidence
        self._made: tuple[int, Extractor] = os.getpid(), make(extractor)
        set_extensions()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._settings

    @property
    def extractor(self) -> Extractor:
        """Made anew in a forked process: its threads and connections stayed behind."""
        process, extractor = self._made
        if process != os.getpid():
            extractor = make(self._settings[1])
            self._made = os.getpid(), extractor
        return extractor

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that entities have."""
        return tuple(kind.value for kind in ENTITY_TYPES)

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        document, shift = as_document(text)
        record = at_least(self.extractor.extract(document), self.min_confidence)
        if not doc.has_annotation("SENT_START"):
            mark_sentences(doc, text)
        found = spans_of(doc, record, shift)
        doc.spans[NAME] = SpanGroup(doc, name=NAME, spans=[span for span, _ in found])
        ours = apart(found)
        taken = {token for span in ours for token in range(span.start, span.end)}
        doc.set_ents([*ours, *(span for span in doc.ents if taken.isdisjoint(range(span.start, span.end)))])
        keep(doc, records.dumps(record), shift, [one for _, one in found])
        return doc


def as_document(text: str) -> tuple[Document, int]:
    """The text as a paper, and how many places further on its offsets are.

    The first line is the title, unless it is the only one or ends like a sentence: then all is abstract.

    >>> as_document("LoRA: Low-Rank Adaptation\\nWe propose LoRA.")[0].title
    'LoRA: Low-Rank Adaptation'
    >>> as_document("We propose LoRA.")[0].abstract, as_document("We propose LoRA.")[1]
    ('We propose LoRA.', 1)
    """
    name = f"text:{blake2b(text.encode(), digest_size=8).hexdigest()}"
    title, line, abstract = text.partition("\n")
    if line and not title.rstrip().endswith("."):
        return Document(name, title, abstract), 0
    return Document(name, "", text), 1


def spans_of(doc: Doc, record: Record, shift: int) -> list[tuple[Span, Found]]:
    """Each mention as a span of whole tokens, in text order; of several that come to one span and name, the surest."""
    surest: dict[tuple[int, int, str, str], tuple[Span, Found]] = {}
    for entity in record.entities:
        for mention in entity.mentions:
            span = doc.char_span(
                mention.start - shift,
                mention.end - shift,
                label=entity.type.value,
                span_id=entity.canonical,
                alignment_mode="expand",
            )
            if span is None:
                continue
            found = Found(
                span.start_char,
                span.end_char,
                entity.type.value,
                entity.canonical,
                mention.confidence,
                entity.introduced is not None,
            )
            known = surest.setdefault(found.place, (span, found))
            if known[1].confidence < found.confidence:
                surest[found.place] = span, found
    return [surest[place] for place in sorted(surest)]


def apart(found: Iterable[tuple[Span, Found]]) -> list[Span]:
    """Of spans that overlap the longest, then the surest."""
    taken: set[int] = set()
    chosen = []
    for span, _ in sorted(found, key=lambda one: (one[0].start - one[0].end, -one[1].confidence, one[1].place)):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(span)
    return chosen

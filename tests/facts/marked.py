"""A sentence with marked names in; the text and the Reading that flawless detection would have made of it out.

'[M* LLaMA 13B] beats [M GPT3|GPT-3]': the letter is the type (M, D, X for a method, O, H), '*' an introduced entity,
what follows '|' the canonical name. Names that are not marked are no entities.
"""

import re

from kg import nlp
from kg.model import Document, Evidence, Mention, MentionType, PaperEntity, Reading
from kg.nlp import Prose

_MARK = re.compile(r"\[(?P<type>[MDXOH])(?P<new>\*?) (?P<surface>[^\]|]+)(?:\|(?P<name>[^\]]+))?\]")
_TYPES = {
    "M": MentionType.MODEL,
    "D": MentionType.DATASET,
    "X": MentionType.METHOD,
    "O": MentionType.ORGANIZATION,
    "H": MentionType.HARDWARE,
}


def marked(text: str) -> tuple[Prose, Reading]:
    """The title is the text's first line."""
    plain, mentions, new = "", [], set()
    at = 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        surface, name = mark["surface"], mark["name"] or mark["surface"]
        end = len(plain) + len(surface)
        mentions.append(Mention(_TYPES[mark["type"]], len(plain), end, surface, 1.0, "marked", name))
        new |= {name} if mark["new"] else set()
        plain += surface
        at = mark.end()
    plain += text[at:]
    title, _, abstract = plain.partition("\n")
    document = Document("marked", title, abstract)
    return nlp.read(document.text), Reading(document, tuple(_entities(mentions, new)), ())


def _entities(mentions: list[Mention], new: set[str]) -> list[PaperEntity]:
    together: dict[tuple[MentionType, str], list[Mention]] = {}
    for mention in mentions:
        together.setdefault((mention.type, mention.canonical or mention.surface), []).append(mention)
    return [
        PaperEntity(kind, name, tuple(own), Evidence(own[0].start, own[0].end, 1.0, "marked") if name in new else None)
        for (kind, name), own in together.items()
    ]

"""A document's words and a place in them in; what the title and the paper's topic say of the name there, out."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from kg.mentions.shapes import Words
from kg.mentions.vocabulary import HEADS, INTRODUCING, LEADS

_SUBJECTS = frozenset({"we", "paper", "work", "study", "article", "report", "authors"})


class Spanned(Protocol):
    """Anything with a span and word indices."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


def topic_rules(document: Words) -> set[str]:
    """What the abstract introduces ('topic.') and calls its own ('ours.'), by the class of the head noun."""
    lower, rules = document.lower, set()
    for index, word in enumerate(lower):
        if LEADS.get(word) in INTRODUCING and any(w in _SUBJECTS for w in lower[max(0, index - 4) : index]):
            if head := _head(lower, index + 1, 22):
                rules.add(f"topic.{head}")
        elif word in {"our", "proposed", "this", "resulting"} and (head := _head(lower, index + 1, 4)):
            rules.add(f"ours.{head}")
    return rules or {"topic.none"}


def claimed(document: Words) -> list[bool]:
    """For each word, whether before it in its sentence the paper says that it introduces something."""
    lower, flags, claims = document.lower, [], False
    for index, word in enumerate(lower):
        if index in document.openers:
            claims = False
        flags.append(claims)
        if LEADS.get(word) in INTRODUCING and any(w in _SUBJECTS for w in lower[max(0, index - 6) : index]):
            claims = True
    return flags


def _head(lower: Sequence[str], index: int, width: int) -> str | None:
    for here in range(index, min(index + width, len(lower))):
        if lower[here] in HEADS and not (here + 1 < len(lower) and lower[here + 1] in HEADS):
            return HEADS[lower[here]]
        if lower[here] == ".":
            break
    return None


def title_rules(document: Words, place: Spanned) -> Iterator[str]:
    """Rules of a name in the title, above all of one that the title sets before a colon."""
    line = document.text.find("\n")
    if place.start >= line:
        return
    yield "title.in"
    behind = document.text[place.end : place.end + 2]
    if place.first == 0 or document.text[: place.start].strip(" \"'“‘$\\{") == "":
        if behind[:1] == ":" or behind in {" :", " -", " –", " —"} or (behind[:1] in "}”'\"" and ":" in behind):
            yield "new.title"
            yield f"title.{_kind(document, place.last + 1, line)}"
        else:
            yield "title.first"


def _kind(document: Words, index: int, line: int) -> str:
    """The class of the first head noun in the title's rest, before 'for', 'of' or 'via' where there is one."""
    found = "none"
    for here in range(index, len(document.lower)):
        if document.starts[here] >= line or (
            found != "none" and document.lower[here] in {"for", "of", "via", "with", "in", "to"}
        ):
            break
        if document.lower[here] in HEADS:
            found = HEADS[document.lower[here]]
    return found

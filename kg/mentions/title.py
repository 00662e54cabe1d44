"""A document's words and a place in them in; what the title and the paper's topic say of the name there, out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

from kg.mentions.shapes import Words
from kg.mentions.vocabulary import HEADS, INTRODUCING, LEADS

_SUBJECTS = frozenset({"we", "paper", "work", "study", "article", "report", "authors"})
_BRINGING = frozenset(word for word, lead in LEADS.items() if lead in INTRODUCING)
_OWN = frozenset({"our", "proposed", "this", "resulting"})
_SPOKEN = {
    **dict.fromkeys(("parameters", "parameter", "billion-parameter", "1b", "3b", "7b", "8b", "32b"), "parameters"),
    **dict.fromkeys(("weights", "checkpoints", "checkpoint"), "weights"),
    **dict.fromkeys(("pretraining", "pre-training", "pretrained", "pre-trained", "pretrain"), "pretraining"),
    **dict.fromkeys(("training-free", "plug-and-play", "model-agnostic", "off-the-shelf"), "training-free"),
    **dict.fromkeys(("algorithm", "theoretically", "convergence", "loss"), "algorithm"),
    **dict.fromkeys(
        ("annotated", "annotations", "annotators", "samples", "questions", "pairs", "instances"), "annotated"
    ),
    **dict.fromkeys(("evaluate", "evaluating", "evaluation"), "evaluation"),
    **dict.fromkeys(("encoder", "decoder", "backbone", "architecture", "diffusion", "transformer"), "network"),
    **dict.fromkeys(("prompt", "prompts", "prompting", "agent", "agents"), "prompting"),
    **dict.fromkeys(("speedup", "throughput", "latency", "memory", "gpu", "gpus"), "systems"),
    **dict.fromkeys(("series", "family", "open-source", "open-sourced", "multilingual", "bilingual"), "series"),
}
"""Words of an abstract -> what kind of contribution they go with."""
_TELLING = _BRINGING | _OWN


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


def telling(document: Words) -> list[int]:
    """The indices of the words that introduce something or call it the paper's own."""
    return [index for index, word in enumerate(document.lower) if word in _TELLING]


def topic_rules(document: Words, told: Sequence[int]) -> set[str]:
    """What the abstract introduces ('topic.') and calls its own ('ours.'), by the class of the head noun.

    `told`: the indices of its telling words.
    """
    lower, rules = document.lower, set()
    for index in told:
        word = lower[index]
        if word in _BRINGING and not _SUBJECTS.isdisjoint(lower[max(0, index - 4) : index]):
            if head := _head(lower, index + 1, 22):
                rules.add(f"topic.{head}")
        elif word in _OWN and (head := _head(lower, index + 1, 4)):
            rules.add(f"ours.{head}")
    present = _SPOKEN.keys() & set(lower)
    return (rules or {"topic.none"}) | {f"spoken.{_SPOKEN[word]}" for word in present}


def claimed(document: Words, told: Sequence[int]) -> list[bool]:
    """For each word, whether before it in its sentence the paper says that it introduces something.

    `told`: the indices of the telling words.
    """
    lower, flags = document.lower, [False] * len(document.lower)
    openers = sorted(document.openers)
    for index in told:
        if lower[index] in _BRINGING and not _SUBJECTS.isdisjoint(lower[max(0, index - 6) : index]):
            place = bisect_right(openers, index)
            end = openers[place] if place < len(openers) else len(lower)
            flags[index + 1 : end] = [True] * (end - index - 1)
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
    if place.first > 0 and (lead := document.lower[place.first - 1]) in {
        "via",
        "with",
        "through",
        "by",
        "for",
        "using",
    }:
        yield f"title.{lead}"
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

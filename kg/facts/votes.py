"""A tail in its sentence, and a head, in; the rules that speak on the pair, by name, out.

A name says what was seen, so that a fact's rule can be read: 'Model under outperform -' is a model behind a form of
'outperform'. What each is worth for which relation stands in relation_weights.tsv.
"""

from functools import lru_cache

from kg.facts.clause import Sentence, Setting
from kg.facts.heads import Head, Introduced
from kg.model import PaperEntity
from kg.values.name import normal


def of_place(sentence: Sentence, setting: Setting) -> tuple[str, ...]:
    """What the words around the tail say, whoever the head is."""
    tail = setting.slot.type.value
    return (
        f"{tail} after {setting.near}",
        f"{tail} after {setting.near} {setting.tie}",
        f"{tail} under {setting.strong}",
        f"{tail} under {setting.strong} {setting.tie}",
        f"{tail} tied by {setting.tie}",
        f"{tail} then {setting.then}",
        f"{tail} followed by {setting.following}",
        f"{tail} in {sentence.place}",
        *(f"{tail} in frame {frame}" for frame in sentence.frames),
    )


def of_tail(entity: PaperEntity, sentence: Sentence, own: Introduced) -> tuple[str, ...]:
    """What the tail itself says: whether it is new, and named in the title."""
    rank = f"tail {own.kind(entity)}"
    titled = entity.mentions[0].start < sentence.text.find("\n")
    return (
        rank,
        f"{rank} in {sentence.place}",
        f"{rank} titled" if titled else f"{rank} untitled",
        f"tail {own.surety(entity)}",
    )


def named_after(head: Head, tail: str) -> tuple[str, ...]:
    """Whether the head's name begins with the tail's ('Llama-3-SynE' of Llama 3), or holds it."""
    own, other = normal(head.name), normal(tail)
    if len(other) < 3 or own == other or other not in own:
        return ()
    return (f"{head.kind} named after tail",) if own.startswith(other) else (f"{head.kind} holds tail's name",)


def of_head(head: Head, setting: Setting, own: Introduced) -> tuple[str, ...]:
    """What the head's kind and place say, given the tail's type, its cues, and what the paper introduces."""
    tail = setting.slot.type.value
    of_kind = _of_kind(head.kind, head.place, head.surety, own.whole, tail)
    return head.phrases + of_kind + _of_cues(head, tail, setting.near, setting.strong, setting.tie)


# Few heads and settings differ from paper to paper: their rules' names are made once.
@lru_cache(maxsize=1 << 12)
def _of_kind(kind: str, place: str, surety: str, whole: str, tail: str) -> tuple[str, ...]:
    return f"head {surety}", f"{kind} of {whole}", f"{kind} of {whole} to {tail}", f"{kind} {place} to {tail}"


def _of_cues(head: Head, tail: str, near: str, strong: str, tie: str) -> tuple[str, ...]:
    kind, place, role = head.kind, head.place, head.role
    return (
        f"{kind} {place} after {near}",
        f"{kind} {place} under {strong}",
        f"{place} after {near}",
        f"{place} under {strong}",
        f"{role} {place} under {strong} {tie}",
        f"{role} to {tail} under {strong} {tie}",
    )

"""A link between two names in; what makes it impossible (another size, version, variant) out, whatever a rule says."""

from collections.abc import Iterable, Mapping

from kg.entities.block import AMBIGUOUS, Block
from kg.entities.cluster import Guard
from kg.entities.homonyms import are_one, bar
from kg.entities.keys import BlockKey
from kg.entities.known import known
from kg.entities.link import Link
from kg.entities.rules import ANOTHER, TERM_LIST
from kg.model import MentionType
from kg.values.model_name import parse

_COMPARED = 4
"""Uses of each name that are compared with each of the other."""
_NUMBERS = {
    "version": "another version",
    "size": "another size",
    "active": "another number of active parameters",
    "revision": "another revision",
    "quantisation": "another quantisation",
}
"""The parts of a model's name that must be equal in all its spellings, and the reason given where they are not."""


def obstacle(one: str, other: str) -> str | None:
    """Why two models' names can't name one model; None where no part of them says so.

    A series may be spelled in several ways; words for scale and tuning tell two models of one series apart.

    >>> obstacle("Llama 2 7B", "LLaMA-2-13B"), obstacle("Llama 2 7B", "Llama 2 7B Chat"), obstacle("GPT4", "GPT-4")
    ('another size', 'another variant', None)
    """
    a, b = parse(one), parse(other)
    for part, reason in _NUMBERS.items():
        if getattr(a, part) != getattr(b, part):
            return reason
    words = [{word.casefold() for word in parsed.variant} for parsed in (a, b)]
    return "another variant" if a.series == b.series and words[0] != words[1] else None


def guard(blocks: Mapping[BlockKey, Block]) -> Guard:
    """The guard of links between these blocks: models by their names, all by what their papers mean."""

    def stop(link: Link) -> str | None:
        ends = (link.kind, link.a), (link.kind, link.b)
        if link.kind is MentionType.MODEL:
            one, other = (_name(blocks, end) for end in ends)
            if one and other and (reason := obstacle(one, other)) is not None:
                return reason
        return ANOTHER if link.rule != TERM_LIST and _are_unlike(*map(blocks.get, ends)) else None

    return stop


def _are_unlike(one: Block | None, other: Block | None) -> bool:
    """Whether the papers that use the two names mean two things by them, if both are used."""
    if one is None or other is None or next(iter(one.uses)).entity.type not in AMBIGUOUS:
        return False
    uses = [sorted(block.uses, key=lambda use: use.document.id) for block in (one, other)]
    return not are_one(*uses, bar=bar([*uses[0], *uses[1]]), most=_COMPARED)


def _name(blocks: Mapping[BlockKey, Block], own: BlockKey) -> str:
    """The name that most papers use; a listed one where no paper has it; empty if nobody does."""
    if (block := blocks.get(own)) is not None:
        return commonest(block.names.items())
    term = known(own[0]).get(own[1])
    return term.name if term is not None else ""


def commonest(names: Iterable[tuple[str, int]]) -> str:
    """The name with the highest count, the first in the alphabet of equals."""
    return min(names, key=lambda named: (-named[1], named[0]))[0]

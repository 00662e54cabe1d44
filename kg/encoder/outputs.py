"""The network's numbers for the windows of one text in; what they say of its names and pairs of names, out.

The order of types, tags and relations is the network's: none, then `kg.model.ENTITY_TYPES`; O, then B and I of each
type; `kg.model.Relation`, then the owner of a number of parameters and the owner of a number of tokens.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from kg.encoder.inputs import Name, Window
from kg.model import ENTITY_TYPES, Hints, MentionType, Proposal, Relation

TYPES = 1 + len(ENTITY_TYPES)
TAGS = 1 + 2 * len(ENTITY_TYPES)
PARAMETERS_OF = len(Relation)
TOKENS_OF = len(Relation) + 1
RELATIONS = len(Relation) + 2
PLACES = 2
"""Decimals that are kept: the last one of a log-odds differs between machines."""


class Gathering:
    """Collects the windows of one text."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.names = names
        self.places = {name.key: number for number, name in enumerate(names)}
        self.kinds: dict[int, tuple[float, ...]] = {}
        self.new: dict[int, float] = {}
        self.relations: dict[tuple[int, int], tuple[float, ...]] = {}
        self.proposals: list[Proposal] = []

    def add(self, window: Window, arrays: Sequence[Any]) -> None:
        """The network's arrays for a window: tags, kinds, new, relations; without the axis of the batch.

        A name that several windows hold is told by the first.
        """
        tags, *rest = arrays
        kinds, new, relations = (np.round(array.astype(np.float64), PLACES).tolist() for array in rest)
        own = [self.places[name.key] for name in window.names]
        for at, number in enumerate(own):
            self.kinds.setdefault(number, tuple(kinds[at]))
            self.new.setdefault(number, new[at])
            for row, head in (*enumerate(own), (len(relations) - 1, Hints.PAPER)):
                if head != number:
                    self.relations.setdefault((head, number), tuple(relations[row][at]))
        self.proposals += proposals(tags[: len(window.ids)], window)

    def hints(self) -> Hints:
        spans = {span: number for number, name in enumerate(self.names) for span in name.spans}
        return Hints(spans, self.kinds, self.new, self.relations, tuple(self.proposals))


def proposals(tags: Any, window: Window) -> Iterator[Proposal]:
    """The spans that the likeliest tags make: a B with the I of its type behind it."""
    powers = np.exp(tags - tags.max(-1, keepdims=True))
    chances = powers / powers.sum(-1, keepdims=True)
    best = chances.argmax(-1).tolist()
    at = 1
    while at < len(best) - 1:
        kind, begins = divmod(best[at] - 1, 2)
        if best[at] == 0 or begins:
            at += 1
            continue
        stop = at + 1
        while stop < len(best) - 1 and best[stop] == best[at] + 1:
            stop += 1
        chance = float(chances[at:stop, 1 + 2 * kind : 3 + 2 * kind].sum(-1).mean())
        start, end = int(window.starts[at - 1]), int(window.ends[stop - 2])
        yield Proposal(ENTITY_TYPES[kind], start, end, round(chance, PLACES))
        at = stop


def to_row(hints: Hints) -> dict[str, Any]:
    """Plain values, for a file of hints."""
    return {
        "names": [[*span, number] for span, number in sorted(hints.names.items())],
        "kinds": {str(number): values for number, values in sorted(hints.kinds.items())},
        "new": {str(number): value for number, value in sorted(hints.new.items())},
        "relations": [[*pair, *values] for pair, values in sorted(hints.relations.items())],
        "proposals": [[one.type.value, one.start, one.end, one.chance] for one in hints.proposals],
    }


def from_row(row: Mapping[str, Any]) -> Hints:
    return Hints(
        {(start, end): number for start, end, number in row["names"]},
        {int(number): tuple(values) for number, values in row["kinds"].items()},
        {int(number): value for number, value in row["new"].items()},
        {(head, tail): tuple(values) for head, tail, *values in row["relations"]},
        tuple(Proposal(MentionType(kind), start, end, chance) for kind, start, end, chance in row["proposals"]),
    )

"""Examples in; padded batches of arrays and of labels out, as torch tensors."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from kg.encoder.inputs import FEATURES, PAIR_FEATURES, Name, Pieces, Window, covered, windows
from kg.encoder.outputs import PARAMETERS_OF, RELATIONS, TYPES
from kg.model import Mention, MentionType
from kg.training.examples import PAPER_HEAD, Example

UNKNOWN = -100
"""The label of what isn't to be learnt from, as torch has it."""
_ARRAYS = ("ids", "features", "first", "last", "inside", "belongs", "near", "pairs", "mask")
_LABELS = ("kinds", "new", "relations", "asked", "tags")
_SOFT = ("soft_kinds", "soft_new", "soft_relations")
Tensors = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A window of an example (by its number), which of the example's names it asks about, and the labels."""

    example: int
    window: Window
    names: tuple[int, ...]
    labels: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Soft:
    """A teacher's log-odds for an example: by name, and by head (PAPER_HEAD: the paper) and tail."""

    kinds: Mapping[int, Any]
    new: Mapping[int, float]
    relations: Mapping[tuple[int, int], Any]


def items(number: int, example: Example, pieces: Pieces, *, whole: bool) -> list[Item]:
    """The example's windows; usually one."""
    names = [Name(str(n), one.spans, one.value) for n, one in enumerate(example.names)]
    votes = [
        Mention(MentionType(kind), start, end, "", 1.0, rule, introduced=new)
        for kind, start, end, rule, new in example.votes
    ]
    found = []
    for window in windows(example.text, pieces, names, votes, whole=whole):
        own = tuple(int(name.key) for name in window.names)
        found.append(Item(number, window, own, _labels(example, window, own)))
    return found


def _labels(example: Example, window: Window, own: Sequence[int]) -> dict[str, Any]:
    place = {number: at for at, number in enumerate(own)}
    count = len(own)
    value = np.array([example.names[number].value for number in own], dtype=bool)
    kinds = np.array([example.names[number].kind + 1 for number in own], dtype=np.int64)
    kinds[value] = UNKNOWN
    relations = np.zeros((count + 1, count, RELATIONS), np.float32)
    for head, relation, tail in example.relations:
        if tail in place and (head == PAPER_HEAD or head in place):
            relations[place.get(head, count), place[tail], relation] = 1.0
    asked = np.ones_like(relations)
    asked[np.arange(count), np.arange(count)] = 0.0
    asked[:count][value] = 0.0
    asked[:, value, :PARAMETERS_OF] = 0.0
    asked[:, ~value, PARAMETERS_OF:] = 0.0
    if not example.numbers:
        asked[:, :, PARAMETERS_OF:] = 0.0
    new = np.array([example.names[number].new for number in own], dtype=np.float32)
    return {"kinds": kinds, "new": new, "relations": relations, "asked": asked, "tags": _tags(example, window)}


def _tags(example: Example, window: Window) -> Any:
    tags = np.zeros(len(window.ids), np.int64)
    tags[0] = tags[-1] = UNKNOWN
    pieces = Pieces(window.ids[1:-1], window.starts, window.ends)
    for start, end, kind in example.tags:
        low, high = covered(pieces, start, end)
        if low < high:
            tags[low + 1] = 1 + 2 * kind
            tags[low + 2 : high + 1] = 2 + 2 * kind
    return tags


def batches(found: Sequence[Item], size: int, seed: int) -> list[list[Item]]:
    """Items of like length together, in an order of chance that the seed fixes."""
    rng = random.Random(seed)
    order = sorted(range(len(found)), key=lambda n: len(found[n].window.ids) + 40 * rng.random())
    cut = [[found[n] for n in order[at : at + size]] for at in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut


def tensors(batch: Sequence[Item], soft: Mapping[int, Soft] | None = None) -> Tensors:
    """One batch, padded: the network's arrays, the labels, and, where a teacher spoke, its log-odds."""
    length = max(len(one.window.ids) for one in batch)
    spans = max(1, *(len(one.window.first) for one in batch))
    count = max(1, *(len(one.names) for one in batch))
    out = _empty(len(batch), length, spans, count)
    for row, one in enumerate(batch):
        _fill(out, row, one, soft[one.example] if soft is not None else None)
    if soft is None:
        out = {name: array for name, array in out.items() if name not in _SOFT}
    return {name: torch.from_numpy(array) for name, array in out.items()}


def arguments(batch: Tensors) -> list[Any]:
    """The network's arguments, in their order."""
    return [batch[name] for name in _ARRAYS]


def _empty(size: int, length: int, spans: int, count: int) -> dict[str, Any]:
    real, whole = np.float32, np.int64
    pairs = (size, count + 1, count)
    return {
        "ids": np.zeros((size, length), whole),
        "features": np.zeros((size, length, FEATURES), real),
        "first": np.zeros((size, spans), whole),
        "last": np.zeros((size, spans), whole),
        "inside": np.zeros((size, spans, length), real),
        "belongs": np.zeros((size, count, spans), real),
        "near": np.zeros((size, count, length), real),
        "pairs": np.zeros((*pairs, PAIR_FEATURES), real),
        "mask": np.zeros((size, length), real),
        "kinds": np.full((size, count), UNKNOWN, whole),
        "new": np.zeros((size, count), real),
        "relations": np.zeros((*pairs, RELATIONS), real),
        "asked": np.zeros((*pairs, RELATIONS), real),
        "tags": np.full((size, length), UNKNOWN, whole),
        "soft_kinds": np.zeros((size, count, TYPES), real),
        "soft_new": np.zeros((size, count), real),
        "soft_relations": np.zeros((*pairs, RELATIONS), real),
    }


def _fill(out: dict[str, Any], row: int, one: Item, soft: Soft | None) -> None:
    window, labels = one.window, one.labels
    length, spans, count = len(window.ids), len(window.first), len(one.names)
    out["mask"][row, :length] = 1.0
    for name in ("ids", "features"):
        out[name][row, :length] = getattr(window, name)
    for name in ("first", "last"):
        out[name][row, :spans] = getattr(window, name)
    out["inside"][row, :spans, :length] = window.inside
    out["belongs"][row, :count, :spans] = window.belongs
    out["near"][row, :count, :length] = window.near
    out["tags"][row, :length] = labels["tags"]
    for name in ("kinds", "new"):
        out[name][row, :count] = labels[name]
    for name, array in (("pairs", window.pairs), ("relations", labels["relations"]), ("asked", labels["asked"])):
        out[name][row, :count, :count] = array[:count]
        out[name][row, -1, :count] = array[count]
    if soft is not None:
        _fill_soft(out, row, one, soft)


_CERTAIN = 6.0
"""Log-odds that stand for a label where the teacher wasn't asked: it read longer windows, or fewer of the names."""


def _fill_soft(out: dict[str, Any], row: int, one: Item, soft: Soft) -> None:
    labels = one.labels
    for at, number in enumerate(one.names):
        if number in soft.kinds:
            out["soft_kinds"][row, at], out["soft_new"][row, at] = soft.kinds[number], soft.new[number]
        else:
            out["soft_kinds"][row, at, max(0, labels["kinds"][at])] = _CERTAIN
            out["soft_new"][row, at] = _CERTAIN * (2 * labels["new"][at] - 1)
        for place, head in (*enumerate(one.names), (-1, PAPER_HEAD)):
            told = soft.relations.get((head, number))
            known = _CERTAIN * (2 * labels["relations"][place, at] - 1)
            out["soft_relations"][row, place, at] = known if told is None else told

"""Blocks in; links that join names of data and organizations out."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.entities.block import Block
from kg.entities.keys import BlockKey, key
from kg.entities.known import known
from kg.entities.link import Blocks, Link
from kg.entities.names.dataset import without_noun
from kg.model import MentionType

DATASET, ORGANIZATION = MentionType.DATASET, MentionType.ORGANIZATION


def word_plurals(blocks: Blocks) -> Iterator[Link]:
    """`World Value Survey` beside `World Values Survey`: data or organizations of the same words, some plural."""
    singulars: dict[BlockKey, list[BlockKey]] = defaultdict(list)
    for (kind, spelled), block in blocks.items():
        if kind in {DATASET, ORGANIZATION}:
            forms = {singular(without_noun(name)) for name in block.names}
            if len(forms) == 1 and (form := forms.pop()):
                singulars[kind, form].append((kind, spelled))
    for together in singulars.values():
        first = min(together, key=lambda one: (-len(blocks[one].members), one))
        words = _words(blocks[first])
        for kind, spelled in together:
            if not words & _words(blocks[kind, spelled]):  # the same words are two uses of one name, held apart
                yield Link(kind, spelled, first[1], "word plural")


def _words(block: Block) -> set[str]:
    return {" ".join(_WORD.findall(without_noun(name).casefold())) for name in block.names}


def singular(name: str) -> str | None:
    """The words, each without its plural's s; None for fewer than two words, whose s may be all that tells them apart.

    >>> singular("Pima Indians Diabetes"), singular("World Values Survey"), singular("FairFaces")
    ('pima indian diabete', 'world value survey', None)
    """
    words = [word.casefold() for word in _WORD.findall(name)]
    return " ".join(_PLURAL.sub("", word) for word in words) if len(words) > 1 else None


def benches(blocks: Blocks) -> Iterator[Link]:
    """`Agent Security Benchmark` beside `Agent Security Bench`, where nobody writes `Agent Security` alone."""
    for (kind, spelled), block in blocks.items():
        if kind is DATASET and spelled not in known(kind) and all(map(_BENCHMARK.search, block.names)):
            bench = {key(kind, _BENCHMARK.sub("Bench", name)) for name in block.names}
            for own in sorted(bench - {spelled}):
                term = known(kind).get(own)
                if len(bench) == 1 and (term is not None or (kind, own) in blocks):
                    yield Link(kind, spelled, own if term is None else key(kind, term.name), "bench for benchmark")


_WORD = re.compile(r"[^\W_]+\+*")
_PLURAL = re.compile(r"(?<=\w{2}[^\Wsui])s$")
_BENCHMARK = re.compile(r"(?<=\w)\sBenchmarks?$", re.IGNORECASE)

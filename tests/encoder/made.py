"""Texts cut into pieces without a tokenizer, and the shipped network, for tests of the encoder."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from kg.encoder.inputs import Name, Pieces
from kg.encoder.model import Encoder
from kg.extractors.best import SHIPPED
from kg.values.name import normal


@cache
def shipped() -> Encoder:
    """The shipped network, loaded once."""
    return Encoder(SHIPPED)


def pieces(text: str) -> Pieces:
    """Words and signs, as a tokenizer of whole words would cut them; each piece's id is its number."""
    places = np.array([match.span() for match in re.finditer(r"\w+|[^\w\s]", text)], dtype=np.int64).reshape(-1, 2)
    return Pieces(np.arange(len(places)), places[:, 0].copy(), places[:, 1].copy())


def named(text: str, *surfaces: str) -> list[Name]:
    """Each surface wherever it stands in the text."""
    return [
        Name(normal(surface), tuple(match.span() for match in re.finditer(re.escape(surface), text)))
        for surface in surfaces
    ]


def covers(spans: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Whether one of the spans holds the place."""
    return any(start <= place[0] and place[1] <= end for start, end in spans)

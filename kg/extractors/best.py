"""A document in, its record out, by rules and a trained encoder together: what each says is weighed in one table."""

import csv
import hashlib
from collections.abc import Callable, Iterable
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import TypeVar

from kg import nlp, registry
from kg.encoder.model import GRAPH, TOKENIZER, Encoder, file_of, unfit
from kg.extractors.base import record
from kg.extractors.fast import GROUPS, PARTS
from kg.facts.base import FactExtractor
from kg.facts.numbers import Numbers
from kg.facts.numbers import read as read_numbers
from kg.facts.parameters import ParameterFacts
from kg.facts.relation_weights import BIAS, Tables, tables
from kg.facts.relations import Relations
from kg.facts.tokens import TokenFacts
from kg.fingerprint import fingerprint
from kg.mentions.base import Detector
from kg.mentions.combine import combine, names, voting
from kg.mentions.group import group
from kg.mentions.hints import proposed
from kg.mentions.weights import Weights, read
from kg.model import ENTITY_TYPES, Document, Hints, Mention, Reading, Record

SHIPPED = Path(__file__).parents[1] / "encoder" / "shipped"
MENTIONS, RELATIONS, NUMBERS = "mentions.tsv", "relations.tsv", "numbers.tsv"
FILES = (GRAPH, TOKENIZER, MENTIONS, RELATIONS, NUMBERS)
"""What a folder of weights holds; a card or anything else beside them changes no record."""

T = TypeVar("T")


class Best:
    """The installed rules' votes, and the encoder's hints on what they vote for; all weights from one folder."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.folder = folder

    @cached_property
    def key(self) -> str:
        parts = (*PARTS, "extractors/best.py", "encoder")
        own = () if self.folder == SHIPPED else (_digest(self.folder),)
        return fingerprint("best", parts=parts, groups=GROUPS, settings=own)

    def with_weights(self, folder: Path) -> "Best":
        """Reads with a folder that `kg train` wrote. Raises SettingError where it is none."""
        for name in FILES:
            file_of(folder, name)
        return Best(folder)

    def load(self) -> None:
        """Loads all weights and tries the network. Raises SettingError where they are absent, damaged or don't fit."""
        self.encoder.load()
        _ = self.mentions, self.relations, self.numbers

    @cached_property
    def encoder(self) -> Encoder:
        return Encoder(self.folder)

    @cached_property
    def mentions(self) -> Weights:
        return _table(self.folder, MENTIONS, _mentions)

    @cached_property
    def relations(self) -> Tables:
        return _table(self.folder, RELATIONS, _relations)

    @cached_property
    def numbers(self) -> Numbers:
        return _table(self.folder, NUMBERS, _numbers)

    @cached_property
    def detectors(self) -> tuple[Detector, ...]:
        """All installed ones, in the order of their names."""
        return registry.load_all("kg.mentions")

    @cached_property
    def fact_extractors(self) -> tuple[FactExtractor, ...]:
        """All installed ones, in the order of their names; those that weigh hints with this folder's weights."""
        return tuple(map(self._weighed, registry.load_all("kg.facts")))

    def _weighed(self, extractor: FactExtractor) -> FactExtractor:
        match extractor:
            case Relations():
                return Relations(self.relations)
            case ParameterFacts():
                return ParameterFacts(self.numbers)
            case TokenFacts():
                return TokenFacts(self.numbers)
        return extractor

    def extract(self, document: Document) -> Record:
        """Depends on nothing but the document's text, the plug-ins and the weights."""
        prose = nlp.read(document.text)
        votes = self.votes(prose)
        return self.judge(document, prose, votes, self.hints(prose.text, votes))

    def votes(self, prose: nlp.Prose) -> list[Mention]:
        """What the rules say."""
        return [mention for detector in self.detectors for mention in detector.detect(prose)]

    def hints(self, text: str, votes: Iterable[Mention]) -> Hints:
        """What the encoder says of the names and numbers that the rules voted for."""
        votes = list(votes)
        return self.encoder.read(text, names(voting(votes)), [vote for vote in votes if vote.value is not None])

    def judge(self, document: Document, prose: nlp.Prose, votes: list[Mention], hints: Hints | None) -> Record:
        """The record that votes and hints make together, whoever gave the hints."""
        votes = votes if hints is None else [*votes, *proposed(prose.text, hints, voting(votes))]
        mentions = combine(votes, self.mentions, hints)
        values = tuple(mention for mention in mentions if mention.type not in ENTITY_TYPES)
        reading = Reading(document, group(prose, mentions), values, hints)
        return record(reading, (fact for one in self.fact_extractors for fact in one.extract(prose, reading)))


def _table(folder: Path, name: str, read_from: Callable[[Path], T]) -> T:
    path = file_of(folder, name)
    try:
        return read_from(path)
    except (OSError, LookupError, TypeError, ValueError, csv.Error) as error:
        raise unfit(path, error) from error


def _mentions(path: Path) -> Weights:
    weights = read(path)
    if BIAS not in weights.rows:
        raise LookupError(f"it has no row {BIAS}")
    _finite(weight for row in weights.rows.values() for weight in row)
    return weights


def _relations(path: Path) -> Tables:
    weights = tables(path)
    for relation, rows in weights.items():
        if BIAS not in rows:
            raise LookupError(f"{relation.value} has no row {BIAS}")
        _finite(rows.values())
    return weights


def _numbers(path: Path) -> Numbers:
    table = read_numbers(path)
    if not table.shares:
        raise LookupError("it has no rule's share")
    _finite([*table.shares.values(), *table.weights.values()])
    return table


def _finite(weights: Iterable[float]) -> None:
    strange = next((weight for weight in weights if not isfinite(weight)), None)
    if strange is not None:
        raise ValueError(f"{strange} is no weight")


def _digest(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for name in FILES:
        digest.update(name.encode() + b"\0" + file_of(folder, name).read_bytes())
    return digest.hexdigest()

"""What every extractor promises (document in, record out), and the record made of a reading and its facts."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from kg.model import (
    Document,
    Fact,
    HardwareFact,
    LinkFact,
    ParameterFact,
    Reading,
    Record,
    RelationFact,
    TokenFact,
)

T = TypeVar("T")


class Extractor(Protocol):
    """Reads one paper at a time, each independently of the others.

    Making one checks its settings and is cheap: lists and weights are loaded with the first document, since a build in
    which nothing changed asks for no more than the key. Raises SettingError where it can't work.
    """

    @property
    def key(self) -> str:
        """Changes with everything a record is a function of beside the text: code, name, weights, settings.

        `kg.fingerprint.fingerprint` makes one. Records whose key is another are made anew.
        """

    def extract(self, document: Document) -> Record:
        """What the document's text says; all offsets lie inside `document.text`. `Record.key` is the caller's to set.

        Raises PaperError for a paper that this extractor can't read: it is skipped and reported, the rest goes on.
        """


@runtime_checkable
class Waiting(Protocol):
    """An Extractor whose time goes into waiting for a service: it is run in threads of one process.

    `extract` is called from `jobs` threads at once.
    """

    @property
    def jobs(self) -> int:
        """How many documents are read at once, unless the user says otherwise."""

    def summary(self) -> str:
        """What the run has cost so far, in one line for the user."""


@runtime_checkable
class Trained(Protocol):
    """An Extractor whose weights are a folder of files, which a user can replace by their own."""

    def with_weights(self, folder: Path) -> Extractor:
        """The same extractor with other weights; its key tells them. Raises SettingError for a folder that lacks some.

        Cheap: the files' contents are looked at by `load`.
        """

    def load(self) -> None:
        """Loads and tries the weights before a run. Raises SettingError for files that are damaged or don't fit."""


def record(reading: Reading, facts: Iterable[Fact]) -> Record:
    """The record of a reading and of its facts, in the order given."""
    facts = list(facts)
    return Record(
        document=reading.document,
        entities=reading.entities,
        parameters=_only(ParameterFact, facts),
        tokens=_only(TokenFact, facts),
        hardware=_only(HardwareFact, facts),
        links=_only(LinkFact, facts),
        relations=_only(RelationFact, facts),
    )


def _only(kind: type[T], facts: Iterable[Fact]) -> tuple[T, ...]:
    return tuple(fact for fact in facts if isinstance(fact, kind))

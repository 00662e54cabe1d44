"""The plug-in kind of acquisition: the content of one file in, its Documents and what had to be left out."""

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeAlias

from kg.model import Document, Skipped
from kg.sources.content import Content

Found: TypeAlias = Document | Skipped

NO_COLUMNS: Mapping[str, str] = {}


class Source(Protocol):
    """Reads one format; made once for a run, keeps no state between files.

    `columns` maps a field of kg/sources/row.py (title, abstract, id, …) to the file's own name for it; a format with
    fixed names ignores it. Text of a Document is cleaned by kg/sources/text.py. Nothing that a file holds may raise:
    a paper, line or file that can't be used is a Skipped, and all that stands before the damage is given.
    """

    def likeness(self, head: str, columns: Mapping[str, str] = NO_COLUMNS) -> float:
        """How sure it is, from 0 (no) to 1, that a file which begins with `head` is in this format.

        `head` is never empty, has no byte order mark, and may end in the middle of a line. The surest source reads.
        """
        ...

    def read(self, content: Content, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]: ...

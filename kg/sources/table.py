"""CSV and its kin (tab, semicolon, bar) with a header in; papers out, their columns found by name or mapping."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kg.model import Listing, Skipped
from kg.sources import row
from kg.sources.base import NO_COLUMNS, Found
from kg.sources.content import LONGEST_LINE, Content

_EXCEL = re.compile(r'"?sep=.?"?\s*')
"""The line by which Excel is told a table's delimiter."""

_LONGEST_NAME = 100
_SAMPLE = 20


@dataclass(frozen=True)
class Table:
    """A table whose cells one of `delimiters` parts: the one that makes the most sense of the header."""

    delimiters: str

    def likeness(self, head: str, columns: Mapping[str, str] = NO_COLUMNS) -> float:
        """Sure with columns for title and abstract, doubtful for any other table, which `read` then reports."""
        lines = [line for line in head.replace("\r", " ").split("\n") if line.strip() and not _EXCEL.fullmatch(line)]
        delimiter = self._delimiter(lines[0], columns) if lines else self.delimiters[0]
        names = _cells(lines[0], delimiter) if lines else []
        if {"title", "abstract"} <= set(row.layout(names, columns)):
            return 0.9
        named = len(names) > 1 and all(0 < len(name) <= _LONGEST_NAME for name in names)
        return 0.3 if named and _regular(lines[1:], delimiter, len(names)) else 0.0

    def read(self, content: Content, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]:
        # The module's limit of 128 KiB a cell is process-wide and lies below an abstract's possible length.
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
        lines = _Lines(content)
        header = next((text for text in lines if text.strip() and not _EXCEL.fullmatch(text.strip())), None)
        if header is None:
            return
        delimiter = self._delimiter(header, columns)
        names = _cells(header, delimiter)
        places = row.layout(names, columns)
        missing = [field for field in ("title", "abstract") if field not in places]
        if missing:
            yield _headless(missing, names, columns, Skipped(content.path, lines.number, "", ""))
            return
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while (found := _row(reader, lines, len(names), content.path)) is not None:
            if isinstance(found, Skipped):
                yield found
            elif found[1]:
                cells = (
                    dict(zip(names, found[1], strict=True))
                    if len(set(names)) == len(names)
                    else _first(names, found[1])
                )
                yield row.document(cells, places, Listing(content.name, found[0]), content.path)

    def _delimiter(self, header: str, columns: Mapping[str, str]) -> str:
        """The one under which most fields of a paper are found, then the one that gives most cells."""

        def sense(delimiter: str) -> tuple[int, int]:
            names = _cells(header, delimiter)
            return len(row.layout(names, columns)), len(names)

        return max(self.delimiters, key=sense)


class _Lines(Iterator[str]):
    """A content's lines for the csv module, which remembers where it is and what was wrong on the way."""

    def __init__(self, content: Content) -> None:
        self._lines = content.lines()
        self.number = 0
        self.problem: str | None = None

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        self.problem = self.problem or line.problem
        # To the csv module a CR inside a cell is an error, to a paper a blank.
        return line.text.replace("\r", " ") + "\n"


def csv_table() -> Table:
    """The source `csv`."""
    return Table(",;|")


def tsv_table() -> Table:
    """The source `tsv`."""
    return Table("\t")


def _row(reader: Iterator[list[str]], lines: _Lines, width: int, path: str) -> tuple[int, list[str]] | Skipped | None:
    """The next row with the number of its first line, what is wrong with it, or None at the end."""
    start, lines.problem = lines.number + 1, None
    try:
        cells = next(reader, None)
    except csv.Error as error:
        cells, lines.problem = [], lines.problem or f"no row of a table ({error})"
    if lines.problem is not None:
        return Skipped(path, start, lines.problem, "write it as UTF-8, and double the quotes inside quotes")
    if cells and len(cells) != width:
        reason = f"{len(cells)} cells where the header has {width}"
        return Skipped(path, start, reason, "quote cells that hold the delimiter")
    return None if cells is None else (start, cells)


def _first(names: list[str], cells: list[str]) -> dict[str, str]:
    """Of two columns of one name the first counts."""
    return dict(zip(reversed(names), reversed(cells), strict=True))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _regular(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether most of the first rows have the header's number of cells; the head may cut the last one off."""
    rows = list(islice(csv.reader((line + "\n" for line in lines), delimiter=delimiter), _SAMPLE + 1))
    rows = rows[: max(1, len(rows) - 1)]
    return sum(len(cells) == width for cells in rows) > len(rows) / 2


def _headless(missing: list[str], names: list[str], columns: Mapping[str, str], where: Skipped) -> Skipped:
    wanted = [f"{field} ({columns[field]!r})" if field in columns else field for field in missing]
    shown = ", ".join(repr(name[:_LONGEST_NAME]) for name in names[:20])
    return Skipped(
        where.name,
        where.line,
        f"no column for {' and '.join(wanted)} among {shown}",
        f"say which column it is: --map {missing[0]}=NAME",
    )

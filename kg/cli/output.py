"""Reports, tables and progress, for a person on a terminal or as JSON for a program."""

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, NoReturn, TypeVar

import orjson
import typer
from rich.columns import Columns
from rich.console import Console, JustifyMethod
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kg.model import Skipped

T = TypeVar("T")

Report = Callable[[str, int, int | None], None]
"""Called with a stage's name, what of it is done, and of how many (None where that isn't known)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What could move a terminal's cursor or colour it: text of papers is hostile."""

SHOWN = 20
"""Skipped papers that are named one by one; the rest is counted."""


class Exit(IntEnum):
    """What the command line leaves with, beside the errors' own codes (kg/errors.py)."""

    DONE = 0
    SETTING = 2
    PARTIAL = 6
    INTERRUPTED = 130


def fail(message: str, code: int) -> NoReturn:
    """Says on standard error what was wrong, and leaves."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        f"[bold red]kg:[/] {escape(_CONTROL.sub(' ', message))}"
    )
    sys.exit(code)


def note(message: str, *, quiet: bool = False) -> None:
    """A line for the person, on standard error, so that standard output holds results alone."""
    if not quiet:
        Console(stderr=True, highlight=False, soft_wrap=True).print(escape(_CONTROL.sub(" ", message)))


def counted(number: int, noun: str) -> str:
    """A number and its noun: '1 row', '2,000 rows'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_json(value: Any) -> None:
    """One JSON value and a newline on standard output."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def json_text(value: Any) -> str:
    """A value as JSON on one line."""
    return orjson.dumps(value).decode()


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """RFC 4180 rows on standard output; lists and maps as JSON.

    Text that a spreadsheet would run as a formula (it begins with = + - @, tab or return) gets an apostrophe in
    front (https://owasp.org/www-community/attacks/CSV_Injection): text of papers is hostile.
    """
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(map(_csv_cell, columns))
    for row in rows:
        writer.writerow([_csv_cell(row[column]) for column in columns])
    sys.stdout.flush()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return value if value is None or isinstance(value, int | float) else json_text(value)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0) -> None:
    """A table on standard output; the last `numbers` columns are set flush right. Cells are never read as mark-up."""
    _print(_table(columns, rows, numbers))


def print_heading(text: str) -> None:
    """A line above a table, on standard output; never read as mark-up."""
    _print(Text(_CONTROL.sub(" ", text), style="bold"))


def print_line(text: str) -> None:
    """A line of a report, on standard output; never read as mark-up."""
    _print(Text(_CONTROL.sub(" ", text)))


def print_counts(groups: Mapping[str, Mapping[str, int]]) -> None:
    """Groups of names with their counts, each group a small table, side by side; empty groups are left out."""
    tables = [
        _table((group, "count"), [(name, f"{count:,}") for name, count in counts.items()], 1)
        for group, counts in groups.items()
        if counts
    ]
    _print(Columns(tables))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: int) -> Table:
    table = Table(header_style="bold")
    for index, column in enumerate(columns):
        side: JustifyMethod = "right" if index >= len(columns) - numbers else "left"
        table.add_column(escape(column), justify=side, overflow="fold")
    for row in rows:
        table.add_row(*(escape(_CONTROL.sub(" ", cell)) for cell in row))
    return table


def _print(shown: Table | Columns | Text) -> None:
    # Off a terminal there is no width to fit: rows are kept whole as far as that goes.
    width = None if sys.stdout.isatty() else 200
    Console(highlight=False, width=width).print(shown)


def report_skipped(skipped: Sequence[Skipped]) -> None:
    """Names what was left out of the input, where and why; the first ones in full."""
    for one in skipped[:SHOWN]:
        note(f"skipped {one.place}: {one.reason}: {one.remedy}")
    if len(skipped) > SHOWN:
        note(f"… and {len(skipped) - SHOWN:,} more were skipped")


def note_cost(cost: str | None, *, quiet: bool) -> None:
    """What extraction has cost, where it cost anything but time."""
    if cost is not None:
        note(cost, quiet=quiet)


def leave(skipped: Sequence[Skipped], refused: int = 0) -> None:
    """Ends a command: names what was left out, in which case the exit code says so too."""
    report_skipped(skipped)
    if skipped or refused:
        raise typer.Exit(Exit.PARTIAL)


def watched(made: Iterable[T], total: int, report: Report) -> Iterator[T]:
    """Hands on what extraction makes, document by document, and reports how far it is."""
    report("extraction", 0, total)
    for done, one in enumerate(made, 1):
        yield one
        report("extraction", done, total)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """A progress bar on standard error, only if that is a terminal and the person didn't ask for quiet."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda *_: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                for task in tasks.values():
                    bar.stop_task(task)
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield report

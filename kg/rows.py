"""A query's result in; a table for the terminal, JSON, or CSV out."""

import csv
import io
import re
from typing import Any

import orjson
from rich.table import Table
from rich.text import Text

from kg.query import Result

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def to_json(result: Result) -> str:
    """A JSON array of objects, columns in the query's order, one newline at the end."""
    return orjson.dumps(result.rows, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def to_csv(result: Result) -> str:
    """RFC 4180, with a header, lists and maps as JSON, None as nothing.

    Text that a spreadsheet would run as a formula (=, +, -, @, tab or return first) gets an apostrophe before it,
    as OWASP advises; numbers are written as they are.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([_safe(column) for column in result.columns])
    for row in result.rows:
        writer.writerow([_cell(row[column]) for column in result.columns])
    return stream.getvalue()


def to_table(result: Result) -> Table:
    """A table for rich's console; no value is read as markup, and none can drive the terminal."""
    table = Table(header_style="bold")
    for column in result.columns:
        table.add_column(Text(_shown(column)))
    for row in result.rows:
        values = [row[column] for column in result.columns]
        table.add_row(*(Text(_shown(value), justify=_justify(value)) for value in values))
    return table


def _justify(value: Any) -> Any:
    return "right" if isinstance(value, int | float) and not isinstance(value, bool) else "left"


def _shown(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    text = "" if value is None else value if isinstance(value, str) else orjson.dumps(value).decode()
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return _safe(value)
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

"""JSON Lines in; papers out: the source `jsonl` for any names of columns, `arxiv` for arXiv's metadata snapshot."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from kg.model import Listing, Skipped
from kg.sources import row
from kg.sources.base import NO_COLUMNS, Found
from kg.sources.content import Content
from kg.sources.snapshot import SNAPSHOT_KEY, snapshot_row

_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"|\})')
_NO_LINES = re.compile(r"\[|\{\s*$")
_ONE_LINE_EACH = "write one whole object a line, as `jq -c '.[]'` does with an array"


class JsonLines:
    """The source `jsonl`: an object a line; title, abstract and the rest found by name or by the user's mapping."""

    def likeness(self, head: str, columns: Mapping[str, str] = NO_COLUMNS) -> float:  # noqa: ARG002 - by form
        starts = (head, *head.split("\n", 3)[1:3])
        return 0.8 if any(_JSON.match(start) for start in starts) else 0.0

    def read(self, content: Content, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]:
        for number, found in _objects(content):
            if isinstance(found, Skipped):
                yield found
            else:
                places = row.layout(found, columns)
                yield row.document(found, places, Listing(content.name, number), content.path)


class ArxivSnapshot:
    """The source `arxiv`: the snapshot's own names, its hard line breaks undone (kg/sources/snapshot.py)."""

    def likeness(self, head: str, columns: Mapping[str, str] = NO_COLUMNS) -> float:
        own_names = not columns and SNAPSHOT_KEY.search(head) is not None
        return 0.9 if own_names and JsonLines().likeness(head) else 0.0

    def read(self, content: Content, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Found]:
        for number, found in _objects(content):
            if isinstance(found, Skipped):
                yield found
            else:
                told = snapshot_row(found)
                yield row.document(told, row.layout(told, columns), Listing(content.name, number), content.path)


def _objects(content: Content) -> Iterator[tuple[int, dict[str, Any] | Skipped]]:
    """Each line's object with its number, or what is wrong with the line or with the whole."""
    begun = False
    for line in content.lines():
        text = line.text.strip()
        if line.problem is not None:
            yield line.number, Skipped(content.path, line.number, line.problem, "write the line as UTF-8")
        elif text and not begun and _NO_LINES.match(text):
            reason = "JSON, but an array or an object over several lines"
            yield line.number, Skipped(content.path, line.number, reason, _ONE_LINE_EACH)
            return
        elif text:
            yield line.number, _object(text, content.path, line.number)
        begun = begun or bool(text)


def _object(text: str, path: str, number: int) -> dict[str, Any] | Skipped:
    try:
        found = _parsed(text)
    except (ValueError, RecursionError) as error:
        return Skipped(path, number, f"no JSON ({str(error)[:120]})", _ONE_LINE_EACH)
    if not isinstance(found, dict):
        reason = f"no object with title and abstract but {type(found).__name__}"
        return Skipped(path, number, reason, _ONE_LINE_EACH)
    return found


def _parsed(text: str) -> Any:
    """Python's own reader takes what orjson refuses and files hold: NaN, and halves of surrogate pairs."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)

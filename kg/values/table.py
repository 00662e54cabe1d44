"""A table in a file (tabs between cells, comments with '#', the columns named in the first line) in; its rows out."""

import csv
from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    """The rows by the names of their columns. A row that was cut has None in its last cells, as csv gives it."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))

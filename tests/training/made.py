"""Nothing in; a few annotated papers in our own words, about facts on record, out."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "cases" / "annotated.jsonl"
ANNOTATED: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def textless(row: dict[str, Any]) -> dict[str, Any]:
    """An annotated paper without its title and abstract."""
    return {name: value for name, value in row.items() if name not in {"title", "abstract"}}

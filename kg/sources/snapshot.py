"""A row of arXiv's metadata snapshot (Kaggle's JSON Lines) in; the same paper under this package's own names out.

Form: https://www.kaggle.com/datasets/Cornell-University/arxiv (id, title, abstract with hard line breaks,
authors_parsed, categories in one text, versions with the date of each, update_date).
"""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

from kg.sources.text import one_line

SNAPSHOT_KEY = re.compile(r'"(?:authors_parsed|update_date|versions)"\s*:')
"""A key that other JSON Lines don't have; inside a text its quotes would be escaped and so not match."""


def snapshot_row(paper: Mapping[str, Any]) -> dict[str, Any]:
    """Title and abstract without hard line breaks, the day of the first version, authors in reading order."""
    return {
        "title": _joined(paper.get("title")),
        "abstract": _joined(paper.get("abstract")),
        "arxiv": paper.get("id"),
        "doi": paper.get("doi"),
        "published": _first_version(paper.get("versions")),
        "authors": _authors(paper.get("authors_parsed")) or paper.get("authors"),
        "categories": paper.get("categories"),
    }


def _joined(text: object) -> object:
    return one_line(text) if isinstance(text, str) else text


def _authors(parsed: object) -> list[str]:
    """`[["Doe", "Jane", "Jr"], …]` as "Jane Doe Jr"."""
    if not isinstance(parsed, list):
        return []
    names = [part for part in parsed if isinstance(part, list) and all(isinstance(word, str) for word in part)]
    return [" ".join(word for word in (*name[1:2], *name[:1], *name[2:3]) if word.strip()) for name in names]


def _first_version(versions: object) -> str | None:
    """The day, in UTC, of the first of `[{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}, …]`."""
    first = versions[0] if isinstance(versions, list) and versions else None
    created = first.get("created") if isinstance(first, dict) else None
    try:
        moment = parsedate_to_datetime(created) if isinstance(created, str) else None
    except (ValueError, TypeError, OverflowError):
        return None
    if moment is None:
        return None
    try:
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        return None

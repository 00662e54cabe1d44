"""A row of named values (of JSON, CSV or arXiv) in; a Document, or the Skipped that says what it lacks, out."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from kg.errors import SettingError
from kg.model import Document, Listing, Skipped
from kg.sources import ids
from kg.sources.text import one_line, running

Value: TypeAlias = object
"""What JSON or CSV holds in a cell: text, number, list, object, null."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "papertitle", "documenttitle", "headline", "name"),
    "abstract": ("abstract", "abstracttext", "paperabstract", "summary", "description", "abs"),
    "id": ("id", "paperid", "documentid", "docid", "uid", "identifier", "key"),
    "arxiv": ("arxivid", "arxiv", "eprint", "arxivnumber"),
    "doi": ("doi",),
    "url": ("url", "paperurl", "absurl", "link", "urlabs", "entryid", "pdfurl", "urlpdf"),
    "year": ("year", "publicationyear", "pubyear"),
    "published": (
        "published",
        "publisheddate",
        "publishedat",
        "publicationdate",
        "date",
        "submitted",
        "created",
    ),
    "authors": ("authors", "author", "authornames", "creators"),
    "categories": ("categories", "category", "subjects", "fieldsofstudy"),
}
"""The fields of a paper and the names under which files have them, the likeliest first, compared by `plain`."""

_SHOWN = 40
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_AND = re.compile(r"(?:^|\s)and\s")
_CATEGORY_BREAK = re.compile(r"[\s,;]+")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column's name without case and punctuation.

    >>> plain("arXiv_ID")
    'arxivid'
    """
    return _NOT_PLAIN.sub("", name.casefold())


def checked(columns: Mapping[str, str]) -> Mapping[str, str]:
    """The user's mapping as it is. Raises SettingError for a field that papers don't have."""
    for field in columns:
        if field not in COLUMNS:
            raise SettingError(
                f"columns: {field!r} is no field of a paper: name one of {', '.join(COLUMNS)} "
                f"(as in --map abstract={columns[field]})"
            )
    return columns


def layout(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Which field stands in which of a file's columns: as the user says, else by the column's name.

    A field that the user mapped to a column which is not there is left out.
    """
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(plain(name), name)
    exact = set(names)
    found: dict[str, str] = {}
    for field, aliases in COLUMNS.items():
        if field in columns:
            wanted = columns[field]
            column = wanted if wanted in exact else known.get(plain(wanted))
        else:
            column = next((known[alias] for alias in aliases if alias in known), None)
        if column is not None:
            found[field] = column
    return found


def document(row: Mapping[str, Value], places: Mapping[str, str], listing: Listing, path: str) -> Document | Skipped:
    """The paper of one row; `places` is the row's `layout`, `path` the file as the user knows it."""
    values = {field: row.get(column) for field, column in places.items()}
    for field, clean in (("title", one_line), ("abstract", running)):
        value = values.get(field)
        if not isinstance(value, str) or not clean(value):
            return Skipped(path, listing.line, *_lacking(field, value, places.get(field), row))
    title, abstract = one_line(str(values["title"])), running(str(values["abstract"]))
    document_id = identity(values, title)
    published = _text(values.get("published"))
    return Document(
        id=document_id,
        title=title,
        abstract=abstract,
        url=ids.url_of(document_id) or _text(values.get("url")),
        year=_year(values.get("year")) or _year(published) or ids.arxiv_year(document_id),
        published=iso_date(published) or published,
        authors=_names(values.get("authors")),
        categories=_categories(values.get("categories")),
        listings=(listing,),
    )


def identity(values: Mapping[str, Value], title: str) -> str:
    """arXiv's id before a DOI, before the source's own id, before the title's."""
    for field in ("arxiv", "id", "doi", "url"):
        if (found := ids.arxiv(_text(values.get(field)) or "")) is not None:
            return found
    for field in ("doi", "id"):
        if (found := ids.doi(_text(values.get(field)) or "")) is not None:
            return found
    name = _text(values.get("id"))
    return ids.own(name) if name else ids.of_title(title)


def _lacking(field: str, value: Value, column: str | None, row: Mapping[str, Value]) -> tuple[str, str]:
    """Why a row is no paper, and the remedy."""
    if column is None:
        names = ", ".join(repr(name[:_SHOWN]) for name in list(row)[:_SHOWN])
        return (
            f"no {field} among {names or 'no names at all'}",
            f"add it, or say which column it is: --map {field}=NAME",
        )
    if value is None or isinstance(value, str):
        return f"no {field}: {column!r} is empty", f"add the {field}"
    kind = "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else f"{value!r}"
    return f"no {field}: {column!r} holds no text but {kind[:_SHOWN]}", "make it text"


def _text(value: Value) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return one_line(str(value)) or None


def _year(value: Value) -> int | None:
    match = _YEAR.search(_text(value) or "")
    return int(match[1]) if match else None


def _names(value: Value) -> tuple[str, ...]:
    """Authors of a list of names or of objects with a name, or of one text, parted by semicolons or commas."""
    parts: list[str | None]
    if isinstance(value, list):
        parts = [_text(dict(part).get("name") if isinstance(part, dict) else part) for part in value]
    else:
        text = _text(value) or ""
        parts = [_text(part) for part in (text.split(";") if ";" in text else _comma_names(text))]
    return tuple(part for part in parts if part)


def _comma_names(text: str) -> list[str]:
    """ "A, B and C" gives three; BibTeX's "Doe, Jane and Roe, Rik" gives two."""
    inverted = text.split(" and ")
    if len(inverted) > 1 and all(name.count(",") == 1 for name in inverted):
        return inverted
    return [name for part in text.split(",") for name in _AND.split(part)]


def _categories(value: Value) -> tuple[str, ...]:
    if isinstance(value, list):
        parts = [_text(part) for part in value]
    else:
        parts = [_text(part) for part in _CATEGORY_BREAK.split(_text(value) or "")]
    return tuple(dict.fromkeys(part for part in parts if part))


def iso_date(text: str | None) -> str | None:
    """The day (or month) with which an ISO timestamp begins.

    >>> iso_date("2017-06-12T17:57:34Z")
    '2017-06-12'
    """
    match = _ISO.match(text or "")
    return match[0] if match else None

"""Ids, values and property types in; RDF terms that any tool accepts out."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg.errors import SettingError
from kg.model import Property, Scalar
from kg.schema import PropertyType

_SAFE = "/-._~+:"
_ARXIV = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}")


def checked_base(base: str) -> str:
    """The base IRI, ending in '/' or '#'. Raises SettingError for one that is no absolute http(s) IRI."""
    try:
        parts = urlsplit(base)
        ox.NamedNode(base)
    except ValueError as error:
        raise SettingError(f"--base {base!r} is no IRI: name one such as https://example.org/graph/") from error
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(f"--base {base!r} is no absolute web IRI: name one such as https://example.org/graph/")
    return base if base.endswith(("/", "#")) else f"{base}/"


def iri(base: str, identifier: str) -> ox.NamedNode:
    """The IRI of a node or an edge; whatever an id holds is percent-encoded, so no text of a paper can break out.

    >>> iri("https://example.org/", "model/pangu-π").value
    'https://example.org/model/pangu-%CF%80'
    """
    return ox.NamedNode(base + quote(identifier, safe=_SAFE))


def literals(prop: PropertyType, value: Property) -> Iterator[ox.Literal]:
    """The literals of a property's value: one, or one for each member of a list."""
    for one in value if isinstance(value, tuple) else (value,):
        yield _literal(prop, one)


def arxiv(identifier: Property | None) -> ox.NamedNode | None:
    """arXiv's own IRI of a paper, if the identifier has the form of one."""
    if isinstance(identifier, str) and _ARXIV.fullmatch(identifier):
        return ox.NamedNode(f"https://arxiv.org/abs/{identifier}")
    return None


def _literal(prop: PropertyType, value: Scalar) -> ox.Literal:
    text = value if isinstance(value, str) else json.dumps(value)
    return ox.Literal(text, datatype=ox.NamedNode(prop.datatype))

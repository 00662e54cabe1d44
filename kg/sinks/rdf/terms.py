"""Ids, values and property types in; RDF terms that any tool accepts out."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg.errors import SettingError
from kg.model import Property, Scalar
from kg.schema import PropertyType
from kg.values import hugging_face

_SAFE = "/-._~+:"
_ARXIV = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}", re.ASCII)
_IDS: Mapping[str, Callable[[str], object]] = {"arxivId": _ARXIV.fullmatch, "huggingFaceId": hugging_face.checked}
"""What tells an id by its form, by the property's name: papers' text is hostile, and an IRI is followed."""


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


def elsewhere(prop: PropertyType, value: Property) -> ox.NamedNode | None:
    """The IRI that the same thing has elsewhere, if the property holds an id, and the value has its form."""
    if prop.elsewhere is None or not isinstance(value, str) or not _IDS[prop.name](value):
        return None
    return ox.NamedNode(prop.elsewhere + value)


def _literal(prop: PropertyType, value: Scalar) -> ox.Literal:
    text = value if isinstance(value, str) else json.dumps(value)
    return ox.Literal(text, datatype=ox.NamedNode(prop.datatype))

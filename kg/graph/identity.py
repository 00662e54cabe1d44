"""What a node or an edge is in; its id, of type and normalised name and never random, out."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlsplit

import orjson

from kg.model import Amount, Property, Url
from kg.schema import LONGEST_ID
from kg.values.name import slug

HOSTS = {"github": "github.com", "huggingface": "huggingface.co"}
_SPACES = ("datasets", "spaces")
"""Hugging Face keeps these apart from models of the same owner and name."""
_SAFE = "/:@!$&'()*+,;=-._~?%"
_SUPPORT = {"quote", "confidence", "rule"}


def papers(documents: Iterable[str]) -> dict[str, str]:
    """Each document id's node id; those that would share one get a digest, all of them.

    >>> papers(["arxiv:1810.04805", "BERT?", "bert"])["arxiv:1810.04805"]
    'paper/arxiv-1810.04805'
    """
    together: dict[str, list[str]] = defaultdict(list)
    for document in sorted(set(documents)):
        together[slug(document)].append(document)
    return {
        document: f"paper/{name}" if len(found) == 1 else f"paper/{name}-{_digest(document, 4)}"
        for name, found in together.items()
        for document in found
    }


def amount(label: str, of: Amount) -> str:
    """The id of a ParameterCount or TokenCount.

    >>> amount("ParameterCount", Amount(7, 7)), amount("TokenCount", Amount(52, 102))
    ('parametercount/7', 'tokencount/52-102')
    """
    number = str(of.low) if of.low == of.high else f"{of.low}-{of.high}"
    return f"{label.lower()}/{number}"


def repository(url: Url) -> tuple[str, str] | None:
    """The path of a repository below its host, and its id, in which case does not count; None for another page.

    >>> repository(Url("https://huggingface.co/datasets/HuggingFaceFW/fineweb", "huggingface", "HuggingFaceFW/fineweb"))
    ('datasets/HuggingFaceFW/fineweb', 'repository/huggingface.co/datasets/huggingfacefw/fineweb')
    """
    host = HOSTS.get(url.kind)
    if host is None or not url.repo:
        return None
    first = _split(url.url)[1].strip("/").split("/")[0].lower()
    path = f"{first}/{url.repo}" if url.kind == "huggingface" and first in _SPACES else url.repo
    return path, _bounded(f"repository/{host}/{_escaped(path.casefold())}")


def page(url: str) -> str:
    """The id of a web page: without scheme, `www.`, fragment, and last slash, blanks and quotes escaped.

    >>> page("https://WWW.Example.org/A b/#top")
    'webpage/example.org/A%20b'
    """
    host, rest = _split(url)
    return _bounded("webpage/" + _escaped(f"{host.casefold().removeprefix('www.')}{rest}".rstrip("/") or url))


def edge(kind: str, source: str, target: str, properties: Mapping[str, Property]) -> str:
    """The id of an edge: the same thing said at the same place by the same paper is the same edge.

    How sure a rule is, and which one it was, makes no other edge.
    """
    own = sorted((name, value) for name, value in properties.items() if name not in _SUPPORT)
    return "edge/" + hashlib.blake2b(orjson.dumps([kind, source, target, own]), digest_size=16).hexdigest()


def _split(url: str) -> tuple[str, str]:
    """Host and what follows it, without fragment; a text may leave the scheme out."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return "", url.partition("://")[2] or url
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc, parts.path.rstrip("/") + query


def _escaped(text: str) -> str:
    return quote(text, safe=_SAFE, errors="replace")


def _bounded(name: str) -> str:
    return name if len(name) <= LONGEST_ID else f"{name[: LONGEST_ID - 40]}-{_digest(name, 16)}"


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=size).hexdigest()

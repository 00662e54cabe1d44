"""A stated number or a link in; the node it leads to, out."""

from urllib.parse import urlsplit

from kg.errors import SchemaError
from kg.graph import identity
from kg.model import Amount, Node, Property, Url
from kg.schema import LARGEST, LONGEST_NAME

_UNITS = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))


def quantity(label: str, amount: Amount) -> Node:
    """The ParameterCount or TokenCount of an amount; raises SchemaError for one that no database holds."""
    low, high = amount.low, amount.high
    if not 0 < low <= high <= LARGEST:
        raise SchemaError("number out of range")
    name = short(low) if low == high else f"{short(low)}-{short(high)}"
    properties: dict[str, Property] = {"name": name, "low": low, "high": high}
    if amount.value is not None:
        properties["value"] = amount.value
    return Node(identity.amount(label, amount), label, properties)


def short(number: int) -> str:
    """A number as papers write it, to three digits after the point.

    >>> short(7_000_000_000), short(1_300_000_000), short(340_000_000), short(12)
    ('7B', '1.3B', '340M', '12')
    """
    for size, letter in _UNITS:
        if abs(number) >= size:
            whole, rest = divmod(number * 1000 // size, 1000)
            return f"{whole}.{rest:03}".rstrip("0").rstrip(".") + letter
    return str(number)


def linked(url: Url) -> Node:
    """The Repository of a link to GitHub or Hugging Face, the WebPage of any other."""
    if (found := identity.repository(url)) is not None:
        path, name = found
        host = identity.HOSTS[url.kind]
        return Node(
            name,
            "Repository",
            {"name": path[:LONGEST_NAME], "host": host, "url": f"https://{host}/{path}"},
        )
    address = url.url.partition("://")[2] or url.url
    return Node(identity.page(url.url), "WebPage", {"name": address[:LONGEST_NAME], "url": url.url})


def trace(url: Url) -> str:
    """The part of a link that stands in any text which has it: the repository's own name, else the host.

    >>> trace(Url("https://github.com/huggingface/trl", "github", "huggingface/trl"))
    'trl'
    """
    if url.repo:
        return url.repo.rpartition("/")[2]
    try:
        return urlsplit(url.url).netloc.removeprefix("www.") or url.url
    except ValueError:
        return url.url


def better(one: Node, other: Node) -> Node:
    """Of two spellings of one thing the one to show, whichever comes first: https, short, capitals first."""
    return min(one, other, key=_rank)


def _rank(node: Node) -> tuple[bool, int, str]:
    url = str(node.properties.get("url", ""))
    return not url.startswith("https:"), len(url), url

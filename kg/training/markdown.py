"""Scores in; the cells and tables of a README or a card, as Markdown, out."""

from collections.abc import Iterable, Mapping, Sequence

from kg.evaluate import Interval
from kg.model import Relation

LABELS: Mapping[str, str] = {
    "Model": "models",
    "Dataset": "datasets",
    "Method": "methods",
    "Hardware": "hardware",
    "Organization": "organizations",
    "introduced": "introduced by the paper",
    "parameters.value": "parameter counts",
    "parameters": "… with the right model",
    "tokens.value": "token counts",
    "tokens": "… with the right owner",
    "hardware": "hardware use, with device count",
    "links": "links",
    "relations": "relations",
    **{f"rel.{relation.value}": f"… {relation.value}" for relation in Relation},
}
"""The measures that are shown, in their order, and what they are called."""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> list[str]:
    """The lines of a table; the first columns hold words, the others numbers, flush right."""
    rule = ["---" if place < words else "---:" for place in range(len(columns))]
    return [_line(columns), f"|{'|'.join(rule)}|", *map(_line, rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def share(value: float) -> str:
    """A share to three places, without the 0 before the point.

    >>> share(0.9234), share(1.0)
    ('.923', '1.000')
    """
    return f"{value:.3f}".removeprefix("0")


def between(one: Interval) -> str:
    """An interval's bounds; empty where there was nothing to count.

    >>> between(Interval(0.92, 0.9, 0.94))
    '.900–.940'
    """
    return "" if one.low is None or one.high is None else f"{share(one.low)}–{share(one.high)}"

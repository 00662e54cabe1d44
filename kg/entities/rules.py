"""The rules that join spellings: their names, how often each is right, and what each says, in one table.

The shares are of 951 joined pairs, drawn from 11,641 abstracts and judged by reading what both papers say (925 are
right); each rule is given twenty more at .97, so that one of which few were drawn is not thought better than it is
known to be. What a person or a table of theirs says is taken at its word.
"""

from types import MappingProxyType
from typing import NamedTuple


class Rule(NamedTuple):
    """`score`: of a hundred joins by this rule, how many are right, as a share. `says`: what it goes by, in words."""

    name: str
    score: float
    says: str


SAME_NAME = "same name"
JUDGEMENT, ALIAS_TABLE, IDENTITY_TABLE = "judgement", "alias table", "identity table"
SPELLED_OUT = "spelled out in the paper"
SAME_PAPER = "same paper"
TERM_LIST = "term list"
SERIES = "series of its variants"
ANOTHER = "another thing of the same name"
"""The reason why two uses of one name stay apart."""

_ALL = (
    Rule(JUDGEMENT, 1.0, "a person said so (kg judge)"),
    Rule(ALIAS_TABLE, 1.0, "a table given with --aliases says so"),
    Rule(IDENTITY_TABLE, 0.97, "the shipped table of identities says so"),
    Rule(SAME_NAME, 0.96, "the names differ in spelling only"),
    Rule(TERM_LIST, 0.99, "a term list gives it as another spelling"),
    Rule("acronym", 0.98, "papers spell the acronym out so"),
    Rule("plural", 0.99, "singular and plural"),
    Rule("word plural", 0.97, "the same words, some in the plural"),
    Rule("bench for benchmark", 0.97, "Bench and Benchmark at the end of one name"),
    Rule("maker before name", 0.98, "the maker's name stands before it"),
    Rule("noun after name", 0.98, "a noun that says what it is stands behind it"),
    Rule("word forms", 0.97, "the same words, otherwise inflected"),
    Rule(SPELLED_OUT, 0.98, "the paper spells the name out to another meaning than is usual"),
    Rule(SAME_PAPER, 0.97, "one paper uses both for one thing"),
    Rule(SERIES, 0.97, "the names of its variants begin with it"),
)
RULES = MappingProxyType({rule.name: rule for rule in _ALL})


def score(rule: str) -> float:
    """How often a rule is right, 0 to 1. Raises KeyError for one that is not in the table."""
    return RULES[rule].score

"""Models' names by key in; which model is a variant of which series, and the series that no paper names alone, out."""

from collections.abc import Mapping
from typing import NamedTuple

from kg.entities.keys import key
from kg.entities.known import known
from kg.model import MentionType
from kg.values.model_name import canonical, family, parse

MODEL = MentionType.MODEL


class Named(NamedTuple):
    """A model's name, and the series that papers (or extraction) give it, the most frequent first."""

    name: str
    families: tuple[str, ...]


class Series(NamedTuple):
    """`of`: key to the key of its series. `created`: keys and names of series that no paper names."""

    of: dict[str, str]
    created: dict[str, str]


def series(models: Mapping[str, Named], heads: Mapping[str, str]) -> Series:
    """`models` by head key; `heads` gives the head for every key. No model is its own series, however far up."""
    found = Series({}, {})
    for head, named in sorted(models.items()):
        _place(head, named, models, heads, found)
    pending = sorted(found.created)
    while pending:  # a series that no paper names has a series of its own
        head = pending.pop(0)
        before = set(found.created)
        _place(head, Named(found.created[head], ()), models, heads, found)
        pending += sorted(set(found.created) - before)
    return found


def _place(head: str, named: Named, models: Mapping[str, Named], heads: Mapping[str, str], found: Series) -> None:
    """Notes the model's series: the first that its name or a paper gives and that is a node, or is worth one."""
    for name in filter(None, (family(named.name), *named.families)):
        target = _head(name, heads)
        if target == head or _ends_in(target, head, found.of):
            continue
        if target not in models and not _is_worth_a_node(named.name, name):
            continue
        if target not in models:
            found.created.setdefault(target, _published(target, name))
        found.of[head] = target
        return


def _head(name: str, heads: Mapping[str, str]) -> str:
    own = key(MODEL, name)
    if own not in heads and (term := known(MODEL).get(own)):
        own = key(MODEL, term.name)
    return heads.get(own, own)


def _published(target: str, name: str) -> str:
    """The term list's spelling, so that a paper which names the series alone means the same node."""
    term = known(MODEL).get(target)
    return canonical(term.name if term is not None and key(MODEL, term.name) == target else name)


def _is_worth_a_node(variant: str, name: str) -> bool:
    """Of a series that no paper names alone: the variant's name says so (a size, a revision), or it is known."""
    parsed = parse(variant)
    return family(variant) == name and bool(parsed.size or parsed.revision or key(MODEL, name) in known(MODEL))


def _ends_in(start: str, end: str, of: Mapping[str, str]) -> bool:
    while start in of:
        start = of[start]
        if start == end:
            return True
    return False

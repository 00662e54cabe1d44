"""Block keys, links and what is held apart in; clusters of keys, each with the rule that brought it in, out.

What was refused is told too: a link whose ends are held apart, or that a guard stops.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from kg.entities.keys import BlockKey
from kg.entities.link import Link


class Cluster(NamedTuple):
    """Keys that are one thing, sorted, and for each but the head the rule that joined it."""

    head: BlockKey
    keys: tuple[BlockKey, ...]
    rules: dict[BlockKey, str]


class RefusedLink(NamedTuple):
    """A link that a rule proposed, and what kept its ends apart."""

    link: Link
    reason: str


class Layer(NamedTuple):
    """Decisions of one authority: what is one, and what is held apart (pairs of keys); its name is given as reason."""

    name: str
    same: Sequence[Link]
    apart: Sequence[tuple[BlockKey, BlockKey]]


Guard: TypeAlias = Callable[[Link], str | None]
"""Says why the ends of a link can't be one thing; None where they can."""


class Clusters:
    """A union-find over keys that refuses to join what is held apart."""

    def __init__(self) -> None:
        self._parent: dict[BlockKey, BlockKey] = {}
        self._rules: dict[BlockKey, str] = {}
        self._foes: dict[BlockKey, dict[BlockKey, str]] = {}
        self.refused: list[RefusedLink] = []

    def head(self, key: BlockKey) -> BlockKey:
        """The key that stands for all of its cluster; a key that was never joined stands for itself."""
        while (above := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(above, above)
            key = above
        return key

    def part(self, one: BlockKey, other: BlockKey, reason: str) -> None:
        """Holds the clusters of two keys apart from now on; what is one already stays one."""
        a, b = self.head(one), self.head(other)
        if a != b:
            self._foes.setdefault(a, {}).setdefault(b, reason)
            self._foes.setdefault(b, {}).setdefault(a, reason)

    def join(self, link: Link) -> bool:
        """Joins a's cluster to b's, unless two of their keys are held apart."""
        one, other = self.head((link.kind, link.a)), self.head((link.kind, link.b))
        if one == other:
            return True
        foes = self._foes.get(one, {})
        for foe, reason in foes.items():
            if self.head(foe) == other:
                self.refuse(link, reason)
                return False
        self._parent[one] = other
        self._rules.setdefault((link.kind, link.a), link.rule)
        if foes:
            self._foes.setdefault(other, {}).update(foes)
        return True

    def refuse(self, link: Link, reason: str) -> None:
        """Notes a link that is not followed."""
        self.refused.append(RefusedLink(link, reason))

    def heads(self) -> dict[BlockKey, BlockKey]:
        """The head of every key that was joined to another one, whether or not anybody uses it."""
        return {key: self.head(key) for key in list(self._parent)}

    def of(self, keys: Iterable[BlockKey]) -> list[Cluster]:
        """The clusters of these keys, sorted."""
        together: dict[BlockKey, list[BlockKey]] = {}
        for key in sorted(keys):
            together.setdefault(self.head(key), []).append(key)
        return [
            Cluster(head, tuple(found), {key: self._rules[key] for key in found if key in self._rules and key != head})
            for head, found in sorted(together.items())
        ]


class Clustered(NamedTuple):
    """The clusters of the keys, the links that were not followed, and the heads of all keys that were joined."""

    clusters: list[Cluster]
    refused: list[RefusedLink]
    heads: dict[BlockKey, BlockKey]


def cluster(
    keys: Iterable[BlockKey], layers: Iterable[Layer], links: Iterable[Link], guard: Guard | None = None
) -> Clustered:
    """Clusters after the decisions of all layers and then all links, in the order given: what comes first is surest.

    A layer's word goes before that of a later one; the guard stops links, and no layer's decision.
    """
    clusters = Clusters()
    for layer in layers:
        for one, other in layer.apart:
            clusters.part(one, other, layer.name)
        for link in layer.same:
            clusters.join(link)
    for link in links:
        if guard is not None and (reason := guard(link)) is not None:
            clusters.refuse(link, reason)
        else:
            clusters.join(link)
    return Clustered(clusters.of(keys), clusters.refused, clusters.heads())

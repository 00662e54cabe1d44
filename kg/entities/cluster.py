"""Block keys, links and judgements in; clusters of keys, each with the rule that brought it in, out."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kg.entities.keys import BlockKey
from kg.entities.match import Link


class Cluster(NamedTuple):
    """Keys that are one thing, sorted, and for each but the head the rule that joined it."""

    head: BlockKey
    keys: tuple[BlockKey, ...]
    rules: dict[BlockKey, str]


class Clusters:
    """A union-find over keys that refuses to join what a judgement holds apart."""

    def __init__(self, apart: Collection[tuple[BlockKey, BlockKey]] = ()) -> None:
        self._parent: dict[BlockKey, BlockKey] = {}
        self._rules: dict[BlockKey, str] = {}
        self._foes: dict[BlockKey, set[BlockKey]] = {}
        for one, other in apart:
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)

    def head(self, key: BlockKey) -> BlockKey:
        """The key that stands for all of its cluster; a key that was never joined stands for itself."""
        while (above := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(above, above)
            key = above
        return key

    def join(self, link: Link) -> bool:
        """Joins a's cluster to b's, unless a judgement holds two of their keys apart."""
        one, other = self.head((link.kind, link.a)), self.head((link.kind, link.b))
        if one == other:
            return True
        foes = self._foes.get(one, set())
        if any(self.head(foe) == other for foe in foes):
            return False
        self._parent[one] = other
        self._rules.setdefault((link.kind, link.a), link.rule)
        self._foes.setdefault(other, set()).update(foes)
        return True

    def of(self, keys: Iterable[BlockKey]) -> list[Cluster]:
        """The clusters of these keys, sorted."""
        together: dict[BlockKey, list[BlockKey]] = {}
        for key in sorted(keys):
            together.setdefault(self.head(key), []).append(key)
        return [
            Cluster(head, tuple(found), {key: self._rules[key] for key in found if key in self._rules and key != head})
            for head, found in sorted(together.items())
        ]


def cluster(
    keys: Iterable[BlockKey], links: Iterable[Link], apart: Collection[tuple[BlockKey, BlockKey]]
) -> list[Cluster]:
    """Clusters after all links, in the order given: what comes first is surest."""
    clusters = Clusters(apart)
    for link in links:
        clusters.join(link)
    return clusters.of(keys)

"""A Graph, or the folder of one, in; the view in which a program looks up, walks and hands on the graph out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.confidence import checked
from kg.errors import QueryError
from kg.graph import files
from kg.graph.confidence import at_least
from kg.graph.conflicts import Conflict, conflicts
from kg.model import Edge, Graph, Node
from kg.schema import EDGES, NODES
from kg.values.name import normal

if TYPE_CHECKING:
    import networkx as nx


class KnowledgeGraph:
    """A graph with indexes, made when first used; it does not change.

    >>> bert = Node("model/bert", "Model", {"name": "BERT"})
    >>> paper = Node("paper/arxiv-1810.04805", "Paper", {"title": "BERT: Pre-training of Deep Bidirectional"})
    >>> said = {"paper": paper.id, "quote": "BERT", "start": 0, "end": 4, "confidence": 1.0, "rule": "list"}
    >>> graph = KnowledgeGraph(Graph((bert, paper), (Edge("edge/1", "INTRODUCES", paper.id, bert.id, said),)))
    >>> [node.id for node in graph.find("bert")]
    ['model/bert']
    >>> [edge.source for edge in graph.edges("INTRODUCES", target=bert)]
    ['paper/arxiv-1810.04805']
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def at_least(self, confidence: float) -> "KnowledgeGraph":
        """The graph of what is at least so sure (0 to 1): as `kg build --min-confidence` makes it, in memory.

        Raises SettingError for a number outside 0 to 1.
        """
        return KnowledgeGraph(at_least(self.graph, confidence))

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.graph.nodes)

    def __contains__(self, node: object) -> bool:
        """Whether a node, or an id, is in the graph."""
        return (node.id if isinstance(node, Node) else node) in self._nodes

    def node(self, id: str) -> Node:
        """The node of an id such as 'model/llama-2-7b'; raises KeyError for an unknown one."""
        return self._nodes[id]

    def nodes(self, type: str | None = None) -> tuple[Node, ...]:
        """All nodes, or those of a type such as 'Model', sorted by id."""
        return self.graph.nodes if type is None else tuple(self._by_type.get(_known(type, NODES), ()))

    def find(self, name: str, type: str | None = None) -> tuple[Node, ...]:
        """The nodes so called, or with such an alias or title, whatever the case, spaces and punctuation."""
        wanted = None if type is None else _known(type, NODES)
        found = self._by_name.get(normal(name), ())
        return tuple(node for node in found if wanted is None or node.type == wanted)

    def edges(
        self, type: str | None = None, *, source: Node | str | None = None, target: Node | str | None = None
    ) -> tuple[Edge, ...]:
        """The edges of a type, from a node, to a node (all that is given must hold), sorted by id."""
        found: Iterable[Edge]
        if source is not None:
            found = self._from.get(_id(source), ())
        elif target is not None:
            found = self._to.get(_id(target), ())
        else:
            found = self.graph.edges
        wanted = None if type is None else _known(type, EDGES)
        return tuple(
            edge
            for edge in found
            if (wanted is None or edge.type == wanted) and (target is None or edge.target == _id(target))
        )

    def targets(self, source: Node | str, type: str) -> tuple[Node, ...]:
        """The nodes to which edges of a type lead, each once, sorted: `targets(model, 'TRAINED_ON')`."""
        return self._each(edge.target for edge in self.edges(type, source=source))

    def sources(self, target: Node | str, type: str) -> tuple[Node, ...]:
        """The nodes from which edges of a type come, each once, sorted: `sources(dataset, 'TRAINED_ON')`."""
        return self._each(edge.source for edge in self.edges(type, target=target))

    def neighbours(self, node: Node | str) -> tuple[Node, ...]:
        """The nodes one edge away, either way, each once, sorted."""
        ends = [edge.target for edge in self.edges(source=node)]
        return self._each([*ends, *(edge.source for edge in self.edges(target=node))])

    def papers(self, about: Node | str | None = None) -> tuple[Node, ...]:
        """All papers, or those in which some edge of a node stands, sorted."""
        if about is None:
            return self.nodes("Paper")
        edges = (*self.edges(source=about), *self.edges(target=about))
        return self._each(str(edge.properties["paper"]) for edge in edges)

    def paper(self, edge: Edge) -> Node:
        """The paper that says so; its words are `edge.properties['quote']`."""
        return self.node(str(edge.properties["paper"]))

    def conflicts(self, *kinds: str) -> tuple[Conflict, ...]:
        """What papers disagree on, with the sentences: all, or of kinds such as 'parameters' and 'introduced-by'.

        Raises SettingError for an unknown kind.
        """
        return conflicts(self.graph, kinds)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Nodes by id, with `type` and their properties; edges keyed by id, with `type` and their properties."""
        import networkx as nx

        view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.graph.nodes:
            view.add_node(node.id, type=node.type, **node.properties)
        for edge in self.graph.edges:
            view.add_edge(edge.source, edge.target, key=edge.id, type=edge.type, **edge.properties)
        return view

    def _each(self, ids: Iterable[str]) -> tuple[Node, ...]:
        return tuple(self._nodes[id] for id in sorted(set(ids)))

    @cached_property
    def _nodes(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.graph.nodes}

    @cached_property
    def _by_type(self) -> Mapping[str, list[Node]]:
        return _grouped((node.type, node) for node in self.graph.nodes)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Node]]:
        return _grouped((name, node) for node in self.graph.nodes for name in sorted(_names(node)))

    @cached_property
    def _from(self) -> Mapping[str, list[Edge]]:
        return _grouped((edge.source, edge) for edge in self.graph.edges)

    @cached_property
    def _to(self) -> Mapping[str, list[Edge]]:
        return _grouped((edge.target, edge) for edge in self.graph.edges)


Value = TypeVar("Value")


def _grouped(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, list[Value]]:
    """The values by key; a missing key is an error or an empty tuple, never a new entry."""
    found: dict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def open_graph(folder: str | Path, *, min_confidence: float = 0.0) -> KnowledgeGraph:
    """The graph that `kg build -o FOLDER` left, or what of it is at least so sure (0 to 1).

    Raises InputError where there is none, SettingError for a confidence outside 0 to 1.
    """
    return KnowledgeGraph(at_least(files.read(Path(folder)), checked(min_confidence)))


def _names(node: Node) -> set[str]:
    names = [node.properties.get("name"), node.properties.get("title"), *_aliases(node)]
    return {normal(name) for name in names if isinstance(name, str)}


def _aliases(node: Node) -> tuple[str, ...]:
    aliases = node.properties.get("aliases", ())
    return aliases if isinstance(aliases, tuple) else ()


def _id(node: Node | str) -> str:
    return node.id if isinstance(node, Node) else node


def _known(type: str, types: Mapping[str, object]) -> str:
    """The type's own name; raises QueryError for a misspelt one, where nothing would be found in silence."""
    if type not in types:
        raise QueryError(f"no type {type!r}: known are {', '.join(sorted(types))}")
    return type

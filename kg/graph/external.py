"""Nodes and edges in; the ids that models and datasets have on Hugging Face, where papers leave no doubt, out.

A paper's link counts where it leads to one repository whose name is the thing's own, and a maker's id that a sentence
writes out ("meta-llama/Llama-2-7b-chat-hf") where its name is. Nothing is looked up.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.graph.identity import repository
from kg.model import Edge, Node
from kg.values import hugging_face as hub
from kg.values import link, model_name
from kg.values.fold import fold

_DATA = "datasets/"
_HUB = "repository/huggingface.co/"
_KEYS: Mapping[str, Callable[[str], str]] = {"Model": model_name.key, "Dataset": fold}
_ROLES = {"Model": "model", "Dataset": "data"}
"""What a link must be said to lead to."""


class _Claim(NamedTuple):
    node: str
    id: str
    paper: str


def hugging_face(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> dict[str, str]:
    """Ids (`owner/name`) by the nodes' ids; of several the one that most papers give, the first in the alphabet.

    An id that two things of a type would have belongs to neither. Case tells no two ids apart, as on the hub.
    """
    claims = {*_linked(nodes, edges), *_written(nodes, edges)}
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        owners[nodes[claim.node].type, claim.id.casefold()].add(claim.node)
    found: dict[str, list[_Claim]] = defaultdict(list)
    for claim in sorted(claims):
        if len(owners[nodes[claim.node].type, claim.id.casefold()]) == 1:
            found[claim.node].append(claim)
    return {node: _commonest(claimed) for node, claimed in found.items()}


def _commonest(claims: Iterable[_Claim]) -> str:
    """The id of most papers, in the spelling of most of these."""
    papers: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        papers[claim.id.casefold()].add(claim.paper)
        spellings[claim.id.casefold()][claim.id] += 1
    best = min(papers, key=lambda id: (-len(papers[id]), id))
    return min(spellings[best], key=lambda id: (-spellings[best][id], id))


def _linked(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Iterator[_Claim]:
    """Links to one repository: of the thing that the link is said to be of, or of the variant that it names."""
    links = [edge for edge in edges if edge.type == "HAS_REPOSITORY" and edge.target.startswith(_HUB)]
    variants = _variants(edges) if links else {}
    for edge in links:
        found = repository(link.parse(str(edge.properties["url"])))
        path = found[0] if found else ""
        kind = "Dataset" if path.startswith(_DATA) else "Model"
        id = hub.checked(path.removeprefix(_DATA))
        if id is None or edge.properties["role"] != _ROLES[kind]:
            continue
        kin = [node for node in _with_variants(edge.source, variants) if nodes[node].type == kind]
        meant = [node for node in kin if _is_called(nodes[node], id.partition("/")[2])]
        if len(meant) == 1:
            yield _Claim(meant[0], id, str(edge.properties["paper"]))


def _written(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Iterator[_Claim]:
    """Ids that stand in the sentence of an edge, at a model of that name."""
    for edge in edges:
        quote = str(edge.properties.get("quote", ""))
        if "/" in quote and (ids := list(hub.written(quote))):
            for end in {edge.source, edge.target}:
                for id in ids:
                    if nodes[end].type == "Model" and _is_called(nodes[end], id.partition("/")[2]):
                        yield _Claim(end, id, str(edge.properties["paper"]))


def _is_called(node: Node, name: str) -> bool:
    """Whether a repository of that name is the node's; a model's other spellings may leave out its size or tuning."""
    key, others = _KEYS[node.type], node.properties.get("aliases", ())
    names = [str(node.properties["name"]), *(others if node.type == "Dataset" and isinstance(others, tuple) else ())]
    return key(name) in {key(each) for each in names}


def _variants(edges: Iterable[Edge]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.type == "VARIANT_OF":
            found[edge.target].append(edge.source)
    return found


def _with_variants(node: str, variants: Mapping[str, Sequence[str]]) -> list[str]:
    """The node and all that are variants of it, however far down, sorted."""
    found, level = {node}, {node}
    while level := {each for one in level for each in variants.get(one, ())} - found:
        found |= level
    return sorted(found)

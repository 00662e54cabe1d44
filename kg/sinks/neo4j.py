"""A Graph in; the same graph in a database that speaks Bolt and Cypher (Neo4j, or the embedded engine) out.

Labels and edge types come from kg/schema.py alone, values travel as parameters alone. Rows are merged by their `id`,
so that loading twice changes nothing, and `SET … = row` drops the properties that a row no longer has.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.data import folder
from kg.errors import SchemaError, StoreError
from kg.model import Edge, Graph, Node, Property
from kg.schema import EDGES, NODES
from kg.sinks.connection import speaking
from kg.sinks.delta import Delta, delta

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

Row = dict[str, Any]
Progress = Callable[[int, int], None]
"""Called with the rows done and the rows to do."""

MOST_ROWS = 5_000
MOST_CHARACTERS = 2_000_000
"""Per transaction: the embedded engine takes messages of 16 MB, a character being 4 bytes at most."""

_WRITE_NODES = "UNWIND $rows AS row {verb} (n:{label} {{id: row.id}}) SET n = row RETURN count(*) AS done"
_WRITE_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}}) "
    "{verb} (a)-[e:{label} {{id: row.id}}]->(b) SET e = row.properties RETURN count(*) AS done"
)
_DELETE_NODES = "UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
_DELETE_EDGES = "UNWIND $rows AS row MATCH ()-[e:{label} {{id: row.id}}]->() DELETE e"
_ALL_NODES = "MATCH (n:{label}) RETURN n.id AS id"
_ALL_EDGES = "MATCH (a)-[e:{label}]->(b) RETURN e.id AS id, a.id AS source, b.id AS target"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Rows written (new or changed) and deleted, by label and edge type."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    edges: Mapping[str, int] = field(default_factory=dict)
    gone_nodes: Mapping[str, int] = field(default_factory=dict)
    gone_edges: Mapping[str, int] = field(default_factory=dict)


def load(
    graph: Graph,
    driver: "Driver",
    *,
    database: str | None = None,
    previous: Graph | None = None,
    prune: bool = False,
    progress: Progress | None = None,
) -> LoadReport:
    """Writes a graph; with `previous`, the graph that the database holds, only the difference between the two.

    `prune` also deletes the nodes and edges of our labels and types that the graph lacks, whoever wrote them, and
    with a node every edge on it. Raises SchemaError for a type that the schema lacks, StoreError if the database
    fails or lacks an edge's ends.
    """
    types = {node.id: _known(node.type, NODES) for node in graph.nodes}
    with speaking(), driver.session(database=database) as session:
        _constrain(session)
        # An empty database has nothing to merge with: CREATE takes two thirds of MERGE's time there.
        verb = "CREATE" if _is_empty(session) else "MERGE"
        change = delta(graph, _held(session) if prune and previous is None else previous)
        work = list(_work(change, types, verb))
        total, done = sum(len(rows) for _, rows, _ in work), 0
        for statement, rows, must_match in work:
            for batch in _batches(rows):
                written = session.execute_write(_run, statement, batch)
                if must_match and written != len(batch):
                    raise StoreError(
                        f"{len(batch) - (written or 0)} of {len(batch)} rows found no ends in the database"
                        f" ({statement}): it isn't what the last load left; load again without `previous`"
                    )
                done += len(batch)
                if progress:
                    progress(done, total)
    return _report(change)


def _work(change: Delta, types: Mapping[str, str], verb: str) -> Iterator[tuple[str, list[Row], bool]]:
    """Statements with their rows, in an order that holds: deletions, nodes, edges."""
    for label, edges in _by(change.gone_edges, lambda edge: _known(edge.type, EDGES)):
        yield _DELETE_EDGES.format(label=label), [{"id": _clean(edge.id)} for edge in edges], False
    for label, nodes in _by(change.gone_nodes, lambda node: _known(node.type, NODES)):
        yield _DELETE_NODES.format(label=label), [{"id": _clean(node.id)} for node in nodes], False
    for label, nodes in _by(change.nodes, lambda node: _known(node.type, NODES)):
        yield _WRITE_NODES.format(verb=verb, label=label), [_node_row(node) for node in nodes], True
    for shape, edges in _by(change.edges, lambda edge: _shape(edge, types)):
        source, label, target = shape
        statement = _WRITE_EDGES.format(verb=verb, source=source, label=label, target=target)
        yield statement, [_edge_row(edge) for edge in edges], True


def _run(transaction: "ManagedTransaction", statement: str, rows: list[Row]) -> int | None:
    # Built of our own constants and of the schema's names, never of data.
    record = transaction.run(statement, rows=rows).single()
    return None if record is None else int(record["done"])


def _constrain(session: "Session") -> None:
    """Creates what is missing of cypher/constraints.cypher: before any MERGE, which is slow without."""
    text = (folder("cypher") / "constraints.cypher").read_text("utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    for statement in filter(None, map(str.strip, code.split(";\n"))):
        session.run(statement.removesuffix(";")).consume()


def _is_empty(session: "Session") -> bool:
    return session.run("MATCH (n) RETURN n.id AS id LIMIT 1").single() is None


def _held(session: "Session") -> Graph:
    """The database's rows of our types as a graph whose properties are unknown, so that all is written."""
    nodes, edges = [], []
    for label in NODES:
        for record in session.run(_ALL_NODES.format(label=label)):
            if record["id"] is not None:
                nodes.append(Node(record["id"], label, {"": ""}))
    for label in EDGES:
        for record in session.run(_ALL_EDGES.format(label=label)):
            if record["id"] is not None:
                edges.append(Edge(record["id"], label, record["source"] or "", record["target"] or "", {"": ""}))
    return Graph(tuple(nodes), tuple(edges))


def _by(rows: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[tuple[Any, list[Any]]]:
    for value, group in groupby(sorted(rows, key=key), key=key):
        yield value, list(group)


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    """Runs of rows within both limits; a row beyond the limit by itself goes alone."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        length = _length(row)
        if batch and (len(batch) == MOST_ROWS or size + length > MOST_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += length
    if batch:
        yield batch


def _length(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(name) + _length(each) for name, each in value.items())
    return sum(map(_length, value)) if isinstance(value, list) else 8


def _known(name: str, types: Mapping[str, object]) -> str:
    if name not in types:
        raise SchemaError(f"the schema has no type {name!r}: known are {', '.join(types)}")
    return name


def _shape(edge: Edge, types: Mapping[str, str]) -> tuple[str, str, str]:
    try:
        return types[edge.source], _known(edge.type, EDGES), types[edge.target]
    except KeyError as error:
        raise SchemaError(f"edge {edge.id}: its end {error} is no node of the graph") from error


def _node_row(node: Node) -> Row:
    return {**_plain(node.properties), "id": _clean(node.id)}


def _edge_row(edge: Edge) -> Row:
    key = _clean(edge.id)
    properties = {**_plain(edge.properties), "id": key}
    return {"id": key, "source": _clean(edge.source), "target": _clean(edge.target), "properties": properties}


def _plain(properties: Mapping[str, Property]) -> Row:
    return {name: _value(value) for name, value in properties.items()}


def _value(value: Property) -> Any:
    if isinstance(value, str):
        return _clean(value)
    return [_clean(each) for each in value] if isinstance(value, tuple) else value


def _clean(text: str) -> str:
    """Half of a surrogate pair, which no UTF-8 can carry, becomes U+FFFD; all other text stays as it is."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _report(change: Delta) -> LoadReport:
    return LoadReport(
        _counts(change.nodes), _counts(change.edges), _counts(change.gone_nodes), _counts(change.gone_edges)
    )


def _counts(rows: Iterable[Node | Edge]) -> Mapping[str, int]:
    return dict(sorted(Counter(row.type for row in rows).items()))

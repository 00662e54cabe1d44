"""A Cypher statement, or the name of a query in cypher/, and parameters in; rows of plain values out.

Queries only read. The embedded engine runs them as a user who may not write; a Neo4j runs them in a read transaction,
which refuses writes; and in either case the transaction is rolled back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from rapidfuzz import process

from kg.data import folder
from kg.errors import QueryError, StoreError
from kg.sinks.connection import speaking
from kg.sinks.embedded import Store, loaded, open_store

if TYPE_CHECKING:
    from neo4j import Driver, Session
    from neo4j.exceptions import Neo4jError

Row = dict[str, Any]

_NAME = re.compile(r"[\w-]+")
_PARAMETER = re.compile(r"// \$(\w+)(?: = (.*?))?  (.*)")
_CODE = re.compile(  # what is no code, or the name of a parameter
    r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:``|[^`])*` | //[^\n]* | /\*.*?\*/ | \$(\w+|`[^`]+`)""",
    re.VERBOSE | re.DOTALL,
)
_WRITE = "the statement would change the graph, and queries only read"
_WRITE_CODES = {"Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden"}
_WRITE_TYPES = {"w", "rw", "s"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; without `has_default` it must be given."""

    name: str
    meaning: str
    has_default: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query of cypher/: `name` is the file's, `title` its first line, `about` what it answers."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    statement: str


@dataclass(frozen=True, slots=True)
class Result:
    """Rows by column; values are None, bool, int, float, str, and lists and dicts of them.

    The embedded engine tells the columns of a statement only if there is a row; a named query has them always.
    """

    columns: tuple[str, ...]
    rows: list[Row]


def list_queries() -> list[Query]:
    """The queries of cypher/, by name."""
    paths = sorted(folder("cypher").glob("*.cypher"))
    return [parse(path.stem, path.read_text("utf-8")) for path in paths if path.stem != "constraints"]


def run(
    where: "Path | Driver", text: str, parameters: Mapping[str, Any] | None = None, *, database: str | None = None
) -> Result:
    """Runs a statement, or a query by name, on a graph's folder or on an open driver.

    Raises QueryError for an unknown name, a missing or unknown parameter, what the engine can't read, and a write;
    StoreError if the database can't be opened.
    """
    statement, given = prepare(text, parameters or {})
    with _opened(where, database) as store, speaking("the database"):
        found = _read(store, statement, given)
    # The embedded engine tells no columns where there is no row; a named query's are known.
    return found if found.columns or not _is_name(text) else Result(named(text.strip()).columns, [])


def prepare(text: str, parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The statement that a text or name stands for, and the parameters that it needs, defaults filled in."""
    statement, given = text, dict(parameters)
    if _is_name(text):
        query = named(text.strip())
        statement = query.statement
        given = {p.name: p.default for p in query.parameters if p.has_default} | given
    used = {match[1].strip("`") for match in _CODE.finditer(statement) if match[1]}
    if missing := sorted(used - given.keys()):
        raise QueryError(f"no value for the parameter {missing[0]}: add --param {missing[0]}=VALUE")
    if unknown := sorted(given.keys() - used):
        takes = f"it takes {', '.join(sorted(used))}" if used else "it takes none"
        raise QueryError(f"the query has no parameter {unknown[0]!r}: {takes}")
    return statement, given


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text.strip()) is not None


def named(name: str) -> Query:
    """The query of that name. Raises QueryError, with names like it, if there is none."""
    queries = {query.name: query for query in list_queries()}
    if name not in queries:
        like = [each for each, score, _ in process.extract(name, list(queries), limit=3) if score >= 60]
        hint = f"is it {' or '.join(like)}?" if like else f"there are {', '.join(queries)}"
        raise QueryError(f"no query is named {name!r}: {hint}")
    return queries[name]


def parse(name: str, text: str) -> Query:
    """A file of cypher/: `// title`, what it answers, `// $name = JSON  meaning`, `// columns: …`, the statement."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("//")]
    found = [match for line in head if (match := _PARAMETER.fullmatch(line))]
    columns = next((line for line in head if line.startswith("// columns: ")), "// columns: ")
    about = [line[3:] for line in head[1:] if not line.startswith(("// $", "// columns: "))]
    return Query(
        name=name,
        title=head[0][3:] if head else name,
        about=" ".join(about),
        parameters=tuple(
            Parameter(match[1], match[3], match[2] is not None, orjson.loads(match[2]) if match[2] else None)
            for match in found
        ),
        columns=tuple(filter(None, columns.removeprefix("// columns: ").split(", "))),
        statement="\n".join(line for line in lines if not line.startswith("//")).strip(),
    )


def parse_parameters(arguments: Iterable[str]) -> dict[str, Any]:
    """`name=value` each: the value as JSON where it is JSON, as text elsewhere.

    >>> parse_parameters(["most=8000000000", "dataset=FineWeb", 'names=["a"]', 'year="2025"'])
    {'most': 8000000000, 'dataset': 'FineWeb', 'names': ['a'], 'year': '2025'}
    """
    found = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name.strip().isidentifier():
            raise QueryError(f"{argument!r} is no parameter: write --param NAME=VALUE")
        try:
            found[name.strip()] = orjson.loads(value)
        except orjson.JSONDecodeError:
            found[name.strip()] = value
    return found


@contextmanager
def _opened(where: "Path | Driver", database: str | None) -> Iterator[Store]:
    if isinstance(where, Path):
        if (where / "store").is_dir() and loaded(where) is None:
            raise StoreError(f"the database of {where} is not loaded whole: wait for `kg build`, or run it again")
        with open_store(where) as store:
            yield store
    else:
        yield Store(where, database)


def _read(store: Store, statement: str, parameters: Row) -> Result:
    from neo4j.exceptions import ClientError, DatabaseError

    try:
        with _session(store) as session:
            transaction = session.begin_transaction()
            result = transaction.run(statement, parameters)
            columns = tuple(result.keys())
            rows = [{name: plain(record[name]) for name in columns} for record in result]
            summary = result.consume()
            transaction.rollback()
    except (ClientError, DatabaseError) as error:
        raise QueryError(_reason(error)) from error
    except OverflowError as error:
        raise QueryError("a parameter is a whole number beyond 64 bits: write it as a float or as text") from error
    except UnicodeEncodeError as error:
        raise QueryError("the statement or a parameter is not UTF-8: write it so") from error
    if summary.query_type in _WRITE_TYPES:  # the embedded engine checks some writes at the commit that never came
        raise QueryError(f"{_WRITE}: nothing was changed")
    return Result(columns, rows)


@contextmanager
def _session(store: Store) -> Iterator["Session"]:
    """A session that is closed at the end, but not on Ctrl-C: closing waits for the statement that is to be left."""
    from neo4j import READ_ACCESS

    session = store.driver.session(database=store.database, default_access_mode=READ_ACCESS)
    try:
        yield session
    except Exception:
        session.close()
        raise
    session.close()


def _reason(error: "Neo4jError") -> str:
    if error.code in _WRITE_CODES:
        return f"{_WRITE}: {error.message}"
    return f"the engine can't run the statement: {error.message}"


def plain(value: Any) -> Any:
    """A value of the driver without the driver's types.

    A node becomes labels and properties; an edge type, its ends' ids where the result knows them, and properties; a
    path its nodes and edges; dates and times ISO 8601 text; bytes hexadecimal text; a point its coordinates.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case _ if hasattr(value, "iso_format"):  # before lists: a Duration is a tuple
            return value.iso_format()
        case dict():
            return {name: plain(value[name]) for name in sorted(value)}
        case list() | tuple():
            return [plain(each) for each in value]
        case bytes() | bytearray():
            return value.hex()
    return _plain_of_graph(value)


def _plain_of_graph(value: Any) -> Any:
    from neo4j.graph import Node, Path, Relationship

    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": plain(dict(value))}
        case Relationship():
            ends = {"source": value.start_node, "target": value.end_node}
            known = {end: node["id"] for end, node in ends.items() if node is not None and "id" in node}
            return {"type": value.type, **known, "properties": plain(dict(value))}
        case Path():
            return {"nodes": plain(list(value.nodes)), "edges": plain(list(value.relationships))}
    return str(value)

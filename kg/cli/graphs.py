"""The commands that read a graph: query, load, export."""

import os
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from kg import registry
from kg.cli import output
from kg.cli.options import MinConfidence, Quiet
from kg.errors import InputError, SettingError
from kg.graph.confidence import at_least
from kg.graph.files import read as read_graph
from kg.model import Graph
from kg.query import list_queries, parse_parameters, run
from kg.sinks.base import Sink

DEFAULT = Path("build/graph")

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="The graph's folder; build/graph when left out.", show_default=False),
]
GraphOption = Annotated[
    Path | None, typer.Option("--graph", "-g", metavar="DIR", help="The same, as an option.", show_default=False)
]
GraphAlone = Annotated[
    Path, typer.Option("--graph", "-g", metavar="DIR", help="The graph's folder.", show_default=True)
]


class Form(StrEnum):
    """How a query's rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def query(
    text: Annotated[
        str | None,
        typer.Argument(metavar="CYPHER|NAME", help="A statement, or a shipped query's name.", show_default=False),
    ] = None,
    params: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; JSON where it parses, else text."),
    ] = None,
    graph: GraphAlone = DEFAULT,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the rows.")] = Form.TABLE,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json: the rows alone.")] = False,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the shipped queries.")] = False,
) -> None:
    """Ask a graph in Cypher; queries only read. Without CYPHER or NAME, the shipped queries are listed.

    \b
    Examples:  kg query models-by-size -p most=8000000000
               kg query 'MATCH (m:Model)-[:TRAINED_ON]->(d:Dataset) RETURN m.name, d.name' --json
    """
    if text is None or list_:
        _list_queries(as_json=json or form is Form.JSON)
        return
    result = run(graph, text, parse_parameters(params or ()))
    if json or form is Form.JSON:
        output.print_json(result.rows)
    elif form is Form.CSV:
        output.print_csv(result.columns, result.rows)
    else:
        output.print_table(result.columns, [[_cell(row[name]) for name in result.columns] for row in result.rows])
        output.note(output.counted(len(result.rows), "row"))


def load(
    folder: Folder = None,
    graph: GraphOption = None,
    min_confidence: MinConfidence = 0.0,
    uri: Annotated[
        str | None, typer.Option(metavar="URI", help="neo4j://HOST:PORT; else NEO4J_URI.", show_default=False)
    ] = None,
    username: Annotated[str | None, typer.Option(help="Else NEO4J_USERNAME, else neo4j.", show_default=False)] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file that holds the password; else NEO4J_PASSWORD.", show_default=False),
    ] = None,
    database: Annotated[str | None, typer.Option(help="Else NEO4J_DATABASE, else the server's own.")] = None,
    prune: Annotated[
        bool, typer.Option(help="Delete nodes and edges of kg's labels and types that this graph lacks.")
    ] = False,
    quiet: Quiet = False,
    json: Annotated[bool, typer.Option("--json", help="The counts as JSON on standard output.")] = False,
) -> None:
    """Load a graph into a Neo4j server (5.7 or later); loading it twice changes nothing.

    The password comes from NEO4J_PASSWORD or a file, never from the command line.

    Example:  NEO4J_PASSWORD=… kg load build/graph --uri neo4j://localhost:7687
    """
    from kg.sinks.connection import connect, settings
    from kg.sinks.neo4j import load as load_graph

    password = None if password_file is None else _password(password_file)
    where = settings(os.environ, uri=uri, username=username, password=password, database=database)
    found = _graph(folder, graph, min_confidence)
    with output.progress(quiet=quiet or json) as progress, connect(where) as driver:
        report = load_graph(
            found,
            driver,
            database=where.database,
            prune=prune,
            progress=lambda done, total: progress("loading", done, total),
        )
    if json:
        output.print_json(
            {
                "nodes": dict(report.nodes),
                "edges": dict(report.edges),
                "gone_nodes": dict(report.gone_nodes),
                "gone_edges": dict(report.gone_edges),
            }
        )
    elif not quiet:
        gone = {**report.gone_nodes, **report.gone_edges}
        output.print_counts({"nodes": report.nodes, "edges": report.edges, "deleted": gone})
        output.note(f"loaded into {where.uri}")


def export(
    folder: Folder = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Its ending tells the format.", show_default=False),
    ] = None,
    graph: GraphOption = None,
    min_confidence: MinConfidence = 0.0,
    base: Annotated[
        str | None, typer.Option(metavar="IRI", help="RDF: the IRI that ids are appended to.", show_default=False)
    ] = None,
    provenance: Annotated[
        str | None,
        typer.Option(
            metavar="graph|full",
            help="RDF: one named graph a paper, or a node with position and quote for each statement as well.",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a graph as RDF (.ttl .nt .trig .nq .jsonld), GraphML (.graphml) or JSON Lines (.jsonl).

    \b
    Examples:  kg export build/graph -o graph.ttl
               kg export -o graph.trig --provenance full
    """
    if out is None:
        raise SettingError("export needs a file whose ending tells the format: -o graph.ttl")
    sink = _sink(out, base=base, provenance=provenance)
    found = _graph(folder, graph, min_confidence)
    with output.progress(quiet=quiet) as progress:
        progress("writing", 0, None)
        sink.write(found, out)
    output.note(f"{len(found.nodes):,} nodes and {len(found.edges):,} edges in {out}", quiet=quiet)


def _list_queries(*, as_json: bool) -> None:
    queries = list_queries()
    if as_json:
        output.print_json(
            [{"name": q.name, "title": q.title, "parameters": [asdict(p) for p in q.parameters]} for q in queries]
        )
        return
    rows = [
        (
            q.name,
            q.title,
            " ".join(p.name + (f"={output.json_text(p.default)}" if p.has_default else "=…") for p in q.parameters),
        )
        for q in queries
    ]
    output.print_table(("name", "question", "parameters"), rows)


def _cell(value: Any) -> str:
    """A value as a table shows it: text as it is, nothing as an empty cell, everything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else output.json_text(value)


def place(folder: Path | None, option: Path | None) -> Path:
    """The graph's folder from the argument, the option, or the default. Raises SettingError if both differ."""
    if folder is not None and option is not None and folder != option:
        raise SettingError(f"two graphs are named, {folder} and --graph {option}: name one")
    return folder or option or DEFAULT


def _graph(folder: Path | None, option: Path | None, min_confidence: float) -> Graph:
    return at_least(read_graph(place(folder, option)), min_confidence)


def _sink(out: Path, **options: str | None) -> Sink:
    chosen: Sink | None = None
    known: list[str] = []
    for sink in cast(tuple[Sink, ...], registry.load_all("kg.sinks")):
        known.extend(sink.suffixes)
        if out.suffix.lower() in sink.suffixes:
            chosen = sink
    if chosen is None:
        raise SettingError(f"{out}: no format has the ending {out.suffix!r}: known are {', '.join(known)}")
    given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    if given and not all(hasattr(chosen, name) for name in given):
        raise SettingError(f"--{', --'.join(given)}: {out.suffix} takes no such option; RDF does")
    return replace(chosen, **given) if given else chosen  # type: ignore[type-var]


def _password(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--password-file {path}: can't be read ({error}): name a text file") from error

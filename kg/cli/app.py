"""Arguments in; one command run, its report printed, and an exit code out."""

import os
import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import typer

from kg import __version__
from kg.cli import evaluation, explanation, graphs, papers, resolution, training
from kg.cli.output import Exit, fail
from kg.errors import KgError

HELP = """Listings of AI papers in, a typed and sourced knowledge graph out.

\b
    kg build listings/ -o build/graph      papers to a graph
    kg query benchmarks                    ask it, by a shipped query's name
    kg query 'MATCH (m:Model) RETURN m.name LIMIT 5'
    kg why "Llama 2"                       why it is one thing, and what it isn't
    kg judge HALO Halo --different         say what is one thing and what is not
    kg resolve build/graph                 decide that anew, without reading again
    kg export build/graph -o graph.ttl     to RDF, GraphML or JSON Lines
    kg load build/graph --uri neo4j://…    to a Neo4j server

Exit codes: 0 done; 2 an option or setting is wrong; 3 an input can't be read; 4 a database can't be started,
reached or is held by another; 5 a query is wrong; 6 done, but some of the input was skipped; 130 interrupted.
"""

_STDERR = 2

app = typer.Typer(
    name="kg",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(papers.build)
app.command("extract")(papers.extract)
app.command("resolve")(resolution.resolve)
app.command("judge")(resolution.judge)
app.command("diff")(resolution.diff)
app.command("why")(explanation.why)
app.command("conflicts")(explanation.conflicts)
app.command("evaluate")(evaluation.evaluate)
app.command("train")(training.train)
app.command("query")(graphs.query)
app.command("load")(graphs.load)
app.command("export")(graphs.export)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options that stand before the command."""


def main() -> NoReturn:
    """The console script: turns errors into one line and an exit code."""
    _open_streams()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        app(standalone_mode=True)
    except KgError as error:
        fail(str(error), error.exit_code)
    except SystemExit as leaving:
        if leaving.code == Exit.INTERRUPTED:  # typer makes this of Ctrl-C, and says nothing
            _interrupted()
        raise
    except KeyboardInterrupt:
        _interrupted()
    except BrokenPipeError:
        # The reader went (`kg query … | head`): that is no error, and flushing at exit must not make it one.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        place = "the output" if error.filename is None else str(error.filename2 or error.filename)
        reason = error.strerror or str(error)
        fail(f"{place}: {reason}: check the path, its access rights and the free space", Exit.SETTING)
    sys.exit(Exit.DONE)


def _interrupted() -> NoReturn:
    fail("interrupted: no file was left half-written; the same command again does the rest", Exit.INTERRUPTED)


def _open_streams() -> None:
    """Standard streams that the caller closed lead nowhere: else the next file opened would take their place."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass
    os.close(descriptor)
    # They stay open as long as the process.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    # As after Ctrl-C, every `with` block gets to clean up.
    raise KeyboardInterrupt

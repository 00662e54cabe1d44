"""The errors of kg, one small tree; every message gives value, place and remedy.

* KgError                   the run stops, the command line prints the message and exits
  + SettingError            an option, a configuration or an environment variable is wrong (exit 2)
  + InputError              an input can't be read at all: absent, binary, of unknown format (exit 3)
  + SchemaError             a node or an edge breaks the schema; assembly catches it and reports the row as refused
  + StoreError              a database can't be started, reached, or is held by another process (exit 4)
  + QueryError              a Cypher statement or a query's name or parameter is wrong (exit 5)
  + PaperError              an extractor can't read this one paper: the pipeline makes a `Skipped` of it (kg/model.py)

A bad paper stops no run: it is reported as `Skipped` and the rest goes on.
"""


class KgError(Exception):
    """Stops the run; `exit_code` is what the command line leaves with."""

    exit_code = 1


class SettingError(KgError):
    """An option, configuration or environment variable is wrong: the run stops before it starts."""

    exit_code = 2


class InputError(KgError):
    """An input as a whole can't be read: absent, binary, or in no known format."""

    exit_code = 3


class SchemaError(KgError):
    """A node or an edge breaks its type's rules (kg/schema.py)."""


class StoreError(KgError):
    """A graph database can't be started or reached, or another process holds it."""

    exit_code = 4


class QueryError(KgError):
    """A Cypher statement, the name of a query, or one of its parameters is wrong."""

    exit_code = 5


class PaperError(KgError):
    """One paper can't be read by an extractor: why, and what its owner can do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason}: {self.remedy}"

"""Settings in, an open driver to a Neo4j out; the driver's exceptions in, StoreErrors that say what to do out."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import SettingError, StoreError

if TYPE_CHECKING:
    from neo4j import Driver

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
OLDEST = (5, 7)
"""The first Neo4j with uniqueness constraints on relationships, which keep parallel edges apart."""

SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a Neo4j is and who enters; the password is in no representation of this object."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None = None


def settings(
    environment: Mapping[str, str],
    *,
    uri: str | None = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Settings:
    """What is given, else NEO4J_URI, NEO4J_USERNAME (neo4j), NEO4J_PASSWORD, NEO4J_DATABASE (the server's own).

    Raises SettingError for what is missing or can't be an address; no message repeats a password.
    """
    uri = uri or environment.get("NEO4J_URI")
    password = password or environment.get("NEO4J_PASSWORD")
    if not uri:
        raise SettingError("no address of a Neo4j: give --uri neo4j://HOST:PORT or set NEO4J_URI")
    if "@" in uri:
        raise SettingError("the address of Neo4j holds a user name or password: leave them out, set NEO4J_PASSWORD")
    if not _is_address(uri):
        raise SettingError(f"{uri!r} is no address of a Neo4j: write SCHEME://HOST:PORT, SCHEME {', '.join(SCHEMES)}")
    if not password:
        raise SettingError("no password for Neo4j: set NEO4J_PASSWORD or give --password-file FILE")
    if any("\ud800" <= character <= "\udfff" for character in password):
        raise SettingError("the password for Neo4j is not UTF-8: write it so, in NEO4J_PASSWORD or in the file")
    return Settings(
        uri,
        username or environment.get("NEO4J_USERNAME") or "neo4j",
        password,
        database or environment.get("NEO4J_DATABASE") or None,
    )


def _is_address(uri: str) -> bool:
    """Whether scheme, host and port can be told; the driver takes a port beyond 65535 for another one."""
    try:
        parts = urlsplit(uri)
        return parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


@contextmanager
def connect(where: Settings) -> Iterator["Driver"]:
    """An open driver. Raises StoreError if the server can't be reached, refuses the user, or is too old."""
    import neo4j

    with (
        speaking(where.uri),
        neo4j.GraphDatabase.driver(
            where.uri,
            auth=(where.username, where.password),
            telemetry_disabled=True,
            connection_timeout=SECONDS,
            connection_acquisition_timeout=SECONDS,
            # "property key does not exist" is the normal state of a graph, and no warning for a terminal
            notifications_min_severity="OFF",
        ) as driver,
    ):
        _check_version(driver, where.uri)
        yield driver


def _check_version(driver: "Driver", uri: str) -> None:
    from neo4j.exceptions import ConfigurationError

    oldest = ".".join(map(str, OLDEST))
    try:
        agent = driver.get_server_info().agent
    except ConfigurationError as error:  # its protocol is older than the notification setting above
        raise StoreError(f"{uri} speaks an older protocol than Neo4j {oldest}: kg needs {oldest} or later") from error
    if is_too_old(agent):
        raise StoreError(f"{uri} is {agent}: kg needs Neo4j {oldest} or later")


def is_too_old(agent: str) -> bool:
    """Whether a server says that it is a Neo4j before 5.7; one that says nothing of the kind gets a try.

    >>> is_too_old("Neo4j/4.4.30"), is_too_old("Neo4j/5.26.30"), is_too_old("Neo4j/2026.08.1"), is_too_old("Other/1")
    (True, False, False, False)
    """
    version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    return version is not None and tuple(map(int, version.groups())) < OLDEST


@contextmanager
def speaking(place: str = "the database") -> Iterator[None]:
    """Turns the driver's exceptions into StoreErrors."""
    from neo4j import exceptions

    try:
        yield
    except exceptions.AuthError as error:
        raise StoreError(f"{place} refuses the user or the password: set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except exceptions.ServiceUnavailable as error:
        raise StoreError(
            f"{place} can't be reached ({_first_line(error)}): is it running, is the port right?"
        ) from error
    except exceptions.Neo4jError as error:
        raise StoreError(f"{place} refused: {error.message} ({error.code})") from error
    except exceptions.DriverError as error:
        raise StoreError(f"{place} failed: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

"""A store's folder in; the embedded engine's command line, its two users and their passwords out.

The engine is the Java server inside `arcadedb-embedded`, run by the Java that the package brings along. Every listener
is bound to loopback. `root` may write; `reader` may not, and the engine itself enforces that.
"""

import base64
import hashlib
import json
import os
import secrets
from importlib.util import find_spec
from pathlib import Path

from kg.errors import StoreError

DATABASE = "kg"
WRITER = "root"
READER = "reader"
HEAP = "640m"

JVM = (
    f"-Xmx{HEAP}",
    # A command lives for seconds: the first compiler alone, and the collector that starts fastest, answer soonest.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
)
SETTINGS = {
    "server.httpIncomingHost": "127.0.0.1",
    "bolt.host": "127.0.0.1",
    "bolt.defaultDatabase": DATABASE,
    "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    "server.defaultDatabases": f"{DATABASE}[{WRITER}]",
    "server.mode": "development",
    "serverMetrics": "false",
    "studio.enabled": "false",
    "backup.enabled": "false",
    "polyglotEngineEnabled": "false",
    "opencypher.loadCsv.allowFileUrls": "false",
    "opencypher.loadCsv.allowRemoteUrls": "false",
    "txWalFlush": "1",
}
_ITERATIONS = 1000
_GROUPS = {
    "admin": (
        ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        ["createRecord", "readRecord", "updateRecord", "deleteRecord"],
    ),
    "readers": ([], ["readRecord"]),
    "*": ([], []),
}


def command(store: Path) -> list[str]:
    """The engine's command line, without its two ports. Raises StoreError if the package lacks the engine."""
    spec = find_spec("arcadedb_embedded")  # found, not imported: the import would load a second JVM's bridge
    package = Path(spec.origin).parent if spec and spec.origin else Path()
    java, jars = package / "jre/bin/java", sorted((package / "jars").glob("*.jar"))
    if not java.is_file() or not jars:
        raise StoreError(f"no engine in {package}: install the package arcadedb-embedded again")
    settings = {
        **SETTINGS,
        "server.rootPath": str(store),
        "server.databaseDirectory": str(store / "databases"),
        "server.logsDirectory": str(store / "log"),
    }
    return [
        str(java),
        *JVM,
        f"-XX:ErrorFile={store / 'log/crash-%p.log'}",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        os.pathsep.join(map(str, jars)),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def passwords(store: Path) -> dict[str, str]:
    """The two users' passwords, made on first use, in a file that its owner alone may read."""
    path = store / "password"
    if not path.exists():
        made = {user: secrets.token_urlsafe(24) for user in (WRITER, READER)}
        _write_users(store / "config", made)
        _write_private(path, json.dumps(made))  # last: without it, all is made anew
    return dict(json.loads(path.read_text("utf-8")))


def _write_users(config: Path, made: dict[str, str]) -> None:
    config.mkdir(parents=True, exist_ok=True)
    users = [
        {"name": WRITER, "databases": {"*": ["admin"]}, "password": _hashed(made[WRITER])},
        {"name": READER, "databases": {DATABASE: ["readers"]}, "password": _hashed(made[READER])},
    ]
    groups = {
        name: {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": access,
            "types": {"*": {"access": records}},
        }
        for name, (access, records) in _GROUPS.items()
    }
    _write_private(config / "server-users.jsonl", "".join(f"{json.dumps(user)}\n" for user in users))
    _write_private(config / "server-groups.json", json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}))


def _hashed(password: str) -> str:
    """In the engine's form: algorithm, iterations, salt and hash, joined by dollars; the salt is used as written."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ITERATIONS, 32)
    return f"PBKDF2WithHmacSHA256${_ITERATIONS}${salt}${base64.b64encode(digest).decode('ascii')}"


def _write_private(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    part.replace(path)

"""A folder in; a real Neo4j Community with its Browser, on loopback and without Docker, out.

`python -m tests.support.neo4j_server start|stop|status` keeps one in .neo4j/ of the checkout for local use; tests
start their own in a folder that goes away. The jars are Maven's (pom.xml beside this file), fetched once to
.neo4j/lib; Neo4j 5 runs on Java 17 or 21. All state but the jars lies in the instance's folder: conf, data, logs, the
generated password (mode 600), and server.json with the process and its ports.
"""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

HOME = Path(__file__).parents[2] / ".neo4j"
LIB = HOME / "lib"
USUAL = {"bolt": 7687, "http": 7474}
START_SECONDS = 200
STOP_SECONDS = 60
MAVEN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
JVM = (
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dfile.encoding=UTF-8",
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    ),
)
CONF = """\
dbms.usage_report.enabled=false
server.directories.lib={lib}
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_minimum_password_length=8
db.tx_log.rotation.retention_policy=1 files
dbms.security.allow_csv_import_from_file_urls=false
"""


class UnavailableError(Exception):
    """Neo4j can't run here; the message says what is missing."""


@dataclass(frozen=True)
class Server:
    """A running instance."""

    pid: int
    created: float
    bolt: int
    http: int

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        return f"http://127.0.0.1:{self.http}/browser/"


def start(home: Path = HOME) -> Server:
    """Starts the folder's instance, unless it runs, and waits until Bolt answers. Raises UnavailableError."""
    if (running := status(home)) is not None:
        return running
    java = _java()
    fetch_jars()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (home / "password").exists():
        with open(os.open(home / "password", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_hex(16))
    ports = {name: free_port(usual) for name, usual in USUAL.items()}
    (home / "conf").mkdir(exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(CONF.format(lib=LIB, **ports), encoding="utf-8")
    if not (home / "data" / "dbms").exists():
        _set_password(java, home)
    (home / "logs").mkdir(exist_ok=True)
    process = _run(java, home)
    server = Server(process.pid, psutil.Process(process.pid).create_time(), **ports)
    _wait(process, server, home)
    (home / "server.json").write_text(json.dumps(asdict(server)), encoding="utf-8")
    return server


def stop(home: Path = HOME, *, gently: bool = True) -> bool:
    """Ends the folder's instance, and no other process; False where none runs.

    `gently` lets it write its memory to disk, which takes seconds that a folder about to vanish is not worth.
    """
    server = status(home)
    if server is None:
        return False
    process = psutil.Process(server.pid)
    process.send_signal(signal.SIGTERM if gently else signal.SIGKILL)
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
    (home / "server.json").unlink(missing_ok=True)
    return True


def status(home: Path = HOME) -> Server | None:
    """The folder's running instance: its process still is the one that was started."""
    try:
        server = Server(**json.loads((home / "server.json").read_text("utf-8")))
        process = psutil.Process(server.pid)
        alive = abs(process.create_time() - server.created) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None
    return server if alive else None


def password(home: Path = HOME) -> str:
    """The generated password of the user neo4j."""
    return (home / "password").read_text("utf-8")


def fetch_jars() -> None:
    """Copies the jars to .neo4j/lib, once. Raises UnavailableError if Maven is absent or fails."""
    done = LIB / ".complete"
    if done.exists():
        return
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("mvn is not installed: Neo4j's jars can't be fetched")
    command = [maven, "-q", "-B", "-f", str(Path(__file__).with_name("pom.xml")), MAVEN, f"-DoutputDirectory={LIB}"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise UnavailableError(f"mvn could not fetch Neo4j's jars: {finished.stdout[-500:]}{finished.stderr[-500:]}")
    done.touch()


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise UnavailableError("java is not installed: Neo4j 5 needs Java 17 or 21")
    version = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    major = re.search(r'version "(\d+)', version)
    if major is None or int(major[1]) not in (17, 21):
        raise UnavailableError(f"Neo4j 5 needs Java 17 or 21, {java} is: {version.splitlines()[:1]}")
    return java


def _set_password(java: str, home: Path) -> None:
    """Before the first start. The tool takes the password as argument only: visible to `ps` for a second, so an
    unguessable one, of use on this machine's loopback alone."""
    command = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", password(home)]
    subprocess.run(
        [java, *JVM, "-cp", f"{LIB}/*", *command],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        check=True,
        capture_output=True,
    )


def _run(java: str, home: Path) -> "subprocess.Popen[bytes]":
    main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with open(home / "logs" / "console.log", "wb") as log:
        return subprocess.Popen(
            [java, *JVM, "-cp", f"{LIB}/*", *main, "--console-mode"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait(process: "subprocess.Popen[bytes]", server: Server, home: Path) -> None:
    import neo4j
    from neo4j.exceptions import DriverError, Neo4jError

    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", password(home))) as driver:
                driver.verify_connectivity()
                return
        except (DriverError, Neo4jError):
            time.sleep(0.2)
    if process.poll() is None:
        process.terminate()
    console = (home / "logs" / "console.log").read_text("utf-8", "replace")
    raise UnavailableError(f"Neo4j did not answer; the end of {home / 'logs'}/console.log:\n{console[-1500:]}")


def free_port(usual: int) -> int:
    """The usual port, or any free one where that is taken."""
    for port in (usual, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise UnavailableError("no free port on 127.0.0.1")


def main(arguments: list[str]) -> int:
    command = arguments[0] if len(arguments) == 1 else ""
    if command == "start":
        try:
            server = start()
        except UnavailableError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        sys.stdout.write(
            f"Neo4j answers at {server.uri} (process {server.pid})\n"
            f"Browser: {server.browser}   user neo4j, password in {HOME / 'password'}\n"
            f"export NEO4J_URI={server.uri} NEO4J_USERNAME=neo4j NEO4J_PASSWORD=$(cat {HOME / 'password'})\n"
        )
        return 0
    if command == "stop":
        sys.stdout.write("Neo4j stopped\n" if stop() else "no Neo4j was running here\n")
        return 0
    if command == "status":
        running = status()
        sys.stdout.write(f"{running.uri} {running.browser}\n" if running else "not running\n")
        return 0 if running else 1
    sys.stderr.write("usage: python -m tests.support.neo4j_server start|stop|status\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The process that keeps the embedded engine: a job (JSON on standard input) in, a running Java server out.

Started as a script of its own by kg/sinks/embedded.py, and therefore of the standard library alone. It holds
`server.lock` for as long as the engine lives (the engine inherits it), writes `server.json` when the engine answers,
and stops the engine when no command holds `users.lock` any more. Locks are the kernel's: they fall when their holder
dies, however it dies, so that there are no stale process ids to guess about.
"""

import ctypes
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
STARTS = 3
"""A free port can be taken by somebody else before the engine binds it: then it starts again on others."""


def main() -> int:
    """Runs until the last user has gone; returns 1 if the engine never answered."""
    job = json.load(sys.stdin)
    run = Path(job["run"])
    lock = os.open(run / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    for _ in range(STARTS):
        bolt, web = _free_ports()
        java = _start(job, bolt, web, lock)
        signal.signal(signal.SIGTERM, lambda *_, java=java: java.terminate())
        if _answers(java, bolt, web, fresh=job["fresh"]):
            break
    else:
        return 1
    _announce(run / "server.json", {"pid": os.getpid(), "java": java.pid, "port": bolt, "command": job["command"]})
    threading.Thread(target=_stop_when_unused, args=(run / "users.lock", java), daemon=True).start()
    java.wait()
    (run / "server.json").unlink(missing_ok=True)
    return 0


def _start(job: dict[str, Any], bolt: int, web: int, lock: int) -> "subprocess.Popen[bytes]":
    java, *arguments = job["java"]
    ports = [f"-Darcadedb.bolt.port={bolt}", f"-Darcadedb.server.httpIncomingPort={web}"]
    with open(job["log"], "wb") as log:
        return subprocess.Popen(
            [java, *ports, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=job["store"],
            pass_fds=[lock],
            preexec_fn=_die_with_parent,  # noqa: PLW1509  (no thread runs yet)
        )


def _die_with_parent() -> None:
    """Linux ends the engine (SIGTERM, a clean stop) if this process is killed outright; elsewhere it would stay."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind((HOST, 0))
        second.bind((HOST, 0))
        return first.getsockname()[1], second.getsockname()[1]


def _answers(java: "subprocess.Popen[bytes]", bolt: int, web: int, *, fresh: bool) -> bool:
    """Waits until the engine answers; False if it ended before.

    A database that exists is open before the Bolt port is; one that is being made (`fresh`) is there only when the
    engine calls itself ready, half a second later.
    """
    while java.poll() is None:
        if _is_ready(web) if fresh else _is_open(bolt):
            return True
        time.sleep(0.02)
    return False


def _is_open(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=5).close()
    except OSError:
        return False
    return True


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/api/v1/ready")
        return connection.getresponse().status == http.client.NO_CONTENT
    except OSError:
        return False
    finally:
        connection.close()


def _announce(path: Path, state: dict[str, Any]) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps(state), encoding="utf-8")
    part.replace(path)


def _stop_when_unused(path: Path, java: "subprocess.Popen[bytes]") -> None:
    users = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_EX)  # granted when no command shares it; held until this process has ended
    java.terminate()
    try:
        java.wait(30)
    except subprocess.TimeoutExpired:
        java.kill()


if __name__ == "__main__":
    sys.exit(main())

"""A real HTTP server on loopback that plays an OpenAI-compatible endpoint by a script, and keeps what it was asked."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The paper's text."""
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Answer:
    """What is sent back: pieces of the body with a pause before each, so that a slow endpoint can be played."""

    status: int = 200
    pieces: tuple[bytes, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0


Script = Callable[[Asked, int], Answer]
"""A request and its number, from 0, in; the answer out."""


@dataclass
class Endpoint:
    """The running server."""

    url: str
    script: Script
    asked: list[Asked] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def answer(self, asked: Asked) -> Answer:
        with self.lock:
            number = len(self.asked)
            self.asked.append(asked)
        return self.script(asked, number)


def said(content: object, *, usage: object = (100, 20), **choice: object) -> Answer:
    """A completion whose message is `content`: a text as it is, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    body: dict[str, object] = {"choices": [{"message": {"role": "assistant", "content": text}, **choice}]}
    if isinstance(usage, tuple):
        usage = dict(zip(("prompt_tokens", "completion_tokens"), usage, strict=True))
    if usage is not None:
        body["usage"] = usage
    return raw(json.dumps(body).encode())


def raw(*pieces: bytes, status: int = 200, pause: float = 0.0, **headers: str) -> Answer:
    """Any bytes with any status."""
    return Answer(status, pieces, headers, pause)


def failed(status: int, message: str, **headers: str) -> Answer:
    """An error in the usual form."""
    return Answer(status, (json.dumps({"error": {"message": message}}).encode(),), headers)


def in_turn(*answers: Answer) -> Script:
    """The answers one after another, the last one for ever."""
    return lambda _, number: answers[min(number, len(answers) - 1)]


@contextmanager
def serving(script: Script) -> Iterator[Endpoint]:
    """An endpoint that answers by the script."""
    endpoint = Endpoint("", script)
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(endpoint)) as server:
        server.daemon_threads = True
        endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield endpoint
        finally:
            server.shutdown()
            thread.join()


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = endpoint.answer(Asked(self.path, dict(self.headers), json.loads(body)))
            try:
                self._send(answer)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(sum(map(len, answer.pieces))))
            self.end_headers()
            for piece in answer.pieces:
                time.sleep(answer.pause)
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing: a test's output is its own."""

    return Handler

"""A request in, the endpoint's answer out: tried again while that may help, bounded in time and size, and counted."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx
import orjson
import tenacity

from kg.errors import SettingError
from kg.extractors.llm.settings import Settings
from kg.extractors.llm.usage import Usage

LARGEST = 1 << 20
"""Bytes of one answer."""
LONGEST_PAUSE = 120.0
"""Seconds between two attempts, whatever the endpoint asks for."""
MALFORMED_ATTEMPTS = 2
"""Times that one paper is asked about where the answer has come, but is of no use: each time costs its tokens."""
_SHOWN = 200
_TEMPORARY = frozenset({408, 409, 425, 429})
_OF_ONE_PAPER = frozenset({400, 413, 414, 422})
"""What an endpoint says of a request that it can't take, such as a text that is too long for the model."""

T = TypeVar("T")


class EndpointError(Exception):
    """What went wrong with one request, in words for the user; the key is never among them."""

    remedy = "run it again later, or with a longer KG_LLM_TIMEOUT or more KG_LLM_ATTEMPTS"


class TemporaryError(EndpointError):
    """It may go well another time; `pause`: the seconds to wait that the endpoint asked for."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.pause = pause


class MalformedError(EndpointError):
    """An answer came, but not in the form that was asked for."""

    remedy = "run it again, or name a model in KG_LLM_MODEL that keeps to a JSON Schema"


class RefusedError(EndpointError):
    """This request will be refused each time."""

    remedy = "set in KG_LLM_EXTRA what the endpoint asks for, or read this paper with another extractor"


class ClosedError(EndpointError):
    """Every request will be refused: address, key or model are wrong, or the account is."""


class Client:
    """One endpoint; may be used by several threads at once."""

    def __init__(self, settings: Settings, usage: Usage) -> None:
        self._settings = settings
        self._usage = usage
        self._url = f"{settings.url}/chat/completions"
        self._http = _client(settings)
        try:
            httpx.URL(self._url)
        except httpx.InvalidURL as error:
            raise SettingError(f"KG_LLM_URL {settings.url!r} is no base address ({error}): mend it") from error

    def ask(self, body: bytes, read: Callable[[str], T]) -> T:
        """The answer's text as `read` understands it. Raises EndpointError once no further attempt may help.

        `read` raises ValueError for a text that isn't in the form asked for.
        """
        answer: T = self._attempts()(self._once, body, read)
        return answer

    def _attempts(self) -> tenacity.Retrying:
        return tenacity.Retrying(
            retry=tenacity.retry_if_exception_type((TemporaryError, MalformedError)),
            stop=self._is_enough,
            wait=self._pause,
            before_sleep=lambda _: self._usage.add(again=1),
            reraise=True,
        )

    def _is_enough(self, state: tenacity.RetryCallState) -> bool:
        is_malformed = isinstance(_error(state), MalformedError)
        most = min(MALFORMED_ATTEMPTS, self._settings.attempts) if is_malformed else self._settings.attempts
        return state.attempt_number >= most

    def _pause(self, state: tenacity.RetryCallState) -> float:
        """Seconds: doubled each time and shortened by chance, so that threads don't come back together."""
        own = tenacity.wait_random_exponential(multiplier=self._settings.backoff, max=LONGEST_PAUSE)(state)
        asked = getattr(_error(state), "pause", 0.0)
        return min(max(own, asked), LONGEST_PAUSE)

    def _once(self, body: bytes, read: Callable[[str], T]) -> T:
        began = time.monotonic()
        try:
            content = self._send(body, began + self._settings.timeout)
        finally:
            self._usage.add(calls=1, seconds=time.monotonic() - began)
        try:
            completion = orjson.loads(content)
        except ValueError as error:
            raise MalformedError("the answer is no JSON") from error
        self._count(completion)
        try:
            return read(_text(completion))
        except ValueError as error:
            raise MalformedError(f"the answer isn't in the form asked for ({error})") from error

    def _send(self, body: bytes, deadline: float) -> bytes:
        try:
            with self._http.stream("POST", self._url, content=body) as response:
                content = _bounded(response, deadline)
        except httpx.TimeoutException as error:
            raise TemporaryError(f"no answer within {self._settings.timeout:g} s") from error
        except (httpx.HTTPError, UnicodeError) as error:  # the latter for a host's name that no query can carry
            raise TemporaryError(f"{self._url} can't be reached ({self._shown(str(error))})") from error
        if not response.is_success:
            raise self._failure(response, content)
        return content

    def _failure(self, response: httpx.Response, content: bytes) -> EndpointError:
        status = response.status_code
        reason = f"HTTP {status}: {self._shown(_message(content) or response.reason_phrase)}"
        if status in _TEMPORARY or status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return TemporaryError(reason, _pause_asked(response))
        if status in _OF_ONE_PAPER:
            return RefusedError(reason)
        return ClosedError(reason)

    def _shown(self, text: str) -> str:
        """The beginning of a stranger's text: on one line, and without the key, should it repeat that."""
        if self._settings.key is not None:
            text = text.replace(self._settings.key, "…")
        return " ".join(text.split())[:_SHOWN]

    def _count(self, completion: Any) -> None:
        usage = completion.get("usage") if isinstance(completion, dict) else None
        sent, received = (_tokens(usage, name) for name in ("prompt_tokens", "completion_tokens"))
        if sent is None or received is None:
            self._usage.add(unmetered=1)
        else:
            self._usage.add(sent=sent, received=received)


def _client(settings: Settings) -> httpx.Client:
    """Redirects are not followed, lest the key go elsewhere."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if settings.key is not None:
        headers["Authorization"] = f"Bearer {settings.key}"
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=settings.jobs)
    return httpx.Client(headers=headers, timeout=settings.timeout, limits=limits, follow_redirects=False)


def _error(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _bounded(response: httpx.Response, deadline: float) -> bytes:
    """The body: httpx bounds the time between two pieces, but neither all of them nor their size."""
    pieces = bytearray()
    for piece in response.iter_bytes():
        pieces += piece
        if len(pieces) > LARGEST:
            raise MalformedError(f"the answer is larger than {LARGEST:,} bytes")
        if time.monotonic() > deadline:
            raise TemporaryError("the answer came too slowly")
    return bytes(pieces)


def _text(completion: Any) -> str:
    """The one answer of a completion. Raises RefusedError where the model declined or ran out of tokens."""
    try:
        choice = completion["choices"][0]
        message, finish = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError("no choice with a message") from error
    if finish == "length":
        raise RefusedError("the answer was cut off at the most tokens that the endpoint gives")
    if finish == "content_filter" or (refusal and not content):
        raise RefusedError("the model declined to answer")
    if not isinstance(content, str):
        raise ValueError("no text")
    return content


def _message(content: bytes) -> str:
    """What an error's body says: the usual `error.message`, else its text."""
    try:
        body = orjson.loads(content)
        error = body.get("error", body)
        found = error.get("message") if isinstance(error, dict) else error
        if isinstance(found, str):
            return found
    except (AttributeError, ValueError):
        pass
    return content[:_SHOWN].decode("utf-8", "replace")


def _pause_asked(response: httpx.Response) -> float:
    """Retry-After in seconds; its other form, a date, is left to our own pauses."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdigit() else 0.0


def _tokens(usage: Any, name: str) -> int | None:
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if type(value) is int and value >= 0 else None

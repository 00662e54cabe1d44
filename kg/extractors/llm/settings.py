"""Environment variables in, the settings of one endpoint out: what is wrong is said before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson

from kg.errors import SettingError

PREFIX = "KG_LLM_"
OURS = frozenset({"messages", "model", "stream"})
"""What of a request KG_LLM_EXTRA may not change."""
_NUMBERS = {
    "TIMEOUT": (1.0, 3600.0, "seconds that one answer may take"),
    "JOBS": (1.0, 256.0, "requests at once"),
    "ATTEMPTS": (1.0, 20.0, "times that one paper is asked about"),
    "BACKOFF": (0.0, 60.0, "seconds before the second attempt, doubled for each further one"),
    "PRICE_IN": (0.0, 1e6, "price of a million tokens sent"),
    "PRICE_OUT": (0.0, 1e6, "price of a million tokens received"),
}
"""The least and the greatest value, and what it is."""
_WHOLE = ("JOBS", "ATTEMPTS")
_TEXTS = ("URL", "MODEL", "KEY", "EXTRA")


@dataclass(frozen=True, slots=True)
class Settings:
    """One endpoint, and how it is asked; the key is in no representation of this object."""

    url: str
    """The address to which `/chat/completions` is added."""
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    jobs: int = 4
    attempts: int = 5
    backoff: float = 1.0
    prices: tuple[float, float] | None = None
    """Of a million tokens sent, and of a million received, in whatever money the user counts."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the request that the user sets; None takes one out."""


def settings(environment: Mapping[str, str]) -> Settings:
    """What KG_LLM_URL, KG_LLM_MODEL and the optional other variables say. An empty variable is an absent one.

    Raises SettingError for what is missing, unknown or out of bounds; no message repeats the key.
    """
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX) and value}
    given = {name.removeprefix(PREFIX): value for name, value in ours.items()}
    known = {*_TEXTS, *_NUMBERS}
    if unknown := sorted(given.keys() - known):
        raise SettingError(
            f"no setting is named {PREFIX}{unknown[0]}: known are {', '.join(PREFIX + one for one in sorted(known))}"
        )
    numbers = {name: _number(name, given[name]) for name in _NUMBERS if name in given}
    url, model = _url(given.get("URL")), given.get("MODEL")
    if not model:
        raise SettingError(f"no model for the extractor llm: set {PREFIX}MODEL to a name that {url} knows")
    options: dict[str, Any] = {name.lower(): value for name, value in numbers.items() if "PRICE" not in name}
    key, extra = _key(given.get("KEY")), _extra(given.get("EXTRA"))
    return Settings(url, model, key=key, prices=_prices(numbers), extra=extra, **options)


def _url(url: str | None) -> str:
    if not url:
        raise SettingError(
            f"no endpoint for the extractor llm: set {PREFIX}URL to an OpenAI-compatible base address, "
            "such as http://127.0.0.1:8080/v1"
        )
    if "@" in url:
        raise SettingError(f"{PREFIX}URL holds a user name or password: leave them out, set {PREFIX}KEY")
    if not _is_address(url):
        raise SettingError(f"{PREFIX}URL {url!r} is no base address: write http(s)://HOST[:PORT]/PATH")
    return url.rstrip("/").removesuffix("/chat/completions")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_whole and not (parts.query or parts.fragment) and url.isascii() and url.isprintable() and " " not in url


def _key(key: str | None) -> str | None:
    if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
        raise SettingError(f"{PREFIX}KEY holds characters that no header can carry: set it to the key alone")
    return key


def _number(name: str, value: str) -> float | int:
    least, most, what = _NUMBERS[name]
    try:
        number = int(value) if name in _WHOLE else float(value)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise SettingError(f"{PREFIX}{name} {value!r} is no number from {least:g} to {most:g} ({what})")
    return number


def _prices(numbers: Mapping[str, float]) -> tuple[float, float] | None:
    match numbers.get("PRICE_IN"), numbers.get("PRICE_OUT"):
        case None, None:
            return None
        case float(sent), float(received):
            return sent, received
        case _:
            raise SettingError(f"of {PREFIX}PRICE_IN and {PREFIX}PRICE_OUT one is set: set both, per million tokens")


def _extra(value: str | None) -> dict[str, Any]:
    if value is None:
        return {}
    try:
        extra = orjson.loads(value)
    except ValueError as error:
        raise SettingError(f'{PREFIX}EXTRA is no JSON ({error}): write an object, such as {{"seed": 7}}') from error
    if not isinstance(extra, dict) or OURS & extra.keys():
        raise SettingError(f"{PREFIX}EXTRA must be a JSON object without {', '.join(sorted(OURS))}")
    return extra

"""A document in, its Record out, as the endpoint of the settings reads it and the document's text bears it out."""

from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import orjson

from kg.errors import PaperError, SettingError
from kg.extractors.llm import reply
from kg.extractors.llm.check import check
from kg.extractors.llm.client import Client, ClosedError, EndpointError
from kg.extractors.llm.settings import Settings
from kg.extractors.llm.usage import Usage
from kg.fingerprint import fingerprint
from kg.model import Document, Record

PARTS = ("extractors/base.py", "extractors/llm", "schema", "values", "model.py")
LONGEST = 40_000
"""Characters of a title and abstract that are sent: more is no abstract, and would be paid for."""
IN_A_ROW = 10
"""Papers that fail one after another before the endpoint is given up: then it is not about them."""


@cache
def prompt() -> str:
    """What the model is told to do, before it is given a paper."""
    return (files("kg.extractors.llm") / "prompt.txt").read_text("utf-8")


class LlmExtractor:
    """An Extractor that waits (kg/extractors/base.py); `extract` may be called by several threads at once."""

    def __init__(self, where: Settings) -> None:
        self._settings = where
        self._usage = Usage(where.prices)
        self._client = Client(where, self._usage)
        self._lock = Lock()
        self._failed_in_a_row = 0
        self._closed: str | None = None

    @property
    def jobs(self) -> int:
        return self._settings.jobs

    @property
    def key(self) -> str:
        """Changes with code, prompt, endpoint, model and extra fields; not with the key, time limits or prices."""
        extra = orjson.dumps(self._settings.extra, option=orjson.OPT_SORT_KEYS).decode()
        return fingerprint("llm", parts=PARTS, settings=(self._settings.url, self._settings.model, extra))

    def summary(self) -> str:
        return self._usage.line()

    def extract(self, document: Document) -> Record:
        """Raises PaperError for a paper that the endpoint gives no usable answer to, SettingError where it gives none
        at all because address, key or model are wrong."""
        if not document.text.strip():
            return Record(document)
        try:
            record = self._extract(document)
        except PaperError:
            self._usage.add(lost=1)
            raise
        self._usage.add(papers=1)
        return record

    def _extract(self, document: Document) -> Record:
        if len(document.text) > LONGEST:
            raise PaperError(f"its text has {len(document.text):,} characters", f"cut it to {LONGEST:,}")
        with self._lock:
            if self._closed:
                raise PaperError(f"the endpoint was given up: {self._closed}", EndpointError.remedy)
        try:
            answer = self._client.ask(self._request(document), reply.read)
        except ClosedError as error:
            raise self._refused(str(error)) from error
        except EndpointError as error:
            self._note_failure(str(error))
            raise PaperError(str(error), error.remedy) from error
        with self._lock:
            self._failed_in_a_row = 0
        record, dropped = check(document, answer)
        self._usage.add(dropped=dropped)
        return record

    def _refused(self, reason: str) -> Exception:
        """Before any answer the settings are wrong, and the run stops; later what was read must not be lost."""
        with self._lock:
            self._closed = reason
        if self._usage.counts["papers"]:
            return PaperError(reason, EndpointError.remedy)
        return SettingError(f"the endpoint refuses: {reason}: check KG_LLM_URL, KG_LLM_MODEL and KG_LLM_KEY")

    def _note_failure(self, reason: str) -> None:
        with self._lock:
            self._failed_in_a_row += 1
            if self._failed_in_a_row >= IN_A_ROW:
                self._closed = f"{self._failed_in_a_row} papers in a row failed, the last one because of: {reason}"

    def _request(self, document: Document) -> bytes:
        # A half of a surrogate pair, which no UTF-8 can carry, becomes one other character: offsets stay.
        text = document.text.encode("utf-8", "replace").decode("utf-8")
        fields: dict[str, Any] = {
            "model": self._settings.model,
            "messages": [
                {"role": "system", "content": prompt()},
                {"role": "user", "content": text},
            ],
            "response_format": reply.response_format(),
            "temperature": 0,
            **self._settings.extra,
        }
        return orjson.dumps({name: value for name, value in fields.items() if value is not None})

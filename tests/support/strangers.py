"""A stranger's extractors, installed as any package is: a folder on the path with a module and its entry points."""

from pathlib import Path

import pytest

MODULE = '''
from kg.errors import PaperError
from kg.extractors.fast import Fast
from kg.fingerprint import fingerprint
from kg.model import Document, Record


class Choosy(Fast):
    """Reads what fast reads, save papers about GaLore."""

    @property
    def key(self) -> str:
        return fingerprint("choosy", parts=(), settings=("GaLore",))

    def extract(self, document: Document) -> Record:
        if "GaLore" in document.title:
            raise PaperError("it is about GaLore", "read it with fast")
        return super().extract(document)


class Slow(Choosy):
    """The same, but it waits for a service, so it is run in threads."""

    jobs = 3
    calls = 0

    def extract(self, document: Document) -> Record:
        self.calls += 1
        return super().extract(document)

    def summary(self) -> str:
        return f"{self.calls} calls"
'''
ENTRY_POINTS = """[kg.extractors]
choosy = strangers_extractors:Choosy
slow = strangers_extractors:Slow
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the extractors `choosy` and `slow` known to this process and to those that it starts."""
    about = folder / "strangers_extractors-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: strangers-extractors\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(ENTRY_POINTS, "utf-8")
    (folder / "strangers_extractors.py").write_text(MODULE, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))

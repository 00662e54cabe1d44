"""Extractors are found by name, a stranger's too, and none is loaded that isn't asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg import extractors, pipeline
from kg.errors import SettingError
from kg.model import Document, Record, Skipped
from tests.support.papers import GALORE, LLAMA, OLMO
from tests.support.strangers import install

DOCUMENTS = [
    Document(f"d{number}", paper["title"], paper["abstract"]) for number, paper in enumerate((LLAMA, GALORE, OLMO))
]


def test_the_default_is_installed() -> None:
    assert extractors.DEFAULT in extractors.names()


def test_an_unknown_extractor_is_answered_with_the_installed_ones() -> None:
    with pytest.raises(SettingError, match=r"'nosuch': installed are .*fast"):
        extractors.make("nosuch")


def test_no_extractor_is_imported_but_the_one_that_is_asked_for() -> None:
    code = "import sys, kg.cli.app, kg.extractors; print([n for n in sys.modules if n.startswith('kg.extractors.')])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "['kg.extractors.base']"


def test_making_the_default_loads_no_list_and_no_weight() -> None:
    code = "from kg import extractors, terms; extractors.make('fast').key; print(terms.terms.cache_info().currsize)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "0"


def test_a_stranger_s_extractor_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    assert {"choosy", "fast"} <= set(extractors.names())
    assert extractors.make("choosy").key != extractors.make("fast").key


@pytest.mark.parametrize(("name", "jobs"), [("choosy", 1), ("choosy", 2), ("slow", None), ("slow", 1)])
def test_a_paper_that_cannot_be_read_is_skipped_in_its_place(
    name: str, jobs: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    found = list(pipeline.Extraction(name, jobs=jobs).read(DOCUMENTS))
    assert [type(one) for one in found] == [Record, Skipped, Record]
    assert [one.document for one in found if isinstance(one, Record)] == [DOCUMENTS[0], DOCUMENTS[2]]
    (skipped,) = (one for one in found if isinstance(one, Skipped))
    assert (skipped.place, skipped.remedy) == ("d1", "read it with fast")
    assert "it is about GaLore" in skipped.reason


def test_what_waiting_cost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    extraction = pipeline.Extraction("slow")
    assert len(list(extraction.read(DOCUMENTS * 20))) == 60
    assert extraction.summary() == "60 calls"
    assert pipeline.Extraction("fast").summary() is None


def test_records_carry_the_key_of_text_and_extractor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    fast, choosy = pipeline.Extraction("fast"), pipeline.Extraction("choosy")
    (one,) = fast.read(DOCUMENTS[:1])
    assert isinstance(one, Record)
    assert one.key == fast.key_of(DOCUMENTS[0]) != choosy.key_of(DOCUMENTS[0])
    assert fast.key_of(DOCUMENTS[0]) != fast.key_of(DOCUMENTS[1])

"""What the benchmark measures is resolution itself, of made-up names or of a file."""

from pathlib import Path

from kg import records
from kg.bench.papers import papers
from kg.bench.resolution import measure


def test_made_up_names_are_resolved_to_fewer_things() -> None:
    found = measure(2_000)
    assert found["names"] == 2_000
    assert 1_500 < found["entities"] < 2_000
    assert found["seconds"] > 0
    assert found["memory"] > 2**20


def test_a_file_of_records_is_resolved_to_the_same_things(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    written = records.write(papers(2_000), path)
    found = measure(path)
    assert (found["papers"], found["entities"]) == (written, measure(2_000)["entities"])

"""A graph that is written is read as it was, and a folder without one is refused in words that help."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph import files
from kg.graph.assemble import assemble
from kg.model import Entity, Graph, Record
from tests.graph import example
from tests.support import strategies


def _graph() -> Graph:
    papers = example.records()
    return assemble(papers, example.entities(papers)[1:])


def test_a_graph_survives_writing_and_reading(tmp_path: Path) -> None:
    graph = _graph()
    assert graph.refused
    files.write(graph, tmp_path)
    assert files.read(tmp_path) == graph


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(strategies.records(), max_size=1))
def test_any_graph_survives_writing_and_reading(papers: list[Record]) -> None:
    entities = [
        Entity(
            f"{entity.type.lower()}/x", entity.type, entity.canonical, members=((record.document.id, entity.canonical),)
        )
        for record in papers
        for entity in record.entities
    ]
    graph = assemble(papers, entities)
    with TemporaryDirectory() as folder:
        files.write(graph, Path(folder))
        assert files.read(Path(folder)) == graph


def test_the_same_graph_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        files.write(_graph(), tmp_path / name)
    for file in (files.NODES, files.EDGES, files.REFUSED):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_a_folder_without_a_graph_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no graph: nodes\.jsonl .*`kg build"):
        files.read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "model/bert"}', '{"id": 1, "type": 2, "properties": 3, "more": 4}']
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    files.write(_graph(), tmp_path)
    with (tmp_path / files.NODES).open("a") as stream:
        stream.write(line + "\n")
    number = len(_graph().nodes) + 1
    with pytest.raises(InputError, match=rf"nodes\.jsonl, line {number}: "):
        files.read(tmp_path)

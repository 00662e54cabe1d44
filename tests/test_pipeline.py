"""A build leaves a whole graph, does only what changed, and never leaves half of one."""

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from kg import pipeline, query, records
from kg.errors import InputError, SettingError, StoreError
from kg.graph.confidence import at_least
from kg.graph.files import read as read_graph
from kg.model import Document
from kg.pipeline import folder as folder_module
from kg.pipeline import manifest
from kg.sources.read import read
from tests.support.papers import GALORE, LLAMA, OLMO, listing
from tests.support.strangers import install

FILES = (*manifest.FILES, manifest.NAME)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of two papers; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("built")
    pipeline.build(read([listing(folder / "two.jsonl", LLAMA, GALORE)]), folder / "graph")
    return folder / "graph"


def test_a_build_leaves_all_that_the_graph_is_a_function_of(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {*FILES, "store", ".lock"}
    rows = [json.loads(line) for line in (built / "records.jsonl").read_bytes().splitlines()]
    assert len(rows) == 2
    nodes = {node.id for node in read_graph(built).nodes}
    assert {entity["node"] for row in rows for entity in row["entities"]} <= nodes


def test_the_manifest_s_counts_are_those_of_the_files(built: Path) -> None:
    found = manifest.read(built)
    assert found is not None
    graph = read_graph(built)
    assert found["counts"]["papers"] == 2
    assert sum(found["counts"]["nodes"].values()) == len(graph.nodes)
    assert sum(found["counts"]["edges"].values()) == len(graph.edges)
    assert found["files"] == {name: manifest.digest(built / name) for name in manifest.FILES}


def test_the_embedded_database_holds_the_graph(built: Path) -> None:
    graph = read_graph(built)
    assert query.run(built, "MATCH (n) RETURN count(n) AS nodes").rows == [{"nodes": len(graph.nodes)}]
    assert query.run(built, "MATCH ()-[e]->() RETURN count(e) AS edges").rows == [{"edges": len(graph.edges)}]


def test_every_edge_s_quote_is_in_its_paper(built: Path) -> None:
    texts = {record.document.title: record.document.text for record in records.read(built / "records.jsonl")}
    graph = read_graph(built)
    titles = {node.id: str(node.properties["title"]) for node in graph.nodes if node.type == "Paper"}
    for edge in graph.edges:
        start, end = edge.properties["start"], edge.properties["end"]
        text = texts[titles[str(edge.properties["paper"])]]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == edge.properties["quote"]


def test_the_same_input_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    pipeline.build(read([listing(tmp_path / "two.jsonl", LLAMA, GALORE)]), tmp_path / "graph")
    for name in FILES:
        assert (tmp_path / "graph" / name).read_bytes() == (built / name).read_bytes(), name


def test_the_order_of_the_input_makes_no_difference(built: Path, tmp_path: Path) -> None:
    pipeline.build(read([listing(tmp_path / "two.jsonl", GALORE, LLAMA)]), tmp_path / "graph")
    for name in ("entities.jsonl", "nodes.jsonl", "edges.jsonl"):
        assert (tmp_path / "graph" / name).read_bytes() == (built / name).read_bytes(), name


def test_a_second_build_of_the_same_input_extracts_and_loads_nothing(built: Path, tmp_path: Path) -> None:
    folder = _copy(built, tmp_path)
    report = pipeline.build(read([listing(tmp_path / "two.jsonl", LLAMA, GALORE)]), folder)
    assert (report.extracted, report.papers, report.store) == (0, 2, "unchanged")


def test_a_build_with_one_more_paper_reads_that_paper_only(built: Path, tmp_path: Path) -> None:
    folder = _copy(built, tmp_path)
    report = pipeline.build(read([listing(tmp_path / "three.jsonl", LLAMA, GALORE, OLMO)]), folder)
    assert (report.extracted, report.papers, report.store) == (1, 3, "updated")
    assert query.run(folder, "MATCH (p:Paper) RETURN count(p) AS papers").rows == [{"papers": 3}]


def test_another_extractor_reads_all_papers_anew_and_then_none(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    folder = _copy(built, tmp_path)
    papers = listing(tmp_path / "papers.jsonl", LLAMA, OLMO, GALORE)
    reports = [pipeline.build(read([papers]), folder, extractor=name) for name in ("choosy", "choosy", "fast")]
    assert [(report.extracted, report.papers, len(report.skipped)) for report in reports] == [
        (2, 2, 1),
        (0, 2, 1),
        (3, 3, 0),
    ]
    assert (reports[0].skipped[0].line, reports[0].skipped[0].remedy) == (3, "read it with fast")
    found = manifest.read(folder)
    assert found is not None
    assert found["extractor"] == "fast"


def test_a_build_in_which_no_paper_could_be_read_leaves_the_last_graph(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    folder = _copy(built, tmp_path)
    with pytest.raises(InputError, match="it is about GaLore"):
        pipeline.build(read([listing(tmp_path / "one.jsonl", GALORE)]), folder, extractor="choosy")
    assert (folder / "nodes.jsonl").read_bytes() == (built / "nodes.jsonl").read_bytes()


def test_a_paper_that_went_is_gone_from_graph_and_database(built: Path, tmp_path: Path) -> None:
    folder = _copy(built, tmp_path)
    report = pipeline.build(read([listing(tmp_path / "one.jsonl", LLAMA)]), folder)
    assert (report.extracted, report.papers, report.store) == (0, 1, "updated")
    assert query.run(folder, "MATCH (m:Method {name: 'GaLore'}) RETURN count(m) AS found").rows == [{"found": 0}]


def test_a_database_that_was_lost_is_loaded_again(built: Path, tmp_path: Path) -> None:
    folder = _copy(built, tmp_path)
    shutil.rmtree(folder / "store")
    report = pipeline.build(read([listing(tmp_path / "two.jsonl", LLAMA, GALORE)]), folder)
    assert (report.extracted, report.store) == (0, "loaded")


@pytest.mark.parametrize("name", ["records.jsonl", "nodes.jsonl", "edges.jsonl", manifest.NAME])
def test_a_damaged_file_is_made_anew(name: str, built: Path, tmp_path: Path) -> None:
    folder = _copy(built, tmp_path)
    (folder / name).write_bytes(b"{damaged\n")
    pipeline.build(read([listing(tmp_path / "two.jsonl", LLAMA, GALORE)]), folder)
    assert (folder / name).read_bytes() == (built / name).read_bytes()


def test_an_interrupted_build_leaves_the_last_graph_as_it_was(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _copy(built, tmp_path)
    before = {name: (folder / name).read_bytes() for name in FILES}

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder_module, "assemble", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(read([listing(tmp_path / "three.jsonl", LLAMA, GALORE, OLMO)]), folder)
    assert {name: (folder / name).read_bytes() for name in FILES} == before


def test_what_was_skipped_is_in_the_report(tmp_path: Path) -> None:
    path = listing(tmp_path / "papers.jsonl", LLAMA)
    path.write_text(path.read_text() + "{broken\n")
    report = pipeline.build(read([path]), tmp_path / "graph")
    assert [(Path(one.name).name, one.line) for one in report.skipped] == [("papers.jsonl", 2)]
    assert report.papers == 1


def test_an_input_without_a_paper_stops_the_build_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.touch()
    with pytest.raises(InputError, match=r"empty\.jsonl"):
        pipeline.build(read([path]), tmp_path / "graph")


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(SettingError, match=r"letter\.txt"):
        pipeline.build([Document("a", "T", "A")], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"letter.txt"}


def test_a_folder_that_is_being_built_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    with FileLock(folder / ".lock"), pytest.raises(StoreError, match="another process"):
        pipeline.build([Document("a", "T", "A")], folder)


def test_another_confidence_extracts_nothing_anew_and_changes_the_graph_alone(built: Path, tmp_path: Path) -> None:
    folder = _copy(built, tmp_path)
    path = listing(tmp_path / "two.jsonl", LLAMA, GALORE)
    report = pipeline.build(read([path]), folder, min_confidence=0.95)
    assert (report.extracted, report.store) == (0, "updated")
    for name in ("records.jsonl", "entities.jsonl"):
        assert (folder / name).read_bytes() == (built / name).read_bytes()
    sure = read_graph(folder)
    assert sure == at_least(read_graph(built), 0.95)
    assert 0 < len(sure.edges) < len(read_graph(built).edges)
    assert query.run(folder, "MATCH ()-[e]->() RETURN count(e) AS edges").rows == [{"edges": len(sure.edges)}]
    assert (manifest.read(folder) or {})["min_confidence"] == 0.95
    assert pipeline.build(read([path]), folder).extracted == 0
    assert (folder / "edges.jsonl").read_bytes() == (built / "edges.jsonl").read_bytes()


def test_a_confidence_out_of_range_stops_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"1\.5"):
        pipeline.build([Document("a", "T", "A")], tmp_path / "graph", min_confidence=1.5)
    assert not (tmp_path / "graph").exists()


def test_several_processes_give_what_one_gives() -> None:
    documents = [Document(f"d{i}", paper["title"], paper["abstract"]) for i, paper in enumerate([LLAMA, GALORE, OLMO])]
    assert list(pipeline.Extraction(jobs=2).read(documents)) == list(pipeline.Extraction(jobs=1).read(documents))


def _copy(built: Path, folder: Path) -> Path:
    return Path(shutil.copytree(built, folder / "graph", ignore=shutil.ignore_patterns("run")))

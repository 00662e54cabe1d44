"""Resolving anew gives a build's bytes; alias tables and judgements are obeyed, kept, and part of the folder."""

import shutil
from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.entities import decisions
from kg.entities.judgement import judgement, read, write
from kg.errors import InputError, SettingError
from kg.model import MentionType
from kg.pipeline import manifest
from kg.pipeline.compare import compare
from kg.pipeline.judging import judge, take_back
from kg.sources.read import read as read_papers
from tests.support.papers import GALORE, LLAMA, OLMO, listing

MODEL = MentionType.MODEL
FILES = (*manifest.FILES, manifest.NAME)
SAME = judgement(MODEL, "GPT-3", "OLMo", same=True, why="a table for a test")
APART = judgement(MODEL, "GPT-3", "OLMo", same=False)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listing(tmp_path_factory.mktemp("papers") / "three.jsonl", LLAMA, GALORE, OLMO)


@pytest.fixture(scope="module")
def built(papers: Path) -> Path:
    """The folder of a graph of three papers; tests that change it take a copy."""
    pipeline.build(read_papers([papers]), papers.parent / "graph", extractor="fast")
    return papers.parent / "graph"


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return _copy(built, tmp_path / "graph")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    write(tmp_path / "mine.tsv", [SAME])
    return tmp_path / "mine.tsv"


def bytes_of(folder: Path, *more: str) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (*FILES, *more)}


def ids(folder: Path) -> set[str]:
    return {entity.id for entity in decisions.read(folder / "entities.jsonl")}


def test_resolving_anew_gives_the_bytes_of_the_build(folder: Path) -> None:
    before = bytes_of(folder)
    reports = [pipeline.resolve(folder) for _ in range(2)]
    assert bytes_of(folder) == before
    assert [report.store for report in reports] == ["loaded", "unchanged"]
    assert not any(report.extracted or report.changes for report in reports)


def test_a_confidence_is_kept(folder: Path, papers: Path) -> None:
    pipeline.build(read_papers([papers]), folder, extractor="fast", min_confidence=0.95)
    before = bytes_of(folder)
    pipeline.resolve(folder)
    assert bytes_of(folder) == before


def test_an_alias_table_is_obeyed_and_kept_until_it_is_dropped(folder: Path, papers: Path, table: Path) -> None:
    plain = bytes_of(folder)
    report = pipeline.build(read_papers([papers]), folder, extractor="fast", aliases=[table])
    assert (report.extracted, report.judged) == (0, 1)
    assert "model/olmo" not in ids(folder)
    assert read(folder / manifest.ALIASES) == (SAME,)
    told = manifest.read(folder)
    assert told is not None
    assert told["files"][manifest.ALIASES] == manifest.digest(folder / manifest.ALIASES)
    with_table = bytes_of(folder, manifest.ALIASES)
    assert not pipeline.resolve(folder).changes
    assert bytes_of(folder, manifest.ALIASES) == with_table
    pipeline.build(read_papers([papers]), folder, extractor="fast")
    assert bytes_of(folder, manifest.ALIASES) == with_table
    pipeline.build(read_papers([papers]), folder, extractor="fast", aliases=())
    assert not (folder / manifest.ALIASES).exists()
    assert bytes_of(folder) == plain


def test_resolving_with_an_alias_table_is_a_build_with_it(
    built: Path, papers: Path, table: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    _copy(built, one)
    report = kg.resolve(one, aliases=[table])
    kg.build([papers], other, extractor="fast", aliases=[table])
    assert bytes_of(one, manifest.ALIASES) == bytes_of(other, manifest.ALIASES)
    assert report.changes is not None
    ((whole, parts),) = ((each.whole.id, {part.id for part in each.parts}) for each in report.changes.merged)
    assert {"model/gpt-3", "model/olmo"} == parts
    assert whole in parts
    back = pipeline.resolve(one, aliases=())
    assert back.changes is not None
    assert [each.whole.id for each in back.changes.split] == [whole]
    assert bytes_of(one) == bytes_of(built)


def test_a_later_table_goes_before_an_earlier_one_and_a_judgement_before_both(
    folder: Path, table: Path, tmp_path: Path
) -> None:
    write(tmp_path / "later.tsv", [APART])
    pipeline.resolve(folder, aliases=[table, tmp_path / "later.tsv"])
    assert "model/olmo" in ids(folder)
    judge(folder, "GPT-3", "OLMo", same=True)
    pipeline.resolve(folder)
    assert "model/olmo" not in ids(folder)


def test_a_judgement_is_obeyed_by_every_later_build_and_never_deleted(folder: Path, papers: Path) -> None:
    judge(folder, "GPT-3", "OLMo", same=True, why="a judgement for a test")
    kept = (folder / manifest.JUDGEMENTS).read_bytes()
    builds = []
    for _ in range(2):
        pipeline.build(read_papers([papers]), folder, extractor="fast")
        assert "model/olmo" not in ids(folder)
        builds.append(bytes_of(folder, manifest.JUDGEMENTS))
    assert builds[0] == builds[1]
    assert builds[0][manifest.JUDGEMENTS] == kept
    assert manifest.JUDGEMENTS in (manifest.read(folder) or {})["files"]


def test_a_judgement_applied_and_taken_back_leaves_the_graph_as_it_was(folder: Path, built: Path) -> None:
    judge(folder, "GPT-3", "OLMo", same=True)
    pipeline.resolve(folder)
    found = compare(built, folder)
    assert len(found.changes.merged) == 1
    assert not found.changes.appeared
    take_back(folder, "model/gpt-3", "OLMo")
    pipeline.resolve(folder)
    assert not compare(built, folder)


@pytest.mark.parametrize("name", ["mine.tsv", manifest.JUDGEMENTS])
def test_a_bad_row_stops_the_run_before_it_starts(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("type\tname\tverdict\tother\nRobot\tA\tsame\tB\n", "utf-8")
    tables = [path] if name == "mine.tsv" else []

    def unread() -> object:
        raise AssertionError("the input was read")
        yield

    before = bytes_of(folder)
    with pytest.raises(SettingError, match=f"{name}, line 2: 'Robot'"):
        pipeline.build(unread(), folder, aliases=tables)  # type: ignore[arg-type]
    with pytest.raises(SettingError, match=f"{name}, line 2: 'Robot'"):
        pipeline.resolve(folder, aliases=tables or None)
    assert bytes_of(folder) == before


def test_a_folder_that_holds_no_finished_build_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none holds no finished graph"):
        pipeline.resolve(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    (folder / "records.jsonl").unlink()
    with pytest.raises(InputError, match=r"records\.jsonl: can't be read"):
        pipeline.resolve(folder)
    (folder / manifest.NAME).write_text('{"format": 1}', "utf-8")
    with pytest.raises(InputError, match=r"manifest\.json: what the graph was made from is not in it"):
        pipeline.resolve(folder)


def test_decisions_that_cannot_be_read_are_made_anew_and_what_changed_is_unknown(folder: Path, built: Path) -> None:
    (folder / "entities.jsonl").write_text("{damaged\n", "utf-8")
    assert pipeline.resolve(folder).changes is None
    assert bytes_of(folder) == bytes_of(built)


def _copy(built: Path, folder: Path) -> Path:
    """Without the store, whose process may still be putting its files away; it is loaded again."""
    return Path(shutil.copytree(built, folder, ignore=shutil.ignore_patterns("store")))


def test_a_judgement_that_another_overrules_is_named(folder: Path) -> None:
    for a, b, same in (("GPT-3", "OLMo", True), ("LLaMA", "OLMo", True), ("GPT-3", "LLaMA", False)):
        judge(folder, a, b, same=same)
    report = pipeline.resolve(folder)
    assert [(one.rule, one.reason) for one in report.overruled] == [("judgement", "judgement")]

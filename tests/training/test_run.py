"""kg train fits tables for a folder of weights and writes its card; what it can't do it says before it begins."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg import nlp
from kg.encoder.outputs import to_row
from kg.errors import SettingError
from kg.evaluate import document
from kg.extractors.best import MENTIONS, NUMBERS, RELATIONS, SHIPPED, Best
from kg.facts import numbers
from kg.facts.relation_weights import tables
from kg.model import Hints, Relation
from kg.training import rows, run
from kg.training.papers import Papers, papers
from kg.training.run import CARD, Settings, claim, fit_tables, held_hints
from kg.training.work import Work
from tests.training.made import ANNOTATED, FILE

LEAST = Settings(folds=2, jobs=1)


def kg_train(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as a user gives it, at a width that breaks no line of its messages."""
    command = [sys.executable, "-m", "kg", "train", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "1000"}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=280, env=environment)


@pytest.fixture(scope="module")
def hints() -> Mapping[str, Hints]:
    """The shipped encoder's hints on the annotated papers; it may have learnt from such, which is no matter here."""
    extractor = Best(SHIPPED)
    return {
        row["id"]: extractor.hints(text := document(row).text, extractor.votes(nlp.read(text))) for row in ANNOTATED
    }


@pytest.fixture(scope="module")
def gold() -> Papers:
    return papers([FILE])


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with a network and no tables."""
    (tmp_path / "weights").mkdir()
    for name in ("encoder.onnx", "tokenizer.json"):
        shutil.copyfile(SHIPPED / name, tmp_path / "weights" / name)
    return tmp_path / "weights"


def test_tables_and_card_by_the_command(hints: Mapping[str, Hints], weights: Path, tmp_path: Path) -> None:
    held, read = tmp_path / "held_out.jsonl.gz", tmp_path / "read.jsonl.gz"
    rows.write(held, ({"id": name, **to_row(one)} for name, one in hints.items()))
    rows.write(read, [{**ANNOTATED[0], "id": "another"}])
    also = ("--also", read, "--again", FILE, "--rules", tmp_path / "fast")
    done = kg_train(FILE, *also, "--tables-only", "--hints", held, "-o", weights, "--folds", 2, "-j", 1)
    assert done.returncode == 0, done.stderr
    assert Best(weights).extract(document(ANNOTATED[0])).entities
    assert tables(tmp_path / "fast" / RELATIONS).keys() == set(Relation)
    assert not numbers.read(tmp_path / "fast" / NUMBERS).weights
    assert numbers.read(weights / NUMBERS).weights
    card = (weights / CARD).read_text("utf-8")
    assert "| annotated | learnt from and, by folds, scored | 8 |" in card
    assert "| read for training alone | learnt from in every fold, not scored | 1 | 7 | 5 |" in card
    assert "8 papers of the gold were read a second time" in card


def test_the_same_papers_give_the_same_tables(gold: Papers, tmp_path: Path) -> None:
    told = []
    for name in ("one", "other"):
        fit_tables(gold, tmp_path / name, None, LEAST, say=lambda _: None)
        told.append([(tmp_path / name / table).read_bytes() for table in (MENTIONS, RELATIONS, NUMBERS)])
        assert not (tmp_path / name / CARD).exists()
    assert told[0] == told[1]


def test_hints_need_a_network(hints: Mapping[str, Hints], gold: Papers, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"encoder\.onnx: no such file: .*`kg train`"):
        fit_tables(gold, tmp_path, hints, LEAST, say=lambda _: None)


def test_a_paper_without_hints_is_named(hints: Mapping[str, Hints], tmp_path: Path) -> None:
    path = tmp_path / "held_out.jsonl.gz"
    rows.write(path, [{"id": "bert", **to_row(hints["bert"])}])
    assert held_hints(path, ANNOTATED[:1])["bert"] == hints["bert"]
    with pytest.raises(SettingError, match=r"no hints on 7 of 8 papers, among them 'gpt3'"):
        held_hints(path, ANNOTATED)
    with pytest.raises(SettingError, match=r"absent: no such file"):
        held_hints(tmp_path / "absent", ANNOTATED)


def test_a_work_folder_keeps_to_its_papers_and_settings(gold: Papers, tmp_path: Path) -> None:
    files = Work(tmp_path / "work")
    claim(files, gold, LEAST)
    claim(files, gold, Settings(folds=2, jobs=2))  # how many processes is no matter
    for papers_, settings in ((gold, Settings(folds=3)), (Papers({"other": ANNOTATED[:7]}), LEAST)):
        with pytest.raises(SettingError, match=r"work: holds steps of other papers, settings or code"):
            claim(files, papers_, settings)


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is installed: nothing is missing")
def test_missing_torch_is_said_before_anything_starts(tmp_path: Path) -> None:
    done = kg_train(tmp_path / "absent.jsonl", "-o", tmp_path / "weights")
    assert done.returncode == 2
    assert "torch" in done.stderr
    assert "pip install 'kg[train]'" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((FILE,), "-o weights"),
        ((FILE, "-o", "weights", "--hints", "held.jsonl.gz"), "only --tables-only takes hints"),
        ((FILE, "-o", "weights", "--tables-only", "--hints", "absent.jsonl.gz"), "absent.jsonl.gz: no such file"),
    ],
)
def test_options_that_do_not_fit_are_named(arguments: tuple[object, ...], message: str) -> None:
    done = kg_train(*arguments)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr


def test_a_bad_line_of_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "bert"}\n')
    done = kg_train(path, "--tables-only", "-o", tmp_path / "weights")
    assert done.returncode == 3
    assert f"{path}, line 1: no annotated paper" in done.stderr


@pytest.mark.parametrize("count", [0, 2])
def test_gold_that_is_too_little_to_learn_from_is_named(count: int, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(FILE.read_text("utf-8").splitlines(keepends=True)[:count]), "utf-8")
    done = kg_train(path, "--tables-only", "-o", tmp_path / "weights")
    assert (done.returncode, f"{count} annotated papers are too few" in done.stderr) == (2, True), done.stderr


def test_help_says_what_it_takes() -> None:
    told = " ".join(kg_train("--help").stdout.split())
    for part in ("ten minutes on a GPU", "two cores need days", "kg[train]", "kg train gold.jsonl"):
        assert part in told


def test_the_code_that_networks_depend_on_is_there() -> None:
    package = Path(run.__file__).parents[1]
    assert all((package / part).exists() for part in run._PARTS)

"""A wheel holds all that kg needs, and kg works where only the wheel is installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg import data
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", str(ROOT)]
    subprocess.run([*command, "--wheel-dir", str(folder)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", ["schemas", "cypher"])
def test_the_wheel_holds_every_data_file(name: str, installed: Path) -> None:
    wanted = {path.relative_to(data.folder(name)) for path in data.folder(name).rglob("*") if path.is_file()}
    held = {path.relative_to(installed / "kg/_data" / name) for path in (installed / "kg/_data" / name).rglob("*.*")}
    assert wanted
    assert held == wanted


def test_the_wheel_holds_term_lists_sample_and_type_marker(installed: Path) -> None:
    for name in (
        "terms/model.tsv",
        "terms/hardware.tsv",
        "sample/listing.txt",
        "extractors/llm/prompt.txt",
        "py.typed",
    ):
        assert (installed / "kg" / name).is_file(), name


def test_the_wheel_holds_the_weights_and_not_what_they_were_learnt_from(installed: Path) -> None:
    shipped = Path("kg/encoder/shipped")
    wanted = {path.name: path.stat().st_size for path in (ROOT / shipped).iterdir()}
    assert {"encoder.onnx", "tokenizer.json", "mentions.tsv", "relations.tsv", "numbers.tsv"} <= wanted.keys()
    assert {path.name: path.stat().st_size for path in (installed / shipped).iterdir()} == wanted
    assert sum(wanted.values()) < 40 * 10**6
    assert list((ROOT / "kg/training").glob("*.jsonl.gz"))
    assert not list(installed.rglob("*.jsonl.gz"))


def test_the_weights_are_found_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "from kg.extractors.best import Best; print(Best().encoder.session.get_outputs()[0].name, Best().folder)"
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {code}"]
    shown = subprocess.check_output(command, text=True, cwd=tmp_path)
    assert shown.split() == ["tags", str(installed / "kg/encoder/shipped")]


def test_the_queries_are_found_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import kg, kg.data; print(kg.__file__); print(kg.data.folder('cypher'))"
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {code}"]
    shown = subprocess.check_output(command, text=True, cwd=tmp_path)
    assert shown.splitlines() == [str(installed / "kg/__init__.py"), str(installed / "kg/_data/cypher")]

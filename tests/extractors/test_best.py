"""Rules and encoder together: the same record wherever it is made, in linear time, by weights of one's own too."""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg import extractors, nlp, pipeline
from kg.encoder.model import GRAPH
from kg.errors import SettingError
from kg.extractors.base import Trained
from kg.extractors.best import FILES, MENTIONS, NUMBERS, RELATIONS, SHIPPED, Best
from kg.model import Document, Record
from tests.extractors.promises import check
from tests.support.papers import GALORE, LLAMA, OLMO

PAPERS = [
    Document(f"d{number}", paper["title"], paper["abstract"]) for number, paper in enumerate((LLAMA, GALORE, OLMO))
]


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder of weights that a test may change."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in FILES:
        (folder / name).symlink_to(SHIPPED / name)
    return folder


def change(path: Path, made: Callable[[str], str]) -> None:
    content = path.read_text("utf-8")
    path.unlink()
    path.write_text(made(content), "utf-8")


def without_line(start: str) -> Callable[[str], str]:
    return lambda content: "".join(line for line in content.splitlines(True) if not line.startswith(start))


def never_introduced(folder: Path) -> Path:
    """Weights by which no paper introduces anything."""

    def made(content: str) -> str:
        lines = [line.split("\t") for line in content.splitlines()]
        return "\n".join("\t".join([*line[:-1], "-50"]) if line[0] == "bias" else "\t".join(line) for line in lines)

    change(folder / MENTIONS, made)
    return folder


def test_threads_and_processes_give_what_one_gives() -> None:
    one = list(pipeline.Extraction("best", jobs=1).read(PAPERS))
    assert list(pipeline.Extraction("best", jobs=2).read(PAPERS)) == one
    extractor = Best()
    with ThreadPoolExecutor(4) as pool:
        records = list(pool.map(extractor.extract, PAPERS * 4))
    assert records == [extractor.extract(document) for document in PAPERS] * 4


def test_making_it_loads_nothing_and_neither_does_its_key() -> None:
    extractor = extractors.make("best")
    assert extractor.key
    assert isinstance(extractor, Best)
    assert {"encoder", "mentions", "relations", "numbers"}.isdisjoint(vars(extractor))


def test_judging_without_hints_is_reading_by_rules() -> None:
    extractor = Best()
    prose = nlp.read(PAPERS[0].text)
    votes = extractor.votes(prose)
    check(extractor.judge(PAPERS[0], prose, votes, None))
    hinted = extractor.judge(PAPERS[0], prose, votes, extractor.hints(prose.text, votes))
    assert hinted == extractor.extract(PAPERS[0])


HOSTILE = {
    "one sentence again and again": "GPT-4 is better than BERT on SQuAD. ",
    "names without end": "Foo{0}-7B beats Bar{0}Net on the Baz{0} dataset by {0}M parameters. ",
    "one endless sentence": "Foo{0}-7B, ",
    "signs": ". , ( ) 🚀 \x00 \u202e ",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(kind: str) -> None:
    extractor = Best()
    extractor.extract(PAPERS[0])

    def seconds(size: int) -> float:
        text = "".join(HOSTILE[kind].format(number) for number in range(size // len(HOSTILE[kind])))
        start = time.process_time()
        check(extractor.extract(Document("h", "T", text)))
        return time.process_time() - start

    assert seconds(32_000) < 8 * seconds(8_000) + 1


def test_own_weights_are_obeyed_and_told_by_the_key(weights: Path) -> None:
    shipped, same = extractors.make("best"), extractors.make("best", weights)
    keys = {shipped.key, same.key}
    assert same.extract(PAPERS[0]) == shipped.extract(PAPERS[0])
    own = extractors.make("best", never_introduced(weights))
    assert len({*keys, own.key}) == 3
    assert "LLaMA" in introduced(shipped.extract(PAPERS[0]))
    assert introduced(own.extract(PAPERS[0])) == []


def introduced(record: Record) -> list[str]:
    return [entity.canonical for entity in record.entities if entity.introduced is not None]


def test_the_key_of_own_weights_is_of_their_contents_alone(weights: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(weights, tmp_path / "moved")
    (moved / "card.md").write_text("Notes beside them", "utf-8")
    assert extractors.make("best", moved).key == extractors.make("best", weights).key


def test_own_weights_are_obeyed_in_other_processes(weights: Path) -> None:
    folder = never_introduced(weights)
    found = list(pipeline.Extraction("best", weights=folder, jobs=2).read(PAPERS))
    assert found == list(pipeline.Extraction("best", weights=folder, jobs=1).read(PAPERS))
    assert [introduced(one) for one in found if isinstance(one, Record)] == [[], [], []]


@pytest.mark.parametrize("name", FILES)
def test_a_folder_that_lacks_a_file_is_no_folder_of_weights(name: str, weights: Path) -> None:
    (weights / name).unlink()
    with pytest.raises(SettingError, match="no such file") as told:
        pipeline.Extraction("best", weights=weights)
    assert str(weights / name) in str(told.value)


@pytest.mark.parametrize(
    ("name", "made", "words"),
    [
        (GRAPH, lambda _: "no graph", "Protobuf"),
        (MENTIONS, lambda _: "", "no row bias"),
        (MENTIONS, without_line("bias\t"), "no row bias"),
        (MENTIONS, lambda content: content.replace("\tModel\t", "\tModell\t", 1), "'Model'"),
        (MENTIONS, lambda content: content.rstrip()[:-20], "NoneType"),
        (MENTIONS, lambda content: content.rstrip().rpartition("\t")[0] + "\tnan\n", "nan is no weight"),
        (MENTIONS, lambda content: content.replace("bias\t", "bias\tmuch", 1), "much"),
        (RELATIONS, without_line("bias\t"), "has no row bias"),
        (RELATIONS, lambda content: content.replace("APPLIED_TO", "APPLIED", 1), "APPLIED_TO"),
        (RELATIONS, lambda _: "", "no row bias"),
        (RELATIONS, lambda content: content.rstrip("\n").rpartition("\t")[0], "ends within a row"),
        (NUMBERS, lambda _: "", "share"),
    ],
)
def test_weights_that_are_damaged_stop_the_run_before_it_starts(
    name: str, made: Callable[[str], str], words: str, weights: Path
) -> None:
    if name == GRAPH:
        (weights / name).unlink()
        (weights / name).write_text(made(""), "utf-8")
    else:
        change(weights / name, made)
    extraction = pipeline.Extraction("best", weights=weights, jobs=2)
    with pytest.raises(SettingError, match=words) as told:
        extraction.read(PAPERS)
    assert str(weights / name) in str(told.value)
    assert "kg train" in str(told.value)


def test_damaged_shipped_weights_are_named_by_whoever_uses_them(weights: Path) -> None:
    (weights / MENTIONS).unlink()
    extractor = Best(weights)
    with pytest.raises(SettingError, match=r"mentions\.tsv: no such file"):
        extractor.load()
    with pytest.raises(SettingError, match=r"mentions\.tsv: no such file"):
        extractor.extract(PAPERS[0])


def test_an_extractor_without_weights_takes_none(weights: Path) -> None:
    assert not isinstance(extractors.make("fast"), Trained)
    with pytest.raises(SettingError, match="the extractor fast takes none"):
        extractors.make("fast", weights)

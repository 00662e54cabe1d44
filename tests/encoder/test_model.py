"""The shipped network reads any text, says the same each time, and names weights that it can't work with."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.encoder.inputs import MOST_NAMES
from kg.encoder.model import GRAPH, REMEDY, TOKENIZER, Encoder
from kg.errors import SettingError
from kg.extractors.best import SHIPPED
from kg.model import Amount, Hints, Mention, MentionType
from tests.encoder.made import named, shipped

TEXT = (
    "GaLore: Training with Low-Rank Gradients\nWe propose GaLore, a method for training with little memory. We "
    "pre-train LLaMA 7B on the C4 dataset for 19.7B tokens and compare it with LoRA."
)
SURFACES = ("GaLore", "LLaMA 7B", "C4", "LoRA")
MODEL, DATASET, METHOD = 1, 2, 3
"""Places of types in a name's row; 0 is none."""


def votes(text: str, *surfaces: str) -> dict[str, list[Mention]]:
    """A vote for each place of each surface, which doesn't say of what type it is."""
    return {
        name.key: [Mention(MentionType.METHOD, *span, text[span[0] : span[1]], 0.5, "shape.any") for span in name.spans]
        for name in named(text, *surfaces)
    }


def read(text: str, *surfaces: str) -> Hints:
    return shipped().read(text, votes(text, *surfaces), ())


def test_it_tells_well_known_kinds_and_what_is_new() -> None:
    hints = read(TEXT, *SURFACES)
    likeliest = [max(range(len(row)), key=row.__getitem__) for _, row in sorted(hints.kinds.items())]
    assert likeliest == [METHOD, MODEL, DATASET, METHOD]
    assert [number for number, odds in hints.new.items() if odds > 0] == [0]
    assert {hints.names[span] for span in hints.names} == {0, 1, 2, 3}


def test_it_is_asked_about_stated_numbers_too() -> None:
    start = TEXT.index("19.7B tokens")
    value = Mention(MentionType.TOKENS, start, start + 12, "19.7B tokens", 0.9, "size", value=Amount(1, 1))
    link = Mention(MentionType.LINK, 0, 6, "GaLore", 0.9, "link")
    hints = shipped().read(TEXT, votes(TEXT, *SURFACES), [value, link])
    assert hints.names[start, start + 12] == 4
    assert (0, 4) in hints.relations
    assert (0, 6) in hints.names  # as a name; the link's place is not asked about
    assert max(hints.names.values()) == 4


def test_the_same_text_gives_the_same_hints_in_any_thread() -> None:
    first = read(TEXT, *SURFACES)
    read("Something\nElse about BERT.", "BERT")
    with ThreadPoolExecutor(4) as pool:
        assert set(map(repr, pool.map(lambda _: read(TEXT, *SURFACES), range(12)))) == {repr(first)}
    assert repr(Encoder(SHIPPED).read(TEXT, votes(TEXT, *SURFACES), ())) == repr(first)


def test_without_names_nothing_is_loaded_or_said(tmp_path: Path) -> None:
    assert Encoder(tmp_path).read("T\nNothing is named here.", {}, ()) == Hints({}, {}, {}, {})


@pytest.mark.parametrize("text", ["", "\n", "T\n\x00GPT-4\x00", "T\n\u202eGPT-4 🚀 e\u0301", "T\n" + "GPT-4 " * 3000])
def test_any_text_can_be_read(text: str) -> None:
    hints = read(text, "GPT-4")
    assert set(hints.kinds) == ({0} if "GPT-4" in text else set())
    assert all(0 <= one.start < one.end <= len(text) for one in hints.proposals)


def test_names_beyond_those_that_a_window_asks_about_are_not_told() -> None:
    surfaces = [f"Foo{number}Net" for number in range(MOST_NAMES + 5)]
    hints = read("T\n" + " ".join(surfaces) + ".", *surfaces)
    assert set(hints.kinds) == set(range(MOST_NAMES))
    assert len(hints.names) == len(surfaces)


def test_names_of_all_windows_of_a_long_text_are_told() -> None:
    text = "T\n" + " ".join(f"We train Foo{number}Net on the Bar{number} dataset." for number in range(200))
    surfaces = [f"{stem}{number}{end}" for number in range(200) for stem, end in (("Foo", "Net"), ("Bar", ""))]
    hints = read(text, *surfaces)
    assert len(hints.kinds) > 150
    assert max(hints.kinds) > 350


def test_the_shipped_weights_are_found_whole() -> None:
    Encoder(SHIPPED).load()


def with_other(folder: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A folder of the shipped network, one file of which is changed."""
    for one in (GRAPH, TOKENIZER):
        content = (SHIPPED / one).read_bytes()
        (folder / one).write_bytes(change(content) if one == name else content)
    return folder


def with_wider_features(graph: bytes) -> bytes:
    """The graph, whose input `features` is said to have 24 columns."""
    place = graph.rindex(b"\x0a\x08features")
    size = graph.index(b"\x0a\x02\x08\x17", place)
    assert size - place < 60
    return graph[: size + 3] + b"\x18" + graph[size + 4 :]


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (GRAPH, lambda _: b"", "No graph"),
        (GRAPH, lambda content: content[: len(content) // 2], "Protobuf parsing"),
        (GRAPH, lambda _: b"no graph at all" * 99, "Protobuf parsing"),
        (GRAPH, with_wider_features, "features"),
        (TOKENIZER, lambda _: b"{}", "Model missing"),
        (TOKENIZER, lambda content: content[:999], "EOF"),
        (TOKENIZER, lambda content: content.replace(b'"[PAD]":0', b'"[PAD]":0,"one too many":30522', 1), "30522"),
    ],
    ids=["empty", "cut", "noise", "other shape", "no tokenizer", "cut tokenizer", "larger vocabulary"],
)
def test_weights_that_it_cannot_work_with_are_named(
    name: str, change: Callable[[bytes], bytes], words: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingError, match=words) as told:
        Encoder(with_other(tmp_path, name, change)).load()
    assert str(tmp_path / (GRAPH if name == GRAPH or "30522" in words else TOKENIZER)) in str(told.value)
    assert REMEDY in str(told.value)


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_a_file_that_is_absent_is_named(name: str, tmp_path: Path) -> None:
    for one in {GRAPH, TOKENIZER} - {name}:
        shutil.copy(SHIPPED / one, tmp_path)
    with pytest.raises(SettingError, match="no such file") as told:
        Encoder(tmp_path).load()
    assert str(tmp_path / name) in str(told.value)

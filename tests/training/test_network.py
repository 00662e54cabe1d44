"""The networks learn, the same way each time, and the graph that is shipped says what the network in torch says."""

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.encoder.model import Encoder
from kg.training import base, examples, prepare, rows
from kg.training.work import SHIPPED, TRAINED, Work
from tests.training.made import ANNOTATED

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in base.NETWORKS), reason="needs torch: pip install 'kg[train]'"
)
TWO_STEPS = 13.0
"""Times that four texts are read in two batches of 48."""
EPOCHS = 6
FACTS = {"layers": "0 1 3 5", "papers": "4"}


def say(_: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Four papers, prepared, and both encoders after two steps of reading them."""
    from kg.training.fold import read_texts

    files = Work(tmp_path_factory.mktemp("work"))
    base.take(files.folder)
    examples.write(files.examples, prepare.examples(ANNOTATED[:4], jobs=1))
    rows.write(files.texts, (f"{row['title']}\n{row['abstract']}" for row in ANNOTATED[:4]))
    for name in ("large", "small"):
        read_texts(files, name, TWO_STEPS, say)
    return files


@pytest.fixture(scope="module")
def learnt(work: Work) -> Work:
    """The networks after some steps over the labels of all four, and in a file what was said of it."""
    from kg.training.fold import Fold, learn_fold

    lines: list[str] = []
    learn_fold(work, Fold(2, 2, scored=4, epochs=EPOCHS), lines.append)
    (work.folder / "log.txt").write_text("\n".join(lines))
    return work


@pytest.fixture(scope="module")
def graph(learnt: Work) -> Path:
    """A folder of weights with the graph of the shipped network."""
    from kg.training.export import export
    from kg.training.fold import SHAPES

    folder = learnt.folder / "weights"
    export(learnt.network(SHIPPED), SHAPES[SHIPPED], folder / "encoder.onnx", facts=FACTS)
    shutil.copyfile(learnt.folder / base.TOKENIZER, folder / base.TOKENIZER)
    return folder


def again(work: Work, tmp_path: Path) -> Work:
    """The same inputs in another folder."""
    for path in (work.examples, work.texts, work.folder / base.WEIGHTS, work.folder / base.TOKENIZER):
        shutil.copyfile(path, tmp_path / path.name)
    for name in ("large", "small"):
        shutil.copyfile(work.pretrained(name), Work(tmp_path).pretrained(name))
    return Work(tmp_path)


def test_reading_changes_the_encoder_and_the_same_way_each_time(work: Work, tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    from kg.training.fold import read_texts

    other = again(work, tmp_path)
    read_texts(other, SHIPPED, TWO_STEPS, say)
    assert other.pretrained(SHIPPED).read_bytes() == work.pretrained(SHIPPED).read_bytes()
    before = load_file(work.folder / base.WEIGHTS)["embeddings.word_embeddings.weight"]
    after = load_file(work.pretrained(SHIPPED))["words.weight"]
    assert before.shape == after.shape
    assert np.any(before != after)


def test_two_runs_of_a_fold_give_the_same_bytes(work: Work, tmp_path: Path) -> None:
    from kg.training.fold import Fold, learn_fold

    other = again(work, tmp_path)
    for files in (work, other):
        learn_fold(files, Fold(0, 2, scored=4, epochs=2), say)
    assert other.hints(SHIPPED, 0).read_bytes() == work.hints(SHIPPED, 0).read_bytes()
    told = list(rows.read(work.hints(SHIPPED, 0)))
    assert [row["id"] for row in told] == [ANNOTATED[0]["id"], ANNOTATED[2]["id"]]
    assert all(row["kinds"] for row in told)


def test_the_loss_falls(learnt: Work) -> None:
    lines = (learnt.folder / "log.txt").read_text().splitlines()
    losses = [float(line.rpartition(" ")[2]) for line in lines if "loss" in line]
    assert len(losses) == len(TRAINED) * EPOCHS
    for at in range(0, len(losses), EPOCHS):
        assert losses[at + EPOCHS - 1] < losses[at] / 2


def test_the_graph_says_what_the_network_says(learnt: Work, graph: Path) -> None:
    """To the tolerance of int8: nearly the same numbers, in nearly the same order."""
    ours, theirs = in_torch(learnt), in_graph(graph, learnt)
    for one, other in zip(ours, theirs, strict=True):
        assert one.shape == other.shape
        assert float(np.abs(one - other).mean()) < 0.1 * float(one.std())
        assert float(np.corrcoef(one, other)[0, 1]) > 0.98


def test_the_graph_notes_how_it_was_made_and_is_the_same_each_time(learnt: Work, graph: Path) -> None:
    from kg.training.export import export
    from kg.training.fold import SHAPES

    assert Encoder(graph).session.get_modelmeta().custom_metadata_map == FACTS
    export(learnt.network(SHIPPED), SHAPES[SHIPPED], learnt.folder / "again.onnx", facts=FACTS)
    assert (learnt.folder / "again.onnx").read_bytes() == (graph / "encoder.onnx").read_bytes()


def windows(work: Work) -> list[Any]:
    from kg.training.batches import items
    from kg.training.fold import WHOLE, tokenizer
    from kg.training.learn import pieces_of

    cut = tokenizer(work)
    found = [items(0, one, pieces_of(cut, one.text), whole=WHOLE[SHIPPED]) for one in examples.read(work.examples)]
    return [window for own in found for window in own]


def in_torch(work: Work) -> list[Any]:
    """Tags, kinds, new and relations of all windows, one after another."""
    import torch
    from safetensors.torch import load_file

    from kg.training.batches import arguments, tensors
    from kg.training.fold import SHAPES
    from kg.training.network import Network

    network = Network(SHAPES[SHIPPED])
    network.load_state_dict({name: one.float() for name, one in load_file(str(work.network(SHIPPED))).items()})
    network.eval()
    with torch.no_grad():
        told = [network(*arguments(tensors([window]))) for window in windows(work)]
    return [np.concatenate([one[place].numpy().ravel() for one in told]) for place in range(4)]


def in_graph(folder: Path, work: Work) -> list[Any]:
    session = Encoder(folder).session
    told = [session.run(None, dict(window.window.arrays())) for window in windows(work)]
    return [np.concatenate([one[place].ravel() for one in told]) for place in range(4)]

"""Prepared examples in; one fold's networks, and what they say of the papers that it keeps back, out.

usage: python -m kg.training.fold WORK --pretrain small|large
       python -m kg.training.fold WORK --scored N --fold N [--folds 5]     (fold = folds: learn from all papers)
       python -m kg.training.fold WORK --export GRAPH

WORK holds examples.jsonl.gz (of them the first `--scored` are cross-validated, the others learnt from in every fold),
texts.jsonl.gz, tokenizer.json and base.safetensors. `kg train` runs these steps, some at once on a GPU; they alone
need torch.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save
from tokenizers import Tokenizer

from kg.encoder.inputs import Name
from kg.encoder.outputs import Gathering, to_row
from kg.files import atomic
from kg.training import rows
from kg.training.base import TOKENIZER, WEIGHTS
from kg.training.batches import Item, Soft, arguments, items, tensors
from kg.training.examples import Example, asked, read
from kg.training.export import export
from kg.training.learn import Log, Plan, device, fit, pieces_of, precision, pretrain
from kg.training.learn import read as read_soft
from kg.training.network import Network, Shape
from kg.training.work import EPOCHS, FOLDS, LAYERS, READING, SHIPPED, TRAINED, Work

SHAPES: Mapping[str, Shape] = {name: Shape(layers=layers) for name, layers in LAYERS.items()}
WHOLE: Mapping[str, bool] = {"large": True, "small": False}
"""Whether a network reads all sentences, or those alone that name something."""
LONGEST_TEXT = 384
"""Word pieces of a text that is read without labels."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Which papers are kept back: of the first `scored` each whose number modulo `folds` is `number`."""

    number: int
    folds: int
    scored: int
    epochs: int = EPOCHS

    def keeps(self, paper: int) -> bool:
        return paper < self.scored and paper % self.folds == self.number


def main(argv: Sequence[str]) -> None:
    options = _options(argv)
    torch.set_num_threads(options.threads)
    began, work = time.monotonic(), Work(options.work)

    def log(line: str) -> None:
        name = options.pretrain or f"fold {options.fold}"
        sys.stderr.write("" if options.quiet else f"[{name}, {time.monotonic() - began:.0f} s] {line}\n")

    if options.export:
        facts = {"layers": " ".join(map(str, LAYERS[SHIPPED])), **dict(fact.split("=", 1) for fact in options.fact)}
        export(work.network(SHIPPED), SHAPES[SHIPPED], options.export, facts=facts)
    elif options.pretrain:
        read_texts(work, options.pretrain, options.reading, log)
    else:
        learn_fold(work, Fold(options.fold, options.folds, options.scored, options.epochs), log)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--scored", type=int, default=0)
    parser.add_argument("--pretrain", choices=tuple(SHAPES))
    parser.add_argument("--export", type=Path, metavar="GRAPH")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help="written into the graph")
    parser.add_argument("--reading", type=float, default=READING, help="epochs of pretraining")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quiet", action="store_true")
    return parser.parse_args(argv)


def tokenizer(work: Work) -> Any:
    made = Tokenizer.from_file(str(work.folder / TOKENIZER))
    made.no_truncation()
    made.no_padding()
    return made


def read_texts(work: Work, name: str, reading: float, log: Log) -> None:
    """Writes the encoder of a network after it has read the texts without labels, `reading` times."""
    pieces = [one.ids[:LONGEST_TEXT] for one in tokenizer(work).encode_batch(list(rows.read(work.texts)))]
    base = load_file(str(work.folder / WEIGHTS))
    _save(work.pretrained(name), pretrain(pieces, base, SHAPES[name], epochs=reading, batch=48, seed=1, log=log))


def learn_fold(work: Work, fold: Fold, log: Log) -> None:
    """Writes the hints on the papers kept back; the networks themselves where none is."""
    examples = [asked(one) if fold.keeps(number) else one for number, one in enumerate(read(work.examples))]
    kept = [number for number in range(len(examples)) if fold.keeps(number)]
    learnt = [number for number in range(len(examples)) if not fold.keeps(number)]
    log(f"{len(learnt)} papers to learn from, {len(kept)} kept back, on {device()}")
    cut, plan = tokenizer(work), Plan(epochs=fold.epochs)
    soft: Mapping[int, Soft] | None = None
    for name in TRAINED:
        windows = [items(n, one, pieces_of(cut, one.text), whole=WHOLE[name]) for n, one in enumerate(examples)]
        own = [window for number in learnt for window in windows[number] if window.names]
        network = fit(own, load_file(str(work.pretrained(name))), SHAPES[name], plan, soft=soft, log=log)
        if fold.number == fold.folds:
            _save(work.network(name), {key: tensor.half() for key, tensor in network.state_dict().items()})
        else:
            rows.write(work.hints(name, fold.number), _hints(network, examples, kept, windows))
        soft = read_soft(network, own) if name != SHIPPED else None
    log("done")


def _save(path: Path, named: Mapping[str, Any]) -> None:
    with atomic(path) as out:
        out.write(save({name: tensor.detach().cpu().contiguous() for name, tensor in named.items()}))


def _hints(
    network: Network, examples: Sequence[Example], kept: Sequence[int], windows: Sequence[Sequence[Item]]
) -> Iterator[dict[str, Any]]:
    for number in kept:
        yield {"id": examples[number].id, **hints_on(network, examples[number], windows[number])}


@torch.no_grad()
def hints_on(network: Network, example: Example, windows: Sequence[Item]) -> dict[str, Any]:
    """Of the names that the rules propose, as extraction asks for them."""
    gathering = Gathering([Name(str(n), one.spans, one.value) for n, one in enumerate(example.names)])
    for window in windows:
        batch = {name: tensor.to(device()) for name, tensor in tensors([window]).items()}
        with precision():
            out = network(*arguments(batch))
        gathering.add(window.window, [one.float().cpu().numpy()[0] for one in out])
    return to_row(gathering.hints())


if __name__ == "__main__":
    main(sys.argv[1:])

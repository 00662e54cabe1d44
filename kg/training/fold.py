"""Prepared examples in; one fold's networks, and what they say of the papers that it keeps back, out.

usage: python -m kg.training.fold WORK --fold N [--folds 5]      (N = folds: learn from all papers, keep none back)
       python -m kg.training.fold WORK --pretrain

WORK holds examples.jsonl.gz (of them the first `--scored` are cross-validated, the others learnt from in every fold),
texts.jsonl.gz, tokenizer.json and base.safetensors. This step alone needs torch; a GPU makes it minutes.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from gzip import open as open_gzip
from pathlib import Path
from typing import Any

import orjson
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from kg.encoder.inputs import Name
from kg.encoder.outputs import Gathering, to_row
from kg.training.batches import Item, arguments, items, tensors
from kg.training.examples import Example, asked, read
from kg.training.learn import Plan, device, fit, pieces_of, precision, pretrain
from kg.training.learn import read as read_soft
from kg.training.network import Network, Shape

LARGE = Shape(layers=(0, 1, 2, 3, 4, 5))
SMALL = Shape(layers=(0, 1, 3, 5))
LONGEST_TEXT = 384


def main(argv: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--scored", type=int, required=True)
    parser.add_argument("--pretrain", choices=("large", "small"))
    parser.add_argument("--reading", type=float, default=10.0, help="epochs of pretraining")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(argv)
    torch.set_num_threads(options.threads)
    began = time.monotonic()

    def log(line: str) -> None:
        name = options.pretrain or f"fold {options.fold}"
        sys.stderr.write(f"[{name}, {time.monotonic() - began:.0f} s] {line}\n")

    if options.pretrain:
        shape = LARGE if options.pretrain == "large" else SMALL
        save_file(_pretrained(options, shape, log), options.work / f"pretrained-{options.pretrain}.safetensors")
    else:
        _fold(options, log)


def tokenizer(work: Path) -> Any:
    made = Tokenizer.from_file(str(work / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def _pretrained(options: argparse.Namespace, shape: Shape, log: Any) -> dict[str, Any]:
    with open_gzip(options.work / "texts.jsonl.gz", "rb") as lines:
        texts = [orjson.loads(line) for line in lines]
    pieces = [one.ids[:LONGEST_TEXT] for one in tokenizer(options.work).encode_batch(texts)]
    base = load_file(str(options.work / "base.safetensors"))
    tensors_ = pretrain(pieces, base, shape, epochs=options.reading, batch=48, seed=1, log=log)
    return {name: tensor.contiguous() for name, tensor in tensors_.items()}


def _fold(options: argparse.Namespace, log: Any) -> None:
    work: Path = options.work
    examples = read(work / "examples.jsonl.gz")
    kept = [n for n in range(options.scored) if n % options.folds == options.fold]
    learnt = [n for n in range(len(examples)) if n not in set(kept)]
    cut = tokenizer(work)
    examples = [asked(one) if number in set(kept) else one for number, one in enumerate(examples)]
    wide, narrow = _windows(examples, cut, whole=True), _windows(examples, cut, whole=False)
    log(f"{len(learnt)} papers to learn from, {len(kept)} kept back, on {device()}")
    plan = Plan(epochs=options.epochs)
    large = fit(_of(wide, learnt), _load(work, "large"), LARGE, plan, soft=None, log=log)
    _write(work, f"large-{options.fold}", large, examples, kept, wide, whole_model=options.fold == options.folds)
    soft = read_soft(large, _of(wide, learnt))
    small = fit(_of(narrow, learnt), _load(work, "small"), SMALL, plan, soft=soft, log=log)
    _write(work, f"small-{options.fold}", small, examples, kept, narrow, whole_model=options.fold == options.folds)
    log("done")


def _windows(examples: Sequence[Example], cut: Any, *, whole: bool) -> list[list[Item]]:
    return [items(number, one, pieces_of(cut, one.text), whole=whole) for number, one in enumerate(examples)]


def _of(windows: Sequence[Sequence[Item]], numbers: Sequence[int]) -> list[Item]:
    return [window for number in numbers for window in windows[number] if window.names]


def _load(work: Path, name: str) -> dict[str, Any]:
    return load_file(str(work / f"pretrained-{name}.safetensors"))


def _write(  # noqa: PLR0913
    work: Path,
    name: str,
    network: Network,
    examples: Sequence[Example],
    kept: Sequence[int],
    windows: Sequence[Sequence[Item]],
    *,
    whole_model: bool,
) -> None:
    """The hints on the papers kept back; the network itself where it has learnt from all."""
    if whole_model:
        half = {key: tensor.detach().half().cpu().contiguous() for key, tensor in network.state_dict().items()}
        save_file(half, work / f"{name}.safetensors")
        return
    with open_gzip(work / f"hints-{name}.jsonl.gz", "wb") as out:
        for number in kept:
            out.write(
                orjson.dumps({"id": examples[number].id, **_hints(network, examples[number], windows[number])}) + b"\n"
            )


@torch.no_grad()
def _hints(network: Network, example: Example, windows: Sequence[Item]) -> dict[str, Any]:
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

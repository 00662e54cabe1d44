"""Annotated papers in; scores of extraction on papers that its weights were not fitted on out.

usage: python -m tests.support.crossvalidate GOLD.jsonl [GOLD.jsonl …] [--folds N]

Each fold's papers are read with rule weights (of names and of relations) fitted on the papers of all other folds, as
`make weights` would fit them. Term lists and rules are the shipped ones: whoever wrote them has read annotated papers,
so the figures flatter still. Beside them stand the shipped weights' scores on the same papers, which flatter more.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.evaluate import Row, Score, document, read_gold, row, score
from kg.extractors.fast import Fast
from kg.facts import relation_weights
from kg.mentions import weights as mention_weights
from tests.support import fit_mentions, fit_relations

Pair = tuple[Row, Row]


def main(arguments: Sequence[str]) -> None:
    """Prints a table for each gold file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    gold = [(path.stem, one) for path in options.gold for one in read_gold(path)]
    with ProcessPoolExecutor(options.jobs) as pool:
        shipped = pool.submit(read_with_shipped, gold)
        folds = [pool.submit(read_fold, gold, fold, options.folds) for fold in range(options.folds)]
        held_out = [fold.result() for fold in folds]
    pairs = dict(pair for fold in held_out for pair in fold)
    for path in options.gold:
        numbers = [number for number, (name, _) in enumerate(gold) if name == path.stem]
        ours = score(pairs[number] for number in numbers)
        theirs = score(shipped.result()[number] for number in numbers)
        sys.stdout.write(table(f"{path.stem}: {len(numbers)} papers, {options.folds} folds", ours, theirs))


def read_with_shipped(gold: Sequence[tuple[str, Row]]) -> list[Pair]:
    """Every paper with the weights that ship."""
    extractor = Fast()
    return [(one, row(extractor.extract(document(one)))) for _, one in gold]


def read_fold(gold: Sequence[tuple[str, Row]], fold: int, folds: int) -> list[tuple[int, Pair]]:
    """The fold's papers, by their number, with weights fitted on all others."""
    others = [one for number, (_, one) in enumerate(gold) if number % folds != fold]
    with TemporaryDirectory() as folder:
        _use_weights_of(others, Path(folder))
        extractor = Fast()
        return [
            (number, (one, row(extractor.extract(document(one)))))
            for number, (_, one) in enumerate(gold)
            if number % folds == fold
        ]


def _use_weights_of(papers: Sequence[Row], folder: Path) -> None:
    """Makes this process read with weights fitted on these papers: first of names, then of relations among them."""
    mention_weights.FILE = folder / "weights.tsv"
    mention_weights.FILE.write_text(fit_mentions.fitted(papers), "utf-8")
    mention_weights.table.cache_clear()
    relation_weights.FILE = folder / "relation_weights.tsv"
    relation_weights.FILE.write_text(fit_relations.fitted(papers), "utf-8")
    relation_weights.table.cache_clear()


def table(title: str, ours: dict[str, Score], shipped: dict[str, Score]) -> str:
    """Aligned columns: precision, recall and F1 of held-out papers, and F1 of the shipped weights."""
    lines = [f"{title:36} {'prec.':>7} {'recall':>7} {'F1':>7} {'shipped F1':>11} {'gold':>6}"]
    for measure, one in ours.items():
        other = shipped[measure].f1 if measure in shipped else 0.0
        lines.append(f"  {measure:34} {one.precision:7.3f} {one.recall:7.3f} {one.f1:7.3f} {other:11.3f} {one.gold:6}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])

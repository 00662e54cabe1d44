"""Papers, what was found in them by weights that hadn't seen them, and a folder of weights in; its model card out.

Everything in it is computed here, or is text of kg/training/card_text.py; nothing is edited by hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.encoder.model import Encoder
from kg.evaluate import Calibration, calibrations, counted, document, intervals, totals
from kg.evaluate.calibration import ENTITIES, SHOWN
from kg.evaluate.scores import Counts
from kg.model import ENTITY_TYPES
from kg.training import card_text as said
from kg.training.markdown import LABELS, between, share, table
from kg.training.measure import Clock, clock
from kg.training.papers import Papers, Row, entities, relations

Pair = tuple[Row, Row]
SKIPPED = ("card.md",)
"""Files of the folder that are no weights."""
FOLD_MEASURES = tuple(measure for measure in LABELS if not measure.startswith("rel."))
AGREED = (ENTITIES, *(kind.value for kind in ENTITY_TYPES), "introduced", "relations")


def card(papers: Papers, found: Sequence[Row], folder: Path, *, folds: int) -> str:
    """The card's text. `found`: for each scored paper what weights of other folds read in it."""
    facts = Encoder(folder).session.get_modelmeta().custom_metadata_map
    pairs = list(zip(papers.scored, found, strict=True))
    sections = {
        "Files": files(folder, clock(folder, [document(row) for row in papers.scored])),
        "Data": data(papers),
        "Method": said.method(facts),
        "Scores": scores(papers, pairs, folds),
        "Calibration": calibration(calibrations(pairs)),
        "Agreement of annotators": agreement(papers),
        "Limits": [*said.LIMITS, weakest(pairs)],
        "Licence and notice": said.LICENCE,
    }
    parts = (f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items() if lines)
    return "\n\n".join([f"# {said.TITLE}\n\n{said.OPENING}", *parts]) + "\n"


def files(folder: Path, measured: Clock) -> list[str]:
    """Sizes, and what the clock said."""
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir()) if path.name not in SKIPPED}
    rows = [(name, f"{size:,}") for name, size in sizes.items()]
    return [
        *table(("file", "bytes"), [*rows, ("together", f"{sum(sizes.values()):,}")]),
        "",
        f"Loaded in {measured.load:.2f} s; {measured.speed:.0f} abstracts a second of one core, from text to record "
        f"({measured.machine}).",
    ]


def data(papers: Papers) -> list[str]:
    """What was learnt from, counted."""
    rows = [
        (name, use, f"{len(own):,}", f"{entities(own):,}", f"{relations(own):,}")
        for name, own, use in (
            *((name, own, "learnt from and, by folds, scored") for name, own in papers.gold.items()),
            ("read for training alone", papers.also, "learnt from in every fold, not scored"),
        )
        if own
    ]
    return [*table(("", "use", "papers", "entities", "relations"), rows, words=2), "", *said.SOURCES]


def scores(papers: Papers, pairs: Sequence[Pair], folds: int) -> list[str]:
    """Of each data set and of all together with intervals, then fold by fold."""
    counts = counted(pairs)
    lines, at = [said.scored(folds), ""], 0
    for name, rows in papers.gold.items():
        own = counts[at : at + len(rows)]
        at += len(rows)
        if len(papers.gold) > 1:
            lines += [f"{name}, {len(rows):,} papers:", "", *scored(own, LABELS), ""]
    return [
        *lines,
        f"All {len(pairs):,} papers:",
        "",
        *scored(counts, LABELS),
        "",
        "F1 fold by fold:",
        "",
        *by_fold(counts, folds),
    ]


def scored(counts: Sequence[Counts], labels: Mapping[str, str]) -> list[str]:
    """A table of the measures that the papers have."""
    all_, bounds = totals(counts), intervals(counts)
    rows = [
        (
            label,
            *map(share, (all_[name].precision, all_[name].recall, all_[name].f1)),
            between(bounds[name]),
            f"{all_[name].gold:,}",
        )
        for name, label in labels.items()
        if name in all_
    ]
    return table(("", "precision", "recall", "F1", "95 % interval", "in the gold"), rows)


def weakest(pairs: Sequence[Pair]) -> str:
    """The relations that are read worst, in a sentence."""
    f1 = {name: one.f1 for name, one in totals(counted(pairs)).items() if name.startswith("rel.")}
    last = sorted(f1, key=lambda name: (f1[name], name))[:3]
    return said.weakest([f"{name.removeprefix('rel.')} (F1 {share(f1[name])})" for name in last])


def by_fold(counts: Sequence[Counts], folds: int) -> list[str]:
    """A column for each fold."""
    each = [totals(counts[fold::folds]) for fold in range(folds)]
    rows = [
        (LABELS[name], *(share(one[name].f1) if name in one else "" for one in each))
        for name in FOLD_MEASURES
        if any(name in one for one in each)
    ]
    return table(("", *(f"fold {fold + 1}" for fold in range(folds))), rows)


def calibration(found: Mapping[str, Calibration]) -> list[str]:
    """The expected calibration error of the pools, and their reliability tables."""
    told = {measure: found[measure] for measure in SHOWN if measure in found and found[measure].number}
    errors = [(measure, f"{one.number:,}", share(one.error or 0.0)) for measure, one in told.items()]
    lines = [said.CALIBRATION, "", *table(("", "finds", "expected calibration error"), errors)]
    for measure, one in told.items():
        bins = [
            (f"{each.low:.1f}–{each.high:.1f}", f"{each.number:,}", share(each.confidence), share(each.right))
            for each in one.bins
            if each.number
        ]
        lines += ["", f"Reliability of {measure}:", ""]
        lines += table(("confidence", "finds", "mean confidence", "share that is right"), bins)
    return lines


def agreement(papers: Papers) -> list[str]:
    """How far second readings agree with the gold, which is read as the truth; nothing where there are none."""
    second = {row["id"]: row for row in papers.again}
    pairs = [(row, second[row["id"]]) for row in papers.scored if row["id"] in second]
    if not pairs:
        return []
    return [
        said.agreed(len(pairs)),
        "",
        *scored(pooled(counted(pairs)), {name: LABELS.get(name, name) for name in AGREED}),
    ]


def pooled(counts: Iterable[Counts]) -> list[Counts]:
    """With all types of entities together, as a measure more."""
    return [{**own, ENTITIES: _sum(own[kind.value] for kind in ENTITY_TYPES if kind.value in own)} for own in counts]


def _sum(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    right, found, gold = zip(*[(0, 0, 0), *counts], strict=True)
    return sum(right), sum(found), sum(gold)

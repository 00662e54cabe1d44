"""The term lists (`*.tsv` beside this file) in, Terms out: names that are known beforehand, with their type.

A list's header lines start with '#' and say where its names come from. Its first other line names the columns:
`name` (published spelling), `aliases` ('|' between them), `match` (how a spelling is looked up) and the list's own.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import MentionType

FOLDER = Path(__file__).parent
LISTS = {
    MentionType.MODEL: "model.tsv",
    MentionType.DATASET: "dataset.tsv",
    MentionType.METHOD: "method.tsv",
    MentionType.HARDWARE: "hardware.tsv",
    MentionType.ORGANIZATION: "organization.tsv",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A known name. `match`: 'exact' (case counts), 'any' (any case), or 'cued' (exact, and only beside a cue word).

    `family`: a model's or a chip's series. `vendor`: a chip's maker. `maker`: a model's or dataset's organization.
    `kind`: a list's own class (hardware: gpu, tpu, npu, cpu, fpga, asic, soc, board, machine; organization: company,
    lab, university).
    """

    type: MentionType
    name: str
    aliases: tuple[str, ...] = ()
    match: str = "exact"
    family: str | None = None
    vendor: str | None = None
    maker: str | None = None
    kind: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@cache
def terms(kind: MentionType) -> tuple[Term, ...]:
    """The terms of one type, in the order of its list."""
    return tuple(_read(kind, FOLDER / LISTS[kind]))


def _read(kind: MentionType, path: Path) -> list[Term]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Term(
            type=kind,
            name=row["name"],
            aliases=tuple(filter(None, (row.get("aliases") or "").split("|"))),
            match=row.get("match") or "exact",
            family=row.get("family") or None,
            vendor=row.get("vendor") or None,
            maker=row.get("maker") or None,
            kind=row.get("kind") or None,
        )
        for row in rows
    ]

"""The term lists (`*.tsv` beside this file) in, Terms out: names that are known beforehand, with their type.

A list's header lines start with '#' and say where its names come from. Its first other line names the columns:
`name` (published spelling), `aliases` ('|' between them, one that needs a cue ends in '?'), `match` (how a spelling
is looked up) and the list's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import MentionType
from kg.values.table import rows

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

    `cued`: the aliases that count only beside a cue word; the others of a 'cued' name are looked up as 'exact', and
    those of three words and more ('Retrieval-Augmented Generation') in any case.
    `family`: a model's or a chip's series. `vendor`: a chip's maker. `maker`: a model's or dataset's organization.
    `kind`: a list's own class (hardware: gpu, tpu, npu, cpu, fpga, asic, soc, board, machine, supercomputer;
    organization: company, lab, university). `memory`: of a device, in GB, each size that it is sold with.
    """

    type: MentionType
    name: str
    aliases: tuple[str, ...] = ()
    cued: tuple[str, ...] = ()
    match: str = "exact"
    family: str | None = None
    vendor: str | None = None
    maker: str | None = None
    kind: str | None = None
    memory: tuple[int, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def match_of(self, spelling: str) -> str:
        """How one of the spellings is looked up."""
        if spelling in self.cued:
            return "cued"
        if spelling == self.name:
            return self.match
        if len(re.findall(r"[^\W\d_]{2,}", spelling)) >= 3:
            return "any"
        return "exact" if self.match == "cued" else self.match


@cache
def shared() -> Mapping[str, tuple[MentionType, ...]]:
    """The normal form of each spelling that stands in several lists -> their types, the usual one first."""
    found = rows(FOLDER / "shared.tsv")
    return {row["spelling"]: tuple(MentionType(kind) for kind in row["types"].split("|")) for row in found}


@cache
def terms(kind: MentionType) -> tuple[Term, ...]:
    """The terms of one type, in the order of its list."""
    return tuple(read(kind, FOLDER / LISTS[kind]))


def read(kind: MentionType, path: Path) -> list[Term]:
    """The terms of one file, in its order; none where there is no such file."""
    return [_term(kind, row) for row in rows(path)] if path.exists() else []


def _term(kind: MentionType, row: Mapping[str, str]) -> Term:
    aliases = [alias for alias in (row.get("aliases") or "").split("|") if alias]
    return Term(
        type=kind,
        name=row["name"],
        aliases=tuple(alias.removesuffix("?") for alias in aliases),
        cued=tuple(alias.removesuffix("?") for alias in aliases if alias.endswith("?")),
        match=row.get("match") or "exact",
        family=row.get("family") or None,
        vendor=row.get("vendor") or None,
        maker=row.get("maker") or None,
        kind=row.get("kind") or None,
        memory=tuple(int(size) for size in (row.get("memory") or "").split("|") if size),
    )

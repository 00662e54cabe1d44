"""A graph's folder and alias tables in; what was said of identity by hand, out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.entities import judgement
from kg.entities.judgement import Judgement, prevailing
from kg.pipeline.manifest import ALIASES, JUDGEMENTS


@dataclass(frozen=True, slots=True)
class Given:
    """Rows of alias tables, and a person's judgements on the folder's own graph; each sorted, each pair once."""

    aliases: tuple[Judgement, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @classmethod
    def of(cls, folder: Path, aliases: Iterable[Path] | None) -> "Given":
        """Of several tables a later one goes before an earlier one; None: those that the folder was built with.

        Raises InputError for a table that can't be read, SettingError for a bad row.
        """
        paths = _present(folder / ALIASES) if aliases is None else aliases
        tables = [judgement.read(path) for path in paths]
        return cls(prevailing(*tables), stored(folder))

    @property
    def obeyed(self) -> int:
        """How many pairs are judged: a judgement takes the place of a table's row on the same pair."""
        return len({one.pair for one in (*self.aliases, *self.judgements)})

    def stage(self, folder: Path) -> None:
        """Writes the tables' rows, as one table, where there are any."""
        if self.aliases:
            judgement.write(folder / ALIASES, self.aliases)


def stored(folder: Path) -> tuple[Judgement, ...]:
    """The judgements that a folder holds; none where it has no file of them."""
    return tuple(one for path in _present(folder / JUDGEMENTS) for one in judgement.read(path))


def _present(path: Path) -> Sequence[Path]:
    return [path] if path.exists() else []

"""kg's surface for Python, as `import kg` gives it: papers in; records, a graph's folder, and the graph out."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kg import pipeline
from kg.confidence import at_least, checked
from kg.extractors import DEFAULT, make
from kg.extractors.base import Extractor
from kg.graph.traverse import KnowledgeGraph, open_graph
from kg.model import Document, Record, Skipped
from kg.pipeline import BuildReport
from kg.pipeline.extract import keyed
from kg.sources.read import read as _read

__all__ = ["BuildReport", "KnowledgeGraph", "build", "extract", "open_graph", "read", "resolve"]


def read(
    *inputs: str | Path, format: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Skipped]:
    """The papers of files and folders, one after another, and what had to be left out of them.

    `format` forces a source's name; `columns` maps fields (title, abstract, …) to the names that files have for
    them. A paper that stands in several listings comes several times. Raises InputError, SettingError.
    """
    return _read(inputs, format=format, columns=columns)


def extract(
    document: Document, *, extractor: str = DEFAULT, weights: str | Path | None = None, min_confidence: float = 0.0
) -> Record:
    """What one paper's title and abstract say: entities, sizes, tokens, hardware, links, relations, with evidence.

    What is less sure than `min_confidence` (0 to 1) is left out. `weights`: a folder that `kg train` wrote, to read
    with instead of the shipped weights. Raises SettingError for an unknown extractor, weights that it can't read with
    or a confidence outside 0 to 1, PaperError for a paper that the extractor can't read.

    >>> record = extract(Document("bert", "BERT", "We fine-tune BERT-Large (340M parameters) on SQuAD."))
    >>> [(fact.surface, fact.amount.value) for fact in record.parameters]
    [('340M parameters', 340000000)]
    """
    checked(min_confidence)
    return at_least(keyed(_extractor(extractor, None if weights is None else Path(weights)), document), min_confidence)


def build(  # noqa: PLR0913 # the options of `kg build`
    inputs: Sequence[str | Path],
    folder: str | Path,
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    extractor: str = DEFAULT,
    weights: str | Path | None = None,
    min_confidence: float = 0.0,
    jobs: int | None = None,
    aliases: Sequence[str | Path] | None = None,
) -> BuildReport:
    """Builds a graph's folder as `kg build` does; `open_graph(folder)` then gives the graph.

    The graph holds what is at least `min_confidence` (0 to 1) sure, the records in the folder hold everything.
    `aliases`: tables of what is the same and what is different (kg/entities/judgement.py); None keeps those that the
    folder was built with, () drops them.
    Raises KgError and its kinds (kg/errors.py); a paper that can't be read is in the report's `skipped`.
    """
    found = _read(inputs, format=format, columns=columns)
    return pipeline.build(
        found,
        Path(folder),
        extractor=extractor,
        weights=None if weights is None else Path(weights),
        min_confidence=min_confidence,
        jobs=jobs,
        aliases=None if aliases is None else [Path(path) for path in aliases],
    )


def resolve(folder: str | Path, *, aliases: Sequence[str | Path] | None = None) -> BuildReport:
    """Decides anew which things of a built graph are one, from its stored facts, as `kg resolve` does.

    `aliases`: as for `build`; None keeps those that the folder was built with. The report's `changes` say what that
    changed. Raises KgError and its kinds (kg/errors.py).
    """
    return pipeline.resolve(Path(folder), aliases=None if aliases is None else [Path(path) for path in aliases])


@cache
def _extractor(name: str, weights: Path | None) -> Extractor:
    return make(name, weights)

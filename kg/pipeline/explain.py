"""A graph's folder and a name or id in; why the things so called are as they are, out."""

from pathlib import Path

from kg import records as record_file
from kg.entities import explain as entities
from kg.entities.explain import Explanation
from kg.entities.resolve import shipped
from kg.entities.rules import ALIAS_TABLE, IDENTITY_TABLE, JUDGEMENT
from kg.errors import InputError, SettingError
from kg.model import ENTITY_TYPES, MentionType
from kg.pipeline.given import Given
from kg.pipeline.judging import read_decisions

_NAMED = tuple(kind.value.lower() for kind in ENTITY_TYPES)
_OTHERS = frozenset({"paper", "repository", "webpage", "parametercount", "tokencount"})


def explain(folder: Path, reference: str, *, kind: MentionType | None = None) -> tuple[Explanation, ...]:
    """All that the name or id means in the graph, what most papers mean first.

    Raises SettingError, naming the nearest, where it means nothing; InputError where the folder holds no graph.
    """
    label = reference.partition("/")[0].lower()
    if label in _OTHERS:
        raise SettingError(f"{reference!r} is no thing that papers name: why explains {', '.join(_NAMED)}")
    decided = read_decisions(folder)
    given = Given.of(folder, None)
    try:
        records = tuple(record_file.read(folder / "records.jsonl"))
    except OSError as error:
        raise InputError(
            f"{folder / 'records.jsonl'}: can't be read ({error.strerror}): make it anew with `kg build INPUT -o DIR`"
        ) from error
    said = {JUDGEMENT: given.judgements, ALIAS_TABLE: given.aliases, IDENTITY_TABLE: shipped()}
    return entities.explain(decided, records, reference, kind=kind, judgements=said)

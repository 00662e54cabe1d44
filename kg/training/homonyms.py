"""Judged pairs of uses of one name (`homonyms.tsv` beside this file) and records in; the weights of homonyms out.

`python -m kg.training.homonyms records.jsonl` prints how well they do in ten-fold cross-validation over pairs and
writes kg/entities/homonyms.tsv. The records are those of the papers that the pairs name (`kg extract`).
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import records
from kg.entities.homonyms import BIAS, FILE, Use, signs
from kg.entities.keys import key
from kg.errors import InputError
from kg.model import MentionType, Record
from kg.values.table import rows

PAIRS = Path(__file__).parent / "homonyms.tsv"
FOLDS = 10
_HEADER = (
    "# What tells whether two papers mean one thing by one name, in log-odds. Fitted on pairs that were judged by\n"
    "# hand, by `python -m kg.training.homonyms` (logistic regression, L2 penalty); not edited by hand.\n"
)

Pair = tuple[Use, Use, bool]


def pairs(found: Iterable[Record], path: Path = PAIRS) -> list[Pair]:
    """The judged pairs whose two uses are among the records."""
    uses = {
        (record.document.id, entity.type, key(entity.type, entity.canonical)): Use(record.document, entity)
        for record in found
        for entity in record.entities
    }
    judged = []
    for row in rows(path):
        kind = MentionType(row["type"])
        one = uses.get((row["one"], kind, key(kind, row["name"])))
        other = uses.get((row["other"], kind, key(kind, row["other_name"])))
        if one is not None and other is not None:
            judged.append((one, other, row["verdict"] == "same"))
    return judged


def fit(judged: Sequence[Pair]) -> tuple[Mapping[str, float], float]:
    """The weights, and the share of pairs that weights fitted on the others tell right."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    weighed = [signs(one, other) for one, other, _ in judged]
    names = list(weighed[0])
    told = [[row[name] for name in names] for row in weighed]
    same = [is_same for _, _, is_same in judged]
    model: Any = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    kept_back = cross_val_predict(model, told, same, cv=StratifiedKFold(FOLDS, shuffle=True, random_state=0))
    right = sum(bool(a) == b for a, b in zip(kept_back, same, strict=True)) / len(same)
    scaler, regression = model.fit(told, same)
    slopes = [float(w / s) for w, s in zip(regression.coef_[0], scaler.scale_, strict=True)]
    shift = sum(slope * float(mean) for slope, mean in zip(slopes, scaler.mean_, strict=True))
    return {BIAS: float(regression.intercept_[0]) - shift, **dict(zip(names, slopes, strict=True))}, right


def write(weights: Mapping[str, float], path: Path = FILE) -> None:
    """The weights as a table."""
    rows = "".join(f"{name}\t{weight:.3f}\n" for name, weight in weights.items())
    path.write_text(f"{_HEADER}sign\tweight\n{rows}", "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Fits on the records of one file and says how well it went."""
    if len(arguments) != 1:
        raise InputError("name one file of records: python -m kg.training.homonyms records.jsonl")
    judged = pairs(records.read(Path(arguments[0])))
    if not judged:
        raise InputError(f"{arguments[0]} holds none of the judged papers: extract the papers that {PAIRS.name} names")
    weights, right = fit(judged)
    write(weights)
    sys.stdout.write(f"{len(judged)} pairs, {right:.3f} told right by weights fitted on the other pairs\n")


if __name__ == "__main__":
    main(sys.argv[1:])

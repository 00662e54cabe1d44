"""The weights of homonyms: fitted on judged pairs, they tell most pairs right; the shipped ones are in one form."""

from pathlib import Path

import pytest

from kg.entities.homonyms import BIAS, FILE, signs
from kg.errors import InputError
from kg.training import homonyms
from tests.entities.test_homonyms import BIRDS, NESTS, PROTEINS, use


def judged() -> list[homonyms.Pair]:
    """Forty pairs: what two papers introduce is different, what none does the same."""
    pairs = []
    for n in range(20):
        presented = 0.7 + n / 100
        one = use(1, f"Raptors {n}", BIRDS, "VESPA", introduced=presented)
        pairs.append((one, use(2, f"Chains {n}", PROTEINS, "VESPA", introduced=presented), False))
        pairs.append((use(1, f"Raptors {n}", BIRDS, "Vespaform"), use(2, f"Nests {n}", NESTS, "Vespaform"), True))
    return pairs


def test_weights_tell_pairs_that_they_have_not_seen() -> None:
    weights, right = homonyms.fit(judged())
    assert right > 0.9
    assert weights["introduced by one"] < 0 < weights["likeness"]


def test_the_shipped_table_weighs_every_sign() -> None:
    names = {line.split("\t")[0] for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")}
    assert names == {"sign", BIAS, *signs(*judged()[0][:2])}


def test_what_is_fitted_is_written_as_the_shipped_table_is(tmp_path: Path) -> None:
    homonyms.write({BIAS: 1.0, "likeness": 20.5}, tmp_path / "w.tsv")
    lines = (tmp_path / "w.tsv").read_text("utf-8").splitlines()
    assert lines[-3:] == ["sign\tweight", "bias\t1.000", "likeness\t20.500"]
    assert lines[:2] == FILE.read_text("utf-8").splitlines()[:2]


def test_records_without_the_judged_papers_are_named(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("", "utf-8")
    with pytest.raises(InputError, match="holds none of the judged papers"):
        homonyms.main([str(path)])
    with pytest.raises(InputError, match="name one file"):
        homonyms.main([])

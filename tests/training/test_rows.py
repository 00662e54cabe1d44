"""Rows come back as they were written, and the same rows give the same bytes, whenever and wherever."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.training import rows

WHOLE = st.integers(-(2**53), 2**53)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.text(), lambda own: st.lists(own) | st.dictionaries(st.text(), own)
)


@given(st.lists(VALUES, max_size=5))
def test_rows_come_back(written: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl.gz"
        rows.write(path, written)
        assert list(rows.read(path)) == written


def test_neither_name_nor_time_is_noted(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl.gz", tmp_path / "other.jsonl.gz"
    rows.write(one, [{"id": "bert"}])
    time.sleep(1.1)  # gzip notes seconds
    rows.write(other, [{"id": "bert"}])
    assert one.read_bytes() == other.read_bytes()

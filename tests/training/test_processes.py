"""Processes run, some at once; where one fails, the others end and the failure is named."""

import time
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.training import processes

SLEEP = ("timeit", "-n", "1", "-r", "1", "__import__('time').sleep(100)")


def test_all_run(tmp_path: Path) -> None:
    made = [tmp_path / f"{number}.zip" for number in range(3)]
    processes.run([("zipfile", "-c", str(path), __file__) for path in made], at_once=2)
    assert all(path.is_file() for path in made)


def test_a_failure_is_named_and_ends_the_others() -> None:
    start = time.monotonic()
    with pytest.raises(KgError, match=r"`python -m no_such_module one` ended with 1"):
        processes.run([SLEEP, ("no_such_module", "one"), SLEEP], at_once=2)
    assert time.monotonic() - start < 60

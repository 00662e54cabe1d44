"""The collector of cycles is off meanwhile, and afterwards as it was, whatever happens."""

import gc

import pytest

from kg.collector import uncollected


def test_it_is_off_meanwhile_and_on_again() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_leaves_it_on() -> None:
    with pytest.raises(ValueError, match="kestrel"), uncollected():
        raise ValueError("kestrel")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

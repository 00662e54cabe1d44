"""Keys of methods: nouns that any method may bear."""

from hypothesis import given
from hypothesis import strategies as st

from kg.entities.names.method import method_key
from tests.entities.names.made_up import NAMES


@given(NAMES, st.sampled_from(["algorithm", "Framework", "method", "approach", "techniques", "library", "toolkit"]))
def test_a_noun_behind_a_method_makes_no_difference(name: str, noun: str) -> None:
    assert method_key(f"{name} {noun}") == method_key(name)

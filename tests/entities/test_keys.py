"""Keys: spellings of one thing meet, things that differ in size, version or name don't."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.keys import key, shown
from kg.model import ENTITY_TYPES, MentionType

CASES = Path(__file__).parent.parent / "cases" / "resolution.jsonl"
PAIRS: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['type']}: {pair['a']} | {pair['b']}")
def test_two_spellings_have_one_key_just_where_they_name_one_thing(pair: dict[str, Any]) -> None:
    kind = MentionType(pair["type"])
    assert (key(kind, pair["a"]) == key(kind, pair["b"])) == pair["same"]


@given(st.sampled_from(ENTITY_TYPES), st.text(min_size=1, max_size=30))
def test_every_name_has_a_key(kind: MentionType, name: str) -> None:
    assert key(kind, name)


@given(st.sampled_from(ENTITY_TYPES), st.text(alphabet="aBc Xyz-30.+", min_size=1, max_size=20))
def test_blanks_around_and_between_make_no_difference(kind: MentionType, name: str) -> None:
    assert key(kind, f" {name.replace(' ', '  ')} ") == key(kind, " ".join(name.split())) or not name.strip()


@given(st.integers(1, 999), st.integers(1, 999))
def test_numbers_in_names_tell_datasets_apart(one: int, other: int) -> None:
    names = [key(MentionType.DATASET, f"Kestrel-{number}K") for number in (one, other)]
    assert (names[0] == names[1]) == (one == other)


def test_hardware_is_shown_without_its_vendor_but_never_as_a_bare_noun() -> None:
    shown_names = [
        shown(MentionType.HARDWARE, name) for name in ("NVIDIA A100", "NVIDIA GPU", "Raspberry Pi 4", "Intel 7")
    ]
    assert shown_names == ["A100", "NVIDIA GPU", "Raspberry Pi 4", "Intel 7"]

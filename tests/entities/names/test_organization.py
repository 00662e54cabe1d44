"""Keys of organizations: legal forms, campuses, laboratories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.names.organization import organization_key
from tests.entities.names.made_up import NAMES


@given(NAMES, st.sampled_from(["Inc.", "Corp", "LLC", "GmbH", "Co., Ltd.", "PLC"]))
def test_a_legal_form_makes_no_difference(name: str, form: str) -> None:
    assert organization_key(f"{name}, {form}") == organization_key(f"{name} {form}") == organization_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of California, Berkeley", "UC Berkeley"),
        ("UC-Davis", "University of California at Davis"),
        ("Shanghai AI Lab", "Shanghai AI Laboratory"),
        ("OpenAI's", "OpenAI"),
        ("Univ. of Oxford", "University of Oxford"),
    ],
)
def test_campuses_and_laboratories_are_spelled_in_one_way(one: str, other: str) -> None:
    assert organization_key(one) == organization_key(other)

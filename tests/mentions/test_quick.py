"""The quick way to a Mention gives what the usual one gives."""

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from kg.mentions import quick
from kg.model import Amount, Mention, MentionType

USUAL = Mention(MentionType.MODEL, 3, 7, "BERT", 0.9, "rule", "BERT", "BERT", "Google", True, Amount(1, 2))


@pytest.mark.parametrize("count", range(6, 12))
def test_it_is_the_mention_of_the_same_arguments(count: int) -> None:
    values = [getattr(USUAL, field.name) for field in fields(Mention)][:count]
    assert quick.mention(*values) == Mention(*values)


def test_it_is_frozen_hashed_replaced_and_pickled_as_any() -> None:
    made = quick.mention(*(getattr(USUAL, field.name) for field in fields(Mention)[:11]))
    assert hash(made) == hash(USUAL)
    assert replace(made, start=4) == replace(USUAL, start=4)
    assert pickle.loads(pickle.dumps(made)) == USUAL
    with pytest.raises(FrozenInstanceError):
        made.start = 5  # type: ignore[misc]

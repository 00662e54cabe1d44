"""The places of annotated entities: whole words, and inside a longer name only where there is no other place."""

import pytest

from kg.training.gold import places


@pytest.mark.parametrize(
    ("surfaces", "text", "found"),
    [
        ([["GPT-3"]], "GPT-3 beats GPT-2; GPT-3.5 does not.", [["GPT-3", "GPT-3"]]),
        ([["BERT"], ["BERT-Large"]], "BERT is small, BERT-Large is not.", [["BERT"], ["BERT-Large"]]),
        ([["Llama-2"], ["Llama-2-7B"]], "We tune Llama-2-7B.", [["Llama-2"], ["Llama-2-7B"]]),
        ([["H100"]], "On 8xH100 and 16 times H100.", [["H100", "H100"]]),
        ([["MAE"]], "MAESTRO is named once.", [["MAE"]]),
        ([["C4"], ["Gopher"]], "C4 alone.", [["C4"], []]),
        ([["RACE", "race"]], "RACE is a race.", [["RACE", "race"]]),
    ],
)
def test_places(surfaces: list[list[str]], text: str, found: list[list[str]]) -> None:
    told = places([{"surfaces": own} for own in surfaces], text)
    assert [[text[start:end] for start, end in own] for own in told] == found
    assert all(own == sorted(set(own)) for own in told)

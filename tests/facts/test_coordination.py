import pytest

from kg.facts.coordination import coordinated, slots
from tests.facts.marked import marked


def lists(text: str) -> list[list[str]]:
    prose, reading = marked("Title\n" + text)
    together: dict[int, list[str]] = {}
    for slot in coordinated(prose.text, slots(reading.entities)):
        together.setdefault(slot.list_start, []).append(prose.text[slot.start : slot.end])
    return list(together.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on [D GSM8K], [D MATH] and [D MMLU].", [["GSM8K", "MATH", "MMLU"]]),
        ("on [D GSM8K], [D MATH], and the [D MMLU] benchmark.", [["GSM8K", "MATH", "MMLU"]]),
        ("[M OPT] (6.7B), [M BLOOM] (7B) as well as [M T5]", [["OPT", "BLOOM", "T5"]]),
        ("[M Mistral 7B]/[M Mixtral]", [["Mistral 7B", "Mixtral"]]),
        ("[X LoRA] on [D GLUE] and [D SQuAD]", [["LoRA"], ["GLUE", "SQuAD"]]),
        ("[M GPT-4] and [D MMLU]", [["GPT-4"], ["MMLU"]]),
        ("[M GPT-4] outperforms [M PaLM]", [["GPT-4"], ["PaLM"]]),
        ("[M GPT-4] is large and slow and [M PaLM] is", [["GPT-4"], ["PaLM"]]),
    ],
)
def test_names_of_one_type_joined_by_a_comma_or_a_word_are_one_list(text: str, expected: list[list[str]]) -> None:
    assert lists(text) == expected


def test_a_list_ends_where_its_last_name_ends() -> None:
    prose, reading = marked("Title\non [D GSM8K], [D MATH] and [D MMLU].")
    found = coordinated(prose.text, slots(reading.entities))
    assert {prose.text[slot.list_start : slot.list_end] for slot in found} == {"GSM8K, MATH and MMLU"}

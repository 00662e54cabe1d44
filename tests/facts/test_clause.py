import pytest

from kg.facts.candidates import sentences
from kg.facts.clause import after, cues
from tests.facts.marked import marked


def names(text: str) -> list[str]:
    return [cue.name for cue in cues(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pre-trained on", ["train"]),
        ("fine-tuning and instruction-tuned", ["finetune", "finetune"]),
        ("training data is used", ["use"]),
        ("It outperforms and surpasses", ["outperform", "outperform"]),
        ("OUTPERFORMS", ["outperform"]),
        ("on par with", ["comparable"]),
        ("built upon, initialized from", ["base", "base"]),
        ("focus trust bus", []),
    ],
)
def test_cues_are_found_in_all_their_forms(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_words_inside_a_name_are_no_cues() -> None:
    prose, reading = marked("Title\n[X Train Short, Test Long] is used.")
    (part,) = sentences(prose.text, reading)
    assert [cue.name for cue in part.cues] == ["use"]


def test_a_weak_cue_lets_the_strong_one_before_it_govern() -> None:
    prose, reading = marked("Title\nIt outperforms strong baselines such as [M BERT].")
    (part,) = sentences(prose.text, reading)
    setting = part.setting(part.slots[0])
    assert (setting.near, setting.strong, setting.tie, setting.then) == ("baseline", "outperform", "such as", "end")


def test_the_papers_own_turn_is_told_from_what_was_known() -> None:
    prose, reading = marked("[X Mixer] here\n[M BERT] is old. We propose [X Mixer]. [X Mixer] is new.")
    assert [part.place for part in sentences(prose.text, reading)] == ["title", "before", "opening", "after"]


def test_what_follows_a_name_is_told_at_the_end_of_the_text_too() -> None:
    assert after("on MMLU", 7) == "end"
    assert after("on MMLU benchmark", 7) == "benchmark"

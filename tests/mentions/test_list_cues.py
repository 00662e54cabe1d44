"""Which words beside an ambiguous name make it a name of its list, and which make it another thing."""

import pytest

from kg.mentions.list_cues import confirmed
from kg.mentions.lists import find
from kg.model import MentionType


def is_confirmed(text: str, kind: MentionType, surface: str) -> bool:
    hits = find(text)
    sure = {term for _, term in confirmed(text, hits)}
    (term,) = {
        entry.term
        for hit in hits
        if text[hit.start : hit.end] == surface
        for entry in hit.entries
        if entry.term.type is kind
    }
    return term in sure


@pytest.mark.parametrize(
    ("text", "kind", "surface"),
    [
        ("The Falcon models are open.", MentionType.MODEL, "Falcon"),
        ("Falcon language models are open.", MentionType.MODEL, "Falcon"),
        ("We fine-tune Falcon here.", MentionType.MODEL, "Falcon"),
        ("Pythia, Falcon and others", MentionType.MODEL, "Falcon"),
        ("Accuracy on DROP improves", MentionType.DATASET, "DROP"),
        ("The DROP benchmark", MentionType.DATASET, "DROP"),
        ("SQuAD and DROP are read", MentionType.DATASET, "DROP"),
        ("trained with the Lion optimizer", MentionType.METHOD, "Lion"),
        ("AdamW or Lion", MentionType.METHOD, "Lion"),
        ("released by Meta", MentionType.ORGANIZATION, "Meta"),
        ("Meta's models", MentionType.ORGANIZATION, "Meta"),
        ("Meta researchers say", MentionType.ORGANIZATION, "Meta"),
    ],
)
def test_a_cue_beside_the_name_confirms_it(text: str, kind: MentionType, surface: str) -> None:
    assert is_confirmed(text, kind, surface)


@pytest.mark.parametrize(
    ("text", "kind", "surface"),
    [
        ("Falcon flies.", MentionType.MODEL, "Falcon"),
        ("Falcon: models for birds", MentionType.MODEL, "Falcon"),
        ("We present Falcon, a tool. Falcon models are new.", MentionType.MODEL, "Falcon"),
        ("A method dubbed ``Lion''. The Lion optimizer helps.", MentionType.METHOD, "Lion"),
        ("DROP, then", MentionType.DATASET, "DROP"),
        ("the dropped request output protocol (DROP) method; SQuAD and DROP", MentionType.DATASET, "DROP"),
        ("Meta Learning", MentionType.ORGANIZATION, "Meta"),
    ],
)
def test_without_a_cue_or_coined_in_the_text_it_is_not_confirmed(text: str, kind: MentionType, surface: str) -> None:
    assert not is_confirmed(text, kind, surface)


def test_brackets_behind_the_long_form_of_the_list_confirm() -> None:
    assert is_confirmed("with elastic weight consolidation (EWC), EWC", MentionType.METHOD, "EWC")


def test_another_spelling_of_the_same_name_confirms_it() -> None:
    assert is_confirmed("TIES-Merging helps. TIES, then", MentionType.METHOD, "TIES")
    assert not is_confirmed("TIES, then", MentionType.METHOD, "TIES")

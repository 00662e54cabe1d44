from kg.facts.candidates import sentences
from kg.facts.heads import Head, heads, introduced
from kg.model import PAPER, MentionType
from tests.facts.marked import marked


def of_last_name(text: str) -> dict[str, Head]:
    prose, reading = marked(text)
    part = sentences(prose.text, reading)[-1]
    return {head.name: head for head in heads(part, part.setting(part.slots[-1]), introduced(reading))}


def test_the_subject_stands_before_the_cue_and_an_absent_entity_is_still_a_candidate() -> None:
    found = of_last_name("[X* ReAct]\n[M GPT-3] outperforms [M T5].")
    assert (found["GPT-3"].place, found["GPT-3"].role) == ("subject", "theirs")
    assert (found["ReAct"].place, found["ReAct"].kind, found["ReAct"].role) == ("absent", "Method*1", "ours")
    assert found[PAPER].role == "paper"


def test_we_and_our_method_speak_for_the_introduced() -> None:
    assert of_last_name("[X* ReAct]\nOur method works on [D FEVER].")["ReAct"].place == "own"
    assert of_last_name("[X* ReAct]\nResults on [D FEVER] are ours.")["ReAct"].place == "absent"


def test_the_tail_is_no_head_of_its_own() -> None:
    assert "FEVER" not in of_last_name("[D* FEVER]\nWe use [D* FEVER].")


def test_list_members_are_told_from_subjects() -> None:
    assert of_last_name("T\nWe use [M A], [M B].")["A"].place == "same before"


def test_the_main_introduced_entity_is_that_of_the_title() -> None:
    _, reading = marked("[X* Second] and more\nWe propose [X* First]. [X* First] and [X* First] and [X* Second].")
    main = introduced(reading).main(MentionType.METHOD)
    assert main is not None
    assert main.canonical == "Second"

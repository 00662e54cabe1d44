"""Numbers of annotated papers become examples; rules get the share that is right, and hints their weight."""

from dataclasses import replace
from pathlib import Path

from kg import nlp
from kg.facts.numbers import USUAL, read
from kg.facts.owners import BY_HINT, NOBODY, WRONG
from kg.model import Hints, MentionType, Relation
from kg.training.mentions import voted
from kg.training.numbers import AS_USUAL, RULES, Example, examples, fitted, write
from kg.training.tables import detectors

ROW = {
    "id": "palm",
    "title": "PaLM: Scaling Language Modeling with Pathways",
    "abstract": "We trained a 540-billion parameter language model, PaLM, on TPUs. Llama-2-7B is smaller.",
    "entities": [
        {"type": "Model", "canonical": "PaLM", "surfaces": ["PaLM"], "introduced": True},
        {"type": "Model", "canonical": "Llama 2 7B", "surfaces": ["Llama-2-7B"], "introduced": False},
    ],
    "parameters": [
        {"surface": "540-billion parameter", "value": 540 * 10**9, "of": "PaLM"},
        {"surface": "7B", "value": 7 * 10**9, "of": "Llama 2 7B"},
    ],
    "tokens": [],
    "relations": [],
}
TEXT = f"{ROW['title']}\n{ROW['abstract']}"


def hints() -> Hints:
    """An encoder's, asked about the name and the number alone, and sure of them."""
    votes = voted(nlp.read(TEXT), detectors(), None)
    number = next(vote for vote in votes if vote.type is MentionType.PARAMETERS and vote.surface.startswith("540"))
    at = TEXT.index("PaLM")
    names = {(at, at + 4): 0, (number.start, number.end): 1}
    nothing = (-5.0,) * len(Relation)
    return Hints(names, {}, {}, {(0, 1): (*nothing, 6.0, -6.0), (Hints.PAPER, 1): (*nothing, -6.0, -6.0)})


def test_rules_alone_are_right_or_wrong() -> None:
    found = examples(3, ROW, detectors())
    assert [(one.paper, one.rules, one.options) for one in found] == [
        (3, (("behind", True),), ()),
        (3, (("in-name", True),), ()),
    ]


def test_an_annotation_that_says_otherwise_makes_them_wrong() -> None:
    other = {**ROW, "parameters": [{"surface": "540-billion parameter", "value": 540 * 10**9, "of": None}]}
    assert [one.rules for one in examples(0, other, detectors())] == [(("behind", False),), (("in-name", False),)]


def test_with_hints_every_owner_is_an_option() -> None:
    found = examples(0, ROW, detectors(), hints())
    (one,) = [one for one in found if one.wrong == WRONG]
    told = [(speaking.get(BY_HINT), NOBODY in speaking, right) for speaking, right in one.options]
    assert sorted(told, key=str) == [(-6.0, True, False), (6.0, False, True)]


def test_a_paper_without_numbers_teaches_nothing() -> None:
    assert examples(0, {**ROW, "title": "On sonnets", "abstract": "None is counted."}, detectors()) == []


def ruled(paper: int, right: bool) -> Example:
    return Example(paper, (("bracket", right),))


def test_a_share_leans_on_what_is_usual() -> None:
    (table,) = fitted([ruled(0, True)] * 30 + [ruled(0, False)] * 50, [frozenset({0})])
    assert table.shares["bracket"] == round((30 + AS_USUAL * USUAL) / (80 + AS_USUAL), 3)
    assert {table.shares[rule] for rule in RULES if rule != "bracket"} == {USUAL}
    assert not table.weights


def test_papers_that_are_not_chosen_teach_nothing() -> None:
    found = [ruled(0, True), ruled(1, False)]
    first, both = fitted(found, [frozenset({0}), frozenset({0, 1})])
    assert first.shares["bracket"] > both.shares["bracket"]


def asked(paper: int, strength: float, right: bool) -> Example:
    """The rule says nobody; the encoder speaks for a model, and is right or not."""
    options = (({BY_HINT: strength}, right), ({BY_HINT: -strength, NOBODY: 1.0, "no-model": 1.0}, not right))
    return Example(paper, (("no-model", not right),), options, WRONG)


def test_an_encoder_that_is_right_outweighs_a_rule_that_is_wrong() -> None:
    (table,) = fitted([asked(n, 4.0, True) for n in range(20)], [frozenset(range(20))])
    chances = table.chances({"model": {BY_HINT: 4.0}, None: {BY_HINT: -4.0, NOBODY: 1.0, "no-model": 1.0}}, WRONG)
    assert table.weights[BY_HINT] > 0
    assert chances["model"] > 0.8


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (table,) = fitted([asked(n, 2.0 + n % 3, n % 4 > 0) for n in range(24)], [frozenset(range(24))])
    (tmp_path / "numbers.tsv").write_text(write(table), "utf-8")
    assert read(tmp_path / "numbers.tsv") == table
    assert write(replace(table)) == write(table)

"""Examples come back as they were written, and hold the labels that a reader of the paper would give."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encoder.outputs import PARAMETERS_OF
from kg.model import ENTITY_TYPES, MentionType, Relation
from kg.training import examples, prepare
from kg.training.examples import NONE, PAPER_HEAD, Example, LabelledName, asked
from tests.training.made import ANNOTATED

NUMBER = st.integers(-1, 99)
SPAN = st.tuples(st.integers(0, 99), st.integers(0, 99))
NAMES = st.builds(
    LabelledName,
    st.text(),
    st.lists(SPAN, max_size=3).map(tuple),
    NUMBER,
    NUMBER,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
EXAMPLES = st.builds(
    Example,
    st.text(),
    st.text(),
    st.lists(NAMES, max_size=3).map(tuple),
    st.lists(st.tuples(NUMBER, NUMBER, NUMBER), max_size=3).map(tuple),
    st.lists(st.tuples(NUMBER, NUMBER, NUMBER), max_size=3).map(tuple),
    st.lists(st.tuples(st.text(), NUMBER, NUMBER, st.text(), st.booleans()), max_size=3).map(tuple),
    st.booleans(),
)


@given(st.lists(EXAMPLES, max_size=3))
def test_examples_come_back(written: list[Example]) -> None:
    with TemporaryDirectory() as folder:
        examples.write(Path(folder) / "examples.jsonl.gz", written)
        assert examples.read(Path(folder) / "examples.jsonl.gz") == written


@pytest.fixture(scope="module")
def bert() -> Example:
    return prepare.one(ANNOTATED[0])


def name_of(example: Example, number: int) -> str:
    """What the text has at a name's first place."""
    if number == PAPER_HEAD:
        return "PAPER"
    start, end = example.names[number].spans[0]
    return example.text[start:end]


def test_names_have_the_annotated_type_or_none(bert: Example) -> None:
    kinds = {name_of(bert, number): name.kind for number, name in enumerate(bert.names) if not name.value}
    assert kinds["BERT"] == ENTITY_TYPES.index(MentionType.MODEL)
    assert kinds["SQuAD"] == ENTITY_TYPES.index(MentionType.DATASET)
    known = {surface for entity in ANNOTATED[0]["entities"] for surface in entity["surfaces"]}
    assert known <= kinds.keys()
    assert all((kind == NONE) == (name not in known) for name, kind in kinds.items())


def test_only_what_the_paper_introduces_is_new(bert: Example) -> None:
    assert {name_of(bert, number) for number, name in enumerate(bert.names) if name.new} == {"BERT"}


def test_relations_are_those_of_the_annotation(bert: Example) -> None:
    stated = {
        (name_of(bert, head), list(Relation)[relation].value, name_of(bert, tail))
        for head, relation, tail in bert.relations
        if relation < len(Relation)
    }
    assert stated == {tuple(relation) for relation in ANNOTATED[0]["relations"]}


def test_a_stated_number_is_owned_by_the_name_it_is_stated_of(bert: Example) -> None:
    owned = {(name_of(bert, head), name_of(bert, tail)) for head, what, tail in bert.relations if what == PARAMETERS_OF}
    assert owned == {("BERT-Large", "340M parameters")}


def test_every_place_of_an_entity_is_tagged(bert: Example) -> None:
    tagged = [bert.text[start:end] for start, end, _ in bert.tags]
    assert tagged.count("BERT") == 3  # title, "We introduce BERT", "BERT is evaluated"; BERT-Large is another
    assert tagged.count("BERT-Large") == 1


def test_extraction_is_asked_about_the_rules_names_alone(bert: Example) -> None:
    row: dict[str, Any] = {**ANNOTATED[0]}
    odd = "two texts of books"
    row["abstract"] += f" It read {odd}."
    row["entities"] = [*row["entities"], {"type": "Dataset", "canonical": odd, "surfaces": [odd], "introduced": False}]
    example = prepare.one(row)
    assert odd in {name_of(example, number) for number in range(len(example.names))}
    without = asked(example)
    assert odd not in {name_of(without, number) for number in range(len(without.names))}
    assert not without.relations
    assert [name.key for name in asked(bert).names] == [name.key for name in bert.names if name.voted]

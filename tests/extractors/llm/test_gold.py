"""A perfect reader's answers come through the checks: what the gold says of a paper is borne out by its text."""

from pathlib import Path

import pytest

from kg.evaluate import Row, document, read_gold, row, score
from kg.extractors.llm.check import check
from kg.extractors.llm.reply import Reply
from tests.extractors.llm import answers
from tests.extractors.promises import check as keeps_its_promises

LEAST = {"parameters": 0.98, "relations": 0.99, "hardware": 0.99, "links": 0.99}
"""F1; the gold itself gives some numbers to methods, and some relations to ends of other types. All else: 0.998."""
RELATION_LEAST = 0.97


def as_answer(gold: Row) -> Reply:
    """What a model that reads as the annotators did would answer."""
    entities = [
        answers.entity(
            one["type"],
            one["canonical"],
            *one["surfaces"],
            new=bool(one.get("introduced")),
            **{name: one[name] for name in ("family", "vendor") if one.get(name)},
        )
        for one in gold["entities"]
    ]
    found = answers.reply(
        entities=entities,
        parameters=[
            answers.amount(
                one["surface"],
                one.get("of"),
                one.get("value"),
                low=one.get("low"),
                high=one.get("high"),
                active=bool(one.get("active")),
            )
            for one in gold["parameters"]
        ],
        tokens=[answers.tokens(one["surface"], one.get("of"), one.get("value")) for one in gold["tokens"]],
        hardware=[
            answers.device(one["name"], one["by"], one["count"], hours=one.get("hours"), purpose=one.get("purpose"))
            for one in gold["hardware"]
        ],
        links=[answers.link(one["url"], one["of"], one["role"]) for one in gold["links"]],
        relations=[answers.relation(*triple[:3]) for triple in gold["relations"]],
    )
    return Reply.model_validate(found)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds-dev", "arxiv-dev"])
def test_the_gold_as_answers_comes_through_the_checks(name: str, shared: Path) -> None:
    pairs = []
    for gold in read_gold(shared / "gold" / f"{name}.jsonl"):
        record, _ = check(document(gold), as_answer(gold))
        keeps_its_promises(record)
        pairs.append((gold, row(record)))
    for measure, found in score(pairs).items():
        least = RELATION_LEAST if measure.startswith("rel.") else LEAST.get(measure, 0.998)
        assert found.f1 >= least, measure

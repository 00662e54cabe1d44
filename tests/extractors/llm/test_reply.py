"""What is asked for is strict JSON of the gold form, and an answer in another form is refused without repeating it."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from kg.extractors.llm import reply
from kg.model import ENTITY_TYPES, Relation
from tests.extractors.llm.answers import GALORE_REPLY, LLAMA_REPLY
from tests.extractors.llm.answers import reply as empty

SCHEMA = reply.response_format()["json_schema"]


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """All schemas of objects inside a schema."""
    if isinstance(part, list):
        for each in part:
            yield from objects(each)
    elif isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for each in part.values():
            yield from objects(each)


def test_the_schema_is_strict_as_endpoints_want_it() -> None:
    assert SCHEMA["strict"] is True
    found = list(objects(SCHEMA["schema"]))
    assert len(found) == 7
    for one in found:
        assert one["additionalProperties"] is False
        assert sorted(one["required"]) == sorted(one["properties"])
    assert "default" not in json.dumps(SCHEMA)


def test_the_schema_carries_none_of_our_docstrings() -> None:
    assert not any({"title", "description"} & one.keys() for one in objects(SCHEMA["schema"]))


def test_types_and_relations_are_those_of_the_model() -> None:
    assert get_args(reply.EntityType) == tuple(kind.value for kind in ENTITY_TYPES)
    assert SCHEMA["schema"]["$defs"]["Relation"]["enum"] == [relation.value for relation in Relation]


@pytest.mark.parametrize("answer", [empty(), LLAMA_REPLY, GALORE_REPLY])
def test_an_answer_in_the_form_is_read(answer: dict[str, Any]) -> None:
    assert reply.read(json.dumps(answer)).model_dump(mode="json") == answer


HOSTILE = "{title!r} %s \\x1b[31m"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null",
        "[]",
        "{}",
        "Here is the JSON: {}",
        f"```json\n{json.dumps(empty())}\n```",
        json.dumps(empty())[:-1],
        json.dumps({**empty(), HOSTILE: 1}),
        json.dumps(empty(relations=[{"head": "A", "relation": HOSTILE, "tail": "B"}])),
        json.dumps(empty(entities=[{"type": "Model", "canonical": "A"}])),
        json.dumps(empty(parameters=[{"surface": "7B", "value": "7B"}])),
        '{"entities": "\\ud800"}',
        '{"entities": [' * 5000,
    ],
)
def test_an_answer_in_another_form_is_refused_without_repeating_it(content: str) -> None:
    with pytest.raises(ValueError, match=r" at ") as raised:
        reply.read(content)
    assert HOSTILE not in str(raised.value)
    assert len(str(raised.value)) < 200

"""A record's rows become claims between nodes, one by one, and a row that leads nowhere is named in words."""

from dataclasses import replace

import pytest

from kg.graph.claims import Claim, Speaker, claims
from kg.model import Amount, Fact, LinkFact, ParameterFact, Record, Refused, Relation, RelationFact, TokenFact, Url
from tests.graph import example
from tests.graph.example import CHINCHILLA, evidence

NODES = {
    (CHINCHILLA.id, "Model", "Chinchilla"): "model/chinchilla",
    (CHINCHILLA.id, "Model", "Gopher"): "model/gopher",
    (CHINCHILLA.id, "Dataset", "MassiveText"): "dataset/massivetext",
}
PLACE = evidence(CHINCHILLA, "tokens of MassiveText")


def _speaker(record: Record) -> Speaker:
    return Speaker.of(record, "paper/c", NODES)


def _record(**facts: tuple[Fact, ...]) -> Record:
    empty = Record(CHINCHILLA, entities=example.records()[2].entities)
    return replace(empty, **facts)  # type: ignore[arg-type]


def _trained(record: Record) -> list[int | None]:
    return [
        claim.extra.get("tokens")  # type: ignore[misc]
        for claim in claims(_speaker(record))
        if isinstance(claim, Claim) and claim.type == "TRAINED_ON"
    ]


def test_a_whole_record_becomes_claims_between_its_nodes() -> None:
    said = list(claims(_speaker(example.records()[2])))
    assert [(claim.type, claim.source, claim.target) for claim in said if isinstance(claim, Claim)] == [
        ("MENTIONS", "paper/c", "model/chinchilla"),
        ("INTRODUCES", "paper/c", "model/chinchilla"),
        ("MENTIONS", "paper/c", "model/gopher"),
        ("MENTIONS", "paper/c", "dataset/massivetext"),
        ("HAS_PARAMETER_COUNT", "model/chinchilla", "parametercount/70000000000"),
        ("HAS_PARAMETER_COUNT", "model/gopher", "parametercount/280000000000"),
        ("HAS_TOKEN_COUNT", "model/chinchilla", "tokencount/1400000000000"),
        ("HAS_PAGE", "paper/c", "webpage/deepmind.com/publications"),
        ("TRAINED_ON", "model/chinchilla", "dataset/massivetext"),
        ("OUTPERFORMS", "model/chinchilla", "model/gopher"),
    ]
    assert not [claim for claim in said if isinstance(claim, Refused)]


@pytest.mark.parametrize("owner", ["Chinchilla", "MassiveText"])
def test_tokens_of_model_or_dataset_belong_to_the_training(owner: str) -> None:
    tokens = TokenFact("1.4 trillion tokens", Amount(14, 14), owner, evidence(CHINCHILLA, "1.4 trillion tokens"))
    trained = RelationFact("Chinchilla", Relation.TRAINED_ON, "MassiveText", PLACE)
    assert _trained(_record(tokens=(tokens,), relations=(trained,))) == [14]


@pytest.mark.parametrize(
    "tokens",
    [
        TokenFact("x", Amount(14, 15), "Chinchilla", PLACE),
        TokenFact("x", Amount(14, 14), None, PLACE),
        TokenFact("x", Amount(14, 14), "Gopher", PLACE),
        TokenFact("x", Amount(14, 14), "Chinchilla", evidence(CHINCHILLA, "A project page")),
    ],
    ids=["a range", "of nothing named", "of another model", "of another sentence"],
)
def test_other_tokens_do_not(tokens: TokenFact) -> None:
    trained = RelationFact("Chinchilla", Relation.TRAINED_ON, "MassiveText", PLACE)
    assert _trained(_record(tokens=(tokens,), relations=(trained,))) == [None]


def test_a_models_tokens_are_of_none_of_several_datasets() -> None:
    tokens = TokenFact("x", Amount(14, 14), "Chinchilla", PLACE)
    trained = tuple(RelationFact("Chinchilla", Relation.TRAINED_ON, tail, PLACE) for tail in ("MassiveText", "Gopher"))
    assert _trained(_record(tokens=(tokens,), relations=trained)) == [None, None]


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        ({"relations": (RelationFact("GPT-9", Relation.USES, "Gopher", PLACE),)}, "GPT-9 USES Gopher"),
        ({"parameters": (ParameterFact("7B", Amount(7, 7), "GPT-9", PLACE),)}, "ParameterFact GPT-9 7B"),
        (
            {"links": (LinkFact(Url("https://x.ai", "page"), "page", "GPT-9", PLACE),)},
            "GPT-9 HAS_REPOSITORY or HAS_PAGE https://x.ai",
        ),
    ],
)
def test_a_row_of_an_unknown_name_is_refused_in_words(facts: dict[str, tuple[Fact, ...]], row: str) -> None:
    refused = [claim for claim in claims(_speaker(_record(**facts))) if isinstance(claim, Refused)]
    assert refused == [Refused("paper/c", row, "unknown name")]

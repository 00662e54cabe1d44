"""Four papers in our own words, as records and decisions of identity: what the tests of the graph build on.

The facts are public: BERT (arXiv 1810.04805), RoBERTa (1907.11692), Chinchilla (2203.15556), Llama 2 (2307.09288).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.model import (
    PAPER,
    Amount,
    Document,
    Entity,
    Evidence,
    HardwareFact,
    LinkFact,
    Listing,
    Mention,
    MentionType,
    PaperEntity,
    ParameterFact,
    Record,
    Relation,
    RelationFact,
    TokenFact,
    Url,
)
from kg.values.name import slug

BERT = Document(
    id="arxiv:1810.04805",
    title="BERT: a bidirectional Transformer",
    abstract="We present BERT. BERT-Large has 340M parameters and was trained on BooksCorpus and Wikipedia. "
    "Training took 64 TPU v2 chips. BERT is evaluated on GLUE. Code is at https://github.com/google-research/BERT.",
    url="https://arxiv.org/abs/1810.04805",
    year=2018,
    published="2018-10-11",
    authors=("Jacob Devlin", "Ming-Wei Chang"),
    categories=("cs.CL",),
    listings=(Listing("2018-10.txt", 3, "2018-10-12"), Listing("best.txt", 9)),
)
ROBERTA = Document(
    id="arxiv:1907.11692",
    title="RoBERTa: a longer look at BERT",
    abstract="We propose RoBERTa, built on BERT, at Facebook AI. RoBERTa was trained on CC-News with 1,024 NVIDIA V100 "
    "GPUs, and outperforms BERT. See https://github.com/google-research/bert for the original.",
    year=2019,
)
CHINCHILLA = Document(
    id="arxiv:2203.15556",
    title="Chinchilla: fewer parameters, more text",
    abstract="Chinchilla, a 70B model trained on 1.4 trillion tokens of MassiveText, outperforms Gopher (280B). "
    "A project page is at https://www.deepmind.com/publications/.",
    year=2022,
)
LLAMA = Document(
    id="arxiv:2307.09288",
    title="Llama 2 in sizes from 7B to 70B",
    abstract="We release Llama 2 with 7B, 13B and 70B parameters. Llama 2 7B Chat is tuned for dialogue. "
    "The models saw 2 trillion tokens. Runs of 10,000 to 20,000 prompts were judged.",
    year=2023,
)


def evidence(document: Document, words: str, confidence: float = 0.9, rule: str = "rule.example") -> Evidence:
    """The first place of the words, not inside a longer one ("BERT" in "RoBERTa")."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", document.text)
    assert found, words
    start = found.start()
    return Evidence(start, start + len(words), confidence, rule)


def entity(document: Document, kind: str, *surfaces: str, name: str | None = None, new: bool = False) -> PaperEntity:
    """An entity with the first place of each spelling as its mentions."""
    mentions = tuple(
        Mention(MentionType(kind), place.start, place.end, words, place.confidence, place.rule)
        for words in surfaces
        for place in [evidence(document, words)]
    )
    introduced = evidence(document, surfaces[0]) if new else None
    return PaperEntity(MentionType(kind), name or surfaces[0], mentions, introduced)


def relation(document: Document, head: str, kind: Relation, tail: str, words: str) -> RelationFact:
    return RelationFact(head, kind, tail, evidence(document, words))


def records() -> list[Record]:
    """What the four papers say."""
    return [_bert(), _roberta(), _chinchilla(), _llama()]


def entities(papers: list[Record]) -> list[Entity]:
    """One decision for each type and name, as plain resolution makes it; a sized name gets its series."""
    found: dict[str, Entity] = {}
    members: dict[str, list[tuple[str, str]]] = {}
    for record in papers:
        for each in record.entities:
            name = f"{each.type.lower()}/{slug(each.canonical)}"
            members.setdefault(name, []).append((record.document.id, each.canonical))
            found[name] = Entity(
                id=name,
                type=each.type,
                name=each.canonical,
                members=tuple(members[name]),
                series=SERIES.get(each.canonical),
                size=SIZES.get(each.canonical),
                vendor="NVIDIA" if each.canonical == "V100" else None,
            )
    return list(found.values())


SERIES = {"BERT-Large": "model/bert", "Llama 2 7B Chat": "model/llama-2"}
SIZES = {"Llama 2 7B Chat": 7_000_000_000}


def with_confidence(record: Record, names: Mapping[str, float], *, facts: float | None = None) -> Record:
    """The record with another confidence for the entities named (and their introduction) and for all facts."""
    entities = tuple(
        _surer(entity, names[entity.canonical]) if entity.canonical in names else entity for entity in record.entities
    )
    if facts is None:
        return replace(record, entities=entities)
    lists: dict[str, Any] = {
        name: tuple(replace(fact, evidence=replace(fact.evidence, confidence=facts)) for fact in getattr(record, name))
        for name in ("parameters", "tokens", "hardware", "links", "relations")
    }
    return replace(record, entities=entities, **lists)


def _surer(entity: PaperEntity, confidence: float) -> PaperEntity:
    return replace(
        entity,
        mentions=tuple(replace(mention, confidence=confidence) for mention in entity.mentions),
        introduced=entity.introduced and replace(entity.introduced, confidence=confidence),
    )


def _bert() -> Record:
    trained = "BERT-Large has 340M parameters and was trained on BooksCorpus and Wikipedia"
    return Record(
        BERT,
        entities=(
            entity(BERT, "Model", "BERT", new=True),
            entity(BERT, "Model", "BERT-Large"),
            entity(BERT, "Dataset", "BooksCorpus"),
            entity(BERT, "Dataset", "GLUE"),
            entity(BERT, "Hardware", "TPU v2 chips", name="TPU v2"),
        ),
        parameters=(ParameterFact("340M", Amount(340_000_000, 340_000_000), "BERT-Large", evidence(BERT, "340M")),),
        hardware=(HardwareFact("TPU v2", 64, None, "training", "BERT", evidence(BERT, "64 TPU v2")),),
        links=(
            LinkFact(
                Url("https://github.com/google-research/BERT", "github", "google-research/BERT"),
                "code",
                "BERT",
                evidence(BERT, "https://github.com/google-research/BERT"),
            ),
        ),
        relations=(
            relation(BERT, "BERT-Large", Relation.TRAINED_ON, "BooksCorpus", trained),
            relation(BERT, "BERT", Relation.EVALUATED_ON, "GLUE", "BERT is evaluated on GLUE"),
        ),
    )


def _roberta() -> Record:
    trained = "RoBERTa was trained on CC-News"
    return Record(
        ROBERTA,
        entities=(
            entity(ROBERTA, "Model", "RoBERTa", new=True),
            entity(ROBERTA, "Model", "BERT"),
            entity(ROBERTA, "Dataset", "CC-News"),
            entity(ROBERTA, "Hardware", "V100"),
            entity(ROBERTA, "Organization", "Facebook AI"),
        ),
        hardware=(HardwareFact("V100", 1024, None, "training", "RoBERTa", evidence(ROBERTA, "1,024 NVIDIA V100")),),
        links=(
            LinkFact(
                Url("https://github.com/google-research/bert", "github", "google-research/bert"),
                "code",
                PAPER,
                evidence(ROBERTA, "https://github.com/google-research/bert"),
            ),
        ),
        relations=(
            relation(ROBERTA, "RoBERTa", Relation.BASED_ON, "BERT", "RoBERTa, built on BERT"),
            relation(ROBERTA, "RoBERTa", Relation.TRAINED_ON, "CC-News", trained),
            relation(ROBERTA, "RoBERTa", Relation.OUTPERFORMS, "BERT", "outperforms BERT"),
            relation(ROBERTA, "RoBERTa", Relation.DEVELOPED_BY, "Facebook AI", "at Facebook AI"),
        ),
    )


def _chinchilla() -> Record:
    tokens = Amount(1_400_000_000_000, 1_400_000_000_000)
    return Record(
        CHINCHILLA,
        entities=(
            entity(CHINCHILLA, "Model", "Chinchilla", new=True),
            entity(CHINCHILLA, "Model", "Gopher"),
            entity(CHINCHILLA, "Dataset", "MassiveText"),
        ),
        parameters=(
            ParameterFact("70B", Amount(70 * 10**9, 70 * 10**9), "Chinchilla", evidence(CHINCHILLA, "70B")),
            ParameterFact("280B", Amount(280 * 10**9, 280 * 10**9), "Gopher", evidence(CHINCHILLA, "280B")),
        ),
        tokens=(TokenFact("1.4 trillion tokens", tokens, "Chinchilla", evidence(CHINCHILLA, "1.4 trillion tokens")),),
        links=(
            LinkFact(
                Url("https://www.deepmind.com/publications/", "page"),
                "page",
                PAPER,
                evidence(CHINCHILLA, "https://www.deepmind.com/publications/"),
            ),
        ),
        relations=(
            relation(CHINCHILLA, "Chinchilla", Relation.TRAINED_ON, "MassiveText", "tokens of MassiveText"),
            relation(CHINCHILLA, "Chinchilla", Relation.OUTPERFORMS, "Gopher", "outperforms Gopher"),
        ),
    )


def _llama() -> Record:
    sizes = [("7B", 7), ("13B", 13), ("70B", 70)]
    return Record(
        LLAMA,
        entities=(
            entity(LLAMA, "Model", "Llama 2", new=True),
            entity(LLAMA, "Model", "Llama 2 7B Chat", new=True),
        ),
        parameters=(
            *(
                ParameterFact(words, Amount(size * 10**9, size * 10**9), "Llama 2", evidence(LLAMA, words))
                for words, size in sizes
            ),
            ParameterFact("7B to 70B", Amount(7 * 10**9, 70 * 10**9), None, evidence(LLAMA, "7B to 70B")),
        ),
        tokens=(
            TokenFact("2 trillion tokens", Amount(2 * 10**12, 2 * 10**12), None, evidence(LLAMA, "2 trillion tokens")),
        ),
    )

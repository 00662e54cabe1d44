"""Hypothesis strategies for the types of kg/model.py: documents, and records with their evidence in the text."""

from hypothesis import strategies as st

from kg.model import (
    ENTITY_TYPES,
    Amount,
    Document,
    Evidence,
    HardwareFact,
    LinkFact,
    Listing,
    Mention,
    PaperEntity,
    ParameterFact,
    Record,
    Relation,
    RelationFact,
    TokenFact,
    Url,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
amounts = st.builds(
    lambda low, more, active: Amount(low, low + more, active),
    st.integers(1, 10**13),
    st.sampled_from([0, 0, 5 * 10**9]),
    st.booleans(),
)
listings = st.builds(Listing, lines, st.integers(1, 10**6), st.none() | lines)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with some of its optional fields filled."""
    return Document(
        id=draw(lines),
        title=draw(lines),
        abstract=draw(lines),
        url=draw(st.none() | st.just("https://arxiv.org/abs/1706.03762")),
        year=draw(st.none() | st.integers(1990, 2100)),
        authors=tuple(draw(st.lists(lines, max_size=2))),
        listings=tuple(draw(st.lists(listings, max_size=2))),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record: its entities are spans of its text, its facts name them or the paper."""
    document = draw(documents())
    entities = draw(st.lists(entities_of(document), max_size=4, unique_by=lambda entity: entity.canonical))
    names = [entity.canonical for entity in entities]
    named = st.sampled_from(names) if names else st.nothing()
    evidence = evidences(document)
    count = st.none() | st.integers(1, 10**6)
    purpose = st.sampled_from([None, "training", "inference", "evaluation"])
    urls = st.just(Url("https://github.com/google-research/bert", "github", "google-research/bert"))
    facts = {
        "parameters": st.builds(ParameterFact, lines, amounts, st.none() | named, evidence),
        "tokens": st.builds(TokenFact, lines, amounts, st.none() | named, evidence),
        "hardware": st.builds(HardwareFact, named, count, count, purpose, st.just("PAPER") | named, evidence),
        "links": st.builds(LinkFact, urls, st.just("code"), st.just("PAPER") | named, evidence),
        "relations": st.builds(
            RelationFact, st.just("PAPER") | named, st.sampled_from(list(Relation)), named, evidence
        ),
    }
    rows = {name: tuple(draw(st.lists(fact, max_size=3))) for name, fact in facts.items()}
    return Record(document, tuple(entities), key=draw(lines), **rows)  # type: ignore[arg-type]


@st.composite
def entities_of(draw: st.DrawFn, document: Document) -> PaperEntity:
    """An entity with one to three mentions in the document's text."""
    kind = draw(st.sampled_from(ENTITY_TYPES))
    mentions = []
    for _ in range(draw(st.integers(1, 3))):
        evidence = draw(evidences(document))
        surface = document.text[evidence.start : evidence.end]
        mentions.append(Mention(kind, evidence.start, evidence.end, surface, evidence.confidence, evidence.rule))
    return PaperEntity(
        kind,
        draw(lines),
        tuple(mentions),
        introduced=draw(st.none() | evidences(document)),
        vendor=draw(st.none() | st.just("NVIDIA")),
    )


def evidences(document: Document) -> st.SearchStrategy[Evidence]:
    """A non-empty span of the document's text."""
    size = len(document.text)
    return st.builds(
        lambda start, more, confidence: Evidence(start, min(size, start + more), confidence, "rule.test"),
        st.integers(0, size - 1),
        st.integers(1, 20),
        st.sampled_from([0.5, 0.75, 1.0]),
    )

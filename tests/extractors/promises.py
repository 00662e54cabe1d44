"""A record in; an AssertionError, where it says what its document's text does not bear out, out."""

from kg.model import PAPER, Evidence, Fact, ParameterFact, Record, TokenFact


def check(record: Record) -> None:
    text = record.document.text
    names = {entity.canonical for entity in record.entities}
    for entity in record.entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.surface
            assert_lies_in(text, mention.evidence)
        if entity.introduced is not None:
            assert_lies_in(text, entity.introduced)
    counts: list[ParameterFact | TokenFact] = [*record.parameters, *record.tokens]
    for fact in counts:
        assert fact.of is None or fact.of in names
        assert fact.surface in text
        assert fact.amount.low <= fact.amount.high
    for use in record.hardware:
        assert use.name in names
        assert use.by in names | {PAPER}
    for link in record.links:
        assert link.of in names | {PAPER}
    surfaces = {entity.canonical: entity.surfaces for entity in record.entities}
    for relation in record.relations:
        assert relation.head in names | {PAPER}
        quote = text[relation.evidence.start : relation.evidence.end]
        assert any(surface in quote for surface in surfaces[relation.tail])
    facts: list[Fact] = [*counts, *record.hardware, *record.links, *record.relations]
    for one in facts:
        assert_lies_in(text, one.evidence)


def assert_lies_in(text: str, evidence: Evidence) -> None:
    assert 0 <= evidence.start < evidence.end <= len(text)
    assert 0.0 <= evidence.confidence <= 1.0
    assert evidence.rule

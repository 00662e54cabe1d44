"""Records that name the entities given, for the tests of resolution."""

from kg.model import Document, Mention, MentionType, PaperEntity, Record


def named(kind: MentionType, name: str, *surfaces: str, family: str | None = None) -> PaperEntity:
    """An entity with a canonical name and its surfaces (the name itself, where none is given)."""
    mentions = tuple(
        Mention(kind, at, at + len(surface), surface, 1.0, "test") for at, surface in enumerate(surfaces or (name,))
    )
    return PaperEntity(kind, name, mentions, family=family)


def paper(number: int, *entities: PaperEntity) -> Record:
    return Record(Document(f"p{number:02}", f"Paper {number}", ""), entities)


def papers(kind: MentionType, *names: str) -> list[Record]:
    """One paper for each name."""
    return [paper(number, named(kind, name)) for number, name in enumerate(names)]

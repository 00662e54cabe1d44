"""The mentions that stand in one document in; its entities, each with all its spellings, out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.mentions.acronyms import definitions
from kg.model import ENTITY_TYPES, Evidence, Mention, MentionType, PaperEntity
from kg.nlp import Prose
from kg.values.model_name import key as model_key
from kg.values.name import normal

Key = tuple[MentionType, str]


def group(prose: Prose, mentions: Sequence[Mention]) -> tuple[PaperEntity, ...]:
    """Entities in the order of their first mention; spellings that are one name are one entity.

    One name: the same canonical or spelling (for models up to the spellings of series, version and size), a plural,
    or an acronym and the long form that the text defines it by.
    """
    entities = [mention for mention in mentions if mention.type in ENTITY_TYPES]
    parents = _joined(prose.text, entities)
    together: dict[Key, list[Mention]] = defaultdict(list)
    for mention in entities:
        together[_root(parents, _key(mention))].append(mention)
    return tuple(_entity(found) for found in together.values())


def _key(mention: Mention) -> Key:
    name = mention.canonical or mention.surface
    return mention.type, model_key(name) if mention.type is MentionType.MODEL else normal(name)


def _joined(text: str, mentions: Sequence[Mention]) -> dict[Key, Key]:
    """Each key's parent in a forest of keys that are one name."""
    parents: dict[Key, Key] = {_key(mention): _key(mention) for mention in mentions}
    names = {(mention.start, mention.end): _key(mention) for mention in mentions}
    for found in definitions(text):
        short, long = names.get(found.short), names.get(found.long)
        if short and long and short[0] is long[0]:
            _join(parents, short, long)
    for one, other in _same_spelling(mentions):
        _join(parents, one, other)
    for key in tuple(parents):
        if (singular := (key[0], key[1].removesuffix("s"))) != key and singular in parents:
            _join(parents, singular, key)
    return parents


def _same_spelling(mentions: Iterable[Mention]) -> Iterable[tuple[Key, Key]]:
    """Pairs of keys that share a spelling, save for a spelling that names several things at once."""
    by_span: Mapping[tuple[int, int], int] = Counter((m.start, m.end) for m in mentions)
    seen: dict[tuple[MentionType, str], Key] = {}
    for mention in mentions:
        if by_span[mention.start, mention.end] > 1:
            continue
        spelling = (mention.type, normal(mention.surface))
        first = seen.setdefault(spelling, _key(mention))
        if first != _key(mention):
            yield first, _key(mention)


def _root(parents: dict[Key, Key], key: Key) -> Key:
    while parents[key] != key:
        key = parents[key]
    return key


def _join(parents: dict[Key, Key], one: Key, other: Key) -> None:
    parents[_root(parents, other)] = _root(parents, one)


def _entity(found: list[Mention]) -> PaperEntity:
    kind = found[0].type
    return PaperEntity(
        kind,
        _canonical(found),
        tuple(found),
        introduced=_introduced(found),
        family=next((mention.family for mention in found if mention.family), None),
        vendor=next((mention.vendor for mention in found if mention.vendor), None),
    )


def _canonical(found: Sequence[Mention]) -> str:
    """The spelling that a list or grammar knows (the commonest of several), else the most frequent short spelling."""
    known = Counter(
        mention.canonical for mention in found if mention.canonical and not mention.rule.startswith("acronym")
    )
    if known:
        return max(known, key=lambda name: (known[name], -len(name), name))
    defined = next((mention.canonical for mention in found if mention.canonical), None)
    return defined or found[0].surface


def _introduced(found: Sequence[Mention]) -> Evidence | None:
    """Where the paper presents it; as sure as that it is such a thing and that the thing is new."""
    mention = next((mention for mention in found if mention.introduced), None)
    if mention is None:
        return None
    return replace(mention.evidence, confidence=round(mention.confidence * mention.newness, 3))

"""A text and the hits of the term lists in it; the hits that the words around them confirm out.

For names that are ordinary words or ambiguous acronyms ('Falcon', 'MATH', 'Meta'): such a spelling counts only where a
cue of its type stands beside it, where a name that needs no cue is listed with it, or where the text says both its
spellings ('Natural Questions (NQ)'), in brackets or apart. What holds for one occurrence holds for the document.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from kg.model import MentionType
from kg.terms import Term

_HEADS: Mapping[MentionType, str] = {
    MentionType.MODEL: (
        "model models LLM LLMs VLM VLMs MLLM MLLMs VLA VLAs LM LMs series family families backbone "
        "backbones encoder encoders decoder embeddings embedding features checkpoint checkpoints detector "
        "detectors chatbot chatbots assistant agent agents API transformer weights architecture network "
        "networks tokenizer codec vocoder variants"
    ),
    MentionType.DATASET: (
        "dataset datasets data benchmark benchmarks corpus corpora testset leaderboard suite challenge "
        "challenges task tasks split splits subset environment environments problems questions articles "
        "posts comments dumps pages collection database simulator domain domains games validation"
    ),
    MentionType.METHOD: (
        "method methods algorithm algorithms framework frameworks optimizer optimizers optimiser approach "
        "approaches technique techniques loss losses network networks architecture module library "
        "libraries toolkit package prompting training fine-tuning agent agents system systems policy "
        "policies planner strategy strategies decoding pruning quantization baseline baselines attack "
        "attacks defense tuning optimization regularization learning sampling search adapter adapters"
    ),
    MentionType.ORGANIZATION: (
        "researchers engineers scientists team Inc Corp Corporation Ltd Group Lab Labs Research AI Cloud "
        "employees products services platform platforms app users"
    ),
}
"""What a name of the type stands before, itself or one word between ('Falcon language models')."""
_TAILS: Mapping[MentionType, str] = {
    MentionType.MODEL: (
        r"[\s-]*\(?\d+(?:\.\d+)?\s?[BM]\b|[\s-]?v?\d+(?:\.\d+)?\b(?! ?%)"
        r"|-(?:based|style|like)\b|[\s-](?:Chat|Large|Base)\b"
    ),
    MentionType.DATASET: r" (?:test|dev|training|validation) (?:set|split)|[ -]?v?\d",
    MentionType.METHOD: r"-(?:based|style|like|trained|tuned)\b",
    MentionType.ORGANIZATION: r"['’]s\b",
}
"""What else may follow a name of the type."""
_LEADS: Mapping[MentionType, tuple[str, ...]] = {
    MentionType.MODEL: (
        r"such as|like|including|e\.g\.,?|called|named|using|based on|built on|compared (?:to|with)|than",
        r"fine-?tun\w+|pre-?train\w+|prompt\w*|distill\w*|outperform\w*|surpass\w*|open-source|backbone|encoder",
    ),
    MentionType.DATASET: (
        r"(?:on|across|over|from|in)(?: the)?(?: [\w-]+)?|such as|like|including|namely|e\.g\.,?",
        r"(?:datasets?|benchmarks?|corpus|corpora),?",
    ),
    MentionType.METHOD: (
        r"such as|like|including|namely|e\.g\.,?|using|via|with|through|apply|applying|adopt(?:s|ing)?|over|than",
        r"outperform\w*|surpass\w*|compared (?:to|with)|based on|optimi[sz]er|algorithm|framework|method",
    ),
    MentionType.ORGANIZATION: (
        r"[Bb]y|[Ff]rom|[Aa]t|with|like|such as|including|deployed (?:at|in|on)|acquired by",
        r"compan(?:y|ies)|giants?",
    ),
}
"""What a name of the type may follow, an article between."""
AFTER = {
    kind: re.compile(rf"[\s-]+(?:\w+[ -])?(?:{'|'.join(words.split())})\b|{_TAILS[kind]}")
    for kind, words in _HEADS.items()
}
BEFORE = {kind: re.compile(rf"\b(?:{'|'.join(leads)})\s+(?:the |a |an )?$") for kind, leads in _LEADS.items()}
_LISTED = re.compile(r"\s*(?:,|;|/|&|and|or|,\s*and|,\s*or|vs\.?|versus|\+)\s*(?:the\s+)?")
_COINED = re.compile(
    r"(?:\b(?:propos|introduc|present|develop|describ|design|releas)\w*|\b(?:call(?:ed)?|named|dubbed|termed|coined|as))"
    r"\s+(?:the |a |an |our |new |novel |\\?\w+\{)*[\"'`“‘*]*$"
)
_CLOSED = re.compile(r"s?\s*\)")
_WINDOW = 48


class Spelled(Protocol):
    """What is asked of a list's entry."""

    @property
    def term(self) -> Term: ...
    @property
    def match(self) -> str: ...


class Placed(Protocol):
    """What is asked of a hit."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def entries(self) -> Sequence[Spelled]: ...


def confirmed(text: str, hits: Sequence[Placed]) -> frozenset[tuple[int, Term]]:
    """(start, term) of the hits that need a cue and have one.

    A name that the text itself coins ('we present Falcon, a …'; 'Falcon: …' as the title; 'domain adaptation (UDA)')
    is another thing of that name, so it is never confirmed.
    """
    sure: set[Term] = set()
    coined: set[Term] = set()
    for place, hit in enumerate(hits):
        for entry in hit.entries:
            if entry.match != "cued" or _has_cue(text, hits, place, entry.term):
                sure.add(entry.term)
            if entry.match == "cued" and (_is_coined(text, hit) or _is_short_form(text, hits, place, entry.term)):
                coined.add(entry.term)
    sure -= coined
    return frozenset((hit.start, entry.term) for hit in hits for entry in hit.entries if entry.term in sure)


def _is_coined(text: str, hit: Placed) -> bool:
    if hit.start == 0 and text[hit.end : hit.end + 1] == ":":
        return True
    return _COINED.search(text, max(0, hit.start - _WINDOW), hit.start) is not None


def _is_short_form(text: str, hits: Sequence[Placed], place: int, term: Term) -> bool:
    """Whether it stands in brackets behind words that are no spelling of the term: 'domain adaptation (UDA)'."""
    hit = hits[place]
    if text[hit.start - 1 : hit.start] != "(" or not _CLOSED.match(text, hit.end):
        return False
    before = hits[place - 1] if place else None
    named = before is not None and any(entry.term == term for entry in before.entries)
    return not (before and named and hit.start - before.end <= 3)


def _has_cue(text: str, hits: Sequence[Placed], place: int, term: Term) -> bool:
    hit = hits[place]
    if AFTER[term.type].match(text, hit.end):
        return True
    if BEFORE[term.type].search(text, max(0, hit.start - _WINDOW), hit.start):
        return True
    return any(_vouches(text, first, second, other, term) for first, second, other in _beside(hits, place))


def _beside(hits: Sequence[Placed], place: int) -> Iterator[tuple[Placed, Placed, Placed]]:
    """(the left one, the right one, the neighbour of the two) for the hits right before and behind."""
    if place:
        yield hits[place - 1], hits[place], hits[place - 1]
    if place + 1 < len(hits):
        yield hits[place], hits[place + 1], hits[place + 1]


def _vouches(text: str, first: Placed, second: Placed, other: Placed, term: Term) -> bool:
    """Whether a neighbour that needs no cue is a name of the same kind in one enumeration."""
    between = text[first.end : second.start]
    uncued = any(entry.term.type is term.type and entry.match != "cued" for entry in other.entries)
    return uncued and _LISTED.fullmatch(between) is not None

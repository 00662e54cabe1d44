"""An extractor and the texts of a corpus in; the mentions that it finds, as it is or fitted anew, out.

Fitted anew are two tables; rules, term lists and encoder stay as they are. The table of names (kg/mentions/weights.py)
is a softmax regression over the same votes and hints, with the corpus' labels as classes; the log-odds of the table
that is shipped are inputs too, so that what a few hundred labels can't tell stays as it was. The other table is that of
the words that the corpus counts into a name (kg/training/corpora/extent.py).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import nlp
from kg.extractors.base import Extractor
from kg.extractors.best import Best
from kg.extractors.fast import Fast
from kg.mentions.combine import combine, names, voting
from kg.mentions.hints import proposed, told
from kg.mentions.weights import BIAS, Weights, table
from kg.model import ENTITY_TYPES, Document, Hints, Mention
from kg.training.corpora.extent import extended, learnt
from kg.training.corpora.read import Labels, Text
from kg.training.regression import weights

Found = list[Mention]
Speaking = Mapping[str, float]
"""Rule or hint → strength (a rule's is 1)."""

PENALTY = 20.0
"""How strongly weights are drawn to 0: the best of 1.5, 5, 20 and 60 by cross-validation on TDMSci's training part."""
LEAST = 6
"""Rules that fewer names have get no weight of their own."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the names of a text: the rules' votes, the encoder's own among them, and its hints."""

    votes: tuple[Mention, ...]
    hints: Hints | None = None


def as_it_is(extractor: Extractor, document: Document) -> Found:
    """The mentions of the record that the extractor makes."""
    return [mention for entity in extractor.extract(document).entities for mention in entity.mentions]


def evidence(extractor: Fast | Best, document: Document) -> Evidence:
    """All that the extractor weighs."""
    prose = nlp.read(document.text)
    votes = [vote for detector in extractor.detectors for vote in detector.detect(prose)]
    if not isinstance(extractor, Best):
        return Evidence(tuple(votes))
    hints = extractor.hints(prose.text, votes)
    return Evidence((*votes, *proposed(prose.text, hints, voting(votes))), hints)


def shipped(extractor: Fast | Best) -> Weights:
    """The table of names that the extractor weighs by."""
    return extractor.mentions if isinstance(extractor, Best) else table()


@dataclass(frozen=True, slots=True)
class Reader:
    """A table of names and the words that belong to them, both fitted on a corpus."""

    table: Weights
    words: frozenset[tuple[str, str]]

    def read(self, text: str, seen: Evidence) -> Found:
        return extended(text, combine(seen.votes, self.table, seen.hints), self.words)


Seen = tuple[Text, Evidence]


def fitted(corpus: Sequence[Seen], labels: Labels, base: Weights) -> Reader:
    """Learns from labelled texts, starting from the weights `base`."""
    found = [example for text, seen in corpus for example in _examples(text, seen, labels)]
    told_too = [({**rules, **_odds(rules, base)}, kind) for rules, kind in found]
    own = _folded(weights(told_too, len(ENTITY_TYPES), penalty=PENALTY, least=LEAST), base)
    read = [(text, combine(seen.votes, own, seen.hints)) for text, seen in corpus]
    return Reader(own, learnt(read, labels))


def by_folds(corpus: Sequence[Seen], labels: Labels, base: Weights) -> list[Found]:
    """The mentions of each text, read with what the texts of all other folds taught; every fifth text is one fold."""
    readers = [
        fitted([one for at, one in enumerate(corpus) if at % FOLDS != fold], labels, base) for fold in range(FOLDS)
    ]
    return [readers[at % FOLDS].read(text.document.text, seen) for at, (text, seen) in enumerate(corpus)]


def _examples(text: Text, seen: Evidence, labels: Labels) -> list[tuple[Speaking, int]]:
    """Each name with what speaks for it, and its class: the type that stands for the label which its places overlap
    most often (an index of ENTITY_TYPES), or -1."""
    gold = [(start, end, ENTITY_TYPES.index(labels[label][0])) for start, end, label in text.spans if label in labels]
    found: list[tuple[Speaking, int]] = []
    for own in names(voting(seen.votes)).values():
        places = sorted({(vote.start, vote.end) for vote in own})
        kinds = Counter(kind for start, end, kind in gold for one in places if one[0] < end and start < one[1])
        rules = {**dict.fromkeys((vote.rule for vote in own), 1.0), **told(own, seen.hints)}
        found.append((rules, max(kinds, key=lambda kind: (kinds[kind], -kind), default=-1)))
    return found


_ODDS = tuple(f"shipped {kind.value}" for kind in ENTITY_TYPES)


def _odds(rules: Speaking, base: Weights) -> Speaking:
    """The log-odds of each type by the table `base`, without its bias."""
    rows = [(strength, base.rows[rule]) for rule, strength in rules.items() if rule in base.rows]
    return {one: sum(strength * row[at] for strength, row in rows) for at, one in enumerate(_ODDS)}


def _folded(own: Mapping[str, Sequence[float]], base: Weights) -> Weights:
    """One table of both: what the log-odds by `base` are worth is multiplied into the rows that make them."""
    nothing = [0.0] * len(_ODDS)
    worth = [own.get(one, nothing) for one in _ODDS]
    rows = {}
    for rule in sorted({*own, *base.rows} - {*_ODDS}):
        old = base.rows[rule][: len(_ODDS)] if rule in base.rows and rule != BIAS else nothing
        kept = [sum(odds * row[at] for odds, row in zip(old, worth, strict=True)) for at in range(len(_ODDS))]
        rows[rule] = (*(new + before for new, before in zip(own.get(rule, nothing), kept, strict=True)), 0.0)
    return Weights(rows)

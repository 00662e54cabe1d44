"""A text and its Reading in; TokenFacts out: each stated amount of training text with its model or dataset.

Where the reading has hints, they are weighed beside the rules (kg/facts/owners.py).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.facts.numbers import Numbers, table
from kg.facts.owners import Owned, Stated, owned
from kg.facts.scene import Place, Scene
from kg.model import Amount, Mention, MentionType, PaperEntity, Reading, TokenFact
from kg.nlp import Prose

_MODEL, _DATASET = MentionType.MODEL, MentionType.DATASET
_OWNERS = (_MODEL, _DATASET)
_ADJECTIVES = r"(?:(?!(?:with|on|using|than|from|and|of|for)\b)[\w-]+\s){0,5}?"

_OF_DATASET = re.compile(
    r"(?:\s(?:corpus|corpora|dataset|data|collection))?(?:\s?\([^()]{0,30}"
    r"|\s(?:of|contain\w*|compris\w*|total\w*|deliver\w*|amount\w*\sto|spann\w*|has|have)\s[^.;,]{0,30})$",
    re.IGNORECASE,
)
"""Between a dataset and its amount: "X (data, 300B tokens)", "the X corpus of 156B tokens"."""
_APPOSED = re.compile(
    rf",?\s?(?:\([^()]+\)\s?)?(?:,|is|are)\s(?:an?|the)\s{_ADJECTIVES}"
    r"(?:(?:dataset|corpus|collection)\s(?:of|with|containing)\s(?:over\s|about\s|approximately\s|more\sthan\s)?)?$",
    re.IGNORECASE,
)
"""Between a dataset and its amount: "X, a 15-trillion token dataset"."""
_CALLED = re.compile(r"[^.;]{0,60}?\b(?:call|called|named|dubbed|namely)\s$", re.IGNORECASE)
"""Between an amount and the dataset named behind it: "a 300B-token dataset, which we call X"."""
_USED_BY = re.compile(r"\s(?:used\s(?:by|for|to\strain)|for|of|consumed\sby)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_TRAINED = re.compile(
    r"\b(?:train\w*|pre-?train\w*|post-?train\w*|fine-?tun\w*|us(?:es|ing|ed)|with|gone\sthrough|requir\w+|dedicat\w+)\b",
    re.IGNORECASE,
)
_TRAINED_ON = re.compile(
    r"[^,;]{0,40}\b(?:pre-?|post-?)?train(?:ed|ing)\s(?:from\sscratch\s)?(?:on|with|for|using|over)\s[^,;]{0,30}$"
    r"|,\s(?:pre-?)?trained\s(?:on|with)\s[^,;]{0,30}$",
    re.IGNORECASE,
)
"""Between a model that is not the paper's own and its amount: nothing less will do."""
_DATA_NOUN = re.compile(r"\b(?:data\s?sets?|corpus|corpora|benchmark)\b", re.IGNORECASE)
_DATA_SUBJECT = re.compile(
    r"\b(?:this|the|our)\s(?:data\s?set|corpus|collection)\b|\b(?:contains?|comprises?|amounts?\sto|labels?)\b",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:beyond|compared\sto|than|existing|conventional\w*|subset|e\.g\.|for\sinstance)\b[^.;]{0,60}$", re.IGNORECASE
)

NO_OWNER = "no-owner"

Rule = Callable[[Scene, Mention, tuple[int, int]], list[PaperEntity]]


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """Extracts the amounts of training text. `numbers`: how right each rule is; the shipped shares, unless given."""

    numbers: Numbers | None = None

    def extract(self, prose: Prose, reading: Reading) -> Iterable[TokenFact]:
        seen: set[tuple[Amount, str | None]] = set()
        for one in owned(stated(prose.text, reading), reading, _OWNERS, self.numbers or table()):
            if (key := (one.stated.amount, one.name)) not in seen:
                seen.add(key)
                yield _fact(one)


def stated(text: str, reading: Reading) -> Iterator[Stated]:
    """The amounts of tokens, in text order, with the models or datasets that the rules give them."""
    scene = Scene(text, reading, _OWNERS)
    for value in reading.values:
        if value.type is MentionType.TOKENS and isinstance(value.value, Amount):
            yield Stated(value, value.value, tuple(_owners(scene, value)))


def _fact(one: Owned) -> TokenFact:
    value = one.stated.value
    evidence = replace(value.evidence, confidence=one.chance, rule=f"{value.rule}/{one.rule}")
    return TokenFact(value.surface, one.stated.amount, one.name, evidence)


def _owners(scene: Scene, value: Mention) -> Iterator[tuple[str | None, str]]:
    sentence = scene.sentence(value.start, value.end)
    for name, rule in _RULES:
        if owners := rule(scene, value, sentence):
            yield from ((owner.canonical, name) for owner in owners)
            return
    yield None, NO_OWNER


def _dataset_before(scene: Scene, value: Mention, sentence: tuple[int, int]) -> list[PaperEntity]:
    """ "the C4 corpus of 156B tokens"."""
    before = [place for place in scene.before(value.start, sentence[0]) if place.entity.type is _DATASET]
    nearest = next(scene.before(value.start, sentence[0]), None)
    if nearest is None or not before or nearest is not before[0]:
        return []
    between = scene.text[nearest.end : value.start]
    if not (_OF_DATASET.match(between) or _APPOSED.match(between)):
        return []
    new = [place.entity for place in before if place.entity.introduced]
    return new[:1] or [nearest.entity]


def _named_behind(scene: Scene, value: Mention, sentence: tuple[int, int]) -> list[PaperEntity]:
    """ "a 300B-token dataset, which we call X", "the 2 trillion tokens used by X and Y"."""
    first = next(scene.after(value.end, sentence[1]), None)
    if first is None:
        return []
    between = scene.text[value.end : first.start]
    if _CALLED.fullmatch(between):
        return [first.entity]
    if not _USED_BY.fullmatch(between):
        return []
    return _coordinated(scene, first, sentence[1])


def _coordinated(scene: Scene, first: Place, limit: int) -> list[PaperEntity]:
    found, end = [first.entity], first.end
    for place in scene.after(first.end, limit):
        if not re.fullmatch(r"\s?(?:,|and|or|,\sand)\s", scene.text[end : place.start]):
            break
        found.append(place.entity)
        end = place.end
    return found


def _model_before(scene: Scene, value: Mention, sentence: tuple[int, int]) -> list[PaperEntity]:
    """ "X, trained on 1.4T tokens"; of several models the introduced ones."""
    before = [place for place in scene.before(value.start, sentence[0]) if place.entity.type is _MODEL]
    if not before:
        return []
    new = list(dict.fromkeys(place.entity for place in reversed(before) if place.entity.introduced))
    if not new:
        said = _TRAINED_ON.match(scene.text[before[0].end : value.start])
        return [before[0].entity] if said else []
    start = next(place.end for place in before if place.entity in new)
    if _NOT_OURS.search(scene.text[start : value.start]):
        return []
    return new if _TRAINED.search(scene.text[sentence[0] : value.start]) else []


def _own_dataset(scene: Scene, value: Mention, sentence: tuple[int, int]) -> list[PaperEntity]:
    """ "The dataset contains 412,906 tokens": the dataset that the paper introduces."""
    before = scene.text[sentence[0] : value.start]
    own = scene.own((_DATASET,))
    return (
        [own]
        if own
        and (_DATA_SUBJECT.search(before) or _DATA_NOUN.match(scene.text[value.end : value.end + 30].lstrip(" -")))
        else []
    )


def _own_model(scene: Scene, value: Mention, sentence: tuple[int, int]) -> list[PaperEntity]:
    """ "We pre-train our model on 13.2T tokens": the model that the paper introduces."""
    before = scene.text[sentence[0] : value.start]
    if _NOT_OURS.search(before) or not (_TRAINED.search(before) or _DATA_NOUN.search(before)):
        return []
    if before.startswith(("These ", "Both ", "The models ", "Our models ")):
        return scene.introduced((_MODEL,))
    own = scene.own((_MODEL,))
    return [own] if own else []


_RULES: tuple[tuple[str, Rule], ...] = (
    ("dataset-before", _dataset_before),
    ("named-behind", _named_behind),
    ("model-before", _model_before),
    ("own-dataset", _own_dataset),
    ("own-model", _own_model),
)
"""The first that finds an owner decides."""
RULES = (*(name for name, _ in _RULES), NO_OWNER)

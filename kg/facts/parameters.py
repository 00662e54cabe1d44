"""A text and its Reading in; ParameterFacts out: each stated number of parameters with the model that it is said of.

The owner is looked for by rules in a fixed order (`_RULES`); a number that belongs to no named model has none. Where
the reading has hints, they are weighed beside the rule (kg/facts/owners.py).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.facts.numbers import Numbers, table
from kg.facts.owners import IN_NAME, Owned, Stated, owned
from kg.facts.scene import Place, Scene
from kg.model import ENTITY_TYPES, Amount, Mention, MentionType, PaperEntity, ParameterFact, Reading
from kg.nlp import Prose
from kg.values.number import numbers

_MODEL = (MentionType.MODEL,)
_GAP = 70
"""Characters between a number and its model, unless one is the subject of the other's sentence."""

_STOP = (
    r"(?:with|on|using|and|or|than|to|of|for|in|by|as|that|which|over|from|vs|versus|is|are|was|were|based|achiev\w*"
    r"|outperform\w*|surpass\w*|compar\w*|while|whose|against|like|such|through|via|when|at)"
)
_ADJECTIVES = rf"(?:(?!{_STOP}\b)[\w-]+\s){{0,5}}?"
_BEHIND = re.compile(
    rf"[\s-]*(?:{_ADJECTIVES}(?:(?:models?|LLMs?|LMs?|VLMs?|MLLMs?|network|judge|variant|transformer)[,:]?\s"
    r"(?:called\s|named\s|dubbed\s|namely\s)?|parameters?,\s|(?:models?|versions?|variants?)\sof\s)?"
    r"|(?:parameters?\s)?(?:[\w-]+\s){0,2}(?:models?|LLMs?|LMs?)\s\()",
    re.IGNORECASE,
)
"""Between a number and the model named behind it: "7B-parameter LLaMA", "7B LLM called Janus"."""
_NOT_BEHIND = re.compile(r"(?:-based|['’]s?\b|-style|-like)")
_NUMBERS = (
    r"(?:[\d.,\sBMKTbmk/&+~<>≤≥$-]|and|or|ge|le|sim|to|from|up to|approx\w*|about|~|parameters?|params?|total|active"
    r"|activated|variants?|base|large|small|sizes?|billion|million|both|:|;)*"
)
_BRACKET = re.compile(
    rf"(?:['’]s)?(?:\s(?:models?|LLMs?|LMs?|series|family|families|backbones?|architectures?|variants?|versions?|suite)){{0,2}}\s?(?:\(|:|\[)\s?{_NUMBERS}$",
    re.IGNORECASE,
)
_ADJACENT = re.compile(rf"(?:\s(?:models?|at|in)\s|[\s-]){_NUMBERS}$", re.IGNORECASE)
_APPOSED = re.compile(
    rf"(?:\s?\([^()]{{1,40}}\))?(?:,|\s(?:is|are|being)|,?\s(?:which|that)\s(?:is|are)|:|--?)\s(?:an?|the|our)\s(?:(?!with\b|on\b|than\b)[\w,-]+\s){{0,7}}(?:of\s)?{_NUMBERS}$",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"(?:\s?\([^()]{1,40}\))?,?(?:\s[\w,()-]+){0,9}?\s(?:with|has|have|having|contain\w*|featur\w+|compris\w+|at|in|uses?|utiliz\w+|rang\w+|span\w*|total\w*"
    rf"|sizes?|scales?|to|up|from|only|of|requir\w+|employ\w*|under)\s(?:(?!than\b)[\w-]+\s){{0,5}}?{_NUMBERS}$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:with|despite|using|at|having|comprising|containing|featuring)\s[^,;]{0,60}$", re.IGNORECASE)
_THEN_NAMED = re.compile(r"[^,.;]{0,30},\s(?:our\s|the\s)?")
_OURS = re.compile(
    r"\b(?:our|ours|the\sproposed|the\sresulting|this\smodel|(?:the|this|our)\s(?:suite|family|series|pre-?trained))\s"
    r"(?:[\w-]+\s){0,4}$",
    re.IGNORECASE,
)
_SERIES_OF_OURS = re.compile(
    r"\b(?:suite|family|series|comes?\sin|releas\w+|introduc\w+|present|develop\w*|propos\w+|sizes?|scales?|configuration)\b",
    re.IGNORECASE,
)
_BOAST = re.compile(
    r"\b(?:with|using|utiliz\w+|has|have|contain\w*|only|just|mere(?:ly)?|of|at|among|requir\w+|(?:less|fewer|more)\sthan|to)\s"
    r"(?:(?:the|a|an|about|around|approximately|average|only)\s)*[~$∼(]*$",
    re.IGNORECASE,
)
_IT_THEN = re.compile(r"[^.;]{0,12},\s(?:it|our\s\w+|we)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:than|surpass\w*|outperform\w*|compar\w+|existing|larger|rival\w*|against|baselines?|beyond|exceed\w*|under|sub"
    r"|on\spar\swith|similar|most|match\w*|beat\w*|prior|previous|other)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:less|fewer|(?:no\s)?more)\sthan\b", re.IGNORECASE)
_COORDINATED = re.compile(r"(?:,|\band|\bor|/)\s?(?:the\s)?$")
_SUBJECT = re.compile(r"\s(?:has|contains|comprises|is|was)\s")
"""Behind a name that is alone the subject, whatever it is joined to: "X has 110M parameters and Y has 340M"."""
_COMPONENT = re.compile(
    r"[\s-]*(?:parameters?\s)?(?:[\w-]+\s){0,2}?(?:encoder|decoder|tokenizer|adapter|projector|head\b|U-?Net|teacher|student"
    r"|reward|verifier|draft)",
    re.IGNORECASE,
)

NO_MODEL, COMPARED, PART = "no-model", "compared", "part"

Rule = Callable[[Scene, Mention, tuple[int, int]], PaperEntity | None]


@dataclass(frozen=True, slots=True)
class ParameterFacts:
    """Extracts the numbers of parameters. `numbers`: how right each rule is; the shipped shares, unless given."""

    numbers: Numbers | None = None

    def extract(self, prose: Prose, reading: Reading) -> Iterable[ParameterFact]:
        found = owned(stated(prose.text, reading), reading, _MODEL, self.numbers or table())
        return _once(Scene(prose.text, reading, _MODEL), map(_fact, found))


def stated(text: str, reading: Reading) -> Iterator[Stated]:
    """The numbers of parameters that stand by the rules, in text order, with the models that the rules give them."""
    scene = Scene(text, reading, _MODEL)
    names = Scene(text, reading, ENTITY_TYPES)
    for value in reading.values:
        if value.type is MentionType.PARAMETERS and isinstance(value.value, Amount):
            owners = tuple(_owners(scene, names, value))
            doubts = () if reading.hints is None else tuple(_doubts(scene, value))
            if owners:
                yield Stated(value, value.value, owners, doubts)


def _fact(one: Owned) -> ParameterFact:
    value = one.stated.value
    evidence = replace(value.evidence, confidence=one.chance, rule=f"{value.rule}/{one.rule}")
    return ParameterFact(value.surface, one.stated.amount, one.name, evidence)


def _once(scene: Scene, facts: Iterable[ParameterFact]) -> list[ParameterFact]:
    """One fact a model and amount; a number without a model is left out where it is the size of an introduced one."""
    facts = list(facts)
    new = {entity.canonical for entity in scene.introduced(_MODEL)}
    known = {_plain(fact.amount) for fact in facts if fact.of in new}
    kept: dict[tuple[Amount, str | None], ParameterFact] = {}
    for fact in facts:
        if fact.of is not None or _plain(fact.amount) not in known:
            kept.setdefault((_plain(fact.amount), fact.of), fact)
    return list(kept.values())


def _plain(amount: Amount) -> Amount:
    return replace(amount, active=False)


def _owners(scene: Scene, names: Scene, value: Mention) -> Iterator[tuple[str | None, str]]:
    holding = names.covering(value.start)
    models = [place for place in holding if place.entity.type is MentionType.MODEL]
    if models:
        yield from ((entity.canonical, IN_NAME) for entity in _sized(models, value))
        return
    if holding:
        return  # a dataset's or a method's name: its number counts something else
    sentence = scene.sentence(value.start, value.end)
    for name, rule in _RULES:
        if owner := rule(scene, value, sentence):
            yield owner.canonical, name
            return
    if not value.rule.endswith("?"):
        yield None, NO_MODEL


def _doubts(scene: Scene, value: Mention) -> Iterator[str]:
    """What speaks against any of the named models: the number is another one's in a comparison, or a part's."""
    if _is_compared(scene, value, scene.sentence(value.start, value.end)):
        yield COMPARED
    if _COMPONENT.match(scene.text, value.end):
        yield PART


def _sized(models: list[Place], value: Mention) -> list[PaperEntity]:
    """Of models that share a span those whose own name holds the size; else the innermost."""
    span = (models[0].start, models[0].end)
    shared = [place.entity for place in models if (place.start, place.end) == span]
    fitting = [entity for entity in shared if value.value in [Amount(n.low, n.high) for n in numbers(entity.canonical)]]
    return fitting or shared[:1]


def _in_bracket(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "Gemma 2 (2B and 9B)"; "(T5 and BERT: 300M range)" is said of all that are listed, here of the last."""
    return _before(scene, value, sentence, _BRACKET)


def _adjacent(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "LLaMA 1B and 7B"."""
    return _before(scene, value, sentence, _ADJACENT)


def _apposed(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "X, a 13B model", "X is a family of 8B and 56B models"."""
    return _before(scene, value, sentence, _APPOSED)


def _having(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "X … with 7B parameters"."""
    if _is_compared(scene, value, sentence) or _COMPONENT.match(scene.text, value.end):
        return None
    before = list(scene.before(value.start, sentence[0]))
    nearest = before[0] if before else None
    if nearest and not nearest.entity.introduced and any(place.entity.introduced for place in before):
        return None
    if nearest is None:
        return None
    joined = _COORDINATED.search(scene.text[max(0, nearest.start - 8) : nearest.start])
    if joined and not _SUBJECT.match(scene.text, nearest.end):
        return None
    return _before(scene, value, sentence, _HAVING)


def _boasted(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "X reaches 81% with 5.2M parameters": of an introduced model, however far before."""
    if not scene.introduced(_MODEL):
        return None
    before = scene.text[sentence[0] : value.start]
    if not _BOAST.search(before) or _is_compared(scene, value, sentence):
        return None
    if _COMPONENT.match(scene.text, value.end):
        return None
    new = [place for place in scene.before(value.start, sentence[0]) if place.entity.introduced]
    return new[-1].entity if new else None


def _is_compared(scene: Scene, value: Mention, sentence: tuple[int, int]) -> bool:
    before = _BOUND.sub("", scene.text[max(sentence[0], value.start - 60) : value.start])
    return _COMPARED.search(before) is not None


def _before(scene: Scene, value: Mention, sentence: tuple[int, int], gap: re.Pattern[str]) -> PaperEntity | None:
    for place in scene.before(value.start, max(sentence[0], value.start - 2 * _GAP)):
        if gap.match(scene.text[place.end : value.start]):
            return _sibling(scene, place.entity, value)
        return None
    return None


def _sibling(scene: Scene, entity: PaperEntity, value: Mention) -> PaperEntity | None:
    """After "Llama 2 7B, 70B" the second size is not the first model's: its series, or its own model, where listed."""
    own = [Amount(n.low, n.high) for n in numbers(entity.canonical) if n.scale in {"B", "b", "M"}]
    if not own or value.value in own:
        return entity
    family = entity.family or ""
    kin = [other for other in scene.entities if other.canonical == family or (family and other.family == family)]
    for other in kin:
        if value.value in [Amount(n.low, n.high) for n in numbers(other.canonical)]:
            return other
    return next((other for other in kin if other.canonical == family), None)


def _behind(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "a 7B-parameter LLaMA-2 model", "a 7B LLM called Janus"."""
    for place in scene.after(value.end, min(sentence[1], value.end + _GAP)):
        if _BEHIND.fullmatch(scene.text, value.end, place.start) and not _NOT_BEHIND.match(scene.text, place.end):
            return place.entity
        return None
    return None


def _leading(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "With only 3B parameters, X outperforms …"."""
    if not _LEADING.fullmatch(scene.text[sentence[0] : value.start]):
        return None
    for place in scene.after(value.end, sentence[1]):
        return place.entity if _THEN_NAMED.fullmatch(scene.text, value.end, place.start) else None
    return None


def _ours(scene: Scene, value: Mention, sentence: tuple[int, int]) -> PaperEntity | None:
    """ "our 9B model", "we release models from 6M to 300M parameters": the model that the paper introduces."""
    own = scene.own(_MODEL)
    if own is None:
        return None
    before = scene.text[sentence[0] : value.start]
    if _is_compared(scene, value, sentence) or _COMPONENT.match(scene.text, value.end):
        return None
    said = (
        _OURS.search(before)
        or (re.search(r"\b[Ww]e\b|\b[Oo]ur\b", before) and _SERIES_OF_OURS.search(before))
        or before.startswith("It ")
        or re.search(r"\b(?:only|just|merely)\s[~∼$]?$", before)
        or (_LEADING.search(before) and _IT_THEN.match(scene.text, value.end))
    )
    return own if said else None


_RULES: tuple[tuple[str, Rule], ...] = (
    ("bracket", _in_bracket),
    ("behind", _behind),
    ("adjacent", _adjacent),
    ("apposed", _apposed),
    ("leading", _leading),
    ("having", _having),
    ("boasted", _boasted),
    ("ours", _ours),
)
"""The first that finds a model decides."""
RULES = (IN_NAME, *(name for name, _ in _RULES), NO_MODEL)
DOUBTS = (COMPARED, PART)

"""A text and its Reading in; LinkFacts out: each URL once, with what it leads to and to what it belongs."""

import re
from collections.abc import Iterable

from kg.facts.scene import Scene
from kg.model import ENTITY_TYPES, PAPER, LinkFact, Mention, MentionType, PaperEntity, Reading, Url
from kg.nlp import Prose
from kg.values.link import key
from kg.values.name import normal

_OWNERS = (MentionType.MODEL, MentionType.DATASET, MentionType.METHOD)
_CUES = (
    (
        "page",
        r"(?:project|home|web|demo|research|dedicated|accompanying)[\s-]*(?:web)?(?:page|site)s?|(?:web)?sites?\b|homepage"
        r"|webpage|leaderboards?|documentation|workshop\spage",
    ),
    (
        "list",
        r"(?:list|collection|catalog\w*|repository)\sof\s(?:[\w-]+\s){0,3}(?:papers|references|works|literature|resources)"
        r"|papers|literature|references|(?:reading|paper)\slist|survey|related\s(?:\w+\s)?resources?|paper\sresources"
        r"|open-source\smaterials",
    ),
    ("demo", r"demos?\b|demonstrations?\b|videos?\b|playground|(?:public\s)?API\b|live\sinference|web\sapp\w*"),
    (
        "data",
        r"data\s?sets?\b|databases?\b|benchmarks?\b|corpus|corpora|data\b(?!\s(?:generation|engine|pipeline|processing))"
        r"|annotations",
    ),
    ("model", r"models?\b|checkpoints?\b|weights?\b"),
    ("code", r"codes?\b|codebases?|source\scodes?|implementations?\b|scripts?\b|software|toolkits?|library|package"),
)
_CUE = re.compile("|".join(rf"(?P<{role}>\b(?:{words}))" for role, words in _CUES), re.IGNORECASE)
_TITLED = re.compile(r"(?:^|[(.;:,]\s?)(?:The\s|Our\s)?([\w-]+(?:\s[\w-]+){0,2})\s?:\s?(?:\\\w+\{)?$", re.IGNORECASE)
"""A label before the link: "(Code: …"."""
_LABEL = re.compile(r"\}?\s?\{(?:\\\w+\{)*([^{}]{1,40})\}|\]?\(")
_LIST_NAME = re.compile(r"awesome|survey|papers?[-_]?list|reading|literature|papers$", re.IGNORECASE)
_BY_TYPE = {MentionType.DATASET: "data", MentionType.MODEL: "model", MentionType.METHOD: "code"}
_BY_HOST = (
    ("youtu", "demo"), ("vimeo", "demo"), ("bilibili", "demo"), ("4open.science", "code"), ("zenodo", "data"),
    ("doi.org", "data"), ("kaggle", "data"), ("figshare", "data"), ("gitlab", "code"), ("gitee", "code"),
    ("pypi.org", "code"), ("colab", "demo"),
)  # fmt: skip
_BY_KIND = {"github": "code", "huggingface": "model", "page": "page", "other": "page"}
_PREFERRED = {
    "data": (MentionType.DATASET, MentionType.METHOD, MentionType.MODEL),
    "model": (MentionType.MODEL, MentionType.METHOD, MentionType.DATASET),
}


class LinkFacts:
    """Extracts the links."""

    def extract(self, prose: Prose, reading: Reading) -> Iterable[LinkFact]:
        scene = Scene(prose.text, reading, ENTITY_TYPES)
        links = [value for value in reading.values if value.type is MentionType.LINK]
        seen: dict[str, str] = {}
        floor = 0
        for link in links:
            if isinstance(link.value, Url) and (name := key(link.value.url)) not in seen:
                clause = _clause(scene, link, floor)
                role = _role(scene, link, link.value, clause)
                seen[name] = role
                yield LinkFact(link.value, role, _owner(scene, link.value, role, clause), link.evidence)
            floor = link.end


def _clause(scene: Scene, link: Mention, floor: int) -> tuple[int, int]:
    """From the sentence's start, or the link before, to the link."""
    start, _ = scene.sentence(link.start, link.end)
    return max(start, min(floor, link.start)), link.start


def _role(scene: Scene, link: Mention, url: Url, clause: tuple[int, int]) -> str:
    if "/datasets/" in url.url:
        return "data"
    if "/spaces/" in url.url:
        return "page" if "leaderboard" in url.url.casefold() else "demo"
    if url.kind == "github" and url.repo and _LIST_NAME.search(url.repo.partition("/")[2]):
        return "list"
    label = _LABEL.match(scene.text, link.end, link.end + 60)
    if label and label[1] and (cue := _CUE.search(label[1])) and "/" not in label[1]:
        return _named(cue)
    before = scene.text[slice(*clause)][-220:]
    if (titled := _TITLED.search(before)) and (cue := _CUE.search(titled[1])):
        return _named(cue)
    near = [_named(cue) for cue in _CUE.finditer(re.split(r"[.!?;]\s|,\swhile\s", before)[-1])]
    return _of_cues(near, url, scene.introduced(_OWNERS)) if near else _role_of_owner(scene, url, clause)


def _named(cue: re.Match[str]) -> str:
    return str(cue.lastgroup)


def _of_cues(near: list[str], url: Url, new: list[PaperEntity]) -> str:
    """Where several things are offered, a code host has the code (save for a paper on data that names the data first),
    a model host the model; a page called one is one."""
    if url.kind == "huggingface" and "model" in near:
        return "model"
    if "list" in near and near[0] != "data":
        return "list"
    if "code" in near and not (near[0] == "data" and new and new[0].type is MentionType.DATASET):
        return "code"
    offered = [role for role in near if role != "page"]
    return near[0] if near[0] == "page" or not offered else offered[0]


def _role_of_owner(scene: Scene, url: Url, clause: tuple[int, int]) -> str:
    """No word says what it is: then what is named before it ("X is available at"), or what the host is for."""
    for part, role in _BY_HOST:
        if part in url.url:
            return role
    if url.kind in {"page", "other"}:
        return _BY_KIND[url.kind]
    for place in scene.before(clause[1], clause[0]):
        if place.entity.introduced and place.entity.type in _BY_TYPE:
            return _BY_TYPE[place.entity.type]
    return _BY_KIND[url.kind]


def _owner(scene: Scene, url: Url, role: str, clause: tuple[int, int]) -> str:
    """The introduced thing that the link's name or clause names, else the one of the role's type, else the first."""
    new = scene.introduced(_OWNERS)
    if role == "list" or not new:
        return PAPER
    tail = normal((url.repo or url.url).rstrip("/").rpartition("/")[2])
    alike = [entity for entity in new if any(normal(name) == tail for name in (entity.canonical, *entity.surfaces))]
    if alike:
        return alike[0].canonical
    named = [place.entity for place in scene.before(clause[1], clause[0]) if place.entity in new]
    if named:
        return named[-1].canonical
    within = [
        entity for entity in new if len(normal(entity.canonical)) > 3 and normal(entity.canonical) in normal(url.url)
    ]
    return (within or _by_role(new, role))[0].canonical


def _by_role(new: list[PaperEntity], role: str) -> list[PaperEntity]:
    for kind in _PREFERRED.get(role, ()):
        if found := [entity for entity in new if entity.type is kind]:
            return found
    return new

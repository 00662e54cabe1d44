"""A number of names in; made-up papers that name all of them, and the first ones often, as Records out."""

from collections.abc import Iterator, Sequence
from math import sqrt

from kg.bench.names import Named, named, split
from kg.model import Document, Evidence, Mention, PaperEntity, Record

_SLOTS = 4
"""Entities a paper."""
_FRESH = (True, False, True, True, True, False, True, False)
"""Five in eight name what no paper named before, as in 11,641 abstracts; a paper's first, which it introduces, does."""
_TWIN = (32, 5)
"""In each 32 papers the sixth introduces a name that another paper has too."""
_GOLDEN = (sqrt(5) - 1) / 2
_HEAD = (17, 1000)
"""The names that come most: of half of the repeated ones so many, of the other half one in so many (Lomax's law with
the tail 1/2, fitted to the abstracts: one name in eight comes again, the first in one paper in thirty)."""
_CONFIDENCE = 0.9


def papers(names: int) -> Iterator[Record]:
    """Records that together have just so many different names; the same ones whenever they are asked for."""
    fresh = paper = 0
    while fresh < names:
        found: dict[tuple[str, str], Named] = {}
        for slot in range(_SLOTS * paper, _SLOTS * (paper + 1)):
            twin = not found and paper % _TWIN[0] == _TWIN[1]
            if twin or not _FRESH[slot % len(_FRESH)]:
                one = named(_repeated(slot, names, evenly=twin))
            elif fresh < names:
                one, fresh = named(fresh), fresh + 1
            found[one.type, one.canonical] = one
        yield _record(paper, list(found.values()))
        paper += 1


def _repeated(slot: int, names: int, *, evenly: bool) -> int:
    """Which name comes again; the golden ratio's multiples lie evenly between 0 and 1, however many are taken."""
    part = slot * _GOLDEN % 1
    if evenly:
        return int(names * part)
    head = _HEAD[0] if slot % 2 else names / _HEAD[1]
    return int(head * ((1 - part) ** -2 - 1)) % names


def _record(paper: int, found: Sequence[Named]) -> Record:
    """A paper that introduces its first name, each name in a sentence of its own among others."""
    title = f"{found[0].canonical}: {_clause(paper)}"
    text = title + "\n"
    entities = []
    for number, one in enumerate(found):
        mentions = []
        for surface in one.surfaces:
            text += f"{_clause(7 * paper + number)} "
            start, end = len(text), len(text) + len(surface)
            mentions.append(Mention(one.type, start, end, surface, _CONFIDENCE, "made"))
            text += f"{surface} {_clause(11 * paper + number)}. "
        place = Evidence(mentions[0].start, mentions[0].end, _CONFIDENCE, "made") if number == 0 else None
        entities.append(
            PaperEntity(one.type, one.canonical, tuple(mentions), place, family=one.family, vendor=one.vendor)
        )
    abstract = text[len(title) + 1 :]
    return Record(Document(f"made:{paper:07}", title, abstract), tuple(entities))


def _clause(number: int) -> str:
    """Some words that many papers have, and some that few have."""
    return " ".join(_COMMON[number * step % len(_COMMON)] + " " + _rare(number * step) for step in _STEPS)


def _rare(number: int) -> str:
    """One of some thousand words: two subjects as one word."""
    first, second = divmod(number * _LEAP % len(_SUBJECTS) ** 2, len(_SUBJECTS))
    return _SUBJECTS[first] + _SUBJECTS[second]


_COMMON = split(
    "results training language models data learning image tasks performance reasoning large approach methods video "
    "quality features robust accuracy system using based show across while these work both novel framework propose"
)
_SUBJECTS = split(
    "protein traffic climate speech music robot medical legal finance sensor satellite molecule genome patient "
    "student teacher hospital vehicle driver camera radar ocean forest crop soil weather battery circuit compiler "
    "privacy fairness dialogue summary market price auction portfolio shadow depth motion gesture emotion face voice "
    "accent dialect grammar syntax morphology lexicon archive museum painting sculpture poem novel"
)
_STEPS = (1, 3, 7, 17)
_LEAP = 1009

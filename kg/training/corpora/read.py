"""Public corpora of annotated scientific text in; what they label, in our types and in offsets into our text, out.

* TDMSci (Hou et al. 2021, https://arxiv.org/abs/2101.10273): sentences of NLP papers in CoNLL columns (word, character
  offset, tag), a part to train on and a part to test on.
* SciREX (Jain et al. 2020, https://arxiv.org/abs/2005.00512): titles and abstracts as JSON lines of words, sentences
  and labelled runs of words. Its labels were made by machine from the results that papers report, then corrected.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson

from kg.errors import InputError
from kg.model import Document, MentionType

Labelled = tuple[int, int, str]
"""Half-open offsets into `Document.text`, and the corpus' own label."""
Labels = Mapping[str, tuple[MentionType, ...]]
"""A corpus' label → our types that count as it; the first one is what a name of the label is fitted as."""

TDMSCI: Labels = {"DATASET": (MentionType.DATASET,)}
"""TASK and METRIC have no type of ours."""
SCIREX: Labels = {
    "Material": (MentionType.DATASET,),
    "Method": (MentionType.METHOD, MentionType.MODEL),
}
"""SciREX has no label for models: they are Method there. Task and Metric have no type of ours."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a corpus and what is labelled in it, in text order."""

    document: Document
    spans: tuple[Labelled, ...]


def tdmsci(path: Path) -> list[Text]:
    """One Text a sentence, without a title. Raises InputError for a line that isn't word, offset and tag."""
    texts: list[Text] = []
    words: list[_Word] = []
    for number, line in enumerate([*_text(path).split("\n"), ""], 1):
        if line.strip():
            words.append(_word(line, path, number))
        elif words:
            texts.append(_sentence(words, f"{path.stem}:{len(texts) + 1}"))
            words = []
    return texts


_Word = tuple[str, int, str]
_TAG = re.compile(r"O|[BI]-\S+")


def _word(line: str, path: Path, number: int) -> _Word:
    word, offset, tag = [*line.rstrip("\r").split("\t"), "", ""][:3]
    if not (word and offset.isdecimal() and _TAG.fullmatch(tag)):
        raise InputError(f"{path}, line {number}: {line[:80]!r} is not a word, an offset and a tag: give a CoNLL file")
    return word, int(offset), tag


def _sentence(words: Sequence[_Word], name: str) -> Text:
    """Words stand apart unless their offsets say that they touch."""
    ends = [offset + len(word) for word, offset, _ in words]
    blanks = [False, *(start != end for (_, start, _), end in zip(words[1:], ends, strict=False))]
    abstract, places = _laid_out([word for word, _, _ in words], blanks)
    spans = ((places[first][0] + 1, places[last][1] + 1, label) for first, last, label in _runs(words))
    return Text(Document(name, "", abstract), tuple(spans))


def _runs(words: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
    """First and last word of each tagged run; an I- that continues nothing of its label begins one."""
    tags = [tag for _, _, tag in words]
    first = 0
    for at, tag in enumerate(tags):
        if tag == "O":
            continue
        label = tag[2:]
        if tag[0] == "B" or at == 0 or tags[at - 1][2:] != label:
            first = at
        if tags[at + 1 : at + 2] != [f"I-{label}"]:
            yield first, at, label


def scirex(path: Path) -> list[Text]:
    """One Text a title and abstract, words set as prose. Raises InputError for a line of another form."""
    texts = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            texts.append(_paper(orjson.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            reason = f"{path}, line {number}: no title and abstract in SciREX's form ({error!r})"
            raise InputError(f"{reason}: give a file of its JSON lines") from error
    return texts


def _paper(row: Mapping[str, Any]) -> Text:
    words: list[str] = row["words"]
    prose = [range(start + _heading(words[start:end]), end) for start, end in row["sentences"]]
    titled = _is_title(words, [start for start, _ in row["sentences"]])
    head = list(prose[0]) if titled else []
    body = [at for sentence in prose[titled:] for at in sentence]
    title, head_places = _prose([words[at] for at in head])
    abstract, body_places = _prose([words[at] for at in body])
    shift = len(title) + 1
    places = dict(zip(head, head_places, strict=True))
    places |= {at: (start + shift, end + shift) for at, (start, end) in zip(body, body_places, strict=True)}
    spans = []
    for first, stop, label in row["ner"]:
        if own := [places[at] for at in range(first, stop) if at in places]:
            spans.append((own[0][0], own[-1][1], str(label)))
    return Text(Document(str(row["doc_id"]), title, abstract), tuple(sorted(set(spans))))


_MARKS = (["document", ":"], ["section", ":"])
_HEADINGS = frozenset({"abstract", "introduction"})
_BEHIND = frozenset("-.:—")


def _heading(sentence: Sequence[str]) -> int:
    """How many words of a sentence are no prose, but the corpus' marks and a section's heading."""
    if sentence[:2] not in _MARKS:
        return 0
    if not (sentence[0] == "section" and sentence[2:3] and sentence[2].casefold() in _HEADINGS):
        return 2
    return 4 if sentence[3:4] and sentence[3] in _BEHIND else 3


def _is_title(words: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether the first sentence is the title; where no mark tells, it holds prose too, or nothing else."""
    return words[:2] == _MARKS[0] or any(words[start : start + 2] == _MARKS[1] for start in starts[1:2])


_TO_LEFT = frozenset([*",.;:?!)]}%”’", "-", "–", "/", "//", "’s", "'s", "n't", "),"])
_TO_RIGHT = frozenset([*"([{“‘", "-", "–", "/", "//"])
_UNIT = re.compile(r"[KMBk]")


def _prose(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words with the blanks that prose has: SciREX cuts at every hyphen, bracket and unit ('ImageNet - 1 K')."""
    return _laid_out(words, [False, *(not _touching(one, other) for one, other in pairwise(words))])


def _touching(one: str, other: str) -> bool:
    return one in _TO_RIGHT or other in _TO_LEFT or (one[-1:].isdigit() and _UNIT.fullmatch(other) is not None)


def _laid_out(words: Iterable[str], blanks: Iterable[bool]) -> tuple[str, list[tuple[int, int]]]:
    """The text of words, with a blank before those that ask for one, and each word's place in it."""
    text, places = "", []
    for word, blank in zip(words, blanks, strict=False):
        start = len(text) + blank
        text += " " * blank + word
        places.append((start, len(text)))
    return text, places


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: can't be read ({error}): name a folder with the corpus") from error

"""Two models' names in; the parts that tell them apart, as words in a fixed order, out."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.values.fold import fold
from kg.values.model_name import ModelName, parse
from kg.values.model_words import NUMBER_IS_SCALE

_NUMBERED = re.compile(r"(.*?[^\W\d].*?)~?(\d[\d.~]*)")


class _Series(NamedTuple):
    name: str
    number: str


def compare(a: str, b: str) -> tuple[str, ...]:
    """What tells two names apart, in the order of the table below; nothing for spellings of one name.

    >>> compare("Llama-2-7b-chat-hf", "LLaMA2-chat 7B"), compare("Gemma-2B", "Gemma 2 2B")
    ((), ('version',))
    >>> compare("Qwen2.5-VL-7B-Instruct", "Qwen2.5 72B"), compare("GPT-4", "GPT-4-0613")
    (('size', 'tuning', 'modality'), ('revision',))
    """
    one, other = parse(a), parse(b)
    if one.key == other.key:
        return ()
    return tuple(name for name, part in _PARTS.items() if part(one) != part(other)) or ("series",)


def _series(model: ModelName) -> _Series:
    """The series and its number; of a series that the grammar doesn't know the number is what it ends in."""
    name = fold(" ".join(model.root))
    if model.known:
        return _Series(name, fold(model.version or ""))
    found = _NUMBERED.fullmatch(name)
    return _Series(found[1], found[2]) if found and not model.version else _Series(name, fold(model.version or ""))


def _version(model: ModelName) -> str:
    return "" if _is_scaled(model) else _series(model).number


def _scale(model: ModelName) -> tuple[str, ...]:
    return (*sorted(map(_folded, model.scale)), _series(model).number if _is_scaled(model) else "")


def _is_scaled(model: ModelName) -> bool:
    return model.known and model.root[0] in NUMBER_IS_SCALE


def _folded(word: str) -> str:
    """Only of a single letter the case counts: ViT-g is not ViT-G. Gemma's `IT` is others' `Instruct`."""
    return word if len(word) == 1 else "instruct" if word == "IT" else word.casefold()


_PARTS: dict[str, Callable[[ModelName], object]] = {
    "series": lambda model: _series(model).name,
    "version": _version,
    "size": lambda model: (model.size or "").casefold(),
    "active size": lambda model: (model.active or "").casefold(),
    "scale": _scale,
    "tuning": lambda model: sorted(map(_folded, model.tuning)),
    "revision": lambda model: (model.revision or "").casefold(),
    "quantisation": lambda model: sorted(map(str.casefold, model.quantisation)),
    "modality": lambda model: sorted(map(str.casefold, model.modality)),
}

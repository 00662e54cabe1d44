"""A method's name in; the key under which its spellings meet out."""

import re

from kg.entities.names.spelling import plain
from kg.values.fold import fold

_NOUN = re.compile(
    r"(?<=\w)\s+(?:algorithms?|frameworks?|methods?|methodology|approach|techniques?|library|toolkit|toolbox|package)$",
    re.IGNORECASE,
)


def method_key(name: str) -> str:
    """Equal for spellings of one method, with or without a noun that any method may bear; variants differ.

    >>> method_key("the LoRA method"), method_key("U-Net++"), method_key("RRT* algorithm"), method_key("β-VAE")
    ('lora', 'unetplusplus', 'rrtstar', 'betavae')
    """
    bare = plain(name)
    for _ in range(2):
        bare = _NOUN.sub("", bare)
    return fold(bare)

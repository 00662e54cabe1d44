"""A name as written in; the forms in which names are compared and turned into ids out."""

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile(r"[^\w+]|_")
_NOT_SLUG = re.compile(r"(?:[^\w+.]|_)+")


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """Case, spaces and punctuation dropped; '+', digits and letters of any script kept.

    >>> normal("LLaMA-2 7B"), normal("PanGu-π"), normal("C++")
    ('llama27b', 'panguπ', 'c++')
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())


def slug(name: str) -> str:
    """The readable last part of an id: lower case, words joined by '-', never empty for a non-empty name.

    >>> slug("Llama 2 7B Chat"), slug("LLaMA-2  (7B)"), slug("GPT-3.5")
    ('llama-2-7b-chat', 'llama-2-7b', 'gpt-3.5')
    """
    text = _NOT_SLUG.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-.")
    return text or "-".join(f"u{ord(character):x}" for character in name)

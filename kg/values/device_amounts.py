"""A hardware name in; the number of devices and the gigabytes that it states, and the name without them, out."""

import re
import unicodedata

from kg.values.device_words import ADJECTIVES, COUNTS, NOUNS, NOUNS_IN_NAMES, SUFFIXES, any_of

EDGES = " ,;:()[]-/@'"
"""What is no part of a name at its ends."""

_SIGNS = re.compile(r"[®™©]|\((?:R|TM|C)\)", re.IGNORECASE)
_DASH = re.compile(r"[‐‑‒–—−]")
_ARTICLE = re.compile(r"(?:the|an?)\s(?=[^\W\d])", re.IGNORECASE)
_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{1,6})"
_TIMES = re.compile(rf"{_NUMBER}(?:[xX×*]\s?|\s[x×*]\s|\s×|\s?\\?times\s?)(?=[^\W_])")
_COUNT = re.compile(rf"{_NUMBER}\s(?=[A-Z])", re.IGNORECASE)
_NOUN = any_of((*NOUNS, *NOUNS_IN_NAMES))
_GOES_ON = re.compile(
    rf"(?:{any_of(SUFFIXES)})\b|(?:(?:{any_of(ADJECTIVES)}|{_NOUN})s?\s){{0,3}}(?:{_NOUN})s?$", re.IGNORECASE
)
_BEHIND = re.compile(r"(?:(?<=\d)\s?|\s|\s?\()[x×*]\s?(?!86\b|64\b)(\d{1,5})\)?$")
_IN_WORDS = re.compile(rf"(?:{COUNTS})[\s-](?!board|chip)(?=\S)", re.IGNORECASE)
_HAS_MEMORY = re.compile(r"\d[\s-]?(?:[Gg]|[Tt][Bb])")
_MEMORY = re.compile(
    r"[\s,(/|-]{0,3}(?:with\s)?(?<!\w)(?:\d{1,3}\s?[x×]\s?)?(?<![\w.])((?:\d{1,4}\s?(?:GB)?\s?(?:[/|]|and|or)\s?)?)"
    r"(?:(\d{1,4})[\s-]?(?:GB|GiB)|(\d{2,3})\s?G|\d(?:\.\d)?\s?TB)\b"
    r"(?:\s(?:HBM\d?e?|V?RAM|DRAM|LPDDR\dX?|GDDR\dX?|of|memory|version|variant)\b){0,3}\)?",
    re.IGNORECASE,
)
_BRACKETS = str.maketrans("()[]", "    ")
_HAS_CLOCK = re.compile(r"[Hh]z|[Cc]ore|[Gg]en")
_CLOCK = re.compile(
    r"\s?@?\s?\b\d{1,2}(?:\.\d{1,3})?\s?[GM]Hz\b|\b\d{1,3}[\s-]cores?\b(?!\s(?:i\d|ultra))"
    r"|\b\d{1,2}(?:st|nd|rd|th)[\s-]Gen(?:eration)?\b(?=.*\d)",
    re.IGNORECASE,
)


def clean(name: str) -> str:
    """One blank between words, plain hyphens and quotes, no signs of trade, no article."""
    plain = name if name.isascii() and "(" not in name else _SIGNS.sub("", name)
    if not plain.isascii():
        plain = _DASH.sub("-", unicodedata.normalize("NFKC", plain)).replace("’", "'").replace("‘", "'")
    plain = " ".join(plain.replace("_", " ").split())
    article = _ARTICLE.match(plain)
    return plain[article.end() :] if article else plain


def uncounted(text: str) -> tuple[int | None, str]:
    """The number of devices, and the text without it; a number alone before a word may be the name's: 4090 Laptop.

    >>> uncounted("8xH100"), uncounted("1,024 A100"), uncounted("4090 Laptop"), uncounted("dual Xeon")
    ((8, 'H100'), (1024, 'A100'), (None, '4090 Laptop'), (None, 'Xeon'))
    """
    found = _TIMES.match(text) or (_BEHIND.search(text) if text[-1:].strip(")").isdigit() or text[-1:] == ")" else None)
    if found is None and (number := _COUNT.match(text)) and not _GOES_ON.match(text[number.end() :]):
        found = number
    if found is None:
        word = _IN_WORDS.match(text)
        return None, text[word.end() :] if word else text
    return int(found[1].replace(",", "")), (text[: found.start()] + text[found.end() :]).strip(EDGES)


def numbered(text: str) -> str | None:
    """What follows a number and a blank, be it a count (64 TPU v4) or the name itself (4090 Laptop); None without."""
    found = _COUNT.match(text)
    return text[found.end() :] if found else None


def without_memory(text: str) -> tuple[tuple[int, ...], str]:
    """The gigabytes stated, and the text without them, without clock rates and numbers of cores.

    >>> without_memory("A100 40/80GB"), without_memory("Xeon Gold 6330 CPU @ 2.00GHz")
    (((40, 80), 'A100'), ((), 'Xeon Gold 6330 CPU'))
    """
    sizes: set[int] = set()
    rest = text
    if _HAS_MEMORY.search(text):
        stated = " ".join(group for found in _MEMORY.finditer(text) for group in found.groups() if group)
        sizes = {int(size) for size in re.findall(r"\d+", stated)}
        rest = _MEMORY.sub(" ", text)
    if _HAS_CLOCK.search(rest):
        rest = _CLOCK.sub(" ", rest)
    if rest is text and "(" not in text:
        return (), text.strip(EDGES) or text
    return tuple(sorted(sizes)), " ".join(rest.translate(_BRACKETS).split()).strip(EDGES) or text

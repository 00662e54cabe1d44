"""A name as written in; a form in which spellings of one name are equal, and numbers stay apart, out."""

import re
import unicodedata
from functools import lru_cache

_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega"
GREEK = dict(zip("αβγδεζηθικλμνξπρστφχψω", _NAMES.split(), strict=True))
"""Greek letters and the names that stand for them where no Greek is at hand (PixArt-alpha)."""

_SIGNS = str.maketrans({**GREEK, "&": " and ", "+": "plus", "ς": "sigma", "×": "x"})
_CUT_VERSION = re.compile(r"\bv0(\d)\b")
_POINT_ZERO = re.compile(r"(?<=\d)\.0+(?![\d.])")
_APART = re.compile(r"(?<=\d)(?:(?:[^\w.]|_)+v?|v)(?=\d)")
_VERSION_SIGN = re.compile(r"(?<=[^\d.~])v(?=\d+(?:\.\d+)*(?![^\W\d_]))")
"""Not the letter of `SV3D` or `wav2vec`."""
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[\W_]+")
_DROPPED = re.compile(r"[^\w.~]|_|\.(?!\d)|(?<!\d)\.|~(?!\d)|(?<!\d)~")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents, Greek letters, punctuation and a version's `v` ironed out; `~` keeps two numbers apart.

    >>> fold("SQuAD v2.0"), fold("MBPP+"), fold("τ-bench"), fold("GPT-3.5"), fold("Tanks & Temples"), fold("AIME 24/25")
    ('squad2', 'mbppplus', 'taubench', 'gpt3.5', 'tanksandtemples', 'aime24~25')
    """
    low = unicodedata.normalize("NFKD", text.casefold())
    if not low.isascii() or "+" in low or "&" in low:
        low = low.translate(_SIGNS)
    if _DIGIT.search(low) is None:
        return _SIGN.sub("", low)
    if "v0" in low:
        low = _CUT_VERSION.sub(r"v0.\1", low)
    if ".0" in low:
        low = _POINT_ZERO.sub("", low)
    low = _APART.sub("~", low)
    if "v" in low:
        low = _VERSION_SIGN.sub("", low)
    return (_DROPPED if "." in low or "~" in low else _SIGN).sub("", low)

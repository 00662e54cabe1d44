"""Text as a source has it in; text that every later stage and every file format can hold out.

Only whitespace changes, and what no UTF-8 or XML can hold; HTML entities, tags and LaTeX stay as they are.
"""

import re

_BREAKS = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]+")
_CRLF = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNHOLDABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_ENDS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
"""Blanks of every script, the byte order mark, the zero-width space."""


def one_line(text: str) -> str:
    """Each line break, with the blanks about it, is one blank; so is a tab; control characters too.

    >>> one_line("  Attention Is\\n  All You Need\\t ")
    'Attention Is All You Need'
    """
    # Most texts hold no break, control or surrogate: asking that first is far cheaper than looking for each.
    if text.isprintable():
        return text.strip()
    # Split and strip: an expression for "break and the blanks about it" takes quadratic time on a run of blanks.
    pieces = (piece.strip(_ENDS) for piece in _BREAKS.split(_holdable(text).replace("\t", " ")))
    return " ".join(piece for piece in pieces if piece)


def running(text: str) -> str:
    """Line breaks stay and become LF; the ends are stripped.

    >>> running("One.\\r\\nTwo. ")
    'One.\\nTwo.'
    """
    if text.isprintable():
        return text.strip()
    return _CRLF.sub("\n", _holdable(text)).strip(_ENDS)


def _holdable(text: str) -> str:
    """Control characters become blanks; halves of surrogate pairs and non-characters U+FFFD."""
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _UNHOLDABLE.sub("\ufffd", _CONTROL.sub(" ", text))

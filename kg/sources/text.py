"""Text as a source has it in; text that every later stage and every file format can hold out.

Only whitespace changes, and what no UTF-8 or XML can hold; HTML entities, tags and LaTeX stay as they are.
"""

import re

_BREAK = re.compile(r"[ \t]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*")
_CRLF = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNHOLDABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_INVISIBLE_ENDS = "\ufeff\u200b"


def one_line(text: str) -> str:
    """Each line break, with the blanks about it, is one blank; so is a tab; control characters too.

    >>> one_line("  Attention Is\\n  All You Need\\t ")
    'Attention Is All You Need'
    """
    return _BREAK.sub(" ", _holdable(text).replace("\t", " ")).strip().strip(_INVISIBLE_ENDS).strip()


def running(text: str) -> str:
    """Line breaks stay and become LF; the ends are stripped.

    >>> running("One.\\r\\nTwo. ")
    'One.\\nTwo.'
    """
    return _CRLF.sub("\n", _holdable(text)).strip().strip(_INVISIBLE_ENDS).strip()


def _holdable(text: str) -> str:
    """Control characters become blanks; halves of surrogate pairs and non-characters U+FFFD."""
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _UNHOLDABLE.sub("\ufffd", _CONTROL.sub(" ", text))

"""Documents in; one short text out that changes when any of them does: what a manifest keeps of an input."""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple

from kg.model import Document


def fingerprint(documents: Iterable[Document]) -> str:
    """32 hexadecimal digits over all fields of all documents, in the order given."""
    total = hashlib.blake2b(digest_size=16)
    for document in documents:
        total.update(repr(astuple(document)).encode())
        total.update(b"\n")
    return total.hexdigest()

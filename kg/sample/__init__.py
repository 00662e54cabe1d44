"""Nothing in; the path of the sample listing that ships with the package out."""

from pathlib import Path

ENTRIES = 70
"""The number of papers in the listing."""


def path() -> Path:
    """A listing in Hugging Face's form: real papers' titles, what they say in our own words."""
    return Path(__file__).with_name("listing.txt")

"""kg/sample: the listing that ships with the package."""

from kg.model import Document
from kg.sample import ENTRIES, path
from kg.sources.merge import distinct
from kg.sources.read import read


def test_the_sample_reads_whole() -> None:
    found = list(distinct(read([path()])))
    assert [each for each in found if not isinstance(each, Document)] == []
    assert len(found) == ENTRIES
    assert 55 <= ENTRIES <= 75

"""What a source says of a paper's identity in; the document's id and url out.

arXiv's scheme: https://info.arxiv.org/help/arxiv_identifier.html (seven digits under an archive until March 2007,
then yymm and four digits, five from January 2015).
"""

import hashlib
import re

from kg.values.name import normal, slug

_ARXIV = re.compile(
    r"(?:arxiv:|(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/|(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.48550/arxiv\.)?"
    r"(?P<id>(?P<yymm>\d\d(?:0[1-9]|1[0-2]))\.(?P<number>\d{4,5})|(?P<old>[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/(?P<oldyymm>\d{4})\d{3}))"
    r"(?:v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE | re.ASCII,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_LONGEST_ID = 80
_FIRST_FIVE_DIGITS = "1501"
_FIRST_OF_CENTURY = 91


def arxiv(text: str) -> str | None:
    """The document id of an arXiv id, address or DOI, its version dropped; None for anything else.

    >>> arxiv("https://arxiv.org/abs/2505.22918v2"), arxiv("cs.CL/0102003"), arxiv("2505.2291")
    ('arxiv:2505.22918', 'arxiv:cs/0102003', None)
    """
    match = _ARXIV.fullmatch(text.strip())
    if match is None:
        return None
    if match["old"]:
        archive, number = match["old"].split("/")
        # The subject class after the archive ("math.GT/…") is no part of the id.
        return f"arxiv:{archive.split('.')[0].lower()}/{number}"
    digits = 5 if match["yymm"] >= _FIRST_FIVE_DIGITS else 4
    return f"arxiv:{match['id']}" if len(match["number"]) == digits else None


def arxiv_year(document_id: str) -> int | None:
    """The year in which arXiv gave an id, which the id itself tells; None for an id of another kind.

    >>> arxiv_year("arxiv:1706.03762"), arxiv_year("arxiv:hep-th/9901001"), arxiv_year("seed-153")
    (2017, 1999, None)
    """
    match = _ARXIV.fullmatch(document_id)
    if match is None or not document_id.startswith("arxiv:"):
        return None
    year = int((match["yymm"] or match["oldyymm"])[:2])
    return year + (1900 if match["old"] and year >= _FIRST_OF_CENTURY else 2000)


def doi(text: str) -> str | None:
    """A DOI as a document id, in lower case, since DOIs differ not by case.

    >>> doi("https://doi.org/10.1038/S41586-021-03819-2"), doi("none")
    ('doi:10.1038/s41586-021-03819-2', None)
    """
    match = _DOI.fullmatch(text.strip())
    return f"doi:{match[1].lower()}" if match else None


def own(text: str) -> str:
    """A source's own id, as it is; one too long to be a name is cut, and a digest keeps it unique."""
    return _capped(text, text)


def of_title(title: str) -> str:
    """The id of a paper that has none: one for all spellings of a title that a digest must tell apart.

    >>> of_title("Attention Is All You Need")
    'title:attention-is-all-you-need'
    """
    return f"title:{_capped(slug(title), title_key(title))}"


def title_key(title: str) -> str:
    """What two spellings of one title have in common; never empty for a title that is not."""
    return normal(title) or title


def url_of(document_id: str) -> str | None:
    """The page that an id itself leads to: arXiv's abstract page, or the DOI's resolver."""
    scheme, _, rest = document_id.partition(":")
    if scheme == "arxiv":
        return f"https://arxiv.org/abs/{rest}"
    return f"https://doi.org/{rest}" if scheme == "doi" else None


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell two texts apart in a name."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def _capped(text: str, identity: str) -> str:
    return text if len(text) <= _LONGEST_ID else f"{text[:_LONGEST_ID].rstrip('-.')}-{digest(identity)}"

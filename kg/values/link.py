"""Text in, the links in it out: each with its span, cleaned of LaTeX, brackets and stops, with kind and repository."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.model import Url

_CHARACTER = r"(?:[^\s<>\"{}|^`\\，。；、（）【】“”‘’]|\\[_%#&~$])"
_BARE_HOSTS = (
    r"github\.com|gitlab\.com|gitee\.com|bitbucket\.org|huggingface\.co|hf\.co|modelscope\.cn|kaggle\.com"
    r"|zenodo\.org|doi\.org|anonymous\.4open\.science|bit\.ly|shorturl\.at|aka\.ms|rb\.gy|goo\.gl|tinyurl\.com"
)
_DOMAIN = r"(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|io|edu|gov|cn|de|uk|ch|fr|jp|kr|eu|dev)"
_LINK = re.compile(
    r"(?:https?\s?:\s?//\s?|(?<![\w@./-])(?:www\.(?=\w)|(?=(?:" + _BARE_HOSTS + r")/\w)"
    r"|(?=[\w-]+\.github\.io\b)|(?=" + _DOMAIN + r"/\w)))" + _CHARACTER + "+",
    re.IGNORECASE,
)
"""A scheme (a blank inside it allowed), or www., or a host that stands without a scheme."""

_SIGN = re.compile(r"//|\.(?:(?<=www\.)|[a-z]{2,7}/|github\.io)", re.IGNORECASE)
"""What every link holds: a link need not be looked for elsewhere, nor in a text without it, as most are."""
_SCHEME_LENGTH = len("https : ")

_SPLITS = (
    (re.compile(r"github\.$", re.I), re.compile(r"\s(com/" + _CHARACTER + "+)")),
    (re.compile(r"(?:github\.com|huggingface\.co)/$", re.I), re.compile(r"\s([\w.-]+/" + _CHARACTER + "+)")),
    (
        re.compile(r"github\.com/[\w-]+/$", re.I),
        re.compile(r"\s([\w.-]*[-_\d][\w.-]*|[\w-]+(?=[.)}]*(?:\s*$|[.)}]\s)))"),
    ),
    (re.compile(r"github\.com/[\w-]+$", re.I), re.compile(r"\s((?!and/or\b)[\w-]+/[\w.-]*[\w-])(?=[.)}]|\s*$)")),
    (re.compile(r"/[\w./-]*[-_]$"), re.compile(r"\s([\w.-]+)")),
)
"""Where a URL ends like the first, a blank and the second may be its rest: text wrapped by a PDF or a form."""

_NEXT_SENTENCE = re.compile(
    r"[.,;](?:The|Our|We|This|It|In|An?|All|Codes?|Data|Datasets?|Models?|Project|Keywords?|Demo)(?:\s|$)"
)
_ESCAPE = re.compile(r"\\([_%#&~$])")
_BLANK = re.compile(r"\s+")
_INNER_SCHEME = re.compile(r"(?<![/=])https?://", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*$~`…’”-"
_BRACKETS = {")": "(", "]": "["}
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)

_GITHUB_PATHS = frozenset({"orgs", "topics", "features", "settings", "search", "sponsors", "about", "apps", "login"})
_HUGGINGFACE_PATHS = frozenset({"collections", "papers", "docs", "blog", "organizations", "learn", "tasks"})
_OTHER_HOSTS = (
    "4open.science", "zenodo.org", "doi.org", "kaggle.com", "gitlab.com", "gitee.com", "bitbucket.org", "bit.ly",
    "shorturl.at", "aka.ms", "rb.gy", "goo.gl", "tinyurl.com", "t.ly", "youtu.be", "youtube.com", "vimeo.com",
    "bilibili.com", "pypi.org", "wandb.ai", "figshare.com", "osf.io", "dropbox.com", "drive.google.com",
    "docs.google.com", "colab.research.google.com", "1drv.ms", "pan.baidu.com", "modelscope.cn", "arxiv.org",
    "openreview.net", "dataverse.org", "ieee-dataport.org", "mendeley.com", "physionet.org", "hal.science",
    "streamlit.app", "replicate.com", "codeocean.com", "dataverse.harvard.edu",
)  # fmt: skip
"""Hosts of code, archives, videos and short links: their pages are nobody's own site."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link and its half-open span; several spans of one text may carry the same link."""

    start: int
    end: int
    url: Url


def links(text: str) -> list[Link]:
    """The links of a text, in order.

    >>> [link.url.url for link in links("Code: \\\\href{https://github.com/a/b}{github.com/a/b}.")]
    ['https://github.com/a/b', 'github.com/a/b']
    """
    return list(_links(text))


def clean(raw: str) -> str:
    """A URL as it stood in a text, without LaTeX escapes, inner blanks, trailing stops and stray brackets.

    >>> clean("https://github.com/a/my\\\\_repo).")
    'https://github.com/a/my_repo'
    """
    url = _BLANK.sub("", _ESCAPE.sub(r"\1", raw))
    return url[: _stop(url)]


def parse(url: str) -> Url:
    """The kind and the repository of a cleaned URL.

    >>> parse("https://github.com/a/b.git"), parse("hf.co/datasets/a/b").repo, parse("https://huggingface.co/a").repo
    (Url(url='https://github.com/a/b.git', kind='github', repo='a/b'), 'a/b', None)
    """
    host, path = _parts(url)
    if host in {"github.com", "raw.githubusercontent.com", "gist.github.com"}:
        return Url(url, "github", None if host.startswith("gist") else _github(path))
    if host in {"huggingface.co", "hf.co"}:
        return Url(url, "huggingface", _huggingface(path))
    other = "gitlab" in host or any(host == known or host.endswith(f".{known}") for known in _OTHER_HOSTS)
    return Url(url, "other" if other else "page")


def key(url: str) -> str:
    """The form in which two spellings of one link agree: no scheme, `www.`, trailing slash or `.git`, lower case."""
    bare = re.sub(r"^https?://(www\.)?|^www\.", "", url.strip(), flags=re.IGNORECASE).rstrip("/")
    return bare.removesuffix(".git").casefold()


def near(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, for a pattern all of whose matches hold a sign, with no blank farther before it than
    in "https : //": it is tried only where a word with a sign begins and goes on."""
    free = 0
    for found in sign.finditer(text):
        first = max(free, found.start() - _SCHEME_LENGTH)
        while first > free and not text[first - 1].isspace():
            first -= 1
        tried = (pattern.match(text, place) for place in range(first, found.start() + 1))
        match = next(filter(None, tried), None)
        free = max(free, match.end() if match else found.start() + 1)
        if match:
            yield match


def _links(text: str) -> Iterator[Link]:
    for found in near(_SIGN, _LINK, text):
        start, limit = found.span()
        for bounds in _pieces(text, start, limit):
            end = _joined(text, *bounds)
            raw = text[bounds[0] : end]
            end -= len(raw) - _stop(raw)
            url = clean(text[bounds[0] : end])
            if "." in _parts(url)[0]:
                yield Link(bounds[0], end, parse(url))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two URLs glued together are two."""
    cuts = [start, *(inner.start() for inner in _INNER_SCHEME.finditer(text, start + 8, end)), end]
    return list(itertools.pairwise(cuts))


def _joined(text: str, start: int, end: int) -> int:
    """The end of a URL that goes on after a blank."""
    for ending, rest in _SPLITS:
        if ending.search(text[max(start, end - 120) : end]) and (found := rest.match(text, end)):
            return found.end()
    return end


def _stop(url: str) -> int:
    """Where a URL ends: before an unopened bracket, a glued next sentence, and trailing stops."""
    end = len(url)
    if glued := _NEXT_SENTENCE.search(url):
        end = glued.start()
    open_brackets: list[str] = []
    for place, character in enumerate(url[:end]):
        if character in "([":
            open_brackets.append(character)
        elif character in _BRACKETS and (not open_brackets or open_brackets.pop() != _BRACKETS[character]):
            end = place
            break
    return len(url[:end].rstrip(_TRAILING + "(["))


def _parts(url: str) -> tuple[str, list[str]]:
    try:
        split = urlsplit(url if _SCHEME.match(url) else f"https://{url}")
    except ValueError:  # a bracket in the host that opens no IPv6 address
        return "", []
    host = split.netloc.rpartition("@")[2].partition(":")[0].casefold().removeprefix("www.")
    return host, [part for part in split.path.split("/") if part]


def _github(path: list[str]) -> str | None:
    if len(path) < 2 or path[0].casefold() in _GITHUB_PATHS:
        return None
    return f"{path[0]}/{path[1].removesuffix('.git')}"


def _huggingface(path: list[str]) -> str | None:
    if path and path[0] in {"datasets", "spaces", "models"}:
        path = path[1:]
    if len(path) < 2 or path[0] in _HUGGINGFACE_PATHS:
        return None
    return f"{path[0]}/{path[1].removesuffix('.git')}"

"""A text in; its LINK mentions out, each with its cleaned Url as value."""

from collections.abc import Iterable

from kg.model import Mention, MentionType
from kg.nlp import Prose
from kg.values.link import links

_WITH_SCHEME, _WITHOUT = 0.99, 0.9


class Links:
    """Detects URLs; a URL that stands twice gives two mentions with the same value."""

    def detect(self, prose: Prose) -> Iterable[Mention]:
        text = prose.text
        for link in links(text):
            surface = text[link.start : link.end]
            schemed = surface[:4].casefold() == "http"
            yield Mention(
                MentionType.LINK,
                link.start,
                link.end,
                surface,
                _WITH_SCHEME if schemed else _WITHOUT,
                "url" if schemed else "host",
                value=link.url,
            )

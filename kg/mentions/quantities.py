"""A text in; its PARAMETERS and TOKENS mentions out, each with its Amount as value.

A number whose meaning takes a model beside it to be told ("GPT-Neo (125M)") is voted for with a low confidence and a
rule that ends in `?`: kg/facts/parameters.py looks for the model.
"""

from collections.abc import Iterable

from kg.model import Mention, MentionType
from kg.nlp import Prose
from kg.values.quantity import Quantity, quantities

OPEN = "?"
_TYPES = {"parameters": MentionType.PARAMETERS, "tokens": MentionType.TOKENS}
_CONFIDENCE = {
    "counted-noun": 0.97,
    "model-word": 0.92,
    "size-in-name": 0.92,
    "size-words": 0.88,
    "in-list": 0.88,
    "noun-left-out": 0.8,
    "alone": 0.8,
}
_OPEN_CONFIDENCE = 0.4


class Quantities:
    """Detects stated numbers of parameters and of training tokens."""

    def detect(self, prose: Prose) -> Iterable[Mention]:
        text = prose.text
        return [_mention(text, quantity) for quantity in quantities(text)]


def _mention(text: str, quantity: Quantity) -> Mention:
    return Mention(
        _TYPES[quantity.kind],
        quantity.start,
        quantity.end,
        text[quantity.start : quantity.end],
        _CONFIDENCE[quantity.rule] if quantity.sure else _OPEN_CONFIDENCE,
        quantity.rule if quantity.sure else quantity.rule + OPEN,
        value=quantity.amount,
    )

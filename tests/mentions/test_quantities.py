"""Quantity mentions carry an Amount, and say when it takes a model to read them."""

from hypothesis import given
from hypothesis import strategies as st

from kg import nlp
from kg.mentions.quantities import Quantities
from kg.model import Amount, MentionType

DETECTOR = Quantities()


def test_mentions_have_type_surface_and_amount() -> None:
    found = list(DETECTOR.detect(nlp.read("Chinchilla\nA 70B parameter model saw 1.4T tokens.")))
    assert [(mention.type, mention.surface, mention.value) for mention in found] == [
        (MentionType.PARAMETERS, "70B parameter", Amount(70_000_000_000, 70_000_000_000)),
        (MentionType.TOKENS, "1.4T tokens", Amount(1_400_000_000_000, 1_400_000_000_000)),
    ]


def test_an_open_reading_is_marked_and_unsure() -> None:
    (mention,) = DETECTOR.detect(nlp.read("GPT-Neo (125M) is small."))
    assert mention.rule.endswith("?")
    assert mention.confidence < 0.5


@given(st.text(st.sampled_from("7B1.3 MTbilontokenspar-,()é\n"), max_size=80))
def test_a_mention_is_the_text_at_its_span(text: str) -> None:
    for mention in DETECTOR.detect(nlp.read(text)):
        assert text[mention.start : mention.end] == mention.surface

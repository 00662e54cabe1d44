"""Link mentions carry a cleaned Url and the surface it was cleaned from."""

from hypothesis import given
from hypothesis import strategies as st

from kg import nlp
from kg.mentions.links import Links
from kg.model import MentionType, Url

DETECTOR = Links()


def test_a_link_that_stands_twice_has_two_mentions_of_one_value() -> None:
    text = "Code\n\\href{https://github.com/openai/CLIP}{https://github.com/openai/CLIP}."
    found = list(DETECTOR.detect(nlp.read(text)))
    assert [mention.value for mention in found] == [Url("https://github.com/openai/CLIP", "github", "openai/CLIP")] * 2
    assert {mention.type for mention in found} == {MentionType.LINK}


def test_a_link_without_a_scheme_is_less_sure() -> None:
    sure, unsure = DETECTOR.detect(nlp.read("https://github.com/a/b and github.com/c/d"))
    assert (sure.rule, unsure.rule) == ("url", "host")
    assert sure.confidence > unsure.confidence


@given(st.text(st.sampled_from("https://gitub.com/a .,{}()\\_\n"), max_size=80))
def test_a_mention_is_the_text_at_its_span(text: str) -> None:
    for mention in DETECTOR.detect(nlp.read(text)):
        assert text[mention.start : mention.end] == mention.surface

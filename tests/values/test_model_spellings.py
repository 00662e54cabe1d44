"""One model in many spellings has one key, and two models never share one: a grid of parts and of ways to write."""

from dataclasses import dataclass
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kg.values.model_compare import compare
from kg.values.model_name import key, parse


@dataclass(frozen=True, slots=True)
class Model:
    """The parts that a name is written from; an empty part is left out."""

    series: str
    version: str
    size: str
    tuning: str
    revision: str
    quantisation: str

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.series, self.version, self.size, self.tuning, self.revision, self.quantisation)


SERIES = ("Llama", "Qwen", "Gemma", "Falcon", "InternLM", "Granite")
models = st.builds(
    Model,
    series=st.sampled_from(SERIES),
    version=st.sampled_from(("2", "2.5", "3", "3.1", "4")),
    size=st.sampled_from(("", "0.5B", "2B", "7B", "22B", "72B", "8x7B", "30B-A3B")),
    tuning=st.sampled_from(("", "Instruct", "Chat", "Base", "Thinking")),
    revision=st.sampled_from(("", "0613", "2507", "20241022")),
    quantisation=st.sampled_from(("", "AWQ", "GPTQ-Int4", "4bit", "Q4_K_M", "FP8")),
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a name is written: what joins its parts, whether the version is glued to the series, and what is around."""

    joint: str
    glued: bool = False
    owner: str = ""
    suffix: str = ""
    brackets: bool = False
    lower: bool = False
    tuning_first: bool = False

    def write(self, model: Model) -> str:
        size = f"({model.size})" if self.brackets and model.size else model.size
        middle = (model.tuning, size) if self.tuning_first else (size, model.tuning)
        version = "" if self.glued else model.version
        head = model.series + model.version if self.glued else model.series
        parts = [head, version, *middle, model.revision, model.quantisation]
        joint = " " if self.brackets else self.joint
        name = joint.join(filter(None, parts)) + self.suffix
        return self.owner + (name.lower() if self.lower else name)


spellings = st.builds(
    Spelling,
    joint=st.sampled_from(("-", " ", "_")),
    glued=st.booleans(),
    suffix=st.sampled_from(("", "-hf", " model")),
    brackets=st.booleans(),
    lower=st.booleans(),
    tuning_first=st.booleans(),
)
IDS = Spelling("-", owner="some-lab/")


@given(models, spellings)
def test_every_spelling_of_a_model_has_its_key(model: Model, spelling: Spelling) -> None:
    plain = Spelling("-").write(model)
    assert key(spelling.write(model)) == key(plain)
    assert compare(spelling.write(model), plain) == ()


@given(models)
def test_the_account_that_a_model_lies_under_makes_no_difference(model: Model) -> None:
    assert key(IDS.write(model)) == key(Spelling("-").write(model))


@given(models, models, spellings, spellings)
def test_two_models_never_share_a_key(one: Model, other: Model, first: Spelling, second: Spelling) -> None:
    assert (key(first.write(one)) == key(second.write(other))) == (one == other)


@given(models, models)
def test_the_parts_that_differ_are_named(one: Model, other: Model) -> None:
    differ = {name for name, a, b in zip(NAMED, one.parts, other.parts, strict=True) if a != b}
    found = set(compare(Spelling("-").write(one), Spelling("-").write(other)))
    assert {"size" if part == "active size" else part for part in found} == differ


NAMED = ("series", "version", "size", "tuning", "revision", "quantisation")


@given(models)
def test_the_parts_are_read_back(model: Model) -> None:
    parsed = parse(Spelling("-").write(model))
    assert parsed.version == model.version
    assert "-A".join(filter(None, [parsed.size, parsed.active])) == model.size
    assert (parsed.revision or "") == model.revision


def test_scale_letters_of_known_series_are_words_too() -> None:
    for series, (letter, word) in product(("ViT", "DeiT"), (("B", "Base"), ("S", "Small"), ("H", "Huge"))):
        assert key(f"{series}-{letter}") == key(f"{series} {word}") != key(f"{series}{letter}s")

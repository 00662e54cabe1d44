"""Any text in a spaCy pipeline in; what kg's extractors find in it, on spaCy's own Doc, out.

`load_pipeline()` gives a pipeline with the component; `nlp.add_pipe("kg")` adds it to another, by kg's entry point of
the group `spacy_factories`. spaCy imports this package whenever it makes a pipeline: it is light, and registers nothing
but the factory. Extension attributes are set when a component is made.
"""

from typing import Any, cast

from spacy.language import Language

from kg.carrier.attributes import COLORS, NAME, Stated
from kg.carrier.component import Carrier
from kg.extractors import DEFAULT
from kg.nlp import MAX_LENGTH

__all__ = ["COLORS", "Carrier", "Stated", "factory", "load_pipeline"]

_STOP_BEHIND_SIZE = r"(?<=[0-9][A-Z])\."
"""spaCy takes the full stop of "… on GSM8K." and "… Llama-2-7B." for an abbreviation's."""


@Language.factory(
    NAME,
    default_config={"extractor": DEFAULT, "min_confidence": 0.0},
    assigns=["doc.ents", "doc.spans", "token.is_sent_start"],
)
def factory(nlp: Language, name: str, extractor: str, min_confidence: float) -> Carrier:  # noqa: ARG001 # spaCy's form
    """The component of `nlp.add_pipe("kg", config={"extractor": …, "min_confidence": …})`."""
    return Carrier(name, extractor, min_confidence)


def load_pipeline(*, extractor: str = DEFAULT, min_confidence: float = 0.0) -> Language:
    """A spaCy pipeline that runs on any text and reads it as a paper's title (first line) and abstract.

    `doc.ents` are the entities (Model, Dataset, Method, Hardware, Organization) that don't overlap, `doc.spans["kg"]`
    all of them; each has `_.canonical`, `_.confidence`, `_.introduced`. `doc._.relations` are `Stated` tuples;
    `doc._.parameters`, `tokens`, `hardware` and `links` the facts of kg/model.py with offsets in `doc.text`;
    `doc._.record` is the whole record. Raises SettingError for an unknown extractor or a confidence outside 0 to 1.

    >>> nlp = load_pipeline(extractor="fast")
    >>> [(ent.text, ent.label_) for ent in nlp("We fine-tune BERT-Large on SQuAD.").ents]
    [('BERT-Large', 'Model'), ('SQuAD', 'Dataset')]
    """
    import spacy
    from spacy.util import compile_suffix_regex

    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    suffixes = (*(nlp.Defaults.suffixes or ()), _STOP_BEHIND_SIZE)
    cast(Any, nlp.tokenizer).suffix_search = compile_suffix_regex(suffixes).search
    nlp.add_pipe(NAME, config={"extractor": extractor, "min_confidence": min_confidence})
    return nlp

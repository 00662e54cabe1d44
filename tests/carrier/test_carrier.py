"""A spaCy user gets entities, relations and numbers on spaCy's own objects, wherever a Doc travels."""

import logging
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import kg
from kg.carrier import COLORS
from kg.carrier.component import apart, as_document, spans_of
from kg.errors import SettingError
from kg.model import Document, Mention, MentionType, PaperEntity, Record

PAPER = (
    "LLaMA: Open and Efficient Foundation Language Models\n"
    "We introduce LLaMA, a collection of foundation language models from 7B to 65B parameters. "
    "LLaMA-13B outperforms GPT-3 on most benchmarks. LLaMA was trained on 2048 A100 GPUs with 1.4T tokens. "
    "Code is available at https://github.com/facebookresearch/llama."
)
ABSTRACT = PAPER.partition("\n")[2]
SENTENCE = "LLaMA-13B outperforms GPT-3 on most benchmarks."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.load_pipeline(extractor="fast")


def told(doc: Doc) -> list[object]:
    """All that the component says of a Doc, as plain values."""
    spans = [
        [(span.text, span.label_, span._.canonical, span._.confidence, span._.introduced) for span in group]
        for group in (doc.ents, doc.spans["kg"])
    ]
    relations = [(r[:3], r.evidence.text, r.confidence, str(r.head_span), str(r.tail_span)) for r in doc._.relations]
    facts = [doc._.parameters, doc._.tokens, doc._.hardware, doc._.links]
    return [spans, relations, facts, doc._.record, [sentence.text for sentence in doc.sents]]


def test_entities_carry_their_canonical_name_confidence_and_introduction(nlp: Language) -> None:
    doc = nlp(PAPER)
    found = {(ent.text, ent.label_, ent._.canonical, ent._.introduced) for ent in doc.ents}
    assert ("LLaMA-13B", "Model", "LLaMA 13B", True) in found
    assert ("GPT-3", "Model", "GPT-3", False) in found
    assert ("A100", "Hardware", "A100", False) in found
    assert all(0 < ent._.confidence <= 1 for ent in doc.ents)
    assert doc.ents[0].id_ == doc.ents[0]._.canonical == "LLaMA"


def test_a_relation_has_its_ends_and_the_span_that_says_so(nlp: Language) -> None:
    (relation,) = (one for one in nlp(PAPER)._.relations if one.relation == "OUTPERFORMS")
    assert relation[:3] == ("LLaMA 13B", "OUTPERFORMS", "GPT-3")
    assert relation.evidence.text == SENTENCE
    assert (relation.head_span.text, relation.tail_span.text) == ("LLaMA-13B", "GPT-3")
    assert relation.head_span.sent.text == SENTENCE


@pytest.mark.parametrize("text", [PAPER, ABSTRACT.replace("\n", " ")])
def test_facts_have_their_offsets_in_the_doc_s_text_with_or_without_a_title(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for fact in (*doc._.parameters, *doc._.tokens):
        assert text[fact.evidence.start : fact.evidence.end] == fact.surface
    assert [(fact.name, fact.count) for fact in doc._.hardware] == [("A100", 2048)]
    assert [fact.url.repo for fact in doc._.links] == ["facebookresearch/llama"]
    assert {fact.amount.high for fact in doc._.parameters} >= {65 * 10**9, 13 * 10**9}
    record = doc._.record
    assert all(
        record.document.text[mention.start : mention.end] == mention.surface
        for entity in record.entities
        for mention in entity.mentions
    )


@pytest.mark.parametrize(
    ("text", "title", "abstract", "shift"),
    [
        (PAPER, PAPER.partition("\n")[0], ABSTRACT, 0),
        (ABSTRACT, "", ABSTRACT, 1),
        ("First line of an essay.\nSecond line.", "", "First line of an essay.\nSecond line.", 1),
        ("", "", "", 1),
        ("\nBERT", "", "BERT", 0),
    ],
)
def test_the_first_line_is_the_title_unless_it_is_alone_or_a_sentence(
    text: str, title: str, abstract: str, shift: int
) -> None:
    document, moved = as_document(text)
    assert (document.title, document.abstract, moved) == (title, abstract, shift)
    assert document.text == "\n" * shift + text


def mention(kind: MentionType, start: int, end: int, confidence: float = 0.9) -> Mention:
    return Mention(kind, start, end, "", confidence, "rule.test")


def test_of_overlapping_spans_the_longest_then_the_surest_are_entities_and_all_are_in_the_group() -> None:
    doc = spacy.blank("en")("OpenAI o1 and Gemma-2B/7B ran on 8xH100")
    model, maker, hardware = MentionType.MODEL, MentionType.ORGANIZATION, MentionType.HARDWARE
    record = Record(
        Document("d", "", doc.text),
        entities=(
            PaperEntity(maker, "OpenAI", (mention(maker, 1, 7),)),
            PaperEntity(model, "o1", (mention(model, 1, 10, 0.5),)),
            PaperEntity(model, "Gemma 2B", (mention(model, 15, 26, 0.6),)),
            PaperEntity(model, "Gemma 7B", (mention(model, 15, 26, 0.7), mention(model, 15, 20, 0.8))),
            PaperEntity(hardware, "H100", (mention(hardware, 36, 40),)),
        ),
    )
    found = spans_of(doc, record, 1)
    assert [(span.text, span.id_, one.confidence) for span, one in found] == [
        ("OpenAI", "OpenAI", 0.9),
        ("OpenAI o1", "o1", 0.5),
        ("Gemma-2B/7B", "Gemma 2B", 0.6),
        ("Gemma-2B/7B", "Gemma 7B", 0.8),
        ("8xH100", "H100", 0.9),
    ]
    assert [(span.text, span.id_) for span in sorted(apart(found))] == [
        ("OpenAI o1", "o1"),
        ("Gemma-2B/7B", "Gemma 7B"),
        ("8xH100", "H100"),
    ]


def test_names_behind_which_a_sentence_ends_are_whole_tokens(nlp: Language) -> None:
    text = "We score on GSM8K. We tune Llama-2-7B. In the U.S. too."
    assert [token.text for token in nlp.make_doc(text) if "." in token.text] == [".", ".", "U.S.", "."]
    assert {"GSM8K", "Llama-2-7B"} <= {ent.text for ent in nlp(text).ents}


words = st.sampled_from(
    [
        "We introduce BERT",
        "Gemma-2B/7B",
        "8xH100",
        "GPT-4's",
        "on GLUE,",
        "(7B)",
        "sim30B-sized",
        "\n",
        ". ",
        "é",
        "😀",
        " ",
    ]
)


@given(st.lists(words | st.text(max_size=5), max_size=12).map(" ".join))
def test_every_mention_of_any_text_is_covered_by_a_span(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:  # spaCy itself takes no half characters
        return
    doc = CARRIED(text)
    shift = as_document(text)[1]
    spans = {
        (span.label_, span._.canonical, place)
        for span in doc.spans["kg"]
        for place in range(span.start_char, span.end_char)
    }
    for entity in doc._.record.entities:
        for mention in entity.mentions:
            own = range(mention.start - shift, mention.end - shift)
            assert {(entity.type.value, entity.canonical, place) for place in own} <= spans
    assert {ent.text for ent in doc.ents} <= {span.text for span in doc.spans["kg"]}
    assert doc.text == text


CARRIED = kg.load_pipeline(extractor="fast")


def test_a_stream_gives_what_single_texts_give_in_one_process_and_several(nlp: Language) -> None:
    texts = [PAPER, SENTENCE, "", "Nothing to see."] * 3
    alone = [told(nlp(text)) for text in texts]
    assert [told(doc) for doc in nlp.pipe(texts)] == alone
    assert [told(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_a_doc_survives_as_bytes(nlp: Language) -> None:
    doc = nlp(PAPER)
    assert told(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == told(doc)
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (unpacked,) = DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab)
    assert told(unpacked) == told(doc)


def test_a_pipeline_survives_as_bytes_and_pickled(nlp: Language) -> None:
    again = spacy.util.load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert told(again(PAPER)) == told(nlp(PAPER))
    component = pickle.loads(pickle.dumps(nlp.get_pipe("kg")))
    assert told(component(spacy.blank("en")(PAPER))) == told(nlp(PAPER))


def test_a_saved_pipeline_is_loaded_by_spacy_alone(tmp_path: Path) -> None:
    kg.load_pipeline(extractor="fast", min_confidence=0.9).to_disk(tmp_path / "pipeline")
    code = (
        "import spacy, sys; assert 'kg' not in sys.modules; nlp = spacy.load(sys.argv[1]); "
        "print([ent._.canonical for ent in nlp(sys.argv[2]).ents], nlp.get_pipe('kg').min_confidence)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "pipeline"), SENTENCE], capture_output=True, text=True, check=False
    )
    assert done.stdout == "['LLaMA 13B', 'GPT-3'] 0.9\n", done.stderr


def test_any_pipeline_takes_the_component_by_name() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("kg", config={"extractor": "fast", "min_confidence": 0.5})
    assert [ent._.canonical for ent in nlp("LLaMA-13B outperforms GPT-3.").ents] == ["LLaMA 13B", "GPT-3"]
    assert nlp.pipe_labels["kg"] == ["Model", "Dataset", "Method", "Hardware", "Organization"]


def test_what_is_less_sure_is_left_out(nlp: Language) -> None:
    everything = nlp(PAPER)
    least = max(ent._.confidence for ent in everything.ents)
    sure = kg.load_pipeline(extractor="fast", min_confidence=least)(PAPER)
    assert 0 < len(sure.ents) < len(everything.ents)
    assert all(span._.confidence >= least for span in sure.spans["kg"])


@pytest.mark.parametrize("config", [{"extractor": "none-such"}, {"min_confidence": 1.5}])
def test_a_wrong_setting_is_refused_when_the_component_is_made(config: dict[str, object]) -> None:
    with pytest.raises(SettingError):
        spacy.blank("en").add_pipe("kg", config=config)


def test_entities_and_sentences_of_other_components_stay_where_ours_say_nothing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "X", "pattern": "most"}, {"label": "X", "pattern": "GPT-3"}])  # type: ignore[attr-defined]
    nlp.add_pipe("kg", config={"extractor": "fast"})
    doc = nlp("LLaMA-13B outperforms GPT-3 on most benchmarks, see Fig. 2.")
    assert {(ent.text, ent.label_) for ent in doc.ents} == {("LLaMA-13B", "Model"), ("GPT-3", "Model"), ("most", "X")}
    (other,) = (ent for ent in doc.ents if ent.label_ == "X")
    assert (other._.canonical, other._.confidence, other._.introduced) == (None, None, None)
    assert [sent.text for sent in doc.sents] == ["LLaMA-13B outperforms GPT-3 on most benchmarks, see Fig.", "2."]


def test_sentences_are_kg_s_own_where_nobody_set_them(nlp: Language) -> None:
    doc = nlp("Fig. 2 shows LLaMA (cf. Fig. 3). It works.")
    assert [sent.text for sent in doc.sents] == ["Fig. 2 shows LLaMA (cf. Fig. 3).", "It works."]


def test_a_doc_that_was_not_read_says_nothing(nlp: Language) -> None:
    doc = nlp.make_doc(PAPER)
    assert (doc._.record, doc._.relations, doc._.parameters, doc._.links) == (None, (), (), ())
    assert Span(doc, 0, 1, label="Model")._.canonical is None


def test_displacy_draws_entities_and_spans(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    page = displacy.render(doc, style="ent", jupyter=False, options={"colors": COLORS})
    assert "GPT-3" in page
    assert COLORS["Model"] in page
    assert "Model" in displacy.render(doc, style="span", jupyter=False, options={"spans_key": "kg"})


def test_another_s_attribute_of_the_same_name_gives_way_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    Doc.set_extension("links", default=None, force=True)
    with caplog.at_level(logging.WARNING):
        kg.load_pipeline(extractor="fast")
        kg.load_pipeline(extractor="fast")
    assert [record.getMessage() for record in caplog.records] == [
        "kg sets the extension Doc._.links, which was another's"
    ]


def test_importing_kg_registers_nothing() -> None:
    code = (
        "import kg, sys; kg.extract; from spacy.tokens import Doc; "
        "print(Doc.has_extension('record'), 'kg.carrier' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["False", "False"]

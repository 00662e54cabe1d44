"""Public corpora are read as text and labels that agree, scored by span, overlap and name, and learnt from."""

from collections.abc import Sequence
from itertools import combinations, count, product
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer import Typer
from typer.testing import CliRunner

from kg.errors import InputError
from kg.extractors.best import Best
from kg.extractors.fast import Fast
from kg.model import Document, Mention, MentionType
from kg.training.corpora.__main__ import HEAD, Corpus, corpora, main, rows, table
from kg.training.corpora.extent import extended, learnt
from kg.training.corpora.read import SCIREX, TDMSCI, Text, scirex, tdmsci
from kg.training.corpora.score import MEASURES, Span, counts, name, overlapping
from kg.training.corpora.transfer import as_it_is, by_folds, evidence, fitted, shipped

PLACES = ("Europarl", "SNLI", "SQuAD", "MNIST", "CIFAR-10", "GLUE", "MultiNLI", "TIMIT", "LibriSpeech", "WikiText-2")
"""Public data sets, each of which can be found under this name."""
SENTENCES = [
    f"{opening} {name_} {kind}."
    for opening, kind in (("We train on the", "corpus"), ("Results are reported on the", "corpus"))
    for name_ in PLACES
] + ["It was written in Python by two people.", "The weather in Oslo is cold in January."]
"""Labelled by our test's corpus: a name with the word 'corpus' behind it."""


def surfaces(text: Text) -> list[tuple[str, str]]:
    return [(text.document.text[start:end], label) for start, end, label in text.spans]


def conll(sentences: Sequence[Sequence[tuple[str, str]]]) -> str:
    """Sentences of (word, tag), every word a blank apart, in TDMSci's columns; offsets run on."""
    lines, offset = [], 0
    for sentence in sentences:
        for word, tag in sentence:
            lines.append(f"{word}\t{offset}\t{tag}")
            offset += len(word) + 1
        lines.append("")
    return "\n".join(lines) + "\n"


def tagged(sentence: str) -> list[tuple[str, str]]:
    """A sentence of SENTENCES as its words with tags."""
    words = sentence.removesuffix(".").split()
    tags = ["O"] * len(words)
    if words[-1] == "corpus":
        tags[-2:] = ["B-DATASET", "I-DATASET"]
    return [*zip(words, tags, strict=True), (".", "O")]


def labelled(sentence: str) -> Text:
    start = sentence.find(sentence.split()[-2])
    spans = ((start + 1, len(sentence), "DATASET"),) if sentence.endswith("corpus.") else ()
    return Text(Document(sentence, "", sentence), spans)


WORDS_OF_PAPER = (
    "document : LeNet - 5 reads digits The network ( LeNet - 5 ) was tested on MNIST , with 60 k images . "
    "section : Introduction MNIST is by the authors of LeNet - 5 and Corinna ’s ; SVM came before ."
)
PAPER = {
    "doc_id": "a",
    "words": WORDS_OF_PAPER.split(),
    "sentences": [[0, 7], [7, 24], [24, 44]],
    "ner": [[2, 5, "Method"], [10, 13, "Method"], [17, 18, "Material"], [27, 28, "Material"], [6, 7, "Task"]],
}


def write(path: Path, *papers: object) -> Path:
    path.write_bytes(b"\n".join(map(orjson.dumps, papers)))
    return path


def test_columns_become_a_sentence_and_its_labels(tmp_path: Path) -> None:
    lines = [
        *("The\t40\tO", "Penn\t44\tB-DATASET", "Tree\t49\tI-DATASET", "-\t53\tI-DATASET", "bank\t54\tI-DATASET"),
        *("is\t59\tO", "parsed\t62\tB-TASK", ".\t68\tO", "", "SQuAD\t70\tI-DATASET", "asks\t76\tO"),
    ]
    file = tmp_path / "part.conll"
    file.write_text("\n".join(lines), "utf-8")
    one, other = tdmsci(file)
    assert (one.document.title, one.document.abstract) == ("", "The Penn Tree-bank is parsed.")
    assert surfaces(one) == [("Penn Tree-bank", "DATASET"), ("parsed", "TASK")]
    assert surfaces(other) == [("SQuAD", "DATASET")], "an I- that continues nothing begins a label"
    assert one.document.id != other.document.id


WORDS = st.text(alphabet=st.characters(categories=("L", "N", "P")), min_size=1, max_size=6)
RUNS = st.lists(st.tuples(st.sampled_from(["", "DATASET", "TASK"]), st.lists(WORDS, min_size=1, max_size=3)))


@given(st.lists(RUNS.filter(bool), min_size=1, max_size=4))
def test_what_is_written_in_columns_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[list[tuple[str, list[str]]]]
) -> None:
    tagged_words = [
        [
            (word, f"{'I' if at else 'B'}-{label}" if label else "O")
            for label, words in sentence
            for at, word in enumerate(words)
        ]
        for sentence in sentences
    ]
    file = tmp_path_factory.getbasetemp() / "written.conll"
    file.write_text(conll(tagged_words), "utf-8")
    texts = tdmsci(file)
    assert [text.document.abstract for text in texts] == [
        " ".join(word for _, words in sentence for word in words) for sentence in sentences
    ]
    assert [surfaces(text) for text in texts] == [
        [(" ".join(words), label) for label, words in sentence if label] for sentence in sentences
    ]


@pytest.mark.parametrize("line", ["SQuAD 0 O", "SQuAD\tfirst\tO", "SQuAD\t0", "SQuAD\t0\tDATASET", "\t0\tO"])
def test_another_line_than_word_offset_and_tag_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "part.conll"
    file.write_text(f"We\t0\tO\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"part\.conll, line 2: .* give a CoNLL file"):
        tdmsci(file)


def test_words_become_a_title_and_prose(tmp_path: Path) -> None:
    (text,) = scirex(write(tmp_path / "papers.jsonl", PAPER))
    assert text.document.title == "LeNet-5 reads digits"
    assert text.document.abstract == (
        "The network (LeNet-5) was tested on MNIST, with 60k images. "
        "MNIST is by the authors of LeNet-5 and Corinna’s; SVM came before."
    )
    assert surfaces(text) == [
        ("LeNet-5", "Method"),
        ("digits", "Task"),
        ("LeNet-5", "Method"),
        ("MNIST", "Material"),
        ("MNIST", "Material"),
    ]


@pytest.mark.parametrize(
    ("words", "sentences", "title", "abstract"),
    [
        (
            "TIMIT at 30 section : Abstract - It was read aloud .",
            [[0, 3], [3, 12]],
            "TIMIT at 30",
            "It was read aloud.",
        ),
        ("TIMIT at 30 section : Background It was .", [[0, 3], [3, 9]], "TIMIT at 30", "Background It was."),
        ("TIMIT was read aloud . It is old .", [[0, 5], [5, 9]], "", "TIMIT was read aloud. It is old."),
        ("document : TIMIT", [[0, 3]], "TIMIT", ""),
    ],
)
def test_where_a_title_ends_is_told_by_the_corpus_marks_alone(
    tmp_path: Path, words: str, sentences: list[list[int]], title: str, abstract: str
) -> None:
    paper = {"doc_id": 1, "words": words.split(), "sentences": sentences, "ner": []}
    (text,) = scirex(write(tmp_path / "papers.jsonl", paper))
    assert (text.document.title, text.document.abstract) == (title, abstract)


@pytest.mark.parametrize("paper", [{"words": []}, [], {**PAPER, "sentences": [[0, 99]]}, {**PAPER, "ner": [[1, 2]]}])
def test_a_line_of_another_form_is_named(tmp_path: Path, paper: object) -> None:
    with pytest.raises(InputError, match=r"papers\.jsonl, line 2: .* give a file of its JSON lines"):
        scirex(write(tmp_path / "papers.jsonl", PAPER, paper))


def test_a_file_that_is_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.conll: can't be read .* name a folder with the corpus"):
        tdmsci(tmp_path / "absent.conll")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the COCO dataset", "Coco", True),
        ("Brown corpus", "Brown", True),
        ("IMDB data set", "IMDB datasets", True),
        ("SQuAD", "SQuAD 2.0", False),
        ("data", "corpus", False),
    ],
)
def test_names_are_compared_without_article_and_kind(one: str, other: str, same: bool) -> None:
    assert (name(one) == name(other)) is same
    assert name(one)


def mention(text: str, surface: str, kind: MentionType = MentionType.DATASET) -> Mention:
    start = text.index(surface)
    return Mention(kind, start, start + len(surface), surface, 1.0, "made")


def test_a_text_is_counted_by_span_overlap_name_and_unlisted_name() -> None:
    document = Document("d", "", "The SQuAD dataset, Xyzzyx and MNIST; MNIST again, BERT too.")
    text = document.text
    labels = [(text.index(one), text.index(one) + len(one), "DATASET") for one in ("SQuAD dataset", "Xyzzyx", "MNIST")]
    found = [
        *(mention(text, one) for one in ("SQuAD", "Xyzzyx", "again")),
        mention(text, "BERT", MentionType.MODEL),
    ]
    told = counts(Text(document, tuple(labels)), found, TDMSCI)
    assert told == {
        "DATASET exact": (1, 3, 3),
        "DATASET overlap": (2, 3, 3),
        "DATASET name": (2, 3, 3),
        "DATASET unlisted": (1, 2, 1),
    }


def test_a_model_counts_as_a_method_of_scirex() -> None:
    document = Document("d", "", "LeNet reads MNIST.")
    found = [mention(document.text, "LeNet", MentionType.MODEL), mention(document.text, "MNIST")]
    told = counts(Text(document, ((1, 6, "Method"), (1, 6, "Task"))), found, SCIREX)
    assert (told["Method exact"], told["Material exact"]) == ((1, 1, 1), (0, 1, 0))
    assert {key.partition(" ")[0] for key in told} == {"Method", "Material"}


@st.composite
def apart(draw: st.DrawFn) -> list[Span]:
    """Spans in order that don't overlap."""
    bounds = sorted(draw(st.sets(st.integers(0, 12), max_size=8)))
    return list(zip(bounds[::2], bounds[1::2], strict=False))


@given(apart(), apart())
def test_overlapping_spans_are_paired_as_often_as_can_be(gold: list[Span], found: list[Span]) -> None:
    edges = [(a, b) for a, b in product(gold, found) if a[0] < b[1] and b[0] < a[1]]
    sizes = (
        size
        for size in count(min(len(gold), len(found)), -1)
        for chosen in combinations(edges, size)
        if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == size
    )
    assert overlapping(gold, found) == next(sizes)
    assert overlapping(found, gold) == overlapping(gold, found)


def test_words_behind_a_name_are_learnt_by_majority() -> None:
    read = [(labelled(f"We train on the {one} corpus."), one) for one in PLACES[:3]]
    read.append((Text(Document("d", "", "The TIMIT set."), ((5, 10, "DATASET"),)), "TIMIT"))
    words = learnt([(text, [mention(text.document.text, one)]) for text, one in read], TDMSCI)
    assert words == {("Dataset", "corpus")}
    text = "The MNIST corpus and TIMIT set, SNLI corpus-like, GLUE corpus corpus"
    found = [mention(text, one) for one in ("MNIST", "TIMIT", "SNLI", "GLUE")]
    longer = [one.surface for one in extended(text, found, words)]
    assert longer == ["MNIST corpus", "TIMIT", "SNLI corpus", "GLUE corpus corpus"]


def test_a_name_never_grows_into_the_next() -> None:
    text = "MNIST corpus corpus"
    found = [mention(text, "MNIST"), Mention(MentionType.DATASET, 6, 12, "corpus", 1.0, "made")]
    longer = extended(text, found, frozenset({("Dataset", "corpus")}))
    assert [(one.start, one.end) for one in longer] == [(0, 5), (6, 19)]


@pytest.mark.parametrize("extractor", [Fast(), Best()], ids=["fast", "best"])
def test_what_is_learnt_holds_for_names_not_learnt_from(extractor: Fast | Best) -> None:
    corpus = [(text, evidence(extractor, text.document)) for text in map(labelled, SENTENCES)]
    reader = fitted(corpus, TDMSCI, shipped(extractor))
    assert ("encoder.Dataset" in reader.table.rows) is isinstance(extractor, Best)
    for new in ("Common Crawl", "FineWeb", "C4"):
        document = Document(new, "", f"We train on the {new} corpus.")
        assert [one.surface for one in as_it_is(extractor, document)] == [new]
        found = reader.read(document.text, evidence(extractor, document))
        assert [(one.type, one.surface) for one in found] == [(MentionType.DATASET, f"{new} corpus")]


def test_a_text_is_never_read_with_what_it_taught() -> None:
    extractor = Fast()
    texts = [labelled(one) for one in SENTENCES]
    corpus = [(text, evidence(extractor, text.document)) for text in texts]
    unlabelled = [
        (Text(text.document, ()), seen) if at % 5 == 0 else (text, seen) for at, (text, seen) in enumerate(corpus)
    ]
    one, other = (by_folds(pairs, TDMSCI, shipped(extractor)) for pairs in (corpus, unlabelled))
    assert one[::5] == other[::5]
    assert one != other


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with small corpora of the two forms."""
    for corpus in ("tdmsci", "scirex"):
        (tmp_path / corpus).mkdir()
    sentences = [tagged(one) for one in SENTENCES]
    (tmp_path / "tdmsci" / "train_1500_v2.conll").write_text(conll(sentences), "utf-8")
    (tmp_path / "tdmsci" / "test_500_v2.conll").write_text(conll([tagged("We train on the WebText corpus.")]), "utf-8")
    papers = [{**PAPER, "doc_id": str(number)} for number in range(10)]
    write(tmp_path / "scirex" / "title_abstract_306.jsonl", *papers)
    return tmp_path


def test_the_table_has_a_row_a_label_reading_and_measure(made: Path) -> None:
    app = Typer()
    app.command()(main)
    done = CliRunner().invoke(app, [str(made), "--extractor", "fast"])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[:2] == list(HEAD)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    assert all(len(row) == HEAD[0].count("|") - 1 for row in cells)
    keys = [tuple(row[:4]) for row in cells]
    labels = (("TDMSci, DATASET",), ("SciREX, Material", "SciREX, Method"))
    assert keys == [
        (label, "fast", reading, measure)
        for own in labels
        for reading in ("mapped", "retrained")
        for label, measure in product(own, MEASURES)
    ]
    told = {tuple(row[:4]): row[4:7] for row in cells}
    assert told["TDMSci, DATASET", "fast", "mapped", "exact"] == ["0.000", "0.000", "0.000"]
    assert told["TDMSci, DATASET", "fast", "mapped", "name"] == ["1.000", "1.000", "1.000"]
    assert told["TDMSci, DATASET", "fast", "retrained", "exact"] == ["1.000", "1.000", "1.000"]


def test_an_unknown_extractor_and_an_absent_corpus_end_with_their_name(made: Path) -> None:
    app = Typer()
    app.command()(main)
    unknown = CliRunner().invoke(app, [str(made), "--extractor", "slow"])
    assert (unknown.exit_code, "'slow'" in unknown.stderr) == (2, True)
    absent = CliRunner().invoke(app, [str(made / "nowhere"), "--extractor", "fast"])
    assert (absent.exit_code, "train_1500_v2.conll" in absent.stderr) == (3, True)


def test_the_same_corpora_give_the_same_table(made: Path) -> None:
    assert list(table(made, ["fast"])) == list(table(made, ["fast"]))


@pytest.fixture(scope="module")
def real(shared: Path) -> list[Corpus]:
    return list(corpora(shared / "reference"))


@pytest.mark.shared
def test_the_real_corpora_are_read_whole(real: list[Corpus]) -> None:
    sentences, papers = real
    assert (len(sentences.learn), len(sentences.texts), len(papers.texts)) == (1523, 487, 306)
    wanted = (sentences.learn, "DATASET"), (sentences.texts, "DATASET"), (papers.texts, "Material")
    numbers = [sum(label == own for text in texts for _, _, label in text.spans) for texts, own in wanted]
    assert numbers == [420, 192, 453]
    for text in (*sentences.learn, *sentences.texts, *papers.texts):
        assert all(surface.strip() == surface != "" for surface, _ in surfaces(text))
        assert not text.document.text.startswith("document:")
        assert len({*text.spans}) == len(text.spans)
    assert sum(text.document.title == "" for text in papers.texts) < 30


@pytest.mark.shared
def test_learning_from_a_corpus_finds_more_of_its_spans(real: list[Corpus]) -> None:
    lines = list(rows(real[0], "fast", Fast()))
    exact = [float(line.split("|")[7]) for line in lines if "| exact |" in line]
    mapped, retrained = exact
    assert 0.3 < mapped < retrained

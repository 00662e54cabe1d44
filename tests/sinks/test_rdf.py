"""RDF is accepted by foreign tools (rdflib, pyoxigraph, pySHACL) and says what the graph says."""

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, PROV, RDF, SKOS

from kg import data
from kg.errors import SettingError
from kg.model import Graph, Node
from kg.schema.iri import PREFIXES
from kg.sinks.rdf import BASE, RdfSink
from tests.support import small

FORMATS = {".ttl": "turtle", ".nt": "nt", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld"}
FAIR4ML = rdflib.Namespace(PREFIXES["fair4ml"])
KG = rdflib.Namespace(PREFIXES["kg"])
OA = rdflib.Namespace(PREFIXES["oa"])
NODE = rdflib.Namespace(BASE)
NAMED = {".trig", ".nq", ".jsonld"}


def written(suffix: str, folder: Path, **options: str) -> Path:
    path = folder / f"graph{suffix}"
    RdfSink(**options).write(small.graph(), path)
    return path


def dataset(path: Path) -> rdflib.Dataset:
    found = rdflib.Dataset(default_union=True)
    found.parse(path, format=FORMATS[path.suffix])
    return found


def triples(path: Path) -> set[tuple[rdflib.term.Node, ...]]:
    return set(dataset(path).triples((None, None, None)))


@pytest.mark.parametrize("provenance", ["graph", "full"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_the_same_triples(suffix: str, provenance: str, tmp_path: Path) -> None:
    plain = triples(written(".nt", tmp_path, provenance=provenance))
    assert len(plain) > 50
    assert triples(written(suffix, tmp_path, provenance=provenance)) == plain


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_loaded_by_oxigraph(suffix: str, tmp_path: Path) -> None:
    store = ox.Store()
    store.load(path=str(written(suffix, tmp_path)))
    query = f"ASK {{ {{ ?m <{FAIR4ML.evaluatedOn}> ?d }} UNION {{ GRAPH ?g {{ ?m <{FAIR4ML.evaluatedOn}> ?d }} }} }}"
    assert bool(store.query(query))


@pytest.mark.parametrize("suffix", sorted(NAMED))
def test_a_paper_s_statements_stand_in_its_named_graph_whose_origin_is_told(suffix: str, tmp_path: Path) -> None:
    found = dataset(written(suffix, tmp_path))
    name = NODE["graph/palm"]
    statement = (NODE["model/palm-540b"], FAIR4ML.evaluatedOn, NODE["dataset/big-bench"])
    assert statement in found.graph(name)
    assert statement not in found.graph(NODE["graph/arxiv-2505.00001"])
    assert (name, PROV.wasDerivedFrom, NODE["paper/palm"]) in found


def test_fair4ml_s_properties_start_at_models_only(tmp_path: Path) -> None:
    found = dataset(written(".nt", tmp_path))
    assert set(found.subjects(FAIR4ML.evaluatedOn)) == {NODE["model/palm-540b"]}
    assert set(found.subjects(KG.evaluatedOn)) == {NODE["method/pangu-%CF%80%3C%3E"]}


def test_a_run_keeps_its_device_count(tmp_path: Path) -> None:
    found = dataset(written(".ttl", tmp_path))
    usage = next(found.subjects(PROV.entity, NODE["hardware/tpu-v4"]))
    assert found.value(usage, KG.deviceCount) == rdflib.Literal(6144)
    run = next(found.subjects(PROV.qualifiedUsage, usage))
    assert found.value(run, KG.runOf) == NODE["model/palm-540b"]


def test_names_are_labels_and_hostile_text_is_only_text(tmp_path: Path) -> None:
    found = dataset(written(".ttl", tmp_path))
    names = found.objects(NODE["dataset/big-bench"], SKOS.prefLabel)
    assert [str(name) for name in names] == ["BIG-bench"]
    hostile = found.value(NODE["method/pangu-%CF%80%3C%3E"], SKOS.prefLabel)
    assert str(hostile) == small.HOSTILE


def test_full_provenance_gives_each_statement_its_place_and_words(tmp_path: Path) -> None:
    found = dataset(written(".trig", tmp_path, provenance="full"))
    statements = set(found.subjects(RDF.type, RDF.Statement))
    assert len(statements) == len(small.graph().edges)
    quotes = {str(quote) for quote in found.objects(None, OA.exact)}
    assert quotes == {small.PALM, small.HOSTILE}
    for statement in statements:
        target = found.value(statement, OA.hasTarget)
        kinds = {found.value(selector, RDF.type) for selector in found.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextPositionSelector, OA.TextQuoteSelector}


ELSEWHERE = [
    ("paper/a", "Paper", "arxivId", "2307.09288", "https://arxiv.org/abs/2307.09288"),
    ("paper/b", "Paper", "arxivId", "cs/0102003", "https://arxiv.org/abs/cs/0102003"),
    ("model/c", "Model", "huggingFaceId", "Qwen/QwQ-32B", "https://huggingface.co/Qwen/QwQ-32B"),
    ("dataset/d", "Dataset", "huggingFaceId", "openai/gsm8k", "https://huggingface.co/datasets/openai/gsm8k"),
    ("paper/e", "Paper", "arxivId", "٢٣٠٧.09288", None),
    ("paper/f", "Paper", "arxivId", "2307.09288v2> <x", None),
    ("model/g", "Model", "huggingFaceId", "a/b> <http://www.w3.org/2002/07/owl#sameAs", None),
    ("model/h", "Model", "huggingFaceId", "datasets/openai", None),
    ("dataset/i", "Dataset", "huggingFaceId", "openai/../evil", None),
]


@pytest.mark.parametrize("suffix", FORMATS)
def test_ids_elsewhere_are_exact_matches_and_text_that_is_no_id_is_none(suffix: str, tmp_path: Path) -> None:
    names = {"Paper": {"title": "T", "document": "d"}, "Model": {"name": "M"}, "Dataset": {"name": "D"}}
    nodes = tuple(Node(id, kind, {**names[kind], prop: value}) for id, kind, prop, value, _ in ELSEWHERE)
    path = tmp_path / f"graph{suffix}"
    RdfSink().write(Graph(nodes, ()), path)
    found = dataset(path)
    expected = {(NODE[id], rdflib.URIRef(iri)) for id, *_, iri in ELSEWHERE if iri}
    assert set(found.subject_objects(SKOS.exactMatch)) == expected
    assert {str(id) for id in found.objects(None, KG.huggingFaceId)} == {
        value for _, _, prop, value, _ in ELSEWHERE if prop == "huggingFaceId"
    }
    assert not list(found.subject_objects(OWL.sameAs))
    store = ox.Store()
    store.load(path=str(path))
    quads = store.quads_for_pattern(None, ox.NamedNode(SKOS.exactMatch), None, None)
    assert len(list(quads)) == len(expected)


@pytest.mark.parametrize(
    ("match", "accepted"),
    [
        ("<https://huggingface.co/Qwen/QwQ-32B>", True),
        ("<https://huggingface.co/datasets/Qwen/QwQ-32B>", False),
        ('"https://huggingface.co/Qwen/QwQ-32B"', False),
    ],
)
def test_the_shapes_know_where_a_model_is_elsewhere(match: str, accepted: bool) -> None:
    about = f'<https://example.org/m> a fair4ml:MLModel ; skos:prefLabel "M" ; skos:exactMatch {match} .'
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    found, *_ = pyshacl.validate(prefixes + about, shacl_graph=str(data.folder("schemas") / "shapes.ttl"))
    assert found is accepted


def test_the_base_iri_is_the_user_s_to_set(tmp_path: Path) -> None:
    found = dataset(written(".nt", tmp_path, base="https://example.org/ai"))
    assert (rdflib.URIRef("https://example.org/ai/model/palm"), None, None) in found
    assert not [s for s in found.subjects() if str(s).startswith(BASE + "model")]


@pytest.mark.parametrize("base", ["", "no iri", "model/", "ftp://example.org/", "https://", "https://a b/", "<x>"])
def test_a_base_that_is_no_web_iri_is_refused(base: str) -> None:
    with pytest.raises(SettingError, match="--base"):
        RdfSink(base=base)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_format_s_ending_may_be_in_capitals(suffix: str, tmp_path: Path) -> None:
    assert written(suffix.upper(), tmp_path).read_bytes() == written(suffix, tmp_path / "small").read_bytes()


def test_an_unknown_provenance_is_refused() -> None:
    with pytest.raises(SettingError, match="--provenance"):
        RdfSink(provenance="none")


def test_the_shapes_accept_what_is_written(tmp_path: Path) -> None:
    shapes = data.folder("schemas") / "shapes.ttl"
    conforms, _, report = pyshacl.validate(str(written(".ttl", tmp_path)), shacl_graph=str(shapes))
    assert conforms, report


def test_the_shapes_refuse_a_model_without_a_name(tmp_path: Path) -> None:
    path = written(".nt", tmp_path)
    broken = "\n".join(
        line for line in path.read_text(encoding="utf-8").splitlines() if not ("palm>" in line and "prefLabel" in line)
    )
    path.write_text(broken, encoding="utf-8")
    shapes = data.folder("schemas") / "shapes.ttl"
    conforms, _, _ = pyshacl.validate(str(path), data_graph_format="nt", shacl_graph=str(shapes))
    assert not conforms

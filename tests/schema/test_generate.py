"""schemas/ and cypher/constraints.cypher say what the classes say, in forms that their own tools accept."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pyshacl
import pytest
from jsonschema import Draft202012Validator
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import RDFS

from kg import records
from kg.data import folder
from kg.entities import decisions
from kg.graph import files
from kg.graph.assemble import assemble
from kg.schema import EDGES, KG, NODES
from kg.schema.generate import files as generated
from kg.schema.generate import generate
from tests.graph import example

FOLDERS = {True: "cypher", False: "schemas"}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder("schemas") / "kg.schema.json").read_bytes())
    return read


def _validator(schema: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator({**schema, "anyOf": [{"$ref": f"#/$defs/{name}"}]})


@pytest.mark.parametrize("name", generated())
def test_generated_files_are_those_of_the_tree(name: str) -> None:
    path = folder(FOLDERS[name.endswith(".cypher")]) / name
    assert path.read_bytes() == generated()[name], "run `make schemas`"


def test_generating_writes_just_those_files(tmp_path: Path) -> None:
    paths = generate(tmp_path / "schemas", tmp_path / "cypher")
    assert {path.name: path.read_bytes() for path in paths} == dict(generated())


def test_the_json_schema_is_one(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


def test_every_row_of_a_graph_is_valid(schema: dict[str, Any], tmp_path: Path) -> None:
    papers = example.records()
    decided = example.entities(papers)
    files.write(assemble(papers, decided[1:]), tmp_path)
    decisions.write(decided, tmp_path / "entities.jsonl")
    rows = {files.NODES: "node", files.EDGES: "edge", files.REFUSED: "refused", "entities.jsonl": "decision"}
    for file, name in rows.items():
        lines = (tmp_path / file).read_text().splitlines()
        assert lines
        for line in lines:
            _validator(schema, name).validate(json.loads(line))


def test_every_row_of_records_is_valid(schema: dict[str, Any]) -> None:
    for record in example.records():
        _validator(schema, "record").validate(json.loads(records.dumps(record)))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("node", {"id": "dataset/bert"}),
        ("node", {"type": "Robot"}),
        ("node", {"properties": {}}),
        ("node", {"properties": {"name": "BERT", "size": 1}}),
        ("edge", {"source": "dataset/bert"}),
        ("edge", {"id": "edge/1"}),
        ("edge", {"properties": {"quote": "BERT"}}),
    ],
)
def test_a_row_that_breaks_the_schema_is_not_valid(schema: dict[str, Any], name: str, change: dict[str, Any]) -> None:
    said = {"paper": "paper/p", "quote": "B", "start": 0, "end": 1, "confidence": 1.0, "rule": "r"}
    rows: dict[str, dict[str, Any]] = {
        "node": {"id": "model/bert", "type": "Model", "properties": {"name": "BERT"}},
        "edge": {
            "id": f"edge/{'0' * 32}",
            "type": "BASED_ON",
            "source": "model/roberta",
            "target": "model/bert",
            "properties": said,
        },
    }
    validator = _validator(schema, name)
    assert validator.is_valid(rows[name])
    assert not validator.is_valid({**rows[name], **change})


@pytest.mark.parametrize("name", ["ontology.ttl", "shapes.ttl"])
def test_turtle_is_read_by_both_libraries(name: str) -> None:
    content = generated()[name]
    triples = Graph().parse(data=content.decode(), format="turtle")
    quads = list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(quads) > 100


def test_the_ontology_describes_every_term_of_our_own() -> None:
    ontology = Graph().parse(data=generated()["ontology.ttl"].decode(), format="turtle")
    own = {term for kind in (*NODES.values(), *EDGES.values()) for term in _own(kind)}
    for term in own:
        node = URIRef(term)
        assert set(ontology.objects(node, RDF.type)) & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}, term
        assert list(ontology.objects(node, RDFS.comment)), term


def _own(kind: Any) -> Iterator[str]:
    heads = [kind.iri_from(label) for label in getattr(kind, "domain", ())]
    for iri in (kind.iri, *heads, *(each.iri for each in kind.properties().values())):
        if iri.startswith(KG):
            yield iri


PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix kg: <https://w3id.org/kg-ai/terms#> .
@prefix schema: <https://schema.org/> .
@prefix fair4ml: <https://w3id.org/fair4ml#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
GOOD = """
ex:bert a fair4ml:MLModel ; skos:prefLabel "BERT" ; kg:parameters 340000000 ; fair4ml:trainedOn ex:books .
ex:books a schema:Dataset ; skos:prefLabel "BooksCorpus" .
ex:lora a kg:Method ; skos:prefLabel "LoRA" ; kg:evaluatedOn ex:books ; kg:appliedTo ex:bert .
"""
BAD = {
    "a model without a name": "ex:bert a fair4ml:MLModel .",
    "two names": 'ex:bert a fair4ml:MLModel ; skos:prefLabel "BERT", "Bert" .',
    "a size that is text": 'ex:bert a fair4ml:MLModel ; skos:prefLabel "BERT" ; kg:parameters "340M" .',
    "a size of nothing": 'ex:bert a fair4ml:MLModel ; skos:prefLabel "BERT" ; kg:parameters 0 .',
    "a method with a model's property": GOOD + "ex:lora fair4ml:trainedOn ex:books .",
    "training on a model": GOOD + "ex:bert fair4ml:trainedOn ex:bert .",
    "applied to a dataset": GOOD + "ex:lora kg:appliedTo ex:books .",
}


def _conforms(turtle: str) -> bool:
    found, _, _ = pyshacl.validate(
        Graph().parse(data=PREFIXES + turtle, format="turtle"),
        shacl_graph=Graph().parse(data=generated()["shapes.ttl"].decode(), format="turtle"),
    )
    return bool(found)


def test_the_shapes_accept_good_data() -> None:
    assert _conforms(GOOD)


@pytest.mark.parametrize("turtle", BAD.values(), ids=list(BAD))
def test_the_shapes_refuse_bad_data(turtle: str) -> None:
    assert not _conforms(turtle)


def test_the_context_gives_a_property_the_iri_of_its_label() -> None:
    context = json.loads(generated()["context.jsonld"])["@context"]
    row = {
        "@context": context,
        "@id": "https://example.org/lora",
        "type": "Method",
        "name": "LoRA",
        "aliases": ["Low-Rank Adaptation"],
        "EVALUATED_ON": "https://example.org/glue",
    }
    graph = Graph().parse(data=json.dumps(row), format="json-ld")
    said = {(str(predicate), str(value)) for _, predicate, value in graph}
    assert said == {
        (str(RDF.type), NODES["Method"].iri),
        (NODES["Method"].properties()["name"].iri, "LoRA"),
        (NODES["Method"].properties()["aliases"].iri, "Low-Rank Adaptation"),
        (EDGES["EVALUATED_ON"].iri_from("Method"), "https://example.org/glue"),
    }


def test_every_id_is_constrained_once() -> None:
    statements = generated()["constraints.cypher"].decode().splitlines()[2:]
    assert all(re.fullmatch(r"CREATE (CONSTRAINT|INDEX) \w+ IF NOT EXISTS FOR .+;", line) for line in statements)
    for label in NODES:
        assert sum(f"(n:{label}) REQUIRE n.id IS UNIQUE" in line for line in statements) == 1
    for label in EDGES:
        assert sum(f"[r:{label}]-() REQUIRE r.id IS UNIQUE" in line for line in statements) == 1
    assert len(statements) == 2 * len(NODES) + len(EDGES)

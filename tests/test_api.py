"""`import kg` gives a small surface, and costs nothing."""

import subprocess
import sys

import pytest

import kg


def test_every_public_name_is_there() -> None:
    assert all(getattr(kg, name) is not None for name in kg.__all__)


def test_importing_kg_loads_no_heavy_package() -> None:
    code = "import sys, kg; print(sorted({'spacy', 'neo4j', 'rdflib', 'networkx', 'pydantic'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_one_paper_is_read_from_python() -> None:
    record = kg.extract(
        kg.Document("bert", "BERT", "We fine-tune BERT-Large, which has 340M parameters, on SQuAD and GLUE.")
    )
    assert [fact.amount.value for fact in record.parameters] == [340_000_000]
    assert {"SQuAD", "GLUE"} <= {entity.canonical for entity in record.entities}


def test_an_unsure_part_is_left_out_of_a_paper() -> None:
    document = kg.Document("bert", "BERT", "We fine-tune BERT-Large, which has 340M parameters, on SQuAD and GLUE.")
    all_of_it = kg.extract(document)
    most = max(entity.surest.confidence for entity in all_of_it.entities)
    sure = kg.extract(document, min_confidence=most)
    assert 0 < len(sure.entities) < len(all_of_it.entities)
    assert {entity.surest.confidence for entity in sure.entities} == {most}
    with pytest.raises(kg.SettingError, match="1 "):
        kg.extract(document, min_confidence=-1)

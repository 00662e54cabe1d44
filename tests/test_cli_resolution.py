"""The commands that decide and explain what is one thing: judge, resolve, diff, why, conflicts."""

import json
import shutil
from pathlib import Path

import pytest

from kg import pipeline, records
from kg.entities import decisions
from kg.entities.resolve import resolve
from kg.graph import files
from kg.model import Document, Graph, Mention, MentionType, PaperEntity, Record
from kg.sources.read import read
from tests.support.command import kg
from tests.support.famous import famous
from tests.support.papers import GALORE, LLAMA, OLMO, listing


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    pipeline.build(read([listing(folder / "papers.jsonl", LLAMA, GALORE, OLMO)]), folder / "graph")
    return folder / "graph"


def test_a_judgement_is_stored_listed_applied_and_taken_back(graph: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(graph, tmp_path / "graph", ignore=shutil.ignore_patterns("store"))
    done = kg("judge", "GPT-3", "model/olmo", "--same", "--why", "for a test", "-g", folder)
    assert done.returncode == 0, done.stderr
    assert b"stored: Model 'GPT-3' and 'OLMo' are the same (for a test)" in done.stderr
    listed = json.loads(kg("judge", "--list", "--json", "-g", folder).stdout)
    assert listed == [{"type": "Model", "name": "GPT-3", "verdict": "same", "other": "OLMo", "why": "for a test"}]
    assert b"GPT-3" in kg("judge", "--list", "-g", folder).stdout
    done = kg("resolve", folder, "--json")
    assert done.returncode == 0, done.stderr
    (merged,) = json.loads(done.stdout)["changes"]["merged"]
    assert [(part["id"], part["rule"]) for part in merged["parts"]] == [
        ("model/gpt-3", "same name"),
        ("model/olmo", "judgement"),
    ]
    assert b"model/olmo" in kg("diff", graph, folder).stdout
    told = json.loads(kg("diff", folder, graph, "--json").stdout)
    assert [one["whole"]["id"] for one in told["split"]] == [merged["whole"]["id"]]
    done = kg("judge", "OLMo", "GPT-3", "--different", "--json", "-g", folder)
    assert json.loads(done.stdout)["replaced"] == listed[0]
    assert json.loads(kg("judge", "GPT-3", "OLMo", "--remove", "--json", "-g", folder).stdout)["removed"]
    assert b"Split" in kg("resolve", folder).stdout
    assert b"nothing changed" in kg("resolve", folder).stderr
    assert b"no difference" in kg("diff", graph, folder).stderr


def test_an_alias_table_joins_in_build_and_resolve(tmp_path: Path) -> None:
    path, table = listing(tmp_path / "papers.jsonl", LLAMA, OLMO), tmp_path / "mine.tsv"
    table.write_text("type\tname\tverdict\tother\nModel\tGPT-3\tsame\tOLMo\n", "utf-8")
    done = kg("build", path, "-o", tmp_path / "graph", "-x", "fast", "--aliases", table)
    assert done.returncode == 0, done.stderr
    assert json.loads(kg("why", "OLMo", "-g", tmp_path / "graph", "--json").stdout)[0]["papers"] == 2
    changes = json.loads(kg("resolve", tmp_path / "graph", "--no-aliases", "--json").stdout)["changes"]
    assert len(changes["split"]) == 1
    table.write_text("type\tname\tverdict\tother\nModel\tGPT-3\tperhaps\tOLMo\n", "utf-8")
    for command in (("build", path, "-o", tmp_path / "graph"), ("resolve", tmp_path / "graph")):
        done = kg(*command, "--aliases", table)
        assert done.returncode == 2
        assert b"mine.tsv, line 2: 'perhaps' is no verdict" in done.stderr


def test_why_shows_spellings_papers_rules_and_what_it_is_not(graph: Path) -> None:
    done = kg("why", "model/llama-7b", "-g", graph)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    assert all(words in text for words in ("LLaMA 7B", "same name (0.", "variant of: model/llama", "stays apart by"))
    (found,) = json.loads(kg("why", "llama 7b", "-g", graph, "--json").stdout)
    assert (found["id"], found["series"]["id"]) == ("model/llama-7b", "model/llama")
    assert {one["thing"]["id"]: one["reason"] for one in found["apart"]}["model/llama-13b"] == "size"
    done = kg("why", "LLaMA 7C", "-g", graph)
    assert (done.returncode, b"model/llama-7b" in done.stderr) == (2, True)


def test_conflicts_come_with_their_sentences(tmp_path: Path) -> None:
    files.write(famous(), tmp_path)
    (found,) = json.loads(kg("conflicts", tmp_path, "--kind", "parameters", "--json").stdout)
    assert (found["kind"], found["ids"]) == ("parameters", ["model/bloom"])
    assert [(value["value"], value["support"][0]["quote"]) for value in found["values"]] == [
        ("176.2B", "BLOOM, 176.2B."),
        ("176B", "BLOOM, 176B."),
    ]
    text = kg("conflicts", "-g", tmp_path).stdout.decode()
    assert "parameters: model/bloom" in text
    assert "BLOOM, 176.2B." in text
    assert kg("conflicts", tmp_path, "--kind", "size").returncode == 2


def test_hostile_names_and_sentences_are_shown_as_they_are_written(tmp_path: Path) -> None:
    name = "Bird \x1b[2J[bold red]x[/] $(id)"
    mention = Mention(MentionType.METHOD, 0, len(name), name, 1.0, "test")
    record = Record(Document("p", "T", name), (PaperEntity(MentionType.METHOD, name, (mention,)),))
    records.write([record], tmp_path / "records.jsonl")
    decisions.write(resolve([record]), tmp_path / "entities.jsonl")
    files.write(Graph((), ()), tmp_path)
    other = tmp_path / "other"
    decisions.write([], other / "entities.jsonl")
    files.write(Graph((), ()), other)
    for arguments in (("why", name, "-g", tmp_path), ("diff", other, tmp_path)):
        done = kg(*arguments)
        assert done.returncode == 0, done.stderr
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"[bold red]x[/]" in done.stdout
    done = kg("judge", name, "bird", "--same", "-g", tmp_path)
    assert (done.returncode, b"\x1b" in done.stderr) == (2, False)

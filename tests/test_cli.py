"""The command line does what its help says, and says what went wrong."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib

from kg import extractors, pipeline
from kg.extractors.best import MENTIONS, SHIPPED
from kg.sources.read import read
from tests.support.command import kg
from tests.support.papers import GALORE, LLAMA, OLMO, listing

COMMANDS = (
    *("build", "extract", "resolve", "judge", "diff", "why", "conflicts"),
    *("evaluate", "train", "query", "load", "export"),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    pipeline.build(read([listing(folder / "papers.jsonl", LLAMA, GALORE, OLMO)]), folder / "graph")
    return folder / "graph"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert b"xample" in done.stdout
    assert f"kg {command}".encode() in done.stdout


def test_help_names_every_command_and_exit_code() -> None:
    text = kg("--help").stdout.decode()
    assert all(command in text for command in COMMANDS)
    assert all(f"{code} " in text for code in (0, 2, 3, 4, 5, 6, 130))


def test_examples_in_help_keep_their_lines() -> None:
    assert "    kg query benchmarks  " in kg("--help").stdout.decode()
    assert "\n             kg query 'MATCH" in kg("query", "--help").stdout.decode()


def test_extraction_of_no_paper_leaves_the_records_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": "Without abstract"}\n', "utf-8")
    out = tmp_path / "records.jsonl"
    out.write_text("earlier\n", "utf-8")
    done = kg("extract", tmp_path / "bad.jsonl", "-o", out)
    assert done.returncode == 3
    assert b"bad.jsonl, line 1" in done.stderr
    assert out.read_text("utf-8") == "earlier\n"


def test_standard_input_becomes_a_graph_and_json_reports_its_counts(tmp_path: Path) -> None:
    done = kg("build", "-", "-o", tmp_path / "graph", "--json", stdin=json.dumps(LLAMA).encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["papers"] == 1
    assert (tmp_path / "graph" / "manifest.json").exists()


def test_a_skipped_paper_is_named_and_sets_the_exit_code(tmp_path: Path) -> None:
    path = listing(tmp_path / "papers.jsonl", LLAMA)
    path.write_text(path.read_text() + "{broken\n")
    done = kg("extract", path, "-o", tmp_path / "records.jsonl")
    assert done.returncode == 6
    assert b"papers.jsonl, line 2" in done.stderr
    assert len((tmp_path / "records.jsonl").read_bytes().splitlines()) == 1


def test_quiet_prints_nothing_where_all_is_well(tmp_path: Path) -> None:
    done = kg("extract", listing(tmp_path / "papers.jsonl", LLAMA), "-o", tmp_path / "records.jsonl", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_columns_are_mapped_by_option(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_text('name,text\n"BERT","BERT has 340M parameters."\n')
    done = kg("extract", path, "--map", "title=name", "--map", "abstract=text", "-o", tmp_path / "r.jsonl")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "r.jsonl").read_bytes())["title"] == "BERT"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build",), 2, "no input"),
        (("build", "none.txt"), 3, "none.txt"),
        (("build", "--sample", "--map", "title"), 2, "--map"),
        (("build", "--sample", "--format", "docx"), 2, "docx"),
        (("extract", "--sample"), 2, "-o"),
        (("evaluate", "none.jsonl"), 3, "none.jsonl"),
        (("evaluate", "none.jsonl", "--errors-type", "Modell"), 2, "Modell"),
        (("build", "--sample", "--extractor", "nosuch"), 2, "installed are"),
        (("extract", "--sample", "-o", "r.jsonl", "-x", "nosuch"), 2, "installed are"),
        (("extract", "--sample", "-o", "r.jsonl", "-x", "fast", "--weights", "w"), 2, "--weights w"),
        (("build", "--sample", "-o", "graph", "--weights", "none"), 2, "none/encoder.onnx"),
        (("evaluate", "none.jsonl", "--records", "r.jsonl", "--weights", "w"), 2, "--weights w"),
        (("build", "--sample", "--aliases", "none.tsv"), 3, "none.tsv"),
        (("resolve", "none"), 3, "none holds no finished graph"),
        (("resolve", "none", "--aliases", "a.tsv", "--no-aliases"), 2, "--no-aliases"),
        (("judge", "A", "B", "--same", "-g", "none"), 3, "none holds no graph"),
        (("judge", "A", "B"), 2, "--same"),
        (("judge", "A", "--same"), 2, "two names"),
        (("judge", "A", "B", "--same", "--remove"), 2, "one of --same, --different and --remove"),
        (("judge", "A", "B", "--same", "--type", "Robot"), 2, "--type Robot"),
        (("judge", "--list", "-g", "none"), 3, "none holds no graph"),
        (("diff", "none", "nil"), 3, "none holds no graph"),
        (("why", "BERT", "-g", "none"), 3, "none holds no graph"),
        (("conflicts", "none"), 3, "none holds no graph"),
        (("export", "none", "-o", "graph.ttl"), 3, "none"),
        (("export", "none", "-o", "graph.docx"), 2, ".docx"),
        (("export", "none", "-o", "graph.graphml", "--base", "https://example.org/"), 2, "--base"),
        (("export", "none", "-o", "graph.ttl", "--base", "no iri"), 2, "--base"),
        (("query", "RETURN 1", "--graph", "none"), 4, "none"),
        (("load", "none"), 2, "NEO4J_URI"),
        (("no-such-command",), 2, "no-such-command"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(arguments: tuple[str, ...], code: int, words: str, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, cwd=tmp_path, env=env, check=False
    )
    assert done.returncode == code, done.stderr
    assert words.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_query_s_rows_come_as_json_csv_and_table(graph: Path) -> None:
    statement = "MATCH (p:Paper)-[:INTRODUCES]->(m:Method {name: 'GaLore'}) RETURN p.title AS title, m.name AS name"
    rows = json.loads(kg("query", statement, "--graph", graph, "--json").stdout)
    assert rows == [{"title": GALORE["title"], "name": "GaLore"}]
    table = kg("query", statement, "--graph", graph).stdout.decode()
    assert GALORE["title"] in table
    lines = list(
        csv.DictReader(io.StringIO(kg("query", statement, "--graph", graph, "--format", "csv").stdout.decode()))
    )
    assert lines == rows


def test_csv_keeps_a_spreadsheet_from_running_text(graph: Path) -> None:
    done = kg("query", "RETURN '=1+1' AS a, -1 AS b, [1] AS c, null AS d", "--graph", graph, "--format", "csv")
    assert done.stdout == b"a,b,c,d\r\n'=1+1,-1,[1],\r\n"


def test_a_shipped_query_takes_parameters(graph: Path) -> None:
    done = kg("query", "other-hardware", "--graph", graph, "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["paper"] for row in rows} == {OLMO["title"]}
    assert "MI250X" in json.dumps(rows)


def test_the_shipped_queries_are_listed() -> None:
    assert {"other-hardware", "benchmarks"} <= {query["name"] for query in json.loads(kg("query", "--json").stdout)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("MATCH (n",), b"engine"),
        (("benchmark",), b"benchmarks"),
        (("benchmarks", "-p", "nosuch=1"), b"nosuch"),
        (("RETURN $x",), b"--param x=VALUE"),
        (("CREATE (n:Paper {id: 'paper/x'})",), b"only read"),
    ],
)
def test_a_wrong_query_says_what_is_wrong(graph: Path, arguments: tuple[str, ...], words: bytes) -> None:
    done = kg("query", *arguments, "--graph", graph)
    assert done.returncode == 5, done.stderr
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".graphml", ".jsonl"])
def test_a_graph_is_exported_by_the_ending_of_the_file(graph: Path, suffix: str, tmp_path: Path) -> None:
    done = kg("export", graph, "-o", tmp_path / f"graph{suffix}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"graph{suffix}").stat().st_size > 1000


def test_the_base_iri_is_set_by_option(graph: Path, tmp_path: Path) -> None:
    kg("export", "--graph", graph, "-o", tmp_path / "graph.ttl", "--base", "https://example.org/kg/")
    found = rdflib.Graph().parse(tmp_path / "graph.ttl")
    assert (rdflib.URIRef("https://example.org/kg/model/llama"), None, None) in found


def test_weights_of_one_s_own_are_read_with_by_every_command(gold: Path, tmp_path: Path) -> None:
    weights = shutil.copytree(SHIPPED, tmp_path / "weights")
    table = weights / MENTIONS
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join(line for line in lines if not line.startswith("encoder.")), "utf-8")
    path, out = listing(tmp_path / "papers.jsonl", LLAMA), tmp_path / "records.jsonl"
    keys = []
    for options in ((), ("--weights", weights)):
        assert kg("extract", path, "-o", out, *options).returncode == 0
        keys.append(json.loads(out.read_bytes())["key"])
        assert kg("build", path, "-o", tmp_path / "graph", *options).returncode == 0
        keys.append(json.loads((tmp_path / "graph" / "records.jsonl").read_bytes())["key"])
    assert keys[0] == keys[1] != keys[2] == keys[3]
    assert kg("evaluate", gold, "--weights", weights, "--json").returncode == 0
    table.write_text("no table", "utf-8")
    for command in (("extract", path, "-o", out), ("build", path, "-o", tmp_path / "graph"), ("evaluate", gold)):
        done = kg(*command, "--weights", weights)
        assert done.returncode == 2
        assert str(table).encode() in done.stderr
        assert b"Traceback" not in done.stderr
    assert json.loads(out.read_bytes())["key"] == keys[2]


def test_help_says_which_extractor_is_used() -> None:
    for command in ("extract", "build", "evaluate"):
        shown = " ".join(kg(command, "--help", COLUMNS="200").stdout.decode().replace("│", " ").split())
        assert f"[default: {extractors.DEFAULT}]" in shown


def test_evaluation_prints_the_scorer_s_measures(tmp_path: Path) -> None:
    entities = [{"type": "Method", "canonical": "GaLore", "surfaces": ["GaLore"], "introduced": True}]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": 1, **GALORE, "entities": entities}) + "\n")
    measures = json.loads(kg("evaluate", gold, "--json").stdout)["measures"]
    assert measures["Method"]["recall"] == 1.0
    assert {"Model", "introduced", "parameters.value", "tokens", "hardware.name", "links", "relations"} <= set(measures)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated paper, in which extraction finds another number of devices and misses what the paper is about."""
    entities = [
        {"type": "Model", "canonical": "LLaMA", "surfaces": ["LLaMA"], "introduced": True},
        {"type": "Model", "canonical": "open foundation model", "surfaces": ["Open and Efficient"]},
        {"type": "Hardware", "canonical": "A100", "surfaces": ["A100"]},
    ]
    hardware = [{"name": "A100", "count": 8, "by": "LLaMA"}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 1, **LLAMA, "entities": entities, "hardware": hardware}) + "\n", "utf-8")
    return path


def test_f1_stands_with_its_interval(gold: Path) -> None:
    measures = json.loads(kg("evaluate", gold, "--json").stdout)["measures"]
    assert measures["Hardware"]["f1_low"] == measures["Hardware"]["f1"] == measures["Hardware"]["f1_high"] == 1.0
    assert b"95 % interval" in kg("evaluate", gold).stdout


def test_errors_are_counted_by_kind_and_shown_with_their_sentences(gold: Path) -> None:
    errors = json.loads(kg("evaluate", gold, "--errors", "--json").stdout)["errors"]
    assert errors["counts"]["numbers"]["wrong value"] == {"hardware": 1}
    (wrong,) = (one for one in errors["examples"] if one["kind"] == "wrong value")
    assert (wrong["gold"], wrong["found"]) == ("8 A100", "2,048 A100")
    assert wrong["sentence"] == "The largest model was trained on 2048 A100 GPUs."
    table = kg("evaluate", gold, "--errors").stdout.decode()
    assert "Errors in numbers" in table
    assert "trained on 2048 A100 GPUs." in table


def test_errors_of_one_type_alone_are_shown(gold: Path) -> None:
    done = kg("evaluate", gold, "--errors-type", "hardware", "--examples", 0, "--json")
    errors = json.loads(done.stdout)["errors"]
    assert errors == {
        "counts": {"entities": {}, "numbers": {"wrong value": {"hardware": 1}}, "relations": {}},
        "examples": [],
    }


def test_calibration_is_shown_and_counts_each_find(gold: Path) -> None:
    report = json.loads(kg("evaluate", gold, "--calibration", "--json").stdout)
    entities = report["calibration"]["entities"]
    assert entities["finds"] == sum(one["number"] for one in entities["bins"]) > 0
    assert 0 <= entities["expected_calibration_error"] <= 1
    assert b"Reliability of entities" in kg("evaluate", gold, "--calibration").stdout


def test_what_is_less_sure_is_left_out_by_every_command(gold: Path, graph: Path, tmp_path: Path) -> None:
    def found(*arguments: object) -> int:
        measures = json.loads(kg("evaluate", gold, "--json", *arguments).stdout)["measures"]
        return int(sum(measures[kind]["found"] for kind in ("Model", "Dataset", "Method", "Hardware", "relations")))

    assert found("--min-confidence", 0.99) < found()
    path, out = listing(tmp_path / "papers.jsonl", LLAMA), tmp_path / "records.jsonl"
    kg("extract", path, "-o", out, "--min-confidence", 0.99)
    assert found("--records", out) == found("--min-confidence", 0.99)
    for least, name in ((0, "all.jsonl"), (0.99, "sure.jsonl")):
        kg("export", graph, "-o", tmp_path / name, "--min-confidence", least)
    assert (tmp_path / "sure.jsonl").stat().st_size < (tmp_path / "all.jsonl").stat().st_size
    kg("build", path, "-o", tmp_path / "graph", "--min-confidence", 0.99)
    assert json.loads((tmp_path / "graph" / "manifest.json").read_bytes())["min_confidence"] == 0.99
    edges = (tmp_path / "graph" / "edges.jsonl").read_bytes().splitlines()
    assert min(json.loads(edge)["properties"]["confidence"] for edge in edges) >= 0.99


@pytest.mark.parametrize("number", ["1.5", "-0.1", "nan", "much"])
@pytest.mark.parametrize("command", ["build", "extract", "evaluate", "export", "load"])
def test_a_number_that_is_no_confidence_stops_every_command(command: str, number: str, tmp_path: Path) -> None:
    out = () if command in ("evaluate", "load") else ("-o", tmp_path / "out.jsonl")
    done = kg(command, "none", f"--min-confidence={number}", *out)
    assert done.returncode == 2
    assert b"--min-confidence" in done.stderr
    assert number.encode() in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_password_is_neither_taken_from_the_command_line_nor_shown(graph: Path) -> None:
    assert b"--password " not in kg("load", "--help").stdout
    done = kg("load", graph, "--uri", "neo4j://127.0.0.1:1", NEO4J_PASSWORD="secret-word")
    assert done.returncode == 4
    assert b"secret-word" not in done.stdout + done.stderr


def test_an_interrupted_build_leaves_no_half_graph(tmp_path: Path) -> None:
    papers = [{**LLAMA, "title": f"Paper {number}"} for number in range(1000)]
    path = listing(tmp_path / "papers.jsonl", *papers)
    command = [sys.executable, "-m", "kg", "build", str(path), "-o", str(tmp_path / "graph")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (tmp_path / "graph").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert errors.startswith(b"kg: interrupted")
    assert {entry.name for entry in (tmp_path / "graph").iterdir()} <= {".lock"}


def test_a_reader_that_goes_away_is_no_error(graph: Path) -> None:
    command = f"{sys.executable} -m kg query 'UNWIND range(1, 100000) AS n RETURN n' --graph {graph} --json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=120)
    assert done.stdout == b"[\n"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("build", "--sample", "-o"), ("extract", "--sample", "-o")])
def test_an_output_that_cannot_be_written_is_named(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = kg(*arguments, tmp_path / "file" / "out")
    assert done.returncode == 2
    assert str(tmp_path / "file").encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_statement_that_is_not_utf_8_is_refused(graph: Path) -> None:
    done = kg("query", "RETURN '\udcff' AS x", "-g", graph)
    assert (done.returncode, b"Traceback" in done.stderr) == (5, False)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_standard_streams_are_no_error(closed: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m kg query --list {closed}', sys.executable],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_refused_paper_is_told_and_sets_the_exit_code(tmp_path: Path) -> None:
    path = listing(tmp_path / "papers.jsonl", LLAMA, {**OLMO, "title": "Long " * 1000})
    done = kg("build", path, "-o", tmp_path / "graph")
    assert done.returncode == 6, done.stderr
    assert b"refused.jsonl" in done.stderr


def test_every_reason_is_named_where_nothing_could_be_read(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).touch()
    done = kg("build", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "-o", tmp_path / "graph")
    assert done.returncode == 3
    assert b"a.jsonl" in done.stderr
    assert b"b.jsonl" in done.stderr

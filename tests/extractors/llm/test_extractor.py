"""`--extractor llm` against a real server on loopback: records, skipped papers, order, cost, and a key never told."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Barrier

import pytest

from kg import extractors, pipeline, records
from kg.errors import PaperError, SettingError
from kg.extractors.base import Waiting
from kg.extractors.llm import extractor as llm
from kg.model import Document, Record, Skipped
from kg.sources.read import read
from tests.extractors.llm.answers import GALORE_PAPER, GALORE_REPLY, LLAMA_PAPER, LLAMA_REPLY, entity, reply
from tests.extractors.promises import check
from tests.support.endpoint import Answer, Asked, Endpoint, failed, in_turn, raw, said, serving
from tests.support.papers import GALORE, LLAMA, OLMO, listing

SECRET = "sk-secret-word"
REPLIES = {LLAMA["title"]: LLAMA_REPLY, GALORE["title"]: GALORE_REPLY}


def knowing(asked: Asked, _: int = 0) -> Answer:
    """A model that knows two papers, and fails at all others."""
    title = asked.text.partition("\n")[0]
    return said(REPLIES[title]) if title in REPLIES else failed(500, "oops")


def environment(endpoint: Endpoint, **more: str) -> dict[str, str]:
    return {
        "KG_LLM_URL": endpoint.url,
        "KG_LLM_MODEL": "tiny",
        "KG_LLM_KEY": SECRET,
        "KG_LLM_BACKOFF": "0",
        "KG_LLM_ATTEMPTS": "2",
        "KG_LLM_TIMEOUT": "10",
        "NO_PROXY": "127.0.0.1",
        **more,
    }


def use(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    for name, value in environment(endpoint, **more).items():
        monkeypatch.setenv(name, value)


def kg(endpoint: Endpoint, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment(endpoint, **more)},
        check=False,
        timeout=120,
    )


def test_it_is_installed_but_not_the_default() -> None:
    assert "llm" in extractors.names()
    assert extractors.DEFAULT != "llm"


@pytest.mark.parametrize("missing", ["KG_LLM_URL", "KG_LLM_MODEL"])
def test_a_missing_setting_stops_the_run_before_anything_is_read(missing: str, tmp_path: Path) -> None:
    papers = listing(tmp_path / "papers.jsonl", LLAMA)
    with serving(knowing) as endpoint:
        done = kg(endpoint, "build", papers, "-o", tmp_path / "graph", "-x", "llm", **{missing: ""})
    assert done.returncode == 2
    assert missing in done.stderr
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(("document", "answer"), [(LLAMA_PAPER, LLAMA_REPLY), (GALORE_PAPER, GALORE_REPLY)])
def test_a_paper_is_read(document: Document, answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(said(answer))) as endpoint:
        use(endpoint, monkeypatch)
        made = extractors.make("llm")
        record = made.extract(document)
        assert made.extract(document) == record
    check(record)
    row = records.to_row(record)
    assert records.to_row(records.from_row(row)) == row
    assert record.relations
    (asked, _) = endpoint.asked
    assert asked.text == document.text
    assert asked.body["model"] == "tiny"
    assert asked.body["temperature"] == 0
    assert asked.body["response_format"]["json_schema"]["strict"] is True
    assert document.title not in asked.body["messages"][0]["content"]


def test_extra_fields_are_sent_and_null_takes_one_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(said(reply()))) as endpoint:
        use(endpoint, monkeypatch, KG_LLM_EXTRA='{"seed": 7, "temperature": null}')
        extractors.make("llm").extract(LLAMA_PAPER)
    (asked,) = endpoint.asked
    assert asked.body["seed"] == 7
    assert "temperature" not in asked.body


def test_a_paper_without_text_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(knowing) as endpoint:
        use(endpoint, monkeypatch)
        assert extractors.make("llm").extract(Document("empty", "", " ")) == Record(Document("empty", "", " "))
    assert endpoint.asked == []


def test_a_text_that_is_no_abstract_is_not_paid_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(knowing) as endpoint:
        use(endpoint, monkeypatch)
        with pytest.raises(PaperError, match="characters"):
            extractors.make("llm").extract(Document("long", "T", "word " * llm.LONGEST))
    assert endpoint.asked == []


def test_a_text_that_no_utf_8_can_carry_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("half", "T\ud800", "GPT-4 is used.")
    with serving(in_turn(said(reply(entities=[entity("Model", "GPT-4")])))) as endpoint:
        use(endpoint, monkeypatch)
        record = extractors.make("llm").extract(document)
    assert record.entities[0].mentions[0].start == document.text.index("GPT-4")


def test_the_key_of_records_changes_with_model_and_endpoint_but_not_with_the_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = []
    with serving(knowing) as endpoint:
        for more in ({}, {"KG_LLM_KEY": "other", "KG_LLM_JOBS": "9"}, {"KG_LLM_MODEL": "big"}, {"KG_LLM_EXTRA": "{}"}):
            use(endpoint, monkeypatch, **more)
            keys.append(extractors.make("llm").key)
        use(endpoint, monkeypatch, KG_LLM_URL=endpoint.url + "/other", KG_LLM_EXTRA="", KG_LLM_MODEL="tiny")
        keys.append(extractors.make("llm").key)
    assert keys[0] == keys[1]
    assert len({keys[0], keys[2], keys[4]}) == 3
    assert keys[3] == keys[0]


def test_several_are_asked_about_at_once_and_come_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    together = Barrier(3, timeout=20)

    def script(asked: Asked, _: int) -> Answer:
        together.wait()
        return said(reply(entities=[entity("Model", asked.text.partition("\n")[0])]))

    documents = [Document(f"d{number}", f"GPT-{number}", "A paper.") for number in range(30)]
    with serving(script) as endpoint:
        use(endpoint, monkeypatch, KG_LLM_JOBS="3")
        made = list(pipeline.Extraction("llm").read(documents))
    assert [one.entities[0].canonical for one in made if isinstance(one, Record)] == [d.title for d in documents]


def test_an_answer_full_of_hostile_text_is_data(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "{0.__class__} %n ${jndi:ldap://h} '); DROP TABLE x; -- [bold] </script>"
    document = Document("hostile", "A paper", f"We present {hostile} and GPT-4.")
    answer = reply(
        entities=[entity("Model", hostile, hostile, "GPT-5"), entity("Model", "\x1b[2J", "GPT-4", family="\x00")],
        relations=[{"head": hostile, "relation": "OUTPERFORMS", "tail": hostile * 3}],
    )
    with serving(in_turn(said(answer))) as endpoint:
        use(endpoint, monkeypatch)
        record = extractors.make("llm").extract(document)
    check(record)
    assert [one.canonical for one in record.entities] == [hostile, "GPT-4"]
    assert record.relations == ()


def test_an_endpoint_that_refuses_at_once_stops_the_run(tmp_path: Path) -> None:
    papers = listing(tmp_path / "papers.jsonl", LLAMA, GALORE, OLMO)
    with serving(in_turn(failed(401, f"Incorrect API key: {SECRET}"))) as endpoint:
        done = kg(endpoint, "extract", papers, "-o", tmp_path / "records.jsonl", "-x", "llm", KG_LLM_JOBS="1")
    assert done.returncode == 2
    assert "KG_LLM_KEY" in done.stderr
    assert "Incorrect API key" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert len(endpoint.asked) == 1
    assert not (tmp_path / "records.jsonl").exists()


def test_an_endpoint_that_refuses_later_costs_no_paper_that_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(said(LLAMA_REPLY), failed(402, "no credit"))) as endpoint:
        use(endpoint, monkeypatch, KG_LLM_JOBS="1")
        made = list(pipeline.Extraction("llm").read([LLAMA_PAPER, *[GALORE_PAPER] * 5]))
    assert [type(one) for one in made] == [Record, *[Skipped] * 5]
    assert len(endpoint.asked) == 2


def test_an_endpoint_that_fails_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(failed(500, "oops"))) as endpoint:
        use(endpoint, monkeypatch, KG_LLM_JOBS="1")
        extraction = pipeline.Extraction("llm")
        made = list(extraction.read([LLAMA_PAPER] * 50))
    assert all(isinstance(one, Skipped) and "HTTP 500: oops" in one.reason for one in made)
    assert len(endpoint.asked) == 2 * llm.IN_A_ROW
    assert "50 lost in 20 calls (10 again)" in (extraction.summary() or "")


def test_a_refusal_before_any_answer_is_an_error_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(in_turn(raw(b"nothing here", status=404))) as endpoint:
        use(endpoint, monkeypatch)
        with pytest.raises(SettingError, match=r"HTTP 404: nothing here: check KG_LLM_URL"):
            extractors.make("llm").extract(LLAMA_PAPER)


def test_a_build_reads_what_is_new_skips_what_failed_and_tells_the_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graph"
    with serving(knowing) as endpoint:
        use(endpoint, monkeypatch)
        first = pipeline.build(read([listing(tmp_path / "a.jsonl", LLAMA, OLMO)]), folder, extractor="llm")
        asked = len(endpoint.asked)
        again = pipeline.build(read([listing(tmp_path / "b.jsonl", LLAMA, GALORE)]), folder, extractor="llm")
    assert (first.extracted, first.papers, [one.line for one in first.skipped]) == (1, 1, [2])
    assert (again.extracted, again.papers, again.skipped) == (1, 2, ())
    assert asked == 3
    assert len(endpoint.asked) == 4
    assert "1 paper and 1 lost in 3 calls (1 again)" in (first.cost or "")
    written = b"".join(path.read_bytes() for path in folder.rglob("*.json*"))
    assert b'"llm"' in written
    assert SECRET.encode() not in written


def test_the_command_line_scores_it_and_tells_the_cost(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    entities = [{"type": "Method", "canonical": "GaLore", "surfaces": ["GaLore"], "introduced": True}]
    gold.write_text(json.dumps({"id": 1, **GALORE, "entities": entities}) + "\n", "utf-8")
    with serving(knowing) as endpoint:
        prices = {"KG_LLM_PRICE_IN": "100", "KG_LLM_PRICE_OUT": "1000"}
        done = kg(endpoint, "evaluate", gold, "-x", "llm", "--json", **prices)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["measures"]["Method"]["f1"] == 1.0
    assert "llm: 1 paper in 1 call" in done.stderr
    assert "100 tokens sent and 20 received, price 0.0300" in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_an_interrupted_run_does_not_wait_for_answers(tmp_path: Path) -> None:
    papers = listing(tmp_path / "papers.jsonl", LLAMA, GALORE, OLMO)
    out = tmp_path / "records.jsonl"
    command = [sys.executable, "-m", "kg", "extract", str(papers), "-o", str(out), "-x", "llm"]
    with serving(in_turn(raw(b"late", pause=60.0))) as endpoint:
        env = {**os.environ, **environment(endpoint, KG_LLM_TIMEOUT="50")}
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=env) as process:
            while len(endpoint.asked) < 3 and process.poll() is None:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.startswith(b"kg: interrupted")
    assert not out.exists()


def test_it_is_run_in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(knowing) as endpoint:
        use(endpoint, monkeypatch)
        assert isinstance(extractors.make("llm"), Waiting)


def test_without_its_packages_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['tenacity'] = None\n"
        "from kg import extractors\n"
        "try: extractors.make('llm')\n"
        "except extractors.SettingError as error: print(error)"
    )
    shown = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=tmp_path)
    assert "tenacity: pip install 'kg[llm]'" in shown

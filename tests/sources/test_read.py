"""kg/sources/read.py: files, folders, standard input; telling formats; reporting what can't be read."""

import gzip
import io
import os
import threading
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from kg.errors import InputError, SettingError
from kg.model import Listing, Skipped
from kg.sources.read import formats, read
from tests.sources.made import ABSTRACT, OTHER, apart, atom, atom_entry, json_lines, papers, skips, snapshot, together

ENTRIES = [("LLaMA", ABSTRACT), ("BERT", OTHER)]
FORMS: dict[str, str] = {
    "apart": apart(ENTRIES),
    "together": together(ENTRIES),
    "bare": "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in ENTRIES),
    "json lines": json_lines(*({"title": title, "abstract": abstract} for title, abstract in ENTRIES)),
    "snapshot": json_lines(*(snapshot(title=title, abstract=abstract) for title, abstract in ENTRIES)),
    "csv": "Title,Summary\n" + "".join(f'{title},"{abstract}"\n' for title, abstract in ENTRIES),
    "tsv": "title\tabstract\n" + "".join(f"{title}\t{abstract}\n" for title, abstract in ENTRIES),
    "atom": atom(
        *(
            atom_entry(title=title).replace("The Transformer needs\nno recurrence.", abstract)
            for title, abstract in ENTRIES
        )
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_format_is_told_from_content_alone(
    tmp_path: Path, form: str, encoding: str, end: str, packed: bool
) -> None:
    written = FORMS[form].replace("\n", end).encode(encoding)
    path = tmp_path / "name that tells nothing"
    path.write_bytes(gzip.compress(written) if packed else written)
    found = list(read([path]))
    assert skips(found) == []
    assert [(paper.title, paper.abstract) for paper in papers(found)] == ENTRIES


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.jsonl", "a/.hidden", ".git/c.txt", "a-b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(FORMS["json lines"].splitlines()[0])
    found = papers(read([tmp_path]))
    assert [paper.listings for paper in found] == [
        (Listing("a-b.txt", 1),),
        (Listing("a/z.jsonl", 1),),
        (Listing("b.txt", 1),),
    ]


def test_standard_input_is_read_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text(json_lines({"title": "GPT-3", "abstract": "Few shots."}))
    found = papers(read([path, "-"], stdin=io.BytesIO(apart(ENTRIES).encode())))
    assert [(paper.title, paper.listings[0].name) for paper in found] == [
        ("GPT-3", "papers.jsonl"),
        ("LLaMA", "-"),
        ("BERT", "-"),
    ]


def test_a_named_pipe_given_by_name_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(FORMS["csv"]))
    writer.start()
    assert len(papers(read([pipe]))) == 2
    writer.join()


def test_a_path_that_is_not_there_stops_the_run_before_it_starts(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file or folder: check the path"):
        read([tmp_path, tmp_path / "nowhere.txt"])


def test_an_unknown_format_stops_the_run_and_names_the_known_ones() -> None:
    with pytest.raises(SettingError, match="format 'xml' is unknown: known are arxiv, atom, csv, jsonl, listing, tsv"):
        read([], format="xml")


def test_an_unknown_field_stops_the_run() -> None:
    with pytest.raises(SettingError, match="'abstrakt' is no field of a paper"):
        read([], columns={"abstrakt": "Text"})


def test_a_format_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "papers"
    path.write_text(f"# A heading taken for a title\n{ABSTRACT}\n")
    assert [skip.reason for skip in skips(read([path]))] == ["the format is unknown"]
    (paper,) = papers(read([path], format="listing"))
    assert paper.abstract == ABSTRACT
    assert "listing" in formats()


def test_columns_reach_the_source(tmp_path: Path) -> None:
    path = tmp_path / "papers"
    path.write_text("Titel;Inhalt\nBERT;It reads both sides.\n")
    (paper,) = papers(read([path], columns={"title": "Titel", "abstract": "Inhalt"}))
    assert paper.title == "BERT"


DAMAGED: dict[str, tuple[bytes, int, int | None, str]] = {
    "empty": (b"", 0, None, "the file is empty"),
    "blank": (b" \r\n\n", 0, None, "the file is empty"),
    "binary": (bytes(range(256)) * 9, 0, None, "the file is binary, no text"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, None, "the file is binary, no text"),
    "unknown": (b"def main():\n    return 1\n", 0, None, "the format is unknown"),
    "page": (b"<html><body>BERT</body></html>", 0, None, "the format is unknown"),
    "array": (b'[{"title": "x", "abstract": "y"}]', 0, 1, "JSON, but an array or an object over several lines"),
    "headless": (b"a,b\n1,2\n3,4\n", 0, 1, "no column for title and abstract among 'a', 'b'"),
    "no gzip": (b"\x1f\x8bnot gzip at all", 0, None, "the gzip data are damaged"),
    "cut gzip": (gzip.compress(FORMS["json lines"].encode())[:-40], 1, None, "the gzip data break off"),
    "latin-1": (FORMS["apart"].replace("both", "b\xf6th").encode("latin-1"), 1, 15, "it is not UTF-8: byte 0xf6"),
    "cut json": (FORMS["json lines"].encode()[:-9], 1, 2, "no JSON"),
    "cut feed": (FORMS["atom"].encode()[:-99], 1, 17, "the XML breaks off or is damaged"),
}


@pytest.mark.parametrize(("written", "count", "line", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_reported_with_its_place_and_the_rest_goes_on(
    tmp_path: Path, written: bytes, count: int, line: int | None, reason: str
) -> None:
    path = tmp_path / "1-damaged"
    path.write_bytes(written)
    (tmp_path / "2-whole").write_text(FORMS["csv"])
    found = list(read([tmp_path]))
    (skip,) = skips(found)
    assert (skip.name, skip.line) == (str(path), line)
    assert skip.reason.startswith(reason)
    assert skip.remedy
    assert len(papers(found)) == count + 2


def test_what_is_no_file_in_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "other")
    os.mkfifo(tmp_path / "in" / "pipe")
    found = list(read([tmp_path / "in"]))
    assert [(skip.name, skip.reason) for skip in skips(found)] == [
        (str(tmp_path / "in" / "folder"), "a link to a folder is not followed"),
        (str(tmp_path / "in" / "gone"), "it can't be read (No such file or directory)"),
        (str(tmp_path / "in" / "pipe"), "neither a file nor a folder"),
    ]


def test_a_dangling_link_given_by_name_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert [skip.reason for skip in skips(read([tmp_path / "gone"]))] == [
        "it can't be read (No such file or directory)"
    ]


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    assert list(read([tmp_path])) == [
        Skipped(str(tmp_path), None, "the folder holds no file", "name a folder or file that holds papers")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_access_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(FORMS["csv"])
    path.chmod(0)
    assert [skip.reason for skip in skips(read([path]))] == ["it can't be read (Permission denied)"]


def test_a_files_name_of_any_bytes_does_no_harm(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\nlisting")
    (tmp_path / name).write_text(FORMS["csv"] + "GPT-3,\n")
    found = list(read([tmp_path]))
    assert papers(found)[0].listings == (Listing("caf\ufffd listing", 2),)
    (skip,) = skips(found)
    skip.name.encode()


def test_papers_come_before_the_whole_is_read() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:  # noqa: ARG002 - the stream's form
            return FORMS["json lines"].encode() * 50

    first = next(read(["-"], stdin=cast(BinaryIO, Endless())))
    assert papers([first])[0].title == "LLaMA"

"""kg/sources/content.py: unpacking, decoding, cutting into lines, and telling damage."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sources.content import HEAD, LONGEST_LINE, Content
from tests.sources.made import content

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def texts(made: Content) -> list[str]:
    return [line.text for line in made.lines()]


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_packed_content_reads_like_the_content(pack: Callable[[bytes], bytes]) -> None:
    lines = [f"line {number} of a longer text" for number in range(20_000)]
    assert texts(content(pack("\n".join(lines).encode()))) == lines


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_members_one_after_another_are_one_content(pack: Callable[[bytes], bytes]) -> None:
    made = content(pack(b"one\n") + pack(b"two\n") + b"\x00" * 512)
    assert texts(made) == ["one", "two"]
    assert made.damage is None


@pytest.mark.parametrize("kind", PACKERS)
@given(cut=st.integers(1, 4000))
@settings(max_examples=40, deadline=None)
def test_truncated_content_gives_whole_lines_and_says_so(kind: str, cut: int) -> None:
    lines = [f"{number * 7919 % 10007} is a number" for number in range(2000)]
    packed = PACKERS[kind]("\n".join(lines).encode())
    made = content(packed[: -min(cut, len(packed) - 8)])
    read = texts(made)
    assert read == lines[: len(read)]
    assert made.damage is not None
    assert f"{kind} data" in made.damage


def test_damaged_gzip_gives_what_stands_before_the_damage() -> None:
    lines = [f"{number * 7919 % 100_003} is a number" for number in range(50_000)]
    packed = bytearray(gzip.compress("\n".join(lines).encode()))
    middle = len(packed) // 2
    packed[middle : middle + 64] = b"\xff" * 64
    made = content(bytes(packed))
    read = texts(made)
    assert read[:20_000] == lines[:20_000]
    assert made.damage is not None


def test_bytes_after_packed_data_are_told() -> None:
    made = content(gzip.compress(b"one\n") + b"rubbish")
    assert texts(made) == ["one"]
    assert "follow after" in str(made.damage)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    made = content("PanGu-Σ\r\n🤗 BERT".encode(encoding))
    assert made.head == "PanGu-Σ\n🤗 BERT"
    assert texts(made) == ["PanGu-Σ", "🤗 BERT"]


def test_lines_that_end_in_cr_alone_are_lines() -> None:
    assert texts(content("BERT\rGPT-3\r" * 20_000)) == ["BERT", "GPT-3"] * 20_000


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_utf_16_of_either_order_is_read(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    assert texts(content(mark + "Poro 34B\n".encode(encoding))) == ["Poro 34B"]


def test_a_line_that_is_not_utf_8_is_told_with_its_place() -> None:
    good, bad, after = content(b"BERT\nRosen\xe9\nGPT\n").lines()
    assert (good.problem, after.problem) == (None, None)
    assert (bad.number, bad.problem) == (2, "it is not UTF-8: byte 0xe9 at column 6")


def test_a_line_without_end_is_left_out_of_memory() -> None:
    made = content(b"one\n" + b"x" * (2 * LONGEST_LINE + 5) + b"\nthree\n")
    one, two, three = made.lines()
    assert (one.text, two.text, three.text) == ("one", "", "three")
    assert "longer than 16 MiB" in str(two.problem)
    assert three.number == 3


@pytest.mark.parametrize(
    ("written", "empty", "binary"),
    [
        (b"", True, False),
        (b" \r\n\t\n", True, False),
        (b"\xef\xbb\xbf\n", True, False),
        (b"BERT", False, False),
        (b"\x00" * 9, False, True),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", False, True),
        ("BERT is a model".encode("utf-16-le"), False, True),
        (b"A text with one null\x00 byte and a page break\x0c in it", False, False),
        (gzip.compress(b""), True, False),
        (gzip.compress(bytes(range(256)) * 40), False, True),
    ],
)
def test_empty_and_binary_content_is_known(written: bytes, empty: bool, binary: bool) -> None:
    assert (content(written).empty, content(written).binary) == (empty, binary)


def test_only_the_head_is_read_to_tell_the_format() -> None:
    stream = io.BytesIO(b"x" * (100 * HEAD))
    Content(stream, "long", "long")
    assert stream.tell() <= 3 * HEAD


def test_a_stream_that_fails_keeps_what_it_gave() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            chunk = super().read(min(size or 0, 8))
            if not chunk:
                raise OSError(5, "Input/output error")
            return chunk

    made = Content(Failing(b"one\ntwo\nthr"), "disk", "disk")
    assert texts(made) == ["one", "two"]
    assert made.damage == "it can't be read further (Input/output error)"


def test_a_name_that_is_no_text_becomes_one() -> None:
    made = Content(io.BytesIO(b""), "a\udcff\nb", "folder/a\udcff\nb")
    assert (made.name, made.path) == ("a\ufffd b", "folder/a\ufffd b")


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), min_size=1, max_size=20)))
def test_lines_come_back_as_they_were_written(lines: list[str]) -> None:
    lines = [line.lstrip("\ufeff") or "x" for line in lines]
    for end in ("\n", "\r\n"):
        assert texts(content("".join(line + end for line in lines))) == lines

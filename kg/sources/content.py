"""A stream of bytes in; its head, its encoding undone, and its numbered lines out (gzip, bz2, xz; UTF-8, UTF-16).

Everything is read once, forwards, in bounded memory, so that standard input and pipes work as files do.
"""

import bz2
import codecs
import io
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from kg.sources.text import one_line

HEAD = 64 * 1024
"""Bytes of the (unpacked) content from which its format is told."""

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one line beyond which the line is skipped: no paper is that long, and memory is bounded."""

_CHUNK = 64 * 1024
_STEP = 512
"""Packed bytes unpacked at once: a damaged place costs no more than these, and a bomb no more than some 10 MB."""

_MAGIC = {"gzip": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\x00"}
# UTF-32's little-endian mark begins with UTF-16's, so it stands first.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_LONGEST_MAGIC = 6
_CONTROLS = bytes(range(0x09)) + b"\x0b" + bytes(range(0x0E, 0x20))
_FEW_CONTROLS = 0.02


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end (LF or CRLF); `problem` says why its text is not to be trusted, or is None."""

    number: int
    text: str
    problem: str | None = None


class Content:
    """The content of one input: `name` as a listing shows it, `path` as the user wrote it.

    `damage` is None until the last byte was read, and then says why the content breaks off, if it does.
    """

    def __init__(self, stream: BinaryIO, name: str, path: str) -> None:
        # A file's name may hold bytes that are no UTF-8, and line breaks; what is made of it may not.
        self.name = one_line(name)
        self.path = one_line(path)
        self.damage: str | None = None
        self._chunks = _without_mark(self._unpacked(stream))
        self._head = b""
        while len(self._head) < HEAD and (chunk := next(self._chunks, b"")):
            self._head += chunk
        if b"\r" in self._head and b"\n" not in self._head:
            # Lines that end in CR alone, as on old Macs.
            self._head = self._head.replace(b"\r", b"\n")
            self._chunks = (chunk.replace(b"\r", b"\n") for chunk in self._chunks)

    @property
    def empty(self) -> bool:
        """Whether there is nothing but blanks in it."""
        return len(self._head) < HEAD and not self._head.strip(b" \t\r\n\x0b\x0c")

    @property
    def binary(self) -> bool:
        """Whether its head holds more control bytes than a text with a few stray ones does."""
        controls = len(self._head) - len(self._head.translate(None, _CONTROLS))
        return controls > 1 + len(self._head) * _FEW_CONTROLS

    @property
    def head(self) -> str:
        """The first text, from which the format is told; it may end in the middle of a line."""
        return self._head[:HEAD].decode("utf-8", "replace").replace("\r\n", "\n")

    def chunks(self) -> Iterator[bytes]:
        """All bytes as UTF-8 without a byte order mark; they end at the damage, if there is any."""
        yield self._head
        yield from self._chunks

    def lines(self) -> Iterator[Line]:
        """The lines, numbered from 1; a last line that the damage cut off is left out."""
        stream = io.BufferedReader(cast(io.RawIOBase, _Chunks(self.chunks())), _CHUNK)
        number = 0
        while raw := stream.readline(LONGEST_LINE):
            number += 1
            if raw.endswith(b"\n"):
                yield _line(number, raw)
            elif len(raw) == LONGEST_LINE:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(LONGEST_LINE)
                yield Line(number, "", f"the line is longer than {LONGEST_LINE // 2**20} MiB")
            elif self.damage is None:
                yield _line(number, raw)

    def _unpacked(self, stream: BinaryIO) -> Iterator[bytes]:
        """Chunks of the stream, decompressed where its first bytes say that it is packed."""
        start = b""
        while len(start) < _LONGEST_MAGIC and (chunk := self._take(stream)):
            start += chunk
        kind = next((kind for kind, magic in _MAGIC.items() if start.startswith(magic)), None)
        if kind is not None:
            yield from self._inflated(start, stream, kind)
            return
        while start:
            yield start
            start = self._take(stream)

    def _inflated(self, packed: bytes, stream: BinaryIO, kind: str) -> Iterator[bytes]:
        """The content of one or several packed members, one after another, as far as they are whole."""
        inflater = _inflater(kind)
        while packed or (packed := self._take(stream)):
            piece, packed = packed[:_STEP], packed[_STEP:]
            try:
                yield from _pieces(inflater.decompress(piece))
            except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
                self.damage = f"the {kind} data are damaged ({error})"
                return
            if inflater.eof:
                packed = self._next_member(inflater.unused_data + packed, stream)
                if not packed:
                    return
                if not packed.startswith(_MAGIC[kind]):
                    self.damage = f"bytes that are no {kind} data follow after the {kind} data"
                    return
                inflater = _inflater(kind)
        self.damage = self.damage or f"the {kind} data break off before their end"

    def _next_member(self, packed: bytes, stream: BinaryIO) -> bytes:
        """The bytes after a member and its padding, enough of them to tell what they are."""
        packed = packed.lstrip(b"\x00")
        while len(packed) < _LONGEST_MAGIC and (chunk := self._take(stream)):
            packed = (packed + chunk).lstrip(b"\x00")
        return packed

    def _take(self, stream: BinaryIO) -> bytes:
        try:
            return stream.read(_CHUNK) or b""
        except OSError as error:
            self.damage = f"it can't be read further ({error.strerror or error})"
            return b""


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a raw stream, for BufferedReader to cut into lines."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def _line(number: int, raw: bytes) -> Line:
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
    try:
        return Line(number, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        problem = f"it is not UTF-8: byte 0x{byte:02x} at column {error.start + 1}"
        return Line(number, raw.decode("utf-8", "replace"), problem)


def _inflater(kind: str) -> _Inflater:
    if kind == "gzip":
        return zlib.decompressobj(wbits=31)
    return bz2.BZ2Decompressor() if kind == "bz2" else lzma.LZMADecompressor()


def _pieces(chunk: bytes) -> Iterator[bytes]:
    """In pieces of bounded size: a packed chunk of zeros unpacks to a thousand times its size."""
    for start in range(0, len(chunk), _CHUNK):
        yield chunk[start : start + _CHUNK]


def _without_mark(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks in UTF-8, whatever Unicode encoding their byte order mark tells."""
    start = b""
    while len(start) < len(codecs.BOM_UTF32_LE) and (chunk := next(chunks, b"")):
        start += chunk
    mark, encoding = next(((m, e) for m, e in _MARKS.items() if start.startswith(m)), (b"", "utf-8"))
    start = start[len(mark) :]
    if encoding == "utf-8":
        yield from _pieces(start)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    yield from _pieces(decoder.decode(start).encode())
    for chunk in chunks:
        yield from _pieces(decoder.decode(chunk).encode())
    yield from _pieces(decoder.decode(b"", final=True).encode())

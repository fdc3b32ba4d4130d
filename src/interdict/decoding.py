"""A file of unknown encoding and packing as numbered lines of text, in bounded memory.

Compression is known by the first bytes, never by the file's name. A line that cannot be
read (wrong bytes, a NUL, no end in sight) is given as such, alone; the lines around it are
read. One encoding holds for the whole file: it is the byte order mark's, else UTF-8 if the
first lines with accents are UTF-8, else Windows-1252.
"""

import codecs
import gzip
import io
import itertools
import lzma
import re
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from interdict.errors import UsageError

READ_BYTES = 1 << 16
BLOCK_BYTES = 1 << 18
FIRST_LOOK_BYTES = 1 << 22
"""How much is looked at to decide the encoding, where it holds an accent."""

LINE_LIMIT = 1 << 20
"""Longest physical line, in bytes of UTF-8; a longer one is not a table row."""

_RAW_LIMIT = 2000
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ACCENTED_WORD = re.compile(r"[^\W\d_]*[À-ÿ][^\W\d_]*")
_ENTIRELY_ACCENTED = re.compile(r"[À-ÿ]{3,}")


class Line(NamedTuple):
    """One physical line without its end; ``problem`` is empty when it could be read."""

    number: int
    """1-based."""
    text: str
    """Undecodable bytes of a problem line are written ``\\xe9``."""
    problem: str = ""


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Stands in for wrong UTF-16: a lone surrogate, which is no UTF-8, so that the line shows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end


_MARKED = "interdict-marked"
codecs.register_error(_MARKED, _mark)


def unpacked(stream: IO[bytes]) -> io.BufferedReader:
    """The stream itself, or what the gzip or xz file in it holds."""
    peekable = stream if isinstance(stream, io.BufferedReader) else _buffered(stream)
    start = peekable.peek(6)[:6]
    if start.startswith(b"\x1f\x8b"):
        return io.BufferedReader(gzip.GzipFile(fileobj=peekable))
    if start == b"\xfd7zXZ\x00":
        return io.BufferedReader(lzma.LZMAFile(peekable))
    return peekable


def _buffered(stream: IO[bytes]) -> io.BufferedReader:
    return io.BufferedReader(stream)  # type: ignore[arg-type]


class TextLines:
    """Iterates over the lines of an unpacked byte stream."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.damage = ""
        """Where and why a compressed file could not be read on; empty while it can."""
        self._unfinished = b""
        self._at_start = True
        self._arrived = self._given = 0
        self._block = (1, 0, 1)
        start = self._read(FIRST_LOOK_BYTES)
        mark, self.encoding = next(
            ((mark, name) for mark, name in MARKS if start.startswith(mark)),
            (b"", unmarked_wide(start)),
        )
        pieces = self._as_bytes(start[len(mark) :])
        first = next(pieces, b"")
        self._pieces = itertools.chain((first,), pieces)
        self._end = b"\r" if b"\r" in first and b"\n" not in first else b"\n"

    encoding: str
    """Name of the encoding; empty until the first line that is not plain ASCII."""

    def __iter__(self) -> Iterator[Line]:
        number = 1
        for block in self._blocks():
            self._block = (number, len(block), block.count(self._end) or 1)
            overlong = len(block) > LINE_LIMIT and self._end not in block[:-1]
            lines = iter((_overlong(block),)) if overlong else self._decoded(block)
            for text, problem in lines:
                yield Line(number, text, problem)
                number += 1
            self._given += len(block)
        if self.damage:
            problem = f"is not whole: {self.damage}"
            yield Line(number, _shown(self._unfinished), problem)

    def share_given(self, line: int) -> float:
        """How much of the content read so far lies before the end of this line (0 to 1), one of
        those given last; within a block of lines it is reckoned by their number."""
        first, length, lines = self._block
        given = self._given + length * (line - first + 1) / lines
        return min(given / self._arrived, 1.0) if self._arrived else 0.0

    def _read(self, size: int = BLOCK_BYTES) -> bytes:
        """The next bytes; what was unpacked before a damaged place is not lost."""
        pieces = []
        try:
            while size > 0 and (piece := self._stream.read1(min(size, READ_BYTES))):
                pieces.append(piece)
                size -= len(piece)
        except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as damage:
            self.damage = (
                f"the compressed file is damaged or cut off here ({damage}); "
                "what follows could not be read: get the file again"
            )
        return b"".join(pieces)

    def _as_bytes(self, piece: bytes) -> Iterator[bytes]:
        """The content as UTF-8, or in the one-byte encoding it has."""
        wide = self.encoding[:6] in ("utf-16", "utf-32")
        decoder = codecs.getincrementaldecoder(self.encoding)(_MARKED) if wide else None
        while piece:
            yield decoder.decode(piece).encode("utf-8", "surrogatepass") if decoder else piece
            piece = self._read()
        if decoder and decoder.getstate()[0]:
            yield b"\xff"  # half a character: not UTF-8 either, so that its line is reported

    def _blocks(self) -> Iterator[bytes]:
        """Whole lines, many at a time; a line over the limit comes alone and shortened."""
        held = b""
        skipping = False
        for piece in self._pieces:
            self._arrived += len(piece)
            if skipping and self._end in piece:
                _, _, piece = piece.partition(self._end)
                yield held + self._end
                held, skipping = b"", False
            cut = piece.rfind(self._end) + 1
            if cut:
                yield held + piece[:cut]
                held = piece[cut:]
            elif not skipping:
                held += piece
                skipping = len(held) > LINE_LIMIT
        if self.damage:
            self._unfinished = held
        elif held:
            yield held

    def _decoded(self, block: bytes) -> Iterator[tuple[str, str]]:
        if not block.isascii() and not self.encoding:
            self.encoding = _narrow_encoding(self._split(block), self._at_start)
        self._at_start = False
        readable = block.isascii() or (self.encoding != "cp1252" and _decodes(block, "utf-8"))
        if b"\x00" in block or not readable:
            return map(self._line, self._split(block))
        text = block.decode("utf-8")
        end = self._end.decode()
        lines = text.removesuffix(end).split(end)
        if "\r" in text and end == "\n":
            lines = [line.removesuffix("\r").replace("\r", " ") for line in lines]
        return zip(lines, itertools.repeat(""), strict=False)

    def _split(self, block: bytes) -> list[bytes]:
        return block.removesuffix(self._end).split(self._end)

    def _line(self, line: bytes) -> tuple[str, str]:
        line = line.removesuffix(b"\r").replace(b"\r", b" ")
        if b"\x00" in line:
            return _shown(line), "holds a NUL character, which no text has"
        if line.isascii():
            return line.decode("ascii"), ""
        utf8 = _decodes(line, "utf-8")
        if self.encoding != "cp1252":
            return (line.decode("utf-8"), "") if utf8 else (_shown(line), _MIXED.format("UTF-8"))
        if utf8 or not _decodes(line, "cp1252"):
            return _shown(line), _MIXED.format("Windows-1252")
        return line.decode("cp1252"), ""


_MIXED = "is in another encoding than the rest of the file, which is {}"


def _overlong(line: bytes) -> tuple[str, str]:
    return _shown(line), f"is longer than {LINE_LIMIT:,} bytes, so it is no row of a table"


def _shown(line: bytes) -> str:
    text = line[:_RAW_LIMIT].decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
    return text if len(line) <= _RAW_LIMIT else f"{text} [shortened]"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def unmarked_wide(start: bytes) -> str:
    """UTF-16 without a mark shows as a NUL in every other byte of Latin text."""
    even, odd = start[0:4096:2].count(0), start[1:4096:2].count(0)
    half = min(len(start), 4096) // 2
    if odd > half * 0.4 and even < odd / 8:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < even / 8 else ""


def _narrow_encoding(lines: list[bytes], first: bool) -> str:
    """UTF-8 if at least half of the accented lines are; else Windows-1252, if it can be.

    A file that is mostly in an alphabet of its own (Windows-1251, GBK) is refused at its
    beginning (``first``); single lines of that sort are left to be rejected one by one.
    """
    accented = [line for line in lines if not line.isascii() and b"\x00" not in line]
    fitting = sum(_decodes(line, "utf-8") for line in accented)
    if fitting * 2 >= len(accented):
        return "utf-8"
    words = strange_words(b" ".join(accented).decode("cp1252", "replace"))
    if not words:
        return "cp1252"
    if first and len(accented) * 3 > len(lines):
        raise UsageError(OTHER_ALPHABET.format(" ".join(words[:3])))
    return "utf-8"


def strange_words(text: str) -> list[str]:
    """The words with accents, if most of those are nothing but accented letters: then the text
    is in an alphabet of its own and was read as Windows-1252 by mistake. Else none."""
    words = _ACCENTED_WORD.findall(text)
    strange = sum(bool(_ENTIRELY_ACCENTED.fullmatch(word)) for word in words)
    return words if strange * 2 > len(words) else []


OTHER_ALPHABET = (
    "the file is neither UTF-8 nor UTF-16 nor Windows-1252: read as Windows-1252 its words "
    "would be {!r}. Save it as UTF-8 and try again"
)

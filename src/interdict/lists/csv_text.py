"""Delimited text as people export it: bytes to rows with their line numbers, or a clear no.

Reads comma, semicolon, tab and ``|`` as delimiters, UTF-8 and UTF-16 with or without a byte
order mark, and Windows-1252. Quoting is that of RFC 4180. What would shift or swallow rows
without anyone noticing (a quote left open, a NUL, two encodings in one file) condemns the
file; what spoils one row costs that row, with a finding.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.party import Finding

DELIMITERS = ",;\t|"
_SNIFFED = 64 * 1024
_SNIFFED_LINES = 25
_UTF8_LETTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]|\xc2[\xa0-\xbf]")
_SWALLOWED = 3
"""So many rows within one quoted cell are no text: the quote was left open."""
_FIELD_LIMIT = 2**24
"""Characters of a cell; csv's own limit of 131,072 would call a long remark an error."""


class Line(NamedTuple):
    """One row of a table."""

    number: int
    """1-based line of the file (row of the sheet) where it begins."""
    cells: tuple[str, ...]


class DelimitedText(NamedTuple):
    """A file of rows, blank ones left out."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    rejected: int
    """Rows that could not be read; each has a finding of severity ``error``."""


def read_delimited(file: SourceFile) -> DelimitedText:
    """All rows of a file, the header among them; ``MalformedFile`` when it cannot be trusted."""
    text = decoded(file)
    if not text.strip():
        raise MalformedFile(f"{file.name} is empty: export it again")
    delimiter, skipped = _delimiter(text)
    return _Reader(file.name, delimiter).read(text, skipped)


def first_cells(content: bytes) -> list[list[str]]:
    """The first rows as far as they can be made out; never raises, whatever the bytes."""
    text = _sniffed_text(content[:_SNIFFED])
    delimiter, skipped = _delimiter(text)
    lines = text.splitlines()[skipped : skipped + _SNIFFED_LINES]
    return [_loose_cells(line, delimiter) for line in lines if line.strip()]


def decoded(file: SourceFile) -> str:
    """The file as text without byte order mark; ``MalformedFile`` for mixed or broken bytes."""
    encoding = _utf16(file.content)
    text = _decode(file, encoding) if encoding else _eight_bit(file)
    nul = text.find("\0")
    if nul >= 0:
        raise MalformedFile(
            f"{file.name}, line {text.count(chr(10), 0, nul) + 1}: a NUL character; the file is "
            "damaged or not a text file. Export it again as CSV, in UTF-8"
        )
    return text.removeprefix("\ufeff")


def _utf16(content: bytes) -> str | None:
    """UTF-16 by its mark, or by the NULs that stand beside every Latin letter."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:1000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 10 > len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode(file: SourceFile, encoding: str) -> str:
    try:
        return file.content.decode(encoding)
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise MalformedFile(
            f"{file.name}, line {line}, byte {error.start}: broken {encoding.upper()}; the file "
            "is damaged or cut off. Export it again as CSV, in UTF-8"
        ) from error


def _eight_bit(file: SourceFile) -> str:
    content = file.content
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        offset = error.start
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _mixed(file, error.start) from error
    if content.startswith(codecs.BOM_UTF8) or _UTF8_LETTER.search(content):
        raise _mixed(file, offset)
    return text


def _mixed(file: SourceFile, offset: int) -> MalformedFile:
    line = file.content.count(b"\n", 0, offset) + 1
    return MalformedFile(
        f"{file.name}, line {line}, byte {offset}: byte 0x{file.content[offset]:02X} is neither "
        "UTF-8 nor Windows-1252 like the rest; the file mixes encodings or is damaged. "
        "Export it again as CSV, in UTF-8"
    )


def _sniffed_text(head: bytes) -> str:
    encoding = _utf16(head) or ("utf-8" if _is_utf8(head) else "cp1252")
    return head.decode(encoding, errors="replace").replace("\0", "").removeprefix("\ufeff")


def _is_utf8(head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)  # the end may cut a letter in two
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> tuple[str, int]:
    """The delimiter, and how many lines go before the rows (Excel's own ``sep=;``)."""
    head = text[:_SNIFFED].splitlines()[:_SNIFFED_LINES]
    if head and re.fullmatch(r"sep=.", head[0].strip('\r\n"')):
        return head[0].strip('\r\n"')[-1], 1
    return max(DELIMITERS, key=lambda delimiter: _regularity(head, delimiter)), 0


def _regularity(lines: Sequence[str], delimiter: str) -> int:
    """Cells in the rows that have the commonest number of them; one cell is no row."""
    widths = Counter(len(_loose_cells(line, delimiter)) for line in lines if line.strip())
    del widths[1]
    return max((width * count for width, count in widths.items()), default=0)


def _loose_cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return [cell.strip(' "') for cell in line.split(delimiter)]


class _Reader:
    """Reads the rows of one file, collecting what is wrong with single ones."""

    def __init__(self, name: str, delimiter: str) -> None:
        self._name = name
        self._delimiter = delimiter
        self._findings: list[Finding] = []
        self._rejected = 0
        self._width = 0

    def read(self, text: str, skipped: int) -> DelimitedText:
        physical = text.splitlines(keepends=True) if "\n" not in text else _split(text)
        lines = tuple(self._lines(physical, skipped))
        self._check_end(text, lines)
        return DelimitedText(lines, tuple(self._findings), self._rejected)

    def _lines(self, physical: list[str], skipped: int) -> Iterator[Line]:
        csv.field_size_limit(_FIELD_LIMIT)
        rows = csv.reader(iter(physical[skipped:]), delimiter=self._delimiter, strict=True)
        start = skipped
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                self._unreadable(physical, start, rows.line_num + skipped, error)
                cells = []
            end = rows.line_num + skipped
            if any(cell.strip() for cell in cells):
                self._check_swallowed(physical[start + 1 : end - 1], start)
                self._width = self._width or len(cells)
                yield Line(start + 1, tuple(cell.strip() for cell in cells))
            start = end

    def _unreadable(self, physical: list[str], start: int, end: int, error: csv.Error) -> None:
        """Within one line a stray quote spoils that line; over several it swallowed rows."""
        if end - start > 1 or physical[start].count('"') % 2:
            raise self._open_quote(start)
        self._rejected += 1
        self._findings.append(
            Finding(
                severity="error",
                code="unreadable-row",
                message=f"{self._name}, line {end}: the row could not be read ({error}) and was "
                "left out: write a quote inside a quoted cell twice",
                record=f"line {end}",
            )
        )

    def _check_swallowed(self, inner: Sequence[str], start: int) -> None:
        rows = sum(len(_loose_cells(line, self._delimiter)) == self._width for line in inner)
        if rows >= _SWALLOWED and self._width > 1:
            raise self._open_quote(start)

    def _open_quote(self, start: int) -> MalformedFile:
        return MalformedFile(
            f"{self._name}, line {start + 1}: a quote is opened here and not closed, which would "
            "swallow the rows that follow. Close the quote, or export the file again"
        )

    def _check_end(self, text: str, lines: tuple[Line, ...]) -> None:
        """A file cut off within its last row has neither all the cells nor an end of line."""
        if text.endswith(("\n", "\r")) or len(lines) < 3:
            return
        widths = {len(line.cells) for line in lines[:-1]}
        if len(widths) == 1 and len(lines[-1].cells) < widths.pop():
            raise MalformedFile(
                f"{self._name}, line {lines[-1].number}: the file ends in the middle of a row; "
                "it is cut off. Copy or export it again"
            )


def _split(text: str) -> list[str]:
    """Lines as editors count them; ``splitlines`` would also break at U+2028 and form feeds."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])

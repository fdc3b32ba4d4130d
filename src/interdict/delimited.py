"""Delimited text as records, one bad record at a time.

A quote that opens and never closes must not swallow the rest of the file (Python's ``csv``
would read on to its end). So a quoted cell may run over a limited number of lines, and what
it runs over must not itself look like whole records; otherwise the line where the quote
opened is given up alone and reading resumes at the next physical line.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator

import msgspec

from interdict.decoding import Line

DELIMITERS = (",", ";", "\t", "|")
RECORD_LINES = 100
"""Most physical lines one record may cover."""

_NEVER = "\x1f"
"""Delimiter of a file with one column, in which a comma is part of the name."""

_DECLARED = re.compile(r"sep=(.)", re.I)


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The cells of one record, or why it has none."""

    line: int
    """1-based physical line (sheet row, Parquet row) where the record begins."""
    cells: tuple[str, ...]
    problem: str = ""
    raw: str = ""
    """The text of a record with a problem."""


class _Asked(list[str]):
    """Feeds one ``csv.reader`` line by line, so that it need not be made anew for each."""

    def __iter__(self) -> Iterator[str]:
        while self:
            yield self.pop()


class DelimitedRecords:
    """Iterates over the records after the header; blank lines are no records."""

    header: tuple[str, ...]
    """Cells of the first line that is not blank; empty when there is none."""

    count: int | None = None
    """Text does not say how many records it holds."""

    def __init__(
        self, lines: Iterable[Line], known: Callable[[str], bool], ragged: bool = False
    ) -> None:
        """``known`` says whether a header cell is one we recognise: it decides between two
        delimiters that both occur in the header. ``ragged`` records of another width than the
        header's are given as they stand; otherwise they are a problem."""
        self._ragged = ragged
        self._lines = iter(lines)
        self._returned: deque[Line] = deque()
        self._asked = _Asked()
        self._reader: Iterator[list[str]] | None = None
        self.delimiter = _NEVER
        self.header_problem = ""
        """Why the header could not be read; empty when it could."""
        self.header = self._read_header(known)

    def __iter__(self) -> Iterator[Record]:
        delimiter, width = self.delimiter, len(self.header)
        while line := self._next():
            number, text, problem = line
            if problem:
                yield Record(number, (), f"the line {problem}", text)
            elif '"' in text:
                cells = self._closed(text)
                yield Record(number, cells) if len(cells) == width else self._quoted(line)
            elif text:
                cells = tuple(text.split(delimiter))
                yield Record(number, cells) if len(cells) == width else self._fitted(line, cells)

    def _next(self) -> Line | None:
        return self._returned.popleft() if self._returned else next(self._lines, None)

    def _read_header(self, known: Callable[[str], bool]) -> tuple[str, ...]:
        line = self._next()
        while line and not line.text.strip() and not line.problem:
            line = self._next()
        if line is None:
            return ()
        if line.problem:
            self.header_problem = f"line {line.number}, the header, {line.problem}"
            return ()
        declared = _DECLARED.fullmatch(line.text.strip())
        if declared:
            line = self._next() or line
        self.delimiter = declared[1] if declared else _delimiter(line.text, known)
        cells, taken, _ = self._parsed(line)
        if cells is None:
            self._returned.extendleft(reversed(taken))
            self.header_problem = f"line {line.number}, the header, opens a quote it never closes"
        return cells or ()

    def _closed(self, text: str) -> tuple[str, ...]:
        """The cells of a line whose quotes all close on it; empty where they do not."""
        reader = self._reader or csv.reader(self._asked, delimiter=self.delimiter, strict=True)
        self._reader = reader
        self._asked.append(text)
        try:
            return tuple(next(reader))
        except csv.Error:
            self._asked.clear()
            self._reader = None
            return ()

    def _quoted(self, line: Line) -> Record:
        """The record that begins on a line with a quote in it, and may go on."""
        cells, taken, problem = self._parsed(line)
        if cells is not None and not (taken and self._holds_records(taken[:-1])):
            return Record(line.number, cells) if len(cells) == len(self.header) else self._fitted(
                Line(line.number, "\n".join((line.text, *(more.text for more in taken)))), cells
            )  # fmt: skip
        self._returned.extendleft(reversed(taken))
        loose = _loose_cells(line.text, self.delimiter)
        if loose is not None and len(loose) == len(self.header):
            return Record(line.number, loose)
        return Record(line.number, (), f"{problem}; reading resumed on the next line", line.text)

    def _parsed(self, line: Line) -> tuple[tuple[str, ...] | None, list[Line], str]:
        """The cells (None when malformed), the further lines they took, and the problem."""
        taken: list[Line] = []

        def physical_lines() -> Iterator[str]:
            yield f"{line.text}\n"
            while len(taken) < RECORD_LINES and (more := self._next()):
                taken.append(more)
                if more.problem:
                    return
                yield f"{more.text}\n"

        try:
            reader = csv.reader(physical_lines(), delimiter=self.delimiter, strict=True)
            cells = tuple(next(reader))
        except csv.Error as error:
            if "field limit" in str(error):
                return None, taken, f"has a cell over {csv.field_size_limit():,} characters"
            if not taken and "end of data" not in str(error):
                return None, taken, "has text after a closing quote where a delimiter must follow"
            return None, taken, f"opens a quote on line {line.number} that is never closed"
        return cells, taken, f"opens a quote on line {line.number} and would swallow whole records"

    def _holds_records(self, lines: list[Line]) -> bool:
        """Do lines inside a quoted cell look like records of their own?

        With three columns or more, a line of an address with exactly as many delimiters is
        less likely than a forgotten quote, and swallowing a customer is the worse mistake. A
        record of its own closes its quotes itself.
        """
        width = len(self.header)
        return width > 2 and any(
            line.text.count(self.delimiter) == width - 1
            and ('"' not in line.text or len(self._closed(line.text)) == width)
            for line in lines
        )

    def _fitted(self, line: Line, cells: tuple[str, ...]) -> Record:
        """A record of another width than the header's: empty cells too many do no harm."""
        width = len(self.header)
        if len(cells) > width and not any(cells[width:]):
            return Record(line.number, cells[:width])
        if self._ragged:
            return Record(line.number, cells)
        problem = f"has {len(cells)} cells where the header has {width}"
        return Record(line.number, (), problem, line.text)


def _delimiter(header: str, known: Callable[[str], bool]) -> str:
    """The delimiter that makes most known columns, then most columns."""

    def merit(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader((header,), delimiter=delimiter))
        return sum(map(known, cells)), len(cells)

    found = [delimiter for delimiter in DELIMITERS if delimiter in header]
    return max(found, key=merit) if found else _NEVER


def _loose_cells(text: str, delimiter: str) -> tuple[str, ...] | None:
    """Cells of one line such as ``"Acme" Ltd,RU``, if every quote in it closes."""
    probe = next(csv.reader((f"{text}{delimiter}\x1e",), delimiter=delimiter))
    return tuple(probe[:-1]) if probe[-1] == "\x1e" else None


def joined(cells: Iterable[str]) -> str:
    """Cells as one line of CSV, for showing a record that has no text of its own."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()

"""The table files of OFAC's CSV form: bytes to rows, each with the line it stands on.

SDN.CSV has twelve columns, ALT.CSV five, ADD.CSV six, SDN_COMMENTS.CSV two (dat_spec.txt,
25 September 2023). As OFAC publishes them they have no header, ``-0-`` for an empty value,
quoted text, CRLF and a final 0x1A; re-exported ones have a header, in whatever order, and
empty cells. Both are read here.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.lists.ofac_csv_text import END_MARK, assumed, decoded, is_assumed, line_of
from interdict.party import Finding

Role = Literal["primary", "alt", "add", "comments"]

COLUMNS: dict[Role, tuple[str, ...]] = {
    "primary": (
        "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type",
        "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks",
    ),
    "alt": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "add": ("ent_num", "add_num", "Address", "City", "Country", "Add_remarks"),
    "comments": ("ent_num", "Remarks"),
}  # fmt: skip
"""Columns in published order; ``City`` is headed ``City/State/Province/Postal Code``."""

NULL = "-0-"
SAMPLE = 65536
"""Bytes that ``role_of`` looks at."""


class Row(msgspec.Struct, frozen=True):
    """One record; cells in the order of ``COLUMNS``, empty where the file says nothing."""

    line: int
    """1-based line of the file where the record begins."""
    cells: tuple[str, ...]
    extra: tuple[tuple[str, str], ...] = ()
    """Header and content of columns that the form does not have, where not empty."""

    @property
    def uid(self) -> str:
        """OFAC's number of the party."""
        return self.cells[0]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One file, read."""

    role: Role
    file: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    rejected: int
    """Rows that could not be read; each has a finding of severity ``error``."""


# --- which file is it -----------------------------------------------------------------


def role_of(content: bytes) -> Role | None:
    """Which table the first bytes look like, or None; says yes to a damaged one too."""
    lines = [line for line in _sample(content).splitlines() if line.strip(" \t" + END_MARK)][:60]
    if not lines:
        return None
    cells = [_loose_cells(line) for line in lines[:-1] or lines]
    role = _headed_role(cells[0]) or _majority(_row_role(row) for row in cells)
    if role is None and content.endswith(END_MARK.encode()) and all(map(_is_note, cells)):
        return "comments"
    return role


def _is_note(cells: Sequence[str]) -> bool:
    """Number and text: with OFAC's end mark below, enough to know a continuation by."""
    return len(cells) == 2 and cells[0].isdigit()


def _sample(content: bytes) -> str:
    """The beginning as text, good enough to recognise; NULs and a byte order mark gone."""
    head = content[:SAMPLE].replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8).lstrip(b"\xff\xfe").decode("latin-1")


def _loose_cells(line: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line]), [])]
    except csv.Error:
        return line.split(",")


def _word(header: str) -> str:
    word = re.sub(r"[^a-z]", "", header.casefold())
    return "city" if word.startswith("citystate") else word


_WORDS: dict[Role, tuple[str, ...]] = {
    role: tuple(_word(column) for column in columns) for role, columns in COLUMNS.items()
}
_TELLING: dict[Role, tuple[frozenset[str], int]] = {
    "primary": (frozenset(("sdnname", "sdntype", "vesstype", "vessflag", "vessowner")), 6),
    "alt": (frozenset(("altnum", "alttype", "altremarks")), 3),
    "add": (frozenset(("addnum", "addremarks")), 3),
    "comments": (frozenset(("entnum",)), 2),
}
"""Header words that are OFAC's own, and how many of the columns must be there to claim."""


def _headed_role(cells: Sequence[str]) -> Role | None:
    words = {_word(cell) for cell in cells}
    for role, (telling, enough) in _TELLING.items():
        if words & telling and len(words.intersection(_WORDS[role])) >= enough:
            return role
    return None


_TYPES = frozenset(("individual", "vessel", "aircraft", "entity", NULL, ""))
_ALIASES = frozenset(("aka", "fka", "nka"))
_REMARK = re.compile(
    r"(?:^|; )(?:alt\. )?(?:DOB|POB|[afn]\.k\.a\. '|Linked To:|Passport|Tax ID No\.|"
    r"Registration (?:ID|Number)|Secondary sanctions risk|Nationality|Executive Order)"
)
_PROGRAMME = re.compile(r"[A-Z0-9][A-Za-z0-9 .\-\[\]]+$")


def _row_role(cells: Sequence[str]) -> Role | None:
    """What a headerless row looks like; one column too many or too few still looks so."""
    if not cells or not cells[0].isdigit():
        return None
    nulls, width = cells.count(NULL), len(cells)
    if 10 <= width <= 14 and cells[2] in _TYPES and _PROGRAMME.match(cells[3]):
        return "primary" if nulls >= 3 or cells.count("") >= 3 else None
    if width < 2:
        return None
    if not cells[1].isdigit():
        return "comments" if width == 2 and _REMARK.search(cells[1]) else None
    if 4 <= width <= 6 and cells[2].casefold() in _ALIASES:
        return "alt"
    return "add" if 5 <= width <= 7 and nulls else None


def _majority(roles: Iterator[Role | None]) -> Role | None:
    counted = Counter(roles)
    role, votes = counted.most_common(1)[0] if counted else (None, 0)
    return role if votes * 2 > counted.total() else None


# --- reading it -----------------------------------------------------------------------


def read_table(file: SourceFile) -> Table:
    """All rows of a file; ``MalformedFile`` where it cannot be trusted as a whole."""
    role = role_of(file.content)
    if role is None:
        raise MalformedFile(
            f"{file.name} is not one of OFAC's CSV files (SDN, ALT, ADD, COMMENTS or their "
            "cons_ twins): download it again from OFAC"
        )
    text = decoded(file)
    table = _Reader(file, role, _header(file, role, text)).table(text)
    if is_assumed(file.content):
        table = msgspec.structs.replace(table, findings=(*table.findings, assumed(file)))
    return table


class Header(msgspec.Struct, frozen=True):
    """The header of a re-exported file."""

    width: int
    order: tuple[int, ...]
    """Where each column of ``COLUMNS`` stands."""
    others: tuple[tuple[int, str], ...]
    """Columns that the form does not have."""


def _header(file: SourceFile, role: Role, text: str) -> Header | None:
    """The header of a file that has one. ``MalformedFile`` where a column is missing."""
    first = _loose_cells(text.split("\n", 1)[0].rstrip("\r"))
    if first and first[0].isdigit():
        return None
    words = [_word(cell) for cell in first]
    if not set(words) & set(_WORDS[role]):
        return None
    missing = [
        column for column, word in zip(COLUMNS[role], _WORDS[role], strict=True)
        if word not in words
    ]  # fmt: skip
    if missing:
        raise MalformedFile(
            f"{file.name}, line 1: the header lacks {', '.join(missing)}; export the file again "
            f"with all {len(COLUMNS[role])} columns"
        )
    order = tuple(words.index(word) for word in _WORDS[role])
    others = tuple((index, name) for index, name in enumerate(first) if index not in order)
    return Header(len(first), order, others)


class _Reader:
    """Reads the rows of one file, collecting what is wrong with single ones."""

    def __init__(self, file: SourceFile, role: Role, header: Header | None) -> None:
        self.file = file
        self.role = role
        self.header = header
        self.width = len(COLUMNS[role]) if header is None else header.width
        self.findings: list[Finding] = []
        self.rejected = 0

    def table(self, text: str) -> Table:
        rows = tuple(self._rows(text))
        if not rows and not self.rejected:
            raise MalformedFile(f"{self.file.name} holds no record: download it again")
        if self.rejected > len(rows):
            raise MalformedFile(
                f"{self.file.name}: {self.rejected} of {self.rejected + len(rows)} rows cannot be "
                f"read; the first: {self.findings[0].message}. Download the file again"
            )
        self._check_end(text)
        self._report_extra(rows)
        return Table(
            role=self.role,
            file=self.file.name,
            rows=rows,
            findings=tuple(self.findings),
            rejected=self.rejected,
        )

    def _rows(self, text: str) -> Iterator[Row]:
        lines = text.split("\n")
        reader = csv.reader((line + "\n" for line in lines), strict=True)
        start = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._unreadable(lines[start - 1 : reader.line_num], start)
                cells = []
            row = self._row(cells, lines[start - 1 : reader.line_num], start) if cells else None
            start = reader.line_num + 1
            if row is not None:
                yield row

    def _row(self, cells: list[str], lines: list[str], start: int) -> Row | None:
        if start == 1 and self.header is not None:
            return None
        if len(lines) > 1 and any(_begins_row(line) for line in lines[1:]):
            raise self._open_quote(start)
        if len(cells) == 1 and not cells[0].strip(" \t\r" + END_MARK):
            return None
        if len(cells) != self.width:
            self._reject(start, f"has {len(cells)} fields instead of {self.width}")
            return None
        texts = tuple("" if cell.strip() in ("", NULL) else cell for cell in cells)
        if self.header is None:
            return Row(start, texts)
        extra = tuple((name, texts[index]) for index, name in self.header.others if texts[index])
        return Row(start, tuple(texts[index] for index in self.header.order), extra)

    def _unreadable(self, lines: list[str], start: int) -> None:
        """A quote left open swallows what follows, so it condemns the file; a stray pair of
        quotes inside one line costs that line only."""
        if lines[0].count('"') % 2:
            raise self._open_quote(start)
        self._reject(start, "has quotes inside a quoted field")

    def _open_quote(self, line: int) -> MalformedFile:
        return MalformedFile(
            f"{self.file.name}, line {line}: a quote opened on this line is never closed; the "
            "file is damaged or cut off: download it again"
        )

    def _reject(self, line: int, reason: str) -> None:
        self.rejected += 1
        self.findings.append(
            Finding(
                severity="error",
                code="unreadable-row",
                message=f"{self.file.name}, line {line}: the row {reason}; it was left out",
                record=f"line {line}",
            )
        )

    def _report_extra(self, rows: Sequence[Row]) -> None:
        counted = Counter(name for row in rows for name, _ in row.extra)
        self.findings += [
            Finding(
                severity="note",
                code="unmapped-element",
                message=f"{self.file.name} has a column {name!r} that is not OFAC's; kept as a "
                "detail",
                field=name,
                count=count,
            )
            for name, count in sorted(counted.items())
        ]

    def _check_end(self, text: str) -> None:
        """A file cut off in a row is refused; a missing end mark of the official form is odd."""
        body = text.rstrip("\r\n")
        last = body.rsplit("\n", 1)[-1]
        ends_line = len(body) < len(text)
        finished = last.rstrip().endswith(('"', NULL)) if self.header is None else True
        short = len(_loose_cells(last)) < self.width
        if not ends_line and (short or not finished):
            raise MalformedFile(
                f"{self.file.name}, line {line_of(body, len(body))}: the file ends in the "
                "middle of a row; it is cut off: download it again"
            )
        if self.header is None and END_MARK.encode() not in self.file.content[-64:]:
            self.findings.append(
                Finding(
                    severity="warning",
                    code="no-end-mark",
                    message=f"{self.file.name} does not end with byte 0x1A as OFAC publishes it; "
                    "compare its number of rows with the publication",
                )
            )


def _begins_row(line: str) -> bool:
    return re.match(r"\d+,", line) is not None

"""The rows of the UK's tables: cells by their header, rows of one id together."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from interdict.errors import MalformedFile
from interdict.lists.csv_text import Line
from interdict.lists.tabular_row import Notes
from interdict.lists.uk_reading import Builder

_ABSENT = frozenset(("-", "n/a"))


class Columns:
    """Cells by header. Case and spaces of headers do not count."""

    def __init__(self, title: str, header: Sequence[str], notes: Notes) -> None:
        self.title = title
        self.header = header
        self._notes = notes
        self._at: dict[str, int] = {}
        for index, printed in enumerate(header):
            self._at.setdefault(plain(printed), index)
        self._unread: list[int] = []

    def expect(self, needed: Sequence[str], known: Sequence[str]) -> None:
        """``MalformedFile`` when a needed column is missing; what nobody reads is remembered."""
        missing = [each for each in needed if plain(each) not in self._at]
        if missing:
            raise MalformedFile(
                f"{self.title}: the column {', '.join(map(repr, missing))} is missing from the "
                f"header ({', '.join(filter(None, self.header[:8]))} ...); without it the list "
                "cannot be trusted. Nothing was loaded: download it again from the publisher"
            )
        for each in dict.fromkeys(known):
            if plain(each) not in self._at:
                says = f"{self.title} has no column {each!r}"
                self._notes.add("note", "missing-column", says, "", each)
        read = {self._at[plain(each)] for each in known if plain(each) in self._at}
        self._unread = [index for index in range(len(self.header)) if index not in read]

    def of(self, line: Line) -> Callable[[str], str]:
        """The cells of one row by header; empty for a column that is not there."""

        def cell(header: str) -> str:
            index = self._at.get(plain(header), len(line.cells))
            text = line.cells[index] if index < len(line.cells) else ""
            return "" if text.casefold() in _ABSENT else text

        return cell

    def unmapped(self, line: Line) -> Iterator[tuple[str, str]]:
        """(header, text) of filled cells in columns that nobody reads, counted."""
        for index in self._unread:
            text = line.cells[index] if index < len(line.cells) else ""
            if text:
                header = self.header[index] or f"column {index + 1}"
                says = f"no field fits the column {header!r}; its cells are kept as details"
                self._notes.again("note", "unmapped-element", says, header)
                yield header, text


@lru_cache(maxsize=512)
def plain(header: str) -> str:
    """What counts of a header: ``Name 6`` and ``name6`` are one."""
    return "".join(header.split()).casefold()


def by_id(
    lines: Sequence[Line], columns: Columns, key: str, builder: Builder
) -> dict[str, list[Line]]:
    """Rows that share an id are one record.

    A row without an id, or with more cells than the header has, is a rejected record: its
    cells may stand under the wrong headers.
    """
    groups: dict[str, list[Line]] = {}
    for line in lines:
        where = f"{columns.title}, line {line.number}"
        native = columns.of(line)(key)
        if any(line.cells[len(columns.header) :]):
            builder.reject(where, "the row has more cells than the header")
        elif native:
            groups.setdefault(native, []).append(line)
        else:
            builder.reject(where, f"the row has no {key}")
    return groups

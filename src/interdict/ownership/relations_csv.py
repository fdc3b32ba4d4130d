"""The plain table of who is related to whom: one, other[, how, source].

A relation is somebody's statement (``sham.Relation``): nobody is a relative because of a name.
"""

from collections.abc import Iterable, Iterator, Sequence

from interdict.delimited import Record
from interdict.ownership.reading import Report
from interdict.ownership.sham import Relation
from interdict.ownership.stakes_csv import columns

COLUMNS: dict[str, tuple[str, ...]] = {
    "one": ("one", "person", "party"),
    "other": ("other", "relative", "associate"),
    "how": ("how", "relation"),
    "source": ("source",),
}
"""Field -> the headers it may have, in small letters."""
NEEDED = ("one", "other")


def is_known(header: str) -> bool:
    """Is it a header of ``COLUMNS``?"""
    return any(header.strip().lower() in names for names in COLUMNS.values())


def read_relations(
    header: Sequence[str], records: Iterable[Record], report: Report
) -> Iterator[Relation]:
    """The relations of a table; ``UsageError`` for a header without one and other."""
    at = columns(header, COLUMNS, NEEDED, "relations")
    unused = [name for name in header if name.strip() and not is_known(name)]
    if unused:
        report.warn("unused-column", f"not read: {', '.join(unused)}")
    for record in records:
        report.records += 1
        if record.problem:
            report.reject("unreadable-relation", f"line {record.line}: {record.problem}")
            continue
        cells = [record.cells[place].strip() if place is not None else "" for place in at]
        one, other, how, source = cells
        if not one or not other:
            says = f"line {record.line}: it does not say who is related to whom"
            report.reject("unreadable-relation", says)
            continue
        yield Relation(one=one, other=other, how=how or "family", source=source)

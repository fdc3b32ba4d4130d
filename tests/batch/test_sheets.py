"""Spreadsheets are read like CSV: typed cells as a person would have typed them."""

import io

import pytest

from interdict.batch.rows import Rejected, Row
from interdict.batch.tables import CustomerTable
from interdict.errors import UsageError
from workbooks import altered, workbook

HEADER = ["id", "name", "dob", "country"]


def read(content: bytes) -> tuple[list[Row], list[Rejected], list[str]]:
    with CustomerTable.open(io.BytesIO(content)) as table:
        chunks = list(table.chunks())
        codes = [finding.code for finding in table.findings]
    return [r for c in chunks for r in c.rows], [r for c in chunks for r in c.rejected], codes


def test_typed_cells_read_as_typed_by_a_person() -> None:
    rows, rejected, _ = read(workbook(Kunden=[HEADER, [7, "Anna Petrova", "date:27455", "RU"]]))
    assert not rejected
    assert rows[0].values == ("7", "Anna Petrova", "1975-03-02", "RU")
    assert rows[0].query.birth is not None


def test_rows_are_numbered_below_the_header_and_lines_are_the_sheets() -> None:
    rows, rejected, _ = read(workbook(A=[[], HEADER, [1, "Anna"], [], [2, "..."], [3, "Bo"]]))
    assert [(row.number, row.query.name) for row in rows] == [(1, "Anna"), (3, "Bo")]
    assert [(each.row, each.line) for each in rejected] == [(2, 5)]


def test_a_value_beside_the_table_rejects_its_row() -> None:
    _, rejected, _ = read(workbook(A=[HEADER, [1, "Anna", "", "", "stray"]]))
    assert "right of the last header" in rejected[0].reason


def test_further_sheets_are_reported_not_ignored_silently() -> None:
    rows, _, codes = read(workbook(Empty=[], A=[["name"], ["Anna"]], B=[["name"], ["Bo"]]))
    assert [row.query.name for row in rows] == ["Anna"]
    assert codes == ["sheets-not-read"]


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UsageError, match="is empty"):
        read(workbook(A=[]))


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_damaged_spreadsheet_is_refused_with_what_to_do(start: bytes) -> None:
    with pytest.raises(UsageError, match="save it again"):
        read(start + b"broken" * 200)


def test_a_cell_at_the_far_corner_is_refused_before_room_is_taken_for_all_between() -> None:
    """One cell at the last row and column would need 500 GB, and ends the process."""
    far = altered(
        workbook(A=[HEADER, [1, "Anna"]]),
        "sheet",
        lambda part: part.replace(b'"B2"', b'"XFD1048576"'),
    )
    with pytest.raises(UsageError, match="17,179,869,184 cells"):
        read(far)

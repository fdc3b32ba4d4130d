"""Sheets become rows of text; what would exhaust the machine or be lost is said."""

import datetime

import pytest

from interdict.errors import MalformedFile
from interdict.lists import intake
from interdict.lists.connector import SourceFile
from interdict.lists.csv_text import Line
from interdict.lists.sheet import first_texts, is_workbook, read_workbook
from workbooks import altered, workbook

ROWS = [["Name", "Born"], ["Anna Petrova", "date:27455"]]


def source_file(content: bytes) -> SourceFile:
    return SourceFile(name="list.xlsx", content=content, modified=datetime.date(2026, 1, 1))


def test_rows_are_text_with_the_numbers_of_the_sheet() -> None:
    """Dates read as ISO dates, whole numbers without a fraction; blank rows only count."""
    (sheet,), findings = read_workbook(
        source_file(workbook(Data=[["Last Updated", 7], [], ["Anna", "date:27455"]]))
    )
    assert (sheet.title, findings) == ("Data", ())
    assert sheet.lines == (Line(1, ("Last Updated", "7")), Line(3, ("Anna", "1975-03-02")))


def test_the_first_texts_tell_whose_workbook_it_is() -> None:
    """Headers are seen without opening the workbook; other content gives none and never fails."""
    content = workbook(Data=ROWS)
    assert {"Name", "Born", "Anna Petrova"} <= first_texts(content)
    assert is_workbook(content[:2000])
    for broken in (b"", b"Name,Born\n", content[:2000], content[:-10]):
        assert not first_texts(broken) & {"no such text"}


@pytest.mark.parametrize("cut", [30, 1000, -300, -1])
def test_a_cut_off_workbook_is_refused(cut: int) -> None:
    with pytest.raises(MalformedFile, match=r"list\.xlsx .*save it again"):
        read_workbook(source_file(workbook(Data=ROWS)[:cut]))


def test_a_damaged_part_is_refused() -> None:
    """A part whose bytes changed after packing fails its check sum."""
    content = workbook(Data=ROWS).replace(b"Anna", b"Olga", 1)
    with pytest.raises(MalformedFile, match="damaged"):
        read_workbook(source_file(content))


def test_cells_that_lie_far_apart_are_refused_before_room_is_taken_for_all_between() -> None:
    """Two cells at the corners of a sheet would need 500 GB."""
    far = altered(workbook(Data=ROWS), "sheet", lambda part: part.replace(b'"B2"', b'"XFD1048576"'))
    with pytest.raises(MalformedFile, match="17,179,869,184 cells"):
        read_workbook(source_file(far))


def test_cells_without_a_place_are_counted_too() -> None:
    """Many short rows and one long row make a vast table without any cell saying where it is."""
    vast = altered(
        workbook(Data=ROWS),
        "sheet",
        lambda part: part.replace(
            b"</sheetData>",
            b"<row/>" * 20_000 + b"<row>" + b"<c><v>1</v></c>" * 1_000 + b"</row></sheetData>",
        ),
    )
    with pytest.raises(MalformedFile, match="far outside the table"):
        read_workbook(source_file(vast))


def test_formatted_empty_cells_far_to_the_right_are_no_content() -> None:
    styled = altered(
        workbook(Data=ROWS),
        "sheet",
        lambda part: part.replace(b"</row>", b'<c r="XFD1048576" s="1"/></row>', 1),
    )
    assert len(read_workbook(source_file(styled)).sheets[0].lines) == 2


def test_a_workbook_that_unpacks_without_measure_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("interdict.lists.sheet.MAX_BYTES", 1000)
    with pytest.raises(MalformedFile, match="unpacks to more than 1000 bytes"):
        read_workbook(source_file(workbook(Data=ROWS)))


def test_hidden_sheets_are_reported() -> None:
    hidden = altered(
        workbook(Data=ROWS, More=ROWS),
        "workbook.xml",
        lambda part: part.replace(b'sheetId="2"', b'sheetId="2" state="hidden"'),
    )
    read = read_workbook(source_file(hidden))
    assert [sheet.title for sheet in read.sheets] == ["Data"]
    assert [(finding.code, finding.count) for finding in read.findings] == [("hidden-sheet", 2)]


def test_old_and_protected_workbooks_are_refused_with_what_to_do() -> None:
    """Both are in the container of old Office files, whatever they are called."""
    protected = source_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for refuse in (read_workbook, lambda file: intake.recognise([file])):
        with pytest.raises(MalformedFile, match="XLSX without one"):
            refuse(protected)

"""Stated dealings: a plain table, nothing of which is lost."""

import datetime
import io
from pathlib import Path

import pytest

from interdict.decoding import TextLines
from interdict.delimited import DelimitedRecords
from interdict.errors import UsageError
from interdict.ownership.dealing import Dealing, is_known, read_dealings
from interdict.ownership.reading import Report

TABLE = Path(__file__).parents[1] / "fixtures" / "ownership" / "dealings.csv"


def read(text: bytes) -> tuple[list[Dealing], Report]:
    report = Report()
    records = DelimitedRecords(TextLines(io.BufferedReader(io.BytesIO(text))), is_known)
    return list(read_dealings(records.header, records, report)), report


def test_a_dealing_is_read_with_its_days_and_its_source() -> None:
    dealings, _ = read(TABLE.read_bytes())
    first = dealings[0]
    assert (first.party, first.counterparty, first.what) == (
        "Ejemplo Bank", "Volna Energo", "payment",
    )  # fmt: skip
    assert first.when == "on 2024-07-01"
    assert first.is_bank is True
    assert dealings[1].when == "since 2024-01-15"


def test_every_line_is_a_dealing_or_a_finding() -> None:
    dealings, report = read(TABLE.read_bytes())
    assert report.records == len(dealings) + report.rejected == 7


def test_a_day_that_cannot_be_read_leaves_the_dealing_undated() -> None:
    dealings, report = read(b"party,counterparty,on\nA,B,30 Feb\nA,C,2024-07-01\n")
    assert dealings[0].is_undated
    assert dealings[1].since == dealings[1].until == datetime.date(2024, 7, 1)
    assert [each.code for each in report.findings()] == ["doubtful-dealing"]


def test_an_end_before_the_beginning_leaves_it_undated() -> None:
    dealings, report = read(b"party,counterparty,from,to\nA,B,2024-07-02,2024-07-01\n")
    assert dealings[0].is_undated
    assert report.findings()


def test_a_column_that_nobody_reads_is_named() -> None:
    _, report = read(b"party,counterparty,colour\nA,B,red\n")
    (finding,) = report.findings()
    assert (finding.code, "colour" in finding.message) == ("unused-column", True)


def test_a_line_that_is_cut_or_broken_is_rejected_with_its_number() -> None:
    dealings, report = read(b'party,counterparty\nA,B\nA,"B\n\xff\xfe,C\n')
    assert len(dealings) + report.rejected == report.records
    assert report.rejected
    assert any("line 3" in each.message for each in report.findings())


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(UsageError, match="counterparty"):
        read(b"party,what\nA,payment\n")

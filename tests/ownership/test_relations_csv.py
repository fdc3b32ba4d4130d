"""The plain table of relatives and associates."""

import io

import pytest

from interdict.decoding import TextLines
from interdict.delimited import DelimitedRecords
from interdict.errors import UsageError
from interdict.ownership.reading import Report
from interdict.ownership.relations_csv import is_known, read_relations
from interdict.ownership.sham import Relation


def read(text: str) -> tuple[list[Relation], Report]:
    lines = TextLines(io.BufferedReader(io.BytesIO(text.encode())))  # type: ignore[arg-type]
    records = DelimitedRecords(lines, is_known, ragged=True)
    report = Report()
    return list(read_relations(records.header, records, report)), report


def test_a_relation_says_who_states_it_and_how() -> None:
    found, report = read("one,other,how,source\nOrlov,Orlova,spouse,a court filing\n")
    assert found == [Relation(one="Orlov", other="Orlova", how="spouse", source="a court filing")]
    assert report.findings() == ()


def test_a_relation_without_words_is_family() -> None:
    found, _ = read("one,other\nOrlov,Orlova\n")
    assert found == [Relation(one="Orlov", other="Orlova")]


def test_a_line_that_names_only_one_is_told_and_counted() -> None:
    found, report = read("one,other\nOrlov,\nOrlov,Orlova\n")
    assert len(found) == 1
    assert (report.records, report.rejected) == (2, 1)
    assert "line 2" in report.findings()[0].message


def test_a_column_that_nobody_reads_is_told() -> None:
    _, report = read("one,other,shoe size\nOrlov,Orlova,43\n")
    assert [each.code for each in report.findings()] == ["unused-column"]


def test_a_header_without_both_is_refused() -> None:
    with pytest.raises(UsageError, match="other"):
        read("one,how\nOrlov,spouse\n")

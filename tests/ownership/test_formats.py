"""Which reader reads a file, and the file as read."""

import datetime
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from bods_statements import company, held, shares

from interdict.errors import MalformedFile, UnknownFormat
from interdict.ownership import reading
from interdict.ownership.formats import READERS, Attribution, read_stakes
from interdict.ownership.reading import Report
from interdict.party import Finding

STORY = [company("harbour"), company("mill"), held("mill", "harbour", shares(60))]
CONTENT = json.dumps(STORY).encode()
DAY = datetime.date(2024, 2, 29)


def put(folder: Path, content: bytes, name: str = "stakes.json") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_every_form_has_a_name_of_its_own() -> None:
    forms = [form for reader in READERS for form in reader.FORMS]
    assert len(forms) == len(set(forms))


def test_an_edition_is_named_by_its_content(tmp_path: Path) -> None:
    plain = read_stakes(put(tmp_path, CONTENT)).edition
    packed = read_stakes(put(tmp_path, gzip.compress(CONTENT), "again.json.gz")).edition
    assert plain.id == packed.id
    assert plain.files == (("stakes.json", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT)),)
    assert (plain.records, plain.rejected, plain.published) == (3, 0, None)


def test_a_day_that_only_the_user_states_makes_another_edition(tmp_path: Path) -> None:
    path = put(tmp_path, CONTENT)
    dated = read_stakes(path, Attribution(published=DAY)).edition
    assert dated.published == DAY
    assert dated.id != read_stakes(path).edition.id


def test_what_the_user_says_of_a_file_goes_with_it(tmp_path: Path) -> None:
    said = Attribution(
        source="our-desk", stated_by="N. Analyst", authority="analyst", document="report 12"
    )
    read = read_stakes(put(tmp_path, CONTENT + b" "), said)
    edition = read.edition
    assert (edition.source, edition.stated_by) == ("our-desk", "N. Analyst")
    assert (edition.authority, edition.document) == ("analyst", "report 12")
    assert {finding.source for finding in read.findings} <= {"our-desk"}


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    assert len(read_stakes(put(tmp_path, b"\xef\xbb\xbf" + CONTENT)).stakes) == 1


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", MalformedFile, "is empty"),
        (b" \n\x00", MalformedFile, "is empty"),
        (CONTENT.decode().encode("utf-16"), MalformedFile, "save it as UTF-8"),
        (CONTENT.decode().encode("utf-16-le"), MalformedFile, "save it as UTF-8"),
        (CONTENT.decode().encode("utf-32"), MalformedFile, "save it as UTF-8"),
        (b"<!DOCTYPE html><html><title>Register</title>", UnknownFormat, "is a web page"),
        (b"<?xml version='1.0'?>\n<!-- x --><html>", UnknownFormat, "is a web page"),
        (b"some words", UnknownFormat, "Known forms: bods-0.4"),
        (b"[]", UnknownFormat, "Known forms"),
        (b"{}", UnknownFormat, "Known forms"),
        (b"%PDF-1.7", UnknownFormat, "Known forms"),
        (CONTENT[:-30], MalformedFile, r"stakes\.json: .*cut off"),
        (b'[{"statementID": 5}]', MalformedFile, "none of its 1 records could be read; .*no type"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_what_to_do(
    tmp_path: Path, content: bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        read_stakes(put(tmp_path, content))


def test_a_cut_off_archive_is_noticed_behind_the_last_record(tmp_path: Path) -> None:
    packed = gzip.compress(CONTENT)
    with pytest.raises(MalformedFile, match="cut off or damaged"):
        read_stakes(put(tmp_path, packed[:-4], "stakes.json.gz"))


def test_many_findings_of_one_cause_are_told_with_a_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TOLD_IN_FULL", 2)
    report = Report()
    for number in range(5):
        report.reject("bad-line", f"line {number}", f"line {number}")
    report.note(Finding(severity="note", code="bad-line", message="another severity"))
    told = report.findings()
    assert [finding.count for finding in told] == [1, 1, 1, 3]
    assert told[-1].message == "and 3 more such, the first: line 2"
    assert report.rejected == 5

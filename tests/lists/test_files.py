"""Files from disk, packed or not."""

import datetime
import gzip
import lzma
import os
import zipfile
from pathlib import Path

import pytest

from interdict.errors import MalformedFile, SourceError
from interdict.lists.files import date_in, open_files

CONTENT = b"id,name\n1,Acme\n"


def test_a_plain_file_keeps_name_content_and_date(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CONTENT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (file,) = open_files([path])
    assert (file.name, file.content) == ("list.csv", CONTENT)
    assert file.modified == datetime.date(2023, 11, 14)


def test_packing_is_told_from_content_not_name(tmp_path: Path) -> None:
    for name, content in (("a.csv", gzip.compress(CONTENT)), ("b.txt", lzma.compress(CONTENT))):
        (tmp_path / name).write_bytes(content)
        (file,) = open_files([tmp_path / name])
        assert (file.name, file.content) == (name, CONTENT)


def test_the_packings_ending_is_no_part_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(CONTENT))
    (file,) = open_files([tmp_path / "list.csv.gz"])
    assert file.name == "list.csv"


def test_a_zip_gives_its_members_with_their_own_dates(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("lists/a.csv", (2020, 5, 6, 0, 0, 0)), CONTENT)
        archive.writestr("b.csv.gz", gzip.compress(CONTENT))
        archive.writestr("__MACOSX/._a.csv", b"resource fork")
        archive.writestr("empty folder/", b"")
    first, second = open_files([tmp_path / "both.zip"])
    assert (first.name, first.modified) == ("a.csv", datetime.date(2020, 5, 6))
    assert (second.name, second.content) == ("b.csv", CONTENT)


def test_a_member_with_an_impossible_date_takes_the_archives(tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.csv", (1980, 0, 0, 0, 0, 0)), CONTENT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (file,) = open_files([path])
    assert file.modified == datetime.date(2023, 11, 14)


def test_a_workbook_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    (file,) = open_files([path])
    assert file.content == path.read_bytes()


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", CONTENT)
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the encrypted flag, in the local header and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(MalformedFile, match=r"locked\.zip is a broken archive .*password"):
        open_files([path])


def test_a_modification_time_ahead_counts_as_today(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(CONTENT)
    os.utime(path, (4_000_000_000, 4_000_000_000))
    (file,) = open_files([path])
    assert file.modified <= datetime.datetime.now(datetime.UTC).date()


def test_what_is_no_file_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        open_files([tmp_path])
    with pytest.raises(SourceError, match=r"nowhere\.csv \(No such file"):
        open_files([tmp_path / "nowhere.csv"])


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2024-05-03.csv", datetime.date(2024, 5, 3)),
        ("sdn20240503.csv", datetime.date(2024, 5, 3)),
        ("2024_05_03-un.xml", datetime.date(2024, 5, 3)),
        ("case-20991399-of-2024.05.03.csv", datetime.date(2024, 5, 3)),
        ("sdn_2024-02-31.csv", None),
        ("sdn_120240503.csv", None),
        ("sdn.csv", None),
    ],
)
def test_a_date_in_a_name(name: str, day: datetime.date | None) -> None:
    assert date_in(name) == day

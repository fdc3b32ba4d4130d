"""Licence records: every field a lawyer needs, and mistakes named with their line."""

import datetime
from pathlib import Path

import pytest
from licence_tables import small

from interdict.errors import UsageError
from interdict.ownership.licences import FILE, read, shipped

TODAY = datetime.date(2026, 3, 2)


def test_a_record_keeps_all_that_the_rules_ask_for() -> None:
    licence = small().named("GL 1")
    assert licence is not None
    assert (licence.issuer, licence.version, licence.issued) == (
        "OFAC", "", datetime.date(2025, 10, 22),
    )  # fmt: skip
    assert str(licence.ends) == "2025-11-21 00:01 EST"
    assert licence.subjects[0].owned
    assert licence.activities and licence.exclusions and licence.reporting and licence.sources


def test_the_hour_of_an_end_is_an_instant_in_the_issuers_zone() -> None:
    licence = small().named("GL 1")
    assert licence is not None and licence.ends is not None
    assert licence.ends.latest == datetime.datetime(2025, 11, 21, 5, 1, tzinfo=datetime.UTC)


def test_a_loaded_by_date_is_a_condition_to_prove() -> None:
    licence = small().named("GL 2")
    assert licence is not None
    assert licence.unproven == ("the cargo was loaded by 2026-03-12 00:01 EDT",)


def test_a_day_without_an_hour_says_so() -> None:
    licence = small().named("GL 2A")
    assert licence is not None
    assert str(licence.ends) == "2026-05-16, hour not stated"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('zone = "America/New_York"', 'zone = "New York"', "line 10, licence GL 1: .*no time zone"),
        ("from = 2025-10-22", 'from = "22 October"', "line 11, .*write a day, 2025-11-21"),
        ("until = 2025-11-21T00:01:00", "until = 2025-10-01", "line 12, .*before it begins"),
        ("until = 2025-11-21T00:01:00", "until = 2025-11-21T00:01:00Z", "without an offset"),
        ('supersedes = "GL 1"', 'supersedes = "GL 7"', "line 25, .*no licence is called 'GL 7'"),
        ('id = "GL 2"\n', 'id = "GL 1"\n', "GL 1: this id stands twice"),
        ('supersedes = "GL 2"', 'supersedes = "GL 1"', "replaces GL 1 already"),
        ("from = 2026-04-17", "from = 2026-03-01", "line 51, .*no later than GL 2"),
        ('sources = ["the gazette"]', "sources = []", "name where this is known from"),
        ('regime = "us"', 'regime = "usa"', "line 7, .*usa"),
        ("conditions =", "condition =", "unknown field `condition`; the keys are id"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        small((old, new))


def test_a_users_own_file_adds_to_the_shipped_table(tmp_path: Path) -> None:
    own = tmp_path / FILE
    own.write_text(
        'reviewed = 2026-11-01\n[[licence]]\nid = "OFAC GL 999"\ntitle = "T"\nregime = "us"\n'
        'issuer = "OFAC"\nzone = "America/New_York"\nfrom = 2026-12-01\nsources = ["a letter"]\n'
        'subjects = [{ name = "Volna Energo" }]\n',
        encoding="utf-8",
    )
    table = read(own)
    assert len(table.licences) == len(shipped().licences) + 1
    assert table.id != shipped().id
    assert str(table.reviewed) == "2026-11-01", "the older review counts"


def test_a_users_record_replaces_the_shipped_one_of_the_same_id(tmp_path: Path) -> None:
    own = tmp_path / FILE
    own.write_text(
        'reviewed = 2026-11-01\n[[licence]]\nid = "OFAC GL 130"\ntitle = "Read in full"\n'
        'regime = "us"\nissuer = "OFAC"\nzone = "America/New_York"\nfrom = 2025-11-14\n'
        'until = 2026-10-29T00:01:00\nsources = ["the licence itself"]\n'
        'subjects = [{ name = "Lukoil Bulgaria EOOD" }]\n',
        encoding="utf-8",
    )
    licence = read(own).named("OFAC GL 130")
    assert licence is not None
    assert licence.title == "Read in full"
    assert len(read(own).licences) == len(shipped().licences)


def test_without_a_file_of_ones_own_the_shipped_table_counts(tmp_path: Path) -> None:
    assert read(tmp_path / FILE) is shipped()


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    own = tmp_path / FILE
    own.write_bytes(b"\xef\xbb\xbfreviewed = 2026-11-01\r\n# none yet\r\n")
    assert len(read(own).licences) == len(shipped().licences)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"<html>", b"licence = 1\n"])
def test_a_file_that_is_no_table_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    own = tmp_path / FILE
    own.write_bytes(content)
    with pytest.raises(UsageError, match=FILE):
        read(own)


# -- the table that ships --------------------------------------------------------------------


def test_every_shipped_licence_names_its_source_and_its_doubt() -> None:
    for licence in shipped().licences:
        assert licence.sources, licence.id
        assert licence.caveat, licence.id


@pytest.mark.parametrize(
    ("licence", "ends"),
    [
        ("OFAC GL 124B", "None"),
        ("OFAC GL 126", "2025-11-21 00:01 EST"),
        ("OFAC GL 127", "2025-11-21 00:01 EST"),
        ("OFAC GL 128", "2025-11-21 00:01 EST"),
        ("OFAC GL 128A", "2025-12-13 00:01 EST"),
        ("OFAC GL 128B", "2026-04-29 00:01 EDT"),
        ("OFAC GL 129", "2026-04-29 00:01 EDT"),
        ("OFAC GL 130", "2026-04-29 00:01 EDT"),
        ("OFAC GL 131", "2025-12-13 00:01 EST"),
        ("OFAC GL 131A", "2026-01-17 00:01 EST"),
        ("OFAC GL 131B", "2026-02-28 00:01 EST"),
        ("OFAC GL 131C", "2026-04-01 00:01 EDT"),
        ("OFAC GL 133", "2026-04-04 00:01 EDT"),
        ("OFAC GL 134", "2026-04-11 00:01 EDT"),
        ("OFAC GL 134A", "2026-05-16 00:01 EDT"),
        ("OFAC GL 134B", "2026-06-17, hour not stated"),
        ("OFSI INT/2025/7598960", "2027-10-22, hour not stated"),
        ("OFSI INT/2025/7895596, extended February 2026", "2026-08-13, hour not stated"),
    ],
)
def test_the_shipped_licences_end_when_the_reports_say(licence: str, ends: str) -> None:
    found = shipped().named(licence)
    assert found is not None
    assert str(found.ends) == ends


def test_a_table_says_when_it_was_reviewed_and_what_it_cannot_know() -> None:
    said = " ".join(small().caution(TODAY))
    assert "last reviewed 2026-03-01" in said
    assert "nothing issued after 2025-11-14" in said
    assert "never to be read as current" in said
    assert "days ago" not in said


def test_a_table_that_nobody_reviewed_for_a_month_says_how_old_it_is() -> None:
    said = " ".join(small().caution(datetime.date(2026, 5, 1)))
    assert "61 days ago" in said


def test_a_review_that_lies_ahead_is_refused(tmp_path: Path) -> None:
    """It would keep the table young for ever."""
    own = tmp_path / FILE
    own.write_text("reviewed = 2999-01-01\n")
    with pytest.raises(UsageError, match=r"licences.toml says reviewed = 2999-01-01.*lies ahead"):
        read(own)

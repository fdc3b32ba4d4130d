"""Which connector reads which files, and of what date the edition is."""

import datetime
from pathlib import Path

import pytest
from eu_acts import fixture

from interdict.errors import UnknownFormat
from interdict.lists.connector import SourceFile
from interdict.lists.files import open_files
from interdict.lists.intake import Arrival, Instructions, read, recognise

DAY = datetime.date(2026, 1, 8)


def arrivals(files: list[SourceFile], instructions: Instructions) -> list[Arrival]:
    found: list[Arrival] = []
    for connector, file_set in recognise(files, instructions.columns):
        found += read(connector, file_set, instructions)
    return found


@pytest.fixture
def sdn(small_lists: Path) -> SourceFile:
    content = (small_lists / "sdn.csv").read_bytes()
    return SourceFile(name="sdn.csv", content=content, modified=datetime.date(2026, 3, 3))


def renamed(file: SourceFile, name: str) -> SourceFile:
    return SourceFile(name=name, content=file.content, modified=file.modified)


def test_files_are_recognised_by_content_whatever_their_names(small_lists: Path) -> None:
    names = ("sdn.csv", "alt.csv", "add.csv", "un.xml")
    files = [
        renamed(file, f"file{number}.bin")
        for number, file in enumerate(open_files([small_lists / name for name in names]))
    ]
    found = {connector.form: len(files.files) for connector, files in recognise(files)}
    assert found == {"ofac-csv": 3, "un-xml": 1}


def test_counts_in_are_counts_out(small_lists: Path) -> None:
    """Invariant 1."""
    names = ("sdn.csv", "alt.csv", "add.csv", "un.xml")
    files = [*open_files([small_lists / name for name in names])]
    for arrival in arrivals(files, Instructions(published=DAY)):
        edition = arrival.edition
        assert edition.records == edition.parties + edition.rejected
        assert edition.parties == len(arrival.reading.parties)


def test_a_stated_date_comes_before_the_name_and_the_name_before_the_clock(
    sdn: SourceFile,
) -> None:
    for name, stated, published, dated_by in (
        ("sdn_2026-02-02.csv", DAY, DAY, "stated"),
        ("sdn_2026-02-02.csv", None, datetime.date(2026, 2, 2), "file-name"),
        ("sdn.csv", None, datetime.date(2026, 3, 3), "modification-time"),
        ("valid-until-2099-01-01.csv", None, datetime.date(2026, 3, 3), "modification-time"),
    ):
        (arrival,) = arrivals([renamed(sdn, name)], Instructions(published=stated))
        assert (arrival.edition.published, arrival.edition.dated_by) == (published, dated_by)


def test_an_edition_of_parts_is_as_new_as_its_newest_part() -> None:
    """By the first act's name an older edition could outrank it."""
    names = {"32014R0269.csv": "269_2026-06-01.csv", "32014R0833.csv": "833_2026-08-20.csv"}
    acts = [renamed(fixture(name), dated) for name, dated in names.items()]
    for files in (acts, acts[::-1]):
        (arrival,) = arrivals(files, Instructions())
        assert arrival.edition.published == datetime.date(2026, 8, 20)
        assert arrival.edition.dated_by == "file-name"


def test_guessing_a_date_is_a_finding(sdn: SourceFile) -> None:
    (arrival,) = arrivals([sdn], Instructions())
    assert "dated-by-modification-time" in {f.code for f in arrival.reading.findings}


def test_the_date_in_the_content_outranks_the_one_given(small_lists: Path) -> None:
    files = [*open_files([small_lists / "un.xml"])]
    (arrival,) = arrivals(files, Instructions(published=DAY))
    assert arrival.edition.published == datetime.date(2026, 2, 27)
    assert arrival.edition.dated_by == "file"
    (finding,) = [f for f in arrival.reading.findings if f.code == "publication-date-differs"]
    assert "2026-01-08" in finding.message
    assert finding.source == "un"


def test_an_edition_is_its_content_not_its_name_or_order(small_lists: Path) -> None:
    files = [*open_files([small_lists / name for name in ("sdn.csv", "alt.csv", "add.csv")])]
    (one,) = arrivals(files, Instructions(published=DAY))
    shuffled = [renamed(file, f"x{file.name}") for file in reversed(files)]
    (other,) = arrivals(shuffled, Instructions(published=DAY))
    assert one.edition.id == other.edition.id
    assert one.reading.parties == other.reading.parties


def test_equal_content_counts_once(sdn: SourceFile) -> None:
    assert len(recognise([sdn, renamed(sdn, "copy.csv")])) == 1


def test_what_nothing_claims_is_named(sdn: SourceFile) -> None:
    image = SourceFile(name="logo.png", content=b"\x89PNG\r\n\x1a\n\0\0", modified=DAY)
    with pytest.raises(UnknownFormat, match=r"not recognised: logo\.png"):
        recognise([sdn, image])


def test_a_mapping_makes_any_table_readable() -> None:
    table = SourceFile(name="t.csv", content=b"Kto,Skad\nAcme,PL\n", modified=DAY)
    with pytest.raises(UnknownFormat):
        recognise([table])
    told = Instructions(source="mine", columns={"name": "Kto"}, published=DAY)
    (arrival,) = arrivals([table], told)
    assert arrival.reading.parties[0].primary_name == "Acme"

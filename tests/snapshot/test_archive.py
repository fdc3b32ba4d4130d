"""The archive: editions stay as they came, and the right one counts."""

import datetime
import hashlib
from pathlib import Path

import msgspec
import pytest

from interdict.errors import SnapshotError
from interdict.party import Edition
from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home

PARTIES = b"parties, as msgpack"
FINDINGS = b"findings, as msgpack"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(Home(tmp_path / "home"))


def moment(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def edition(content: bytes, published: str = "2026-01-08", **fields: str) -> Edition:
    """An edition of one file with that content."""
    sha256 = hashlib.sha256(content).hexdigest()
    made = Edition(
        source="ofac-sdn",
        id=hashlib.sha256(f"ofac-csv\n{sha256}".encode()).hexdigest(),
        form="ofac-csv",
        files=(("sdn.csv", sha256, len(content)),),
        published=datetime.date.fromisoformat(published),
        dated_by="file",
        records=1,
        parties=1,
    )
    return msgspec.structs.replace(made, **fields)


def keep(
    archive: Archive, content: bytes, published: str, received: str = "2026-02-01", **fields: str
) -> Edition:
    kept = edition(content, published, **fields)
    archive.keep(kept, [("sdn.csv", content)], PARTIES, FINDINGS, moment(received))
    return kept


def test_an_edition_comes_back_as_it_was_kept(archive: Archive) -> None:
    """Files, parties, findings, and when it came."""
    kept = keep(archive, b"36,AEROCARIBBEAN", "2026-01-08", received="2026-01-09")
    assert archive.editions() == (kept,)
    assert archive.original(kept) == (("sdn.csv", b"36,AEROCARIBBEAN"),)
    assert (archive.parties(kept), archive.findings(kept)) == (PARTIES, FINDINGS)
    assert archive.received(kept) == moment("2026-01-09")
    assert archive.verify() == ()


def test_the_receipt_is_plain_json_with_both_dates(archive: Archive) -> None:
    """Anyone can read when it came and when it was published."""
    kept = edition(b"x")
    folder = archive.keep(kept, [("sdn.csv", b"x")], b"", b"", moment("2026-02-01"))
    receipt = msgspec.json.decode((folder / "receipt.json").read_bytes())
    assert (receipt["received"], receipt["published"]) == ("2026-02-01T12:00:00Z", "2026-01-08")


def test_keeping_the_same_edition_again_changes_nothing(archive: Archive) -> None:
    """Idempotent: the first receipt stays, byte for byte."""
    kept = edition(b"x")
    folder = archive.keep(kept, [("sdn.csv", b"x")], PARTIES, FINDINGS, moment("2026-02-01"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    archive.keep(kept, [("sdn.csv", b"x")], PARTIES, FINDINGS, moment("2026-03-01"))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_new_reading_of_the_same_files_counts_from_then_on(archive: Archive) -> None:
    """A later connector reads more; the files and the day they came stay."""
    kept = keep(archive, b"x", "2026-01-08", received="2026-02-01")
    archive.keep(kept, [("sdn.csv", b"x")], b"better", FINDINGS, moment("2026-03-01"))
    assert archive.parties(kept) == b"better"
    assert archive.received(kept) == moment("2026-02-01")


def test_a_weaker_date_never_replaces_a_stronger_one(archive: Archive) -> None:
    """Added again without --published, the stated date stays; the other way it is taken."""
    keep(archive, b"x", "2026-01-08", dated_by="stated")
    keep(archive, b"x", "2026-07-01", dated_by="modification-time")
    assert [str(one.published) for one in archive.editions()] == ["2026-01-08"]
    keep(archive, b"x", "2026-01-09", dated_by="file")
    assert [str(one.published) for one in archive.editions()] == ["2026-01-09"]


def test_other_files_than_the_edition_names_are_refused(archive: Archive) -> None:
    """A caller's mistake must not be archived."""
    with pytest.raises(SnapshotError, match="names other files"):
        archive.keep(edition(b"x"), [("sdn.csv", b"y")], b"", b"", moment("2026-02-01"))
    assert archive.editions() == ()


def test_editions_are_sorted_by_publication_then_strength_then_receipt(archive: Archive) -> None:
    """One order for lists and for as-of questions."""
    late = keep(archive, b"d", "2026-01-02")
    stated = keep(archive, b"c", "2026-01-01", dated_by="stated")
    second = keep(archive, b"b", "2026-01-01", received="2026-02-03")
    first = keep(archive, b"a", "2026-01-01", received="2026-02-02")
    assert archive.editions() == (stated, first, second, late)
    assert archive.editions("un") == ()


def test_the_newest_published_counts_whatever_came_last(archive: Archive) -> None:
    """An old edition added later does not come into force."""
    new = keep(archive, b"new", "2026-01-08", received="2026-01-09")
    keep(archive, b"old", "2025-12-18", received="2026-02-01")
    assert archive.in_force("ofac-sdn") == new
    assert archive.in_force("un") is None


def test_of_one_day_the_last_received_counts(archive: Archive) -> None:
    """A corrected file of the same day replaces the first."""
    keep(archive, b"first", "2026-01-08", received="2026-01-08")
    corrected = keep(archive, b"corrected", "2026-01-08", received="2026-01-09")
    assert archive.in_force("ofac-sdn") == corrected


def test_a_modification_time_never_outranks_a_date(archive: Archive) -> None:
    """However new it looks; alone it counts."""
    undated = keep(archive, b"copied today", "2026-08-01", dated_by="modification-time")
    assert archive.in_force("ofac-sdn") == undated
    for strength in ("file-name", "stated", "file"):
        dated = keep(archive, strength.encode(), "2020-01-01", dated_by=strength)
        assert archive.in_force("ofac-sdn") == dated


def test_as_of_and_known_by_are_two_questions(archive: Archive) -> None:
    """What was published by then, and what we had by then."""
    old = keep(archive, b"old", "2025-12-18", received="2026-02-01")
    keep(archive, b"new", "2026-01-08", received="2026-01-09")
    assert archive.in_force("ofac-sdn", as_of=datetime.date(2025, 12, 31)) == old
    assert archive.in_force("ofac-sdn", known_by=moment("2026-01-08")) is None
    as_of, known_by = datetime.date(2025, 12, 31), moment("2026-01-31")
    assert archive.in_force("ofac-sdn", as_of=as_of, known_by=known_by) is None


def test_confirmation_lives_outside_the_edition(archive: Archive) -> None:
    """The age of a list counts from it, and it never goes back."""
    kept = keep(archive, b"x", "2026-01-08")
    assert archive.confirmed("ofac-sdn") is None
    archive.confirm("ofac-sdn", kept.id, moment("2026-02-02"))
    archive.confirm("ofac-sdn", kept.id, moment("2026-02-01"))
    assert archive.confirmed("ofac-sdn") == moment("2026-02-02")
    assert archive.verify() == ()


def test_bad_files_are_put_aside_with_the_reason(archive: Archive, tmp_path: Path) -> None:
    """Under a harmless name, once, however often they come again."""
    files = [("../../sdn.csv", b"half a fi")]
    folder = archive.put_aside("ofac-sdn", files, "truncated in line 12")
    assert archive.put_aside("ofac-sdn", files, "truncated again") == folder
    assert sorted(path.name for path in folder.iterdir()) == ["000-sdn.csv", "reason.txt"]
    assert (folder / "000-sdn.csv").read_bytes() == b"half a fi"
    reasons = (folder / "reason.txt").read_text().splitlines()
    assert [reason.split(" ", 1)[1] for reason in reasons] == [
        "truncated in line 12",
        "truncated again",
    ]
    assert archive.editions() == ()


@pytest.mark.parametrize("pattern", ["files/*", "readings/*/parties*", "readings/*/edition*"])
def test_a_damaged_file_is_found_when_read_and_by_verify(archive: Archive, pattern: str) -> None:
    """No payload is used that is not what was kept."""
    kept = edition(b"x" * 100)
    folder = archive.keep(kept, [("sdn.csv", b"x" * 100)], PARTIES, FINDINGS, moment("2026-02-01"))
    (path,) = folder.glob(pattern)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)
    (finding,) = archive.verify()
    assert (finding.code, finding.record) == ("damaged-edition", kept.id)
    assert path.name in finding.message


def test_an_edition_that_is_not_kept_says_how_to_get_it(archive: Archive) -> None:
    """The message names the edition and the command."""
    with pytest.raises(SnapshotError, match="interdict lists add"):
        archive.parties(edition(b"never kept"))


def test_a_full_disk_while_keeping_says_what_stays(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half kept stays behind."""

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SnapshotError, match="is full"):
        keep(archive, b"x", "2026-01-08")
    monkeypatch.undo()
    assert archive.editions() == ()
    assert keep(archive, b"x", "2026-01-08") in archive.editions()

"""Hours from publication to activation, and how well they are known."""

import datetime
from pathlib import Path

import msgspec
import pytest

from interdict.errors import SnapshotError
from interdict.lists.intake import Instructions
from interdict.party import Edition
from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home
from interdict.snapshot.timing import (
    Hours,
    Timing,
    hours,
    note_activated,
    note_published,
    timing,
)
from interdict.update import add, recompile

NOON = datetime.datetime(2026, 9, 21, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def edition(home: Home, source: str = "un") -> Edition:
    found = Archive(home).in_force(source)
    assert found is not None
    return found


def dated(home: Home, by: str) -> Edition:
    changed = {"published": NOON.date(), "dated_by": by}
    return msgspec.structs.replace(edition(home), **changed)


def test_every_edition_that_comes_into_force_notes_when(loaded: Home) -> None:
    activations = loaded.history()
    assert timing(loaded, edition(loaded, "ofac-sdn")).activated == activations[0].at
    assert timing(loaded, edition(loaded, "un")).activated == activations[1].at
    recompile(loaded)
    assert timing(loaded, edition(loaded, "un")).activated == activations[1].at


def test_what_a_killed_process_could_not_note_is_known_all_the_same(
    loaded: Home, small_lists: Path, tmp_path: Path
) -> None:
    """Killed between activating and noting: the next activation must not take its place."""
    un = edition(loaded)
    at = timing(loaded, un).activated
    for noted in loaded.editions.glob("*/*/timing.json"):
        noted.unlink()
    assert timing(loaded, un).activated == at
    newer = tmp_path / "un.xml"
    newer.write_bytes((small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2026-03-27"))
    add(loaded, [newer], Instructions())
    assert timing(loaded, edition(loaded)).activated == loaded.history()[-1].at
    recompile(loaded)
    assert timing(loaded, edition(loaded, "ofac-sdn")).activated == at


def test_an_edition_replaced_before_it_was_noted_keeps_its_own_time(
    loaded: Home, small_lists: Path, tmp_path: Path
) -> None:
    un = edition(loaded)
    at = timing(loaded, un).activated
    for noted in loaded.editions.glob("*/*/timing.json"):
        noted.unlink()
    newer = tmp_path / "un.xml"
    newer.write_bytes((small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2026-03-27"))
    add(loaded, [newer], Instructions())
    assert timing(loaded, un).activated == at


def test_the_same_bytes_of_another_list_are_not_in_force_with_it(loaded: Home) -> None:
    """All lists of one published file share the edition's id."""
    twin = msgspec.structs.replace(edition(loaded), source="us-unverified")
    assert timing(loaded, twin).activated is None


def test_an_edition_that_never_came_into_force_has_no_hours(
    loaded: Home, small_lists: Path, tmp_path: Path
) -> None:
    older = tmp_path / "un.xml"
    older.write_bytes((small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2025-02-27"))
    add(loaded, [older], Instructions())
    kept = Archive(loaded).editions("un")[0]
    assert timing(loaded, kept).activated is None
    assert hours(kept, timing(loaded, kept)) is None


def test_a_stated_moment_gives_exact_hours(loaded: Home) -> None:
    noted = Timing(published_at=NOON, stated_by="server", activated=NOON + 3.5 * HOUR)
    found = hours(dated(loaded, "file"), noted)
    assert found == Hours(least=3.5, most=3.5)
    assert str(found) == "3.5 h"


def test_a_day_alone_leaves_a_day_of_doubt(loaded: Home) -> None:
    noted = Timing(activated=NOON + 24 * HOUR)
    found = hours(dated(loaded, "file"), noted)
    assert found == Hours(least=12.0, most=36.0)
    assert str(found) == "12 to 36 h"
    same_day = hours(dated(loaded, "stated"), Timing(activated=NOON))
    assert same_day == Hours(least=0.0, most=12.0)


def test_a_files_own_time_is_no_publication_date(loaded: Home) -> None:
    assert hours(dated(loaded, "modification-time"), Timing(activated=NOON)) is None


def test_what_the_file_says_outranks_what_the_server_says(loaded: Home) -> None:
    un = edition(loaded, "ofac-sdn")
    note_published(loaded, un, NOON, "server")
    note_published(loaded, un, NOON + HOUR, "file")
    note_published(loaded, un, NOON + 2 * HOUR, "server")
    noted = timing(loaded, un)
    assert (noted.published_at, noted.stated_by) == (NOON + HOUR, "file")


def test_the_first_activation_is_the_one_that_counts(loaded: Home) -> None:
    un = edition(loaded)
    first = timing(loaded, un).activated
    note_activated(loaded, un, NOON + 1_000 * HOUR)
    assert timing(loaded, un).activated == first


def test_damaged_notes_are_told_not_guessed(loaded: Home) -> None:
    un = edition(loaded)
    next((loaded.editions / "un").glob("*/timing.json")).write_bytes(b"{")
    with pytest.raises(SnapshotError, match="remove it"):
        timing(loaded, un)

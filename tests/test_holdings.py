"""Adding ownership files: all or nothing, kept as they came, in force in one step."""

import datetime
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from interdict import audit
from interdict.errors import MalformedFile, NoLists, ShrunkenEdition, SourceError, UsageError
from interdict.holdings import add, remove
from interdict.ownership.formats import Attribution
from interdict.snapshot.stake_archive import complete
from interdict.snapshot.stake_store import StakeStore
from interdict.snapshot.store import Home
from owned import BY_HAND, FILINGS, VOLNA, added, table
from test_update import DYING, PLAIN

replace = msgspec.structs.replace


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def of(day: str, source: str = "filings") -> Attribution:
    return replace(FILINGS, source=source, published=datetime.date.fromisoformat(day))


def ids(home: Home) -> list[str]:
    return StakeStore(home).open_current().ids


# -- what add does -------------------------------------------------------------------------


def test_what_is_added_is_in_force_and_verifies(home: Home) -> None:
    held = added(home)
    stakes = StakeStore(home).open_current()
    assert (stakes.id, held.outcomes[0].in_force) == (held.stakes, True)
    assert (stakes.manifest.stakes, len(stakes)) == (6, 10)
    assert stakes.verify() == StakeStore(home).archive.verify() == []


def test_the_same_files_give_the_same_set_in_any_order_on_any_machine(
    home: Home, tmp_path: Path
) -> None:
    other = Home(tmp_path / "other")
    more = table(tmp_path / "more.csv", "A Oy,B Oy,10")
    held = [added(home), added(home, more, of("2026-02-01", "more"))][-1]
    again = [added(other, more, of("2026-02-01", "more")), added(other)][-1]
    assert held.stakes == again.stakes


def test_adding_the_same_again_changes_nothing(home: Home) -> None:
    first = added(home)
    assert added(home).stakes == first.stakes
    assert len(StakeStore(home).history()) == 1


def test_a_newer_edition_takes_the_place_of_the_one_before_and_an_older_one_does_not(
    home: Home, tmp_path: Path
) -> None:
    added(home)
    newer = table(tmp_path / "newer.csv", *(f"A{n} Oy,B Oy,1" for n in range(6)))
    assert added(home, newer, of("2026-03-01")).outcomes[0].in_force
    assert not added(home, VOLNA, of("2025-03-01")).outcomes[0].in_force
    assert "filings:A0 Oy" in ids(home)
    assert "filings:Volna Energo" not in ids(home)


def test_sources_stand_side_by_side_and_a_shared_name_is_not_one_entity(
    home: Home, tmp_path: Path
) -> None:
    added(home)
    added(home, table(tmp_path / "more.csv", "Volna Energo,Ferry Oy,10"), of("2026-02-01", "more"))
    assert {"filings:Volna Energo", "more:Volna Energo"} <= set(ids(home))


def test_files_of_one_source_and_day_in_one_call_are_one_edition(
    home: Home, tmp_path: Path
) -> None:
    one = table(tmp_path / "part-1.csv", "A Oy,B Oy,10")
    two = table(tmp_path / "part-2.csv", "C Oy,B Oy,20")
    held = add(home, [one, two], FILINGS)
    assert [len(each.kept.edition.files) for each in held.outcomes] == [2]
    assert StakeStore(home).open_current().manifest.stakes == 2


def test_every_activation_is_logged(home: Home) -> None:
    held = added(home)
    (record,) = audit.read(home.audit)
    assert record.event == "activate-stakes"
    assert record.content["stakes"] == held.stakes


def test_a_removed_source_counts_no_more_until_it_is_added_again(
    home: Home, tmp_path: Path
) -> None:
    added(home)
    added(home, table(tmp_path / "more.csv", "A Oy,B Oy,10"), of("2026-02-01", "more"))
    remove(home, "filings")
    assert ids(home) == ["more:A Oy", "more:B Oy"]
    remove(home, "more")
    with pytest.raises(NoLists):
        StakeStore(home).open_current()
    added(home)
    assert "filings:Volna Energo" in ids(home)


def test_removing_what_is_not_there_is_said(home: Home) -> None:
    added(home)
    with pytest.raises(UsageError, match="no stakes of nobody are in force; there is filings"):
        remove(home, "nobody")


# -- the past ------------------------------------------------------------------------------


def test_a_past_day_is_answered_by_the_newest_edition_published_by_then(
    home: Home, tmp_path: Path
) -> None:
    added(home)
    newer = table(tmp_path / "newer.csv", *(f"A{n} Oy,B Oy,1" for n in range(6)))
    added(home, newer, of("2026-03-01"))
    store = StakeStore(home)
    assert "filings:Volna Energo" in store.open_as_of(datetime.date(2026, 2, 28)).ids
    assert "filings:A0 Oy" in store.open_as_of(datetime.date(2026, 3, 1)).ids
    with pytest.raises(NoLists, match="--in-force-on"):
        store.open_as_of(datetime.date(2025, 12, 31))


def test_what_was_in_force_at_a_moment_stays_answerable(home: Home) -> None:
    held = added(home)
    then = datetime.datetime.now(datetime.UTC)
    remove(home, "filings")
    assert StakeStore(home).open_known_on(then).id == held.stakes


# -- stakes entered by hand ------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["stated_by", "document", "expires_on"])
def test_an_analysts_stakes_need_author_document_and_expiry(home: Home, missing: str) -> None:
    said = replace(BY_HAND, **{missing: None if missing == "expires_on" else " "})
    with pytest.raises(UsageError, match="count only with their author"):
        added(home, VOLNA, said)
    assert StakeStore(home).history() == ()


def test_an_expired_edition_is_uncertain_and_says_so(home: Home) -> None:
    added(home, VOLNA, BY_HAND)
    stakes = StakeStore(home).open_current()
    before, after = (stakes.table(datetime.date(year, 1, 1)) for year in (2098, 2099))
    assert (before.uncertain.any(), after.uncertain.all()) == (False, True)
    assert "expired on 2099-01-01" in after.stated(0).source
    assert after.stated(0).stake.uncertain


def test_a_plain_table_needs_the_name_of_its_source(home: Home) -> None:
    with pytest.raises(UsageError, match="--source"):
        added(home, VOLNA, replace(FILINGS, source=""))


def test_a_source_cannot_be_called_as_a_list(home: Home) -> None:
    with pytest.raises(UsageError, match="is a sanctions list"):
        added(home, VOLNA, replace(FILINGS, source="ofac-sdn"))


# -- bad files ---------------------------------------------------------------------------------


def test_a_suddenly_smaller_edition_is_put_aside_and_can_be_accepted(
    home: Home, tmp_path: Path
) -> None:
    before = added(home).stakes
    small = table(tmp_path / "small.csv", "A Oy,B Oy,10")
    with pytest.raises(ShrunkenEdition, match="put aside"):
        added(home, small, of("2026-03-01"))
    assert StakeStore(home).open_current().id == before
    assert len(list(home.quarantine.rglob("small.csv"))) == 1
    accepted = added(home, small, of("2026-03-01"), accept_shrunken=["filings"])
    assert accepted.outcomes[0].in_force


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"<html><body>", b'{"statementID": ', b"owner,owned,percent\n"],
    ids=["empty", "bytes", "page", "cut", "header alone"],
)
def test_a_bad_file_changes_nothing_whatever_stands_beside_it(
    home: Home, tmp_path: Path, content: bytes
) -> None:
    before = added(home).stakes
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    good = table(tmp_path / "good.csv", *(f"A{n} Oy,B Oy,1" for n in range(9)))
    with pytest.raises((SourceError, UsageError)):
        add(home, [good, bad], of("2026-03-01"))
    store = StakeStore(home)
    assert store.open_current().id == before
    assert len(store.archive.kept()) == 1
    assert not list(home.path.rglob(".staging-*"))


def test_a_date_ahead_is_refused(home: Home) -> None:
    with pytest.raises(UsageError, match="lies ahead"):
        added(home, VOLNA, of("2999-01-01"))


def test_a_changed_set_is_not_opened(home: Home) -> None:
    held = added(home)
    (file,) = home.path.glob("stakes/sets/*/share.npy")
    file.write_bytes(file.read_bytes()[:-4] + b"\x09\x00\x00\x00")
    store = StakeStore(home)
    with pytest.raises(Exception, match=r"share.npy was changed after compiling"):
        store.open_current()
    assert added(home).stakes == held.stakes  # compiled again
    assert store.open_current().verify() == []


def test_a_damaged_edition_is_said_by_its_place(home: Home) -> None:
    added(home)
    (file,) = home.path.glob("stakes/editions/*/stakes.bin")
    file.write_bytes(b"nonsense")
    (problem,) = StakeStore(home).archive.verify()
    assert "stakes.bin was changed" in problem


def test_an_unreadable_path_is_said(home: Home, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(SourceError, match="nothing was changed"):
            added(home, path)


# -- kill -9 -------------------------------------------------------------------------------


def call(*args: object, program: str = PLAIN) -> list[str]:
    words = ("owners", "add", VOLNA, "--source", "filings", "--authority", "filing")
    return [sys.executable, "-c", program, *map(str, args), *map(str, words)]


def run(home: Home, *args: object, program: str = PLAIN) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | {"INTERDICT_HOME": str(home.path)}
    command = call(*args, program=program)
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "where",
    ["stakes/editions/", "stakes/sets/sha256", "stakes/past/", "audit/head.json", "history"],
)
def test_killed_at_any_step_the_old_or_the_new_is_in_force_whole(
    home: Home, tmp_path: Path, when: str, where: str
) -> None:
    """A real SIGKILL; the same command again makes it good."""
    more = table(tmp_path / "more.csv", "A Oy,B Oy,10")
    old = added(home, more, of("2026-02-01", "more")).stakes
    ended = run(home, when, where, program=DYING)
    assert ended.returncode == -signal.SIGKILL
    store = StakeStore(home)
    activated = (when, where) == ("after", "history")
    assert (store.open_current().id != old) == activated
    assert store.open_current().verify() == store.archive.verify() == []
    logged = {r.content["stakes"] for r in audit.read(home.audit) if r.event == "activate-stakes"}
    assert {each.snapshot for each in store.history()} <= logged
    assert run(home).returncode == 0
    assert "filings:Volna Energo" in ids(home)
    assert not list(home.path.rglob(".staging-*"))


def test_killed_at_random_moments_the_old_stays_until_the_new_is_whole(
    home: Home, tmp_path: Path
) -> None:
    more = table(tmp_path / "more.csv", "A Oy,B Oy,10")
    added(home, more, of("2026-02-01", "more"))
    environment = os.environ | {"INTERDICT_HOME": str(home.path)}
    for _ in range(3):
        with subprocess.Popen(
            call(), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(random.uniform(0.2, 0.9))  # noqa: S311 - any moment will do
            process.kill()
        assert StakeStore(home).open_current().verify() == []
    assert run(home).returncode == 0
    assert "more:A Oy" in ids(home)
    assert "filings:Volna Energo" in ids(home)


def test_a_malformed_file_is_kept_aside_with_the_reason(home: Home, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(MalformedFile, match="put aside"):
        added(home, empty)
    (reason,) = home.quarantine.rglob("reason.txt")
    assert "empty" in reason.read_text(encoding="utf-8")


def test_two_processes_adding_at_once_both_succeed(home: Home, tmp_path: Path) -> None:
    more = table(tmp_path / "more.csv", "A Oy,B Oy,10")
    words = ("owners", "add", more, "--source", "more", "--authority", "filing")
    environment = os.environ | {"INTERDICT_HOME": str(home.path)}
    commands = (call(), [sys.executable, "-c", PLAIN, *map(str, words)])
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        for command in commands
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert {"more:A Oy", "filings:Volna Energo"} <= set(ids(home))


def test_of_files_added_together_none_counts_when_the_call_dies_between_two(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even for a past day, and not by what is added next."""
    added(home, table(tmp_path / "a.csv", "A Oy,B Oy,10"), of("2026-01-01", "more"))
    later = table(tmp_path / "c.csv", "A Oy,B Oy,20")

    def dying(staged: object, kept: object) -> Path:
        complete(staged, kept)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr("interdict.holdings.complete", dying)
    with pytest.raises(KeyboardInterrupt):
        added(home, later, of("2026-02-01", "more"))
    monkeypatch.undo()
    archive = StakeStore(home).archive
    assert [str(each.published) for each in archive.in_force()] == ["2026-01-01"]
    added(home, table(tmp_path / "d.csv", "C Oy,D Oy,10"), of("2026-03-01", "other"))
    published = {each.edition.source: str(each.published) for each in archive.in_force()}
    assert published == {"more": "2026-01-01", "other": "2026-03-01"}

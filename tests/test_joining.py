"""A decision comes into force whole: checked, compiled, logged, kept."""

import datetime
import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from interdict import audit
from interdict.errors import AuditError, NoLists, SnapshotError, UsageError
from interdict.joining import decide
from interdict.lists.intake import Instructions
from interdict.party import Query
from interdict.screening.screen import screen
from interdict.snapshot.archive import Archive
from interdict.snapshot.decisions import Decision, path_of, read_decisions
from interdict.snapshot.opening import open_as_of, open_current
from interdict.snapshot.past import is_of
from interdict.snapshot.snapshot import FINDINGS, JOINED, PARTIES, Snapshot
from interdict.snapshot.store import Home
from interdict.update import add, recompile

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def word(what: str, one: str, other: str, because: str = "a file note") -> Decision:
    return Decision(
        what=what,  # type: ignore[arg-type]
        parties=(one, other),
        by="A. Analyst",
        at=NOON,
        because=because,
    )


JOIN = word("join", "ofac-sdn:7002", "ofac-sdn:7006")


def current(home: Home) -> Snapshot:
    return open_current(home)


@pytest.fixture
def joined(loaded: Home) -> Home:
    """Two companies of the small SDN list, said to be one."""
    decide(loaded, JOIN)
    return loaded


def test_what_contradicts_is_joined_only_knowingly(loaded: Home) -> None:
    before = loaded.current()
    person_and_company = word("join", "ofac-sdn:7001", "ofac-sdn:7002")
    with pytest.raises(UsageError, match="--despite"):
        decide(loaded, person_and_company)
    assert loaded.current() == before
    assert read_decisions(path_of(loaded)) == ()
    decide(loaded, msgspec.structs.replace(person_and_company, despite=True))
    assert current(loaded).cluster_of("ofac-sdn:7001") is not None


def test_a_decision_is_in_force_kept_and_in_the_log(joined: Home) -> None:
    cluster = current(joined).cluster_of("ofac-sdn:7002")
    assert cluster is not None
    assert cluster.parties == ("ofac-sdn:7002", "ofac-sdn:7006")
    assert len(read_decisions(path_of(joined))) == 1
    events = [(record.event, record.content) for record in audit.read(joined.audit)]
    assert [event for event, _ in events][-2:] == ["decide-join", "activate"]
    assert "A. Analyst" in str(events[-2][1])


def test_another_decision_is_another_snapshot_and_taking_it_back_the_first_one(
    loaded: Home,
) -> None:
    before = loaded.current()
    there = decide(loaded, JOIN)
    assert there != before
    other = msgspec.structs.replace(JOIN, because="another note")
    assert decide(loaded, other) not in (before, there)
    assert decide(loaded, word("withdraw", "ofac-sdn:7002", "ofac-sdn:7006")) == before


def test_a_decision_keeps_no_second_copy_of_what_it_leaves_as_it_was(loaded: Home) -> None:
    before = current(loaded)
    decide(loaded, JOIN)
    after = current(loaded)
    shared = before.manifest.files.keys() - {FINDINGS, *JOINED}
    for name in before.manifest.files:
        one, other = (snapshot.folder / name for snapshot in (before, after))
        assert one.samefile(other) == (name in shared), name
    assert before.verify() == after.verify() == []


def test_a_disk_without_second_names_keeps_a_copy(
    loaded: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no hard links here")

    there = decide(Home(Path(shutil.copytree(loaded.path, loaded.path.parent / "twin"))), JOIN)
    monkeypatch.setattr(os, "link", refused)
    assert decide(loaded, JOIN) == there
    assert current(loaded).verify() == []


def test_damage_in_what_two_snapshots_share_is_seen_and_mended(joined: Home) -> None:
    there = current(joined)
    file = there.folder / PARTIES
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(SnapshotError, match="damaged"):
        current(joined)
    assert recompile(joined) == there.id
    assert current(joined).verify() == []


def test_compiling_everything_again_gives_the_same_snapshot(joined: Home) -> None:
    there = joined.current()
    assert there is not None
    shutil.rmtree(joined.snapshot_folder(there))
    assert recompile(joined) == there
    assert current(joined).verify() == []


def test_decisions_outlive_new_editions(joined: Home, small_lists: Path) -> None:
    files = [small_lists / name for name in ("sdn.csv", "alt.csv", "add.csv")]
    add(joined, files, Instructions(published=datetime.date(2026, 2, 1)))
    assert current(joined).cluster_of("ofac-sdn:7006") is not None


def test_a_party_that_vanished_is_a_finding_and_no_error(joined: Home, small_lists: Path) -> None:
    content = (small_lists / "sdn.csv").read_bytes()
    without = joined.path / "sdn.csv"
    without.write_bytes(b"\n".join(line for line in content.split(b"\n") if b"7006," not in line))
    instructions = Instructions(published=datetime.date(2026, 2, 1))
    add(joined, [without], instructions, accept_shrunken=("ofac-sdn",))
    snapshot = current(joined)
    assert snapshot.find("ofac-sdn:7006") is None
    assert [f.record for f in snapshot.findings() if f.code == "decision-without-party"] == [
        "ofac-sdn:7006"
    ]
    assert snapshot.manifest.findings["joins"] == 1


def test_an_edited_file_counts_from_the_next_compilation(joined: Home) -> None:
    path = path_of(joined)
    path.write_text("# all taken back\n", encoding="utf-8")
    assert not is_of(joined, current(joined), current(joined).editions)
    recompile(joined)
    assert current(joined).cluster_of("ofac-sdn:7002") is None


def test_a_broken_file_stops_compiling_and_leaves_what_is_in_force(joined: Home) -> None:
    before = joined.current()
    path_of(joined).write_text("[[decision]]\nwhat = 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="decision 1"):
        recompile(joined)
    assert joined.current() == before
    assert screen(current(joined), Query(name="Boris Petrenko")).hits


def test_a_broken_file_keeps_new_lists_out_as_a_whole(joined: Home, small_lists: Path) -> None:
    path_of(joined).write_text("[[decision]]\nwhat = 1\n", encoding="utf-8")
    before = Archive(joined).editions()
    with pytest.raises(UsageError, match="decision 1"):
        add(joined, [small_lists / "sdn.csv"], Instructions(published=datetime.date(2026, 3, 1)))
    assert Archive(joined).editions() == before


def test_lists_as_of_a_day_are_joined_as_decided_now(joined: Home) -> None:
    snapshot = open_as_of(joined, datetime.date(2026, 1, 10))
    assert snapshot.cluster_of("ofac-sdn:7002") is not None


def test_nobody_decides_about_records_that_are_not_there(loaded: Home) -> None:
    for decision in (word("join", "ofac-sdn:7002", "eu:1"), word("part", "eu:1", "eu:2")):
        with pytest.raises(UsageError, match="in none of the lists in force"):
            decide(loaded, decision)
    assert Archive(loaded).editions()
    assert not path_of(loaded).exists()


KILLED = """
import os, signal, sys
from pathlib import Path
import msgspec
from interdict import joining
from interdict.snapshot.decisions import Decision
from interdict.snapshot.store import Home
setattr(joining, sys.argv[1], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
joining.decide(Home(Path(sys.argv[2])), msgspec.json.decode(sys.argv[3], type=Decision))
"""


@pytest.mark.parametrize("where", ["append", "activate"])
def test_killed_while_deciding_no_decision_counts_that_the_log_does_not_know(
    loaded: Home, where: str
) -> None:
    """A real SIGKILL; deciding again makes it good."""
    before, decision = loaded.current(), msgspec.json.encode(JOIN).decode()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(loaded.path), decision], check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert loaded.current() == before
    assert [r.event for r in audit.read(loaded.audit)][-1] == "decide-join"
    assert len(read_decisions(path_of(loaded))) == (where == "activate")
    decide(loaded, JOIN)
    assert current(loaded).cluster_of("ofac-sdn:7002") is not None


def test_an_empty_installation_has_nothing_to_decide_about(tmp_path: Path) -> None:
    with pytest.raises(NoLists):
        decide(Home(tmp_path / "empty"), JOIN)


def test_what_cannot_be_logged_is_not_decided(
    loaded: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise AuditError("the disk is full")

    before = loaded.current()
    monkeypatch.setattr(audit.AuditLog, "append", full)
    with pytest.raises(AuditError):
        decide(loaded, JOIN)
    assert loaded.current() == before
    assert not path_of(loaded).exists()

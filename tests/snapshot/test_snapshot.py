"""A compiled snapshot is opened without being read, and tells when it is not what it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from interdict.errors import SnapshotError
from interdict.party import Query
from interdict.screening.screen import encoded, screen
from interdict.snapshot.snapshot import (
    CHECKED,
    FINDINGS,
    FORMAT,
    MANIFEST,
    PARTIES,
    Snapshot,
    open_snapshot,
)
from listed_parties import IMO, NON_SDN, PASSPORT, PRIVATE, SDN, UN, compiled, editions


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return compiled(tmp_path_factory.mktemp("small") / "snapshot", *editions())


@pytest.fixture
def copy(snapshot: Snapshot, tmp_path: Path) -> Path:
    """The snapshot's folder, to be damaged."""
    return Path(shutil.copytree(snapshot.folder, tmp_path / "copy"))


def rewrite_manifest(folder: Path, **changes: object) -> None:
    manifest = open_snapshot(folder).manifest
    changed = msgspec.structs.replace(manifest, **changes)
    (folder / MANIFEST).write_bytes(msgspec.json.encode(changed, order="sorted"))


# -- reading -------------------------------------------------------------------------------


def test_all_parties_come_back_whole_in_the_order_of_their_ids(snapshot: Snapshot) -> None:
    listed = sorted([*SDN, *NON_SDN, *UN, *PRIVATE], key=lambda party: party.id)
    assert len(snapshot) == len(listed)
    assert [snapshot.party(row) for row in range(len(snapshot))] == listed


def test_a_party_is_found_by_its_id(snapshot: Snapshot) -> None:
    assert snapshot.find("ofac-sdn:4") == SDN[3]
    assert snapshot.find("un:KPe.901") == UN[0]
    assert snapshot.find("ofac-sdn:404") is None
    assert snapshot.find("") is None


def test_parties_are_found_by_the_value_of_an_identifier(snapshot: Snapshot) -> None:
    found = [snapshot.party(row).id for row in snapshot.rows("value", IMO.value)]
    assert found == ["ofac-sdn:4"]
    assert [snapshot.party(row).id for row in snapshot.rows("value", PASSPORT.value)] == [
        "ofac-sdn:1"
    ]
    assert snapshot.rows("value", "no such number") == []


def test_ids_and_identifiers_are_different_spaces(snapshot: Snapshot) -> None:
    assert snapshot.rows("id", IMO.value) == []
    assert snapshot.rows("value", "ofac-sdn:4") == []


def test_findings_and_editions_come_back(snapshot: Snapshot) -> None:
    assert [finding.code for finding in snapshot.findings()] == ["invalid-imo"]
    assert {edition.source: edition.parties for edition in snapshot.editions} == {
        "ofac-sdn": len(SDN), "ofac-nonsdn": len(NON_SDN), "un": len(UN), "my-watchlist": 1,
    }  # fmt: skip


def test_a_partys_names_are_read_once_and_kept(snapshot: Snapshot) -> None:
    row = snapshot.rows("id", "ofac-sdn:2")[0]
    assert snapshot.listed(row).party == SDN[1]
    assert snapshot.listed(row) is snapshot.listed(row)


# -- opening -------------------------------------------------------------------------------


def test_opening_reads_nothing_but_the_manifest(copy: Path) -> None:
    """Sizes are looked at; content is read when it is asked for."""
    opened = open_snapshot(copy)
    for path in copy.iterdir():
        path.unlink()
    assert len(opened) == len(SDN) + len(NON_SDN) + len(UN) + len(PRIVATE)
    with pytest.raises(OSError, match="No such file"):
        opened.party(0)


def test_arrays_are_mapped_read_only(snapshot: Snapshot) -> None:
    mapped = snapshot.array("party_start")
    assert isinstance(mapped, np.memmap)
    assert not mapped.flags.writeable


def test_a_moved_snapshot_is_the_same_snapshot(snapshot: Snapshot, copy: Path) -> None:
    moved = open_snapshot(copy)
    assert moved.id == snapshot.id
    query = Query(name="Boris Petrenko")
    assert encoded(screen(moved, query)) == encoded(screen(snapshot, query))


def test_answers_do_not_change_while_one_snapshot_stays_open(snapshot: Snapshot) -> None:
    query = Query(name="Hanbit Trading")
    first = encoded(screen(snapshot, query))
    for name in ("Zarya Maritime", "Grey Heron", "Hanbit"):
        screen(snapshot, Query(name=name))
    assert encoded(screen(snapshot, query)) == first


def test_opening_needs_no_list_reader() -> None:
    script = (
        "import sys, interdict.snapshot.snapshot\n"
        "print(*(name for name in sys.modules if name.startswith('interdict.lists.ofac')))\n"
        "print('lxml' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False"]


# -- damage --------------------------------------------------------------------------------


def test_an_untouched_snapshot_verifies(snapshot: Snapshot) -> None:
    assert snapshot.verify() == []


@pytest.mark.parametrize("name", [PARTIES, FINDINGS, "party_start.npy", "lookup_key.npy"])
def test_one_changed_byte_is_found(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[-1] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(SnapshotError, match=f"{name} was changed.*recompile"):
        open_snapshot(copy)


def test_a_changed_byte_in_any_file_is_found_before_anything_is_answered(copy: Path) -> None:
    """A damaged index would say no-match for a listed name (invariant 7)."""
    for path in sorted(copy.iterdir()):
        if path.name in (MANIFEST, CHECKED) or not path.stat().st_size:
            continue
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(SnapshotError, match=path.name):
            open_snapshot(copy)
        path.write_bytes(content)
        assert open_snapshot(copy).verify() == []


def test_files_that_nobody_touched_are_not_hashed_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_snapshot(copy)
    monkeypatch.setattr(Snapshot, "verify", None)
    assert open_snapshot(copy).manifest.parties


def test_a_changed_manifest_is_another_snapshot(snapshot: Snapshot, copy: Path) -> None:
    rewrite_manifest(copy, parties=3)
    assert open_snapshot(copy).id != snapshot.id


def test_a_file_removed_while_open_is_found(copy: Path) -> None:
    opened = open_snapshot(copy)
    (copy / FINDINGS).unlink()
    assert opened.verify() == [f"{FINDINGS} is missing"]


@pytest.mark.parametrize("how", ["removed", "cut", "grown"])
def test_a_file_that_is_gone_or_of_another_size_is_refused(copy: Path, how: str) -> None:
    path = copy / PARTIES
    content = path.read_bytes()
    path.unlink()
    if how != "removed":
        path.write_bytes(content[:-1] if how == "cut" else content + b"x")
    with pytest.raises(SnapshotError, match=PARTIES) as refused:
        open_snapshot(copy)
    assert "interdict lists recompile" in str(refused.value)


@pytest.mark.parametrize("manifest", [None, b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe"])
def test_a_folder_without_a_readable_manifest_is_refused(
    copy: Path, manifest: bytes | None
) -> None:
    (copy / MANIFEST).unlink()
    if manifest is not None:
        (copy / MANIFEST).write_bytes(manifest)
    with pytest.raises(SnapshotError, match="interdict lists"):
        open_snapshot(copy)


@pytest.mark.parametrize("change", [{"engine": "0.0.1+000000000000"}, {"format": FORMAT + 1}])
def test_another_engines_snapshot_is_refused_with_what_to_do(
    copy: Path, change: dict[str, object]
) -> None:
    """Its index was built with other word tables: scores would not be comparable."""
    rewrite_manifest(copy, **change)
    with pytest.raises(SnapshotError, match="interdict lists recompile"):
        open_snapshot(copy)


def test_another_engines_snapshot_names_both_engines(snapshot: Snapshot, copy: Path) -> None:
    rewrite_manifest(copy, engine="0.0.1+000000000000")
    with pytest.raises(SnapshotError) as refused:
        open_snapshot(copy)
    assert "0.0.1+000000000000" in str(refused.value)
    assert snapshot.manifest.engine in str(refused.value)

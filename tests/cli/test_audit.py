"""interdict audit: the log of what was asked and answered."""

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Installation


@pytest.fixture
def logged(interdict: Installation) -> Installation:
    """An installation that answered three times."""
    for name in ("Boris Petrenko", "Anna Lindqvist", "Grey Heron"):
        interdict("screen", "name", name)
    return interdict


def segment(installation: Installation) -> Path:
    return installation.home.audit / "000001.jsonl"


def test_an_untouched_log_verifies(logged: Installation) -> None:
    ran = logged("audit", "verify")
    assert ran.code == 0
    assert "5 records, unbroken; head 5:" in ran.out
    assert logged("audit", "verify", "--json").json["records"] == 5


def test_a_log_that_was_removed_is_missed(logged: Installation) -> None:
    shutil.rmtree(logged.home.audit)
    ran = logged("audit", "verify")
    assert ran.code == 4
    assert "the log was removed" in ran.err


def test_an_empty_log_verifies(bare: Installation) -> None:
    assert bare("audit", "verify", "--json").json["ok"] is True


@pytest.mark.parametrize("damage", ["edit", "removal", "reorder", "tail"])
def test_every_damage_is_found(logged: Installation, damage: str) -> None:
    """Invariant 12."""
    lines = segment(logged).read_bytes().splitlines(keepends=True)
    changed = {
        "edit": [*lines[:2], lines[2].replace(b'"hits":', b'"hitz":'), *lines[3:]],
        "removal": [lines[0], lines[2]],
        "reorder": [lines[1], lines[0], lines[2]],
        "tail": lines[:2],
    }[damage]
    segment(logged).write_bytes(b"".join(changed))
    ran = logged("audit", "verify", "--json")
    assert ran.code == 4
    assert ran.json["ok"] is False
    assert ran.json["problems"]
    assert "the log was altered" in ran.err


def test_a_cut_tail_is_found_against_a_head_kept_elsewhere(
    logged: Installation, tmp_path: Path
) -> None:
    backup = tmp_path / "as it was"
    shutil.copytree(logged.home.audit, backup)
    logged("screen", "name", "Boris Petrenko")
    head = logged("audit", "verify", "--json").json["head"]
    shutil.rmtree(logged.home.audit)
    shutil.copytree(backup, logged.home.audit)
    assert logged("audit", "verify").code == 0
    ran = logged("audit", "verify", "--head", head)
    assert ran.code == 4
    assert "the tail was cut off" in ran.out


def test_nothing_is_answered_once_the_log_was_removed(logged: Installation) -> None:
    shutil.rmtree(logged.home.audit)
    ran = logged("screen", "name", "Boris Petrenko")
    assert ran.code == 4
    assert ran.out == ""
    assert "the log was removed" in ran.err


def test_a_head_that_is_none_is_refused(logged: Installation) -> None:
    ran = logged("audit", "verify", "--head", "latest")
    assert ran.code == 2
    assert "SEQ:HASH" in ran.err


def test_export_writes_every_record(logged: Installation, tmp_path: Path) -> None:
    ran = logged("audit", "export", "-o", tmp_path / "log.jsonl")
    assert ran.code == 0
    lines = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["event"] for line in lines] == [*["activate"] * 2, *["screen"] * 3]
    assert logged("audit", "export").out.splitlines() == lines


def test_an_export_that_cannot_be_written_is_exit_2(logged: Installation, tmp_path: Path) -> None:
    ran = logged("audit", "export", "-o", tmp_path / "nowhere" / "log.jsonl")
    assert ran.code == 2
    assert "cannot write" in ran.err

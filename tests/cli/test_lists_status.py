"""interdict lists status: what is in force, and whether it may answer."""

from pathlib import Path

import pytest
from rich.console import Console

from interdict.lists.catalog import ONLY_HINTS
from interdict.snapshot.archive import Archive

from .conftest import Installation


def test_status_tells_age_counts_gaps_and_hours(interdict: Installation) -> None:
    ran = interdict("lists", "status")
    assert ran.code == 0
    assert "unknown for want of a list: eu: EU restrictive measures (eu) is not loaded" in ran.out
    assert "un: dated by file, in force since" in ran.out
    assert "after publication" in ran.out
    assert "screening refuses" not in ran.err


def test_status_as_json_says_the_same(interdict: Installation) -> None:
    told = interdict("lists", "status", "--json").json
    assert told["snapshot"] == interdict.home.current()
    assert (told["would_refuse"], told["refusals"]) == (False, [])
    assert any(gap.startswith("eu:") for gap in told["gaps"])
    sdn, un = told["lists"]
    assert (sdn["list"], sdn["published"], sdn["parties"]) == ("ofac-sdn", "2026-01-08", 6)
    assert (un["max_age_days"], un["confirmed_days_ago"], un["stale"]) == (7, 0, False)
    span = sdn["hours_to_activation"]
    assert span["most"] - span["least"] == 24
    assert sdn["published_at"] is None
    assert sdn["received"] <= sdn["activated"]


def test_status_says_beforehand_that_screening_refuses(
    interdict: Installation, tmp_path: Path
) -> None:
    """Exit 0: the command did its work. Screening exits 3."""
    archive = Archive(interdict.home)
    for path in interdict.home.confirmations.iterdir():
        path.write_bytes(path.read_bytes().replace(b'"at":"2', b'"at":"1'))
    assert archive.confirmed("un") is not None
    ran = interdict("lists", "status")
    assert ran.code == 0
    assert "screening refuses (exit 3): un was last confirmed on 1" in ran.err
    assert "interdict lists update" in ran.err
    assert interdict("screen", "name", "Anna Example").code == 3
    policy = tmp_path / "policy.toml"
    policy.write_text("[max_age_days_of]\nun = 0\nofac-sdn = 0\n")
    excepted = interdict("lists", "status", "--policy", policy, "--json").json
    assert not excepted["would_refuse"]
    assert interdict("screen", "name", "Anna Example", "--policy", policy).code == 0


def test_eighty_columns_hold_the_table_of_the_longest_names(
    interdict: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "denied.csv"
    table.write_text("id,name\n1,Anna Lindqvist\n")
    interdict("lists", "add", table, "--source", "us-denied-persons", "--published", "2020-01-01")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("interdict.cli.lists_status.console", lambda: Console(highlight=False))
    shown = interdict("lists", "status").out.splitlines()
    heading = next(line for line in shown if "confirmed" in line)
    assert heading.split()[::2] == [
        "list", "published", "age", "confirmed", "limit", "parties", "findings",
    ]  # fmt: skip
    row = next(line for line in shown if line.startswith("us-denied-persons"))
    assert "2020-01-01" in row and len(row) <= 80


def test_a_list_that_never_goes_stale_has_no_limit(
    interdict: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ONLY_HINTS, "un", "it is retired")
    assert interdict("lists", "status", "--json").json["lists"][1]["max_age_days"] == 0
    row = next(line for line in interdict("lists", "status").out.splitlines() if "un " in line)
    assert "none" in row

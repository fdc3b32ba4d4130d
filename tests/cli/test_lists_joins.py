"""interdict lists join, part, withdraw and proposals."""

from pathlib import Path

import pytest

from .conftest import Installation

WHO = ("--by", "A. Analyst", "--because", "annual report, page 3")
PAIR = ("ofac-sdn:7002", "ofac-sdn:7006")

TABLE = "id,name,kind,country\nW-1,Meridian Shell Services,company,United Kingdom\n"


@pytest.fixture
def proposed(interdict: Installation, tmp_path: Path) -> Installation:
    """A house list that names a company of the SDN list."""
    (tmp_path / "house.csv").write_text(TABLE, encoding="utf-8")
    call = ("--source", "house", "--published", "2026-03-01")
    assert interdict("lists", "add", tmp_path / "house.csv", *call).code == 0
    return interdict


def test_a_proposal_is_shown_until_a_person_decides(proposed: Installation) -> None:
    ran = proposed("lists", "proposals")
    assert "house:W-1  Meridian Shell Services" in ran.out
    assert "ofac-sdn:7006  MERIDIAN SHELL SERVICES LTD" in ran.out
    assert "1 proposals" in ran.out
    assert proposed("lists", "proposals", "ofac-sdn:7001").out == "0 proposals\n"
    joined = proposed("lists", "join", "house:W-1", "ofac-sdn:7006", *WHO)
    assert joined.code == 0
    assert "house:W-1 is now one party with: ofac-sdn:7006" in joined.out
    assert proposed("lists", "proposals").out == "0 proposals\n"
    assert "2 records" in proposed("lists", "show", "ofac-sdn:7006").out


def test_proposals_as_json_are_one_a_line(proposed: Installation) -> None:
    found = proposed("lists", "proposals", "--json").json
    assert (found["one"], found["other"]) == ("house:W-1", "ofac-sdn:7006")
    assert found["reasons"][0]["basis"] == "name-and-country"


def test_part_undoes_join_and_withdraw_undoes_both(interdict: Installation) -> None:
    assert "ofac-sdn:7006" in interdict("lists", "join", *PAIR, *WHO).out
    parted = interdict("lists", "part", *PAIR, *WHO, "--json")
    assert parted.json["records"] == ["ofac-sdn:7002"]
    assert parted.json["decision"]["what"] == "part"
    assert interdict("lists", "withdraw", *PAIR, *WHO).code == 0
    assert interdict("audit", "verify").code == 0


def test_who_and_why_are_not_optional(interdict: Installation) -> None:
    before = interdict.state
    assert interdict("lists", "join", *PAIR).code == 2
    assert interdict("lists", "join", *PAIR, "--by", "A").code == 2
    ran = interdict("lists", "join", *PAIR, "--by", "A", "--because", " ")
    assert ran.code == 2
    assert "because is empty" in ran.err
    assert interdict.state == before


def test_joining_a_person_with_a_company_is_refused(interdict: Installation) -> None:
    pair = ("ofac-sdn:7001", "ofac-sdn:7002")
    ran = interdict("lists", "join", *pair, *WHO)
    assert ran.code == 2
    assert "contradict each other" in ran.err
    assert interdict("lists", "join", *pair, *WHO, "--despite").code == 0


def test_a_removed_log_lets_nobody_decide(interdict: Installation) -> None:
    for segment in interdict.home.audit.glob("*"):
        segment.unlink()
    assert interdict("lists", "join", *PAIR, *WHO).code == 4


def test_nothing_loaded_is_exit_3(bare: Installation) -> None:
    assert bare("lists", "proposals").code == 3
    assert bare("lists", "join", *PAIR, *WHO).code == 3

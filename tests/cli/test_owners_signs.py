"""Beside a verdict on the command line: signs of a sham, what stays blocked, payments to owners.

Cases 18, 19 and 27 of the worked cases, with a listed company of the small list as X.
"""

from pathlib import Path

import pytest

from cli.conftest import Installation

FILED = ("--source", "filings", "--authority", "filing", "--stated-by", "company reports")
STAKES = """owner,owned,percent,kind,from,to
Volna Energo,Sold Works Ltd,60,shares,2020-01-01,2025-12-31
Volna Energo,Sold Works Ltd,45,shares,2026-01-01,
Volna Energo,Kin Works Ltd,45,shares,,
Example Spouse,Kin Works Ltd,10,shares,,
Volna Energo,Minor Works Inc,30,shares,,
Volna Energo,Whole Works Ltd,60,shares,,
"""


@pytest.fixture
def owned(interdict: Installation, small_non_sdn: Path, tmp_path: Path) -> Installation:
    stakes = tmp_path / "works.csv"
    stakes.write_text(STAKES, encoding="utf-8")
    assert interdict("lists", "add", small_non_sdn, "--published", "2026-01-08").code == 0
    assert interdict("owners", "add", stakes, *FILED, "--published", "2026-01-08").code == 0
    return interdict


@pytest.fixture
def relations(tmp_path: Path) -> Path:
    table = tmp_path / "relations.csv"
    text = "one,other,how,source\nVolna Energo,Example Spouse,spouse,a court filing\n"
    table.write_text(text, encoding="utf-8")
    return table


@pytest.mark.parametrize("command", ["verdict", "explain"])
def test_what_was_blocked_before_a_sale_stays_blocked(owned: Installation, command: str) -> None:
    """Case 18."""
    ran = owned("owners", command, "Sold Works Ltd", "--regime", "us")
    assert ran.code == 1
    assert "review" in ran.out
    assert "until 2025-12-31" in ran.out
    assert "stays blocked after a sale outside the US" in ran.out
    assert "OFAC FAQ 402" in ran.out


def test_who_was_listed_when_is_not_made_up(owned: Installation) -> None:
    """The form of the small list states no day of listing."""
    us = owned("owners", "verdict", "Sold Works Ltd", "--regime", "us", "--json").json["verdicts"]
    assert us["us"]["earlier_block"]["last_day"] == "2025-12-31"
    assert us["us"]["earlier_block"]["certain"] is False
    assert "not stated since when they are listed" in us["us"]["earlier_block"]["says"]


@pytest.mark.parametrize("command", ["verdict", "explain"])
def test_a_spouse_who_holds_what_is_missing_is_a_sign(
    owned: Installation, relations: Path, command: str
) -> None:
    """Case 19."""
    call = ("owners", command, "Kin Works Ltd", "--regime", "us", "--relations", relations)
    ran = owned(*call)
    assert ran.code == 1
    assert "Example Spouse is stated as spouse of Volna Energo, who is listed" in ran.out
    assert "together up to 55 %" in ran.out
    assert "OFAC guidance on sham transactions of 31 March 2026" in ran.out
    us = owned(*call, "--json").json["verdicts"]["us"]
    assert us["verdict"] == "review"
    assert us["signs"][0]["sign"] == "together with a relative"


def test_without_a_stated_relation_nobody_is_a_relative(owned: Installation) -> None:
    us = owned("owners", "verdict", "Kin Works Ltd", "--json").json["verdicts"]["us"]
    assert us["signs"] == []


def test_a_relation_that_cannot_be_read_is_refused(owned: Installation, tmp_path: Path) -> None:
    table = tmp_path / "relations.csv"
    table.write_text("one,other\nVolna Energo,\n", encoding="utf-8")
    ran = owned("owners", "verdict", "Kin Works Ltd", "--relations", table)
    assert ran.code == 2
    assert "line 2: it does not say who is related to whom" in ran.err


@pytest.mark.parametrize("command", ["verdict", "explain"])
def test_what_is_paid_to_a_blocked_owner_is_told(owned: Installation, command: str) -> None:
    """Case 27."""
    ran = owned("owners", command, "Minor Works Inc", "--regime", "us")
    assert ran.code == 1
    assert "Volna Energo is blocked and has 30 % of the shares of Minor Works Inc" in ran.out
    assert "blocked property where US law applies" in ran.out
    assert "exceptions and licences are for a person to examine" in ran.out


def test_of_what_is_blocked_itself_no_owner_is_told_apart(owned: Installation) -> None:
    us = owned("owners", "verdict", "Whole Works Ltd", "--json").json["verdicts"]["us"]
    assert us["verdict"] == "blocked-by-ownership"
    assert us["payments"] is None
    assert us["earlier_block"] is None


def test_the_report_says_it_too(owned: Installation, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    owned("owners", "explain", "Minor Works Inc", "--regime", "us", "-o", page)
    assert "dividends and whatever else is paid to such an owner" in page.read_text("utf-8")

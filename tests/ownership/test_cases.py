"""Every worked case through ``owners solve``: a lawyer's table of answers, and the product's."""

import csv
import sys
from pathlib import Path

import pytest
from exact_court import REGIMES
from worked_cases import Case, read_cases

from interdict.cli.main import main
from interdict.ownership.share import percent

Row = dict[str, str]


def solved(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Row]:
    """The rows of ``verdicts.csv`` about the party asked, by regime."""
    (folder / "stakes.csv").write_text(case.stakes_csv, encoding="utf-8")
    (folder / "listed.csv").write_text(case.listed_csv, encoding="utf-8")
    command = "interdict owners solve stakes.csv --listed listed.csv -o verdicts.csv"
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", [*command.split(), "--as-of", str(case.day)])
    with pytest.raises(SystemExit):
        main()
    with (folder / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["party"] == case.asked]
    assert len({row["regime"] for row in rows}) == len(rows)
    return {row["regime"]: row for row in rows}


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.number)
def test_owners_solve_answers_as_the_case_says(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = solved(case, tmp_path, monkeypatch)
    nothing = {"verdict": "no-match"}
    words = {regime: rows.get(regime, nothing)["verdict"] for regime in REGIMES}
    asked = {regime for regime in REGIMES if case.expected(regime) != "not asked"}
    assert {r: words[r] for r in asked} == {r: case.expected(r) for r in asked}
    for regime in asked & rows.keys():
        held = case.held_under(regime)
        if held is not None:
            row = rows[regime]
            assert (row["share_low"], row["share_high"]) == tuple(map(percent, held)), regime
        assert rows[regime]["because"], f"{regime}: a verdict gives its reason"


def test_each_case_has_a_number_of_its_own() -> None:
    numbers = [case.number for case in read_cases()]
    assert len(numbers) == len(set(numbers))


def test_the_thirty_worked_cases_are_all_there() -> None:
    numbers = {case.number for case in read_cases()}
    assert {str(number) for number in range(1, 31)} <= numbers

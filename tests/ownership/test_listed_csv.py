"""The plain table of listed parties."""

import datetime

import pytest

from interdict.delimited import Record
from interdict.errors import UsageError
from interdict.ownership.listed import Listed
from interdict.ownership.listed_csv import read_listed
from interdict.ownership.reading import Report

HEADER = ("party", "regime", "programme", "measure", "listed_on")


def read(*lines: str, header: tuple[str, ...] = HEADER) -> tuple[list[Listed], list[str]]:
    """The listings, and the codes of the findings."""
    report = Report()
    records = [Record(n, tuple(line.split(","))) for n, line in enumerate(lines, start=2)]
    found = list(read_listed(header, records, report))
    return found, [finding.code for finding in report.findings()]


def regimes(typed: str) -> str:
    found, _ = read(f"Orlov,{typed},,,")
    return " ".join(each.regime for each in found)


@pytest.mark.parametrize("typed", ["", "all", "ALL", "*", "any"])
def test_no_regime_is_all_of_them(typed: str) -> None:
    assert regimes(typed) == "us eu uk ch"


@pytest.mark.parametrize("typed", ["us;eu", "US EU", "us/eu", "eu|us", " us ; eu ", "us;us;eu"])
def test_several_regimes_stand_in_one_cell(typed: str) -> None:
    assert regimes(typed) == "us eu"


def test_no_measure_is_a_block() -> None:
    found, findings = read("Orlov,us,,,")
    assert [(each.measure, each.listed_on) for each in found] == [("block", None)]
    assert findings == []


def test_the_day_and_the_programme_are_read() -> None:
    (found,), _ = read("Orlov,us,RUSSIA-EO14024,block,2025-10-22")
    assert found.programmes == ("RUSSIA-EO14024",)
    assert found.listed_on == datetime.date(2025, 10, 22)


def test_a_day_that_cannot_be_read_frees_nobody() -> None:
    (found,), findings = read("Orlov,us,,,22.10.2025")
    assert (found.listed_on, findings) == (None, ["unreadable-dates"])


def test_a_regime_without_an_ownership_rule_beside_others_is_told() -> None:
    found, findings = read("Orlov,un;us,,,")
    assert ([each.regime for each in found], findings) == (["us"], ["unknown-regime"])


@pytest.mark.parametrize("typed", ["un", "mars", "u.n."])
def test_a_line_of_such_regimes_alone_is_rejected(typed: str) -> None:
    assert read(f"Orlov,{typed},,,") == ([], ["unknown-regime"])


def test_a_line_without_a_party_is_rejected() -> None:
    assert read(",us,,,") == ([], ["unreadable-listing"])


def test_a_measure_that_nobody_can_read_is_kept_as_it_stands() -> None:
    (found,), findings = read("Orlov,us,,strongly worded letter,")
    assert (found.measure, found.text) == ("other", "strongly worded letter")
    assert findings == ["unknown-measure"]


def test_a_measure_of_one_regime_counts_there_alone() -> None:
    found, _ = read("Orlov,,,CMIC,")
    assert [each.regime for each in found] == ["us"]


def test_several_listings_of_one_party_stand_side_by_side() -> None:
    found, _ = read("Orlov,us,,block,2025-10-22", "Orlov,us,UKRAINE-EO13662,sectoral-debt,")
    assert [each.measure for each in found] == ["block", "sectoral-debt"]


def test_a_short_line_is_read_as_far_as_it_goes() -> None:
    found, findings = read("Orlov")
    assert (len(found), findings) == (4, [])


def test_a_table_of_names_alone_is_enough() -> None:
    found, _ = read("Orlov", "Belov", header=("Name",))
    assert {each.entity for each in found} == {"Orlov", "Belov"}


def test_a_header_without_a_party_is_refused() -> None:
    with pytest.raises(UsageError, match="has no column party"):
        read("Orlov,us", header=("who", "regime"))

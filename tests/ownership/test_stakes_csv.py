"""The plain table of stakes: what cannot be read is doubtful, and never dropped."""

import datetime
import io
from fractions import Fraction

import pytest

from interdict.delimited import Record
from interdict.errors import UsageError
from interdict.ownership import stakes_csv
from interdict.ownership.reading import Report
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, exact
from interdict.ownership.stake import Entity, Stake
from interdict.ownership.stakes_csv import StakeRows, date_of, fill, recognises
from interdict.ownership.table import StakeTable, TableBuilder

HEADER = "owner,owned,percent,kind,from,to,joint_group"


def read(*lines: str, header: str = HEADER) -> tuple[list[Stake | Entity], Report]:
    report = Report()
    text = "\n".join((header, *lines)) + "\n"
    return list(stakes_csv.read(io.BytesIO(text.encode()), report)), report


def one(line: str) -> tuple[Stake, list[str]]:
    """The stake of a line, and the codes of the findings."""
    found, report = read(line)
    (stake,) = [each for each in found if isinstance(each, Stake)]
    return stake, [finding.code for finding in report.findings()]


def test_a_full_line_is_read_into_every_field() -> None:
    stake, findings = one("Orlov,Volna,49.99,votes,2020-01-01,2025-06-30,pact")
    assert findings == []
    assert stake == Stake(
        owner="Orlov", owned="Volna", kind="votes", share=exact(Fraction("49.99")),
        since=datetime.date(2020, 1, 1), until=datetime.date(2025, 6, 30), joint_group="pact",
        place="line 2",
    )  # fmt: skip


def test_columns_stand_in_any_order_under_any_of_their_names() -> None:
    found, _ = read("60,A,Orlov,2020-01-01", header="Share,Company,Shareholder,since")
    (stake,) = found
    assert isinstance(stake, Stake)
    assert (stake.owner, stake.owned, stake.share) == ("Orlov", "A", exact(60))
    assert stake.since == datetime.date(2020, 1, 1)


@pytest.mark.parametrize("typed", ["120", "-5", "half", "1e2", "50;1"])
def test_a_percentage_that_is_none_is_an_unknown_share(typed: str) -> None:
    stake, findings = one(f"Orlov,A,{typed},,,,")
    assert (stake.share, stake.uncertain, findings) == (UNKNOWN, False, ["unreadable-percent"])


def test_a_share_that_is_not_stated_is_unknown() -> None:
    stake, findings = one("Orlov,A,,,,,")
    assert (stake.share, findings) == (UNKNOWN, ["unstated-share"])


def test_a_link_needs_no_share() -> None:
    stake, findings = one("Orlov,A,,Board,,,")
    assert (stake.kind, findings) == ("board", [])


def test_an_unknown_kind_may_be_any_share_or_none() -> None:
    stake, findings = one("Orlov,A,60,golden share,,,")
    assert (stake.share, stake.uncertain) == (MAYBE_NOTHING, True)
    assert findings == ["unreadable-kind"]


@pytest.mark.parametrize("typed", ["01/02/2020", "2020-02-30", "2020-1-1", "20200101", "soon"])
def test_a_date_that_is_none_makes_the_statement_doubtful(typed: str) -> None:
    stake, findings = one(f"Orlov,A,60,,{typed},,")
    assert (stake.since, stake.uncertain, findings) == (None, True, ["unreadable-dates"])


def test_dates_that_end_before_they_begin_make_the_statement_doubtful() -> None:
    stake, findings = one("Orlov,A,60,,2026-01-01,2025-01-01,")
    assert (stake.since, stake.until, stake.uncertain) == (None, None, True)
    assert findings == ["unreadable-dates"]


def test_a_date_beside_one_that_is_none_ends_nothing() -> None:
    stake, _ = one("Orlov,A,60,,soon,2020-01-01,")
    assert (stake.since, stake.until, stake.uncertain) == (None, None, True)


def test_one_day_is_a_range() -> None:
    stake, findings = one("Orlov,A,60,,2026-01-01,2026-01-01,")
    assert (stake.since, findings) == (stake.until, [])


@pytest.mark.parametrize("typed", ["2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00.000"])
def test_the_midnight_of_a_spreadsheet_says_nothing(typed: str) -> None:
    assert date_of(typed) == datetime.date(2026, 1, 1)


def test_another_hour_is_no_day() -> None:
    with pytest.raises(ValueError, match="14:30"):
        date_of("2026-01-01 14:30")


def test_each_owner_without_a_name_is_somebody_of_his_own() -> None:
    found, report = read(",A,30,,,,", ",A,30,,,,")
    people = [each for each in found if isinstance(each, Entity)]
    assert len({person.id for person in people}) == 2
    assert all(person.is_unnamed for person in people)
    assert [finding.code for finding in report.findings()] == ["unnamed-owner"] * 2


def test_a_line_that_does_not_say_what_is_held_states_nothing() -> None:
    found, report = read("Orlov,,60,,,,")
    assert found == []
    assert (report.records, report.rejected) == (1, 1)


def test_an_owner_of_itself_is_told() -> None:
    assert one("A,A,60,,,,")[1] == ["self-owned"]


def test_every_line_is_counted() -> None:
    _, report = read("Orlov,A,60", "Orlov,,60", "Orlov,B,half", "", "Orlov,C,60")
    assert (report.records, report.rejected) == (4, 1)


@pytest.mark.parametrize("header", ["owner,owned", "percent", "", "besitzer,firma,prozent"])
def test_a_header_without_what_is_needed_is_refused(header: str) -> None:
    with pytest.raises(UsageError, match="the first line must name the columns"):
        StakeRows(header.split(","), Report())


def test_the_form_is_recognised_by_its_header() -> None:
    assert recognises(b"owner,owned,percent\n")
    assert recognises(b"Shareholder;Company;Share\n")
    assert not recognises(b'{"statementID": "1"}\n')


LINES = (
    "Orlov,A,60,,,,", " Orlov , A ,60,Votes,,,", "Orlov,A,25-50,,2020-01-01,2021-01-01,pact",
    "Orlov,A,half,,,,", "Orlov,A,,board,,,", ",A,30,,,,", "Orlov,,30,,,,", "Orlov,A,60,odd,,,",
    "Orlov,A,60,,soon,,", "Orlov,A,60,,2026-01-01,2025-01-01,", "A,A,10,,,,", "Orlov,A",
    "Orlov,A,60,,,,,,more", "Orlov,A,60,officer,,,", "Orlov,A,60,,,,",
)  # fmt: skip


def test_a_table_says_the_same_as_its_lines_one_by_one() -> None:
    """``fill`` is ``read`` for ten million lines: what it remembers of cells changes nothing."""
    found, report = read(*LINES)
    records = [Record(number, tuple(line.split(","))) for number, line in enumerate(LINES, start=2)]
    builder, filled = TableBuilder(), Report()
    fill(builder, records * 2, StakeRows(HEADER.split(","), filled))
    table = StakeTable(builder)
    stakes = [each for each in found if isinstance(each, Stake)]
    rows = [table.stated(row).stake for row in range(len(table))]
    assert rows == stakes * 2
    assert (filled.records, filled.rejected) == (2 * report.records, 2 * report.rejected)
    assert len(filled.findings()) == 2 * len(report.findings())

"""Stakes as columns give back what was stated."""

import datetime

from interdict.ownership.graph import Graph
from interdict.ownership.share import MAYBE_NOTHING, parse
from interdict.ownership.stake import Stake
from interdict.ownership.table import ALWAYS, FOR_EVER, StakeTable

from .stake_lines import TODAY, stake, table

DATED = stake("Orlov,Volna,25-50,votes,2020-01-01,2025-06-30,pact")


def test_a_row_comes_back_as_it_was_stated() -> None:
    stated = table(DATED).stated(0)
    assert (stated.stake, stated.source) == (DATED, "the register")


def test_a_stake_without_dates_holds_from_ever_for_ever() -> None:
    columns = table("Orlov,Volna,50")
    assert (columns.since.tolist(), columns.until.tolist()) == ([ALWAYS], [FOR_EVER])


def test_first_and_last_days_of_the_calendar_have_room() -> None:
    columns = table("Orlov,Volna,50,,0001-01-01,9999-12-31")
    assert columns.since[0] > ALWAYS
    assert columns.until[0] < FOR_EVER


def test_what_a_nominee_holds_counts_as_held_by_whom_he_holds_it_for() -> None:
    held = Stake(owner="Trustee", owned="Volna", share=parse("60"), nominee_for="Orlov")
    columns = table(held)
    assert columns.ids[columns.owner[0]] == "Orlov"
    assert columns.stated(0).stake.owner == "Trustee"


def test_a_link_has_no_size() -> None:
    columns = table("Orlov,Volna,60,board", "Orlov,Volna,60,officer")
    assert {str(columns.shares[code]) for code in columns.share} == {"an unknown share"}


def test_equal_shares_and_labels_are_kept_once() -> None:
    columns = table(*(f"Orlov,Firm {n},50,,,,pact" for n in range(100)))
    assert (len(columns), len(columns.shares), columns.groups) == (100, 1, ["", "pact"])


def test_what_is_added_later_has_a_row_at_once_and_columns_when_settled() -> None:
    columns = table("Orlov,Volna,50")
    row = columns.append(DATED, "an analyst")
    assert (len(columns), columns.stated(row).source) == (1, "an analyst")
    columns.settle()
    assert len(columns) == 2
    assert columns.stated(row).stake == DATED
    assert columns.stated(0).stake == stake("Orlov,Volna,50")
    assert columns.groups[columns.group[row]] == "pact"


def test_an_entity_keeps_its_number_when_stakes_are_added() -> None:
    columns = table("Orlov,Volna,50")
    before = dict(columns.codes)
    columns.append(stake("Belov,Volna,50"), "")
    columns.settle()
    assert before.items() <= columns.codes.items()
    assert columns.ids[columns.code("Belov")] == "Belov"


def test_a_name_is_the_id_where_none_is_known() -> None:
    names = {"gb-coh:1": "Volna Ltd"}
    columns = StakeTable.of([stake("gb-coh:1,gb-coh:2,50")], names=lambda id: names.get(id, ""))
    assert [columns.name(id) for id in columns.ids] == ["Volna Ltd", "gb-coh:2"]


def test_a_table_of_nothing_is_a_table() -> None:
    columns = table()
    assert len(columns) == 0
    assert Graph(columns, TODAY).node("Orlov") is None


def test_the_day_of_a_statement_is_kept() -> None:
    day = datetime.date(2024, 5, 1)
    said = Stake(owner="Orlov", owned="Volna", share=MAYBE_NOTHING, stated_on=day)
    assert table(said).stated_on.tolist() == [day.toordinal()]

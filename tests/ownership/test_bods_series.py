"""Which statement holds when others stand in its place."""

from bods_statements import Json, Read, held, shares


def told(percent: int, day: str, status: str = "new", **more: object) -> Json:
    return held("mara", "harbour", shares(percent, **more), day=day, recordStatus=status)


def test_the_later_statement_holds_from_its_day_on() -> None:
    read = Read(told(50, "2020-01-01"), told(60, "2021-05-10", "updated"))
    assert read.lines == [
        "mara > harbour: shares 50 %, until 2021-05-09",
        "mara > harbour: shares 60 %, from 2021-05-10",
    ]
    assert read.codes == ["superseded-statement"]


def test_a_larger_share_does_not_reach_back_to_the_day_the_interest_began() -> None:
    began = {"startDate": "2018-07-01"}
    read = Read(told(50, "2020-01-01", **began), told(100, "2022-01-21", "updated", **began))
    assert read.lines == [
        "mara > harbour: shares 50 %, from 2018-07-01, until 2022-01-20",
        "mara > harbour: shares 100 %, from 2022-01-21",
    ]


def test_the_order_in_the_file_does_not_matter() -> None:
    first, second = told(50, "2020-01-01"), told(60, "2021-05-10", "updated")
    assert sorted(Read(second, first).lines) == sorted(Read(first, second).lines)


def test_a_correction_of_the_same_day_leaves_nothing_of_the_older() -> None:
    read = Read(told(5, "2020-01-01"), told(50, "2020-01-01", "updated"))
    assert read.lines == ["mara > harbour: shares 50 %, from 2020-01-01"]


def test_an_end_that_is_stated_later_holds_for_the_older_statement() -> None:
    read = Read(told(50, "2020-01-01"), told(50, "2022-01-01", "closed", endDate="2021-06-30"))
    assert [stake.until.isoformat() for stake in read.stakes if stake.until] == ["2021-06-30"] * 2


def test_an_older_span_in_the_later_statement_ends_nothing_that_goes_on() -> None:
    later = held(
        "mara",
        "harbour",
        shares(40, startDate="2016-01-01", endDate="2017-12-31"),
        shares(60, startDate="2018-01-01"),
        day="2021-01-01",
        recordStatus="updated",
    )
    assert Read(told(50, "2020-01-01", startDate="2018-01-01"), later).lines == [
        "mara > harbour: shares 50 %, from 2018-01-01, until 2020-12-31",
        "mara > harbour: shares 40 %, from 2016-01-01, until 2017-12-31",
        "mara > harbour: shares 60 %, from 2021-01-01",
    ]


def test_a_closed_record_ends_on_its_day() -> None:
    closing = held("mara", "harbour", day="2022-01-01", recordStatus="closed")
    del closing["recordDetails"]
    read = Read(told(50, "2020-01-01"), closing)
    assert read.lines == ["mara > harbour: shares 50 %, until 2021-12-31"]
    assert sorted(read.codes) == ["closed-record", "superseded-statement"]


def test_a_statement_after_a_closed_one_is_told() -> None:
    read = Read(told(50, "2020-01-01", "closed"), told(60, "2021-01-01", "updated"))
    assert "record-status" in read.codes


def test_nobody_to_name_ends_what_was_stated_before() -> None:
    nobody = held({"reason": "noBeneficialOwners"}, "harbour", day="2021-01-01", key="k")
    before = held("mara", "harbour", shares(60), day="2020-01-01", key="k")
    assert Read(before, nobody).lines == ["mara > harbour: shares 60 %, until 2020-12-31"]


def test_statements_that_replace_each_other_both_stand_but_for_the_older() -> None:
    def statement(own: str, day: str, replaces: str) -> Json:
        return {
            "statementID": own,
            "statementType": "ownershipOrControlStatement",
            "statementDate": day,
            "subject": {"describedByEntityStatement": "harbour"},
            "interestedParty": {"describedByPersonStatement": "mara"},
            "interests": [shares(60)],
            "replacesStatements": [replaces],
        }

    read = Read(statement("a", "2020-01-01", "b"), statement("b", "2021-01-01", "a"))
    assert read.lines == [
        "mara > harbour: shares 60 %, until 2020-12-31",
        "mara > harbour: shares 60 %, from 2021-01-01",
    ]
    assert "replaces-later" in read.codes


def test_a_statement_at_the_beginning_of_time_is_replaced_too() -> None:
    read = Read(told(50, "0001-01-01"), told(60, "0001-01-01", "updated"))
    assert len(read.stakes) == 1

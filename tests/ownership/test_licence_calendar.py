"""What is in force on a day: all of it, part of it, or not; versions, renewals and gaps."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from licence_tables import small

from interdict.ownership.licence_calendar import (
    ending,
    gaps,
    gaps_on,
    in_force,
    standing,
)
from interdict.ownership.licences import LicenceTable, shipped

ALL, PART, NOT = "all of the day", "part of the day", "not on this day"


def cover(table: LicenceTable, licence: str, day: str, zone: str = "") -> str:
    found = table.named(licence)
    assert found is not None
    return standing(table, found, datetime.date.fromisoformat(day), zone).cover


@pytest.mark.parametrize(
    ("licence", "day", "expected"),
    [
        ("GL 1", "2025-10-21", NOT),
        ("GL 1", "2025-10-22", PART),  # the hour of issue is not stated
        ("GL 1", "2025-11-13", ALL),
        ("GL 1", "2025-11-14", PART),  # GL 1A begins, at an hour not stated
        ("GL 1", "2025-11-15", NOT),  # superseded, although its own end is later
        ("GL 1A", "2025-12-12", ALL),
        ("GL 1A", "2025-12-13", PART),  # one minute of it
        ("GL 1A", "2025-12-14", NOT),
        ("GL 2A", "2026-05-16", PART),  # until that day, at an hour not stated
        ("UK 9", "2099-01-01", ALL),  # no end stated
    ],
)
def test_a_licence_covers_all_of_a_day_or_part_of_it_or_nothing(
    licence: str, day: str, expected: str
) -> None:
    assert cover(small(), licence, day) == expected


def test_one_minute_past_midnight_in_new_york_is_that_morning_in_berlin() -> None:
    """The same instant, another part of the day: who asks from abroad names the zone."""
    assert cover(small(), "GL 1A", "2025-12-13", "Europe/Berlin") == PART
    assert cover(small(), "GL 1A", "2025-12-12", "Europe/Berlin") == ALL
    assert cover(small(), "GL 1A", "2025-12-12", "Pacific/Honolulu") == PART
    assert cover(small(), "GL 1A", "2025-12-13", "Pacific/Honolulu") == NOT


def test_a_superseded_version_says_what_replaced_it() -> None:
    first = small().named("GL 1")
    assert first is not None
    found = standing(small(), first, datetime.date(2025, 11, 20))
    assert found.replaced_by == "GL 1A"
    assert "replaced by GL 1A" in found.says


def test_a_version_that_runs_out_as_the_next_begins_keeps_the_hour_of_its_own_end() -> None:
    table = small(("issued = 2025-11-14\nzone", "zone"), ("from = 2025-11-14", "from = 2025-11-21"))
    first = table.named("GL 1")
    assert first is not None
    found = standing(table, first, datetime.date(2025, 11, 21))
    assert (str(found.ends), found.replaced_by) == ("2025-11-21 00:01 EST", "")
    assert gaps(table)[0].lapsed.id == "GL 2"


def test_a_renewal_in_time_leaves_no_gap() -> None:
    assert [gap.lapsed.id for gap in gaps(small())] == ["GL 2"]


def test_a_lapsed_and_renewed_licence_shows_its_gap() -> None:
    (gap,) = gaps(small())
    assert (gap.lapsed.id, gap.renewed.id) == ("GL 2", "GL 2A")
    assert "2026-04-11 00:01 EDT" in gap.says
    assert "2026-04-17" in gap.says


@pytest.mark.parametrize(
    ("day", "in_gap"),
    [
        ("2026-04-10", False), ("2026-04-11", True), ("2026-04-13", True), ("2026-04-16", True),
        ("2026-04-17", True), ("2026-04-18", False),
    ],
)  # fmt: skip
def test_a_day_knows_the_gaps_it_lies_in(day: str, in_gap: bool) -> None:
    assert bool(gaps_on(small(), datetime.date.fromisoformat(day))) is in_gap


def test_russian_oil_at_sea_was_not_licensed_between_the_three_versions_of_gl_134() -> None:
    assert [(gap.lapsed.id, gap.renewed.id) for gap in gaps(shipped())] == [
        ("OFAC GL 134", "OFAC GL 134A"),
        ("OFAC GL 134A", "OFAC GL 134B"),
    ]
    for day in ("2026-04-13", "2026-05-17"):
        on = datetime.date.fromisoformat(day)
        assert not [s for s in in_force(shipped(), on) if s.licence.id.startswith("OFAC GL 134")]
        assert len(gaps_on(shipped(), on)) == 1


def test_the_other_chains_are_unbroken() -> None:
    """128 -> A -> B and 131 -> A -> B -> C: some version is in force on every day between."""
    for stem, first, last in (
        ("OFAC GL 128", datetime.date(2025, 10, 23), datetime.date(2026, 4, 28)),
        ("OFAC GL 131", datetime.date(2025, 11, 15), datetime.date(2026, 3, 31)),
    ):
        for number in range((last - first).days + 1):
            day = first + datetime.timedelta(days=number)
            assert any(s.licence.id.startswith(stem) for s in in_force(shipped(), day)), day


def test_two_subjects_were_added_to_the_bulgarian_licence_in_november_2025() -> None:
    def subjects(day: str) -> set[str]:
        found = in_force(shipped(), datetime.date.fromisoformat(day))
        ours = [s for s in found if "7895596" in s.licence.id and s.cover == ALL]
        return {subject.name for s in ours for subject in s.licence.subjects}

    added = subjects("2025-11-21") - subjects("2025-11-19")
    assert added == {"Lukoil Aviation Bulgaria EOOD", "Lukoil Bulgaria Bunker EOOD"}


def test_what_ends_soon_comes_in_the_order_of_its_end() -> None:
    found = ending(shipped(), datetime.date(2026, 3, 20), 30)
    assert [each.licence.id for each in found] == ["OFAC GL 131C", "OFAC GL 133", "OFAC GL 134"]


def test_what_ends_today_ends_within_no_days() -> None:
    found = ending(shipped(), datetime.date(2025, 11, 21), 0)
    assert {each.licence.id for each in found} == {"OFAC GL 126", "OFAC GL 127"}


@given(st.dates(datetime.date(2025, 1, 1), datetime.date(2028, 1, 1)))
def test_on_no_day_are_two_versions_of_one_licence_both_in_force_all_day(
    day: datetime.date,
) -> None:
    whole = {s.licence.id for s in in_force(shipped(), day) if s.cover == ALL}
    for licence in shipped().licences:
        assert not {licence.id, licence.supersedes} <= whole


@given(st.dates(datetime.date(2025, 1, 1), datetime.date(2028, 1, 1)))
def test_every_answer_says_why(day: datetime.date) -> None:
    for licence in shipped().licences:
        found = standing(shipped(), licence, day)
        assert found.says
        assert (found.cover == NOT) == (found not in in_force(shipped(), day))

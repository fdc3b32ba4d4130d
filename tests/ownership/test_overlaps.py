"""What is odd about a whole table of stakes."""

import datetime

import msgspec

from interdict.ownership.overlaps import above_all, nearly_named, repeated
from interdict.ownership.stake import Stake

from .stake_lines import graph, listed, stake, table


def test_two_statements_of_one_thing_are_told_with_both_places() -> None:
    (found,) = repeated(table("Orlov,A,60", "Orlov,A,40"))
    assert (found.code, found.severity) == ("repeated-stake", "warning")
    assert found.message == (
        "Orlov in A, shares: 60 % and 40 % for common days (Orlov,A,60 and Orlov,A,40); the later "
        "counts on these, the earlier is kept"
    )


def test_the_later_day_of_statement_is_told_as_the_later() -> None:
    def said(line: str, year: int) -> Stake:
        return msgspec.structs.replace(stake(line), stated_on=datetime.date(year, 1, 1))

    (found,) = repeated(table(said("Orlov,A,60", 2025), said("Orlov,A,40", 2024)))
    assert found.record == "Orlov,A,60"


def test_days_that_follow_each_other_do_not_overlap() -> None:
    lines = ("Orlov,A,60,,2020-01-01,2024-12-31", "Orlov,A,40,,2025-01-01")
    assert list(repeated(table(*lines))) == []


def test_one_common_day_is_an_overlap() -> None:
    lines = ("Orlov,A,60,,2020-01-01,2025-01-01", "Orlov,A,40,,2025-01-01")
    assert len(list(repeated(table(*lines)))) == 1


def test_a_long_statement_overlaps_a_later_one_past_a_short_one() -> None:
    lines = (
        "Orlov,A,60,,2000-01-01,2030-12-31",
        "Orlov,A,50,,2001-01-01,2001-12-31",
        "Orlov,A,40,,2010-01-01,2010-12-31",
    )
    assert len(list(repeated(table(*lines)))) == 2


def test_other_kinds_owners_and_entities_contradict_nothing() -> None:
    lines = ("Orlov,A,60", "Orlov,A,60,votes", "Belov,A,10", "Orlov,B,60")
    assert list(repeated(table(*lines))) == []


def test_very_many_repetitions_are_told_in_part_and_counted() -> None:
    found = list(repeated(table(*["Orlov,A,60"] * 500)))
    assert sum(each.count for each in found) == 499
    assert len(found) == 101


def test_more_than_all_of_an_entity_is_told_with_its_sum() -> None:
    (found,) = above_all(graph("Orlov,A,60", "Belov,A,40.01"))
    assert found.code == "more-than-all"
    assert "to 100.01 % in all" in found.message


def test_all_of_an_entity_is_not_more_than_all() -> None:
    assert list(above_all(graph("Orlov,A,60", "Belov,A,40", "Titov,A,60,votes"))) == []


def test_votes_are_added_up_by_themselves() -> None:
    (found,) = above_all(graph("Orlov,A,60,votes", "Belov,A,41,votes"))
    assert "its votes" in found.message


def test_the_least_of_bands_is_what_is_stated_for_certain() -> None:
    assert list(above_all(graph("Orlov,A,25-75", "Belov,A,50-75"))) == []


def test_a_listed_party_that_only_capitals_and_blanks_tell_apart_is_told() -> None:
    (found,) = nearly_named(table("Volna  Energo,A,60"), listed("VOLNA ENERGO"))
    assert (found.code, found.record) == ("nearly-listed", "Volna  Energo")
    assert "'VOLNA ENERGO' is listed and 'Volna  Energo' holds or is held" in found.message


def test_a_name_like_a_listed_one_is_told_though_a_stake_names_the_listed_one() -> None:
    stakes = table("VOLNA,A,60", "Volna,B,60")
    (finding,) = nearly_named(stakes, listed("VOLNA", "Nobody"))
    assert finding.record == "Volna"


def test_a_name_in_another_form_of_the_same_letters_is_told() -> None:
    stakes = table("Société,A,60")
    assert [each.record for each in nearly_named(stakes, listed("Socie\u0301te\u0301"))] == [
        "Société"
    ]


def test_a_stake_that_names_the_listed_party_itself_is_no_finding() -> None:
    assert list(nearly_named(table("VOLNA,A,60"), listed("VOLNA"))) == []

"""What forbids two records to be one party, whatever else agrees."""

from itertools import product

from interdict import identifiers
from interdict.dates import DateSpan
from interdict.snapshot.identity import Identity

_FOR_LIFE = ("company-imo", "imo", "inn", "lei", "ogrn", "uscc")
"""Numbers that a party keeps: two different valid ones are two parties. Passports are renewed and
companies registered anew, so those prove by being equal and nothing by being different."""

_CIRCA_YEARS = 2


def contradiction(one: Identity, other: Identity) -> str:
    """Why two records cannot be one party, as a sentence; empty when nothing speaks against."""
    return (
        _kinds(one, other)
        or _numbers(one, other)
        or _births(one, other)
        or _genders(one, other)
        or _headings(one, other)
        or _links(one, other)
    )


def _kinds(one: Identity, other: Identity) -> str:
    if "unknown" in (one.kind, other.kind) or one.kind == other.kind:
        return ""
    return f"one is of kind {one.kind}, the other {other.kind}"


def _numbers(one: Identity, other: Identity) -> str:
    if not one.numbers or not other.numbers:
        return ""
    for kind in _FOR_LIFE:
        mine = {each.value for each in one.numbers if each.kind == kind}
        theirs = {each.value for each in other.numbers if each.kind == kind}
        if mine and theirs and not mine & theirs:
            label = identifiers.kind_named(kind).label
            return f"{label} {min(mine)} is not {min(theirs)}"
    return ""


def _births(one: Identity, other: Identity) -> str:
    if not one.births or not other.births:
        return ""
    if any(_may_be_one_year(a, b) for a, b in product(one.births, other.births)):
        return ""
    return f"born {min(map(str, one.births))}, not {min(map(str, other.births))}"


def _may_be_one_year(one: DateSpan, other: DateSpan) -> bool:
    slack = _CIRCA_YEARS if one.circa or other.circa else 0
    return (
        one.earliest.year <= other.latest.year + slack
        and other.earliest.year <= one.latest.year + slack
    )


def _genders(one: Identity, other: Identity) -> str:
    """Lists err about genders more often than two people share a whole name and a birthday."""
    if (
        one.gender
        and other.gender
        and one.gender != other.gender
        and not _are_namesakes(one, other)
    ):
        return f"one is {one.gender}, the other {other.gender}"
    return ""


def _headings(one: Identity, other: Identity) -> str:
    if not side_by_side(one, other):
        return ""
    _, printed, *rest = min(one.headings & other.headings)
    under = ", ".join(filter(None, rest))
    return f"{printed} prints them side by side" + (f" under {under}" if under else "")


def side_by_side(one: Identity, other: Identity) -> bool:
    """Does a publisher print two records under one heading, and so say that they are two?

    Not where they have the same name and birth date, or name and number: lists repeat
    themselves.
    """
    if one.headings.isdisjoint(other.headings):
        return False
    numbers = {each.value for each in one.numbers}
    same_number = not numbers.isdisjoint(each.value for each in other.numbers)
    same_name = not one.names.keys().isdisjoint(other.names)
    return not (_are_namesakes(one, other) or (same_name and same_number))


def _are_namesakes(one: Identity, other: Identity) -> bool:
    """Have two persons a whole name and a birth date in common?"""
    same_day = not one.birth_days.keys().isdisjoint(other.birth_days)
    return same_day and not one.names.keys().isdisjoint(other.names)


def _links(one: Identity, other: Identity) -> str:
    """Who owns, is related to or works for another is not that other."""
    for mine, theirs in ((one, other), (other, one)):
        if theirs.id in mine.linked or any(key in theirs.names for key in mine.linked_names):
            return f"{mine.id} states a link to the other"
    return ""

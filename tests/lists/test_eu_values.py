"""Cells with several values, dates of birth and places as the Official Journal prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.eu_values import births, country_in, values


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("one; two", ("one", "two")),
        ('"one; and more"; two', ("one; and more", "two")),
        ("(a) one, (b) two", ("one", "two")),
        ('"(a) one; (b) two"', ("one", "two")),
        ("Company (a) of one", ("Company (a) of one",)),
        ("one; one;; ", ("one",)),
        ('an odd " quote; two', ("an odd  quote", "two")),
        ("", ()),
    ],
)
def test_values_of_a_cell(cell: str, found: tuple[str, ...]) -> None:
    assert values(cell) == found


@pytest.mark.parametrize(
    ("cell", "spans", "unread"),
    [
        ("26.11.1972", ["1972-11-26"], 0),
        ("circa 1962", ["circa 1962"], 0),
        ("Approximately 1955-1958", ["circa 1955 to 1958"], 0),
        ("1965 or 1966", ["1965", "1966"], 0),
        ("6.3.1955 or 15.3.1955", ["1955-03-06", "1955-03-15"], 0),
        ("(a) 1.2.1960, (b) circa 1962", ["1960-02-01", "circa 1962"], 0),
        ("1959/1960", ["1959", "1960"], 0),
        ("Between 1958 and 1963; 1970", ["1958 to 1963", "1970"], 0),
        ("Probably 1973", ["circa 1973"], 0),
        ("8 Oct.1970", ["1970-10-08"], 0),
        ("10.8. 1960", ["1960-08-10"], 0),
        ("24.6.1402 (Hijri Calendar)", [], 1),
        ("10 October (year unknown)", [], 1),
        ("1.2.1960 POB: Testograd", ["1960-02-01"], 1),
        ("N/D", [], 1),
    ],
)
def test_births(cell: str, spans: list[str], unread: int) -> None:
    found, rest = births(cell)
    assert ([str(span) for span, _ in found], len(rest)) == (spans, unread)


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("1 Example Street, Moscow, Russian Federation", "ru"),
        ("Testograd, USSR (now Russian Federation)", "ru"),
        ("Moscow, Russia 115035", "ru"),
        ("Russia, Moscow, Example st. 1", "ru"),
        ("Somewhere", ""),
    ],
)
def test_the_country_a_place_names(place: str, country: str) -> None:
    assert country_in(place) == country


@given(st.text(max_size=80))
def test_no_cell_raises_and_no_word_is_lost(cell: str) -> None:
    births(cell)
    country_in(cell)
    joined = "".join(values(f"x {cell}"))
    letters = [letter for letter in cell if letter.isalpha()]
    assert sum(map(str.isalpha, joined)) <= len(letters) + 1

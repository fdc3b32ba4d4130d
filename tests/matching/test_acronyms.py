"""A full name is known by the acronyms that people make of it."""

import pytest
from hypothesis import given

from interdict.matching.acronyms import LONGEST_ACRONYM, SHORTEST_ACRONYM, acronyms_of
from interdict.matching.names import read_query
from name_lists import names


def acronyms(name: str) -> tuple[str, ...]:
    return acronyms_of(read_query(name, "thing")[0])


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("icbc", "Industrial and Commercial Bank of China Ltd"),
        ("smic", "Semiconductor Manufacturing International Corporation"),
        ("irisl", "Islamic Republic of Iran Shipping Lines"),
        ("eln", "Ejército de Liberación Nacional"),
        ("pla", "People's Liberation Army"),
        ("nioc", "National Iranian Oil Company"),
        ("qe2", "Queen Elizabeth 2"),
        ("mod", "Ministry of Defence"),
        ("fsb", "Federalnaya Sluzhba Bezopasnosti"),
        ("wfp", "World Food Programme"),
    ],
)
def test_initials_of_a_full_name_are_its_acronym(acronym: str, name: str) -> None:
    assert acronym in acronyms(name)


@pytest.mark.parametrize("name", ["Rosneft", "Rosneft PJSC", "Volna Trading", "", "R"])
def test_short_names_have_none(name: str) -> None:
    assert all(acronyms_of(reading) == () for reading in read_query(name, "thing"))


@given(names())
def test_acronyms_are_short_and_distinct(name: str) -> None:
    for reading in read_query(name, "thing"):
        found = acronyms_of(reading)
        assert len(set(found)) == len(found)
        assert all(SHORTEST_ACRONYM <= len(one) <= LONGEST_ACRONYM for one in found)

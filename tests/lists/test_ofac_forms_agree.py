"""One party reads the same from each of OFAC's four forms."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ofac_editions import (
    FIXTURES,
    by_record,
    files_at,
    latin_names,
    numbers,
    programmes,
    read_one,
)

from interdict.lists.connector import Connector, Reading
from interdict.lists.ofac_advanced_xml import OFAC_ADVANCED_XML
from interdict.lists.ofac_csv import OFAC_CSV
from interdict.lists.ofac_enhanced_xml import OFAC_ENHANCED_XML
from interdict.lists.ofac_xml import OFAC_XML
from interdict.party import Party

OFAC = Path("lists", "ofac")
CSV_TWIN = ("sdn.csv", "alt.csv", "add.csv")
ONLY_IN_CSV = {"105"}
"""The CSV fixture's party with a cut remark, which only that form can have."""

QUOTED_IN_XML = {"22391"}
"""An alias of Druzhba prints double quotes in CONSOLIDATED.XML and single ones in CONS_ALT.CSV."""


def places(party: Party) -> set[str]:
    """Addresses in the main spelling; the CSV also keeps that a country is undetermined."""
    main = {address.full for address in party.addresses if not address.note}
    return main - {"undetermined"}


def births(party: Party) -> list[object]:
    return [date.span for date in party.birth_dates]


def home_countries(party: Party) -> set[tuple[str, str]]:
    return {(fact.role, fact.code) for fact in party.countries if fact.code}


FACTS: tuple[Callable[[Party], object], ...] = (
    latin_names, numbers, programmes, places, births, home_countries,
)  # fmt: skip


def differing(one: Reading, other: Reading, fact: Callable[[Party], object]) -> set[str]:
    """The records for which two readings state this fact differently."""
    left, right = by_record(one), by_record(other)
    assert left.keys() == right.keys()
    return {uid for uid in left if fact(left[uid]) != fact(right[uid])}


@pytest.fixture(scope="module")
def plain_sdn() -> Reading:
    return read_one(OFAC_XML, *files_at(FIXTURES / "ofac-xml-sdn.xml"))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
@pytest.mark.parametrize(
    ("connector", "name"),
    [
        (OFAC_ENHANCED_XML, "ofac-enhanced-xml-sdn.xml"),
        (OFAC_ADVANCED_XML, "ofac-advanced-xml-sdn.xml"),
    ],
    ids=["enhanced", "advanced"],
)
def test_an_sdn_party_reads_the_same_from_the_newer_xml_forms(
    plain_sdn: Reading, connector: Connector, name: str, fact: Callable[[Party], object]
) -> None:
    """A person, a company, a vessel, an aircraft and wallets."""
    newer = read_one(connector, *files_at(FIXTURES / name))
    assert newer.source == plain_sdn.source == "ofac-sdn"
    assert differing(plain_sdn, newer, fact) == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_an_sdn_party_reads_the_same_from_csv(
    plain_sdn: Reading, fact: Callable[[Party], object]
) -> None:
    table = by_record(read_one(OFAC_CSV, *files_at(*(FIXTURES / name for name in CSV_TWIN))))
    tree = by_record(plain_sdn)
    assert table.keys() - tree.keys() == ONLY_IN_CSV
    assert {uid for uid in tree if fact(tree[uid]) != fact(table[uid])} == set()


@pytest.fixture(scope="module")
def january(shared_data: Path) -> tuple[Reading, Reading]:
    """CONSOLIDATED.XML and CONS_ENHANCED.XML of 8 January 2026."""
    folder = shared_data / OFAC
    plain = folder / "nonsdn-xml-2025-2026" / "CONSOLIDATED_pub2026-01-08.xml"
    enhanced = folder / "nonsdn-enhanced-xml-2026-01" / "CONS_ENHANCED.XML"
    return (
        read_one(OFAC_XML, *files_at(plain)),
        read_one(OFAC_ENHANCED_XML, *files_at(enhanced)),
    )


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_plain_and_enhanced_xml_of_january_2026_agree_on_all_442(
    january: tuple[Reading, Reading], fact: Callable[[Party], object]
) -> None:
    plain, enhanced = january
    assert len(plain.parties) == len(enhanced.parties) == 442
    assert differing(plain, enhanced, fact) == set()


@pytest.fixture(scope="module")
def december(shared_data: Path) -> tuple[Reading, Reading]:
    """CONSOLIDATED.XML of 18 and the cons_ CSV files of 19 December 2025."""
    folder = shared_data / OFAC
    plain = folder / "nonsdn-xml-2025-2026" / "CONSOLIDATED_pub2025-12-18.xml"
    tables = sorted((folder / "nonsdn-csv-2025-12").glob("*.csv"))
    return read_one(OFAC_XML, *files_at(plain)), read_one(OFAC_CSV, *files_at(*tables))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_csv_and_plain_xml_of_december_2025_agree_on_all_442(
    december: tuple[Reading, Reading], fact: Callable[[Party], object]
) -> None:
    plain, table = december
    assert len(plain.parties) == len(table.parties) == 442
    allowed = QUOTED_IN_XML if fact is latin_names else set()
    assert differing(plain, table, fact) == allowed


def test_csv_and_plain_xml_state_the_same_measures(december: tuple[Reading, Reading]) -> None:
    def measures(party: Party) -> set[object]:
        return {measure for listing in party.listings for measure in listing.measures}

    assert differing(*december, measures) == set()

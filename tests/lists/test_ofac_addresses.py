"""Addresses read in one line as the CSV prints them, with what OFAC types kept apart."""

from interdict.lists.ofac_addresses import AddressParts, address, typed_parts


def test_typed_parts_find_their_places() -> None:
    typed = [("ADDRESS1", "172 Xibin Rd"), ("CITY", "Daqing"), ("POSTAL CODE", "163453")]
    read = address(typed_parts(typed, "China"), "here")
    assert read.full == "172 Xibin Rd, Daqing 163453, China"
    assert (read.street, read.city, read.postal_code) == ("172 Xibin Rd", "Daqing", "163453")
    assert (read.country, read.field) == ("cn", "here")


def test_a_region_stands_for_a_country_that_is_not_stated() -> None:
    read = address(typed_parts([("REGION", "Gaza")], ""), "")
    assert (read.full, read.country) == ("Region: Gaza", "ps")


def test_a_region_of_a_stated_country_is_kept_beside_the_province() -> None:
    parts = typed_parts([("STATE/PROVINCE", "Donetsk"), ("REGION", "Donbas")], "Ukraine")
    assert (parts.region, parts.country) == ("Donetsk, Donbas", "Ukraine")


def test_a_part_of_unknown_type_is_kept_as_street() -> None:
    assert typed_parts([("HAMLET", "Oia")], "Greece").street == ["Oia"]


def test_an_undetermined_country_says_nothing() -> None:
    assert address(AddressParts(country="undetermined"), "").full == ""


def test_an_unknown_country_stays_as_printed() -> None:
    read = address(AddressParts(city="Poseidonis", country="Atlantis"), "")
    assert (read.full, read.country, read.note) == ("Poseidonis, Atlantis", "", "Atlantis")

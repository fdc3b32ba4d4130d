"""Official numbers as ids and identifiers."""

import pytest

from interdict.ownership.official_numbers import entity_id, identifier, scheme_of


@pytest.mark.parametrize(
    ("scheme", "number", "own"),
    [
        ("GB-COH", "1234567", "gb-coh:01234567"),
        ("GB-COH", "sc 123456", "gb-coh:SC123456"),
        ("GB-COH", "SC12345", "gb-coh:SC012345"),
        ("GB-COH", "123456789", "gb-coh:123456789"),
        ("XI-LEI", "0000inventedmill0196", "lei:0000INVENTEDMILL0196"),
        ("XI-LEI", "0000INVENTEDMILL0197", ""),
        ("FI-PRO", "1234567-8", "fi-pro:12345678"),
        ("RU-INN", "7707083893", "inn:7707083893"),
        ("", "12345678", ""),
        ("GB-COH", "none", ""),
        ("GB-COH", "99999999", ""),
    ],
)
def test_an_id_is_scheme_and_number(scheme: str, number: str, own: str) -> None:
    assert entity_id(scheme, number) == own


@pytest.mark.parametrize(
    ("scheme", "kind", "country"),
    [
        ("GBR-PASSPORT", "passport", "gb"),
        ("IRL-TAXID", "tax-id", "ie"),
        ("DEU-IDCARD", "national-id", "de"),
        ("GB-COH", "registration", "gb"),
        ("MX-RFC", "tax-id", "mx"),
        ("XI-LEI", "lei", ""),
        ("", "other", ""),
    ],
)
def test_a_scheme_tells_the_kind_and_the_country(scheme: str, kind: str, country: str) -> None:
    found = identifier(scheme, "", "AB 123456", "identifiers[0]")
    assert (found.kind, found.country, found.raw) == (kind, country, "AB 123456")


def test_a_scheme_is_known_by_its_code_or_its_name() -> None:
    assert scheme_of("gb-coh") == "GB-COH"
    assert scheme_of("", "Legal Entity Identifier") == "XI-LEI"
    assert scheme_of("", "Companies Shack") == ""
    assert scheme_of("-PASSPORT") == ""

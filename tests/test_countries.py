"""Countries: every spelling that lists use becomes one code."""

import csv
import lzma
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.countries import code, codes, fold, name, table


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("RUS", "ru"),
        ("and", "ad"),
        ("UK", "gb"),
        ("Russian Federation", "ru"),
        ("Россия", "ru"),
        ("Russian", "ru"),
        ("Korea, North", "kp"),
        ("DPRK", "kp"),
        ("Korea, Democratic People's Republic of", "kp"),
        ("Democratic People’s Republic of Korea", "kp"),
        ("Korea, South", "kr"),
        ("대한민국", "kr"),
        ("中国", "cn"),
        ("ایران", "ir"),
        ("Iran (Islamic Republic of)", "ir"),
        ("Congo, Democratic Republic of the", "cd"),
        ("Congo, Republic of the", "cg"),
        ("Burma", "mm"),
        ("Myanmar (Burma)", "mm"),
        ("Palestinian", "ps"),
        ("West Bank", "ps"),
        ("Kyrgyz Republic", "kg"),
        ("Cote d Ivoire", "ci"),
        ("Côte d’Ivoire", "ci"),
        ("Macau", "mo"),
        ("Bahamas, The", "bs"),
        ("St. Vincent & the Grenadines", "vc"),
        ("Kosovo", "xk"),
        ("British", "gb"),
        ("Iraqi", "iq"),
        ("TÜRKİYE", "tr"),
        ("Former Soviet Union", "su"),
        ("Former USSR, now Ukraine", "ua"),
        ("USSR (now Moldova)", "md"),
        ("Russia (USSR)", "ru"),
        ("Cabo Verde. Previously Cape Verde.", "cv"),
        ("Region: Crimea", "ua"),
        ("Region: Gaza", "ps"),
        ("ge-ab", "ge"),
        ("Russia / Russie", "ru"),
    ],
)
def test_spellings_of_official_lists(printed: str, expected: str) -> None:
    """Codes, long forms, inverted forms, nationalities and native names are all read."""
    assert code(printed) == expected


@pytest.mark.parametrize(
    "printed", ["", " ", "-0-", "undetermined", "stateless", "Korea", "Congolese", "Atlantis",
                "Georgia (USA)", "possibly Palestinian", "Region: Kafia Kingi"]
)  # fmt: skip
def test_none_where_no_country_or_two_are_meant(printed: str) -> None:
    """A guess would turn into a contradiction later; the caller reports the text instead."""
    assert code(printed) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Russian, Ukrainian", ("ru", "ua")),
        ("(1) Sudan (2) South Sudan", ("sd", "ss")),
        ("(1) to (6) Algeria (7) Morocco", ("dz", "ma")),
        ("a) Trinidad and Tobago b) Syria", ("tt", "sy")),
        ("Latvia and Israel", ("lv", "il")),
        ("Bosnia and Herzegovina", ("ba",)),
        ("Syrian/Lebanese", ("sy", "lb")),
        ("Russian, Martian", ()),
        ("", ()),
    ],
)
def test_several_countries_in_one_text(printed: str, expected: tuple[str, ...]) -> None:
    """All of them in order, or none when one cannot be read."""
    assert codes(printed) == expected


def test_no_spelling_means_two_countries() -> None:
    """The table is unambiguous after folding."""
    meanings: dict[str, set[str]] = {}
    for row in table():
        for spelling in (row.name, *row.nationalities, *row.spellings):
            assert fold(spelling), spelling
            meanings.setdefault(fold(spelling), set()).add(row.code)
    assert {spelling for spelling, found in meanings.items() if len(found) > 1} == set()


def test_every_code_and_name_leads_back() -> None:
    """Code, alpha-3 and English name of each row give the row's code."""
    for row in table():
        assert {code(row.code), code(row.alpha3.upper()), code(name(row.code))} == {row.code}


def test_the_table_has_all_of_iso_3166() -> None:
    """249 current countries, Kosovo, and seven states that are gone."""
    assert len(table()) == 249 + 1 + 7
    assert len({row.alpha3 for row in table()}) == len(table())


def test_name_of_an_unknown_code_is_the_code() -> None:
    """Printing never fails."""
    assert name("kp") == "North Korea"
    assert name("q9") == "q9"


@given(st.text(max_size=40))
def test_any_text_is_read_without_error(printed: str) -> None:
    """A country field may hold anything."""
    assert code(printed) is None or codes(printed) == (code(printed),)


def test_ofac_addresses_name_readable_countries(shared_data: Path) -> None:
    """All but disputed or supranational regions; `-0-` is OFAC's empty cell."""
    path = shared_data / "lists/ofac/sdn-csv-add-alt-2026-06/add.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        printed = Counter(row[4].strip() for row in csv.reader(lines) if len(row) > 4)
    unread = {text for text in printed if text not in ("-0-", "") and not codes(text)}
    assert all(text.startswith("Region:") or text == "undetermined" for text in unread)


def test_uk_countries_agree_with_the_codes_beside_them(shared_data: Path) -> None:
    """Of the UK list's country texts, all but two are read, and as its transformer read them."""
    path = shared_data / "lists/uk/uk-sanctions-list-relational-2026-04/subject_countries.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        stated = {row["raw_value"]: row["iso"].lower() for row in csv.DictReader(lines)}
    unread = {text for text in stated if code(text) is None}
    assert unread <= {"Occupied Golan Heights", "Yakut Autonomous SSR"}
    differ = {text for text, iso in stated.items() if iso and code(text) not in (None, iso)}
    assert differ == set()


def test_nationalities_of_the_negative_names_are_all_read(shared_data: Path) -> None:
    """The 50,000 invented people have readable nationalities."""
    with lzma.open(shared_data / "names/negatives-global.csv.xz", "rt", encoding="utf-8") as lines:
        printed = {row["nationality"] for row in csv.DictReader(lines)}
    assert {text for text in printed if code(text) is None} == set()

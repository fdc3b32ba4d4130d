"""The retired OFSI list: rows of a group are one party; what has no column is read from text."""

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists import intake
from interdict.lists.catalog import source_named
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.uk_measures import in_words
from interdict.lists.uk_numbers import numbered, registrations
from interdict.lists.uk_ofsi import UK_OFSI
from interdict.party import Party
from workbooks import workbook

FIXTURE = Path(__file__).parents[1] / "fixtures" / "uk" / "ofsi-conlist.csv"
Rows = list[list[str]]


def rows() -> Rows:
    """The published layout as a table people can read; the tests make a workbook of it."""
    with FIXTURE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def source_file(content: bytes, name: str = "list.xlsx") -> SourceFile:
    return SourceFile(name=name, content=content, modified=datetime.date(2026, 1, 1))


def packed(table: Rows) -> bytes:
    return workbook(Data=[list(row) for row in table])


def read(content: bytes) -> Reading:
    (files,) = UK_OFSI.assemble([source_file(content)])
    request = ReadRequest(edition="e" * 64, published=datetime.date(2025, 4, 14))
    (reading,) = UK_OFSI.read(files, request)
    assert reading.records == len(reading.parties) + reading.rejected
    assert sum(f.severity == "error" for f in reading.findings) == reading.rejected
    return reading


@pytest.fixture(scope="module")
def small() -> Reading:
    return read(packed(rows()))


def by_id(reading: Reading, native: str) -> Party:
    return next(party for party in reading.parties if party.id == f"uk-ofsi:{native}")


# --- recognised, dated, retired ---------------------------------------------------------------


def test_recognised_by_its_headers_and_dated_above_them() -> None:
    """Before the tabular reader, which would take any workbook."""
    ((found, files),) = intake.recognise([source_file(packed(rows()), "download.bin")])
    assert found is UK_OFSI
    assert UK_OFSI.published(files) == datetime.date(2025, 4, 14)


def test_other_workbooks_are_not_claimed() -> None:
    assert not UK_OFSI.claims(source_file(workbook(A=[["Name 6", "Group ID", "Country"]])))
    assert not UK_OFSI.claims(source_file(b"Group Type,Alias Type,Alias Quality,Group ID\n"))


def test_the_list_says_that_it_is_retired(small: Reading) -> None:
    """In the catalogue, in every listing, and in a finding; it is nobody's principal list."""
    source = source_named("uk-ofsi")
    assert "not kept since 28 January 2026" in source.only_hints
    assert not source.principal
    assert "retired 28 January 2026" in small.parties[0].listings[0].list
    assert [f.code for f in small.findings if f.severity == "warning"] == ["retired-list"]


# --- rows to parties --------------------------------------------------------------------------


def test_rows_of_a_group_are_one_party(small: Reading) -> None:
    """Seven rows in three groups; one row's date of birth adds to the other's."""
    assert [(party.id, party.kind) for party in small.parties] == [
        ("uk-ofsi:99405", "person"),
        ("uk-ofsi:99919", "organization"),
        ("uk-ofsi:99651", "vessel"),
    ]
    person = small.parties[0]
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("ABDUL SAMPLE QURISHI EXAMPLE GHANI", "primary", "Latn"),
        ("Abdul Sampel QURESHI", "strong-alias", "Latn"),
        ("عبدالمثال قریشی", "strong-alias", "Arab"),
        ("Samplai", "weak-alias", "Latn"),
    ]
    assert [str(birth.span) for birth in person.birth_dates] == ["1971", "1968"]


def test_documents_pair_with_what_is_said_beside_them(small: Reading) -> None:
    """``(2) -`` is no number; the country is that of the words, not of the holder."""
    person = small.parties[0]
    assert [(i.kind, i.value, i.country) for i in person.identifiers] == [
        ("passport", "D000111", "af"),
        ("national-id", "11111", "af"),
    ]
    assert [(place.full, place.country) for place in person.birth_places] == [
        ("Sampleton, Afghanistan", "af"),
        ("Exampleburg, Pakistan", "pk"),
    ]


def test_labels_in_the_text_are_fields_and_the_rest_is_a_remark(small: Reading) -> None:
    person = small.parties[0]
    details = {detail.label: detail.value for detail in person.details}
    assert details["UK Sanctions List Ref"] == person.listings[0].reference == "EXA0100"
    assert details["UN Reference Number"] == "EXi.130"
    assert person.gender == "male"
    assert person.listings[0].reason == "He is an example."
    assert person.remarks == "Involved in samples. Belongs to no group"


def test_two_regimes_are_two_listings(small: Reading) -> None:
    """A group listed under two regimes keeps each one's date."""
    bank = by_id(small, "99919")
    assert [(each.programmes, str(each.listed_on)) for each in bank.listings] == [
        (("Belarus",), "2020-11-06"),
        (("Global Human Rights",), "2020-09-29"),
    ]
    assert [name.kind for name in bank.names] == ["primary", "former"]


def test_a_ship_has_its_number_flags_and_owner(small: Reading) -> None:
    ship = by_id(small, "99651")
    assert [(i.kind, i.value, i.valid) for i in ship.identifiers] == [("imo", "9187629", True)]
    assert [(fact.role, fact.code) for fact in ship.countries] == [
        ("flag", "kp"),
        ("former-flag", "pa"),
        ("former-flag", "kr"),
    ]
    assert [(link.kind, link.name) for link in ship.links] == [("owned-by", "Sample Shipping")]


# --- measures ---------------------------------------------------------------------------------


def test_measures_only_where_the_text_says_so(small: Reading) -> None:
    """The form has no field for them, and not every entry was frozen: nothing is assumed."""
    bank = by_id(small, "99919").listings[0]
    assert [(m.kind, str(m.effective_on)) for m in bank.measures] == [
        ("block", "None"),
        ("correspondent-account", "2023-12-15"),
        ("other", "2023-03-21"),
    ]
    assert [m.kind for m in small.parties[0].listings[0].measures] == ["unstated"]


def test_a_story_about_a_freeze_is_no_freeze() -> None:
    """Reasons tell of others' freezes; only the list's own formula counts."""
    story = "He worked for SAMPLE BANK, which was designated for the purposes of an asset freeze."
    assert [m.kind for m in in_words(story)] == ["unstated"]
    formula = (
        "Sanction imposed in addition to an asset freeze: Travel ban. Date travel ban imposed: "
    )
    assert [m.kind for m in in_words(formula + "29/08/2024.")] == ["block", "travel-ban"]


# --- cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "means"),
    [
        ("Kabul", {1: "Kabul"}),
        ("(1) A (2) B", {1: "A", 2: "B"}),
        (
            "(1) to (3) Algeria (4) Morocco",
            {1: "Algeria", 2: "Algeria", 3: "Algeria", 4: "Morocco"},
        ),
        ("(1-3) Libya (4) Mali", {1: "Libya", 2: "Libya", 3: "Libya", 4: "Mali"}),
        ("Law (2) of 1999", {1: "Law (2) of 1999"}),
        ("(1) alone", {1: "(1) alone"}),
        ("", {1: ""}),
    ],
)
def test_numbered_cells(printed: str, means: dict[int, str]) -> None:
    """Numbers that rise from one part a cell; other numbers in brackets are its text."""
    assert numbered(printed) == means


@pytest.mark.parametrize(
    ("printed", "means"),
    [
        ("2971193", [("registration", "2971193", "")]),
        ("1027700132195 (Russia)", [("ogrn", "1027700132195", "ru")]),
        ("(1) Russia INN - 7707083893 (2) OKTMO – 08845300", [("inn", "7707083893", "ru"),
                                                            ("registration", "08845300", "")]),
        ("INN - 7707083893 OGRN - 1027700132195", [("inn", "7707083893", ""),
                                                  ("ogrn", "1027700132195", "")]),
        ("Tax Identification Number: INN: 7707083893", [("inn", "7707083893", "")]),
        ("SWIFT DEUTDEFF", [("bic", "DEUTDEFF", "")]),
    ],
)  # fmt: skip
def test_registration_numbers(printed: str, means: list[tuple[str, str, str]]) -> None:
    found = registrations(printed, "field")
    assert found is not None
    assert [(i.kind, i.value, i.country) for i in found] == means


def test_a_text_that_is_more_than_numbers_is_not_taken_for_one() -> None:
    assert registrations("1067746244026 dated 27/07/1992 by the court of Samples", "field") is None


# --- bad files ----------------------------------------------------------------------------------


def test_a_missing_column_is_named() -> None:
    table = [[cell.replace("Alias Type", "Kind") for cell in row] for row in rows()]
    assert UK_OFSI.claims(source_file(packed(table)))
    with pytest.raises(MalformedFile, match="'Alias Type' is missing"):
        read(packed(table))


def test_columns_may_stand_in_any_order() -> None:
    head, *table = rows()
    wide = len(table[0])
    turned = [[*row, *[""] * (wide - len(row))][::-1] for row in table]
    assert read(packed([head, *turned])).parties == read(packed(rows())).parties


def test_rows_without_a_group_are_rejected_one_by_one() -> None:
    table = rows()
    table[2][-1] = ""
    reading = read(packed(table))
    assert (reading.records, reading.rejected) == (4, 1)


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_truncated_workbook_is_refused(cut: float) -> None:
    content = packed(rows())
    with pytest.raises(MalformedFile, match="save it again"):
        read(content[: int(len(content) * cut)])


@given(data=st.data())
@settings(max_examples=40)
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever byte changes: a reading that counts its records, or a clear no."""
    content = bytearray(packed(rows()))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    if UK_OFSI.claims(source_file(bytes(content))):
        try:
            read(bytes(content))
        except MalformedFile as refusal:
            assert str(refusal)


# --- the real files -----------------------------------------------------------------------------


def real(folder: Path, name: str) -> Reading:
    content = (folder / "lists" / "uk" / name).read_bytes()
    assert UK_OFSI.claims(source_file(content))
    return read(content)


def test_the_list_of_april_2025_is_read_whole(shared_data: Path) -> None:
    """4,688 groups; spot facts a lawyer can check against the printed list."""
    reading = real(shared_data, "ofsi-conlist-2025-04.xlsx")
    assert (reading.records, reading.rejected) == (4_688, 0)
    kinds = Counter(party.kind for party in reading.parties)
    assert kinds["vessel"] == 15
    frozen = sum(party.listings[0].measures[0].kind == "block" for party in reading.parties)
    assert frozen == 2_182
    sechin = next(p for p in reading.parties if "SECHIN" in p.primary_name)
    assert str(sechin.birth_dates[0].span) == "1960-09-07"
    assert sechin.listings[0].programmes == ("Russia",)
    ship = by_id(reading, "13651")
    assert [i.value for i in ship.identifiers] == ["7408873"]
    assert [name.full for name in ship.names][:1] == ["SAM JONG 2"]
    assert [each.programmes for each in by_id(reading, "11241").listings] == [
        ("Iran (Nuclear)",),
        ("Syria",),
    ]


def test_the_list_of_june_2023_is_read_whole(shared_data: Path) -> None:
    reading = real(shared_data, "ofsi-conlist-2023-06.xlsx")
    assert (reading.records, reading.rejected) == (3_993, 0)

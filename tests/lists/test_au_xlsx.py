"""Australia's list: the rows of one number become one party, and say what the sheet says."""

import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists import au_values
from interdict.lists.au_xlsx import AU_XLSX
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.party import Party
from workbooks import Cell, workbook

SMALL = Path(__file__).parents[1] / "fixtures" / "au" / "small.csv"
A_DAY = datetime.date(2026, 2, 24)


def rows() -> list[list[str]]:
    with SMALL.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def sheet(*lines: list[str]) -> bytes:
    """The list as the department saves it: whole numbers in cells of numbers."""
    cells: list[list[Cell]] = [
        [float(cell) if cell.isdigit() else cell for cell in line] for line in lines
    ]
    return workbook(Sheet=cells)


def file(content: bytes, name: str = "list.xlsx") -> SourceFile:
    return SourceFile(name=name, content=content, modified=A_DAY)


def read(content: bytes) -> Reading:
    (files,) = AU_XLSX.assemble([file(content)])
    assert AU_XLSX.published(files) is None
    (reading,) = AU_XLSX.read(files, ReadRequest(edition=files.content_id, published=A_DAY))
    return reading


@pytest.fixture(scope="module")
def small() -> Reading:
    return read(sheet(*rows()))


@pytest.fixture(scope="module")
def person(small: Reading) -> Party:
    return small.parties[0]


def test_claims_workbooks_with_its_own_column_only() -> None:
    """Recognised by content; a broken workbook of the list is still its own."""
    content = sheet(*rows())
    assert AU_XLSX.claims(file(content, "x.bin"))
    assert not AU_XLSX.claims(file(sheet(["Name", "Type"], ["A", "B"])))
    assert not AU_XLSX.claims(file(SMALL.read_bytes()))


def test_rows_of_one_number_are_one_party(small: Reading) -> None:
    """Six rows, three parties; the id is the number."""
    assert [(party.id, party.kind) for party in small.parties] == [
        ("au:7", "person"),
        ("au:8", "vessel"),
        ("au:9", "organization"),
    ]
    assert (small.records, small.rejected) == (3, 0)


def test_names_keep_the_strength_the_list_gives_them(person: Party) -> None:
    """Weak is the list's own mark; what was listed before is a former name."""
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("Obraz Vymyslov", "primary", "Latn"),
        ("Образ Вымыслов", "strong-alias", "Cyrl"),
        ("Oleg Skazka", "former", "Latn"),
        ("Vymysel", "weak-alias", "Latn"),
    ]


def test_measures_are_read_from_their_columns(small: Reading) -> None:
    """A freeze, a travel ban and a ship's ban differ; four times no is unstated."""
    kinds = [[m.kind for m in party.listings[0].measures] for party in small.parties]
    assert kinds == [["block", "travel-ban", "arms-embargo"], ["port-ban"], ["unstated"]]


def test_an_older_edition_without_those_columns_states_no_measure() -> None:
    """Nothing is concluded from a committee's name."""
    reading = read(sheet(*[line[:4] + line[5:11] + line[12:14] for line in rows()]))
    assert {m.kind for p in reading.parties for m in p.listings[0].measures} == {"unstated"}


def test_a_listing_knows_committee_law_and_first_day(person: Party) -> None:
    """The amendment's date is another."""
    (listed,) = person.listings
    assert listed.programmes == ("1988 (Taliban)",)
    assert listed.listed_on == datetime.date(2001, 1, 25)
    assert listed.legal_basis == (
        "Charter of the United Nations (Sanctions—the Taliban) Regulation 2013",
    )


def test_facts_of_all_rows_come_together(person: Party) -> None:
    """Each once; another calendar's date is kept as printed."""
    assert [str(birth.span) for birth in person.birth_dates] == ["circa 1960", "1966-03-12"]
    assert [place.country for place in person.birth_places] == ["tn", "ly"]
    assert [fact.code for fact in person.countries] == ["ru", "tn"]
    assert (person.addresses, person.gender) == ((), "male")
    details = {(detail.label, detail.value) for detail in person.details}
    assert {("UN reference", "TAi.990"), ("Date of Birth", "24/06/1402")} <= details


def test_numbers_in_the_prose_are_read_by_their_label(small: Reading) -> None:
    """With the issuing country where the words before it name one."""
    found = [(i.kind, i.value, i.country) for p in small.parties for i in p.identifiers]
    assert found == [
        ("passport", "A123456", "za"),
        ("imo", "9074729", ""),
        ("registration", "1027739000000", ""),
    ]


def test_what_is_odd_is_reported(small: Reading) -> None:
    """Another calendar, a party without a primary name, a column nobody knows."""
    assert [(f.code, f.record or f.field) for f in small.findings] == [
        ("unreadable-date", "7"),
        ("no-primary-name", "9"),
        ("unmapped-element", "Mood"),
    ]


def test_a_number_given_twice_makes_two_parties() -> None:
    """Two primary names under one number are two parties; the second keeps its aliases."""
    header, first, *_ = rows()
    second = ["7", "Drugoy Chelovek", *first[2:]]
    alias = ["7d", "Drugoy Alias", "Individual", "Alias", "Strong", *first[5:]]
    reading = read(sheet(header, first, second, alias))
    assert [len(party.names) for party in reading.parties] == [1, 2]
    assert all(party.id.startswith("au:7-") for party in reading.parties)
    assert "repeated-reference" in {f.code for f in reading.findings}


def test_rows_without_number_or_name_are_counted() -> None:
    """No number: an id of its own. No name: rejected with an error."""
    header, first, *_ = rows()
    reading = read(sheet(header, ["", *first[1:]], ["12", "", *first[2:]]))
    assert (reading.records, len(reading.parties), reading.rejected) == (2, 1, 1)
    assert {f.code for f in reading.findings if f.severity == "error"} == {"no-name"}
    assert "missing-reference" in {f.code for f in reading.findings}


def test_columns_may_stand_in_any_order() -> None:
    """They are found by their headers."""
    turned = [line[::-1] for line in rows()]
    assert [party.names for party in read(sheet(*turned)).parties] == [
        party.names for party in read(sheet(*rows())).parties
    ]


def test_a_title_above_the_header_is_passed_over(small: Reading) -> None:
    """The header is looked for among the first rows."""
    titled = read(sheet(["Consolidated List as at today"], *rows()))
    assert [party.id for party in titled.parties] == [party.id for party in small.parties]


def test_a_missing_column_is_named() -> None:
    """Without its name type a row is neither name nor alias."""
    header, *lines = rows()
    with pytest.raises(MalformedFile, match="no column Name Type"):
        read(sheet(["Kind" if cell == "Name Type" else cell for cell in header], *lines))


def test_an_empty_or_cut_off_workbook_is_refused() -> None:
    """It would delist everybody."""
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(sheet(rows()[0]))
    with pytest.raises(MalformedFile, match="cut-off"):
        read(sheet(*rows())[:-200])


@pytest.mark.parametrize(
    ("cell", "spans", "unread"),
    [
        ("1945, 1946", ["1945", "1946"], ()),
        ("a) 11 Nov. 1960 b) Between 1963 and 1968", ["1960-11-11", "1963 to 1968"], ()),
        ("19/12/1962 30/12/1965", ["1962-12-19", "1965-12-30"], ()),
        ("Approximately 1967, or approximately 1961", ["circa 1967", "circa 1961"], ()),
        ("14 Mar 1974 >> 1 Aug 1970", ["1974-03-14", "1970-08-01"], ()),
        ("3 Dec 1979; 3 March 1979 (from\nfalse passport)", ["1979-12-03", "1979-03-03"], ()),
        ("1979, 1980.1981", ["1979", "1980", "1981"], ()),
        ("10/061962", [], ("10/061962",)),
        ("na", [], ()),
    ],
)
def test_a_cell_of_dates(cell: str, spans: list[str], unread: tuple[str, ...]) -> None:
    """Alternatives are separated however the list separates them; the rest is not guessed."""
    read_cell = au_values.births(cell)
    assert ([str(span) for span, _ in read_cell.spans], read_cell.unread) == (spans, unread)


@pytest.mark.parametrize(
    ("information", "day"),
    [
        ("Listed on: 17 Aug. 2017 (Relisted on 3 Aug. 2020)", "2017-08-17"),
        (
            "Designated under the Autonomous Sanctions Regulations 2011 on 2 March 2012.",
            "2012-03-02",
        ),
        ("2014-06-19", "2014-06-19"),
        ("Relisted on 3 Aug. 2020", None),
        ("Autonomous Sanctions Amendment (No. 3) Instrument 2025", None),
    ],
)
def test_the_day_of_first_listing(information: str, day: str | None) -> None:
    """Only where the text states it; a year of an instrument is no day."""
    found = au_values.first_listed(information)
    assert (found.isoformat() if found else None) == day


@given(st.text(max_size=60))
def test_no_cell_upsets_its_reading(cell: str) -> None:
    """Whatever a cell holds, dates, places and numbers come out or do not."""
    for span, printed in au_values.births(cell).spans:
        assert span.earliest <= span.latest
        assert printed
    assert all(au_values.places(cell))
    assert list(au_values.numbers(cell, "x")) == list(au_values.numbers(cell, "x"))


@pytest.mark.parametrize(
    ("name", "parties", "vessels"),
    [
        ("Australian_Sanctions_Consolidated_List_mindstxrm.xlsx", 3_811, 262),
        ("regulation8_consolidated_2024-12_stanux.xlsx", 3_062, 0),
    ],
)
def test_the_real_list_reads_whole(
    shared_data: Path, name: str, parties: int, vessels: int
) -> None:
    """Every reference number is a party; every row's name is one of its names."""
    content = (shared_data / "lists" / "au" / name).read_bytes()
    assert AU_XLSX.claims(file(content))
    reading = read(content)
    assert (reading.records, len(reading.parties), reading.rejected) == (parties, parties, 0)
    assert sum(party.kind == "vessel" for party in reading.parties) == vessels
    assert not [party for party in reading.parties if party.kind == "unknown"]
    assert sum(f.code == "unreadable-date" for f in reading.findings) <= 40


def test_the_real_list_states_measures_since_2025(shared_data: Path) -> None:
    """Spot facts: a Taliban leader is frozen and banned, a tanker kept from ports."""
    path = shared_data / "lists" / "au" / "Australian_Sanctions_Consolidated_List_mindstxrm.xlsx"
    by_id = {party.id: party for party in read(path.read_bytes()).parties}
    kinds = [measure.kind for measure in by_id["au:2"].listings[0].measures]
    assert kinds == ["block", "travel-ban", "arms-embargo"]
    assert by_id["au:2"].listings[0].listed_on == datetime.date(2001, 1, 25)
    assert [i.value for i in by_id["au:8299"].identifiers] == ["9261657"]
    assert not [p for p in by_id.values() if p.listings[0].measures[0].kind == "unstated"]

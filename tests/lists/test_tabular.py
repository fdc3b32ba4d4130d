"""Lists of one's own: whatever the table looks like, each row is a party or a finding."""

import contextlib
import datetime
import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile, UsageError
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.tabular import TABULAR
from interdict.party import Party

FIXTURES = Path(__file__).parents[1] / "fixtures" / "tabular"
JOINED = ("subject_names", "subject_countries", "subjects", "subject_dobs", "subject_identifiers")


def source_file(content: bytes | str, name: str = "list.csv") -> SourceFile:
    raw = content.encode() if isinstance(content, str) else content
    return SourceFile(name=name, content=raw, modified=datetime.date(2026, 1, 1))


def fixture(name: str) -> SourceFile:
    path = FIXTURES / name
    return source_file(path.read_bytes(), path.name)


def read(*files: SourceFile, columns: Mapping[str, str] | None = None) -> Reading:
    (file_set,) = TABULAR.assemble(files)
    request = ReadRequest(
        edition=file_set.content_id,
        published=datetime.date(2026, 1, 1),
        source="my-list",
        columns=columns or {},
    )
    (reading,) = TABULAR.read(file_set, request)
    assert reading.records == len(reading.parties) + reading.rejected
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    assert len(errors) == reading.rejected
    return reading


def codes(reading: Reading) -> Counter[str]:
    return Counter({finding.code: finding.count for finding in reading.findings})


def only(reading: Reading) -> Party:
    (party,) = reading.parties
    return party


def joined(*leave_out: str) -> tuple[SourceFile, ...]:
    return tuple(fixture(f"joined/{name}.csv") for name in JOINED if name not in leave_out)


# --- a flat list ---------------------------------------------------------------------------


def test_well_known_headers_need_no_mapping() -> None:
    """Names, kind, birth, nationality, gender, programmes, numbers and dates are recognised."""
    person, *_ = read(fixture("watchlist.csv")).parties
    assert (person.id, person.kind, person.gender) == ("my-list:W-1", "person", "female")
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("Olga Sample", "primary", "Latn"),
        ("O. Sample", "strong-alias", "Latn"),
        ("Ольга Сэмпл", "strong-alias", "Cyrl"),
    ]
    assert str(person.birth_dates[0].span) == "1962-03-02"
    assert [(fact.role, fact.code) for fact in person.countries] == [("nationality", "ru")]
    assert [(number.kind, number.value) for number in person.identifiers] == [
        ("passport", "AB123456")
    ]
    (listing,) = person.listings
    assert listing.programmes == ("EXPORT", "FRAUD")
    assert listing.listed_on == datetime.date(2025, 3, 31)


def test_a_list_that_states_no_measure_has_it_unstated_and_private() -> None:
    """A list of one's own can open a review, never a block."""
    person = read(fixture("watchlist.csv")).parties[0]
    assert [measure.kind for measure in person.listings[0].measures] == ["unstated"]
    assert person.listings[0].regime == "other"
    assert person.provenance.authority == "private"


def test_a_country_column_is_read_by_kind() -> None:
    """A ship's country is its flag, a company's its jurisdiction."""
    _, company, ship, _ = read(fixture("watchlist.csv")).parties
    assert [(fact.role, fact.code) for fact in company.countries] == [("jurisdiction", "pa")]
    assert [(fact.role, fact.code) for fact in ship.countries] == [("flag", "lr")]


def test_an_unknown_kind_is_said_and_kept() -> None:
    """``unknown``, a finding, and the word itself as a detail."""
    reading = read(fixture("watchlist.csv"))
    robot = reading.parties[3]
    assert robot.kind == "unknown"
    assert ("kind", "automaton") in {(detail.label, detail.value) for detail in robot.details}
    assert codes(reading)["unknown-kind"] == 1


def test_a_column_that_fits_no_field_is_kept_and_counted_once() -> None:
    """Nothing of the user's own is lost."""
    reading = read(fixture("watchlist.csv"))
    assert codes(reading)["unmapped-element"] == 4
    assert reading.parties[0].details[0].value == "Desk North"


def test_a_mapping_says_what_the_words_do_not() -> None:
    """German headers, semicolons, Windows-1252."""
    columns = {"id": "Kundennummer", "name": "Firmenname", "city": "Ort"}
    first, second = read(fixture("kunden-cp1252.csv"), columns=columns).parties
    assert (first.id, first.primary_name, first.addresses[0].full) == (
        "my-list:17",
        "Müller & Söhne",
        "Köln",
    )
    assert second.primary_name == "Beispiel GmbH"


def test_our_own_field_names_may_be_typed_as_headers_are() -> None:
    """``birth_date`` and ``programs`` mean our birth-date and programme."""
    content = "name,b,p\nA Person,1962,X\n"
    party = only(read(source_file(content), columns={"birth_date": "b", "programs": "p"}))
    assert str(party.birth_dates[0].span) == "1962"
    assert party.listings[0].programmes == ("X",)


def test_one_header_may_give_two_fields() -> None:
    """A list of wallets has no other name than the address."""
    content = "address\n1BoatSLRHtKNngkdXEeobR76b53LETtpyT\n"
    party = only(read(source_file(content), columns={"name": "address", "wallet": "address"}))
    assert party.identifiers[0].kind == "wallet"


def test_a_missing_name_column_lists_the_headers_and_the_way_out() -> None:
    """The message is enough to go on with."""
    with pytest.raises(MalformedFile, match=r"Kundennummer, Firmenname, Ort.*--column name="):
        read(fixture("kunden-cp1252.csv"))


@pytest.mark.parametrize(
    ("columns", "says"),
    [({"name": "Nom"}, "no column is headed 'Nom'"), ({"colour": "name"}, "is no field")],
)
def test_a_mapping_that_fits_nothing_is_refused(columns: dict[str, str], says: str) -> None:
    """A typing mistake must not silently drop a column."""
    with pytest.raises(UsageError, match=says):
        read(source_file("id,name\n1,A\n"), columns=columns)


def test_a_list_needs_a_name() -> None:
    """The message says which option gives it."""
    (files,) = TABULAR.assemble([fixture("watchlist.csv")])
    request = ReadRequest(edition=files.content_id, published=datetime.date(2026, 1, 1))
    with pytest.raises(UsageError, match="--source NAME"):
        TABULAR.read(files, request)


def test_a_repeated_id_loses_nobody() -> None:
    """Another row under an id in use is a party of its own, with a finding."""
    reading = read(source_file("id,name\n1,First\n1,Second\n1,First\n"))
    assert [party.id for party in reading.parties] == ["my-list:1", "my-list:1~2"]
    assert codes(reading) == {"repeated-id": 1, "repeated-row": 1}


def test_rows_without_an_id_get_a_stable_one() -> None:
    """The same row has the same id, wherever it stands in the list."""
    one = read(source_file("name,kind\nA Ltd,company\nB Ltd,company\n")).parties
    other = read(source_file("name,kind\nB Ltd,company\nC Ltd,company\nA Ltd,company\n")).parties
    ids = {party.primary_name: party.id for party in other}
    assert [ids[party.primary_name] for party in one] == [party.id for party in one]


def test_rows_that_say_their_kind_of_name_are_one_party() -> None:
    """Aliases in rows of their own under the same id."""
    content = "ref_id,id,name,name type\n1,A,Old Co,fka\n2,A,New Co,primary\n3,A,NC,weak alias\n"
    party = only(read(source_file(content)))
    assert [(name.full, name.kind) for name in party.names] == [
        ("New Co", "primary"),
        ("Old Co", "former"),
        ("NC", "weak-alias"),
    ]


def test_a_name_in_parts_is_put_together() -> None:
    """Given, middle, family; a company's name spread over columns has no parts."""
    content = "id,first name,middle name,last name,type\n1,Jane,Q,DOE,person\n2,,,DOE & CO,entity\n"
    person, company = read(source_file(content)).parties
    assert (person.primary_name, person.names[0].parts[2].role) == ("Jane Q DOE", "family")
    assert (company.primary_name, company.names[0].parts) == ("DOE & CO", ())


def test_american_dates_are_told_by_the_column() -> None:
    """One 12/31 and no 31/12 in the column: all its dates are month first."""
    american = read(source_file("name,dob\nA,12/31/1960\nB,02/03/1961\n")).parties
    european = read(source_file("name,dob\nA,31/12/1960\nB,02/03/1961\n")).parties
    assert str(american[1].birth_dates[0].span) == "1961-02-03"
    assert str(european[1].birth_dates[0].span) == "1961-03-02"


def test_unreadable_cells_are_findings_and_kept() -> None:
    """A bad date, a country that is none, a wrong check digit, a rounded number."""
    content = "name,dob,nationality,imo,passport\nA Person,soon,Atlantis,9187620,9.18E+11\n"
    reading = read(source_file(content))
    party = only(reading)
    assert set(codes(reading)) == {
        "unreadable-date",
        "unreadable-country",
        "invalid-imo",
        "rounded-number",
    }
    assert party.details[0].value == "soon"
    assert (party.countries[0].code, party.countries[0].raw) == ("", "Atlantis")
    assert party.identifiers[0].valid is False


def test_several_births_in_a_cell_are_all_read() -> None:
    """However they are separated."""
    for cell in ('"1945, 1946"', "1945; 1946", "a) 1945 b) 1946"):
        party = only(read(source_file(f"name,dob\nA,{cell}\n")))
        assert [str(birth.span) for birth in party.birth_dates] == ["1945", "1946"]


def test_a_date_above_the_header_is_the_publication_date() -> None:
    """Title rows are skipped, and read for what they say."""
    file = source_file("Last Updated,14/04/2025,\nName,Type,DOB\nA,person,1960\n")
    (files,) = TABULAR.assemble([file])
    assert TABULAR.published(files) == datetime.date(2025, 4, 14)
    assert only(read(file)).primary_name == "A"


def test_a_row_without_a_name_is_reported() -> None:
    """Punctuation is no name either."""
    reading = read(source_file("id,name\n1,A\n2,\n3,--\n"))
    assert (len(reading.parties), reading.rejected) == (1, 2)


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))),
        min_size=1,
        max_size=6,
    )
)
def test_every_row_becomes_a_party_or_a_finding(names: list[str]) -> None:
    """Whatever stands in the name column (invariant 1)."""
    rows = "".join('{},"{}"\r\n'.format(i, name.replace('"', '""')) for i, name in enumerate(names))
    reading = read(source_file("id,name\r\n" + rows))
    assert reading.records == len(names)


# --- joined tables -------------------------------------------------------------------------


def test_tables_that_share_a_key_are_one_list() -> None:
    """Five files, in any order, make one edition with the same id."""
    (forward,) = TABULAR.assemble(joined())
    (backward,) = TABULAR.assemble(joined()[::-1])
    assert forward.content_id == backward.content_id
    assert forward.files[0].name == "subjects.csv"


def test_joined_tables_say_one_party_together() -> None:
    """Names by strength, numbers by type, births in parts, countries by role."""
    jane, ship, _ = read(*joined()).parties
    assert [(name.full, name.kind) for name in jane.names] == [
        ("Jane EXAMPLE", "primary"),
        ("J. Example", "strong-alias"),
        ("Janie", "weak-alias"),
    ]
    passport, card = jane.identifiers
    assert (passport.value, passport.country, passport.note) == ("AB123456", "ru", "issued 2010")
    assert (card.kind, card.value, card.note) == ("other", "77", "library card")
    assert [str(birth.span) for birth in jane.birth_dates] == ["1967-01-02", "1968"]
    assert [(fact.role, fact.code) for fact in jane.countries] == [
        ("nationality", "ir"),
        ("birth", "ir"),
    ]
    assert (ship.kind, ship.identifiers[0].value) == ("vessel", "9187629")


def test_a_joined_fact_says_in_which_table_it_stands() -> None:
    """File, line and header."""
    jane = read(*joined()).parties[0]
    assert jane.provenance_of(jane.birth_dates[0]).field == "subject_dobs.csv, line 2, year"


def test_a_subject_without_a_name_and_a_name_without_a_subject_are_not_lost() -> None:
    """S3 has no name and is reported; S9 is only in the names and is a party."""
    reading = read(*joined())
    assert [party.id for party in reading.parties] == ["my-list:S1", "my-list:S2", "my-list:S9"]
    assert any("record S3: the record has no name" in each.message for each in reading.findings)
    assert reading.rejected == 1


def test_complete_lists_given_together_stay_apart() -> None:
    """Two files that both name their parties are two editions."""
    files = [source_file("id,name\n1,A\n", "a.csv"), source_file("id,name\n1,B\n", "b.csv")]
    assert len(TABULAR.assemble(files)) == 2


def test_a_table_that_joins_to_nothing_says_so() -> None:
    """Births alone name nobody."""
    with pytest.raises(MalformedFile, match="no column is known to hold the names"):
        read(fixture("joined/subject_dobs.csv"))


# --- recognising and refusing --------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "id,name\n1,A\n",
        "uid;full_name;type\n1;A;person\n",
        "name\tdob\nA\t1960\n",
        "\ufeffName,Kind\nA,person\n",
        "sep=;\nname;kind\nA;person\n",
        "Customers of 2026\n\nName,Kind\nA,person\n",
        "name\nOne Column Ltd\n",
        'id,name\n1,"A\n',
    ],
)
def test_tables_with_names_are_claimed(content: str) -> None:
    """Any delimiter, with or without a title; a broken one too, so that it can be explained."""
    assert TABULAR.claims(source_file(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<?xml version='1.0'?><sdnList/>",
        b'{"id": "1", "name": "A"}\n',
        b"Dear all,\nplease find the names below.\n",
        b"36,AEROCARIBBEAN AIRLINES,-0- ,CUBA,-0-\n",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"PK\x03\x04 some other archive",
    ],
)
def test_other_files_are_not_claimed(content: bytes) -> None:
    """The last resort is not a catch-all."""
    assert not TABULAR.claims(source_file(content))


@given(st.binary(max_size=300))
def test_claiming_never_raises(content: bytes) -> None:
    """Whatever the bytes."""
    TABULAR.claims(source_file(content))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_are_recognised(encoding: str) -> None:
    """With or without a byte order mark."""
    content = "id,name\n1,Müller Maschinenbau\n2,Éditions Exemple\n"
    file = source_file(content.encode(encoding))
    assert TABULAR.claims(file)
    assert [party.primary_name for party in read(file).parties] == [
        "Müller Maschinenbau",
        "Éditions Exemple",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"id,name\n1,A\x00B\n", "line 2: a NUL"),
        (b"id,name\n1,A\n2,M\xfcller\n3,M\xc3\xbcller\n", "line 3.*mixes encodings"),
        (b'id,name\n1,"A\n2,B\n3,C\n', "line 2: a quote is opened"),
        (b'id,name,kind\n1,"A,p\n2,B,p\n3,"C",p\n', "line 2: a quote is opened"),
        (b'id,name\n1,"A\n2,B\n3,C\n4,D\n5,E"\n', "line 2: a quote is opened"),
        (b"id,name,kind\n1,A,person\n2,B,person\n3,C", "line 4: the file ends in the middle"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_its_line(content: bytes, says: str) -> None:
    """The message gives the place and the cause."""
    with pytest.raises(MalformedFile, match=says):
        read(source_file(content))


def test_a_bad_row_costs_that_row_only() -> None:
    """A stray quote and an unquoted comma, each with its line; the others are read."""
    reading = read(source_file('id,name\n1,A\n2,"B" "C"\n3,D, E\n4,F\n'))
    assert [party.primary_name for party in reading.parties] == ["A", "F"]
    first, second = (finding.message for finding in reading.findings)
    assert "line 3" in first
    assert "line 4" in second


@given(st.data())
def test_a_damaged_table_is_read_or_refused(draw: st.DataObject) -> None:
    """No damage raises anything but our own errors, and counts always agree."""
    content = bytearray((FIXTURES / "watchlist.csv").read_bytes())
    for _ in range(draw.draw(st.integers(1, 5))):
        at = draw.draw(st.integers(0, len(content) - 1))
        content[at : at + draw.draw(st.integers(0, 9))] = draw.draw(st.binary(max_size=9))
    with contextlib.suppress(MalformedFile):
        read(source_file(bytes(content)))


def test_a_cell_may_have_several_lines() -> None:
    """A quoted address with line ends is no open quote."""
    party = only(read(source_file('name,address\nA,"1 Road\nTown, Land"\n')))
    assert party.primary_name == "A"


# --- workbooks -----------------------------------------------------------------------------


def workbook(*sheets: tuple[str, str, str]) -> bytes:
    """A minimal XLSX (ECMA-376): (name, state, rows as SheetML); style 1 is a date."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{state}" r:id="r{i}"/>'
        for i, (name, state, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="r{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in numbered
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}'
        f'<Relationship Id="r99" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for i, (_, _, rows) in numbered:
        sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{i}.xml"] = sheet
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def row(number: int, *cells: str | int | float | datetime.date | None) -> str:
    """A row of SheetML; a text that begins with # is a formula's error."""
    written = ""
    for letter, cell in zip("ABCDEFGH", cells, strict=False):
        at = f'r="{letter}{number}"'
        if isinstance(cell, datetime.date):
            days = (cell - datetime.date(1899, 12, 30)).days
            written += f'<c {at} s="1"><v>{days}</v></c>'
        elif isinstance(cell, (int, float)):
            written += f"<c {at}><v>{cell}</v></c>"
        elif cell is not None and cell.startswith("#"):
            written += f'<c {at} t="e"><v>{cell}</v></c>'
        elif cell is not None:
            written += f'<c {at} t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<row r="{number}">{written}</row>'


def xlsx(*sheets: tuple[str, str, str]) -> SourceFile:
    return source_file(workbook(*sheets), "list.xlsx")


def test_a_workbook_is_read_like_a_csv() -> None:
    """Dates as dates, whole numbers without ``.0``; blank rows between do no harm."""
    rows = row(2, "id", "name", "dob", "imo")
    rows += row(4, 17.0, "A SHIP", None, 9187629.0)
    rows += row(9, 18, "A Person", datetime.date(1968, 6, 11), None)
    ship, person = read(xlsx(("List", "visible", rows))).parties
    assert (ship.id, ship.identifiers[0].value) == ("my-list:17", "9187629")
    assert str(person.birth_dates[0].span) == "1968-06-11"


def test_a_formula_error_is_found_where_it_stands() -> None:
    """The reader below gives it as empty; the finding names the cell."""
    rows = row(1, "id", "name", "passport") + row(2, 1, "A Person", "#REF!")
    (finding,) = read(xlsx(("List", "visible", rows))).findings
    assert finding.code == "formula-error"
    assert "C2" in finding.message


def test_a_hidden_sheet_is_not_read_but_named() -> None:
    """What nobody saw on the screen is not screened against unasked."""
    shown = row(1, "id", "name") + row(2, 1, "A Person")
    hidden = row(1, "id", "name") + row(2, 2, "B Person")
    reading = read(xlsx(("Shown", "visible", shown), ("Old", "hidden", hidden)))
    assert only(reading).primary_name == "A Person"
    assert codes(reading) == {"hidden-sheet": 2}


def test_sheets_of_one_workbook_are_joined_like_files() -> None:
    """Subjects on one sheet, names on another; a page of explanations is named, not read."""
    subjects = row(1, "subject_id", "type") + row(2, "S1", "person")
    names = row(1, "subject_id", "full_name") + row(2, "S1", "A Person")
    words = row(1, "How to use this list") + row(2, "With care")
    sheets = (("About", words), ("Subjects", subjects), ("Names", names))
    reading = read(xlsx(*((name, "visible", rows) for name, rows in sheets)))
    party = only(reading)
    assert (party.kind, party.primary_name) == ("person", "A Person")
    assert codes(reading) == {"unread-sheet": 1}


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(draw: st.DataObject) -> None:
    """A download that broke off, a changed byte: our own error, or nothing was harmed."""
    rows = row(1, "id", "name") + row(2, 1, "A Person")
    content = bytearray(workbook(("List", "visible", rows)))
    content[draw.draw(st.integers(4, len(content) - 1))] = draw.draw(st.integers(0, 255))
    end = draw.draw(st.integers(200, len(content)))
    file = source_file(bytes(content[:end]), "list.xlsx")
    with contextlib.suppress(MalformedFile):
        assert only(read(file)).primary_name == "A Person"


# --- the real files ------------------------------------------------------------------------


def test_the_derived_sdn_list_loses_nobody(shared_data: Path) -> None:
    """19,249 parties with 20,194 aliases, as its own description counts them."""
    path = shared_data / "lists/ofac/sdn-derived-2026-08-20/ofac-sdn.csv"
    reading = read(source_file(path.read_bytes(), path.name))
    assert len(reading.parties) == 19_249
    assert sum(len(party.names) - 1 for party in reading.parties) == 20_194
    kinds = Counter(party.kind for party in reading.parties)
    assert kinds == {"organization": 9871, "person": 7502, "vessel": 1534, "aircraft": 342}
    assert reading.findings == ()


def test_the_relational_uk_list_is_the_same_as_files_and_as_workbook(shared_data: Path) -> None:
    """6,046 subjects, 632 ships; the workbook lacks the births."""
    folder = shared_data / "lists/uk/uk-sanctions-list-relational-2026-04"
    files = [source_file(path.read_bytes(), path.name) for path in folder.glob("*.csv")]
    book = folder / "uk_sanctions_transformed.xlsx"
    tables = read(*files).parties
    sheets = read(source_file(book.read_bytes(), book.name)).parties
    assert len(tables) == len(sheets) == 6046
    assert Counter(party.kind for party in tables)["vessel"] == 632
    assert sum(len(party.birth_dates) for party in tables) == 3538
    for one, other in zip(tables, sheets, strict=True):
        assert [name.full for name in one.names] == [name.full for name in other.names]
        numbers = {(number.kind, number.value) for number in one.identifiers}
        assert numbers == {(number.kind, number.value) for number in other.identifiers}

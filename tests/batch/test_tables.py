"""Customer files come out whole: every data row screened or rejected, with its line."""

import csv
import datetime
import gzip
import io
import lzma
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interdict.batch.rows import Chunk, Rejected, Row
from interdict.batch.tables import CustomerTable
from interdict.errors import UsageError
from interdict.party import Identifier

CUSTOMERS = Path(__file__).parents[1] / "fixtures" / "customers"


def read(content: bytes | Path, **columns: str) -> tuple[list[Row], list[Rejected]]:
    source = content if isinstance(content, Path) else io.BytesIO(content)
    with CustomerTable.open(source, columns) as table:
        chunks = list(table.chunks())
    return [r for c in chunks for r in c.rows], [r for c in chunks for r in c.rejected]


def names(content: bytes | Path) -> list[str]:
    return [row.query.name for row in read(content)[0]]


def test_columns_are_recognised_by_name_whatever_case_or_spacing() -> None:
    rows, rejected = read(CUSTOMERS / "customers.csv")
    first, second, third = (row.query for row in rows)
    assert not rejected
    assert (first.name, first.kind, first.countries, first.gender, first.reference) == (
        "Anna Petrova", "person", ("ru",), "female", "C-1",
    )  # fmt: skip
    assert first.birth is not None and first.birth.earliest.isoformat() == "1975-03-02"
    assert (second.name, second.kind, second.birth) == ("Baltic Trading, SIA", "organization", None)
    assert third.countries == ("iq", "sy")
    assert third.identifiers == (Identifier(kind="passport", value="A123456"),)


def test_all_input_cells_are_carried_in_order() -> None:
    rows, _ = read(CUSTOMERS / "customers.csv")
    assert rows[1].number == 2
    assert rows[1].values == ("C-2", "Baltic Trading, SIA", "Company", "", "LV", "", "")


def test_a_row_with_an_identifier_needs_no_name() -> None:
    rows, rejected = read(CUSTOMERS / "ships.csv")
    assert not rejected
    assert [row.query.name for row in rows] == ["Sea Star", ""]
    assert [row.query.identifiers[0].value for row in rows] == ["9187629", "9187629"]


def test_a_full_name_is_made_of_its_parts_where_it_is_missing() -> None:
    content = b"name,first_name,middle_name,last_name\n,Ana,Maria,Diaz\nBo Ek,x,y,z\n,,,Cher\n"
    assert names(content) == ["Ana Maria Diaz", "Bo Ek", "Cher"]


def test_a_file_with_identifiers_alone_is_screened_and_says_so() -> None:
    with CustomerTable.open(io.BytesIO(b"imo,Schiff\n9187629,Sea Star\n")) as table:
        (chunk,) = table.chunks()
        (finding,) = table.findings
    assert chunk.rows[0].query.name == ""
    assert finding.code == "no-name-column"
    assert "Schiff" in finding.message


def test_the_first_name_column_with_a_value_counts() -> None:
    assert names(b"company_name,full_name\nAcme Ltd,\n,Anna Petrova\n") == [
        "Acme Ltd",
        "Anna Petrova",
    ]


def test_standard_input_is_read_and_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    arriving = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"name\nAnna\n")))
    monkeypatch.setattr("sys.stdin", arriving)
    with CustomerTable.open("-") as table:
        assert [row.query.name for chunk in table.chunks() for row in chunk.rows] == ["Anna"]
        assert (table.name, table.expected_rows) == ("standard input", None)
    assert not arriving.closed


def test_a_chosen_column_goes_before_a_recognised_one() -> None:
    rows, _ = read(b"name,Kunde\nx,Anna\n", name="Kunde")
    assert rows[0].query.name == "Anna"


@pytest.mark.parametrize(
    ("columns", "message"),
    [({"name": "Kunde"}, "no column 'Kunde'"), ({"shoe_size": "name"}, "no field 'shoe_size'")],
)
def test_a_chosen_column_must_exist(columns: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        CustomerTable.open(io.BytesIO(b"name\nAnna\n"), columns)


def test_a_file_that_names_nobody_is_refused_with_its_headers_and_the_way_out() -> None:
    with pytest.raises(UsageError, match=r"Kunde, Ort.*--column name=HEADER"):
        read(b"Kunde,Ort\nAnna,Berlin\n")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="is empty"):
        read(content)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.csv: No such file"):
        CustomerTable.open(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    content = f"name{delimiter}country\nPETROVA. Anna{delimiter}RU\n"
    assert read(content.encode())[0][0].query.countries == ("ru",)


def test_in_a_file_of_one_column_a_comma_is_part_of_the_name() -> None:
    assert names(b'name\nPETROVA, Anna\n"LANG, Bernd"\n') == ["PETROVA, Anna", "LANG, Bernd"]


def test_a_declared_separator_is_obeyed() -> None:
    assert names(b"sep=;\r\nname;x,y\r\nAnna;1\r\n") == ["Anna"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_recognised(encoding: str, end: str) -> None:
    text = end.join(("name,country", "José Müller,ES", "Zoë Łuk" if encoding[0] == "u" else "Zoë"))
    content = f"{text},BE{end}".encode(encoding)
    assert names(content) == ["José Müller", "Zoë Łuk" if encoding[0] == "u" else "Zoë"]


def test_a_line_in_another_encoding_is_rejected_alone() -> None:
    lines = [
        "name,country\nJosé,ES\n".encode(),
        "Müller,DE\n".encode("cp1252"),
        "Zoë,BE\n".encode(),
    ]
    rows, rejected = read(b"".join(lines))
    assert [row.number for row in rows] == [1, 3]
    assert (rejected[0].row, rejected[0].line, rejected[0].raw) == (2, 3, "M\\xfcller,DE")
    assert "another encoding" in rejected[0].reason


def test_windows_1252_is_a_finding_because_it_is_a_guess() -> None:
    with CustomerTable.open(io.BytesIO("name\nJosé\n".encode("cp1252"))) as table:
        list(table.chunks())
        assert [finding.code for finding in table.findings] == ["encoding-assumed"]


def test_an_encoding_that_is_none_of_ours_is_refused_rather_than_misread() -> None:
    with pytest.raises(UsageError, match="neither UTF-8 nor UTF-16 nor Windows-1252"):
        read("name,city\nИван Петров,Москва\n".encode("cp1251"))


@pytest.mark.parametrize("wrong", [b"\x00\xd8", b"\x00\xdc"])
def test_half_a_surrogate_pair_rejects_its_line_alone(wrong: bytes) -> None:
    lines = "\ufeffname\nAnna\nB?\nCarla\n".encode("utf-16-le").replace(b"?\x00", wrong)
    rows, rejected = read(lines)
    assert [row.query.name for row in rows] == ["Anna", "Carla"]
    assert [each.line for each in rejected] == [3]


def test_one_line_in_an_unknown_encoding_does_not_cost_the_file() -> None:
    lines = [b"name,city\n", *[b"Anna,Riga\n"] * 9, "Иван Петров,Москва\n".encode("cp1251")]
    rows, rejected = read(b"".join(lines))
    assert len(rows) == 9
    assert [each.line for each in rejected] == [11]


def test_a_nul_rejects_its_line_alone() -> None:
    rows, rejected = read(b"name\nAnna\nBer\x00nd\nCarla\n")
    assert [row.query.name for row in rows] == ["Anna", "Carla"]
    assert (rejected[0].line, rejected[0].raw) == (3, "Ber\\x00nd")
    assert "NUL" in rejected[0].reason


def test_an_open_quote_costs_one_line_and_the_rest_is_read() -> None:
    rows, rejected = read(CUSTOMERS / "open-quote.csv")
    assert [row.query.name for row in rows] == [
        "Anna Petrova", "Carla Diaz", 'Dimitri "Dima" Ivanov', "Eva Novak",
    ]  # fmt: skip
    assert [row.number for row in rows] == [1, 3, 4, 5]
    assert (rejected[0].row, rejected[0].line) == (2, 3)
    assert "quote on line 3 that is never closed" in rejected[0].reason


def test_an_open_quote_on_the_last_line_is_rejected() -> None:
    rows, rejected = read(b'name,country\nAnna,RU\nBernd,"DE\n')
    assert len(rows) == 1
    assert (rejected[0].line, rejected[0].raw) == (3, 'Bernd,"DE')


def test_a_quote_closed_by_a_later_rows_quote_does_not_swallow_the_rows_between() -> None:
    content = b'name,born,country\nAnna,1970,"RU\nBernd,1980,DE\nCarla,1990,ES"\nDora,1991,FR\n'
    rows, rejected = read(content)
    assert [row.query.name for row in rows] == ["Bernd", "Carla", "Dora"]
    assert [(each.line, each.row) for each in rejected] == [(2, 1)]


def test_a_quoted_cell_may_run_over_lines() -> None:
    rows, rejected = read(CUSTOMERS / "multiline.csv")
    assert not rejected
    assert rows[0].values[1] == "Hauptstr. 1\n10115 Berlin\nDeutschland"
    assert rows[1].query.name == "Firma Zwei"


def test_quotes_around_a_part_of_a_name_are_forgiven() -> None:
    assert names(b'name,country\n"Acme" Ltd,GB\nOOO "Roga",RU\n') == ["Acme Ltd", 'OOO "Roga"']


def test_rows_of_another_width_are_rejected_with_their_line() -> None:
    rows, rejected = read(b"name,country\nAnna\nBernd,DE,x\nCarla,ES,,\n\nDora,FR\n")
    assert [(row.number, row.query.name) for row in rows] == [(3, "Carla"), (4, "Dora")]
    assert [(each.row, each.line, each.reason) for each in rejected] == [
        (1, 2, "has 1 cells where the header has 2"),
        (2, 3, "has 3 cells where the header has 2"),
    ]


@pytest.mark.parametrize(
    "name", ["", "  ", "...", "\U0001f600\U0001f600", "\u200b\u200f", "\u202e"]
)
def test_a_name_without_a_letter_is_rejected(name: str) -> None:
    rows, rejected = read(f"name,country\n{name},RU\n".encode())
    assert not rows
    assert "name" in rejected[0].reason


def test_a_name_over_the_limit_is_rejected_and_the_limit_named() -> None:
    rows, rejected = read(f"name\n{'x' * 1000}\n{'y' * 1001}\n{'z' * 200_000}\n".encode())
    assert len(rows) == 1
    assert all("the limit is 1,000" in each.reason for each in rejected)


def test_a_line_without_end_is_rejected_and_the_next_one_read() -> None:
    rows, rejected = read(b"name\nAnna\n" + b"x" * 9_000_000 + b"\nBernd\n")
    assert [row.query.name for row in rows] == ["Anna", "Bernd"]
    assert [each.line for each in rejected] == [3]
    assert len(rejected[0].raw) < 3000


def test_unreadable_qualifiers_are_counted_and_the_row_is_screened_without_them() -> None:
    content = "name,dob,country,kind\nAnna,soon,Narnia,?\nBo,soon,RU;Narnia,elf\nCy,-,n/a,\n"
    with CustomerTable.open(io.BytesIO(content.encode())) as table:
        (chunk,) = table.chunks()
        found = {finding.code: finding for finding in table.findings}
    assert [row.query.countries for row in chunk.rows] == [(), ("ru",), ()]
    assert {code: finding.count for code, finding in found.items()} == {
        "unreadable-date": 2, "unreadable-country": 2, "unreadable-kind-of-party": 1,
    }  # fmt: skip
    assert "'dob'" in found["unreadable-date"].message
    assert "row 1: 'soon'" in found["unreadable-date"].message


def test_a_day_and_month_that_stand_either_way_round_cover_both_days() -> None:
    rows, _ = read(b"name,dob\nAnna,03/04/1970\nBo,03/14/1970\nCy,03.04.1970\n")
    spans = [row.query.birth for row in rows]
    assert [(s and str(s.earliest), s and str(s.latest)) for s in spans] == [
        ("1970-03-04", "1970-04-03"),
        ("1970-03-14", "1970-03-14"),
        ("1970-04-03", "1970-04-03"),
    ]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Person", "person"), ("Company", "organization"), ("LegalEntity", "organization"),
     ("Organization", "organization"), ("Vessel", "vessel"), ("Airplane", "aircraft")],
)  # fmt: skip
def test_follow_the_money_schemata_are_kinds(word: str, kind: str) -> None:
    assert read(f"name,schema\nAnna,{word}\n".encode())[0][0].query.kind == kind


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
@pytest.mark.parametrize("name", ["customers.csv", "multiline.csv"])
def test_packed_files_are_read_as_they_are(pack: object, name: str) -> None:
    content = (CUSTOMERS / name).read_bytes()
    assert callable(pack)
    assert names(pack(content)) == names(content)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_that_is_cut_off_says_where(pack: object) -> None:
    assert callable(pack)
    lines = "".join(f"Customer {n * n * 7919 % 99_991},{n}\n" for n in range(30_000))
    rows, rejected = read(pack(f"name,id\n{lines}".encode())[:-5_000])
    assert 0 < len(rows) < 30_000
    assert "damaged or cut off here" in rejected[-1].reason
    assert rejected[-1].row == len(rows) + 1


def test_parquet_gives_the_same_rows_as_csv(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    with (CUSTOMERS / "customers.csv").open(encoding="utf-8") as file:
        header, *lines = csv.reader(file)
    columns = {name: [line[i] or None for line in lines] for i, name in enumerate(header)}
    parquet.write_table(arrow.table(columns), tmp_path / "c.parquet")
    assert read(tmp_path / "c.parquet") == read(CUSTOMERS / "customers.csv")
    packed = gzip.compress((tmp_path / "c.parquet").read_bytes())
    assert read(packed) == read(CUSTOMERS / "customers.csv")


def test_typed_parquet_cells_become_what_a_person_would_have_typed(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({
        "name": ["Anna"], "dob": [datetime.date(1975, 3, 2)], "id": [7], "country": [["RU", "DE"]],
    })  # fmt: skip
    parquet.write_table(table, tmp_path / "c.parquet")
    (row,), _ = read(tmp_path / "c.parquet")
    assert row.values == ("Anna", "1975-03-02", "7", "RU; DE")
    assert row.query.countries == ("ru", "de")


def test_a_damaged_parquet_file_is_refused() -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(UsageError, match="damaged Parquet"):
        read(b"PAR1 nothing more")


def test_chunks_hold_at_most_the_rows_asked_for_and_keep_the_order() -> None:
    content = "name\n" + "".join(f"Customer {n}\n" for n in range(25))
    with CustomerTable.open(io.BytesIO(content.encode())) as table:
        chunks: list[Chunk] = list(table.chunks(10))
    assert [len(chunk.rows) for chunk in chunks] == [10, 10, 5]
    assert [row.number for chunk in chunks for row in chunk.rows] == list(range(1, 26))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=30))
@example([("\n0", "", "\n")])
def test_whatever_a_csv_writer_writes_comes_out_once_each(rows: list[tuple[str, ...]]) -> None:
    """Rows in = rows screened + rows rejected, in order."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("name", "a", "b"), *rows])
    screened, rejected = read(text.getvalue().encode())
    numbers = sorted([*(r.number for r in screened), *(r.row for r in rejected)])
    assert numbers == list(range(1, len(numbers) + 1))
    for row in screened:
        assert row.values in rows


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Any content is read or rejected, or refused before the first row."""
    try:
        table = CustomerTable.open(io.BytesIO(b"name,country\nAnna,RU\n" + content))
    except UsageError:
        return
    (chunk,) = table.chunks()
    assert chunk.rows[0].query.name == "Anna" or chunk.rejected


def packed(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.csv", "utf-8"), ("a.csv.gz", "utf-8"), ("a.csv", "utf-16")]
)
def test_how_many_rows_there_will_be_is_reckoned_from_how_far_reading_has_come(
    tmp_path: Path, name: str, encoding: str
) -> None:
    lines = (f"C-{n},Customer {n * 7919 % 100_000},Zürich" for n in range(100_000))
    content = "\n".join(("id,name,city", *lines, "")).encode(encoding)
    with CustomerTable.open(packed(tmp_path / name, content)) as table:
        said = [(block.last, table.expected_rows) for block in table.blocks(5_000)]
    assert said[-1] == (100_000, 100_000)
    for _, expected in said:
        assert expected is not None
        assert 90_000 < expected < 112_000


def test_blocks_begin_after_the_row_that_is_done_and_are_numbered_on() -> None:
    content = b"name\n" + b"".join(b"Customer %d\n" % n for n in range(1, 26))
    with CustomerTable.open(io.BytesIO(content)) as table:
        blocks = list(table.blocks(10, after=7))
    assert [(block.first, block.last) for block in blocks] == [(8, 17), (18, 25)]
    assert blocks[0].records[0].cells == ("Customer 8",)


def test_a_block_of_long_rows_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interdict.batch.tables.BLOCK_CHARACTERS", 150_000)
    content = b"name,note\n" + b"".join(b"Customer,%s\n" % (b"x" * 1_000) for _ in range(500))
    with CustomerTable.open(io.BytesIO(content)) as table:
        assert [len(block.records) for block in table.blocks(1_000)] == [200, 200, 100]

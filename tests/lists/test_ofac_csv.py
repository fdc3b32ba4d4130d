"""OFAC's CSV form: what its files say arrives whole, and broken files are named."""

import csv
import datetime
import io
import lzma
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.ofac_csv import OFAC_CSV
from interdict.party import Party

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ofac"
DAY = datetime.date(2026, 1, 8)
SDN = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
CONS = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv")


def source_file(content: bytes, name: str = "list.csv") -> SourceFile:
    return SourceFile(name=name, content=content, modified=DAY)


def official(name: str) -> SourceFile:
    """A fixture as OFAC publishes it: CRLF, and 0x1A at the end."""
    text = (FIXTURES / name).read_bytes()
    return source_file(text.replace(b"\n", b"\r\n") + b"\x1a", name)


def reexported(name: str, header: str) -> SourceFile:
    """A fixture as spreadsheets write it: header, empty cells, no end mark."""
    rows = [
        ["" if cell.strip() == "-0-" else cell for cell in row]
        for row in csv.reader(io.StringIO((FIXTURES / name).read_text("utf-8")))
    ]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header.split(","), *rows])
    return source_file(out.getvalue().encode(), name)


PRIMARY_HEADER = (
    "ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,"
    "Vess_owner,Remarks"
)


def read_all(*files: SourceFile) -> list[Reading]:
    readings = []
    for one in OFAC_CSV.assemble(files):
        request = ReadRequest(edition=one.content_id, published=DAY)
        readings += OFAC_CSV.read(one, request)
    return readings


def read(*names: str) -> Reading:
    (reading,) = read_all(*map(official, names))
    return reading


def parties(reading: Reading) -> dict[str, Party]:
    return {party.provenance.record: party for party in reading.parties}


def codes(reading: Reading) -> Counter[str]:
    return Counter(finding.code for finding in reading.findings)


@pytest.fixture(scope="module")
def sdn() -> dict[str, Party]:
    return parties(read(*SDN))


@pytest.fixture(scope="module")
def cons() -> dict[str, Party]:
    return parties(read(*CONS))


# --- what a record becomes ------------------------------------------------------------


def test_a_party_id_is_source_and_number(sdn: dict[str, Party]) -> None:
    assert sdn["101"].id == "ofac-sdn:101"


def test_kinds_come_from_the_type_column(sdn: dict[str, Party]) -> None:
    kinds = [sdn[uid].kind for uid in ("101", "102", "103", "104")]
    assert kinds == ["person", "organization", "vessel", "aircraft"]


def test_a_persons_name_has_family_and_given_parts(sdn: dict[str, Party]) -> None:
    parts = [(part.role, part.value) for part in sdn["101"].names[0].parts]
    assert parts == [("family", "ORLOV"), ("given", "Pavel Igorevich")]


def test_a_company_name_with_a_comma_has_no_parts(sdn: dict[str, Party]) -> None:
    assert all(not name.parts for name in sdn["102"].names)


def test_alias_types_and_quoted_remarks_give_the_kinds_of_names(sdn: dict[str, Party]) -> None:
    names = {name.full: name.kind for uid in ("101", "102") for name in sdn[uid].names}
    assert names == {
        "ORLOV, Pavel Igorevich": "primary",
        "ORLOV, Pasha": "strong-alias",
        "PASHA": "weak-alias",
        "NORTH BAY CO.": "primary",
        "SOUTH BAY CO.": "former",
        "BAY GROUP": "strong-alias",
    }


def test_programmes_in_brackets_are_split(sdn: dict[str, Party]) -> None:
    assert sdn["101"].listings[0].programmes == ("SDGT", "IFSR")


def test_a_ship_keeps_all_its_columns(sdn: dict[str, Party]) -> None:
    ship = sdn["103"]
    assert {(i.kind, i.value) for i in ship.identifiers} == {
        ("call-sign", "5IM713"), ("imo", "9187629"), ("mmsi", "511100123"),
    }  # fmt: skip
    assert [(fact.role, fact.code) for fact in ship.countries] == [
        ("flag", "pw"), ("former-flag", "tg"), ("former-flag", ""),
    ]  # fmt: skip
    assert [(link.kind, link.name) for link in ship.links] == [("owned-by", "North Bay Co.")]
    assert [(detail.label, detail.value) for detail in ship.details] == [
        ("Vessel Type", "Oil Products Tanker"),
        ("Vessel Tonnage", "12,500"),
        ("Vessel Gross Registered Tonnage", "7,021"),
    ]


def test_an_address_keeps_its_country_as_code_and_in_full(sdn: dict[str, Party]) -> None:
    (address,) = sdn["101"].addresses
    assert (address.full, address.country) == ("12 Quay Street, Limassol 3042, Cyprus", "cy")


def test_an_empty_address_row_is_no_address(sdn: dict[str, Party]) -> None:
    assert sdn["103"].addresses == ()


def test_a_cut_remark_is_continued_in_mid_word(sdn: dict[str, Party]) -> None:
    party = sdn["105"]
    assert party.remarks.endswith("Linked To: NORTH BAY CO.; a.k.a. 'NBT'.")
    assert [link.name for link in party.links] == ["NORTH BAY CO."]


def test_a_cut_remark_without_comments_is_a_finding_and_no_half_fact() -> None:
    reading = read("sdn.csv", "alt.csv")
    assert codes(reading)["cut-remark"] == 1
    assert parties(reading)["105"].links == ()
    assert parties(reading)["105"].details[-1].value == "Linked To: NO"


def test_a_continuation_of_a_whole_remark_is_kept_apart() -> None:
    comments = source_file(b'102,"X 1; Linked To: NOBODY."\r\n\x1a', "sdn_comments.csv")
    (reading,) = read_all(official("sdn.csv"), comments)
    assert codes(reading)["stray-continuation"] == 1
    assert parties(reading)["102"].details[-1].value == "X 1; Linked To: NOBODY."


def test_a_blank_trimmed_at_the_cut_is_restored() -> None:
    """A re-export that trims cells loses the blank at the thousandth character."""
    start = "Email Address a@example.com; " * 40 + "Linked To: ONE"
    row = f'1,"ONE TWO",-0- ,"SDGT",{"-0- ," * 7}"{start[-999:]}"\r\n\x1a'
    comments = source_file(b'1,"TWO LTD."\r\n\x1a', "comments.csv")
    (reading,) = read_all(source_file(row.encode(), "sdn.csv"), comments)
    assert reading.parties[0].links[-1].name == "ONE TWO LTD"


def test_wallets_carry_their_currency(sdn: dict[str, Party]) -> None:
    assert [(i.kind, i.note) for i in sdn["106"].identifiers] == [
        ("wallet", "XBT"), ("wallet", "ETH"),
    ]  # fmt: skip


def test_an_unknown_label_is_reported_once_with_its_count() -> None:
    finding = next(f for f in read(*SDN).findings if f.code == "unmapped-remark")
    assert ("Loyalty Card No." in finding.message, finding.count) == (True, 2)


def test_the_remark_is_kept_verbatim(sdn: dict[str, Party]) -> None:
    assert sdn["102"].remarks == "C.R. No. 0012345 (Hong Kong)."


def test_every_fact_names_the_column_it_was_read_from(sdn: dict[str, Party]) -> None:
    party = sdn["101"]
    facts = (*party.names, *party.identifiers, *party.addresses, *party.listings, *party.links)
    assert all(fact.field for fact in facts)


# --- whose list, and which measures ---------------------------------------------------


def test_the_two_lists_are_told_apart_by_their_programmes() -> None:
    assert (read("sdn.csv").source, read("cons_prim.csv").source) == ("ofac-sdn", "ofac-nonsdn")


def test_rows_that_fit_both_lists_leave_a_warning() -> None:
    rosneft = (FIXTURES / "cons_prim.csv").read_bytes().splitlines()[0]
    (reading,) = read_all(source_file(rosneft + b"\r\n\x1a"))
    assert (reading.source, codes(reading)["undecided-list"]) == ("ofac-sdn", 1)


def test_a_named_source_outranks_what_the_rows_show() -> None:
    (one,) = OFAC_CSV.assemble([official("sdn.csv")])
    request = ReadRequest(edition=one.content_id, published=DAY, source="ofac-nonsdn")
    assert OFAC_CSV.read(one, request)[0].source == "ofac-nonsdn"


def test_the_sdn_list_states_no_measure(sdn: dict[str, Party]) -> None:
    measures = {m.kind for party in sdn.values() for one in party.listings for m in one.measures}
    assert measures == {"unstated"}


@pytest.mark.parametrize(
    ("uid", "measures"),
    [
        ("201", {"sectoral-debt", "sectoral-equity", "correspondent-account"}),
        ("202", {"sectoral-debt", "sectoral-project"}),
        ("203", {"unstated"}),
        ("204", {"securities-ban"}),
    ],
)
def test_non_sdn_measures_are_those_the_remarks_state(
    cons: dict[str, Party], uid: str, measures: set[str]
) -> None:
    assert {measure.kind for measure in cons[uid].listings[0].measures} == measures


def test_a_measure_carries_its_effective_date(cons: dict[str, Party]) -> None:
    dated = {m.kind: m.effective_on for m in cons["201"].listings[0].measures}
    assert dated["correspondent-account"] == datetime.date(2022, 3, 26)


# --- files that belong together -------------------------------------------------------


def test_files_of_both_lists_in_one_call_find_their_primaries() -> None:
    files = [official(name) for name in ("cons_add.csv", *SDN, "cons_prim.csv", "cons_alt.csv")]
    sets = [[file.name for file in one.files] for one in OFAC_CSV.assemble(files)]
    assert sets == [list(SDN), ["cons_prim.csv", "cons_alt.csv", "cons_add.csv"]]


def test_names_play_no_part_in_sorting() -> None:
    files = [source_file(official(name).content, f"{n}.txt") for n, name in enumerate(SDN)]
    (one,) = OFAC_CSV.assemble(files)
    assert [file.name for file in one.files] == ["0.txt", "1.txt", "2.txt", "3.txt"]


@pytest.mark.parametrize("given", [("alt.csv",), ("cons_prim.csv", "alt.csv")])
def test_a_file_without_its_primary_is_refused(given: tuple[str, ...]) -> None:
    with pytest.raises(MalformedFile, match=r"alt\.csv is an ALT file without its primary"):
        OFAC_CSV.assemble([official(name) for name in given])


def test_an_alt_file_of_the_other_list_is_refused_though_some_parties_are_on_both() -> None:
    row = '{},"NAME {}",-0- ,"SDGT"' + ",-0- " * 8
    sdn = "\r\n".join(row.format(uid, uid) for uid in range(1, 201))
    alt = "\r\n".join(f'{uid},{uid},"aka","A {uid}",-0- ' for uid in range(196, 207))
    with pytest.raises(MalformedFile, match="without its primary"):
        OFAC_CSV.assemble([source_file(f"{text}\r\n\x1a".encode()) for text in (sdn, alt)])


def test_two_different_alt_files_for_one_primary_are_refused() -> None:
    other = source_file(b'101,501,"aka","OTHER",-0- \r\n\x1a', "other.csv")
    with pytest.raises(MalformedFile, match="both ALT files"):
        OFAC_CSV.assemble([official("sdn.csv"), official("alt.csv"), other])


def test_rows_about_unlisted_parties_are_counted() -> None:
    alt = official("alt.csv")
    longer = alt.content[:-1] + b'999,1,"aka","GHOST",-0- \r\n\x1a'
    (reading,) = read_all(official("sdn.csv"), msgspec.structs.replace(alt, content=longer))
    finding = next(f for f in reading.findings if f.code == "orphan-row")
    assert (finding.severity, finding.count, "999" in finding.message) == ("error", 1, True)


# --- repeated and unusable rows -------------------------------------------------------


def with_row(row: bytes) -> Reading:
    sdn = official("sdn.csv")
    (reading,) = read_all(source_file(sdn.content[:-1] + row + b"\r\n\x1a", "sdn.csv"))
    assert reading.records == len(reading.parties) + reading.rejected == 7
    return reading


def test_a_repeated_row_is_left_out_with_a_finding() -> None:
    reading = with_row((FIXTURES / "sdn.csv").read_bytes().splitlines()[1])
    assert (reading.rejected, codes(reading)["unusable-record"]) == (1, 1)


def test_another_row_under_a_used_number_is_kept_under_an_id_of_its_own() -> None:
    reading = with_row(b'102,"ANOTHER CO.",-0- ,"SDGT"' + b",-0- " * 8)
    assert len({party.id for party in reading.parties}) == 7
    assert codes(reading)["repeated-uid"] == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b'107,"TOO SHORT",-0- ,"SDGT",-0- ', "unreadable-row"),
        (b'107,"TOO LONG",-0- ,"SDGT"' + b",-0- " * 9, "unreadable-row"),
        (b'107,"THE "BIG" ONE",-0- ,"SDGT"' + b",-0- " * 8, "unreadable-row"),
        (b'10x,"NO NUMBER",-0- ,"SDGT"' + b",-0- " * 8, "unusable-record"),
        (b'107,"",-0- ,"SDGT"' + b",-0- " * 8, "unusable-record"),
    ],
)
def test_a_bad_row_in_a_good_file_costs_that_row(row: bytes, code: str) -> None:
    reading = with_row(row)
    finding = next(f for f in reading.findings if f.code == code)
    assert (reading.rejected, finding.severity, "line 7" in finding.message) == (1, "error", True)


# --- re-exported files ----------------------------------------------------------------


def test_a_reexported_file_says_the_same_as_the_official_one(sdn: dict[str, Party]) -> None:
    alike = read_all(
        reexported("sdn.csv", PRIMARY_HEADER),
        reexported("alt.csv", "ent_num,alt_num,alt_type,alt_name,alt_remarks"),
        reexported(
            "add.csv", "Ent_num,Add_num,Address,City/State/Province/Postal Code,Country,Add_remarks"
        ),
        reexported("sdn_comments.csv", "ent_num,Remarks"),
    )
    assert without_provenance(parties(alike[0])) == without_provenance(sdn)


def without_provenance(found: dict[str, Party]) -> dict[str, Party]:
    """The editions differ by their hash, and by nothing else."""
    origin = next(iter(found.values())).provenance
    same = msgspec.structs.replace(origin, edition="", record="")
    return {uid: msgspec.structs.replace(p, provenance=same) for uid, p in found.items()}


def test_columns_may_stand_in_any_order_and_case() -> None:
    text = "REMARKS,Sdn_Name,ENT_NUM,program,sdn_type,title,call_sign,vess_type,tonnage,grt,"
    text += (
        'vess_flag,vess_owner,Checked by\nGender Female.,"DOE, Jane",7,SDGT,individual,,,,,,,,AB\n'
    )
    (reading,) = read_all(source_file(text.encode()))
    (party,) = reading.parties
    assert (party.primary_name, party.gender) == ("DOE, Jane", "female")
    assert [(d.label, d.value) for d in party.details] == [("Checked by", "AB")]
    assert codes(reading)["unmapped-element"] == 1


def test_a_missing_column_is_named() -> None:
    header = PRIMARY_HEADER.replace("Program,", "")
    with pytest.raises(MalformedFile, match="header lacks Program"):
        read_all(source_file(f"{header}\n1,A,,,,,,,,,\n".encode()))


# --- broken files: claimed, then refused with the place -------------------------------

Damage = Callable[[bytes], bytes]

BROKEN: dict[str, tuple[Damage, str]] = {
    "open quote": (lambda b: b.replace(b'"SEA LARK"', b'"SEA LARK'), "line 3: a quote opened"),
    "open quote in the last row": (lambda b: b.replace(b'43193."', b"43193."), "line 6: a quote"),
    "NUL": (lambda b: b.replace(b"LARK", b"LA\x00RK"), "line 3: a NUL"),
    "cut in a row": (lambda b: b[: b.index(b"All offices")].rstrip(b'"'), "cut off"),
    "cut in a field": (lambda b: b[: b.index(b'"DPRK4"')] , "line 2: the file ends in the middle"),
    "mixed encodings": (
        lambda b: b.replace(b"LARK", "LÄRK".encode()).replace(b"BAY", b"B\xc4Y"),
        r"line 1, byte \d+: byte 0xC4",
    ),
    "bytes of no encoding": (lambda b: b.replace(b"LARK", b"L\x81RK"), "line 3, byte .* 0x81"),
    "cut UTF-16": (
        lambda b: b.decode().encode("utf-16")[:-1], "broken UTF-16",
    ),
    "UTF-16 without mark": (lambda b: b.decode().encode("utf-16-le"), "NUL"),
    "a column missing in every row": (lambda b: b.replace(b",-0- ,-0- ,", b",-0- ,"), "fields"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_claimed_and_refused_with_its_place(name: str) -> None:
    damage, message = BROKEN[name]
    file = source_file(damage(official("sdn.csv").content), "sdn.csv")
    assert OFAC_CSV.claims(file)
    with pytest.raises(MalformedFile, match=message):
        read_all(file)


def test_only_a_header_is_refused() -> None:
    file = source_file(PRIMARY_HEADER.encode() + b"\n")
    assert OFAC_CSV.claims(file)
    with pytest.raises(MalformedFile, match="holds no record"):
        read_all(file)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(MalformedFile, match="is not one of"):
        read_all(source_file(b""))


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
    ],
)
def test_other_encodings_read_the_same(encode: Callable[[str], bytes]) -> None:
    text = official("sdn.csv").content.decode().replace("SEA LARK", "SEA LÄRK")
    file = source_file(encode(text))
    assert OFAC_CSV.claims(file)
    assert parties(read_all(file)[0])["103"].primary_name == "SEA LÄRK"


def test_a_missing_end_mark_is_noted() -> None:
    content = official("sdn.csv").content.removesuffix(b"\x1a")
    assert codes(read_all(source_file(content))[0])["no-end-mark"] == 1


@pytest.mark.parametrize("name", [*SDN, *CONS])
def test_every_file_of_the_form_is_claimed(name: str) -> None:
    assert OFAC_CSV.claims(official(name))


@pytest.mark.parametrize(
    "text",
    [
        "id,name,country\n1,ACME LTD,de\n2,BETA,fr\n",
        "1,Jane Doe\n2,John Smith\n",
        "uid,name,type,programs,alternate_names\n36,AERO,entity,CUBA,AERO-CARIBBEAN\n",
        "name,remarks,title,country,address\nJane,Linked To: X; DOB 1960,Ms,us,Here\n",
        "ent_num,name\n1,Jane\n",
        "1,2,3,4,5,6\n2,3,4,5,6,7\n",
        "",
        "\x1a",
    ],
)
def test_other_peoples_tables_are_not_claimed(text: str) -> None:
    assert not OFAC_CSV.claims(source_file(text.encode()))


@given(st.binary(max_size=300))
def test_claims_never_raises(content: bytes) -> None:
    OFAC_CSV.claims(source_file(content))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_is_refused_or_accounted_for(data: st.DataObject) -> None:
    """Whatever bytes are lost, the file is refused or every row is a party or rejected."""
    content = official("sdn.csv").content
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 400)))
    try:
        readings = read_all(source_file(content[:start] + content[end:]))
    except MalformedFile:
        return
    for reading in readings:
        errors = [finding for finding in reading.findings if finding.severity == "error"]
        assert reading.records == len(reading.parties) + reading.rejected
        assert len(errors) >= reading.rejected


# --- the real files -------------------------------------------------------------------


def real(path: Path) -> SourceFile:
    content = path.read_bytes()
    return source_file(lzma.decompress(content) if path.suffix == ".xz" else content, path.name)


def test_each_monthly_sdn_edition_is_read_whole(shared_data: Path) -> None:
    editions = sorted(shared_data.glob("lists/ofac/sdn-csv-monthly-2021-2024/*.xz"))
    assert len(editions) == 34
    for path in editions[::11]:
        file = real(path)
        (reading,) = read_all(file)
        assert (reading.source, reading.rejected) == ("ofac-sdn", 0)
        assert len(reading.parties) == file.content.count(b"\n")


def test_the_reexported_set_is_read_whole(shared_data: Path) -> None:
    folder = shared_data / "lists/ofac/sdn-csv-reexported-2024-03"
    (reading,) = read_all(*(real(folder / name) for name in ("add.csv", "alt.csv", "sdn.csv")))
    aliases = sum(n.field.startswith("ALT") for p in reading.parties for n in p.names)
    assert (len(reading.parties), reading.rejected, aliases) == (14452, 0, 17614)


def test_the_non_sdn_set_is_read_whole(shared_data: Path) -> None:
    folder = shared_data / "lists/ofac/nonsdn-csv-2025-12"
    (reading,) = read_all(*map(real, sorted(folder.glob("*.csv"))))
    assert (reading.source, len(reading.parties), reading.rejected) == ("ofac-nonsdn", 442, 0)
    assert codes(reading)["cut-remark"] == 0


def test_files_two_years_apart_are_joined_and_the_rest_counted(shared_data: Path) -> None:
    ofac = shared_data / "lists/ofac"
    paths = (
        ofac / "sdn-csv-monthly-2021-2024/sdn_2024-05-03.csv.xz",
        ofac / "sdn-csv-add-alt-2026-06/add.csv",
        ofac / "sdn-csv-add-alt-2026-06/alt.csv",
    )
    (reading,) = read_all(*map(real, paths))
    assert (len(reading.parties), codes(reading)["orphan-row"]) == (14965, 2)


def test_no_other_real_file_is_claimed(shared_data: Path) -> None:
    others = (
        *shared_data.glob("lists/uk/*/*.csv"),
        shared_data / "lists/ofac/sdn-derived-2026-08-20/ofac-sdn.csv",
        shared_data / "names/name-pairs-dev.csv",
        shared_data / "names/negatives-global.csv.xz",
        shared_data / "trade/chpl_hs6.csv",
    )
    assert [path.name for path in others if OFAC_CSV.claims(real(path))] == []

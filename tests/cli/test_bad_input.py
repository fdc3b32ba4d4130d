"""Bad files and bad names: cause, place and what to do, exit code 2, and nothing changed."""

import bz2
import csv
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from interdict.audit import read
from interdict.lists import files

from .conftest import Installation

BOMB = """<?xml version="1.0"?>
<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<CONSOLIDATED_LIST dateGenerated="2026-03-01"><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>&d;</FIRST_NAME>
</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""

EXTERNAL = """<?xml version="1.0"?>
<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY file SYSTEM "file:///etc/passwd">]>
<CONSOLIDATED_LIST dateGenerated="2026-03-01"><INDIVIDUALS><INDIVIDUAL>
<FIRST_NAME>&file;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""


def un(lists: Path) -> bytes:
    return (lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2026-03-31")


def sdn(lists: Path) -> bytes:
    return (lists / "sdn.csv").read_bytes()


def one_column_less(content: bytes) -> bytes:
    rows = csv.reader(content.decode().rstrip("\x1a").splitlines())
    out = io.StringIO()
    csv.writer(out).writerows(row[:-1] for row in rows)
    return out.getvalue().encode()


def zipped(content: bytes, name: str = "un.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


BAD_FILES: dict[str, tuple[Callable[[Path], bytes], tuple[str, ...]]] = {
    # name of the file: its content, and what the message must say (cause, place, what to do)
    "not-xml.xml": (lambda _: b"this is no XML at all", ("not recognised", "not-xml.xml")),
    "page.html": (lambda _: b"<!doctype html><title>404</title>", ("not recognised", "web page")),
    "truncated.xml": (
        lambda d: un(d)[:900],
        ("truncated.xml, line", "cut short", "interrupted download"),
    ),
    "mixed-up.xml": (
        lambda d: un(d).replace(b"</ENTITY>", b"</ENTITIES>", 1),
        ("mixed-up.xml, line", "the XML is broken"),
    ),
    "wrong-bytes.xml": (
        lambda d: un(d).replace("백철수".encode(), "Müller".encode("cp1252")),
        ("wrong-bytes.xml, line", "byte 0xFC", "not UTF-8"),
    ),
    "bomb.xml": (lambda _: BOMB.encode(), ("bomb.xml, line", "DOCTYPE")),
    "external.xml": (lambda _: EXTERNAL.encode(), ("external.xml, line", "DOCTYPE")),
    "no-party.xml": (
        lambda _: (
            b'<CONSOLIDATED_LIST dateGenerated="2026-03-31"><INDIVIDUALS/><ENTITIES/>'
            b"</CONSOLIDATED_LIST>"
        ),
        ("no-party.xml",),
    ),
    "column.csv": (
        lambda d: one_column_less(sdn(d)),
        ("column.csv", "11", "12"),
    ),
    "quote.csv": (
        lambda d: sdn(d).replace(b'"GREY HERON"', b'"GREY HERON'),
        ("quote.csv, line 4", "quote"),
    ),
    "nul.csv": (lambda d: sdn(d).replace(b"HERON", b"HE\0RON"), ("nul.csv", "NUL")),
    "encodings.csv": (
        lambda d: (
            sdn(d).replace(b"HERON", "HÉRON".encode("cp1252")).replace(b"VOLNA", "VOLNÁ".encode())
        ),
        ("encodings.csv",),
    ),
    "empty.xml": (lambda _: b"", ("empty.xml is empty", "download it again")),
    "blank.csv": (lambda _: b"\xef\xbb\xbf\r\n \n", ("blank.csv is empty",)),
    "unknown.dat": (lambda _: bytes(range(256)) * 9, ("not recognised", "unknown.dat", "--source")),
    "broken.gz": (lambda d: gzip.compress(un(d))[:-40], ("broken.gz is a broken archive",)),
    "broken.xz": (lambda d: lzma.compress(un(d))[:-40], ("broken.xz is a broken archive",)),
    "broken.zip": (lambda d: zipped(un(d))[:-40], ("broken.zip is a broken archive",)),
    "wrong-sum.zip": (
        lambda d: zipped(un(d)).replace(b"un.xml", b"xx.xml", 1),
        ("wrong-sum.zip is a broken archive",),
    ),
    "nothing.zip": (lambda _: b"PK\x05\x06" + bytes(18), ("nothing.zip is an empty archive",)),
    "packed.bz2": (lambda d: bz2.compress(un(d)), ("not recognised", "packed.bz2")),
    "matryoshka.gz": (
        lambda d: gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(un(d)))))),
        ("matryoshka", "unpack it"),
    ),
    "mine.csv": (lambda _: b"name\nSomebody\n", ("mine.csv", "--source")),
    "foreign.jsonl": (
        lambda _: (
            b'{"format": "interdict-list", "version": 1, "list": "house",'
            b' "published": "2026-03-01"}\n'
            b'{"id": "ofac-sdn:7001", "kind": "person", "names": ["Boris Petrenko"]}\n'
        ),
        ("foreign.jsonl", "ofac-sdn:7001"),
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_whole(
    interdict: Installation, small_lists: Path, tmp_path: Path, name: str
) -> None:
    content, says = BAD_FILES[name]
    (tmp_path / name).write_bytes(content(small_lists))
    before = interdict.state
    ran = interdict("lists", "add", tmp_path / name, "--published", "2026-03-31")
    assert ran.code == 2, ran.err
    assert all(words in ran.err for words in says), ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert interdict.state == before
    assert interdict("screen", "name", "Boris Petrenko").code == 1


def test_one_bad_file_among_good_ones_keeps_all_out(
    bare: Installation, small_lists: Path, tmp_path: Path
) -> None:
    (tmp_path / "un.xml").write_bytes(un(small_lists)[:900])
    ran = bare("lists", "add", small_lists / "sdn.csv", tmp_path / "un.xml")
    assert ran.code == 2
    assert bare.home.current() is None
    assert not list(bare.home.editions.glob("*/*"))


@pytest.mark.parametrize("name", ["truncated.xml", "quote.csv", "no-party.xml"])
def test_a_copy_of_a_broken_list_is_put_aside_with_the_reason(
    interdict: Installation, small_lists: Path, tmp_path: Path, name: str
) -> None:
    content = BAD_FILES[name][0](small_lists)
    (tmp_path / name).write_bytes(content)
    ran = interdict("lists", "add", tmp_path / name)
    (aside,) = interdict.home.quarantine.glob("*/*")
    assert str(aside) in ran.err
    assert (aside / f"000-{name}").read_bytes() == content
    assert name in (aside / "reason.txt").read_text(encoding="utf-8")


def test_alt_without_its_primary_says_what_to_give(
    interdict: Installation, small_lists: Path
) -> None:
    before = interdict.state
    ran = interdict("lists", "add", small_lists / "alt.csv")
    assert ran.code == 2
    assert "alt.csv is an ALT file without its primary file" in ran.err
    assert "in one call with the SDN.CSV" in ran.err
    assert interdict.state == before


def test_a_folder_and_a_missing_file_are_refused(interdict: Installation, tmp_path: Path) -> None:
    before = interdict.state
    folder = interdict("lists", "add", tmp_path)
    missing = interdict("lists", "add", tmp_path / "nowhere.xml")
    assert (folder.code, missing.code) == (2, 2)
    assert "is a folder: name the files in it" in folder.err
    assert "nowhere.xml (No such file or directory): check the path" in missing.err
    assert interdict.state == before


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zipped])
def test_a_bomb_is_stopped_at_the_limit(
    interdict: Installation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pack: Callable[[bytes], bytes],
) -> None:
    monkeypatch.setattr(files, "MAXIMUM_BYTES", 3 << 20)
    (tmp_path / "bomb").write_bytes(pack(b"\0" * (5 << 20)))
    before = interdict.state
    ran = interdict("lists", "add", tmp_path / "bomb")
    assert ran.code == 2
    assert "unpacks to more than 3 MB" in ran.err
    assert interdict.state == before


def test_many_small_members_are_one_bomb(
    interdict: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAXIMUM_BYTES", 3 << 20)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"{number}.xml", b"<x>" + b" " * (1 << 20))
    assert "more than 3 MB" in interdict("lists", "add", tmp_path / "bomb.zip").err


def test_the_real_malformed_un_file_names_byte_and_line(
    interdict: Installation, shared_data: Path
) -> None:
    (malformed,) = (shared_data / "lists" / "un").glob("MALFORMED_*")
    before = interdict.state
    ran = interdict("lists", "add", malformed)
    assert ran.code == 2
    assert malformed.name in ran.err
    assert "line " in ran.err
    assert interdict.state == before


# -- names ---------------------------------------------------------------------------------

BAD_NAMES = {
    "empty": "",
    "blank": "   ",
    "punctuation": "?! ... --",
    "emoji": "🚢🔥👩‍👩‍👧",
    "direction marks": "\u202e\u2066\u2069\u200f",
    "zero width": "\u200b\u200d\ufeff\u2060",
    "100,000 characters": "x" * 100_000,
    "100,000 words": "oil " * 25_000,
}


@pytest.mark.parametrize("name", BAD_NAMES.values(), ids=BAD_NAMES.keys())
def test_a_name_that_is_none_is_exit_2_everywhere(
    interdict: Installation, tmp_path: Path, name: str
) -> None:
    """Alone, on a line of a customer file, and in compare."""
    alone = interdict("screen", "name", name)
    assert alone.code == 2
    assert "the name has" in alone.err
    assert alone.out == ""
    assert interdict("compare", name, "Acme").code == 2
    table = tmp_path / "customers.csv"
    table.write_text(f"id,name\n1,{name}\n2,Boris Petrenko\n", encoding="utf-8")
    ran = interdict("screen", "file", table, "-o", tmp_path / "hits.csv", "--json")
    assert ran.code == 2
    assert (ran.json["screened"], ran.json["rejected_in_all"]) == (1, 1)
    assert not list(interdict.home.audit.glob("*.torn"))


def test_letters_among_the_rubbish_are_still_screened(interdict: Installation) -> None:
    ran = interdict("screen", "name", "🚢 Grey\u200b Heron\u202e ...", "--kind", "vessel")
    assert ran.code == 1


# -- customer files ------------------------------------------------------------------------


def test_one_bad_row_among_10_000_costs_one_row(interdict: Installation, tmp_path: Path) -> None:
    lines = [f"C-{number},Lindqvist Anna {number}" for number in range(1, 10_001)]
    lines[4_999] = "C-5000,Lindqvist,too,many,cells"
    lines[9_999] = "C-10000,Boris Ivanovich Petrenko"
    (tmp_path / "customers.csv").write_text("\n".join(["id,name", *lines, ""]))
    out = tmp_path / "hits.csv"
    ran = interdict("screen", "file", tmp_path / "customers.csv", "-o", out, "--json")
    assert ran.code == 2
    assert (ran.json["rows"], ran.json["screened"]) == (10_000, 9_999)
    assert (ran.json["with_hits"], ran.json["rejected_in_all"]) == (1, 1)
    rejected = (tmp_path / "hits.csv.rejected.csv").read_text().splitlines()
    assert rejected[0] == "row,line,reason,raw"
    assert rejected[1].startswith("5000,5001,has 5 cells where the header has 2")
    assert ran.json["rejected_file"].endswith("hits.csv.rejected.csv")
    assert "\n10000," in out.read_text()


def test_a_corrected_file_leaves_no_rejects_of_the_run_before(
    interdict: Installation, tmp_path: Path
) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("id,name\n1,...\n")
    assert interdict("screen", "file", table, "-o", out).code == 2
    assert (tmp_path / "out.csv.rejected.csv").exists()
    table.write_text("id,name\n1,Anna Lindqvist\n")
    assert interdict("screen", "file", table, "-o", out).code == 0
    assert not (tmp_path / "out.csv.rejected.csv").exists()


BAD_TABLES = {
    "no name column": (b"id,colour\n1,red\n", "--column name=HEADER"),
    "empty": (b"", "is empty"),
    "a header that never closes": (b'id,"name\n1,Boris\n', "never closes"),
    "another alphabet": ("id,name\n1,Иванов\n".encode("cp1251"), "Save it as UTF-8"),
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_a_customer_file_that_cannot_be_read_is_exit_2(
    interdict: Installation, tmp_path: Path, case: str
) -> None:
    content, says = BAD_TABLES[case]
    (tmp_path / "in.csv").write_bytes(content)
    ran = interdict("screen", "file", tmp_path / "in.csv", "-o", tmp_path / "out.csv")
    assert ran.code == 2
    assert says in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "in.csv"]


def test_missing_and_foreign_columns_are_named(interdict: Installation, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,client\n1,Boris Petrenko\n")
    call = ("screen", "file", tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--column")
    assert interdict(*call, "name=client").code == 1
    for wrong, says in (
        ("name=kunde", "its headers are id, client"),
        ("nome=client", "no field 'nome'"),
        ("client", "is not FIELD=HEADER"),
        ("=client", "is not FIELD=HEADER"),
    ):
        ran = interdict(*call, wrong)
        assert ran.code == 2
        assert says in ran.err


def test_an_output_that_cannot_be_is_refused_before_the_first_row(
    interdict: Installation, tmp_path: Path
) -> None:
    table = tmp_path / "customers.csv"
    table.write_text("name\nBoris Petrenko\n")
    (tmp_path / "hits.csv.rejected.csv").write_text("name\nBoris Petrenko\n")
    for output, source, says in (
        ("hits.txt", table, "end it in"),
        ("hits", table, "end it in"),
        ("nowhere/hits.csv", table, "cannot write"),
        ("customers.csv", table, "is the input"),
        ("hits.csv", tmp_path / "hits.csv.rejected.csv", "is the input"),
    ):
        ran = interdict("screen", "file", source, "-o", tmp_path / output)
        assert ran.code == 2, output
        assert says in ran.err
        assert not list(tmp_path.glob("**/*.parts"))
    assert table.read_text() == "name\nBoris Petrenko\n"
    assert {record.event for record in read(interdict.home.audit)} == {"activate"}


def test_a_missing_customer_file_is_exit_2(interdict: Installation, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        ran = interdict("screen", "file", path)
        assert ran.code == 2
        assert f"cannot read {path}" in ran.err

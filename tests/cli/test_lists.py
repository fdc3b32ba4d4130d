"""interdict lists: loading from disk, and what is loaded."""

import errno
import gzip
import json
import lzma
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from interdict.snapshot.archive import Archive

from .conftest import Installation

SDN = ("sdn.csv", "alt.csv", "add.csv")


def test_nothing_loaded_is_exit_3_and_says_how_to_load(bare: Installation) -> None:
    for command in (("lists", "status"), ("screen", "name", "Boris"), ("lists", "show", "un:1")):
        ran = bare(*command)
        assert ran.code == 3
        assert "interdict lists add FILE" in ran.err
        assert "--starter" in ran.err
        assert ran.out == ""


def test_several_sources_in_one_call_are_sorted_into_editions(
    bare: Installation, small_lists: Path
) -> None:
    files = [small_lists / name for name in (*SDN, "un.xml")]
    ran = bare("lists", "add", *files, "--json")
    assert ran.code == 0
    editions = {edition["source"]: edition for edition in ran.json["editions"]}
    assert {source: e["parties"] for source, e in editions.items()} == {"ofac-sdn": 6, "un": 2}
    assert editions["un"]["published"] == "2026-02-27"
    assert editions["un"]["dated_by"] == "file"
    assert editions["ofac-sdn"]["dated_by"] == "modification-time"
    assert ran.json["snapshot"] == bare.home.current()


def test_the_same_files_again_confirm_and_change_nothing_else(
    interdict: Installation, small_lists: Path
) -> None:
    archive = Archive(interdict.home)
    before, sure = interdict.state[:3], archive.confirmed("ofac-sdn")
    files = [small_lists / name for name in SDN]
    ran = interdict("lists", "add", *files, "--published", "2026-01-08")
    assert ran.code == 0
    assert "confirmed, in force" in ran.out
    assert interdict.state[:3] == before
    now = archive.confirmed("ofac-sdn")
    assert sure is not None
    assert now is not None
    assert now > sure


def test_the_same_file_twice_in_one_call_counts_once(
    bare: Installation, small_lists: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.xml.gz"
    again.write_bytes(gzip.compress((small_lists / "un.xml").read_bytes()))
    ran = bare("lists", "add", small_lists / "un.xml", again, "--json")
    assert [edition["parties"] for edition in ran.json["editions"]] == [2]


def test_gz_xz_and_zip_give_the_same_edition_as_the_plain_file(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    content = (small_lists / "un.xml").read_bytes()
    (tmp_path / "un.xml.gz").write_bytes(gzip.compress(content))
    (tmp_path / "renamed.xz").write_bytes(lzma.compress(content))
    with zipfile.ZipFile(tmp_path / "un.zip", "w") as archive:
        archive.writestr("folder/un.xml", content)
    before = interdict.state[:3]
    for name in ("un.xml.gz", "renamed.xz", "un.zip"):
        assert interdict("lists", "add", tmp_path / name).code == 0
    assert interdict.state[:3] == before


def test_a_dash_is_standard_input(bare: Installation, small_lists: Path) -> None:
    ran = bare("lists", "add", "-", "--json", stdin=(small_lists / "un.xml").read_bytes())
    assert ran.code == 0
    assert ran.json["editions"][0]["source"] == "un"


def test_an_older_edition_is_kept_but_not_activated(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    older = (small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2025-11-30")
    (tmp_path / "un.xml").write_bytes(older)
    before = interdict.home.current()
    ran = interdict("lists", "add", tmp_path / "un.xml")
    assert ran.code == 0
    assert "kept, not in force: that of 2026-02-27" in ran.out
    assert interdict.home.current() == before
    assert len(Archive(interdict.home).editions("un")) == 2
    assert interdict("screen", "name", "Paek Cholsu", "--as-of", "2025-12-01").code == 1


def test_an_edition_dated_by_modification_time_never_outranks_a_dated_one(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "sdn.csv"
    newer.write_bytes((small_lists / "sdn.csv").read_bytes().replace(b"GREY HERON", b"GRAY HERON"))
    before = interdict.home.current()
    ran = interdict("lists", "add", newer)
    assert ran.code == 0
    assert "never outranks a dated one: pass --published" in ran.err
    assert interdict.home.current() == before


def test_a_date_in_the_file_name_or_in_its_archives_name_dates_the_edition(
    bare: Installation, small_lists: Path, tmp_path: Path
) -> None:
    named = tmp_path / "sdn_2026-03-04.csv"
    named.write_bytes((small_lists / "sdn.csv").read_bytes())
    assert bare("lists", "add", named, "--json").json["editions"][0]["published"] == "2026-03-04"
    with zipfile.ZipFile(tmp_path / "ofac-20260405.zip", "w") as archive:
        archive.write(small_lists / "sdn.csv", "SDN.CSV")
    ran = bare("lists", "add", tmp_path / "ofac-20260405.zip", "--json")
    assert ran.json["editions"][0]["published"] == "2026-04-05"
    assert ran.json["editions"][0]["dated_by"] == "file-name"


def test_a_shrunken_edition_is_put_aside_until_a_person_accepts_it(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    lines = (small_lists / "sdn.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "sdn.csv").write_bytes(b"".join(lines[:3]) + b"\x1a")
    call = ("lists", "add", tmp_path / "sdn.csv", "--published", "2026-02-01")
    before = interdict.state
    ran = interdict(*call)
    assert ran.code == 2
    assert "has 3 parties" in ran.err
    assert "--accept-shrunken ofac-sdn" in ran.err
    assert interdict.state == before
    assert list((interdict.home.quarantine / "ofac-sdn").glob("*/*sdn.csv"))
    accepted = interdict(*call, "--accept-shrunken", "ofac-sdn")
    assert accepted.code == 0
    assert "aliases, addresses" in accepted.err  # ALT and ADD are missing now
    assert interdict.home.current() != before[0]


def test_a_shrunken_edition_that_would_not_count_anyway_is_kept(
    interdict: Installation, small_lists: Path, tmp_path: Path
) -> None:
    lines = (small_lists / "sdn.csv").read_bytes().splitlines(keepends=True)
    (tmp_path / "sdn.csv").write_bytes(b"".join(lines[:3]) + b"\x1a")
    before = interdict.home.current()
    assert interdict("lists", "add", tmp_path / "sdn.csv").code == 0  # by modification time
    assert interdict("lists", "add", tmp_path / "sdn.csv", "--published", "2025-01-01").code == 0
    assert interdict.home.current() == before


def test_accepting_a_list_that_is_not_among_the_files_is_refused(
    interdict: Installation, small_lists: Path
) -> None:
    ran = interdict("lists", "add", small_lists / "un.xml", "--accept-shrunken", "uk")
    assert ran.code == 2
    assert "they are un" in ran.err


def test_two_files_of_one_list_and_date_are_refused(
    bare: Installation, small_lists: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("ref,who,type\nX-1,Somebody Else,individual\n")
    call = ("--source", "house", "--column", "name=who")
    ran = bare("lists", "add", small_lists / "watchlist.csv", other, *call)
    assert ran.code == 2
    assert "no date says which is newer" in ran.err
    assert bare.home.current() is None


def test_a_private_list_is_found_but_only_for_review(
    interdict: Installation, small_lists: Path
) -> None:
    call = ("--source", "mylist", "--column", "name=who", "--published", "2026-03-01")
    assert interdict("lists", "add", small_lists / "watchlist.csv", *call).code == 0
    ran = interdict("screen", "name", "Zebulon Quartermain", "--json")
    assert ran.code == 1
    assert ran.json["hits"][0]["party"]["id"].startswith("mylist:")
    words = {regime: verdict["verdict"] for regime, verdict in ran.json["verdicts"].items()}
    assert words["other"] == "review"
    assert not {"blocked", "restricted"} & {*words.values()}


def test_a_table_whose_name_column_only_the_mapping_knows_is_read(
    bare: Installation, tmp_path: Path
) -> None:
    (tmp_path / "klienci.csv").write_text("Kto,Skad\nZebulon Quartermain,PL\n")
    call = ("--source", "mine", "--column", "name=Kto", "--published", "2026-03-01")
    assert bare("lists", "add", tmp_path / "klienci.csv", *call).code == 0
    assert bare("screen", "name", "Zebulon Quartermain").code == 1


def test_a_byte_order_mark_is_no_mistake(
    bare: Installation, small_lists: Path, tmp_path: Path
) -> None:
    for name in ("sdn.csv", "un.xml"):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (small_lists / name).read_bytes())
    ran = bare("lists", "add", tmp_path / "sdn.csv", tmp_path / "un.xml", "--json")
    assert ran.code == 0
    assert [edition["parties"] for edition in ran.json["editions"]] == [6, 2]


def test_status_shows_every_list_with_its_dates(interdict: Installation) -> None:
    ran = interdict("lists", "status", "--json")
    assert ran.code == 0
    shown = {row["list"]: row for row in ran.json["lists"]}
    assert shown["un"]["published"] == "2026-02-27"
    assert shown["ofac-sdn"]["dated_by"] == "stated"
    assert shown["ofac-sdn"]["confirmed"]
    plain = interdict("lists", "status")
    assert "ofac-sdn" in plain.out
    assert interdict.home.current() in plain.out


def test_show_finds_a_party_by_id_and_by_identifier(interdict: Installation) -> None:
    by_id = interdict("lists", "show", "ofac-sdn:7004", "--json")
    assert by_id.code == 0
    assert by_id.json["names"][0]["full"] == "GREY HERON"
    for number in ("imo:9234563", "IMO:IMO 9234563", "mmsi:511100456"):
        assert interdict("lists", "show", number, "--json").json["id"] == "ofac-sdn:7004"
    plain = interdict("lists", "show", "ofac-sdn:7001")
    assert "PETRENKO, Borys" in plain.out
    assert "stated by OFAC (ofac-sdn of 2026-01-08), record 7001" in plain.out


@pytest.mark.parametrize("asked", ["ofac-sdn:1", "imo:1111111", "Petrenko", "nonsense:1"])
def test_show_of_what_is_not_there_says_what_is(interdict: Installation, asked: str) -> None:
    ran = interdict("lists", "show", asked)
    assert ran.code == 2
    assert "ofac-sdn of 2026-01-08" in ran.err


def test_findings_are_listed_by_source(interdict: Installation, small_lists: Path) -> None:
    interdict("lists", "add", small_lists / "un.xml", "--published", "2026-03-01")
    ran = interdict("lists", "findings", "un", "--json")
    assert ran.code == 0
    codes = {json.loads(line)["code"] for line in ran.out.splitlines()}
    assert codes == {"publication-date-differs"}
    assert interdict("lists", "findings", "ofac-sdn").out == ""


def test_verify_finds_an_edited_snapshot_and_recompile_mends_it(interdict: Installation) -> None:
    assert interdict("lists", "verify").code == 0
    current = interdict.home.current()
    assert current is not None
    parties = interdict.home.snapshot_folder(current) / "parties.msgpack"
    content = parties.read_bytes()
    parties.write_bytes(content.replace(b"GREY HERON", b"GRAY HERON"))
    ran = interdict("lists", "verify")
    assert ran.code == 4
    assert "parties.msgpack was changed" in ran.out
    assert interdict("lists", "recompile").code == 0
    assert parties.read_bytes() == content
    assert interdict("lists", "verify", "--json").json == {"ok": True, "problems": []}


def test_adding_again_mends_a_snapshot_that_lost_a_file(
    interdict: Installation, small_lists: Path
) -> None:
    current = interdict.home.current()
    assert current is not None
    (interdict.home.snapshot_folder(current) / "parties.msgpack").unlink()
    assert interdict("screen", "name", "Boris Petrenko").code == 3
    assert interdict("lists", "verify").code == 4
    assert interdict("lists", "add", small_lists / "un.xml").code == 0
    assert interdict("screen", "name", "Boris Petrenko").code == 1


def test_a_publication_date_ahead_is_refused(interdict: Installation, small_lists: Path) -> None:
    ran = interdict("lists", "add", small_lists / "sdn.csv", "--published", "2100-01-01")
    assert ran.code == 2
    assert "lies ahead" in ran.err


def test_old_publications_are_warned_about(
    bare: Installation, small_lists: Path, tmp_path: Path
) -> None:
    (tmp_path / "un.xml").write_bytes(
        (small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2020-02-27")
    )
    assert "is there a newer edition?" in bare("lists", "add", tmp_path / "un.xml").err
    assert "is there a newer edition?" in bare("lists", "status").err


def test_names_with_terminal_commands_are_shown_harmless(
    bare: Installation, tmp_path: Path
) -> None:
    table = tmp_path / "evil.csv"
    table.write_text("id,name\nE-1,Evil \x1b[2J[/bold]\u202eCorp Unlimited\n", encoding="utf-8")
    os.utime(table, (1_700_000_000, 1_700_000_000))
    assert bare("lists", "add", table, "--source", "mine").code == 0
    for ran in (bare("lists", "show", "mine:E-1"), bare("screen", "name", "Evil Corp Unlimited")):
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
        assert "Evil" in ran.out


def test_the_real_files_of_one_day_load_in_one_call(bare: Installation, shared_data: Path) -> None:
    ofac = shared_data / "lists" / "ofac" / "nonsdn-csv-2025-12"
    files = [*ofac.glob("*.csv"), *sorted((shared_data / "lists" / "un").glob("consolidated_20*"))]
    ran = bare("lists", "add", *files, "--published", "2025-12-19", "--json")
    assert ran.code == 0, ran.err
    editions = ran.json["editions"]
    assert {e["source"]: e["parties"] for e in editions if e["in_force"]}["ofac-nonsdn"] == 442


@pytest.mark.parametrize("form", ["ftm", "interdict"])
def test_an_exported_list_added_elsewhere_has_the_same_parties(
    interdict: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    file = tmp_path / "un.jsonl"
    assert interdict("lists", "export", "un", "--format", form, "-o", file).code == 0
    monkeypatch.setenv("INTERDICT_HOME", str(tmp_path / "elsewhere"))
    again = interdict("lists", "add", file, "--published", "2026-02-27", "--source", "un", "--json")
    assert again.code == 0, again.err
    assert [(e["source"], e["parties"]) for e in again.json["editions"]] == [("un", 2)]


def test_exporting_a_list_that_is_not_loaded_is_refused(interdict: Installation) -> None:
    ran = interdict("lists", "export", "nowhere")
    assert ran.code == 2
    assert "lists status" in ran.err


def test_a_home_that_cannot_be_written_is_named(
    interdict: Installation, small_lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: Path, _: float) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr("interdict.durable._acquire", read_only)
    shutil.rmtree(interdict.home.past)  # or the day asked of would be compiled already
    who = ("--by", "A. Reader", "--because", "the same passport")
    for command in (
        ("lists", "add", small_lists / "un.xml"),
        ("lists", "join", "ofac-sdn:7001", "un:6907001", *who),
        ("screen", "name", "Boris Petrenko", "--as-of", "2026-01-31"),
    ):
        ran = interdict(*command)
        assert (ran.code, ran.out) == (2, ""), ran.err
        assert f"{interdict.home.path} cannot be written (Read-only file system)" in ran.err


def test_findings_of_a_list_that_is_not_loaded_are_refused(interdict: Installation) -> None:
    ran = interdict("lists", "findings", "nosuch")
    assert ran.code == 2
    assert "nosuch is not loaded; there is ofac-sdn, un" in ran.err


def test_a_publication_date_before_there_were_lists_is_refused(
    interdict: Installation, small_lists: Path
) -> None:
    ran = interdict("lists", "add", small_lists / "sdn.csv", "--published", "1850-01-01")
    assert ran.code == 2
    assert "no list is older than 1945" in ran.err

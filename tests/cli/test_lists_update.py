"""interdict lists update, from a folder and from a real server on this machine."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from list_server import Server, file, serving, status, web_page

from interdict.cli import lists_update
from interdict.lists.addresses import PUBLICATIONS
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import open_current

from .conftest import Installation

NAMES = {
    "sdn.csv": "SDN.CSV",
    "alt.csv": "ALT.CSV",
    "add.csv": "ADD.CSV",
    "un.xml": "consolidated.xml",
}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official table, for lists as small as those of the tests."""
    table = tuple(
        msgspec.structs.replace(
            publication,
            files=tuple(msgspec.structs.replace(f, least_bytes=10) for f in publication.files),
        )
        for publication in PUBLICATIONS
    )
    monkeypatch.setattr(lists_update, "PUBLICATIONS", table)


@pytest.fixture
def mirror(tmp_path: Path, small_lists: Path) -> Path:
    folder = tmp_path / "mirror"
    folder.mkdir()
    for ours, theirs in NAMES.items():
        shutil.copy(small_lists / ours, folder / theirs)
    return folder


@pytest.fixture
def server(mirror: Path) -> Iterator[Server]:
    """The mirror, over HTTP."""
    with serving() as running:
        for path in mirror.iterdir():
            running.serve(f"/{path.name}", file(path.read_bytes()))
        yield running


@pytest.mark.usefixtures("small")
def test_from_a_folder_or_a_server_the_same_lists_come_into_force(
    bare: Installation, mirror: Path, server: Server
) -> None:
    ran = bare("lists", "update", "--from", mirror)
    assert ran.code == 0
    assert "un of 2026-02-27 (un-xml): 2 records, 2 parties, 0 rejected - in force" in ran.out
    assert "after publication" in ran.out
    before = bare.state[:3]
    again = bare("lists", "update", "un", "ofac-sdn", "--from", server.base)
    assert again.code == 0
    assert "un of 2026-02-27 (un-xml): 2 parties - no newer edition, confirmed" in again.out
    assert "without https" in again.err
    assert bare.state[:3] == before


@pytest.mark.usefixtures("small")
def test_one_list_in_trouble_is_exit_2_after_all_the_others(
    bare: Installation, server: Server
) -> None:
    server.serve("/consolidated.xml", web_page())
    ran = bare("lists", "update", "un", "ofac-sdn", "--from", server.base)
    assert ran.code == 2
    assert "un: not updated" in ran.out
    assert "web page came ('Scheduled maintenance')" in ran.err
    assert "none is in force" in ran.err
    assert "ofac-sdn of" in ran.out
    assert [edition.source for edition in open_current(bare.home).editions] == ["ofac-sdn"]


@pytest.mark.usefixtures("small")
def test_the_edition_that_stays_is_named(bare: Installation, mirror: Path, server: Server) -> None:
    bare("lists", "update", "--from", mirror)
    server.serve("/consolidated.xml", status(403))
    ran = bare("lists", "update", "un", "--from", server.base)
    assert ran.code == 2
    assert "403 Forbidden; un of 2026-02-27 stays in force" in ran.err
    assert "un was not updated on" in bare("lists", "status").err
    bare("lists", "update", "un", "--from", mirror)
    assert "not updated" not in bare("lists", "status").err


@pytest.mark.usefixtures("small")
def test_an_undated_file_that_may_be_newer_is_exit_2_until_it_is_dated(
    bare: Installation, mirror: Path
) -> None:
    files = [mirror / name for name in NAMES.values() if name.endswith(".CSV")]
    assert bare("lists", "add", *files, "--published", "2024-12-01").code == 0
    assert bare("lists", "update", "--from", mirror, "ofac-sdn").code == 0
    sdn = mirror / "SDN.CSV"
    sdn.write_bytes(sdn.read_bytes().replace(b"GREY HERON", b"GREY EGRET"))
    for _ in range(2):
        ran = bare("lists", "update", "--from", mirror, "ofac-sdn", "--json")
        assert (ran.code, ran.json["sources"][0]["state"]) == (2, "undated")
    assert "lists add --published DATE FILE" in bare("lists", "update", "--from", mirror).err
    (listed,) = bare("lists", "status", "--json").json["lists"][:1]
    assert "ofac-sdn came on" in listed["trouble"]
    assert bare("lists", "add", *files, "--published", "2026-10-01").code == 0
    assert bare("lists", "update", "--from", mirror, "ofac-sdn").code == 0
    assert bare("lists", "status", "--json").json["lists"][0]["trouble"] is None


@pytest.mark.usefixtures("small")
def test_as_json_everything_is_told(bare: Installation, server: Server) -> None:
    server.serve("/SDN.CSV", status(403))
    ran = bare("lists", "update", "un", "ofac-sdn", "--from", server.base, "--json")
    assert ran.code == 2
    assert ran.json["snapshot"] == bare.home.current()
    un, sdn = ran.json["sources"]
    assert (un["source"], un["state"], un["editions"][0]["parties"]) == ("un", "updated", 2)
    assert un["receipts"][0]["status"] == 200
    assert un["receipts"][0]["sha256"]
    span = un["in_force"][0]["hours_to_activation"]
    assert span["most"] >= span["least"] > 0
    assert (sdn["state"], sdn["in_force"]) == ("failed", [])
    assert "403" in sdn["problem"]


def test_a_list_too_short_to_be_true_is_refused_until_a_person_accepts_it(
    bare: Installation, mirror: Path
) -> None:
    ran = bare("lists", "update", "un", "--from", mirror)
    assert ran.code == 2
    assert "--accept-shrunken un" in ran.err
    assert bare.home.current() is None
    call = ("lists", "update", "un", "--from", mirror, "--accept-shrunken", "un")
    assert bare(*call).code == 0


@pytest.mark.usefixtures("small")
def test_lists_that_a_mirror_does_not_have_are_skipped_and_said_so(
    bare: Installation, mirror: Path
) -> None:
    ran = bare("lists", "update", "--from", mirror)
    assert "ofac-nonsdn: skipped" in ran.out
    assert "no CONS_ENHANCED.XML" in ran.out


def test_a_mirror_with_nothing_at_all_is_no_success(bare: Installation, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ran = bare("lists", "update", "--from", tmp_path / "nothing")
    assert ran.code == 2
    assert "no list is in force" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("my-list",), "has no official address"),
        (("--from", "nowhere"), "neither a folder nor an http"),
        (("--from", "ftp://example.org/lists"), "neither a folder nor an http"),
        (("--from", "https://example.org/lists?key=1"), "cannot have a query"),
        (("--from", "https://"), "needs a host"),
        (("--from", "http://["), "cannot be read"),
        (("--form", "ofac-csv"), "Name the SOURCE"),
        (("un", "--form", "ofac-csv"), "un is not published as ofac-csv"),
        (("un", "--accept-shrunken", "uk"), "not among the lists to update"),
        (("--accept-shrunken", "my-list"), "not among the lists to update"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_asked(
    bare: Installation, words: tuple[str, ...], said: str
) -> None:
    ran = bare("lists", "update", *words)
    assert ran.code == 2
    assert said in ran.err
    assert not bare.home.path.exists()


def test_without_httpx_the_command_says_what_to_install_and_a_folder_still_works(
    bare: Installation, mirror: Path, monkeypatch: pytest.MonkeyPatch, small: None
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "interdict.lists.download", raising=False)
    ran = bare("lists", "update", "un")
    assert ran.code == 2
    assert "pip install 'interdict[update]'" in ran.err
    assert bare("lists", "update", "--from", mirror).code == 0


@pytest.mark.usefixtures("small")
def test_what_cannot_be_trusted_is_put_aside(bare: Installation, mirror: Path) -> None:
    whole = (mirror / "consolidated.xml").read_bytes()
    (mirror / "consolidated.xml").write_bytes(whole[: len(whole) // 2])
    ran = bare("lists", "update", "un", "--from", mirror)
    assert ran.code == 2
    assert "a copy was put aside" in ran.err
    assert list((bare.home.quarantine / "un").glob("*/*consolidated.xml"))


def test_a_run_killed_at_any_moment_is_made_good_by_the_next(
    bare: Installation, shared_data: Path, tmp_path: Path
) -> None:
    """The real command on real files, with a real SIGKILL."""
    lists, folder = shared_data / "lists", tmp_path / "real"
    folder.mkdir()
    un = (lists / "un/consolidated_2026-01-28_pakote.xml").read_bytes()
    (folder / "consolidated.xml.gz").write_bytes(gzip.compress(un, 1))
    shutil.copy(lists / "ofac/nonsdn-enhanced-xml-2026-01/CONS_ENHANCED.XML", folder)
    call = ["lists", "update", "--from", str(folder)]
    for pause in (0.3, 0.8, 1.4):
        with subprocess.Popen(
            [sys.executable, "-c", "from interdict.cli.main import main; main()", *call],
            env=os.environ | {"INTERDICT_HOME": str(bare.home.path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        if bare.home.current() is not None:
            assert open_current(bare.home).verify() == []
    assert bare(*call).code == 0
    assert [e.source for e in open_current(bare.home).editions] == ["ofac-nonsdn", "un"]
    assert open_current(bare.home).verify() == []
    assert Archive(bare.home).verify() == ()
    assert not list(bare.home.path.rglob(".staging-*"))


def test_an_empty_place_is_refused_and_not_the_folder_one_is_in(bare: Installation) -> None:
    ran = bare("lists", "update", "--from", "")
    assert ran.code == 2
    assert "--from is empty" in ran.err

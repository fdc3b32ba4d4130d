"""Several lists from a real server on this machine: each by itself, the good ones together."""

import datetime
import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from email.utils import formatdate
from pathlib import Path

import msgspec
import pytest
from list_server import (
    PUBLISHED,
    Answer,
    Server,
    cut_short,
    file,
    missing,
    packed,
    reset,
    serving,
    status,
    web_page,
    without_ranges,
)

from interdict.errors import SnapshotError, UsageError
from interdict.lists import files as list_files
from interdict.lists.addresses import Publication, RemoteFile
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.download import Downloader
from interdict.lists.intake import Instructions
from interdict.lists.manners import Manners
from interdict.lists.origins import Folder, Mirror, Publisher
from interdict.lists.receipts import Desk
from interdict.party import Name, Party
from interdict.refresh import Refreshed, Result, Wanted, refresh
from interdict.snapshot import opening
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home
from interdict.snapshot.timing import timing
from interdict.update import add

HASTY = Manners(silence_seconds=2.0, attempts=2)
DAY = datetime.date(2026, 9, 21)
TODAY = formatdate(usegmt=True)
SDN = ("sdn.csv", "alt.csv", "add.csv")
PATHS = {"ofac-sdn": [f"/ofac/{name}" for name in SDN], "un": ["/un.xml"]}


class Publishers:
    """OFAC and the UN on one server of ours, and a home that is kept up to date from it."""

    def __init__(self, server: Server, home: Path, lists: Path) -> None:
        self.server = server
        self.home = Home(home)
        self.un = (lists / "un.xml").read_bytes()
        self.sdn = {name: (lists / name).read_bytes() for name in SDN}
        self.everything_well()

    def everything_well(self) -> None:
        for name, content in self.sdn.items():
            self.server.serve(f"/ofac/{name}", file(content))
        self.server.serve("/un.xml", file(self.un))

    @property
    def table(self) -> tuple[Publication, ...]:
        def remote(path: str) -> RemoteFile:
            name = path.rpartition("/")[2]
            return RemoteFile(name=name, url=f"{self.server.base}{path}", least_bytes=100)

        return (
            Publication(
                source="ofac-sdn", form="ofac-csv", files=tuple(map(remote, PATHS["ofac-sdn"]))
            ),
            Publication(source="un", form="un-xml", files=tuple(map(remote, PATHS["un"]))),
            Publication(source="uk", form="carved-in-stone", files=(remote("/uk.stone"),)),
        )

    def update(self, *sources: str, accept: tuple[str, ...] = ()) -> Refreshed:
        wanted = Wanted(sources=sources, accept_shrunken=accept, publications=self.table)
        with Downloader(HASTY, lambda *_: None) as downloader:
            return refresh(self.home, wanted, Publisher(downloader.fetch))

    def result(self, source: str, *answers: Answer, accept: tuple[str, ...] = ()) -> Result:
        """Update everything while one list's primary file is answered as scripted."""
        self.server.serve(PATHS[source][0], *answers)
        found = {result.source: result for result in self.update(accept=accept).results}
        return found[source]

    def desk(self, source: str) -> Desk:
        return Desk(self.home.path / "downloads" / source)

    @property
    def held(self) -> dict[str, tuple[datetime.date, int]]:
        editions = open_current(self.home).editions
        return {edition.source: (edition.published, edition.parties) for edition in editions}

    def newer_un(self, more: bytes = b"") -> bytes:
        return self.un.replace(b"2026-02-27", b"2026-03-27").replace(
            b"</INDIVIDUALS>", more + b"</INDIVIDUALS>"
        )


@pytest.fixture
def publishers(tmp_path: Path, small_lists: Path) -> Iterator[Publishers]:
    with serving() as server:
        yield Publishers(server, tmp_path / "home", small_lists)


def states(refreshed: Refreshed) -> dict[str, str]:
    return {result.source: result.state for result in refreshed.results}


# -- all is well ---------------------------------------------------------------------------


def test_all_lists_come_into_force_together(publishers: Publishers) -> None:
    refreshed = publishers.update()
    assert states(refreshed) == {"ofac-sdn": "updated", "un": "updated"}
    assert publishers.held == {"ofac-sdn": (DAY, 6), "un": (datetime.date(2026, 2, 27), 2)}
    assert len(publishers.home.history()) == 1
    assert refreshed.snapshot == publishers.home.current()


def test_what_is_not_modified_is_confirmed_and_nothing_else(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publishers.update()
    before = {s: Archive(publishers.home).confirmed(s) for s in ("ofac-sdn", "un")}
    monkeypatch.setattr(opening, "compile_snapshot", None)
    publishers.server.asked.clear()
    again = publishers.update()
    assert states(again) == {"ofac-sdn": "confirmed", "un": "confirmed"}
    assert again.snapshot == first.snapshot
    assert [r.status for result in again.results for r in result.receipts] == [304] * 4
    for source, sure in before.items():
        now = Archive(publishers.home).confirmed(source)
        assert sure is not None and now is not None and now > sure


def test_the_same_bytes_again_are_confirmed_although_no_tag_says_so(
    publishers: Publishers,
) -> None:
    publishers.server.serve("/un.xml", without_ranges(publishers.un))
    publishers.update("un")
    assert states(publishers.update("un")) == {"un": "confirmed"}
    assert len(Archive(publishers.home).editions("un")) == 1
    assert len(publishers.home.history()) == 1


def test_one_new_file_of_an_edition_brings_the_others_with_it(publishers: Publishers) -> None:
    """Not modified since the last run says nothing of what fits together now."""
    publishers.update()
    newer = publishers.sdn["alt.csv"].replace(b"fka", b"aka")
    publishers.server.serve("/ofac/alt.csv", file(newer, PUBLISHED + 86_400))
    found = publishers.update("ofac-sdn")
    assert states(found) == {"ofac-sdn": "updated"}
    assert [receipt.status for receipt in found.results[0].receipts] == [200, 200, 200]
    (standing,) = found.results[0].standing
    assert len(standing.files) == 3


def test_a_file_without_a_date_of_its_own_is_dated_by_its_publishers_server(
    publishers: Publishers,
) -> None:
    publishers.update()
    (edition,) = Archive(publishers.home).editions("ofac-sdn")
    assert (edition.published, edition.dated_by) == (DAY, "server")


def test_what_a_server_dates_takes_the_place_of_what_the_files_time_dated(
    publishers: Publishers, small_lists: Path
) -> None:
    add(publishers.home, [small_lists / name for name in SDN], Instructions())
    publishers.update("ofac-sdn")
    (edition,) = open_current(publishers.home).editions
    assert (edition.published, edition.dated_by) == (DAY, "server")


def test_what_is_packed_on_the_way_is_the_same_edition(publishers: Publishers) -> None:
    publishers.update("un")
    assert publishers.result("un", packed(publishers.un)).state == "confirmed"


def test_a_receipt_is_kept_of_every_download(publishers: Publishers) -> None:
    publishers.update()
    publishers.result("un", status(500))
    told = [(r.file, r.outcome, r.status) for r in publishers.desk("un").receipts()]
    assert told == [("un.xml", "downloaded", 200), ("un.xml", "failed", 500)]
    assert len(publishers.desk("ofac-sdn").receipts()) == 6


def test_a_list_added_from_disk_in_between_is_downloaded_again(
    publishers: Publishers, tmp_path: Path
) -> None:
    """What the server calls not modified is not what is in force now."""
    publishers.update("un")
    other = tmp_path / "un.xml"
    other.write_bytes(publishers.newer_un())
    add(publishers.home, [other], Instructions())
    publishers.server.asked.clear()
    assert states(publishers.update("un")) == {"un": "older"}
    assert "If-None-Match" not in publishers.server.asked[0][1]
    assert publishers.held["un"][0] == datetime.date(2026, 3, 27)


# -- one list in trouble -------------------------------------------------------------------

BROKEN: dict[str, Answer] = {
    "status 500": status(500),
    "gone": missing,
    "reset": reset,
    "web page": web_page(),
    "another form": without_ranges(b"id,name\n" + b"1,Anna Example\n" * 20),
    "not a list": without_ranges(b'{"error": "try again later"}' * 20),
    "empty": without_ranges(b""),
    "too short": without_ranges(b"<CONSOLIDATED_LIST/>"),
    "broken archive": without_ranges(b"\x1f\x8b" + bytes(500)),
}


@pytest.mark.parametrize("trouble", BROKEN.values(), ids=BROKEN.keys())
def test_one_list_in_trouble_keeps_its_edition_and_the_others_are_updated(
    publishers: Publishers, trouble: Answer
) -> None:
    publishers.update()
    sure = Archive(publishers.home).confirmation("un")
    sdn = publishers.sdn["sdn.csv"].replace(b"GREY HERON", b"GRAY HERON")
    publishers.server.serve("/ofac/sdn.csv", file(sdn, PUBLISHED + 86_400))
    failed = publishers.result("un", trouble)
    assert failed.state == "failed"
    assert failed.problem
    assert [edition.source for edition in failed.standing] == ["un"]
    assert publishers.held == {
        "ofac-sdn": (DAY + datetime.timedelta(days=1), 6),
        "un": (datetime.date(2026, 2, 27), 2),
    }
    assert Archive(publishers.home).confirmation("un") == sure
    publishers.everything_well()
    assert states(publishers.update("un")) == {"un": "confirmed"}


def test_a_truncated_xml_file_is_put_aside(publishers: Publishers) -> None:
    publishers.update()
    half = publishers.newer_un()[: len(publishers.un) // 2]
    failed = publishers.result("un", without_ranges(half))
    assert failed.state == "failed"
    assert "a copy was put aside" in failed.problem
    assert list((publishers.home.quarantine / "un").glob("*/*un.xml"))
    assert publishers.desk("un").receipts()[-1].outcome == "refused"


def test_another_list_under_the_address_is_refused(
    publishers: Publishers, shared_data: Path
) -> None:
    other = shared_data / "lists/ofac/nonsdn-csv-2025-12/cons_prim.csv"
    failed = publishers.result("ofac-sdn", file(other.read_bytes()))
    assert failed.state == "failed"
    assert "ofac-sdn" in failed.problem


def test_a_shrunken_list_needs_a_persons_word(publishers: Publishers) -> None:
    """Invariant 8."""
    publishers.update()
    start, end = publishers.un.index(b"<INDIVIDUAL>"), publishers.un.index(b"</INDIVIDUALS>")
    few = publishers.newer_un().replace(publishers.un[start:end], b"")
    failed = publishers.result("un", file(few, PUBLISHED + 86_400))
    assert failed.state == "failed"
    assert "--accept-shrunken un" in failed.problem
    assert publishers.held["un"][1] == 2
    assert publishers.result("un", file(few), accept=("un",)).state == "updated"
    assert publishers.held["un"][1] == 1


def test_a_list_that_was_never_loaded_and_fails_leaves_the_others(publishers: Publishers) -> None:
    failed = publishers.result("un", status(500))
    assert (failed.state, failed.standing) == ("failed", ())
    assert set(publishers.held) == {"ofac-sdn"}


def test_nothing_at_all_can_be_had(publishers: Publishers) -> None:
    publishers.server.answers.clear()
    refreshed = publishers.update()
    assert states(refreshed) == {"ofac-sdn": "failed", "un": "failed"}
    assert refreshed.snapshot is None
    assert publishers.home.current() is None


def test_an_older_edition_than_ours_is_kept_and_confirms_nothing(publishers: Publishers) -> None:
    publishers.server.serve("/un.xml", file(publishers.newer_un(), PUBLISHED + 86_400))
    publishers.update("un")
    sure = Archive(publishers.home).confirmation("un")
    found = publishers.result("un", file(publishers.un))
    assert found.state == "older"
    assert Archive(publishers.home).confirmation("un") == sure
    assert publishers.result("un", file(publishers.un)).state == "older"
    assert len(Archive(publishers.home).editions("un")) == 2


def test_a_publication_date_ahead_is_refused(publishers: Publishers) -> None:
    """It would keep every later edition out."""
    ahead = publishers.un.replace(b"2026-02-27", b"2062-02-27")
    failed = publishers.result("un", file(ahead))
    assert failed.state == "failed"
    assert "lies ahead" in failed.problem


def test_a_bomb_is_refused(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_files, "MAXIMUM_BYTES", 1 << 20)
    bomb = gzip.compress(bytes(8 << 20))
    failed = publishers.result("un", without_ranges(bomb, Content_Encoding="gzip"))
    assert failed.state == "failed"
    assert "unpacks to more than" in failed.problem


def test_a_failed_compilation_confirms_nothing_and_is_made_good_by_the_next_run(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishers.update()
    sure = Archive(publishers.home).confirmation("un")
    publishers.server.serve("/un.xml", file(publishers.newer_un(), PUBLISHED + 86_400))
    with monkeypatch.context() as patched:
        patched.setattr(opening, "compile_snapshot", _failing)
        with pytest.raises(SnapshotError):
            publishers.update()
    assert Archive(publishers.home).confirmation("un") == sure
    assert states(publishers.update()) == {"ofac-sdn": "confirmed", "un": "confirmed"}
    assert publishers.held["un"][0] == datetime.date(2026, 3, 27)


def _failing(*_: object) -> str:
    raise SnapshotError("no")


def test_a_mistake_of_ours_in_one_list_keeps_no_other_list_old(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise KeyError("SURPRISE")

    monkeypatch.setattr("interdict.lists.un.UN_XML.read", mistaken, raising=False)
    refreshed = publishers.update()
    assert states(refreshed) == {"ofac-sdn": "updated", "un": "failed"}
    assert "mistake in Interdict (KeyError: 'SURPRISE', test_refresh.py" in (
        refreshed.results[1].problem
    )


@pytest.mark.parametrize(
    "stated", ["Fri, 31 Dec 9999 23:59:59 -0100", "Mon, 21 Sep 2026 12:00:00 +" + "9" * 5_000]
)
def test_a_date_that_is_none_stops_no_update(publishers: Publishers, stated: str) -> None:
    publishers.server.serve("/ofac/sdn.csv", file(publishers.sdn["sdn.csv"], Last_Modified=stated))
    assert states(publishers.update()) == {"ofac-sdn": "updated", "un": "updated"}


def test_a_mistake_of_ours_anywhere_in_one_list_keeps_no_other_list_old(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise OverflowError("SURPRISE")

    with monkeypatch.context() as patched:
        patched.setattr("interdict.receiving._served", mistaken)
        refreshed = publishers.update("un")
    assert states(refreshed) == {"un": "failed"}
    assert "un could not be updated because of a mistake in Interdict" in (
        refreshed.results[0].problem
    )
    assert states(publishers.update()) == {"ofac-sdn": "updated", "un": "updated"}


# -- what is asked for ---------------------------------------------------------------------


def test_a_list_nobody_here_can_read_is_an_error_by_name_and_skipped_otherwise(
    publishers: Publishers,
) -> None:
    with pytest.raises(UsageError, match="carved-in-stone, which this version cannot read"):
        publishers.update("uk")
    assert "carved-in-stone" in publishers.update().skipped["uk"]


def test_a_list_without_an_address_is_a_mistake(publishers: Publishers) -> None:
    with pytest.raises(UsageError, match="my-list has no official address"):
        publishers.update("un", "my-list")
    with pytest.raises(UsageError, match="not among the lists to update, which are un"):
        publishers.update("un", accept=("ofac-sdn",))
    assert publishers.server.asked == []


# -- mirrors -------------------------------------------------------------------------------


def mirror_folder(publishers: Publishers, tmp_path: Path) -> Path:
    folder = tmp_path / "mirror"
    (folder / "ofac-sdn").mkdir(parents=True)
    for name, content in publishers.sdn.items():
        (folder / "ofac-sdn" / name).write_bytes(content)
    (folder / "un.xml.gz").write_bytes(gzip.compress(publishers.un))
    return folder


def test_a_folder_gives_the_same_lists_without_any_network(
    publishers: Publishers, tmp_path: Path
) -> None:
    folder = mirror_folder(publishers, tmp_path)
    wanted = Wanted(publications=publishers.table)
    refreshed = refresh(publishers.home, wanted, Folder(folder))
    assert states(refreshed) == {"ofac-sdn": "updated", "un": "updated"}
    assert publishers.server.asked == []
    assert (folder / "un.xml.gz").exists()
    again = refresh(publishers.home, wanted, Folder(folder))
    assert states(again) == {"ofac-sdn": "confirmed", "un": "confirmed"}


def test_a_list_that_a_mirror_never_had_is_skipped_and_one_that_is_gone_is_told(
    publishers: Publishers, tmp_path: Path
) -> None:
    folder = mirror_folder(publishers, tmp_path)
    (folder / "un.xml.gz").rename(folder / "away")
    wanted = Wanted(publications=publishers.table)
    assert "no un.xml" in refresh(publishers.home, wanted, Folder(folder)).skipped["un"]
    (folder / "away").rename(folder / "un.xml.gz")
    refresh(publishers.home, wanted, Folder(folder))
    (folder / "un.xml.gz").unlink()
    assert states(refresh(publishers.home, wanted, Folder(folder)))["un"] == "failed"


def test_a_mirrors_own_dates_are_not_the_publishers(publishers: Publishers) -> None:
    """A copy made today must not outrank what was published yesterday."""
    for name in SDN:
        publishers.server.serve(f"/{name}", file(publishers.sdn[name]))
    wanted = Wanted(sources=("ofac-sdn",), publications=publishers.table)
    with Downloader(HASTY) as downloader:
        refresh(publishers.home, wanted, Mirror(publishers.server.base, downloader.fetch))
    (edition,) = Archive(publishers.home).editions("ofac-sdn")
    assert (edition.published, edition.dated_by) == (DAY, "modification-time")
    assert timing(publishers.home, edition).published_at is None


def test_what_a_mirror_says_of_its_copies_is_nothing_to_the_publisher(
    publishers: Publishers, tmp_path: Path
) -> None:
    """The publisher would call it not modified since the day of the copy."""
    older = publishers.un.replace(b"2026-02-27", b"2026-01-27")
    publishers.server.serve("/mirror/un.xml", without_ranges(older, Last_Modified=TODAY))
    wanted = Wanted(sources=("un",), publications=publishers.table)
    with Downloader(HASTY) as downloader:
        mirror = Mirror(f"{publishers.server.base}/mirror", downloader.fetch)
        assert states(refresh(publishers.home, wanted, mirror)) == {"un": "updated"}
    assert states(publishers.update("un")) == {"un": "updated"}
    assert publishers.held["un"][0] == datetime.date(2026, 2, 27)


# -- kill -9 -------------------------------------------------------------------------------

KILLED = """
import sys
from pathlib import Path
import msgspec
from interdict.lists.addresses import Publication
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.download import Downloader
from interdict.lists.origins import Publisher
from interdict.party import Name, Party
from interdict.refresh import Wanted, Watching, refresh
from interdict.snapshot.store import Home
import os, signal
where = sys.argv[1]
def watch(what, done, of):
    if where in what and (done or where != "un.xml"):
        os.kill(os.getpid(), signal.SIGKILL)
table = msgspec.json.decode(sys.argv[3], type=tuple[Publication, ...])
with Downloader() as downloader:
    refresh(Home(Path(sys.argv[2])), Wanted(publications=table), Publisher(downloader.fetch),
            Watching(bytes=watch, steps=watch))
"""


@pytest.mark.parametrize("where", ["alt.csv", "un.xml", "reading un", "compiling"])
def test_killed_in_the_middle_the_old_stays_and_the_next_run_completes(
    publishers: Publishers, where: str
) -> None:
    """A real SIGKILL while bytes come, while they are read, and while they are compiled."""
    publishers.update()
    old = publishers.home.current()
    newer = publishers.newer_un(b"\n" * 300_000)
    sdn = publishers.sdn["sdn.csv"].replace(b"GREY HERON", b"GRAY HERON")
    publishers.server.serve("/ofac/sdn.csv", file(sdn, PUBLISHED + 86_400))
    publishers.server.serve("/un.xml", cut_short(newer, 200_000), file(newer))
    table = msgspec.json.encode(publishers.table).decode()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(publishers.home.path), table],
        env=os.environ | {"INTERDICT_HOME": str(publishers.home.path)},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert publishers.home.current() == old
    assert open_current(publishers.home).verify() == []
    publishers.server.serve("/un.xml", file(newer))
    publishers.server.asked.clear()
    publishers.update()
    assert publishers.held == {
        "ofac-sdn": (DAY + datetime.timedelta(days=1), 6),
        "un": (datetime.date(2026, 3, 27), 2),
    }
    assert Archive(publishers.home).verify() == ()
    left = {path.name for path in (publishers.home.path / "downloads" / "un").iterdir()}
    assert left == {"receipts.jsonl", "latest.json", "lock"}
    resumed = [
        headers.get("Range") for path, headers in publishers.server.asked if path == "/un.xml"
    ]
    if where == "un.xml":
        assert resumed[0] is not None and resumed[0] != "bytes=0-"


# -- one file with several lists in it -----------------------------------------------------


class TwoLists:
    """A form of two lists in one file, as the US Consolidated Screening List has thirteen."""

    form = "two-lists"

    def claims(self, file: SourceFile) -> bool:
        return file.content.startswith(b"list,id,name\n")

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        rows = [line.split(",") for line in files.files[0].content.decode().splitlines()[1:]]
        return tuple(
            Reading(
                source=source,
                parties=tuple(
                    _party(source, request, number, name) for s, number, name in rows if s == source
                ),
                findings=(),
                records=sum(s == source for s, _, _ in rows),
            )
            for source in sorted({row[0] for row in rows})
        )


def _party(source: str, request: ReadRequest, number: str, name: str) -> Party:
    origin = provenance(source_named(source), request.edition, request.published, number)
    names = (Name(full=name),)
    return Party(id=f"{source}:{number}", kind="person", provenance=origin, names=names)


@pytest.fixture
def screening_list(
    publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Updates from a file with the lists ``denied`` and ``entity`` in it."""
    for module in ("lists.intake", "refresh"):
        monkeypatch.setattr(f"interdict.{module}.CONNECTORS", (TwoLists(),))
    url = f"{publishers.server.base}/csl.csv"
    remote = RemoteFile(name="csl.csv", url=url, least_bytes=10)
    table = (
        Publication(source="csl", form="two-lists", files=(remote,), lists=("denied", "entity")),
    )

    def update(*rows: str, accept: tuple[str, ...] = (), day: int = 0) -> Result:
        content = "\n".join(["list,id,name", *rows, ""]).encode()
        publishers.server.serve("/csl.csv", file(content, PUBLISHED + day * 86_400))
        wanted = Wanted(publications=table, accept_shrunken=accept)
        with Downloader(HASTY, lambda *_: None) as downloader:
            return refresh(publishers.home, wanted, Publisher(downloader.fetch)).results[0]

    return update


ROWS = ("denied,1,Anna Example", "entity,1,Acme Example", "entity,2,Beta Example")


def test_a_file_with_several_lists_brings_and_confirms_them_all(
    screening_list: Callable[..., Result], publishers: Publishers
) -> None:
    first = screening_list(*ROWS)
    assert (first.state, [o.edition.source for o in first.outcomes]) == (
        "updated",
        ["denied", "entity"],
    )
    assert {source: parties for source, (_, parties) in publishers.held.items()} == {
        "denied": 1,
        "entity": 2,
    }
    again = screening_list(*ROWS)
    assert (again.state, again.receipts[0].status) == ("confirmed", 304)
    assert [edition.source for edition in again.standing] == ["denied", "entity"]


def test_a_list_that_vanished_from_the_file_is_never_silence(
    screening_list: Callable[..., Result], publishers: Publishers
) -> None:
    screening_list(*ROWS)
    sure = Archive(publishers.home).confirmation("denied")
    failed = screening_list(*ROWS[1:], day=1)
    assert failed.state == "failed"
    assert "denied in it the last time" in failed.problem
    accepted = screening_list(*ROWS[1:], day=1, accept=("denied",))
    assert accepted.state == "updated"
    assert Archive(publishers.home).confirmation("denied") == sure
    assert set(publishers.held) == {"denied", "entity"}

"""Customer files of any size: the same answers, whatever happens on the way."""

import csv
import datetime
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from interdict.audit import AuditLog, read
from interdict.batch import runner
from interdict.batch.runner import Summary, finish, run
from interdict.batch.tables import CustomerTable
from interdict.errors import SnapshotError, UsageError
from interdict.party import Measure
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.screening.when import When
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home
from listed_parties import compiled, edition, on, party

LISTED = ("Boris Petrenko", "Volna Energo", "Grey Heron", "Moranbong Shipping")

INTERRUPTED = """
import os, signal, sys
from interdict.batch import runner
from interdict.batch.parts import Parts
from interdict.cli.main import main
runner.ROWS_PER_PART, runner.ROWS_PER_CHUNK = 40, 20
add = Parts.add
def add_and_interrupt(self, number, part):
    add(self, number, part)
    os.kill(os.getpid(), signal.SIGINT)
Parts.add = add_and_interrupt
main()
"""
"""``screen file`` with two workers, interrupted (Ctrl-C) after its first part."""

KILLED = """
import os, signal, sys
from interdict.batch import runner
from interdict.batch.parts import Parts
from interdict.cli.main import main
runner.ROWS_PER_PART, runner.ROWS_PER_CHUNK = 40, 20
add, when, after = Parts.add, int(sys.argv.pop(1)), sys.argv.pop(1) == "after"
def add_or_die(self, number, part):
    if number == when and not after:
        os.kill(os.getpid(), signal.SIGKILL)
    add(self, number, part)
    if number == when:
        os.kill(os.getpid(), signal.SIGKILL)
Parts.add = add_or_die
main()
"""
"""``screen file`` that kills itself (SIGKILL) at one of its parts."""


@pytest.fixture(scope="module")
def screener(loaded_folder: Path) -> Screener:
    return Screener(open_current(Home(loaded_folder)))


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    """230 rows: every tenth is listed, row 77 has no name, row 154 a cell too many."""
    rows = [f"C-{n},{LISTED[n % 4] if n % 10 == 0 else f'Lindqvist {n}'}" for n in range(1, 231)]
    rows[76], rows[153] = "C-77,", "C-154,Lind,qvist"
    path = tmp_path / "customers.csv"
    path.write_text("\n".join(["id,name", *rows, ""]))
    return path


def screened(
    customers: Path,
    output: Path,
    screener: Screener,
    log: AuditLog | None = None,
    jobs: int = 1,
) -> Summary:
    with CustomerTable.open(customers) as table:
        parts = run(table, screener, output, log, jobs=jobs)
        summary, _ = finish(table, parts, screener, output)
        parts.remove()
    return summary


def test_every_row_is_screened_or_rejected(
    customers: Path, tmp_path: Path, screener: Screener
) -> None:
    """Invariant 1."""
    summary = screened(customers, tmp_path / "hits.csv", screener)
    assert (summary.rows, summary.screened, summary.rejected_in_all) == (230, 228, 2)
    assert summary.with_hits == 23
    assert [row.row for row in summary.rejected] == [77, 154]
    assert summary.rejected_file == tmp_path / "hits.csv.rejected.csv"


@pytest.mark.parametrize(("part", "chunk"), [(1, 1), (40, 20), (90, 30), (1000, 1000)])
def test_the_size_of_chunks_and_parts_changes_nothing(
    customers: Path,
    tmp_path: Path,
    screener: Screener,
    monkeypatch: pytest.MonkeyPatch,
    part: int,
    chunk: int,
) -> None:
    """Invariant 2."""
    screened(customers, tmp_path / "usual.csv", screener)
    monkeypatch.setattr(runner, "ROWS_PER_PART", part)
    monkeypatch.setattr(runner, "ROWS_PER_CHUNK", chunk)
    screened(customers, tmp_path / "other.csv", screener)
    assert (tmp_path / "other.csv").read_bytes() == (tmp_path / "usual.csv").read_bytes()


def test_the_limit_cuts_the_table_and_says_what_was_cut(
    tmp_path: Path, loaded_folder: Path
) -> None:
    (tmp_path / "in.csv").write_text("name\nBoris Petrenko\nHanbit Meridian\n")
    snapshot = open_current(Home(loaded_folder))
    wide = Screener(snapshot, Policy(threshold=0.5))
    narrow = Screener(snapshot, Policy(threshold=0.5, limit=1))
    all_hits = screened(tmp_path / "in.csv", tmp_path / "wide.csv", wide)
    few = screened(tmp_path / "in.csv", tmp_path / "narrow.csv", narrow)
    assert few.hits_in_all == all_hits.hits
    assert few.hits == few.with_hits


def test_each_chunk_is_recorded_once(
    customers: Path, tmp_path: Path, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Invariant 12."""
    monkeypatch.setattr(runner, "ROWS_PER_PART", 100)
    monkeypatch.setattr(runner, "ROWS_PER_CHUNK", 50)
    screened(customers, tmp_path / "hits.csv", screener, AuditLog(tmp_path / "audit"))
    covered = [record.content["rows"] for record in read(tmp_path / "audit")]
    assert covered == [[1, 50], [51, 100], [101, 150], [151, 200], [201, 230]]


def test_the_order_of_rows_changes_no_answer(
    customers: Path, tmp_path: Path, screener: Screener
) -> None:
    header, *rows = customers.read_text().splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_text("\n".join([header, *reversed(rows), ""]))
    screened(customers, tmp_path / "a.csv", screener)
    screened(turned, tmp_path / "b.csv", screener)
    found = [
        sorted(line.partition(",")[2] for line in (tmp_path / name).read_text().splitlines())
        for name in ("a.csv", "b.csv")
    ]
    assert found[0] == found[1]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "ROWS_PER_PART", 40)
    monkeypatch.setattr(runner, "ROWS_PER_CHUNK", 20)


@pytest.mark.usefixtures("small_parts")
def test_two_processes_write_the_files_and_the_records_of_one(
    customers: Path, tmp_path: Path, screener: Screener
) -> None:
    logs = [AuditLog(tmp_path / name) for name in ("log-1", "log-2")]
    one = screened(customers, tmp_path / "one.csv", screener, logs[0], jobs=1)
    two = screened(customers, tmp_path / "two.csv", screener, logs[1], jobs=2)
    for name in ("{}.csv", "{}.csv.rejected.csv"):
        alone, shared = tmp_path / name.format("one"), tmp_path / name.format("two")
        assert alone.read_bytes() == shared.read_bytes()
    records = [[record.content for record in read(log.folder)] for log in logs]
    assert records[0] == records[1]
    assert len(records[0]) == 12
    assert (one.with_hits, one.rejected) == (two.with_hits, two.rejected)


@pytest.mark.usefixtures("small_parts")
def test_two_processes_answer_as_of_a_past_day_like_one(customers: Path, tmp_path: Path) -> None:
    """A listing of 2026 is a review in 2020, below the one that blocked then."""
    name, day = "HANBIT GENERAL TRADING CORPORATION", datetime.date(2020, 1, 1)
    block = Measure(kind="block")
    lists = [
        edition(
            source,
            [party(f"{source}:1", "organization", name,
                   listing=msgspec.structs.replace(on(source, block), listed_on=since))],
        )
        for source, since in (("ofac-sdn", datetime.date(2026, 1, 1)), ("un", day))
    ]  # fmt: skip
    screener = Screener(compiled(tmp_path / "snapshot", *lists), when=When(as_of=day))
    customers.write_text("name\n" + f"{name}\n" * 100)
    for jobs in (1, 2):
        screened(customers, tmp_path / f"{jobs}.csv", screener, jobs=jobs)
    one, two = ((tmp_path / f"{jobs}.csv").read_text() for jobs in (1, 2))
    assert one == two
    first, second = list(csv.DictReader(io.StringIO(one)))[:2]
    assert (first["party_id"], first["verdict"]) == ("un:1", "blocked")
    assert (second["party_id"], second["verdict"]) == ("ofac-sdn:1", "review")


@pytest.mark.usefixtures("small_parts")
def test_a_file_of_one_part_starts_no_process(
    customers: Path, tmp_path: Path, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers.write_text("name\n" + "Boris Petrenko\n" * 40)
    monkeypatch.setattr(runner, "Workers", None)
    assert screened(customers, tmp_path / "hits.csv", screener, jobs=2).with_hits == 40


@pytest.mark.usefixtures("small_parts")
def test_what_could_not_be_read_is_counted_once_however_a_run_went(
    tmp_path: Path, screener: Screener
) -> None:
    path = tmp_path / "odd.csv"
    rows = [f"Otto Weber,{'soon' if n % 50 == 3 else 1970 + n % 30}" for n in range(1, 201)]
    path.write_text("\n".join(["name,birth date", *rows, ""]))
    for jobs in (1, 2):
        (finding,) = screened(path, tmp_path / "hits.csv", screener, jobs=jobs).findings
        assert (finding.count, "row 3: 'soon'" in finding.message) == (4, True)


def killed(home: Home, customers: Path, output: Path, when: int, moment: str, jobs: int) -> int:
    call = ("screen", "file", str(customers), "-o", str(output), "--jobs", str(jobs))
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(when), moment, *call],
        env=os.environ | {"INTERDICT_HOME": str(home.path)},
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("when", "moment"), [(0, "before"), (2, "before"), (3, "after")])
@pytest.mark.usefixtures("small_parts")
def test_a_killed_run_resumed_gives_the_file_of_an_uninterrupted_one(
    loaded: Home,
    customers: Path,
    tmp_path: Path,
    screener: Screener,
    when: int,
    moment: str,
    jobs: int,
) -> None:
    screened(customers, tmp_path / "whole.csv", screener)
    output = tmp_path / "hits.csv"
    assert killed(loaded, customers, output, when, moment, jobs) == -signal.SIGKILL
    assert not output.exists()
    with CustomerTable.open(customers) as table:
        parts = run(table, screener, output, None, resume=True, jobs=jobs)
        finish(table, parts, screener, output)
        parts.remove()
    for name in ("{}.csv", "{}.csv.rejected.csv"):
        whole, resumed = tmp_path / name.format("whole"), tmp_path / name.format("hits")
        assert resumed.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("hits*")) == [
        "hits.csv",
        "hits.csv.rejected.csv",
    ]


def test_a_file_changed_since_is_not_resumed(
    customers: Path, tmp_path: Path, screener: Screener
) -> None:
    """Same name, same size, other content."""
    with CustomerTable.open(customers) as table:
        run(table, screener, tmp_path / "hits.csv", None).close()
    customers.write_text(customers.read_text().replace("Lindqvist 1\n", "Lindqvist 2\n"))
    with (
        CustomerTable.open(customers) as table,
        pytest.raises(UsageError, match="another input_sha256"),
    ):
        run(table, screener, tmp_path / "hits.csv", None, resume=True)


def test_a_failed_finish_leaves_no_half_file_and_can_be_resumed(
    customers: Path, tmp_path: Path, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "hits.csv"
    with CustomerTable.open(customers) as table:
        parts = run(table, screener, output, None)
        with monkeypatch.context() as patched:
            patched.setattr(type(screener.snapshot), "find", lambda *_: None)
            with pytest.raises(SnapshotError, match="start the run again"):
                finish(table, parts, screener, output)
        parts.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["customers.csv"]
    with CustomerTable.open(customers) as table:
        parts = run(table, screener, output, None, resume=True)
        finish(table, parts, screener, output)
    assert output.exists()


def test_ctrl_c_ends_all_processes_quietly_and_keeps_what_is_finished(
    loaded: Home, customers: Path, tmp_path: Path, screener: Screener
) -> None:
    output = tmp_path / "hits.csv"
    call = ("screen", "file", str(customers), "-o", str(output), "--jobs", "2")
    ended = subprocess.run(  # returns when every process that holds its output has ended
        [sys.executable, "-c", INTERRUPTED, *call],
        env=os.environ | {"INTERDICT_HOME": str(loaded.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (130, "")
    assert "Traceback" not in ended.stderr
    assert len(list((tmp_path / "hits.csv.parts").glob("*.msgpack"))) == 1

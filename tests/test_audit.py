"""The audit log: what is acknowledged stays, and every change shows."""

import io
import itertools
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interdict.audit import AuditLog, export, read
from interdict.audit_record import CANONICAL, Head, Record, parse_head, parse_line
from interdict.audit_verify import verify
from interdict.durable import exclusive
from interdict.errors import AuditError, UsageError

WRITER = """
import sys
from pathlib import Path
from interdict.audit import AuditLog

log = AuditLog(Path(sys.argv[1]), segment_bytes=int(sys.argv[3]))
for number in range(int(sys.argv[4])):
    if number % 3 == 2:
        records = log.append_many("chunk", [{"by": sys.argv[2], "row": i} for i in range(4)])
    else:
        records = [log.append("screening", {"by": sys.argv[2], "number": number})]
    for record in records:
        print(record.seq, record.hash, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "audit"


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of five records in three segments, never changed."""
    folder = tmp_path_factory.mktemp("five") / "audit"
    write_five(folder)
    return folder


def write_five(folder: Path) -> tuple[Record, ...]:
    log = AuditLog(folder, segment_bytes=500)
    return tuple(log.append("screening", {"name": f"Name {number}"}) for number in range(5))


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def copy_of(original: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for path in original.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def says(folder: Path, head: Head | None = None) -> str:
    return " | ".join(str(problem) for problem in verify(folder, head).problems)


def test_records_are_chained_from_the_first(folder: Path) -> None:
    """Each record names the hash of the one before; numbers count from 1."""
    first, second = AuditLog(folder).append_many("screening", [{"n": 1}, {"n": 2}])
    assert (first.seq, first.previous) == (1, "0" * 64)
    assert (second.seq, second.previous) == (2, first.hash)
    assert list(read(folder)) == [first, second]


def test_another_process_continues_the_chain(folder: Path) -> None:
    """A log opened anew goes on where the last record stands, across segments."""
    records = write_five(folder)
    assert [record.seq for record in records] == [1, 2, 3, 4, 5]
    assert len(segments(folder)) > 1
    assert verify(folder, Head(5, records[-1].hash)).ok


def test_nothing_recorded_is_nothing_wrong(folder: Path) -> None:
    """An empty or absent log verifies, and appending nothing writes nothing."""
    assert AuditLog(folder).append_many("screening", []) == ()
    verification = verify(folder)
    assert verification.ok
    assert verification.records == 0


def test_lines_are_canonical_json_that_anyone_can_check(folder: Path) -> None:
    """Keys are sorted, names stay readable UTF-8, and the export is the log's own bytes."""
    AuditLog(folder).append("screening", {"b": "Роснефть", "a": "line\nbreak"})
    out = io.BytesIO()
    assert export(folder, out) == 1
    line = out.getvalue()
    assert line == segments(folder)[0].read_bytes()
    assert line.count(b"\n") == 1
    assert "Роснефть" in line.decode()
    assert list(json.loads(line)) == sorted(json.loads(line))


def test_content_that_is_not_json_is_refused(folder: Path) -> None:
    """What cannot be recorded as it is raises, and the log stays as it was."""
    for content in ({"x": object()}, {"x": "\ud800"}):
        with pytest.raises(AuditError, match="cannot be recorded"):
            AuditLog(folder).append("screening", content)
    assert verify(folder).records == 0


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data())
def test_any_changed_byte_is_found(five: Path, tmp_path: Path, draw: st.DataObject) -> None:
    """One byte changed anywhere in the segments or in the head."""
    folder = copy_of(five, tmp_path / "copy")
    path = draw.draw(st.sampled_from([*segments(folder), folder / "head.json"]))
    content = bytearray(path.read_bytes())
    place = draw.draw(st.integers(0, len(content) - 1))
    content[place] ^= draw.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert not verify(folder).ok


@pytest.mark.parametrize("gone", range(5))
def test_any_removed_record_is_found(five: Path, folder: Path, gone: int) -> None:
    """A record taken out, wherever it stood, the last one included."""
    lines = lines_of(copy_of(five, folder))
    rewrite(folder, lines[:gone] + lines[gone + 1 :])
    assert any(problem.seq for problem in verify(folder).problems)


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(range(5), 2)])
def test_any_swap_is_found(five: Path, folder: Path, one: int, other: int) -> None:
    """Two records exchanged, adjacent or not."""
    lines = lines_of(copy_of(five, folder))
    lines[one], lines[other] = lines[other], lines[one]
    rewrite(folder, lines)
    assert any(problem.seq for problem in verify(folder).problems)


@pytest.mark.parametrize(("one", "at"), [*itertools.product(range(5), range(6))])
def test_any_repeat_is_found(five: Path, folder: Path, one: int, at: int) -> None:
    """A record written a second time, at any place."""
    lines = lines_of(copy_of(five, folder))
    rewrite(folder, [*lines[:at], lines[one], *lines[at:]])
    assert any(problem.seq for problem in verify(folder).problems)


def test_rewriting_the_same_lines_is_no_change(five: Path, folder: Path) -> None:
    """The checks above find the change, not the rewriting."""
    rewrite(folder, lines_of(copy_of(five, folder)))
    assert verify(folder).ok


def lines_of(folder: Path) -> list[bytes]:
    return b"".join(path.read_bytes() for path in segments(folder)).splitlines(keepends=True)


def rewrite(folder: Path, lines: list[bytes]) -> None:
    """Put lines into the segments, as many in each as before; the last takes what is over."""
    rest = list(lines)
    for path in segments(folder):
        count = path.read_bytes().count(b"\n") if path != segments(folder)[-1] else len(rest)
        path.write_bytes(b"".join(rest[:count]))
        rest = rest[count:]


def test_a_forged_record_with_a_right_hash_breaks_the_next(five: Path, folder: Path) -> None:
    """Whoever recomputes the hash of an edited record must recompute all that follow."""
    copy_of(five, folder)
    path = segments(folder)[0]
    line = parse_line(path.read_bytes().splitlines()[0])
    assert line is not None
    forged = msgspec.structs.replace(line, content=msgspec.Raw(b'{"name":"Other"}'))
    forged = msgspec.structs.replace(forged, hash=forged.seal)
    rest = path.read_bytes().split(b"\n", 1)[1]
    path.write_bytes(CANONICAL.encode(forged) + b"\n" + rest)
    assert "record 2 does not continue record 1" in says(folder)


def test_a_removed_or_renamed_segment_is_found(five: Path, folder: Path) -> None:
    """Segments count without gaps from 000001."""
    copy_of(five, folder)
    segments(folder)[1].unlink()
    assert "000002.jsonl is missing" in says(folder)
    copy_of(five, folder)
    segments(folder)[-1].unlink()
    assert "tail was cut off" in says(folder)


def test_a_cut_tail_with_a_matching_head_shows_against_the_head_kept_elsewhere(
    folder: Path,
) -> None:
    """Rewriting the whole log with its head cannot satisfy the head someone published."""
    first, second = AuditLog(folder).append_many("screening", [{"n": 1}, {"n": 2}])
    other = folder.with_name("other")
    AuditLog(other).append("screening", {"n": 1})
    assert verify(other).ok
    assert "the head you gave names record 2" in says(other, Head(2, second.hash))
    assert "is not the one that the head you gave names" in says(other, Head(1, first.hash))


def test_a_missing_head_is_found_and_nothing_more_is_written(five: Path, folder: Path) -> None:
    """Without head.json a cut tail could not be told, so its absence is itself a problem."""
    copy_of(five, folder)
    (folder / "head.json").unlink()
    assert "head.json is missing" in says(folder)
    with pytest.raises(AuditError, match=r"head\.json is missing"):
        AuditLog(folder).append("screening", {})


def test_a_cut_log_is_not_written_to(five: Path, folder: Path) -> None:
    """Appending to a cut log would hide the cut."""
    copy_of(five, folder)
    last = segments(folder)[-1]
    last.write_bytes(b"")
    with pytest.raises(AuditError, match="shorter than"):
        AuditLog(folder).append("screening", {})
    assert last.read_bytes() == b""


def test_a_record_the_head_does_not_know_is_taken_in(folder: Path) -> None:
    """Killed between the record and the head: a note, no problem, and the next append mends."""
    log = AuditLog(folder)
    log.append("screening", {"n": 1})
    head = (folder / "head.json").read_bytes()
    second = log.append("screening", {"n": 2})
    (folder / "head.json").write_bytes(head)
    verification = verify(folder)
    assert verification.ok
    assert "1 whole record(s) after the published head" in verification.notes[0]
    assert log.append("screening", {"n": 3}).previous == second.hash
    assert verify(folder).notes == ()


@pytest.mark.parametrize("torn", [b'{"at":"2026-', b"\0\0\0\0", b'{"at":\0\0\n\0\0'])
def test_a_torn_line_is_moved_aside_and_recorded(folder: Path, torn: bytes) -> None:
    """A half-written line is kept in a .torn file, and a record says so."""
    log = AuditLog(folder)
    log.append("screening", {"n": 1})
    with segments(folder)[0].open("ab") as segment:
        segment.write(torn)
    assert log.append("screening", {"n": 2}).seq == 3
    repair = list(read(folder))[1]
    assert (repair.event, repair.content["bytes"]) == ("torn-line", len(torn))
    assert (folder / repair.content["file"]).read_bytes() == torn
    verification = verify(folder)
    assert verification.ok
    assert "keeps a half-written line" in verification.notes[0]


def test_a_torn_line_before_its_repair_is_a_note(folder: Path) -> None:
    """``verify`` names an unfinished last line; all acknowledged records are there."""
    AuditLog(folder).append("screening", {"n": 1})
    with segments(folder)[0].open("ab") as segment:
        segment.write(b'{"at":')
    verification = verify(folder)
    assert verification.ok
    assert "6 bytes of a line that was never finished" in verification.notes[0]
    assert len(list(read(folder))) == 1


def test_a_foreign_line_after_the_head_is_no_crash(folder: Path) -> None:
    """A whole line that does not continue the chain was put there by someone."""
    log = AuditLog(folder)
    log.append("screening", {"n": 1})
    path = segments(folder)[0]
    path.write_bytes(path.read_bytes() * 2)
    assert "repeated" in says(folder)
    with pytest.raises(AuditError, match="does not continue it"):
        log.append("screening", {"n": 2})


def test_a_full_disk_leaves_the_log_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails half way is taken back, and the message says what to do."""
    log = AuditLog(folder)
    log.append("screening", {"n": 1})
    before = segments(folder)[0].read_bytes()

    def half(handle: int, content: bytes) -> None:
        os.write(handle, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("interdict.audit.write_fully", half)
    with pytest.raises(AuditError, match=r"No space left on device.*free space"):
        log.append("screening", {"n": 2})
    assert segments(folder)[0].read_bytes() == before


def test_a_busy_log_names_the_process_that_holds_it(folder: Path) -> None:
    """Waiting has an end, and the message says for whom."""
    with (
        exclusive(folder / "lock", 1),
        pytest.raises(AuditError, match=f"process {os.getpid()} holds"),
    ):
        AuditLog(folder, lock_seconds=0.01).append("screening", {})


def test_a_head_is_given_as_it_is_printed() -> None:
    """``SEQ:HASH`` reads back; anything else says what is expected."""
    head = Head(12, "ab" * 32)
    assert parse_head(f" {head}\n") == head
    for text in ("", "12", "12:abc", "x:" + "ab" * 32):
        with pytest.raises(UsageError, match="SEQ:HASH"):
            parse_head(text)


def start_writer(folder: Path, name: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, "3000", str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_processes_append_at_once_without_losing_a_record(folder: Path) -> None:
    """Two writers interleave; all records are there, in one unbroken chain."""
    writers = [start_writer(folder, name, 60) for name in ("one", "two")]
    acknowledged = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(acknowledged) == 2 * (40 + 20 * 4)
    recorded = {f"{record.seq} {record.hash}" for record in read(folder)}
    assert recorded == set(acknowledged)
    verification = verify(folder)
    assert (verification.ok, verification.records) == (True, 240)


def test_kill_9_loses_nothing_acknowledged(folder: Path) -> None:
    """Killed at random moments, again and again: every acknowledged record is in the log."""
    moments = random.Random(7)  # noqa: S311 - the moments need not be secret
    acknowledged: list[str] = []
    for _ in range(6):
        writer = start_writer(folder, "victim", 100_000)
        assert writer.stdout is not None
        for _ in range(moments.randint(1, 40)):
            acknowledged.append(writer.stdout.readline().strip())
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line for line in writer.communicate()[0].split("\n")[:-1] if line]
        verification = verify(folder)
        assert verification.ok, verification.problems
    AuditLog(folder).append("screening", {"after": "the last kill"})
    verification = verify(folder)
    assert verification.ok, verification.problems
    recorded = {f"{record.seq} {record.hash}" for record in read(folder)}
    assert set(acknowledged) <= recorded

"""Running somebody's program: what it answers, and every way it may fail to."""

import os
import sys
import time
from pathlib import Path

import pytest

from interdict.articles.reader_program import ProgramError, answer


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_program_gets_what_is_asked_and_its_answer_comes_back() -> None:
    echo = python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])")
    assert answer(echo, b"abc") == b"cba"


def test_a_program_may_answer_without_reading_a_long_text() -> None:
    assert answer(python("print('done')"), b"x" * 5_000_000).strip() == b"done"


def test_a_program_that_is_not_there_says_so() -> None:
    with pytest.raises(ProgramError, match="cannot be started"):
        answer(["./no-such-reader"], b"")


def test_a_failed_program_is_shown_with_the_last_line_of_its_trouble() -> None:
    with pytest.raises(ProgramError, match=r"ended with code 3 \(no model\)"):
        answer(python("import sys; print('first\\nno model', file=sys.stderr); sys.exit(3)"), b"")


def test_a_program_that_writes_without_end_is_stopped() -> None:
    with pytest.raises(ProgramError, match="more than 1,000 bytes"):
        answer(python("while True: print('x' * 1000)"), b"", most_bytes=1_000)


def test_a_long_answer_of_a_program_that_has_ended_is_refused_too() -> None:
    with pytest.raises(ProgramError, match="more than 10 bytes"):
        answer(python("print('x' * 100)"), b"", most_bytes=10)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
def test_what_a_slow_program_started_is_stopped_with_it(tmp_path: Path) -> None:
    child = tmp_path / "child"
    slow = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(child)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    with pytest.raises(ProgramError, match="stopped after 2 seconds"):
        answer(python(slow), b"", seconds=2)
    assert _ended(int(child.read_text()))


def _ended(pid: int) -> bool:
    """Whether a process is gone, or dead and not yet taken leave of by whoever adopted it."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False

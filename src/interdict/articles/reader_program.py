"""Running a reader somebody named: bounded in time and in what it may write.

The program gets a process group of its own, so that whatever it started ends with it: a shell
script that times out would else leave the model it called running. It writes into files, not
pipes, so that a program that answers before it has read everything cannot block us.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from typing import IO

SECONDS = 120.0
"""How long a program may read one article."""
MOST_BYTES = 64 * 1024 * 1024
"""What it may write, answer or trouble: 5,000 statements of an ordinary page are under 5 MB."""
LOOK = 0.05
"""Seconds between two looks at the time and at what it wrote."""
LAST_BYTES = 4_096
"""Bytes of its trouble that are read: the last line says it."""


class ProgramError(Exception):
    """A program that gave no answer; the message says why, in words for its user."""


def answer(
    words: Sequence[str], asked: bytes, seconds: float = SECONDS, most_bytes: int = MOST_BYTES
) -> bytes:
    """What a program writes when it is given ``asked`` on its standard input.

    Raises ``ProgramError`` when it cannot be started, fails, takes more than ``seconds``, or
    writes more than ``most_bytes``; nothing it started in its process group is then left.
    """
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as told,
        tempfile.TemporaryFile() as trouble,
    ):
        given.write(asked)
        given.seek(0)
        try:
            program = subprocess.Popen(  # noqa: S603 (the user names the program; no shell reads it)
                words, stdin=given, stdout=told, stderr=trouble, start_new_session=True
            )
        except OSError as error:
            raise ProgramError(f"it cannot be started ({error})") from error
        try:
            code = _end(program, (told, trouble), seconds, most_bytes)
        finally:
            _stop(program)
        if code:
            raise ProgramError(f"it ended with code {code}{_last_line(trouble)}")
        told.seek(0)
        return told.read()


def _end(
    program: "subprocess.Popen[bytes]",
    written: Sequence[IO[bytes]],
    seconds: float,
    most_bytes: int,
) -> int:
    """The program's exit code; ``ProgramError`` when it goes over a limit first."""
    until = time.monotonic() + seconds
    code = None
    while code is None:
        try:
            code = program.wait(timeout=LOOK)
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise ProgramError(f"it was stopped after {seconds:g} seconds") from None
        if any(os.fstat(each.fileno()).st_size > most_bytes for each in written):
            raise ProgramError(f"it wrote more than {most_bytes:,} bytes")
    return code


def _stop(program: "subprocess.Popen[bytes]") -> None:
    """Kill a program that is still running, with all it started."""
    if program.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(program.pid, signal.SIGKILL)
    else:
        program.kill()
    program.wait()


def _last_line(trouble: IO[bytes]) -> str:
    size = trouble.seek(0, os.SEEK_END)
    trouble.seek(max(0, size - LAST_BYTES))
    lines = trouble.read().decode("utf-8", "replace").strip().splitlines()
    return f" ({lines[-1].strip()[:200]})" if lines else ""

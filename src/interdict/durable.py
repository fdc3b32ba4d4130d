"""Files that survive a crash: whole-file replacement, and one writer at a time.

A file is replaced by writing a new one beside it, forcing it to disk, and renaming it over
the old one, so a reader sees the old bytes or the new bytes and never a mixture, whatever
kills the writer. Exclusion is POSIX ``flock``, which the kernel releases when a process
dies: no lock outlives its holder.

What tells of customers lies in folders that only their owner may open (``keep_private``), and
every file that is made in such a folder is the owner's alone, so that a copy is so, too.
"""

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from interdict.errors import UsageError

try:
    import fcntl
except ImportError:  # Windows has no flock, and a lock that does not lock would lose records
    fcntl = None  # type: ignore[assignment]

_SHORTEST_WAIT = 0.001
_OTHERS = 0o077
_LONGEST_WAIT = 0.05


class Busy(Exception):
    """Another process holds the lock; ``holder`` is its pid, or None when it is not known."""

    def __init__(self, path: Path, holder: int | None) -> None:
        self.path = path
        self.holder = holder
        who = "another process" if holder is None else f"process {holder}"
        super().__init__(f"{who} holds {path}")


def sync(path: Path) -> None:
    """Force a file's bytes, or a folder's own entries (new names, renames), to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_fully(handle: int, content: bytes) -> None:
    """Write all bytes to an open file descriptor; ``os.write`` alone may stop half way."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file as a whole, durably; on any error the old file is still there.

    Raises ``OSError`` as the system gave it (a full disk is ``ENOSPC``).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode_in(path.parent))
        try:
            write_fully(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync(path.parent)


def keep_private(folder: Path) -> None:
    """Make a folder that only its owner may open, or make it so with all that lies in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_private(folder):
        protect(folder)


def protect(folder: Path) -> None:
    """Take a folder and all that lies in it from everybody but the owner, the folder itself
    last: killed before, it is done again. What another account owns stays as that one left it."""
    for path in (*folder.rglob("*"), folder):
        with contextlib.suppress(FileNotFoundError, PermissionError):  # gone meanwhile; not ours
            mode = path.lstat().st_mode
            if mode & _OTHERS and not path.is_symlink():
                path.chmod(mode & 0o700)


def is_private(folder: Path) -> bool:
    """May only its owner open it?"""
    return not folder.stat().st_mode & _OTHERS


def mode_in(folder: Path) -> int:
    """Permissions, before the umask, of a new file in a folder."""
    return 0o600 if is_private(folder) else 0o666


@contextlib.contextmanager
def exclusive(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock file ``path`` alone; other processes and threads wait ``timeout`` seconds.

    Raises ``Busy`` when the time is up.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = _acquire(path, time.monotonic() + timeout)
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.ftruncate(handle, 0)
        os.close(handle)


def lock_now(handle: int) -> bool:
    """Take an exclusive ``flock`` on an open file or folder if nobody holds it."""
    _refuse_lockless()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(handle: int) -> None:
    """Take a shared ``flock`` on an open file or folder; waits for who holds it alone."""
    _refuse_lockless()
    fcntl.flock(handle, fcntl.LOCK_SH)


def _refuse_lockless() -> None:
    if fcntl is None:
        raise UsageError(
            "this system has no POSIX file locks, so Interdict cannot keep its files safe "
            "here: use Linux or macOS, or run it in WSL"
        )


def _acquire(path: Path, deadline: float) -> int:
    wait = _SHORTEST_WAIT
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, mode_in(path.parent))
        if lock_now(handle):
            if _still_names(path, handle):
                return handle
        elif time.monotonic() >= deadline:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace")
            os.close(handle)
            raise Busy(path, int(holder) if holder.isdecimal() else None)
        else:
            time.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        os.close(handle)


def _still_names(path: Path, handle: int) -> bool:
    """Someone may have deleted the lock file while we waited: then we locked nothing."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False

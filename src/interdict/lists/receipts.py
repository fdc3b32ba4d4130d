"""What is kept of every download: receipts for people, validators for the next question.

downloads/<source>/
  receipts.jsonl    one line per download, oldest first; only ever added to
  latest.json       how the edition that was downloaded last was served
  NAME.part ...     what is not finished (see ``partial``)
  lock              held by the process that downloads this list
"""

import contextlib
import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from interdict.durable import Busy, exclusive, sync, write_atomically, write_fully
from interdict.errors import DownloadFailed

_LOCK = "lock"
_LOCK_SECONDS = 1.0
_TAIL = 1 << 16


class Validators(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By what a server tells whether a file is still the one it served (RFC 9110, 8.8)."""

    url: str
    """As asked for; another address has other validators."""
    etag: str = ""
    last_modified: str = ""

    @property
    def known(self) -> bool:
        """Did the server give any?"""
        return bool(self.etag or self.last_modified)


class Receipt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One download, whatever came of it."""

    source: str
    file: str
    url: str
    """Without user names, passwords and query: links may carry a key."""
    outcome: Literal["downloaded", "not-modified", "failed", "refused"]
    """``refused``: it came, and could not be trusted."""
    status: int = 0
    """HTTP status of the last answer; 0 when none came, or for a file of a folder."""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    sha256: str = ""
    """Of the bytes as they came, packed or not."""
    bytes: int = 0
    resumed_from: int = 0
    """Bytes that an earlier attempt had brought."""
    attempts: int = 1
    started: datetime.datetime
    finished: datetime.datetime
    """UTC."""
    problem: str = ""


class Latest(msgspec.Struct, frozen=True, kw_only=True):
    """How the files of the last edition that was downloaded and kept were served."""

    edition: str
    lists: tuple[str, ...]
    """The lists that were in them."""
    files: dict[str, Validators]


class Desk:
    """The folder of one publication's downloads, in a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._receipts = folder / "receipts.jsonl"
        self._latest = folder / "latest.json"

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Download this list alone; ``DownloadFailed`` when another process does already."""
        try:
            with exclusive(self.folder / _LOCK, _LOCK_SECONDS):
                yield
        except Busy as busy:
            raise DownloadFailed(
                f"another run is downloading this list ({busy}): wait for it, or end it"
            ) from busy

    def tidy(self) -> None:
        """Remove files that were read, or that a killed process left unread."""
        kept = {self._receipts.name, self._latest.name, _LOCK}
        for path in self.folder.glob("*"):
            if path.name not in kept and not path.name.endswith((".part", ".part.json")):
                path.unlink(missing_ok=True)

    def add(self, receipt: Receipt) -> None:
        """Add a receipt, durably. A line that a crash cut short stays by itself."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._receipts, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            size = os.fstat(handle).st_size
            whole = size == 0 or os.pread(handle, 1, size - 1) == b"\n"
            write_fully(handle, (b"" if whole else b"\n") + msgspec.json.encode(receipt) + b"\n")
            os.fsync(handle)
        finally:
            os.close(handle)
        sync(self.folder)

    def receipts(self) -> tuple[Receipt, ...]:
        """Every receipt, oldest first; a line cut short by a crash is passed over."""
        try:
            return _receipts(self._receipts.read_bytes())
        except FileNotFoundError:
            return ()

    def last(self) -> Receipt | None:
        """The newest receipt, however long the log."""
        try:
            with self._receipts.open("rb") as stream:
                stream.seek(max(self._receipts.stat().st_size - _TAIL, 0))
                found = _receipts(stream.read())
        except FileNotFoundError:
            return None
        return found[-1] if found else None

    def latest(self) -> Latest | None:
        """How the last edition was served; None when that is not known, which costs a download."""
        try:
            return msgspec.json.decode(self._latest.read_bytes(), type=Latest)
        except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def remember(self, latest: Latest) -> None:
        """Note how the edition that was just kept was served."""
        write_atomically(self._latest, msgspec.json.encode(latest))


def _receipts(content: bytes) -> tuple[Receipt, ...]:
    found: list[Receipt] = []
    for line in content.splitlines():
        with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
            found.append(msgspec.json.decode(line, type=Receipt))
    return tuple(found)

"""The home on disk: which snapshot is in force, and what was in force when.

    INTERDICT_HOME/
      editions/     every edition as received (see ``archive``), and when it came into force
                    (see ``timing``)
      snapshots/    compiled snapshots, one folder each, named by their id
      quarantine/   files that were put aside (invariant 8)
      downloads/    receipts of every download, and what is not finished (see ``receipts``)
      confirmed/    when each source was last made sure of
      timelines/    what happened on each list, edition by edition (see ``timeline``)
      past/         which snapshot holds which editions (see ``past``)
      audit/        the audit log
      monitor/      registered customer files, with their open hits (see ``register``)
      starter/      which snapshot holds the embedded sample list (see ``sample``)
      joins.toml    what people decided about records of one party (see ``decisions``)
      stakes/       ownership files and what is compiled of them (see ``stake_store``)
      owners.toml   what people decided about owners (see ``screening.owner_decisions``)
      licences.toml licences of one's own, over those shipped (see ``licences``)
      current       the activation in force; replaced whole, by rename
      history.json  the activations before it
      lock          held by the process that compiles

Nothing is visible half made: a folder is built as ``.staging-...`` beside its place, forced
to disk and renamed. The builder holds a lock on the staging folder itself, so what a killed
process left behind is told from what a living one is building, on any machine or container
that shares the disk.
"""

import contextlib
import datetime
import errno
import os
import re
import secrets
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

from interdict.durable import (
    Busy,
    exclusive,
    is_private,
    lock_now,
    protect,
    sync,
    write_atomically,
)
from interdict.errors import DiskFull, SnapshotError, UsageError

LOCK_SECONDS = 600.0
"""How long a compiling process waits for another one before it gives up."""

_STAGING = ".staging-"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError)
_UNWRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Activation(msgspec.Struct, frozen=True, kw_only=True):
    """From when a snapshot was in force, until the next activation."""

    snapshot: str
    """The snapshot's id."""
    at: datetime.datetime
    """UTC."""


class Staging:
    """A folder being built; invisible to readers until ``complete`` renames it."""

    def __init__(self, folder: Path, parent: Path) -> None:
        self.folder = folder
        self._parent = parent

    def complete(self, name: str) -> Path:
        """Force everything to disk and give the folder its name; returns its place.

        A folder of that name that is already there stays: names are ids of content.
        """
        final = self._parent / name
        if is_private(self._parent):
            protect(self.folder)
        for place in [*self.folder.rglob("*"), self.folder]:
            sync(place)
        try:
            self.folder.rename(final)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        sync(self._parent)
        return final


class Home:
    """One installation's data folder. Reading creates nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.editions = path / "editions"
        self.snapshots = path / "snapshots"
        self.quarantine = path / "quarantine"
        self.confirmations = path / "confirmed"
        self.timelines = path / "timelines"
        self.past = path / "past"
        self.audit = path / "audit"
        self._current = path / "current"
        self._history = path / "history.json"
        self._thread_lock = threading.RLock()
        self._depth = 0

    @contextlib.contextmanager
    def lock(self, timeout: float = LOCK_SECONDS) -> Iterator[None]:
        """Change this home alone; others queue for ``timeout`` seconds.

        May be taken again inside. Raises ``SnapshotError`` naming the holder's pid,
        and ``UsageError`` where the home cannot be written.
        """
        with self._thread_lock, contextlib.ExitStack() as held:
            if self._depth == 0:
                self._take(held, timeout)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1

    def _take(self, held: contextlib.ExitStack, timeout: float) -> None:
        try:
            held.enter_context(exclusive(self.path / "lock", timeout))
        except Busy as busy:
            raise SnapshotError(
                f"the lists are being changed by another run: {busy}, and {timeout:g} seconds "
                "of waiting were not enough. Wait for that process or end it, then try again; "
                "nothing was changed"
            ) from busy
        except OSError as error:
            if error.errno not in _UNWRITABLE:
                raise
            raise UsageError(
                f"the data folder {self.path} cannot be written ({error.strerror}), and this "
                "command must write there; nothing was changed. Make it writable, run as its "
                "owner, or name another folder by INTERDICT_HOME"
            ) from error

    def snapshot_folder(self, snapshot: str) -> Path:
        """Where the snapshot of that id lies, whether or not it is there."""
        return self.snapshots / folder_name(snapshot)

    @contextlib.contextmanager
    def staging(self, parent: Path | None = None) -> Iterator[Staging]:
        """Build a folder under ``parent`` (snapshots, unless told); see ``Staging.complete``.

        What was not completed is removed, also what killed processes left there. A full disk
        raises ``SnapshotError``; what is in force stays in force.
        """
        parent = parent or self.snapshots
        with self.disk_full_explained():
            parent.mkdir(parents=True, exist_ok=True)
            clean_stale(parent)
            folder, handle = _new_staging(parent)
            try:
                yield Staging(folder, parent)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(handle)

    @contextlib.contextmanager
    def disk_full_explained(self) -> Iterator[None]:
        """Say what a full disk means here: the old snapshot is still in force."""
        try:
            yield
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise DiskFull(
                f"the disk that holds {self.path} is full, so nothing was changed: "
                f"{self._in_force()}. Free space and run the same command again"
            ) from error

    def _in_force(self) -> str:
        current = self.current()
        return f"snapshot {current} stays in force" if current else "no snapshot is in force yet"

    def activate(self, snapshot: str) -> Activation:
        """Bring a complete snapshot into force, durably, in one rename.

        Raises ``SnapshotError`` when no such snapshot is there.
        """
        if not self.snapshot_folder(snapshot).is_dir():
            raise SnapshotError(
                f"there is no snapshot {snapshot} in {self.snapshots}; {self._in_force()}. "
                "Compile it again with  interdict lists update  or  lists add"
            )
        with self.lock(), self.disk_full_explained():
            activation = Activation(snapshot=snapshot, at=datetime.datetime.now(datetime.UTC))
            # The one in force is entered as past before it is replaced. Killed in between,
            # it is both past and current, which ``history`` reads as one.
            write_atomically(self._history, msgspec.json.encode(self.history()))
            write_atomically(self._current, msgspec.json.encode(activation) + b"\n")
        return activation

    def current(self) -> str | None:
        """Id of the snapshot in force; None before the first activation."""
        activation = self._activation()
        return activation.snapshot if activation else None

    def history(self) -> tuple[Activation, ...]:
        """Every activation, oldest first; the last one is in force."""
        past = self._past()
        activation = self._activation()
        if activation is None or (past and past[-1] == activation):
            return past
        return (*past, activation)

    def in_force_at(self, moment: datetime.datetime) -> str | None:
        """Id of the snapshot that was in force at a moment (aware); None before the first."""
        started = [activation for activation in self.history() if activation.at <= moment]
        return started[-1].snapshot if started else None

    def _activation(self) -> Activation | None:
        try:
            return msgspec.json.decode(self._current.read_bytes(), type=Activation)
        except FileNotFoundError:
            return None
        except _UNREADABLE as error:
            raise _damaged(self._current, error) from error

    def _past(self) -> tuple[Activation, ...]:
        try:
            return msgspec.json.decode(self._history.read_bytes(), type=tuple[Activation, ...])
        except FileNotFoundError:
            return ()
        except _UNREADABLE as error:
            raise _damaged(self._history, error) from error


def folder_name(identity: str) -> str:
    """The folder of a thing named by an id (``sha256:ab12`` lies in ``sha256-ab12``).

    Raises ``SnapshotError`` for an id that could name a place outside.
    """
    name = identity.replace(":", "-")
    if _NAME.fullmatch(name) is None:
        raise SnapshotError(f"{identity!r} is not an id: letters, digits, '.', '_', '-' and ':'")
    return name


def clean_stale(parent: Path) -> None:
    """Remove what killed processes were building in ``parent``; never what a living one builds."""
    for folder in parent.glob(_STAGING + "*"):
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # its builder finished, or another one cleaned it
            continue
        try:
            if lock_now(handle):
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(handle)


def leftover_name() -> str:
    """A folder name that ``clean_stale`` takes for something that a killed process left."""
    return f"{_STAGING}{os.getpid()}-{secrets.token_hex(4)}"


def _new_staging(parent: Path) -> tuple[Path, int]:
    """A new locked folder. A cleaner may take it between its making and its locking: again."""
    while True:
        folder = parent / leftover_name()
        folder.mkdir()
        handle = os.open(folder, os.O_RDONLY)
        if lock_now(handle) and folder.exists():
            return folder, handle
        os.close(handle)


def _damaged(path: Path, error: Exception) -> SnapshotError:
    return SnapshotError(
        f"{path} cannot be read ({error}), so what is in force is not known: restore it from "
        "a backup, or remove it and compile again with  interdict lists update  or  lists add"
    )

"""The registered customer files of a home, one folder each.

INTERDICT_HOME/monitor/NAME/
  file.json        where the file came from, its columns, which customers are the current ones
  customers/ID/    the customers, stored and indexed (see ``customers``)
  known.msgpack    open hits and what they were computed from (see ``known``)
  run-N.msgpack    what a run found that nobody has been told yet
  *.parts/         what an unfinished run has screened so far
  lock             held by the run that changes anything here
"""

import contextlib
import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from interdict.audit import AuditLog
from interdict.batch.rows import Rejected
from interdict.batch.runner import NOBODY, Watcher, file_hash
from interdict.batch.tables import CustomerTable
from interdict.durable import Busy, exclusive, keep_private, sync, write_atomically
from interdict.errors import SnapshotError, UsageError
from interdict.lists.admission import MOST_SHRUNK
from interdict.monitor.customers import Customers, CustomersWriter, open_customers
from interdict.monitor.known import Store
from interdict.party import Finding
from interdict.snapshot.store import Home, clean_stale, leftover_name

_FILE = "file.json"
_FEW = 20
"""So many customers may always leave: a small file shrinks by more than a twentieth easily."""
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """How a customer file was registered."""

    name: str
    source: str
    """The file's name as given when it was last added."""
    columns: dict[str, str]
    """Field -> header, as chosen; all others were recognised."""
    sha256: str
    """Hash (hex) of that file as stored; empty for a stream."""
    customers: str
    """Id of the current customers."""
    rows: int
    """How many customers those are."""
    rejected: int
    """Rows that could not be read when it was last added."""
    added: datetime.datetime
    """When it was last added, UTC."""


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """A customer file as it was read."""

    registration: Registration
    rejected: tuple[Rejected, ...]
    findings: tuple[Finding, ...]


class RegisteredFile:
    """One registered file of a home."""

    def __init__(self, home: Home, name: str) -> None:
        """``UsageError`` for a name that is no name of a folder."""
        if _NAME.fullmatch(name) is None:
            raise UsageError(
                f"{name!r} cannot be the name of a registered file: use letters, digits, '.', "
                "'_' and '-'. Give one with  --name NAME"
            )
        self.name = name
        self.folder = home.path / "monitor" / name
        self.store = Store(self.folder)
        self._home = home
        self._customers = self.folder / "customers"

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Change this file's state alone; ``UsageError`` when another run does.

        What lies here tells who the customers are: it is made, or made again, the owner's alone.
        """
        try:
            for folder in (self.folder.parent, self.folder, self._customers):
                keep_private(folder)
            clean_stale(self.folder.parent)
            with exclusive(self.folder / "lock", 0):
                yield
        except Busy as busy:
            raise UsageError(
                f"another run is monitoring {self.name} ({busy}): wait for it, then try again"
            ) from busy

    def registration(self) -> Registration | None:
        """None before it was first added."""
        path = self.folder / _FILE
        try:
            return msgspec.json.decode(path.read_bytes(), type=Registration)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise SnapshotError(
                f"{path} is damaged ({error}): remove it, then add the customer file again with  "
                f"interdict monitor add FILE --name {self.name}"
            ) from error

    def registered(self) -> Registration:
        """The same; ``UsageError`` when it was never added, or was removed."""
        registration = self.registration()
        if registration is None:
            raise UsageError(f"{self.name} is not registered: interdict monitor add FILE")
        return registration

    def remove(self, log: AuditLog) -> None:
        """Forget the file and delete what is kept of its customers, recorded first.

        The folder loses its name before its content: what a kill leaves is no registered file,
        and the next change of any removes it. Removed is also what is damaged.
        """
        with self.lock():
            log.append("monitor-remove", {"input": self.name})
            aside = self.folder.with_name(leftover_name())
            self.folder.rename(aside)
            sync(aside.parent)
            shutil.rmtree(aside, ignore_errors=True)

    def customers(self, identity: str) -> Customers:
        """The customers of that id; ``SnapshotError`` when they are not kept."""
        return open_customers(self._customers / identity)

    def current(self, registration: Registration) -> Customers:
        """The current customers, indexed by this engine: another engine's index is made anew."""
        customers = self.customers(registration.customers)
        if customers.is_current:
            return customers
        with (
            self._home.staging(self._customers) as staging,
            CustomersWriter(staging, customers.columns) as writer,
        ):
            for row in range(len(customers)):
                writer.add(customers.cells(row), customers.query(row))
            identity = writer.complete()
        self._register(msgspec.structs.replace(registration, customers=identity))
        return self.customers(identity)

    def arrive(
        self,
        table: CustomerTable,
        columns: dict[str, str],
        accept_shrunken: bool = False,
        watcher: Watcher = NOBODY,
    ) -> Arrived:
        """Store and index the customers of a file and make them the current ones.

        ``columns`` are those the table was opened with. The same file again, of which every
        row was read, is not read again. Raises ``UsageError`` when nobody can be screened, and
        when many customers of before are missing: a file that was cut off would withdraw
        their hits.
        """
        sha256 = file_hash(Path(table.name))
        known = self.registration()
        if known and self._is_same(known, sha256, columns):
            return Arrived(registration=known, rejected=(), findings=())
        self._drop_damaged()
        rejected: list[Rejected] = []
        count = 0
        with (
            self._home.staging(self._customers) as staging,
            CustomersWriter(staging, table.columns) as writer,
        ):
            for chunk in table.chunks():
                rejected += chunk.rejected
                for row in chunk.rows:
                    writer.add(row.values, row.query)
                count += len(chunk.rows)
                watcher.advanced(count, table.expected_rows)
            if not count:
                raise UsageError(
                    f"{table.name} holds no customer that can be screened; what was registered "
                    "stays as it was"
                )
            if known and not accept_shrunken:
                _refuse_shrunken(table.name, count, known)
            identity = writer.complete()
        registration = Registration(
            name=self.name,
            source=table.name,
            columns=columns,
            sha256=sha256,
            customers=identity,
            rows=count,
            rejected=len(rejected),
            added=datetime.datetime.now(datetime.UTC),
        )
        self._register(registration)
        return Arrived(registration=registration, rejected=tuple(rejected), findings=table.findings)

    def _is_same(self, known: Registration, sha256: str, columns: dict[str, str]) -> bool:
        same = known.sha256 and known.sha256 == sha256 and known.columns == columns
        with contextlib.suppress(SnapshotError):  # damaged: stored anew
            return bool(same) and not known.rejected and self.customers(known.customers).is_current
        return False

    def _drop_damaged(self) -> None:
        """Make room: a folder that is there already would stay (``Staging.complete``)."""
        for folder in self._customers.glob("[!.]*"):
            try:
                self.customers(folder.name)
            except SnapshotError:
                shutil.rmtree(folder)

    def _register(self, registration: Registration) -> None:
        with self._home.disk_full_explained():
            write_atomically(self.folder / _FILE, msgspec.json.encode(registration))

    def tidy(self, kept: str) -> None:
        """Remove customers that are no longer needed and what finished runs left."""
        for folder in self._customers.glob("[!.]*"):
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)
        for folder in self.folder.glob("*.parts"):
            shutil.rmtree(folder, ignore_errors=True)


def _refuse_shrunken(name: str, count: int, before: Registration) -> None:
    gone = before.rows - count
    if gone > max(_FEW, before.rows * MOST_SHRUNK):
        raise UsageError(
            f"{name} has {count:,} customers, {before.name} had {before.rows:,}: more than "
            f"{MOST_SHRUNK:.0%} are gone, as if the file were cut off. What was registered stays; "
            "if they really left, add it again with  --accept-shrunken"
        )


def registered(home: Home) -> tuple[RegisteredFile, ...]:
    """All registered files, by name."""
    found = sorted((home.path / "monitor").glob(f"[!.]*/{_FILE}"))
    return tuple(RegisteredFile(home, path.parent.name) for path in found)


def named(home: Home, name: str | None) -> tuple[RegisteredFile, ...]:
    """The registered file of that name, or all; ``UsageError`` when there is none."""
    known = registered(home)
    chosen = known if name is None else tuple(file for file in known if file.name == name)
    if not chosen:
        names = ", ".join(file.name for file in known) or "none"
        wanted = f"no customer file is registered as {name!r}" if name else "none is registered"
        raise UsageError(
            f"{wanted} (registered: {names}): register one with  interdict monitor add FILE"
        )
    return chosen

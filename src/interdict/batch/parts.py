"""What a bulk run has finished so far, on disk, so that a killed run goes on where it was.

A run writes numbered parts into ``OUTPUT.parts/``. Each part appears whole, by rename, and
says which rows it covers; the final files are made from the parts at the end. After a kill
the finished parts are the truth: no row is lost, none is written twice.
"""

import contextlib
import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from interdict.batch.queries import Unread
from interdict.batch.rows import Rejected
from interdict.durable import Busy, exclusive, is_private, keep_private, write_atomically
from interdict.errors import UsageError
from interdict.matching.evidence import Evidence
from interdict.party import Query

_PLAN = "run.json"
_LOCK = "lock"


class StoredHit(msgspec.Struct, frozen=True, array_like=True):
    """A hit without its party, which the snapshot holds."""

    party: str
    score: float
    matched_name: str
    evidence: tuple[Evidence, ...]
    confirmed: bool


class StoredRow(msgspec.Struct, frozen=True, array_like=True):
    """A row that has hits."""

    number: int
    values: tuple[str, ...]
    query: Query
    hits: tuple[StoredHit, ...]


class Part(msgspec.Struct, frozen=True, array_like=True):
    """The outcome of consecutive rows."""

    last_row: int
    """Data rows of the input covered by this part and those before it."""
    screened: int
    rows: tuple[StoredRow, ...]
    rejected: tuple[Rejected, ...]
    unread: tuple[Unread, ...] = ()
    """Values that could not be read, block by block."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What must be equal for a run to be the same run."""

    input: str
    input_sha256: str
    """Hash (hex) of the file as stored; empty for a stream, which cannot be resumed."""
    snapshot: str
    policy: str
    engine: str
    columns: dict[str, tuple[int, ...]]
    as_of: datetime.date | None = None


_DECODER = msgspec.msgpack.Decoder(Part)


class Parts:
    """The finished parts of one run, held by one process at a time."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(f"{output.name}.parts")
        self._held = contextlib.ExitStack()

    def begin(self, plan: Plan, resume: bool) -> int:
        """Start, or with ``resume`` go on; returns how many parts are finished.

        Without ``resume`` what an unfinished run left is dropped. Raises ``UsageError`` when
        another process is writing this output, when the folder cannot be written, and when
        what is to be resumed was another run.
        """
        self._hold()
        before = self._plan() if resume else None
        if before is not None and before != plan:
            self._held.close()
            changed = [f for f in Plan.__struct_fields__ if getattr(before, f) != getattr(plan, f)]
            raise UsageError(
                f"{self.folder} holds an unfinished run with another {', '.join(changed)}: it "
                "cannot be resumed. Start again without --resume, or choose another output"
            )
        if before is None:
            for left in self.folder.iterdir():
                if left.name != _LOCK:
                    left.unlink()
            write_atomically(self.folder / _PLAN, msgspec.json.encode(plan))
        return len(self._files())

    def _hold(self) -> None:
        try:
            if is_private(self.folder.parent):  # in a file that is monitored
                keep_private(self.folder)
            self.folder.mkdir(exist_ok=True)
            self._held.enter_context(exclusive(self.folder / _LOCK, 0))
        except Busy as busy:
            raise UsageError(
                f"another run is writing this output ({busy}): wait for it, or choose another "
                "output"
            ) from busy
        except OSError as error:
            raise UsageError(
                f"cannot write beside the output, in {self.folder} ({error.strerror}): choose "
                "another output"
            ) from error

    def _plan(self) -> Plan | None:
        try:
            return msgspec.json.decode((self.folder / _PLAN).read_bytes(), type=Plan)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _damaged(self.folder / _PLAN, error) from error

    def add(self, number: int, part: Part) -> None:
        """Keep one finished part, durably."""
        write_atomically(self.folder / f"{number:08}.msgpack", msgspec.msgpack.encode(part))

    def __iter__(self) -> Iterator[Part]:
        for path in self._files():
            try:
                yield _DECODER.decode(path.read_bytes())
            except msgspec.MsgspecError as error:
                raise _damaged(path, error) from error

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.msgpack"))

    def remove(self) -> None:
        """The final files are complete: the parts have served."""
        shutil.rmtree(self.folder)
        self._held.close()

    def close(self) -> None:
        """Let another process go on; the parts stay."""
        self._held.close()


def _damaged(path: Path, error: Exception) -> UsageError:
    return UsageError(f"{path} is damaged ({error}): start again without --resume")

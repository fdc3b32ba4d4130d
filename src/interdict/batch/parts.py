"""What a bulk run has finished so far, on disk, so that a killed run goes on where it was.

A run writes numbered parts into ``OUTPUT.parts/``. Each part appears whole, by rename, and
says which rows it covers; the final files are made from the parts at the end. After a kill
the finished parts are the truth: no row is lost, none is written twice.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from interdict.batch.tables import Rejected
from interdict.durable import write_atomically
from interdict.errors import UsageError
from interdict.matching.evidence import Evidence
from interdict.party import Query

_PLAN = "run.json"


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


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What must be equal for a run to be the same run."""

    input: str
    input_bytes: int | None
    snapshot: str
    policy: str
    engine: str
    columns: dict[str, str]


_DECODER = msgspec.msgpack.Decoder(Part)


class Parts:
    """The finished parts of one run."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(f"{output.name}.parts")

    def begin(self, plan: Plan, resume: bool) -> int:
        """Start or resume; returns how many parts are finished.

        Raises ``UsageError`` when there is an unfinished run and neither is it to be
        resumed nor is it this run.
        """
        before = self._plan()
        if before is not None and resume and before != plan:
            changed = [f for f in Plan.__struct_fields__ if getattr(before, f) != getattr(plan, f)]
            raise UsageError(
                f"{self.folder} holds an unfinished run with another {', '.join(changed)}: it "
                "cannot be resumed. Remove that folder, or choose another output"
            )
        if before is None or not resume:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            write_atomically(self.folder / _PLAN, msgspec.json.encode(plan))
        return len(self._files())

    def _plan(self) -> Plan | None:
        try:
            return msgspec.json.decode((self.folder / _PLAN).read_bytes(), type=Plan)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UsageError(
                f"{self.folder / _PLAN} is damaged ({error}): remove {self.folder} and start again"
            ) from error

    def add(self, number: int, part: Part) -> None:
        """Keep one finished part, durably."""
        write_atomically(self.folder / f"{number:08}.msgpack", msgspec.msgpack.encode(part))

    def __iter__(self) -> Iterator[Part]:
        return (_DECODER.decode(path.read_bytes()) for path in self._files())

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.msgpack"))

    def remove(self) -> None:
        """The final files are complete: the parts have served."""
        shutil.rmtree(self.folder)

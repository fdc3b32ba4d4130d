"""What is known of one registered file: its open hits, and what they were computed from.

Two kinds of files, both replaced whole. ``known.msgpack`` is the state after the last run;
``run-N.msgpack`` holds what run N found, from when it is decided until it is written out. A run
writes its changes first and then the state that names it, so a kill at any point leaves either
the state before, and the run is done again, or the state after, and its changes still lie
there to be written out: no hit is lost, and none belongs to two runs.
"""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.ownership.verdict import VerdictWord
from interdict.screening.result import Hit
from interdict.screening.verdicts import hit_verdict

Became = Literal["new", "changed", "withdrawn"]
"""What became of a hit since the run before."""


class KnownHit(msgspec.Struct, frozen=True, array_like=True):
    """A hit with as much of its party as is told when the party is gone."""

    party: str
    score: float
    matched_name: str
    verdict: VerdictWord
    confirmed: bool
    kind: str
    lists: tuple[str, ...]
    programmes: tuple[str, ...]
    says: str
    same_party: tuple[str, ...] = ()
    """Ids of the records that are the same party and do not hit themselves (see ``joined``)."""

    @property
    def answer(self) -> tuple[object, ...]:
        """What a person decides upon: all but how names are printed."""
        return (
            self.score, self.verdict, self.confirmed, self.kind, self.lists, self.programmes,
            self.same_party,
        )  # fmt: skip


def known_hit(hit: Hit) -> KnownHit:
    """What is kept of a hit."""
    listings = hit.party.listings
    return KnownHit(
        hit.party.id,
        hit.score,
        hit.matched_name,
        hit_verdict(hit),
        hit.confirmed,
        hit.party.kind,
        hit.lists,
        tuple(dict.fromkeys(word for each in listings for word in each.programmes)),
        hit.says,
    )


Known = Mapping[str, tuple[KnownHit, ...]]
"""Customer's key -> open hits; customers without hits are not there."""


class HitChange(msgspec.Struct, frozen=True, array_like=True):
    """One hit that came, changed or went."""

    became: Became
    causes: tuple[str, ...]
    """In few words: ``new listing``, ``alias added``, ``customer changed``."""
    because: str
    """The same with what was and what is."""
    hit: KnownHit
    """As it is now; as it was when it is withdrawn."""


class Alert(msgspec.Struct, frozen=True, array_like=True):
    """One customer with everything that changed about its hits: one question for a person."""

    customer: str
    """The key."""
    row: int
    """1-based data row of the file; 0 when the customer is no longer in it."""
    values: tuple[str, ...]
    """Cells, in the order of ``Report.header``."""
    name: str
    """As asked."""
    changes: tuple[HitChange, ...]
    open_hits: int
    """Hits that stand after this run."""


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What hits were computed from."""

    snapshot: str
    policy: str
    engine: str
    editions: dict[str, str]
    """Source -> edition."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Where a registered file stands."""

    run: int
    """How many runs there were."""
    at: datetime.datetime
    """UTC."""
    customers: str
    """Id of the customers that were screened."""
    basis: Basis
    hits: dict[str, tuple[KnownHit, ...]]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What one run found."""

    run: int
    at: datetime.datetime
    header: tuple[str, ...]
    why_all: str
    """Why every customer was screened against everything; empty when only changes were."""
    basis: Basis
    customers: int
    screened: int
    """Customers that were compared with listed parties one by one; all others cannot reach
    any that changed."""
    parties: tuple[int, int, int]
    """Parties added, changed and removed since the run before."""
    moved: tuple[int, int, int]
    """Customers added, changed and removed since the run before."""
    alerts: tuple[Alert, ...]

    def count(self, became: Became) -> int:
        """Hits of which this became."""
        return sum(change.became == became for alert in self.alerts for change in alert.changes)


class Store:
    """The files of one registered file's state, in its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "known.msgpack"

    def state(self) -> State | None:
        """After the last run; None before the first."""
        try:
            return msgspec.msgpack.decode(self._path.read_bytes(), type=State)
        except FileNotFoundError:
            return None
        except msgspec.MsgspecError as error:
            raise SnapshotError(
                f"{self._path} is damaged ({error}), so what was known is not: restore it from a "
                "backup, or remove it and screen every customer again with  interdict monitor run"
            ) from error

    def commit(self, state: State, report: Report) -> None:
        """Keep what a run found and where the file stands after it."""
        write_atomically(self._report(report.run), msgspec.msgpack.encode(report))
        write_atomically(self._path, msgspec.msgpack.encode(state))

    def undelivered(self) -> tuple[Report, ...]:
        """What committed runs found and nobody has been told, oldest first."""
        state = self.state()
        last = state.run if state else 0
        paths = sorted(self._folder.glob("run-*.msgpack"))
        return tuple(report for report in map(_report, paths) if report.run <= last)

    def delivered(self, reports: Sequence[Report]) -> None:
        """These have been written out."""
        for report in reports:
            self._report(report.run).unlink(missing_ok=True)

    def _report(self, run: int) -> Path:
        return self._folder / f"run-{run:08}.msgpack"


def _report(path: Path) -> Report:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Report)
    except msgspec.MsgspecError as error:
        raise SnapshotError(
            f"{path} is damaged ({error}), so what that run found is not told: restore it from a "
            "backup, or remove it and screen every customer again with  interdict screen file"
        ) from error


def compared(
    before: Sequence[KnownHit], after: Sequence[KnownHit]
) -> list[tuple[Became, KnownHit, bool]]:
    """(what became of it, hit, did it itself change) of every hit that a customer had or has,
    those that stand first, in the order of their parties.

    Hits that stand and are equal are given as ``changed`` with False: whether their party
    changed is for the caller to say.
    """
    old, new = ({hit.party: hit for hit in hits} for hits in (before, after))
    found: list[tuple[Became, KnownHit, bool]] = []
    for party in sorted(new):
        was = old.get(party)
        found.append(
            ("new", new[party], True)
            if was is None
            else ("changed", new[party], was.answer != new[party].answer)
        )
    found += [("withdrawn", old[party], True) for party in sorted(old.keys() - new.keys())]
    return found

"""Joins of owners to listed parties, kept so that a second question does not screen again.

    stakes/joins/<lists>-<stakes>.msgpack

What an entity may be depends on the lists, the policy and the engine, and on the entity alone
(invariant 2). So with other stakes only the entities that are new or were changed are screened.
A note is a matter of time, never of results: without one everything is screened again.
"""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.durable import write_atomically
from interdict.ownership.stake import Entity
from interdict.screening.owners import Join, fingerprint, joins
from interdict.screening.screen import Screener
from interdict.snapshot.stake_archive import FOLDER
from interdict.snapshot.stake_set import StakeSet
from interdict.snapshot.store import Home

KEPT = 6
"""Notes that are kept."""
_FORM = 1

Prints = npt.NDArray[np.uint64]


class JoinNote(msgspec.Struct, frozen=True):
    """What was found, and whom it was looked for."""

    form: int
    joins: tuple[Join, ...]
    asked: bytes
    """Fingerprints of every entity that was screened, sorted, eight bytes each."""


def joins_of(home: Home, screener: Screener, stakes: StakeSet) -> tuple[Join, ...]:
    """Whom the owners of a stake set are or may be, from a note where there is one."""
    folder = home.path / FOLDER / "joins"
    lists = _short(
        [_FORM, screener.snapshot.id, screener.policy.id, screener.snapshot.manifest.engine]
    )
    place = folder / f"{lists}-{_short(stakes.id)}.msgpack"
    known = _read(place)
    if known is not None:
        return known.joins
    owners = [stakes.entity(node) for node in stakes.owners.tolist()]
    found, asked = _screened(screener, owners, _latest(folder, lists))
    note = JoinNote(_FORM, found, asked.tobytes())
    with contextlib.suppress(OSError):  # a full or read-only disk: screened again next time
        write_atomically(place, msgspec.msgpack.encode(note))
        _make_room(folder)
    return found


def _screened(
    screener: Screener, owners: Sequence[Entity], before: JoinNote | None
) -> tuple[tuple[Join, ...], Prints]:
    prints = np.array([int.from_bytes(fingerprint(each), "little") for each in owners], np.uint64)
    known = np.frombuffer(before.asked if before else b"", np.uint64)
    is_new = ~np.isin(prints, known)
    fresh = joins(screener, (owners[place] for place in np.flatnonzero(is_new).tolist()))
    still = {print_.tobytes() for print_ in prints[~is_new]}
    kept = (join for join in before.joins if join.asked in still) if before else ()
    found = sorted((*fresh, *kept), key=lambda join: (join.entity, -join.score, join.party))
    return tuple(found), np.sort(prints)


def _latest(folder: Path, lists: str) -> JoinNote | None:
    """The note of the same lists that was written last."""
    for path in sorted(folder.glob(f"{lists}-*"), key=_age, reverse=True):
        note = _read(path)
        if note is not None:
            return note
    return None


def _read(path: Path) -> JoinNote | None:
    try:
        note = msgspec.msgpack.decode(path.read_bytes(), type=JoinNote)
    except (OSError, msgspec.MsgspecError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # what was asked last goes last
    return note if note.form == _FORM else None


def _make_room(folder: Path) -> None:
    for path in sorted(folder.glob("[!.]*"), key=_age)[:-KEPT]:
        path.unlink(missing_ok=True)


def _age(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


def _short(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()[:16]

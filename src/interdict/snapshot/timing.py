"""From publication to activation: when each edition was published, received and put in force.

    editions/<source>/<edition id>/timing.json   beside what ``archive`` keeps

The hours in between are hours in which a party was listed and not yet found, so they are
recorded per edition and shown. A publisher who states a day leaves a day of doubt, which is
shown as such.
"""

import datetime
from pathlib import Path
from typing import Literal

import msgspec

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.party import Edition
from interdict.snapshot.snapshot import MANIFEST
from interdict.snapshot.store import Activation, Home, folder_name

_TIMING = "timing.json"
_DAY = datetime.timedelta(days=1)

StatedBy = Literal["file", "server"]
"""Who stated the moment of publication: the file itself, or the publisher's server."""


class Timing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was noted of one edition; everything UTC."""

    published_at: datetime.datetime | None = None
    """The moment it was published, where somebody states one."""
    stated_by: StatedBy | None = None
    activated: datetime.datetime | None = None
    """When it first came into force here."""


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """Hours from publication to activation: one number twice, or the bounds of a day's doubt."""

    least: float
    most: float

    @property
    def exact(self) -> bool:
        """Is the moment of publication known, and not only the day?"""
        return self.least == self.most

    def __str__(self) -> str:
        """``3.5 h``, or ``9 to 33 h`` when only the day is known."""
        return f"{self.least:,.1f} h" if self.exact else f"{self.least:,.0f} to {self.most:,.0f} h"


def timing(home: Home, edition: Edition) -> Timing:
    """What was noted of a kept edition.

    An edition of the snapshot in force without an activation of its own came with that
    snapshot: the process was killed between the two, or an older version of Interdict noted
    nothing.
    """
    noted = _read(home, edition)
    history = home.history()
    if noted.activated is None and history:
        standing = {(made.source, made.id) for made in _standing(home, history[-1])}
        if (edition.source, edition.id) in standing:
            return msgspec.structs.replace(noted, activated=history[-1].at)
    return noted


def note_published(
    home: Home, edition: Edition, moment: datetime.datetime, stated_by: StatedBy
) -> None:
    """Note the moment of publication; what the file says outranks what a server says."""
    noted = _read(home, edition)
    if noted.stated_by is None or (noted.stated_by, stated_by) == ("server", "file"):
        moment = moment.astimezone(datetime.UTC)
        _write(
            home,
            edition,
            msgspec.structs.replace(noted, published_at=moment, stated_by=stated_by),
        )


def note_activated(home: Home, edition: Edition, at: datetime.datetime) -> None:
    """Note when an edition came into force, the first time."""
    noted = _read(home, edition)
    if noted.activated is None:
        _write(home, edition, msgspec.structs.replace(noted, activated=at))


def note_standing(home: Home) -> None:
    """Note for the editions of the snapshot in force what is not noted of them yet: before
    another snapshot takes its place, which must not be taken for theirs."""
    history = home.history()
    for edition in _standing(home, history[-1]) if history else ():
        if _file(home, edition).parent.is_dir():  # what was removed stays removed
            note_activated(home, edition, history[-1].at)


def hours(edition: Edition, noted: Timing) -> Hours | None:
    """Hours from publication to activation; None when either is not known.

    A day is taken in UTC, from its first moment to its last. An edition dated by its file's
    own time has no publication date at all.
    """
    if noted.activated is None:
        return None
    if noted.published_at is not None:
        exact = max(_hours(noted.activated - noted.published_at), 0.0)
        return Hours(least=exact, most=exact)
    if edition.dated_by == "modification-time":
        return None
    day = datetime.datetime.combine(edition.published, datetime.time(), datetime.UTC)
    most = max(_hours(noted.activated - day), 0.0)
    return Hours(least=max(_hours(noted.activated - day - _DAY), 0.0), most=most)


class _Made(msgspec.Struct):
    """What a snapshot's manifest says it is made of, whichever engine compiled it."""

    editions: tuple[Edition, ...]


def _standing(home: Home, activation: Activation) -> tuple[Edition, ...]:
    """The editions of an activated snapshot; none when it is gone or damaged."""
    manifest = home.snapshot_folder(activation.snapshot) / MANIFEST
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=_Made).editions
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ()


def _hours(span: datetime.timedelta) -> float:
    return round(span.total_seconds() / 3600, 2)


def _file(home: Home, edition: Edition) -> Path:
    return home.editions / folder_name(edition.source) / folder_name(edition.id) / _TIMING


def _read(home: Home, edition: Edition) -> Timing:
    path = _file(home, edition)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Timing)
    except FileNotFoundError:
        return Timing()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SnapshotError(
            f"{path} cannot be read ({error}), so when this edition came into force is not "
            "known: restore it from a backup, or remove it"
        ) from error


def _write(home: Home, edition: Edition, noted: Timing) -> None:
    with home.disk_full_explained():
        write_atomically(_file(home, edition), msgspec.json.encode(noted))

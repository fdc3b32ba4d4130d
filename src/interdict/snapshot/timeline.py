"""What happened on one list, edition by edition: who came, who went, what became other.

A list is known on the days of which editions are kept. So an event lies between two of them:
``seen`` is the first edition that shows it, ``unseen`` the last one that does not. What the
publisher itself states (``listed_on``) is told beside it and never derived from it.

The events are kept beside the editions (``timelines/<source>.msgpack.gz``), so that only new
editions are compared. The file can be removed at any time: it is made again.
"""

import contextlib
import datetime
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from interdict.durable import write_atomically
from interdict.party import Kind, Party
from interdict.snapshot.archive import Archive
from interdict.snapshot.diff import Changes, Difference, changes, programmes_of
from interdict.snapshot.facts import MATERIAL
from interdict.snapshot.store import Home, folder_name
from interdict.text import fold
from interdict.version import __version__

What = Literal["listed", "delisted", "renumbered", "changed"]

_FORM = 2
_BROKEN = (OSError, EOFError, zlib.error, msgspec.MsgspecError)


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened to one party."""

    what: What
    party: str
    """The party's id."""
    former: str = ""
    """Its id before, where it was renumbered."""
    name: str
    """Its primary name, after the event where it is still listed."""
    seen: datetime.date
    """Publication date of the first edition that shows it."""
    unseen: datetime.date | None = None
    """Publication date of the last edition before; None when ``seen`` is the oldest kept, so
    that it may have happened at any time before."""
    kind: Kind = "unknown"
    programmes: tuple[str, ...] = ()
    """Of the record that came, went, or changed."""
    names: tuple[str, ...] = ()
    """Every name of a record that came or went."""
    listed_on: datetime.date | None = None
    """Since when the publisher says it is listed, where it says so."""
    differences: tuple[Difference, ...] = ()
    """What changed, where the record stayed."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """``listed``, ``delisted``, ``renumbered``, or each kind of difference once."""
        if self.what != "changed":
            return (self.what,)
        return tuple(dict.fromkeys(each.kind for each in self.differences))

    @property
    def material(self) -> bool:
        """May it change whom a screening finds, or with what verdict?"""
        return self.what in ("listed", "delisted") or any(
            d.aspect in MATERIAL for d in self.differences
        )

    @property
    def when(self) -> str:
        """When it happened, as far as the kept editions tell."""
        if self.unseen is None:
            return f"on or before {self.seen}"
        return f"after {self.unseen}, by {self.seen}"


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that happened on one list, oldest first, then by party id."""

    source: str
    editions: tuple[tuple[str, str, datetime.date], ...]
    """(edition id, reading, publication date) of each edition compared, oldest first."""
    events: tuple[Event, ...] = ()

    @property
    def latest(self) -> datetime.date | None:
        """Of which day the newest edition is."""
        return self.editions[-1][2] if self.editions else None


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    form: int
    version: str
    """Of Interdict: another one may tell differences otherwise."""
    timeline: Timeline


def timeline(home: Home, source: str) -> Timeline:
    """The timeline of a source, comparing only editions that were not compared before."""
    archive = Archive(home)
    succession = archive.succession(source)
    wanted = tuple((e.id, archive.reading(e), e.published) for e in succession)
    known = _read(home, source)
    done = len(known.editions)
    if known.editions != wanted[:done]:
        known, done = Timeline(source=source, editions=()), 0
    if done == len(wanted):
        return known
    events = list(known.events)
    before = archive.listed(succession[done - 1]) if done else ()
    for place in range(done, len(succession)):
        after = archive.listed(succession[place])
        unseen = succession[place - 1].published if place else None
        found = changes(before, after, follow_ids=True)
        events += _events(found, unseen, succession[place].published)
        before = after
    made = Timeline(source=source, editions=wanted, events=tuple(events))
    _write(home, made)
    return made


def _events(found: Changes, unseen: datetime.date | None, seen: datetime.date) -> tuple[Event, ...]:
    happened = [_came_or_went("listed", party, unseen, seen) for party in found.added]
    happened += [_came_or_went("delisted", party, unseen, seen) for party in found.removed]
    happened += [
        msgspec.structs.replace(
            _came_or_went("renumbered", each.after, unseen, seen), former=each.before.id
        )
        for each in found.renumbered
    ]
    for change in found.changed:
        after = change.after
        happened.append(
            Event(
                what="changed",
                party=after.id,
                name=after.primary_name,
                kind=after.kind,
                seen=seen,
                unseen=unseen,
                programmes=tuple(sorted(programmes_of(after))),
                differences=change.differences,
            )
        )
    return tuple(sorted(happened, key=lambda event: event.party))


def _came_or_went(
    what: What, party: Party, unseen: datetime.date | None, seen: datetime.date
) -> Event:
    stated = [listing.listed_on for listing in party.listings if listing.listed_on]
    return Event(
        what=what,
        party=party.id,
        name=party.primary_name,
        kind=party.kind,
        seen=seen,
        unseen=unseen,
        programmes=tuple(sorted(programmes_of(party))),
        names=tuple(dict.fromkeys(name.full for name in party.names)),
        listed_on=min(stated, default=None),
    )


def _read(home: Home, source: str) -> Timeline:
    nothing = Timeline(source=source, editions=())
    try:
        packed = _path(home, source)
        kept = msgspec.msgpack.decode(gzip.decompress(packed.read_bytes()), type=_Kept)
    except _BROKEN:  # never made, or damaged: made again
        return nothing
    return kept.timeline if (kept.form, kept.version) == (_FORM, __version__) else nothing


def _write(home: Home, made: Timeline) -> None:
    kept = _Kept(form=_FORM, version=__version__, timeline=made)
    packed = gzip.compress(msgspec.msgpack.encode(kept), compresslevel=5, mtime=0)
    with contextlib.suppress(OSError):  # a read-only or full disk: compared again next time
        write_atomically(_path(home, made.source), packed)


def _path(home: Home, source: str) -> Path:
    return home.timelines / f"{folder_name(source)}.msgpack.gz"


def parties_named(made: Timeline, asked: str) -> tuple[str, ...]:
    """Ids of the parties that ever had this id or name on the list, by id.

    A name is found in any script and order of words. Parties that bear exactly these words
    come alone where there are any; else all whose name holds them.
    """
    if any(asked in (event.party, event.former) for event in made.events):
        return (asked,)
    words = frozenset(fold(asked).split())
    if not words:
        return ()
    exact: set[str] = set()
    holding: set[str] = set()
    for event in made.events:
        for name in _names_in(event):
            found = frozenset(fold(name).split())
            if words <= found:
                (exact if words == found else holding).add(event.party)
    return tuple(sorted(exact or holding))


def _names_in(event: Event) -> Iterator[str]:
    yield event.name
    yield from event.names
    for each in event.differences:
        if each.aspect in ("name", "alias"):
            yield from filter(None, (each.before, each.after))

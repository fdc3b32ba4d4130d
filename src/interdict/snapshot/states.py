"""Two states of the lists side by side: of two days, two editions, two snapshots.

A state is named as people name it (``state_named``)::

    ofac-sdn@2022-02-28     the edition of a list that was the newest published on that day
    2022-02-28              the same of every list
    ofac-sdn                the newest edition of a list
    known@2022-02-28        what was in force here at the end of that day (UTC)
    sha256:1f0c... or 1f0c  a snapshot or an edition, by the beginning of its id
"""

import datetime
import itertools
from collections.abc import Sequence

import msgspec

from interdict.errors import NoLists, UsageError
from interdict.party import Edition
from interdict.snapshot.archive import Archive
from interdict.snapshot.diff import Changes, changes
from interdict.snapshot.opening import editions_in_force
from interdict.snapshot.snapshot import read_manifest
from interdict.snapshot.store import Home

KNOWN = "known"
"""Before ``@DAY``: what was in force here, instead of a list's name."""
_SHORTEST_PREFIX = 6
HOW_TO_NAME = (
    "name a day (2022-02-28), a list on a day (ofac-sdn@2022-02-28), what was in force here on a "
    "day (known@2022-02-28), or a snapshot or edition by the beginning of its id"
)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The lists as they were once."""

    label: str
    """What was asked for, in words."""
    editions: tuple[Edition, ...]
    """At most one of each source, by source."""
    source: str = ""
    """The one list that was asked for; empty when all were."""

    def of(self, source: str) -> Edition | None:
        """The edition of one source, if it is there."""
        return next((e for e in self.editions if e.source == source), None)

    def only(self, source: str) -> "State":
        """The same with one list."""
        if self.source == source:
            return self
        kept = self.of(source)
        label = f"{source} of {kept.published}" if kept else f"{source}, {self.label}"
        editions = () if kept is None else (kept,)
        return State(label=label, editions=editions, source=source)


class ListChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What changed on one list."""

    list: str
    """Catalogue id of the source."""
    before: Edition | None
    after: Edition | None
    changes: Changes
    """Nothing where the list is in one of the states only: that is loading, not listing."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """Why some of the differences may be none of the publisher's doing."""
        if self.before is None or self.after is None:
            there, when = (self.after, "later") if self.after else (self.before, "earlier")
            count = there.parties if there else 0
            return (f"{self.list} is only in the {when} state, with {count:,} parties",)
        return tuple(_other_ways(self.before, self.after))


def _other_ways(before: Edition, after: Edition) -> list[str]:
    said = []
    if before.form != after.form:
        said.append(
            f"the editions are of different forms ({before.form}, {after.form}), which do not say "
            "the same of a party: what is told may be a matter of form"
        )
    elif len(before.files) != len(after.files):
        said.append(
            f"one edition has {len(before.files)} files, the other {len(after.files)}: what only "
            "one of them says (aliases, addresses) is told as a change"
        )
    for edition in (before, after):
        if edition.dated_by == "modification-time":
            said.append(f"the date {edition.published} is the file's own time, not the publisher's")
    if before.published > after.published:
        said.append("the first edition was published after the second")
    return said


def of_one_list(before: State, after: State) -> tuple[State, State]:
    """Two states, of one list only where one side was asked about one.

    Raises ``UsageError`` when two different lists were asked for.
    """
    asked = sorted({state.source for state in (before, after) if state.source})
    if len(asked) > 1:
        raise UsageError(f"{asked[0]} and {asked[1]} are two lists: compare editions of one")
    return (before.only(asked[0]), after.only(asked[0])) if asked else (before, after)


def compared(archive: Archive, before: State, after: State) -> tuple[ListChanges, ...]:
    """What changed on each list, by list."""
    sources = sorted({edition.source for edition in (*before.editions, *after.editions)})
    return tuple(_list_changes(archive, s, before.of(s), after.of(s)) for s in sources)


def _list_changes(
    archive: Archive, source: str, before: Edition | None, after: Edition | None
) -> ListChanges:
    found = Changes()
    if before is not None and after is not None and before.id != after.id:
        found = changes(archive.listed(before), archive.listed(after), follow_ids=True)
    return ListChanges(list=source, before=before, after=after, changes=found)


def last_activations(home: Home) -> tuple[State, State]:
    """What came into force here last, and what it took the place of."""
    ids = (activation.snapshot for activation in home.history())
    distinct = [snapshot for snapshot, _ in itertools.groupby(ids)]
    if len(distinct) < 2:
        raise NoLists(
            f"{len(distinct)} state of the lists was in force here, so there is no change to tell; "
            f"{HOW_TO_NAME}: see  interdict lists status"
        )
    return _snapshot(home, distinct[-2]), _snapshot(home, distinct[-1])


def last_editions(archive: Archive, source: str) -> tuple[State, State]:
    """The newest edition of a list and the one before it."""
    kept = archive.succession(source)
    if len(kept) < 2:
        raise NoLists(
            f"{len(kept)} edition of {source} is kept, so there is no change to tell: add an "
            "older one with  interdict lists add FILE"
        )
    older, newer = kept[-2:]
    return _edition(older), _edition(newer)


def state_named(home: Home, archive: Archive, asked: str) -> State:
    """The state that a person names; ``UsageError`` or ``NoLists`` says what there is."""
    source, at, day = asked.rpartition("@")
    if at and source == KNOWN:
        return _known(home, _day(day, asked))
    if at:
        return _published(archive, source, _day(day, asked))
    sources = {edition.source for edition in archive.editions()}
    if asked in sources:
        return _published(archive, asked, None)
    try:
        datetime.date.fromisoformat(asked)
    except ValueError:
        return _by_id(home, archive, asked)
    return _all_published(archive, _day(asked, asked))


def _day(text: str, asked: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{asked!r}: {text!r} is not a date, such as 2022-02-28") from error
    if day > datetime.datetime.now(datetime.UTC).date():
        raise UsageError(f"{asked} lies ahead: what will be listed is not known")
    return day


def _published(archive: Archive, source: str, day: datetime.date | None) -> State:
    edition = archive.in_force(source, day)
    if edition is None:
        kept = archive.editions(source)
        since = f"the oldest kept is of {kept[0].published}" if kept else "none is kept at all"
        raise NoLists(f"no edition of {source} published on or before {day} is kept: {since}")
    return _edition(edition)


def _edition(edition: Edition) -> State:
    label = f"{edition.source} of {edition.published}"
    return State(label=label, editions=(edition,), source=edition.source)


def _all_published(archive: Archive, day: datetime.date) -> State:
    editions = editions_in_force(archive, day)
    if not editions:
        raise NoLists(f"no list edition published on or before {day} is kept")
    return State(label=f"all lists as published by {day}", editions=editions)


def _known(home: Home, day: datetime.date) -> State:
    evening = datetime.datetime.combine(day, datetime.time.max, datetime.UTC)
    snapshot = home.in_force_at(evening)
    if snapshot is None:
        raise NoLists(f"nothing was in force here on {day}")
    state = _snapshot(home, snapshot)
    return msgspec.structs.replace(state, label=f"in force here at the end of {day} (UTC)")


def _snapshot(home: Home, snapshot: str) -> State:
    manifest = read_manifest(home.snapshot_folder(snapshot))
    return State(label=f"snapshot {snapshot[:19]}", editions=manifest.editions)


def _by_id(home: Home, archive: Archive, asked: str) -> State:
    prefix = asked.removeprefix("sha256:").removeprefix("sha256-").casefold()
    if len(prefix) < _SHORTEST_PREFIX or not set(prefix) <= set("0123456789abcdef"):
        raise UsageError(f"{asked!r} names no state of the lists: {HOW_TO_NAME}")
    snapshots = sorted(path.name for path in home.snapshots.glob(f"sha256-{prefix}*"))
    editions = [each for each in archive.editions() if each.id.startswith(prefix)]
    found = [*snapshots, *(f"{each.source} {each.id}" for each in editions)]
    if len(found) != 1:
        what = "several" if found else "no snapshot and no edition"
        raise UsageError(f"{asked!r} begins the id of {what}: {_listed(found) or HOW_TO_NAME}")
    if snapshots:
        return _snapshot(home, snapshots[0].replace("-", ":", 1))
    return _edition(editions[0])


def _listed(found: Sequence[str]) -> str:
    return ", ".join(found[:4]) + (" ..." if len(found) > 4 else "")

"""Which set of stakes is in force, and what was in force when.

stakes/
  editions/      every edition as it came (see ``stake_archive``)
  sets/          compiled sets, one folder each, named by their id (see ``stake_set``)
  past/<key>     the id of the set that holds the editions of a key
  history.json   every activation, oldest first; the last one is in force
"""

import datetime
import hashlib
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from interdict.durable import write_atomically
from interdict.errors import NoLists, SnapshotError
from interdict.snapshot.stake_archive import FOLDER, KeptStakes, StakeArchive
from interdict.snapshot.stake_compile import StakeContent, compile_stakes
from interdict.snapshot.stake_set import FORMAT, StakeSet, open_set
from interdict.snapshot.store import Activation, Home, folder_name

HOW_TO_ADD = (
    "add ownership files with  interdict owners add FILE...  or try the sample with --starter"
)
_HISTORY = msgspec.json.Decoder(tuple[Activation, ...])


class StakeStore:
    """The sets of stakes of one home. Reading creates nothing."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.folder = home.path / FOLDER
        self.archive = StakeArchive(home)
        self._history = self.folder / "history.json"

    def open_current(self) -> StakeSet:
        """The set in force; ``NoLists`` where no stake was ever added, or all were removed."""
        history = self.history()
        current = open_set(self._set_folder(history[-1].snapshot)) if history else None
        if current is None or not current.editions:
            raise NoLists(f"no stakes are loaded in {self._home.path}: {HOW_TO_ADD}")
        return current

    def open_as_of(self, as_of: datetime.date) -> StakeSet:
        """The newest edition of every source published by a day, compiled now if they never were
        together; ``NoLists`` where nothing so old is kept."""
        editions = self.archive.in_force(as_of)
        if not editions:
            raise NoLists(
                f"no stakes published on or before {as_of} are kept: ask with --in-force-on to "
                f"count what the newest stakes say of that day, or {HOW_TO_ADD}"
            )
        return open_set(self._set_folder(self.compiled(editions)))

    def open_known_on(self, moment: datetime.datetime) -> StakeSet:
        """The set that was in force here at a moment (aware)."""
        started = [each for each in self.history() if each.at <= moment]
        if not started:
            raise NoLists(f"no stakes were in force here on {moment:%Y-%m-%d %H:%M %Z}")
        return open_set(self._set_folder(started[-1].snapshot))

    def compiled(self, editions: Sequence[KeptStakes]) -> str:
        """The id of the set of these editions, compiled if it is not there."""
        content = [FORMAT, sorted(kept.name for kept in editions)]
        note = self.folder / "past" / hashlib.sha256(msgspec.json.encode(content)).hexdigest()
        known = _noted(note)
        if known and not self._is_damaged(known):
            return known
        with self._home.lock(), self._home.staging(self.folder / "sets") as staged:
            made = compile_stakes(
                staged.folder, [_content(self.archive, each) for each in editions]
            )
            if self._is_damaged(made):  # else ``complete`` would leave it where it is
                shutil.rmtree(self._set_folder(made), ignore_errors=True)
            staged.complete(folder_name(made))
            write_atomically(note, made.encode())
        return made

    def activate(self, stake_set: str) -> None:
        """Bring a complete set into force, durably, in one rename."""
        now = datetime.datetime.now(datetime.UTC)
        history = (*self.history(), Activation(snapshot=stake_set, at=now))
        with self._home.disk_full_explained():
            write_atomically(self._history, msgspec.json.encode(history))

    def history(self) -> tuple[Activation, ...]:
        """Every activation, oldest first; the last one is in force."""
        try:
            return _HISTORY.decode(self._history.read_bytes())
        except FileNotFoundError:
            return ()
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise SnapshotError(
                f"{self._history} cannot be read ({error}), so which stakes are in force is not "
                "known: restore it from a backup, or remove it and run  interdict owners recompile"
            ) from error

    def _set_folder(self, stake_set: str) -> Path:
        return self.folder / "sets" / folder_name(stake_set)

    def _is_damaged(self, stake_set: str) -> bool:
        try:
            return bool(open_set(self._set_folder(stake_set)).verify())
        except SnapshotError:
            return True


def _content(archive: StakeArchive, kept: KeptStakes) -> StakeContent:
    return StakeContent(
        edition=kept.edition,
        published=kept.published,
        dated_by=kept.dated_by,
        entities=partial(archive.entities, kept),
        stakes=partial(archive.stakes, kept),
    )


def _noted(note: Path) -> str:
    try:
        return note.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""

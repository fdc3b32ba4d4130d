"""What changed from one snapshot to another, and a small snapshot of what did."""

import contextlib
import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from interdict.party import Party
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.diff import Change, Changes, changes
from interdict.snapshot.snapshot import Snapshot, open_snapshot


def between(before: Snapshot, after: Snapshot) -> Changes:
    """Parties that came, went or changed in any way; in another order of their facts, too."""
    if before.id == after.id:
        return Changes()
    old, new = _stored(before), _stored(after)
    gone = [before.party(row) for digest, row in old.items() if digest not in new]
    come = [after.party(row) for digest, row in new.items() if digest not in old]
    found = changes(gone, come)
    told = {change.after.id for change in found.changed}
    was = {party.id: party for party in gone}
    reordered = tuple(
        Change(before=was[party.id], after=party, differences=())
        for party in come
        if party.id in was and party.id not in told and _order(was[party.id]) != _order(party)
    )
    return msgspec.structs.replace(found, changed=(*found.changed, *reordered))


def _order(party: Party) -> tuple[object, ...]:
    """Of facts that are equally good the first is told: another order is another wording."""
    return (
        tuple(name.full for name in party.names),
        tuple(each.value for each in party.identifiers),
        tuple(each.span for each in party.birth_dates),
    )


def _stored(snapshot: Snapshot) -> dict[bytes, int]:
    """Hash of each party's bytes -> its row: most are equal and need not be decoded."""
    return {
        hashlib.blake2b(snapshot.encoded(row), digest_size=16).digest(): row
        for row in range(len(snapshot))
    }


@contextlib.contextmanager
def snapshot_of(parties: Iterable[Party], whole: Snapshot) -> Iterator[Snapshot]:
    """Some parties of a snapshot compiled alone, for as long as it is needed.

    A score depends on the query and the party only, so that the answers are those of the
    whole (invariant 2).
    """
    chosen = tuple(parties)
    contents = [
        EditionContent(
            edition=edition,
            parties=tuple(party for party in chosen if party.source == edition.source),
            findings=(),
        )
        for edition in whole.editions
    ]
    with tempfile.TemporaryDirectory(prefix="interdict-") as folder:
        compile_snapshot(Path(folder), contents)
        yield open_snapshot(Path(folder))


class Causes:
    """Why a hit on a party came, went or changed, as far as the party is the reason.

    Changes that can alter no answer (``snapshot.facts.MATERIAL``) are none. Of the lists
    ``unkept`` no edition was there to compare with: whether their parties are new is not known.
    """

    def __init__(self, changed: Changes, unkept: Collection[str] = ()) -> None:
        self._unkept = {p.id: p.source for p in changed.added if p.source in unkept}
        self._listed = frozenset(party.id for party in changed.added)
        self._delisted = frozenset(party.id for party in changed.removed)
        self._changed: dict[str, Change] = {
            each.after.id: each for each in changed.material.changed
        }

    def __contains__(self, party: str) -> bool:
        return party in self._listed or party in self._delisted or party in self._changed

    def kinds(self, party: str) -> tuple[str, ...]:
        """``new listing``, ``delisted``, or the kinds of difference (``alias added``)."""
        if party in self._unkept:
            return (f"no edition of {self._unkept[party]} so old is kept",)
        if party in self._listed:
            return ("new listing",)
        if party in self._delisted:
            return ("delisted",)
        change = self._changed.get(party)
        told = [each for each in change.differences if each.material] if change else []
        return tuple(dict.fromkeys(each.kind for each in told))

    def says(self, party: str) -> tuple[str, ...]:
        """The same with what was and what is."""
        change = self._changed.get(party)
        if change is None:
            return self.kinds(party)
        return tuple(each.says for each in change.differences if each.material)

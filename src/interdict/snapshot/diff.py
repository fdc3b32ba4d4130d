"""What changed between two editions of a source: who came, who went, and what became other.

Parties are told apart by their ids. A change is a list of differences, each of one aspect of
the record (``facts``), so that a person reads "alias added" and not two records side by side.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from interdict.party import Party
from interdict.snapshot.facts import ASPECTS, MATERIAL, Aspect, Facts, same_text

_COMPARED = tuple(name for name in Party.__struct_fields__ if name not in ("id", "provenance"))
_PLACES = frozenset({"field", "provenance"})
"""Where a fact was read: no part of what it says."""
_WHO: frozenset[Aspect] = frozenset({"kind", "identifier", "birth date"})
"""Beside its names, what tells that a party under another id is the same one."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that only one of two records states, or one that took another's place."""

    aspect: Aspect
    before: str = ""
    """What the earlier record says; empty when the fact is new."""
    after: str = ""
    """What the later record says; empty when the fact is gone."""

    @property
    def became(self) -> Literal["added", "removed", "changed"]:
        """What became of the fact."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def kind(self) -> str:
        """Aspect and what became of it: ``alias added``; a changed name is ``renamed``."""
        return "renamed" if self.aspect == "name" else f"{self.aspect} {self.became}"

    @property
    def material(self) -> bool:
        """May it change whom a screening finds, or with what verdict?"""
        return self.aspect in MATERIAL

    @property
    def says(self) -> str:
        """The difference as one line."""
        told = dict.fromkeys(filter(None, (self.before, self.after)))
        return f"{self.kind}: {' -> '.join(told)}"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A party that both editions list and that do not say the same of it."""

    before: Party
    after: Party
    differences: tuple[Difference, ...]
    """At least one, in the order of ``facts.ASPECTS``."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Each kind of difference once."""
        return tuple(dict.fromkeys(difference.kind for difference in self.differences))

    @property
    def material(self) -> bool:
        """May it change whom a screening finds, or with what verdict?"""
        return any(difference.material for difference in self.differences)


class ProgrammeCount(msgspec.Struct, frozen=True, kw_only=True):
    """Parties listed under one programme, and how they became so many."""

    before: int = 0
    after: int = 0
    added: int = 0
    """New parties."""
    removed: int = 0
    """Parties that are gone from the list."""
    joined: int = 0
    """Parties of both editions that got the programme."""
    left: int = 0
    """Parties of both editions that lost it."""


class Renumbered(msgspec.Struct, frozen=True, kw_only=True):
    """A party that has another id in the later edition and the same names, kind, birth dates
    and identifiers, as no other party that came or went has them."""

    before: Party
    after: Party


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that differs, each tuple in the order of party ids."""

    added: tuple[Party, ...] = ()
    removed: tuple[Party, ...] = ()
    changed: tuple[Change, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    """In the order of the later ids; what else became of such a party is in ``changed``."""
    programmes: dict[str, ProgrammeCount] = {}
    """By programme, in order of name; those without any party added, removed, joined or left
    too."""

    @property
    def material(self) -> "Changes":
        """The same without changes that can alter no screening."""
        kept = tuple(change for change in self.changed if change.material)
        return msgspec.structs.replace(self, changed=kept)

    @property
    def kinds(self) -> dict[str, int]:
        """Kind of difference -> parties that have it, most first, then by name."""
        counted = Counter(kind for change in self.changed for kind in change.kinds)
        return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def __bool__(self) -> bool:
        """Did anything change?"""
        return bool(self.added or self.removed or self.changed or self.renumbered)


def changes(before: Iterable[Party], after: Iterable[Party], follow_ids: bool = False) -> Changes:
    """Compare two editions of one source, or two snapshots.

    With ``follow_ids`` a party that a publisher gave another id is told as ``renumbered``, else
    as removed and added: who keeps something under an id needs to know that it is gone.

    The order of parties and facts, where they were read, and of which edition they are make no
    difference. An id that comes twice in one of them counts with its last party.
    """
    old = {party.id: party for party in before}
    new = {party.id: party for party in after}
    renumbered = _renumbered(old, new) if follow_ids else {}
    old = {renumbered.get(name, name): party for name, party in old.items()}
    both = sorted(old.keys() & new.keys())
    found = ((old[name], new[name]) for name in both)
    return Changes(
        added=tuple(new[name] for name in sorted(new.keys() - old.keys())),
        removed=tuple(old[name] for name in sorted(old.keys() - new.keys())),
        changed=tuple(change for one, other in found if (change := compare(one, other))),
        renumbered=tuple(
            Renumbered(before=old[name], after=new[name]) for name in sorted(renumbered.values())
        ),
        programmes=_by_programme(old, new),
    )


def _renumbered(old: Mapping[str, Party], new: Mapping[str, Party]) -> dict[str, str]:
    """Earlier id -> later id of parties that only one on each side can be."""
    gone = _by_facts(old[name] for name in old.keys() - new.keys())
    come = _by_facts(new[name] for name in new.keys() - old.keys())
    return {
        gone[facts][0].id: come[facts][0].id
        for facts in gone.keys() & come.keys()
        if len(gone[facts]) == len(come[facts]) == 1
        and gone[facts][0].source == come[facts][0].source
    }


def _by_facts(parties: Iterable[Party]) -> dict[tuple[frozenset[str], ...], list[Party]]:
    found: dict[tuple[frozenset[str], ...], list[Party]] = {}
    for party in parties:
        names = frozenset(same_text(name.full) for name in party.names)
        facts = (frozenset(read(party)) for aspect, read in ASPECTS if aspect in _WHO)
        found.setdefault((names, *facts), []).append(party)
    return found


def compare(before: Party, after: Party) -> Change | None:
    """What two records of one party say differently; None when they say the same."""
    if all(getattr(before, name) == getattr(after, name) for name in _COMPARED):
        return None
    differences = tuple(_differences(before, after))
    if not differences:
        old, new = _said(before), _said(after)
        printed = ", ".join(sorted(n for n in old | new if old.get(n) != new.get(n)))
        if not printed:
            return None
        differences = (Difference(aspect="wording", before=printed, after=printed),)
    return Change(before=before, after=after, differences=differences)


def _differences(before: Party, after: Party) -> Iterator[Difference]:
    for aspect, read in ASPECTS:
        old, new = read(before), read(after)
        if aspect == "name form":
            yield from _other_forms(old, new)
            continue
        if old.keys() == new.keys():
            continue
        if aspect == "alias":  # an alias that became the primary name is no lost alias
            old, new = _unnamed(old, after), _unnamed(new, before)
        lost = [text for key, text in old.items() if key not in new]
        gained = [text for key, text in new.items() if key not in old]
        if len(lost) == len(gained) == 1 and aspect not in ("alias", "identifier", "programme"):
            yield Difference(aspect=aspect, before=lost[0], after=gained[0])
            continue
        yield from (Difference(aspect=aspect, before=text) for text in lost)
        yield from (Difference(aspect=aspect, after=text) for text in gained)


def _other_forms(old: Facts, new: Facts) -> Iterator[Difference]:
    """Names that both records print and mark or take apart differently."""
    for key in sorted(old.keys() & new.keys()):
        if same_text(old[key]) != same_text(new[key]):
            yield Difference(aspect="name form", before=old[key], after=new[key])


def _unnamed(aliases: Facts, other: Party) -> Facts:
    return {key: text for key, text in aliases.items() if key != same_text(other.primary_name)}


def _said(party: Party) -> dict[str, Any]:
    """The record's fields without the places their facts were read from."""
    said: dict[str, Any] = _unplaced(msgspec.to_builtins(party))
    return said


def _unplaced(value: Any) -> Any:
    """The same without places, and lists in an order of our own: publishers reorder them."""
    if isinstance(value, dict):
        return {key: _unplaced(each) for key, each in value.items() if key not in _PLACES}
    if isinstance(value, (list, tuple)):
        return sorted(map(_unplaced, value), key=repr)
    return value


def programmes_of(party: Party) -> frozenset[str]:
    """The programmes a party is listed under, on whatever list."""
    return frozenset(programme for listing in party.listings for programme in listing.programmes)


def _by_programme(old: dict[str, Party], new: dict[str, Party]) -> dict[str, ProgrammeCount]:
    counted: dict[str, Counter[str]] = {}

    def count(programmes: Iterable[str], what: str) -> None:
        for programme in programmes:
            counted.setdefault(programme, Counter())[what] += 1

    for name in old.keys() | new.keys():
        was = programmes_of(old[name]) if name in old else frozenset[str]()
        now = programmes_of(new[name]) if name in new else frozenset[str]()
        count(was, "before")
        count(now, "after")
        count(now - was, "joined" if name in old else "added")
        count(was - now, "left" if name in new else "removed")
    return {programme: ProgrammeCount(**counted[programme]) for programme in sorted(counted)}

"""Who is one and the same in a file: records, the statements that replace them, and numbers.

A holder that stands there twice under one company number must be one node, or two halves of a
majority would stay two minorities. So records are joined by official numbers, unless they
contradict each other in another number of one scheme, or one is a person and the other not.
"""

import datetime
from collections.abc import Iterator

import msgspec

from interdict.ownership.bods_entities import Described
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity


class _Telling(msgspec.Struct, frozen=True):
    """One description and when it was given."""

    stated_on: datetime.date
    turn: int
    described: Described


class Parties:
    """Everybody who is described in one file, by the keys that statements refer to."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._parent: dict[str, str] = {}
        self._tellings: dict[str, list[_Telling]] = {}
        self._numbers: dict[str, set[str]] = {}
        self._replaced: dict[str, dict[str, None]] = {}
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._turn = 0

    def describe(self, key: str, described: Described, stated_on: datetime.date | None) -> None:
        """Somebody who is referred to by ``key``."""
        self._turn += 1
        told = _Telling(stated_on or datetime.date.min, self._turn, described)
        self._tellings.setdefault(key, []).append(told)
        self._numbers.setdefault(key, set()).update(described.numbers)

    def replaced(self, earlier: str, later: str) -> None:
        """The statement under the later key stands in place of the earlier."""
        self._replaced.setdefault(earlier, {})[later] = None

    def settle(self) -> None:
        """Join who is one and give everybody his id; after the last description."""
        for earlier, later in self._replaced.items():
            self._join_replaced(earlier, list(later))
        holders: dict[str, list[str]] = {}
        for key in self._tellings:
            for number in sorted(self._numbers[key]):
                self._join_by(number, key, holders.setdefault(number, []))
        groups = self._groups()
        taken = self._taken
        for root, keys in groups.items():
            numbers = sorted({n for k in keys for n in self._numbers.get(k, ())}, key=_rank)
            own = next((number for number in numbers if number not in taken), "")
            if own:
                taken.add(own)
                self._ids[root] = own
        for root, keys in groups.items():
            if root not in self._ids:
                self._ids[root] = keys[0] if keys[0] not in taken else f"record {keys[0]}"
                taken.add(self._ids[root])

    def id_of(self, key: str) -> str:
        """The id of whom a key refers to; the key itself where nobody is described under it."""
        return self._ids.get(self._root(key), key)

    def has(self, own: str) -> bool:
        """Is this the id of somebody described?"""
        return own in self._taken

    def entities(self) -> Iterator[tuple[Entity, bool]]:
        """Everybody once, and whether he is a joint arrangement."""
        for root, keys in self._groups().items():
            tellings = [told for key in keys for told in self._tellings[key]]
            tellings.sort(key=lambda told: (told.stated_on, told.turn))
            joint = any(told.described.is_joint for told in tellings)
            yield _merged(self._ids[root], [told.described.entity for told in tellings]), joint

    def _root(self, key: str) -> str:
        root = key
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(key, key)) != root:
            self._parent[key], key = root, parent
        return root

    def _join(self, one: str, other: str) -> None:
        if one == other:
            return
        self._parent[one] = other
        numbers = self._numbers.setdefault(other, set())
        numbers |= self._numbers.get(one, set())

    def _join_replaced(self, earlier: str, later: list[str]) -> None:
        """Whom two statements replace is one with the last of them: two may be two people."""
        last = later[-1]
        if len(later) > 1 or (earlier in self._tellings and self._contradicts(earlier, last)):
            self._report.warn(
                "contradicting-replacement",
                f"{earlier} is replaced by {' and '.join(later[:3])}, who may not be one; only the "
                "last is taken for it"
                if len(later) > 1
                else f"{earlier} and {last}, which "
                "replaces it, contradict each other; they stay two",
                record=last,
            )
        if earlier not in self._tellings or not self._contradicts(earlier, last):
            self._join(self._root(earlier), self._root(last))

    def _join_by(self, number: str, key: str, holders: list[str]) -> None:
        """Join the record with one that bears the same number, where nothing speaks against."""
        root = self._root(key)
        for holder in holders:
            other = self._root(holder)
            if other == root or not self._contradicts(key, holder):
                if other != root:
                    self._join(root, other)
                return
        if holders:
            self._report.warn(
                "contradicting-numbers",
                f"{key} and {holders[0]} bear the number {number} and contradict each other in "
                "another; they stay two",
                record=key,
            )
        holders.append(key)

    def _contradicts(self, one: str, other: str) -> bool:
        kinds = {self._tellings[key][0].described.entity.kind for key in (one, other)}
        if len(kinds) > 1:
            return True
        left, right = (_by_scheme(self._numbers[self._root(key)]) for key in (one, other))
        return any(left[scheme].isdisjoint(right[scheme]) for scheme in left.keys() & right.keys())

    def _groups(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for key in self._tellings:
            groups.setdefault(self._root(key), []).append(key)
        return groups


def _by_scheme(numbers: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number in numbers:
        found.setdefault(number.partition(":")[0], set()).add(number)
    return found


def _rank(number: str) -> tuple[bool, str]:
    """The LEI first: it is the one number that all registers share."""
    return not number.startswith("lei:"), number


def _merged(own: str, told: list[Entity]) -> Entity:
    """One entity of all that was told of him, the latest last."""
    latest = told[-1]
    if len(told) == 1:
        return msgspec.structs.replace(latest, id=own)
    names = [name for each in reversed(told) for name in (each.name, *each.other_names) if name]
    first, *others = dict.fromkeys(names) or [""]
    newest_first = tuple(reversed(told))
    return msgspec.structs.replace(
        latest,
        id=own,
        name=first,
        other_names=tuple(others),
        identifiers=tuple(dict.fromkeys(n for each in newest_first for n in each.identifiers)),
        countries=tuple(dict.fromkeys(c for each in newest_first for c in each.countries)),
        birth=next((each.birth for each in newest_first if each.birth), None),
        is_state=any(each.is_state for each in told),
        is_unnamed=all(each.is_unnamed for each in told),
    )

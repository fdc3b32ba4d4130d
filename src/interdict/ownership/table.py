"""Many stakes as columns, so that ten million of them fit in memory and are searched at once.

A table keeps every statement it was given, in its order, with the dates it has; which of them
count on a day is ``graph``'s question.
"""

import datetime
from array import array
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import get_args

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.ownership.share import UNKNOWN, Share
from interdict.ownership.stake import SIZED, Stake, StakeKind

KINDS: tuple[StakeKind, ...] = get_args(StakeKind)
"""A kind's number in the column ``kind`` is its place here."""
CODE: dict[str, int] = {kind: code for code, kind in enumerate(KINDS)}
SHARES, VOTES = CODE["shares"], CODE["votes"]

ALWAYS = 0
"""In ``since``: no first day is stated."""
FOR_EVER = np.iinfo(np.int32).max
"""In ``until``: it lasts."""

PlainRow = Callable[[str, str, int, int, int, int, int], None]
Column = npt.NDArray[np.int32]


_SETTLED = (
    "owner", "owned", "holder", "kind", "share", "since", "until", "stated_on", "group",
    "uncertain",
)  # fmt: skip
"""The columns."""


class Stated(msgspec.Struct, frozen=True):
    """A stake with who states it."""

    stake: Stake
    source: str
    """In words: ``Companies House, snapshot of 2026-11-01``."""


class StakeTable:
    """Stakes as columns of equal length; ``ids`` names the entities that the codes stand for."""

    def __init__(self, builder: "TableBuilder") -> None:
        builder.fill()
        self.ids: list[str] = builder.ids
        self.codes: dict[str, int] = builder.codes
        self.shares: list[Share] = builder.shares
        """Distinct shares; the column ``share`` points into it."""
        self.groups: list[str] = builder.groups
        """Distinct labels of joint arrangements; the first is none."""
        self.owner = _column(builder.owner)
        self.owned = _column(builder.owned)
        self.holder = builder.holder()
        """Who holds it in law: the owner himself, or his nominee. What two hold for one person are
        two stakes."""
        self.kind = np.frombuffer(builder.kind, dtype=np.int8)
        self.share = _column(builder.share)
        self.since = _column(builder.since)
        """Day numbers (``date.toordinal``), or ``ALWAYS``."""
        self.until = _column(builder.until)
        """Day numbers, the last day included, or ``FOR_EVER``."""
        self.stated_on = _column(builder.stated_on)
        """Day numbers; 0 where the statement has none."""
        self.group = _column(builder.group)
        self.uncertain = np.frombuffer(builder.uncertain, dtype=np.int8).astype(bool)
        self.unnamed = frozenset(builder.unnamed)
        """Codes of owners of whom a source says that they exist and not who they are."""
        self._names = builder.names
        self._kept, self._places, self._source = builder.kept, builder.places, builder.source

    def __len__(self) -> int:
        return len(self.owner)

    @classmethod
    def of(
        cls,
        stakes: Iterable[Stake],
        source: str = "",
        unnamed: Iterable[str] = (),
        names: Callable[[str], str] | None = None,
    ) -> "StakeTable":
        """A table of records that one source states; ``unnamed`` are ids of unnamed owners."""
        builder = TableBuilder(names)
        for stake in stakes:
            builder.add(stake, source)
        for entity in unnamed:
            builder.unnamed.add(builder.code(entity))
        return cls(builder)

    def stated(self, row: int) -> Stated:
        """One row as it was stated."""
        if row >= len(self.owner):
            return self._added[row - len(self.owner)]
        return self._settled[row] if row in self._settled else self._as_read(row)

    @cached_property
    def _added(self) -> list[Stated]:
        """Statements that came after the columns were made."""
        return []

    @cached_property
    def _settled(self) -> dict[int, Stated]:
        """Row -> such a statement that is in the columns now."""
        return {}

    def is_company(self, node: int) -> bool:
        """Does a source describe the node as a company, so that it is no project?"""
        return False

    def _as_read(self, row: int) -> Stated:
        """One row of the columns as it was read."""
        if self._kept:
            return self._kept[row]
        kind = KINDS[self.kind[row]]
        since, until = int(self.since[row]), int(self.until[row])
        return Stated(
            Stake(
                owner=self.ids[self.owner[row]],
                owned=self.ids[self.owned[row]],
                kind=kind,
                share=self.shares[self.share[row]],
                since=None if since == ALWAYS else datetime.date.fromordinal(since),
                until=None if until == FOR_EVER else datetime.date.fromordinal(until),
                joint_group=self.groups[self.group[row]],
                uncertain=bool(self.uncertain[row]),
                place=f"line {self._places[row]}",
            ),
            self._source,
        )

    def code(self, entity: str) -> int:
        """The number of an entity, given on first sight."""
        found = self.codes.get(entity)
        if found is None:
            found = self.codes[entity] = len(self.ids)
            self.ids.append(entity)
        return found

    def append(self, stake: Stake, source: str) -> int:
        """Take one more statement; its row. The columns get it with ``settle``."""
        self.code(stake.nominee_for or stake.owner)
        self.code(stake.owner)
        self.code(stake.owned)
        self._added.append(Stated(stake, source))
        return len(self.owner) + len(self._added) - 1

    def settle(self) -> None:
        """Take what was added into the columns."""
        if not self._added:
            return
        builder = TableBuilder()
        builder.ids, builder.codes = self.ids, self.codes
        builder.shares, builder.groups = self.shares, self.groups
        builder.share_codes = {share: code for code, share in enumerate(self.shares)}
        builder.group_codes = {label: code for code, label in enumerate(self.groups)}
        for each in self._added:
            builder.add(each.stake, each.source)
        more = StakeTable(builder)
        for name in _SETTLED:
            setattr(self, name, np.concatenate((getattr(self, name), getattr(more, name))))
        self._settled |= {
            len(self.owner) - len(more) + at: each for at, each in enumerate(self._added)
        }
        self._added.clear()

    def name(self, entity: str) -> str:
        """What an entity is called; its id where no name is known."""
        return self._names(entity) or entity


class TableBuilder:
    """Takes stakes one by one; ``StakeTable`` is what it becomes.

    ``names`` gives an entity's name from its id (empty where there is none).
    """

    def __init__(self, names: Callable[[str], str] | None = None) -> None:
        self.ids: list[str] = []
        self.codes: dict[str, int] = {}
        self.shares: list[Share] = []
        self.groups: list[str] = [""]
        self.owner, self.owned = array("i"), array("i")
        self.kind, self.uncertain = array("b"), array("b")
        self.share, self.since, self.until = array("i"), array("i"), array("i")
        self.stated_on, self.group = array("i"), array("i")
        self.unnamed: set[int] = set()
        self.names: Callable[[str], str] = names or (lambda entity: "")
        self._nominees: dict[int, int] = {}
        """Row -> the code of who holds it for its owner."""
        self.kept: list[Stated] = []
        """The statements themselves, where rows were made of records."""
        self.places = array("i")
        """The line of each row, where rows were read from a table."""
        self.source = ""
        """Who states the rows of a table, in words."""
        self.share_codes: dict[Share, int] = {}
        self.group_codes: dict[str, int] = {"": 0}

    def code(self, entity: str) -> int:
        """The number of an entity, given on first sight."""
        found = self.codes.get(entity)
        if found is None:
            found = self.codes[entity] = len(self.ids)
            self.ids.append(entity)
        return found

    def share_code(self, share: Share) -> int:
        """The number of a share, given on first sight."""
        found = self.share_codes.get(share)
        if found is None:
            found = self.share_codes[share] = len(self.shares)
            self.shares.append(share)
        return found

    def group_code(self, label: str) -> int:
        """The number of a joint arrangement, given on first sight."""
        found = self.group_codes.get(label)
        if found is None:
            found = self.group_codes[label] = len(self.groups)
            self.groups.append(label)
        return found

    def row(
        self,
        what: tuple[int, int, int],
        share: int,
        days: tuple[int, int],
        group: int = 0,
        uncertain: bool = False,
    ) -> None:
        """Take one statement as codes: (owner, owned, kind), share, (since, until), group."""
        self.fill()
        self.owner.append(what[0])
        self.owned.append(what[1])
        self.kind.append(what[2])
        self.share.append(share)
        self.since.append(days[0])
        self.until.append(days[1])
        self.group.append(group)
        self.uncertain.append(uncertain)
        self.stated_on.append(0)

    def plain_row(self) -> "PlainRow":
        """What takes rows that are certain and have no day of their own, for ten million of them:
        (owner and owned by id, codes of kind and share, since, until, code of the group)."""
        code = self.code
        owner, owned, kind = self.owner.append, self.owned.append, self.kind.append
        share, group = self.share.append, self.group.append
        since, until = self.since.append, self.until.append

        def take(
            by: str, of: str, what: int, size: int, begin: int, end: int, joint: int
        ) -> None:  # seven parameters: a record for each row would double the time
            owner(code(by))
            owned(code(of))
            kind(what)
            share(size)
            since(begin)
            until(end)
            group(joint)

        return take

    def fill(self) -> None:
        """Say of the rows so far that nothing else is that they are certain and undated."""
        for column in (self.uncertain, self.stated_on):
            lacking = len(self.owner) - len(column)
            column.frombytes(bytes(lacking * column.itemsize))

    def holder(self) -> Column:
        """Who holds each row in law."""
        owner = _column(self.owner)
        if not self._nominees:
            return owner
        found = owner.copy()
        found[list(self._nominees)] = list(self._nominees.values())
        return found

    def add(self, stake: Stake, source: str) -> None:
        """Take one statement. What a nominee holds counts as held by whom he holds it for."""
        since = stake.since.toordinal() if stake.since else ALWAYS
        until = stake.until.toordinal() if stake.until else FOR_EVER
        self.row(
            (self.code(stake.nominee_for or stake.owner), self.code(stake.owned), CODE[stake.kind]),
            self.share_code(stake.share if stake.kind in SIZED else UNKNOWN),
            (since, until),
            self.group_code(stake.joint_group),
            stake.uncertain,
        )
        if stake.nominee_for:
            self._nominees[len(self.owner) - 1] = self.code(stake.owner)
        if stake.stated_on:
            self.stated_on[-1] = stake.stated_on.toordinal()
        self.kept.append(Stated(stake, source))


def _column(values: "array[int]") -> Column:
    return np.frombuffer(values, dtype=np.int32)

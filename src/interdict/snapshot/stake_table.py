"""The columns of a stake set, opened from disk as the ownership rules want them.

Ten million stakes are a few arrays: they are mapped, not read. What a source said in full (its
own id, place and words) lies beside them in small pieces, of which one is read when a proof
shows the stake.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from interdict.ownership.share import Share
from interdict.ownership.stake import Entity, Stake
from interdict.ownership.table import StakeTable, Stated, TableBuilder
from interdict.snapshot.stake_archive import read_piece, write_records

COLUMNS = (
    "owner", "owned", "holder", "kind", "share", "since", "until", "stated_on", "group",
    "uncertain",
)  # fmt: skip
STAKES, LABELS, PIECES = "stakes.bin", "labels.msgpack", "piece_start"
FILES = (STAKES, LABELS, f"{PIECES}.npy", *(f"{name}.npy" for name in COLUMNS))
IN_PIECE = 128
"""Stakes that are read together when one of them is shown."""


class Labels(msgspec.Struct, frozen=True):
    """What the columns point into."""

    shares: tuple[Share, ...]
    groups: tuple[str, ...]
    unnamed: tuple[int, ...]
    """Nodes of whom a source says that they exist and not who they are."""


class StoredTable(StakeTable):
    """A stake table whose columns lie in a folder; ``uncertain`` may differ by the day."""

    def __init__(
        self,
        folder: Path,
        ids: list[str],
        expired: Sequence[tuple[int, int]],
        described: Callable[[int], Entity],
        stated_by: Callable[[int], str],
    ) -> None:
        self._folder = folder
        labels = msgspec.msgpack.decode(
            (folder / LABELS).read_bytes(), type=Labels, dec_hook=lambda kind, value: kind(value)
        )
        self.ids = ids
        self._known = len(ids)
        self.codes = {entity: code for code, entity in enumerate(ids)}
        self.shares, self.groups = list(labels.shares), list(labels.groups)
        self.unnamed = frozenset(labels.unnamed)
        for column in COLUMNS:
            setattr(self, column, np.load(folder / f"{column}.npy", mmap_mode="r"))
        self.uncertain = self.uncertain.astype(bool)
        for first, end in expired:
            self.uncertain[first:end] = True
        self._pieces = np.load(folder / f"{PIECES}.npy", mmap_mode="r")
        self._described, self._stated_by = described, stated_by

    def is_company(self, node: int) -> bool:
        """Does a source describe the node as a company, so that it is no project?"""
        return node < self._known and self._described(node).kind == "organization"

    def _as_read(self, row: int) -> Stated:
        """One row as it was stated, whatever may be uncertain of it on the day."""
        with (self._folder / STAKES).open("rb") as stream:
            stream.seek(int(self._pieces[row // IN_PIECE]))
            stake = read_piece(stream, Stake)[row % IN_PIECE]
        uncertain = bool(self.uncertain[row])
        stake = msgspec.structs.replace(stake, uncertain=uncertain)
        return Stated(stake, self._stated_by(row))

    def name(self, entity: str) -> str:
        """What an entity is called; its id where no name is known."""
        code = self.codes.get(entity)
        return (
            self._described(code).name if code is not None and code < self._known else ""
        ) or entity


class Columns:
    """Takes the stakes of a set one by one and writes their columns."""

    def __init__(self, ids: list[str]) -> None:
        self._builder = TableBuilder()
        self._builder.ids = ids
        self._builder.codes = {entity: code for code, entity in enumerate(ids)}

    def write(self, folder: Path, stakes: Iterable[Stake], unnamed: Sequence[int]) -> int:
        """Write everything of the stakes (between nodes' ids); returns how many there were."""
        made = self._builder

        def counted() -> Iterator[Stake]:
            for stake in stakes:
                made.add(stake, "")
                made.kept.clear()  # the statement itself lies on disk
                yield stake

        starts = write_records(folder / STAKES, counted(), IN_PIECE)
        for column in COLUMNS:
            values = made.holder() if column == "holder" else getattr(made, column)
            kept = np.int8 if column in ("kind", "uncertain") else np.int32
            np.save(folder / f"{column}.npy", np.array(values, kept))
        np.save(folder / f"{PIECES}.npy", np.array(starts, np.int64))
        labels = Labels(tuple(made.shares), tuple(made.groups), tuple(unnamed))
        (folder / LABELS).write_bytes(msgspec.msgpack.encode(labels, enc_hook=str))
        return len(made.owner)

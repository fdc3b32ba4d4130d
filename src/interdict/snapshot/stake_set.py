"""The compiled stakes of several sources: immutable, named by the hash of its content.

    stakes/sets/<id>/
      manifest.json    editions, counts, hash of every file; its own hash is the set's id
      nodes.msgpack    who the stakes are about, by id; node_start.npy says where each begins
      lookup_key.npy, lookup_node.npy   nodes by id, by a source's own id, by folded name
      owners.npy       the nodes that hold something
      owner.npy ...    the stakes between nodes, edition by edition (see ``stake_table``)
      findings.msgpack what was odd about bringing the sources together

An answer names the set beside the snapshot of the lists: with both it can be given again.
"""

import contextlib
import datetime
import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.ownership.stake import Entity, StakeEdition
from interdict.party import DatedBy, Finding
from interdict.snapshot import stake_table
from interdict.snapshot.snapshot import CHECKED, FileFact, lookup_key
from interdict.snapshot.stake_archive import sha256_of
from interdict.snapshot.stake_table import StoredTable
from interdict.text import fold

FORMAT = 1
"""Version of the files' layout; another version must be compiled again."""
MANIFEST = "manifest.json"
NODES, IDS, FINDINGS = "nodes.msgpack", "ids.msgpack", "findings.msgpack"
ARRAYS = ("node_start", "lookup_key", "lookup_node", "owners")
FILES = (NODES, IDS, FINDINGS, *(f"{name}.npy" for name in ARRAYS), *stake_table.FILES)


class SetEdition(msgspec.Struct, frozen=True, kw_only=True):
    """One edition in a set, and which of the stakes are its."""

    edition: StakeEdition
    published: datetime.date
    dated_by: DatedBy
    first: int
    end: int
    """One past its last stake."""

    def words(self, on: datetime.date) -> str:
        """Who states its stakes, and of when."""
        told = [f"{self.edition.form} of {self.published}"]
        if self.edition.document:
            told.append(f"from {self.edition.document}")
        if self.is_expired(on):
            told.append(f"expired on {self.edition.expires_on}, so uncertain until looked up again")
        elif self.edition.expires_on is not None:
            told.append(f"to be looked up again by {self.edition.expires_on}")
        return f"{self.edition.stated_by} ({'; '.join(told)})"

    def is_expired(self, on: datetime.date) -> bool:
        """Were its stakes, entered by hand, to be looked up again by that day?"""
        return self.edition.expires_on is not None and self.edition.expires_on <= on


class StakeManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a set is made of."""

    format: int
    editions: tuple[SetEdition, ...]
    nodes: int
    stakes: int
    files: dict[str, FileFact]


class StakeSet:
    """Who holds what, as all sources in it say."""

    def __init__(self, folder: Path, manifest: StakeManifest, set_id: str) -> None:
        self.folder = folder
        self.manifest = manifest
        self.id = set_id
        """``sha256:...`` of the manifest, which holds the hash of every file."""
        self._decoder = msgspec.msgpack.Decoder(Entity)

    def __len__(self) -> int:
        return self.manifest.nodes

    @property
    def editions(self) -> tuple[SetEdition, ...]:
        """The editions in it, by source and form."""
        return self.manifest.editions

    def entity(self, node: int) -> Entity:
        """Who a node is; its ``id`` is the node's."""
        first, end = int(self._starts[node]), int(self._starts[node + 1])
        return self._decoder.decode(self._content[first:end].tobytes())

    def node(self, identity: str) -> int | None:
        """The node of that id, or None."""
        found = self._looked_up("node", identity)
        return next((node for node in found if self.entity(node).id == identity), None)

    def find(self, identity: str) -> tuple[int, ...]:
        """The nodes of an id: a node's own, or the id that a source gives it, which two sources
        may give to different ones."""
        return tuple(self._looked_up("node", identity) or self._looked_up("native", identity))

    def named(self, name: str) -> tuple[int, ...]:
        """The nodes that bear a name, whatever its case, accents and punctuation."""
        return tuple(self._looked_up("name", fold(name)))

    @cached_property
    def owners(self) -> npt.NDArray[np.int64]:
        """The nodes that hold something, or for whom somebody holds it, in order."""
        return self._array("owners")

    def table(self, on: datetime.date) -> StoredTable:
        """All stakes as they are to be read on a day: those of an edition that has expired by then
        are uncertain. A node is a code of the table."""
        return StoredTable(
            self.folder,
            self.ids,
            [(each.first, each.end) for each in self.editions if each.is_expired(on)],
            lambda node: self.entity(node).name,
            lambda row: self.edition_of(row).words(on),
        )

    @cached_property
    def ids(self) -> list[str]:
        """Every node's id, in order."""
        return msgspec.msgpack.decode((self.folder / IDS).read_bytes(), type=list[str])

    def edition_of(self, row: int) -> SetEdition:
        """The edition that states the stake in one row."""
        return next(each for each in self.editions if each.first <= row < each.end)

    def findings(self) -> tuple[Finding, ...]:
        """What was odd about bringing the sources together."""
        content = (self.folder / FINDINGS).read_bytes()
        return msgspec.msgpack.decode(content, type=tuple[Finding, ...])

    def verify(self) -> list[str]:
        """Files that do not have the hash that the manifest states."""
        return [
            f"{name} was changed after compiling"
            for name, fact in self.manifest.files.items()
            if sha256_of(self.folder / name) != fact.sha256
        ]

    def _looked_up(self, space: str, value: str) -> list[int]:
        key = np.uint64(lookup_key(space, value))
        keys, nodes = self._lookup
        first, end = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        return sorted({int(node) for node in nodes[first:end]})

    @cached_property
    def _lookup(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        return self._array("lookup_key"), self._array("lookup_node")

    @cached_property
    def _starts(self) -> npt.NDArray[np.uint64]:
        return self._array("node_start")

    @cached_property
    def _content(self) -> npt.NDArray[np.uint8]:
        return np.memmap(self.folder / NODES, dtype=np.uint8, mode="r")

    def _array(self, name: str) -> npt.NDArray[Any]:
        mapped: npt.NDArray[Any] = np.load(
            self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False
        )
        return mapped


def open_set(folder: Path) -> StakeSet:
    """Open a compiled set; ``SnapshotError`` when it is missing, damaged or of another form."""
    try:
        content = (folder / MANIFEST).read_bytes()
        manifest = msgspec.json.decode(content, type=StakeManifest)
        sizes = {name: (folder / name).stat().st_size for name in manifest.files}
    except (OSError, msgspec.MsgspecError) as error:
        raise SnapshotError(
            f"the stakes in {folder} cannot be opened ({error}): {_AGAIN}"
        ) from error
    if manifest.format != FORMAT:
        raise SnapshotError(
            f"the stakes in {folder} have files of form {manifest.format}, this version reads "
            f"form {FORMAT}: {_AGAIN}"
        )
    wrong = [name for name, size in sizes.items() if size != manifest.files[name].bytes]
    if wrong:
        raise SnapshotError(
            f"{folder / wrong[0]} has another size than when it was compiled: {_AGAIN}"
        )
    opened = StakeSet(folder, manifest, f"sha256:{hashlib.sha256(content).hexdigest()}")
    _refuse_changed(opened)
    return opened


def _refuse_changed(opened: StakeSet) -> None:
    """Hash every file unless none was touched since that was last done, as of a snapshot."""
    files = opened.manifest.files
    touched = {name: (opened.folder / name).stat().st_mtime_ns for name in files}
    note = opened.folder / CHECKED
    try:
        if msgspec.json.decode(note.read_bytes(), type=dict[str, int]) == touched:
            return
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        pass  # never checked here, or the note is damaged: check now
    problems = opened.verify()
    if problems:
        raise SnapshotError(f"the stakes in {opened.folder} are damaged ({problems[0]}): {_AGAIN}")
    with contextlib.suppress(OSError):  # a read-only disk: checked again next time
        write_atomically(note, msgspec.json.encode(touched))


_AGAIN = "run  interdict owners recompile"

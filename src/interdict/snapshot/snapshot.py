"""A compiled, immutable set of editions, opened by memory-mapping its files.

Nothing is read at opening but the manifest and array headers; parties are decoded when a
candidate needs them and a limited number is kept.
"""

import contextlib
import hashlib
from collections import OrderedDict
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.matching.engine import engine_id
from interdict.matching.index import Index
from interdict.matching.matcher import CLASSES, Listed, classes_of
from interdict.matching.parts import NameClass
from interdict.matching.vocabulary import Vocabulary
from interdict.party import Edition, Finding, Party
from interdict.snapshot.joined import Cluster, Clustering
from interdict.snapshot.readings import StoredReadings, readings_file, starts_array

FORMAT = 5
"""Version of the files' layout; another version must be compiled again."""

MANIFEST = "manifest.json"
PARTIES = "parties.msgpack"
FINDINGS = "findings.msgpack"
CLUSTERS = "clusters.msgpack"
PROPOSALS = "proposals.msgpack"
JOINED = (CLUSTERS, PROPOSALS, "cluster_start.npy", "cluster_of.npy")
"""The files that depend on what people decided about joins."""
NO_CLUSTER = -1
"""Stands in ``cluster_of`` for a party that is alone."""
CHECKED = ".checked"
"""Not part of the snapshot: modification times of its files when their hashes were last right."""
VOCABULARY_ARRAYS = Vocabulary.__struct_fields__
INDEX_ARRAYS = Index.__struct_fields__
KEPT_PARTIES = 20_000
"""Parties kept decoded, unless a snapshot is told to keep fewer (``keep``)."""


class FileFact(msgspec.Struct, frozen=True):
    """Size and SHA-256 of one file of a snapshot."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot is made of; its hash is the snapshot's id."""

    format: int
    engine: str
    editions: tuple[Edition, ...]
    parties: int
    findings: dict[str, int]
    """Findings per source."""
    files: dict[str, FileFact]
    joins: str = ""
    """Digest of the decisions about joins; empty where there is none."""


def lookup_key(space: str, value: str) -> int:
    """64-bit key of an exact lookup: ``id`` for party ids, ``value`` for identifiers."""
    digest = hashlib.blake2b(f"{space}\0{value}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def mapped(path: Path) -> npt.NDArray[np.uint8]:
    """The bytes of a file, memory-mapped; an empty file cannot be."""
    return np.memmap(path, dtype=np.uint8, mode="r") if path.stat().st_size else _NOTHING


_NOTHING = np.empty(0, dtype=np.uint8)


class Snapshot:
    """Everything that is screened against."""

    def __init__(self, folder: Path, manifest: Manifest, snapshot_id: str) -> None:
        self.folder = folder
        self.manifest = manifest
        self.id = snapshot_id
        """``sha256:...`` of the manifest, which holds the hash of every file."""
        self._decoder = msgspec.msgpack.Decoder(Party)
        self.keep = KEPT_PARTIES
        """Most parties kept decoded: a matter of memory, never of results."""
        self._kept: OrderedDict[int, Listed] = OrderedDict()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions compiled in, by source."""
        return self.manifest.editions

    def __len__(self) -> int:
        return self.manifest.parties

    def array(self, name: str) -> npt.NDArray[Any]:
        """One memory-mapped array."""
        mapped: npt.NDArray[Any] = np.load(
            self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False
        )
        return mapped

    @cached_property
    def _starts(self) -> npt.NDArray[np.uint64]:
        return self.array("party_start")

    @cached_property
    def _parties(self) -> npt.NDArray[np.uint8]:
        return mapped(self.folder / PARTIES)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All words of all listed names."""
        return Vocabulary(*(np.asarray(self.array(name)) for name in VOCABULARY_ARRAYS))

    @cached_property
    def indexes(self) -> dict[NameClass, Index]:
        """The index of each class of names."""
        return {
            c: Index(*(np.asarray(self.array(f"{c}_{name}")) for name in INDEX_ARRAYS))
            for c in CLASSES
        }

    def encoded(self, row: int) -> bytes:
        """The party in one row as it is stored: equal bytes are equal parties."""
        first, end = int(self._starts[row]), int(self._starts[row + 1])
        return self._parties[first:end].tobytes()

    def party(self, row: int) -> Party:
        """The party in one row, decoded."""
        return self._decoder.decode(self.encoded(row))

    def listed(self, row: int) -> Listed:
        """The party in one row with its names read; the latest used are kept."""
        kept = self._kept.get(row)
        if kept is not None:
            self._kept.move_to_end(row)
            return kept
        party = self.party(row)
        spellings = {c: self._readings[c].of(row, party) for c in classes_of(party.kind)}
        kept = self._kept[row] = Listed(party, spellings)
        if len(self._kept) > self.keep:
            self._kept.popitem(last=False)
        return kept

    @cached_property
    def _readings(self) -> dict[NameClass, StoredReadings]:
        return {
            c: StoredReadings(
                mapped(self.folder / readings_file(c)),
                self.array(starts_array(c)),
                index.entry_party,
            )
            for c, index in self.indexes.items()
        }

    def forget(self) -> None:
        """Drop the parties that are kept decoded."""
        self._kept.clear()

    def rows(self, space: str, value: str) -> list[int]:
        """Rows whose party id (space ``id``) or identifier (``value``) has this value.

        Keys are hashes: the caller compares the values themselves.
        """
        keys, rows = self._lookup
        key = np.uint64(lookup_key(space, value))
        first, end = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        return [int(row) for row in rows[first:end]]

    @cached_property
    def _lookup(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
        return self.array("lookup_key"), self.array("lookup_row")

    def find(self, party_id: str) -> Party | None:
        """The party of that id, or None."""
        row = self.row_of(party_id)
        return None if row is None else self.party(row)

    def cluster(self, row: int) -> Cluster | None:
        """The party that the record in one row belongs to; None when it has no other record."""
        numbers, starts, content = self._clusters
        number = int(numbers[row])
        if number == NO_CLUSTER:
            return None
        first, end = int(starts[number]), int(starts[number + 1])
        return msgspec.msgpack.decode(content[first:end].tobytes(), type=Cluster)

    def cluster_id(self, row: int, party_id: str) -> str:
        """Id of that party: its own where the record in the row stands alone."""
        cluster = self.cluster(row)
        return party_id if cluster is None else cluster.id

    def cluster_of(self, party_id: str) -> Cluster | None:
        """The same as ``cluster`` for the record of that id."""
        found = (self.cluster(row) for row in self.rows("id", party_id))
        return next((each for each in found if each and party_id in each.parties), None)

    @cached_property
    def _clusters(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.uint8]]:
        path = self.folder / CLUSTERS
        held = path.stat().st_size > 0  # an empty file cannot be mapped
        content = np.memmap(path, dtype=np.uint8, mode="r") if held else np.empty(0, np.uint8)
        return self.array("cluster_of"), self.array("cluster_start"), content

    def clustering(self) -> Clustering:
        """All clusters with the joins that wait for a person and those refused."""
        _, starts, content = self._clusters
        clusters = (
            msgspec.msgpack.decode(content[int(first) : int(end)].tobytes(), type=Cluster)
            for first, end in pairwise(starts)
        )
        return msgspec.structs.replace(self.waiting(), clusters=tuple(clusters))

    def waiting(self) -> Clustering:
        """The same without the clusters: joins that wait for a person, and those refused."""
        return msgspec.msgpack.decode((self.folder / PROPOSALS).read_bytes(), type=Clustering)

    def row_of(self, party_id: str) -> int | None:
        """The row of the party of that id, or None."""
        return next((r for r in self.rows("id", party_id) if self.party(r).id == party_id), None)

    def findings(self) -> tuple[Finding, ...]:
        """Everything odd that was found while reading the editions."""
        content = (self.folder / FINDINGS).read_bytes()
        return msgspec.msgpack.decode(content, type=tuple[Finding, ...])

    def verify(self) -> list[str]:
        """Files that do not have the size and hash the manifest states."""
        problems = []
        for name, fact in self.manifest.files.items():
            path = self.folder / name
            if not path.exists():
                problems.append(f"{name} is missing")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != fact.sha256:
                problems.append(f"{name} was changed after compiling")
        return problems


def open_snapshot(folder: Path) -> Snapshot:
    """Open a compiled snapshot; ``SnapshotError`` when it is missing, damaged or of another
    engine (its index was built with other word tables, so scores would not be comparable)."""
    content, manifest = _manifest(folder)
    if manifest.format != FORMAT:
        raise SnapshotError(
            f"the snapshot in {folder} has files of form {manifest.format}, this version reads "
            f"form {FORMAT}: run  interdict lists recompile"
        )
    if manifest.engine != engine_id():
        raise SnapshotError(
            f"the snapshot in {folder} was compiled by engine {manifest.engine}, this is "
            f"{engine_id()}: run  interdict lists recompile"
        )
    for name, fact in manifest.files.items():
        path = folder / name
        if not path.exists() or path.stat().st_size != fact.bytes:
            raise SnapshotError(
                f"{path} is missing or has another size than when it was compiled: "
                "run  interdict lists recompile"
            )
    snapshot = Snapshot(folder, manifest, f"sha256:{hashlib.sha256(content).hexdigest()}")
    _refuse_changed(snapshot)
    return snapshot


def read_manifest(folder: Path) -> Manifest:
    """What a snapshot was made of, whatever engine compiled it; ``SnapshotError`` when it is
    missing or damaged."""
    return _manifest(folder)[1]


def _manifest(folder: Path) -> tuple[bytes, Manifest]:
    try:
        content = (folder / MANIFEST).read_bytes()
        return content, msgspec.json.decode(content, type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise SnapshotError(
            f"the snapshot in {folder} cannot be opened ({error}): "
            "run  interdict lists add FILE...  or  interdict lists recompile"
        ) from error


def _refuse_changed(snapshot: Snapshot) -> None:
    """Hash every file unless none was touched since that was last done.

    A damaged index would answer "no match" for a listed name: an answer must come from the
    files that were compiled, or not at all. Hashing takes a millisecond per megabyte, so what
    was checked is remembered by modification time.
    """
    touched = {
        name: (snapshot.folder / name).stat().st_mtime_ns for name in snapshot.manifest.files
    }
    note = snapshot.folder / CHECKED
    try:
        if msgspec.json.decode(note.read_bytes(), type=dict[str, int]) == touched:
            return
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        pass  # never checked here, or the note is damaged: check now
    problems = snapshot.verify()
    if problems:
        raise SnapshotError(
            f"the snapshot in {snapshot.folder} is damaged ({problems[0]}): "
            "run  interdict lists recompile"
        )
    with contextlib.suppress(OSError):  # a read-only disk: checked again next time
        write_atomically(note, msgspec.json.encode(touched))

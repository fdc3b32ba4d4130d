"""Editions in, a snapshot folder out; the same editions give the same bytes everywhere."""

import hashlib
import itertools
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.engine import engine_id
from interdict.matching.index import Builder
from interdict.matching.matcher import CLASSES, read_party
from interdict.party import Edition, Finding, Party
from interdict.snapshot import clusters
from interdict.snapshot.decisions import Decision, digest
from interdict.snapshot.joined import Clustering
from interdict.snapshot.readings import ReadingsWriter, starts_array
from interdict.snapshot.snapshot import (
    CLUSTERS,
    FINDINGS,
    FORMAT,
    INDEX_ARRAYS,
    JOINED,
    MANIFEST,
    NO_CLUSTER,
    PARTIES,
    PROPOSALS,
    VOCABULARY_ARRAYS,
    FileFact,
    Manifest,
    Snapshot,
    lookup_key,
)

Progress = Callable[[int, int], None]
"""Called with (parties read, parties in all)."""


class EditionContent(msgspec.Struct, frozen=True, kw_only=True):
    """One edition with all that was read from it."""

    edition: Edition
    parties: tuple[Party, ...]
    findings: tuple[Finding, ...]


def compile_snapshot(
    folder: Path,
    contents: Sequence[EditionContent],
    progress: Progress = lambda done, of: None,
    decisions: Sequence[Decision] = (),
) -> str:
    """Write a snapshot into an empty folder and return its id (``sha256:...``).

    Parties are ordered by id, so the order in which editions were loaded leaves no trace.
    ``decisions`` are what people decided about joins. Two editions with a party of the same
    id is a mistake of the caller and raises ``ValueError``.
    """
    contents = sorted(contents, key=lambda content: content.edition.source)
    parties = sorted((p for content in contents for p in content.parties), key=lambda p: p.id)
    _refuse_repeated_ids(parties)
    _write_parties(folder, parties)
    _write_lookup(folder, parties)
    _write_indexes(folder, parties, progress)
    findings = tuple(finding for content in contents for finding in content.findings)
    manifest = Manifest(
        format=FORMAT,
        engine=engine_id(),
        editions=tuple(nameless(content.edition) for content in contents),
        parties=len(parties),
        findings={content.edition.source: len(content.findings) for content in contents},
        files={},
    )
    return _finish(folder, manifest, findings, parties, decisions)


def rejoin(folder: Path, before: Snapshot, decisions: Sequence[Decision]) -> str:
    """The same editions under other decisions, written into an empty folder; returns the id.

    Gives the bytes that compiling everything again would, in a tenth of the time: names and
    their index do not depend on what is joined. Those files are the same on disk, not copies:
    nothing writes into a snapshot, and every decision would keep one more copy for ever.
    """
    for name in before.manifest.files.keys() - {FINDINGS, *JOINED}:
        _share(before.folder / name, folder / name)
    findings = tuple(f for f in before.findings() if f.source != clusters.SOURCE)
    counts = {s: n for s, n in before.manifest.findings.items() if s != clusters.SOURCE}
    manifest = msgspec.structs.replace(before.manifest, findings=counts)
    parties = [before.party(row) for row in range(len(before))]
    return _finish(folder, manifest, findings, parties, decisions)


def _share(file: Path, place: Path) -> None:
    """The file under a second name, or a copy where the disk knows no such thing."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)


def _finish(
    folder: Path,
    manifest: Manifest,
    findings: tuple[Finding, ...],
    parties: Sequence[Party],
    decisions: Sequence[Decision],
) -> str:
    """Join the parties, and write what depends on it: clusters, findings, the manifest."""
    clustering, odd = clusters.clustered(parties, decisions)
    _write_clusters(folder, parties, clustering)
    (folder / FINDINGS).write_bytes(msgspec.msgpack.encode((*findings, *odd)))
    counts = manifest.findings | ({clusters.SOURCE: len(odd)} if odd else {})
    manifest = msgspec.structs.replace(
        manifest,
        findings=counts,
        joins=digest(decisions),
        files={path.name: _fact(path) for path in sorted(folder.iterdir())},
    )
    encoded = msgspec.json.encode(manifest, order="sorted")
    (folder / MANIFEST).write_bytes(encoded)
    return f"sha256:{hashlib.sha256(encoded).hexdigest()}"


def nameless(edition: Edition) -> Edition:
    """The edition without file names: the same bytes under another name are the same snapshot."""
    files = tuple(("", sha256, size) for _, sha256, size in edition.files)
    return msgspec.structs.replace(edition, files=files)


def _refuse_repeated_ids(parties: Sequence[Party]) -> None:
    for one, other in itertools.pairwise(parties):
        if one.id == other.id:
            raise ValueError(f"two parties have the id {one.id}")


def _fact(path: Path) -> FileFact:
    content = path.read_bytes()
    return FileFact(len(content), hashlib.sha256(content).hexdigest())


def _write_parties(folder: Path, parties: Iterable[Party]) -> None:
    encoder = msgspec.msgpack.Encoder()
    starts = [0]
    with (folder / PARTIES).open("wb") as out:
        for party in parties:
            starts.append(starts[-1] + out.write(encoder.encode(party)))
    _save(folder, "party_start", np.array(starts, dtype=np.uint64))


def _write_clusters(folder: Path, parties: Sequence[Party], clustering: Clustering) -> None:
    rows = {party.id: row for row, party in enumerate(parties)}
    number = np.full(len(parties), NO_CLUSTER, dtype=np.int32)
    encoder = msgspec.msgpack.Encoder()
    starts = [0]
    with (folder / CLUSTERS).open("wb") as out:
        for place, cluster in enumerate(clustering.clusters):
            starts.append(starts[-1] + out.write(encoder.encode(cluster)))
            number[[rows[party] for party in cluster.parties]] = place
    _save(folder, "cluster_start", np.array(starts, dtype=np.uint64))
    _save(folder, "cluster_of", number)
    waiting = msgspec.structs.replace(clustering, clusters=())
    (folder / PROPOSALS).write_bytes(encoder.encode(waiting))


def _write_lookup(folder: Path, parties: Sequence[Party]) -> None:
    pairs = {(lookup_key("id", party.id), row) for row, party in enumerate(parties)}
    pairs |= {
        (lookup_key("value", identifier.value), row)
        for row, party in enumerate(parties)
        for identifier in party.identifiers
    }
    ordered = sorted(pairs)
    _save(folder, "lookup_key", np.array([key for key, _ in ordered], dtype=np.uint64))
    _save(folder, "lookup_row", np.array([row for _, row in ordered], dtype=np.uint32))


def _write_indexes(folder: Path, parties: Sequence[Party], progress: Progress) -> None:
    builder = Builder()
    readings = {name_class: ReadingsWriter(folder, name_class) for name_class in CLASSES}
    for row, party in enumerate(parties):
        for name_class, spellings in read_party(party).spellings.items():
            for listed_name, reading in spellings:
                builder.add(name_class, row, reading)
                readings[name_class].add(party, listed_name, reading)
        if row % 500 == 0:
            progress(row, len(parties))
    for name_class, writer in readings.items():
        _save(folder, starts_array(name_class), writer.finished())
    vocabulary, indexes = builder.finished(CLASSES)
    for name in VOCABULARY_ARRAYS:
        _save(folder, name, getattr(vocabulary, name))
    for name_class, index in indexes.items():
        for name in INDEX_ARRAYS:
            _save(folder, f"{name_class}_{name}", getattr(index, name))
    progress(len(parties), len(parties))


def _save(folder: Path, name: str, array: npt.NDArray[np.generic]) -> None:
    np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)

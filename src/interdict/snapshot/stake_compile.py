"""Editions of stakes in, a set out; the same editions give the same bytes everywhere."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.ownership.stake import Stake
from interdict.snapshot.snapshot import FileFact, lookup_key
from interdict.snapshot.stake_archive import KeptStakes, StakeArchive, sha256_of, write_records
from interdict.snapshot.stake_nodes import Nodes
from interdict.snapshot.stake_set import (
    ARRAYS,
    FINDINGS,
    FORMAT,
    MANIFEST,
    NODES,
    STAKES,
    SetEdition,
    StakeManifest,
)
from interdict.text import fold


def compile_stakes(folder: Path, archive: StakeArchive, editions: Sequence[KeptStakes]) -> str:
    """Write a set into an empty folder and return its id (``sha256:...``).

    Editions are taken by source and form, nodes by id, so that the order in which files were
    added leaves no trace.
    """
    editions = sorted(editions, key=lambda kept: kept.series)
    nodes = Nodes()
    for kept in editions:
        for entity in archive.entities(kept):
            nodes.add(kept.edition.source, entity)
    for kept in editions:  # somebody whom no edition describes is mentioned in a stake only
        for stake in archive.stakes(kept):
            for name in _named(stake):
                nodes.mention(kept.edition.source, name)
    ids, node_of = _write_nodes(folder, nodes)
    made, owners = _write_stakes(folder, archive, editions, (nodes, ids, node_of))
    np.save(folder / "owners.npy", np.array(sorted(owners), np.int64))
    (folder / FINDINGS).write_bytes(msgspec.msgpack.encode(tuple(nodes.findings)))
    names = sorted([NODES, STAKES, FINDINGS, *(f"{name}.npy" for name in ARRAYS)])
    manifest = StakeManifest(
        format=FORMAT,
        editions=made,
        nodes=len(ids),
        stakes=made[-1].end if made else 0,
        files={n: FileFact((folder / n).stat().st_size, sha256_of(folder / n)) for n in names},
    )
    content = msgspec.json.encode(manifest, order="sorted")
    (folder / MANIFEST).write_bytes(content)
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _write_nodes(folder: Path, nodes: Nodes) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The ids in order, and the node of each entity's number."""
    encoder = msgspec.msgpack.Encoder()
    ids: list[str] = []
    starts = [0]
    node_of = np.zeros(len(nodes), np.int64)
    keys: list[int] = []
    found: list[int] = []
    with (folder / NODES).open("wb") as stream:
        for node, (entity, numbers) in enumerate(nodes.merged()):
            starts.append(starts[-1] + stream.write(encoder.encode(entity)))
            ids.append(entity.id)
            node_of[list(numbers)] = node
            natives = {("native", nodes.native(number)) for number in numbers}
            names = {("name", fold(name)) for name in (entity.name, *entity.other_names) if name}
            for space, value in {("node", entity.id)} | natives | names:
                keys.append(lookup_key(space, value))
                found.append(node)
    np.save(folder / "node_start.npy", np.array(starts, np.uint64))
    order = np.lexsort((np.array(found, np.int64), np.array(keys, np.uint64)))
    np.save(folder / "lookup_key.npy", np.array(keys, np.uint64)[order])
    np.save(folder / "lookup_node.npy", np.array(found, np.int64)[order])
    return ids, node_of


_Names = tuple[Nodes, list[str], npt.NDArray[np.int64]]


def _write_stakes(
    folder: Path, archive: StakeArchive, editions: Iterable[KeptStakes], names: _Names
) -> tuple[tuple[SetEdition, ...], set[int]]:
    """The editions with their rows, and the nodes that hold something."""
    nodes, ids, node_of = names
    owners: set[int] = set()
    made: list[SetEdition] = []

    def of(source: str, entity: str) -> int:
        return int(node_of[nodes.mention(source, entity)])

    def all_stakes() -> Iterator[Stake]:
        row = 0
        for kept in editions:
            first, source = row, kept.edition.source
            for stake in archive.stakes(kept):
                owner = of(source, stake.owner)
                owners.add(owner)
                for_whom = of(source, stake.nominee_for) if stake.nominee_for else None
                if for_whom is not None:
                    owners.add(for_whom)
                yield msgspec.structs.replace(
                    stake,
                    owner=ids[owner],
                    owned=ids[of(source, stake.owned)],
                    nominee_for="" if for_whom is None else ids[for_whom],
                    joint_group=f"{source}:{stake.joint_group}" if stake.joint_group else "",
                )
                row += 1
            made.append(
                SetEdition(
                    edition=kept.edition,
                    published=kept.published,
                    dated_by=kept.dated_by,
                    first=first,
                    end=row,
                )
            )

    write_records(folder / STAKES, all_stakes())
    return tuple(made), owners


def _named(stake: Stake) -> tuple[str, ...]:
    both = (stake.owner, stake.owned)
    return (*both, stake.nominee_for) if stake.nominee_for else both

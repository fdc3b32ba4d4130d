"""Editions of stakes in, a set out; the same editions give the same bytes everywhere."""

import datetime
import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.ownership.overlaps import repeated
from interdict.ownership.share import UNKNOWN
from interdict.ownership.stake import SIZED, Entity, Stake, StakeEdition
from interdict.party import DatedBy
from interdict.snapshot.snapshot import FileFact, lookup_key
from interdict.snapshot.stake_archive import sha256_of
from interdict.snapshot.stake_nodes import Nodes
from interdict.snapshot.stake_set import (
    FILES,
    FINDINGS,
    FORMAT,
    IDS,
    MANIFEST,
    NODES,
    SetEdition,
    StakeManifest,
)
from interdict.snapshot.stake_table import Columns, StoredTable
from interdict.text import fold


class StakeContent(msgspec.Struct, frozen=True, kw_only=True):
    """One edition with all that was read from it; records are given as often as asked."""

    edition: StakeEdition
    published: datetime.date
    dated_by: DatedBy
    entities: Callable[[], Iterable[Entity]]
    stakes: Callable[[], Iterable[Stake]]


def compile_stakes(folder: Path, contents: Sequence[StakeContent]) -> str:
    """Write a set into an empty folder and return its id (``sha256:...``).

    Editions are taken by source and form, nodes by id, so that the order in which files were
    added leaves no trace.
    """
    contents = sorted(contents, key=lambda each: (each.edition.source, each.edition.form))
    nodes = Nodes()
    for each in contents:
        for entity in each.entities():
            nodes.add(each.edition.source, entity)
    for each in contents:  # somebody whom no edition describes is mentioned in a stake only
        for stake in each.stakes():
            for name in _named(stake):
                nodes.mention(each.edition.source, name)
    ids, node_of, unnamed = _write_nodes(folder, nodes)
    made: list[SetEdition] = []
    owners: set[int] = set()
    between = _between_nodes(contents, _Names(nodes, ids, node_of), made, owners)
    Columns(ids).write(folder, between, unnamed)
    np.save(folder / "owners.npy", np.array(sorted(owners), np.int64))
    (folder / IDS).write_bytes(msgspec.msgpack.encode(ids))
    stored = StoredTable(folder, ids, (), lambda node: Entity(id=ids[node]), lambda row: "")
    findings = (*nodes.findings, *repeated(stored))
    (folder / FINDINGS).write_bytes(msgspec.msgpack.encode(findings))
    manifest = StakeManifest(
        format=FORMAT,
        editions=tuple(made),
        nodes=len(ids),
        stakes=made[-1].end if made else 0,
        files={n: FileFact((folder / n).stat().st_size, sha256_of(folder / n)) for n in FILES},
    )
    content = msgspec.json.encode(manifest, order="sorted")
    (folder / MANIFEST).write_bytes(content)
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


class _Names(NamedTuple):
    """From a source's own ids to nodes."""

    nodes: Nodes
    ids: list[str]
    node_of: npt.NDArray[np.int64]

    def node(self, source: str, entity: str) -> int:
        return int(self.node_of[self.nodes.mention(source, entity)])


def _write_nodes(folder: Path, nodes: Nodes) -> tuple[list[str], npt.NDArray[np.int64], list[int]]:
    """The ids in order, the node of each entity's number, and the nodes that nobody names."""
    encoder = msgspec.msgpack.Encoder()
    ids: list[str] = []
    unnamed: list[int] = []
    starts = [0]
    node_of = np.zeros(len(nodes), np.int64)
    keys, found = array("Q"), array("q")
    with (folder / NODES).open("wb") as stream:
        for node, (entity, numbers) in enumerate(nodes.merged()):
            starts.append(starts[-1] + stream.write(encoder.encode(entity)))
            ids.append(entity.id)
            if entity.is_unnamed:
                unnamed.append(node)
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
    return ids, node_of, unnamed


def _stated(stake: Stake, published: datetime.date) -> datetime.date | None:
    """The day of a statement that has none of its own is its edition's, so that the latest of two
    sources wins; a share of unknown size, which is often inferred, never outranks a stated one."""
    return None if stake.kind in SIZED and stake.share == UNKNOWN else published


def _between_nodes(
    contents: Iterable[StakeContent],
    names: _Names,
    made: list[SetEdition],
    owners: set[int],
) -> Iterator[Stake]:
    """Every stake between nodes; notes the rows of each edition, and who holds something."""
    row = 0
    for each in contents:
        first, source = row, each.edition.source
        for stake in each.stakes():
            holder = names.node(source, stake.owner)
            behind = names.node(source, stake.nominee_for) if stake.nominee_for else holder
            owners.update((holder, behind))
            yield msgspec.structs.replace(
                stake,
                owner=names.ids[holder],
                owned=names.ids[names.node(source, stake.owned)],
                nominee_for="" if behind == holder else names.ids[behind],
                joint_group=f"{source}:{stake.joint_group}" if stake.joint_group else "",
                stated_on=stake.stated_on or _stated(stake, each.published),
            )
            row += 1
        made.append(
            SetEdition(
                edition=each.edition,
                published=each.published,
                dated_by=each.dated_by,
                first=first,
                end=row,
            )
        )


def _named(stake: Stake) -> tuple[str, ...]:
    both = (stake.owner, stake.owned)
    return (*both, stake.nominee_for) if stake.nominee_for else both

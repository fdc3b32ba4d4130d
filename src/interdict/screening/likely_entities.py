"""Entities of the stakes whose names are like somebody's: screened as a list of their own, so that
alike means here what it means everywhere."""

import datetime
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from interdict.lists.catalog import provenance, source_named
from interdict.ownership.stake import Entity
from interdict.party import Edition, Name, Party
from interdict.screening.owners import queries
from interdict.screening.policy import Policy
from interdict.screening.screen import Screener
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.snapshot import Snapshot, open_snapshot


def likely(asked: Sequence[Entity], among: Sequence[Entity]) -> Iterator[tuple[str, Entity, bool]]:
    """(id of who is asked about, the entity it may be, whether its full name is the same but for
    words such as a legal form), best first for each."""
    if not asked or not among:
        return
    with tempfile.TemporaryDirectory(prefix="interdict-likely-") as folder:
        screener = Screener(list_of(Path(folder), among), Policy())
        asking = [(entity, query) for entity in asked for query in queries(entity)]
        found = screener.hits([query for _, query in asking])
        for (entity, _), hits in zip(asking, found, strict=True):
            for hit in hits:
                number = int(hit.party.id.partition(":")[2])
                yield entity.id, among[number], hit.confirmed


def list_of(folder: Path, entities: Sequence[Entity]) -> Snapshot:
    """A list of some entities, compiled into a folder; the n-th is the party ``asked:n``."""
    source = source_named("asked")
    parties = tuple(_parties(entities))
    edition = Edition(
        source=source.id, id="asked", form="asked", files=(), published=datetime.date.min,
        dated_by="stated", records=len(parties), parties=len(parties),
    )  # fmt: skip
    compile_snapshot(folder, [EditionContent(edition=edition, parties=parties, findings=())])
    return open_snapshot(folder)


def _parties(entities: Iterable[Entity]) -> Iterator[Party]:
    source = source_named("asked")
    for number, entity in enumerate(entities):
        names = dict.fromkeys(name for name in (entity.name, *entity.other_names) if name.strip())
        if names:
            yield Party(
                id=f"asked:{number}",
                kind=entity.kind,
                provenance=provenance(source, "", datetime.date.min, str(number)),
                names=tuple(Name(full=name) for name in names),
                identifiers=entity.identifiers,
            )

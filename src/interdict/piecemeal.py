"""Editions that come in parts, as the EU's does act by act: what was kept, and how sure it is.

Files of some parts replace those parts. All others stay as they are in force, and the list
is only as fresh as the part that was confirmed longest ago.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

import msgspec

from interdict.lists.admission import refuse_shrunken_parts
from interdict.lists.connector import SourceFile
from interdict.lists.intake import Arrival, Kept, piecemeal
from interdict.party import Edition, Finding, Party
from interdict.snapshot.archive import Archive

_SHOWN_PARTS = 8


def kept_in(archive: Archive) -> Kept:
    """The files of the edition in force on a day, for forms that come in parts."""

    def kept(source: str, form: str, on: datetime.date) -> tuple[SourceFile, ...]:
        edition = archive.in_force(source, as_of=on)
        if edition is None or edition.form != form:
            return ()
        return tuple(
            SourceFile(name=name, content=content, modified=edition.published)
            for name, content in archive.original(edition)
        )

    return kept


def refuse_shrunken_part(archive: Archive, arrival: Arrival, old: Edition | None) -> None:
    """Raise ``ShrunkenEdition`` for an edition of which one part lost too many parties."""
    parts = piecemeal(arrival.edition.form)
    if parts is None or old is None or old.form != arrival.edition.form:
        return
    old_parties = msgspec.msgpack.decode(archive.parties(old), type=tuple[Party, ...])
    counts = Counter(map(parts.part_of, arrival.reading.parties))
    old_counts = Counter(map(parts.part_of, old_parties))
    refuse_shrunken_parts(arrival.edition, old, counts, old_counts)


def confirm(archive: Archive, arrival: Arrival, now: datetime.datetime) -> None:
    """Note that an edition is the newest; one in parts is as sure as its oldest part."""
    edition = arrival.edition
    for part in sorted(arrival.came):
        archive.confirm(f"{edition.source}:{part}", edition.id, now)
    known = (archive.confirmed(f"{edition.source}:{part}") for part in arrival.stayed)
    oldest = min((when for when in known if when is not None), default=now)
    archive.confirm(edition.source, edition.id, oldest)


def stayed(archive: Archive, arrival: Arrival) -> Iterator[Finding]:
    """Say which parts of an edition did not come and are as they were."""
    source = arrival.edition.source
    if arrival.stayed:
        days = [archive.confirmed(f"{source}:{part}") for part in arrival.stayed]
        oldest = min((day for day in days if day is not None), default=None)
        since = f"; the longest unconfirmed since {oldest.date()}" if oldest else ""
        yield Finding(
            severity="note",
            code="parts-kept",
            message=f"only {_few(arrival.came)} came; all other parts stay as they are in force: "
            f"{_few(arrival.stayed)}{since}",
            source=source,
        )


def _few(parts: frozenset[str]) -> str:
    shown = ", ".join(sorted(parts)[:_SHOWN_PARTS])
    rest = len(parts) - _SHOWN_PARTS
    return f"{shown} and {rest} more" if rest > 0 else shown

"""Editions that come in parts, as the EU's does act by act: what was kept, and how sure it is.

Files of some parts replace those parts. All others stay as they are in force, and the list
is only as fresh as the part that was confirmed longest ago.
"""

import datetime
from collections import Counter
from collections.abc import Iterator

import msgspec

from interdict.lists.admission import refuse_shrunken_parts
from interdict.lists.connector import FileSet, SourceFile
from interdict.lists.intake import Arrival, Kept, piecemeal
from interdict.party import Edition, Finding, Party
from interdict.snapshot.archive import Archive

_SHOWN_PARTS = 8
_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


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
    known = {part: archive.confirmed(f"{edition.source}:{part}") for part in arrival.stayed}
    if None in known.values():  # a run was killed before it confirmed them
        known |= {p: at for p, at in _parts_sure(archive, edition).items() if p in known}
    oldest = min((when for when in known.values() if when is not None), default=now)
    archive.confirm(edition.source, edition.id, oldest)


def confirm_whole(archive: Archive, edition: Edition, now: datetime.datetime) -> None:
    """Note that an edition is the newest, with every part of it."""
    for part in _parts_sure(archive, edition):
        archive.confirm(f"{edition.source}:{part}", edition.id, now)
    archive.confirm(edition.source, edition.id, now)


def last_sure(archive: Archive, edition: Edition) -> datetime.datetime:
    """When somebody last made sure that an edition is the newest, UTC.

    One that was never confirmed counts from the day it was received, and one in parts from that
    of its oldest part: another edition was confirmed since, or the run that added it was killed.
    """
    confirmation = archive.confirmation(edition.source)
    if confirmation is not None and confirmation.edition == edition.id:
        return confirmation.at
    received = archive.received(edition)
    return min((received, *_parts_sure(archive, edition).values()))


def _parts_sure(archive: Archive, edition: Edition) -> dict[str, datetime.datetime]:
    """Part -> when it was confirmed, or else when its file first came; none of other forms."""
    form = piecemeal(edition.form)
    if form is None:
        return {}
    first: dict[str, datetime.datetime] = {}
    for kept in archive.editions(edition.source):
        for _, sha256, _ in kept.files:
            first[sha256] = min(first.get(sha256, _NEVER), archive.received(kept))
    sure: dict[str, datetime.datetime] = {}
    for name, content in archive.original(edition):
        file = SourceFile(name=name, content=content, modified=edition.published)
        for part in form.parts(FileSet(form=edition.form, files=(file,))) - sure.keys():
            sure[part] = archive.confirmed(f"{edition.source}:{part}") or first[file.sha256]
    return sure


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

"""What must hold of an edition before it may come into force (invariant 8)."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from interdict.errors import MalformedFile, ShrunkenEdition, UsageError
from interdict.lists.intake import Arrival
from interdict.party import Edition

MOST_SHRUNK = 0.05
"""Share of parties an edition may lose before a person must accept it."""

FEW = 5
"""Parties that a part of an edition may lose whatever its share of a small part."""

RICHEST_LAST = (
    "ofac-csv", "ofac-xml", "ofac-advanced-xml", "ofac-enhanced-xml", "uk-csv", "uk-xml",
)  # fmt: skip
"""Forms of one edition given together: the one that says most comes into force."""


def richness(arrival: Arrival) -> int:
    """Orders what came in one call: of two with the same date the later one counts."""
    form = arrival.edition.form
    return RICHEST_LAST.index(form) if form in RICHEST_LAST else 0


def refuse_unusable(arrival: Arrival) -> None:
    """Raise ``MalformedFile`` for an edition without parties, with another list's, or with
    two of one id: no snapshot could be compiled as long as such an edition is in force."""
    edition, file = arrival.edition, arrival.files[0].name
    if not edition.parties:
        cause = "it holds no party at all"
        if edition.rejected:
            first = next(f for f in arrival.reading.findings if f.severity == "error")
            cause = f"none of its {edition.records:,} records could be read: {first.message}"
        raise MalformedFile(f"{file} is no usable list: {cause}")
    for party in arrival.reading.parties:
        if not party.id.startswith(f"{edition.source}:"):
            raise MalformedFile(
                f"{file} is the list {edition.source}, but holds {party.id}: the ids of a list "
                f"begin with its own name, or they would stand in for another list's. Write "
                f"{edition.source}:... , or load the publisher's own file"
            )
    ids = Counter(party.id for party in arrival.reading.parties)
    repeated = [each for each, count in ids.items() if count > 1]
    if repeated:
        raise MalformedFile(
            f"{file}: {len(repeated):,} ids stand for more than one party, such as {repeated[0]}, "
            "so it could not be told which is meant. Nothing was loaded: was the file altered? "
            "If not, the connector is wrong: report it"
        )


def refuse_ahead(edition: Edition, today: datetime.date) -> None:
    """Raise ``MalformedFile`` for a publication date ahead: it would keep every later one out.

    One day is allowed, for publishers on the other side of the date line.
    """
    if edition.published > today + datetime.timedelta(days=1):
        raise MalformedFile(
            f"{edition.source} says it was published on {edition.published}, which lies ahead: "
            f"today is {today} by this machine's clock. Set the clock right if it is wrong; "
            "otherwise the file is"
        )


def refuse_rivals(arrivals: Sequence[Arrival]) -> None:
    """Raise ``UsageError`` for two files of one list of which no date says which counts."""
    seen: dict[tuple[str, str], Arrival] = {}
    for arrival in sorted(arrivals, key=lambda a: a.edition.published):
        edition = arrival.edition
        other = seen.get((edition.source, edition.form))
        seen[edition.source, edition.form] = arrival
        if other is not None and _same_date(edition, other.edition):
            raise UsageError(
                f"{other.files[0].name} and {arrival.files[0].name} are both {edition.source}, "
                "and no date says which is newer: add them one after the other with --published "
                "DATE or, if they are two lists, each under its own --source; nothing was changed"
            )


def _same_date(one: Edition, other: Edition) -> bool:
    return one.published == other.published or "modification-time" in (one.dated_by, other.dated_by)


def refuse_shrunken(edition: Edition, old: Edition | None) -> None:
    """Raise ``ShrunkenEdition`` when the edition would take the place of a much larger one."""
    if old is None or not would_count(edition, old):
        return
    if edition.parties < old.parties * (1 - MOST_SHRUNK):
        raise ShrunkenEdition(
            f"{edition.source} of {edition.published} has {edition.parties:,} parties, the "
            f"edition in force ({old.published}) has {old.parties:,}: more than "
            f"{MOST_SHRUNK:.0%} are gone. If this is a real mass delisting, add it again with  "
            f"--accept-shrunken {edition.source}"
        )


def refuse_shrunken_parts(
    edition: Edition, old: Edition, counts: Mapping[str, int], old_counts: Mapping[str, int]
) -> None:
    """Raise ``ShrunkenEdition`` when one part lost too many, however large the others are.

    ``counts`` are parties by part. A part without anybody left is always asked about.
    """
    if not would_count(edition, old):
        return
    for part, before in sorted(old_counts.items()):
        now = counts.get(part, 0)
        lost = before - now
        if not now or (lost > FEW and lost > before * MOST_SHRUNK):
            raise ShrunkenEdition(
                f"{part} of {edition.source} has {now:,} parties, the one in force "
                f"({old.published}) has {before:,}. If this is a real delisting, add it again "
                f"with  --accept-shrunken {edition.source}"
            )


def would_count(edition: Edition, old: Edition) -> bool:
    """Would the edition take the place of the old one? (``Archive.in_force`` decides.)"""
    guessed = edition.dated_by == "modification-time"
    if guessed != (old.dated_by == "modification-time"):
        return not guessed
    return edition.published >= old.published

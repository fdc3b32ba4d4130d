"""Sanctions screening that shows why.

The public names; everything else is reached through its own module::

    import interdict

    snapshot = interdict.open()                       # what is in force here
    answer = interdict.screen(snapshot, interdict.Query(name="Rosneft"))
    for hit in answer.hits:
        print(hit.score, hit.party.id, hit.says)

    interdict.compare("Muammar Gaddafi", "QADHAFI, Muammar", "person").score
"""

from pathlib import Path

from interdict import settings
from interdict.errors import SnapshotError
from interdict.matching.evidence import Evidence, Match
from interdict.matching.matcher import compare
from interdict.party import Party, Query
from interdict.screening.policy import Policy
from interdict.screening.result import Hit, Screening
from interdict.screening.screen import screen, screen_many
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import MANIFEST, Snapshot, open_snapshot
from interdict.snapshot.store import Home
from interdict.version import __version__

__all__ = [
    "Evidence",
    "Hit",
    "Match",
    "Party",
    "Policy",
    "Query",
    "Screening",
    "Snapshot",
    "__version__",
    "compare",
    "open",
    "screen",
    "screen_many",
]


def open(path: str | Path | None = None) -> Snapshot:
    """Open the snapshot in force in a data folder, or one snapshot's folder.

    Without a path: INTERDICT_HOME or the platform's user data folder. Raises ``NoLists`` when
    nothing is loaded and ``SnapshotError`` when the snapshot cannot be opened.
    """
    place = Path(path) if path is not None else settings.read().home
    if place.is_file():
        raise SnapshotError(f"{place} is a file: give a data folder or a snapshot's folder")
    if (place / MANIFEST).exists():
        return open_snapshot(place)
    return open_current(Home(place))

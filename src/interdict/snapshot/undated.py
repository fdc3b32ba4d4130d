"""Editions that came and cannot count, because nothing states when they were published.

One dated by its modification time never outranks a dated one (``Archive.in_force``): rightly, and
yet it may be the newer. Nobody should rely on the older one without being told.
"""

from interdict.party import Edition
from interdict.snapshot.archive import Archive

_GUESSED = "modification-time"


def undated(archive: Archive, source: str) -> Edition | None:
    """The latest edition of a source that may be newer than the one in force."""
    standing = archive.in_force(source)
    if standing is None or standing.dated_by == _GUESSED:
        return None
    known = {each.content for each in archive.editions(source) if each.dated_by != _GUESSED}
    kept = [
        e for e in archive.editions(source) if e.dated_by == _GUESSED and e.content not in known
    ]
    return kept[-1] if kept and kept[-1].published >= standing.published else None


def told(archive: Archive, waiting: Edition) -> str:
    """Why it is not in force, and what to do."""
    standing = archive.in_force(waiting.source)
    names = ", ".join(name for name, _, _ in waiting.files)
    return (
        f"{waiting.source} came on {archive.received(waiting):%Y-%m-%d} ({names}) and is not in "
        f"force: nothing but the file's own time ({waiting.published}) says when it was published, "
        f"and the edition in force is dated{f' ({standing.published})' if standing else ''}. Look "
        "up the day of publication and run  interdict lists add --published DATE FILE"
    )

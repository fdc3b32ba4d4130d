"""The stakes of the demo story as a set, beside the embedded list (see ``sample``)."""

import datetime
import errno
import shutil
import tempfile
import weakref
from importlib import resources
from pathlib import Path

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.ownership.formats import Attribution, read_stakes
from interdict.snapshot.stake_archive import FOLDER
from interdict.snapshot.stake_compile import StakeContent, compile_stakes
from interdict.snapshot.stake_set import FORMAT, StakeSet, open_set
from interdict.snapshot.store import Home, folder_name

SOURCE = "demo"
SAID = Attribution(
    source=SOURCE,
    stated_by="the demo's ownership file",
    authority="analyst",
    published=datetime.date(2026, 8, 22),
    document="what the companies reported, and invented Example companies",
)
"""Its stakes never expire: the story is told of the day on which it happened."""


def open_starter_stakes(home: Home) -> StakeSet:
    """The demo's stakes, compiled on first use and never activated.

    Where the home cannot be written (a read-only disk), into a temporary folder.
    """
    sets = home.path / FOLDER / "sets"
    file = resources.files("interdict.starter") / "demo" / "stakes.csv"
    with resources.as_file(file) as path:
        reading = read_stakes(path, SAID)
    content = StakeContent(
        edition=reading.edition,
        published=SAID.published or datetime.date.min,
        dated_by="stated",
        entities=lambda: reading.entities,
        stakes=lambda: reading.stakes,
    )
    marker = home.path / "starter" / f"stakes-{FORMAT}-{reading.edition.id[:16]}"
    try:
        return open_set(sets / folder_name(marker.read_text(encoding="ascii")))
    except (OSError, UnicodeDecodeError, SnapshotError):
        pass  # never compiled here, or by another version
    try:
        with home.staging(sets) as staged:
            made = compile_stakes(staged.folder, [content])
            final = sets / folder_name(made)
            shutil.rmtree(final, ignore_errors=True)
            staged.complete(final.name)
        write_atomically(marker, made.encode())
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        return _open_temporary(content)
    return open_set(final)


def _open_temporary(content: StakeContent) -> StakeSet:
    folder = Path(tempfile.mkdtemp(prefix="interdict-stakes-"))
    compile_stakes(folder, [content])
    stakes = open_set(folder)
    weakref.finalize(stakes, shutil.rmtree, folder, ignore_errors=True)
    return stakes

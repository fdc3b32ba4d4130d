"""The embedded starter list as a snapshot."""

import datetime
import errno
import shutil
import tempfile
import weakref
from importlib import resources
from pathlib import Path

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.lists.connector import FileSet, ReadRequest, SourceFile
from interdict.lists.interdict_jsonl import INTERDICT_JSONL
from interdict.matching.engine import engine_id
from interdict.party import Edition
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.opening import compiled
from interdict.snapshot.snapshot import Snapshot, open_snapshot
from interdict.snapshot.store import Home

SOURCE = "starter"
"""Name of the list in the coverage of a screening."""


def open_starter(home: Home) -> Snapshot:
    """The embedded sample list, compiled on first use.

    It lies in the home's snapshots like any other but is never activated. Where the home
    cannot be written (a read-only disk), it is compiled into a temporary folder.
    """
    content = (resources.files("interdict.starter") / "parties.jsonl").read_bytes()
    file = SourceFile(name="parties.jsonl", content=content, modified=datetime.date.min)
    (files,) = INTERDICT_JSONL.assemble([file])
    marker = home.path / "starter" / f"{files.content_id[:16]}-{engine_id().replace('+', '-')}"
    known = _marked(home, marker)
    if known is not None:
        return known
    starter = _read(files)
    try:
        snapshot = compiled(home, [starter])
        write_atomically(marker, snapshot.encode())
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        return _open_temporary(starter)
    return open_snapshot(home.snapshot_folder(snapshot))


def _read(files: FileSet) -> EditionContent:
    published = INTERDICT_JSONL.published(files)
    if published is None:
        raise SnapshotError("the embedded list states no date: install Interdict again")
    request = ReadRequest(edition=files.content_id, published=published)
    (reading,) = INTERDICT_JSONL.read(files, request)
    edition = Edition(
        source=SOURCE,
        id=files.content_id,
        form=files.form,
        files=tuple((file.name, file.sha256, len(file.content)) for file in files.files),
        published=published,
        dated_by="file",
        records=reading.records,
        parties=len(reading.parties),
        rejected=reading.rejected,
    )
    return EditionContent(edition=edition, parties=reading.parties, findings=reading.findings)


def _marked(home: Home, marker: Path) -> Snapshot | None:
    """The starter snapshot compiled before, if it is there and whole."""
    try:
        return open_snapshot(home.snapshot_folder(marker.read_text(encoding="ascii")))
    except (OSError, UnicodeDecodeError, SnapshotError):
        return None


def _open_temporary(content: EditionContent) -> Snapshot:
    """A snapshot in a folder that goes when the snapshot does."""
    folder = Path(tempfile.mkdtemp(prefix="interdict-starter-"))
    compile_snapshot(folder, [content])
    snapshot = open_snapshot(folder)
    weakref.finalize(snapshot, shutil.rmtree, folder, ignore_errors=True)
    return snapshot

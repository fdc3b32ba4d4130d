"""Makes sure that stored customers are as they were stored: a damaged index would find nobody.

The same as for a compiled snapshot: hashes of all files are kept beside them, and looked at
again when a file was touched since they were last right.
"""

import contextlib
import hashlib
from pathlib import Path

import msgspec

from interdict.durable import write_atomically
from interdict.errors import SnapshotError

_SEAL, _CHECKED = "seal.json", ".checked"


def seal(folder: Path) -> None:
    """Note the hash of every file of a folder."""
    hashes = {path.name: _hash(path) for path in sorted(folder.iterdir())}
    (folder / _SEAL).write_bytes(msgspec.json.encode(hashes, order="sorted"))


def check(folder: Path) -> None:
    """Raise ``SnapshotError`` when a file is not there or not as it was sealed."""
    try:
        hashes = msgspec.json.decode((folder / _SEAL).read_bytes(), type=dict[str, str])
        touched = {name: (folder / name).stat().st_mtime_ns for name in hashes}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _damaged(folder, str(error)) from error
    note = folder / _CHECKED
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        if msgspec.json.decode(note.read_bytes(), type=dict[str, int]) == touched:
            return
    for name, sha256 in hashes.items():
        if _hash(folder / name) != sha256:
            raise _damaged(folder, f"{name} was changed after it was stored")
    with contextlib.suppress(OSError):  # a read-only disk: checked again next time
        write_atomically(note, msgspec.json.encode(touched))


def _hash(path: Path) -> str:
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def _damaged(folder: Path, cause: str) -> SnapshotError:
    return SnapshotError(
        f"the customers stored in {folder} are damaged ({cause}): add their file again with  "
        "interdict monitor add FILE"
    )

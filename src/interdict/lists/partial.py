"""A download in progress on disk, so that the next attempt, or the next run, goes on with it.

    NAME.part        the bytes so far, as they came over the line
    NAME.part.json   by what to know that the rest belongs to them

The facts are written before the first byte and the bytes are removed before the facts change,
so bytes of one state of a file are never taken for another's, whatever kills the process.
"""

import hashlib
from pathlib import Path

import msgspec

from interdict.durable import write_atomically
from interdict.lists.receipts import Validators


class Served(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the server said of a file when it began to send it."""

    validators: Validators
    content_type: str = ""
    digest: str = ""
    """``sha256:hex`` or ``md5:hex`` where the server states one of the whole file."""


class Partial:
    """One unfinished file."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.part"
        self._facts = folder / f"{name}.part.json"
        self._final = folder / name

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self._path.stat().st_size if self._path.exists() else 0

    def served(self) -> Served | None:
        """What is known of the bytes that are there; None when nothing is."""
        try:
            return msgspec.json.decode(self._facts.read_bytes(), type=Served)
        except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def discard(self) -> None:
        """Forget the bytes, then what they were."""
        self._path.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)

    def begin(self, served: Served) -> None:
        """Start over with another state of the file."""
        self.discard()
        write_atomically(self._facts, msgspec.json.encode(served))
        self._path.touch()

    def append(self, block: bytes) -> None:
        """Add what came next."""
        with self._path.open("ab") as stream:
            stream.write(block)

    def digest(self, algorithm: str) -> str:
        """Hash (hex) of the bytes that are there."""
        with self._path.open("rb") as stream:
            return hashlib.file_digest(stream, algorithm).hexdigest()

    def complete(self) -> Path:
        """Give the file its name; returns its place."""
        self._path.replace(self._final)
        self._facts.unlink(missing_ok=True)
        return self._final

"""An output file that gets its name when it is complete."""

import os
import secrets
from pathlib import Path

from interdict.durable import sync
from interdict.errors import UsageError


class OutputFile:
    """Write to ``path``; then ``keep`` it under its final name or ``drop`` it.

    A run that is killed leaves a hidden ``.NAME.PID-XXXX.tmp`` and, under the name asked for,
    what was there before. A device or pipe (``/dev/stdout``) is written directly, also where it
    is redirected into a file: a rename would put a file in the place of the device. Raises
    ``UsageError`` when the folder is not there or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._final = path
        self._direct = path.exists() and not (path.is_file() and _is_ours(path))
        temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
        self.path = path if self._direct else temporary
        """Where to write until ``keep``."""
        if path.is_dir():
            raise UsageError(f"cannot write {path}: it is a folder; name a file in it")
        try:
            self.path.open("wb").close()
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}") from error

    def keep(self) -> None:
        """Force the content to disk and rename; the file must be closed."""
        if self._direct:
            return
        sync(self.path)
        self.path.replace(self._final)
        sync(self._final.parent)

    def drop(self) -> None:
        """Remove what was written."""
        if not self._direct:
            self.path.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """May the name be given to another file? Not where the system keeps its own names."""
    return not any(path.absolute().is_relative_to(kept) for kept in ("/dev", "/proc"))

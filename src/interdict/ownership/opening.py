"""A file of stakes from disk as one stream: unpacked, measured and hashed while it is read.

``lists.files`` holds a file whole, which an official list allows; ownership registers unpack
to gigabytes, so here nothing is held. Packing is known by the first bytes, not by the name.
"""

import gzip
import hashlib
import io
import lzma
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from interdict.errors import MalformedFile, SourceError
from interdict.ownership.reading import HEAD_BYTES

MAXIMUM_BYTES = 64 * 1024**3
"""Unpacked size of one file; the largest public register is below 20 GB."""

STANDARD_INPUT = "standard input"

_MOST_WRAPPINGS = 3
_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_BROKEN = (
    OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile,
    RuntimeError,  # what zipfile raises for a password or a packing it does not know
)  # fmt: skip


class _Unpacked(io.RawIOBase):
    """What a file object holds; a broken archive is ``MalformedFile``."""

    def __init__(self, source: IO[bytes], name: str) -> None:
        super().__init__()
        self._source = source
        self.name = name

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer whole, but at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        filled = 0
        while filled < len(view) and (piece := self._piece(len(view) - filled)):
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def _piece(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except _BROKEN as error:
            raise _broken(self.name, error) from error


class Content(_Unpacked):
    """Bytes of a file as unpacked, with their number and hash so far."""

    def __init__(self, source: IO[bytes], name: str) -> None:
        super().__init__(source, name)
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of what was read so far (hex)."""
        return self._hash.hexdigest()

    def readinto(self, buffer: object) -> int:
        """The same, counted; ``MalformedFile`` past the limit."""
        filled = super().readinto(buffer)
        self._hash.update(memoryview(buffer).cast("B")[:filled])  # type: ignore[arg-type]
        self.size += filled
        if self.size > MAXIMUM_BYTES:
            raise MalformedFile(
                f"{self.name} unpacks to more than {MAXIMUM_BYTES >> 30} GB, which no register "
                "does; nothing was changed. If it is what you want, split it"
            )
        return filled


@contextmanager
def opened(path: Path) -> Iterator[tuple[io.BufferedReader, Content]]:
    """The unpacked content to read from, and what keeps its size and hash.

    ``-`` is standard input. Raises ``SourceError`` for a path that is no readable file and
    ``MalformedFile`` for a broken archive or one of several files.
    """
    name = STANDARD_INPUT if str(path) == "-" else path.name
    with ExitStack() as stack:
        stream = _received(path, stack)
        for _ in range(_MOST_WRAPPINGS):
            start = stream.peek(6)[:6]
            if start.startswith(_GZIP):
                packed = gzip.GzipFile(fileobj=stream)
                name = name.removesuffix(".gz")
            elif start == _XZ:
                packed = lzma.LZMAFile(stream)  # type: ignore[assignment] # noqa: SIM115
                name = name.removesuffix(".xz")
            elif start.startswith(_ZIP):
                member, name = _member(stream, name, stack)
                packed = member  # type: ignore[assignment]
            else:
                break
            stream = io.BufferedReader(_Unpacked(cast("IO[bytes]", packed), name))
        content = Content(stream, name)
        yield io.BufferedReader(content, HEAD_BYTES), content


def _received(path: Path, stack: ExitStack) -> io.BufferedReader:
    try:
        if str(path) != "-":
            return stack.enter_context(path.open("rb"))
        spooled = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - a zip is sought in
        while piece := sys.stdin.buffer.read(1 << 20):
            spooled.write(piece)
        spooled.seek(0)
        return io.BufferedReader(spooled)
    except IsADirectoryError as error:
        raise SourceError(
            f"{path} is a folder: name the file in it; nothing was changed"
        ) from error
    except OSError as error:
        raise SourceError(
            f"cannot read {path} ({error.strerror}): check the path; nothing was changed"
        ) from error


def _member(stream: io.BufferedReader, name: str, stack: ExitStack) -> tuple[IO[bytes], str]:
    """The one file in a zip archive, and its name."""
    if not stream.seekable():
        raise MalformedFile(f"{name} is an archive in another: unpack it; nothing was changed")
    try:
        archive = stack.enter_context(zipfile.ZipFile(stream))
        members = [each for each in archive.infolist() if _is_file(each)]
        if len(members) == 1:
            inner = stack.enter_context(archive.open(members[0]))
            return inner, PurePosixPath(members[0].filename).name
    except _BROKEN as error:
        raise _broken(name, error) from error
    if any(each.filename.startswith("xl/workbook.") for each in members):
        raise MalformedFile(f"{name} is a workbook: save its sheet as CSV; nothing was changed")
    held = ", ".join(each.filename for each in members[:5]) or "nothing"
    raise MalformedFile(
        f"{name} is an archive of {len(members)} files ({held}): unpack it and name the one that "
        "holds the stakes; nothing was changed"
    )


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Neither a folder nor what macOS puts beside each file (``__MACOSX/._stakes.json``)."""
    inner = PurePosixPath(member.filename)
    return not member.is_dir() and inner.parts[0] != "__MACOSX" and inner.name != ".DS_Store"


def _broken(name: str, error: Exception) -> MalformedFile:
    return MalformedFile(
        f"{name} is a broken archive ({error}): it was cut off or damaged on its way; get it "
        "again, or unpack it yourself; nothing was changed"
    )

"""Files from disk, decompressed, as connectors want them."""

import datetime
import gzip
import io
import lzma
import re
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from interdict.errors import MalformedFile, SourceError
from interdict.lists.connector import SourceFile

MAXIMUM_BYTES = 2 * 1024**3
"""Decompressed size of what one path holds; official lists are below 200 MB."""

STANDARD_INPUT = "standard input"

_MOST_WRAPPINGS = 4
"""Archives inside archives; a file that unpacks to itself would never end."""

_BLOCK = 1 << 20
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin")
_BLANK = b"\x00\x1a\r\n\t \xef\xbb\xbf"
_DATE = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")

_XZ = b"\xfd7zXZ\x00"
_PACKED = (b"\x1f\x8b", _XZ, b"PK\x03\x04", b"PK\x05\x06")

_BROKEN = (
    OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile,
    RuntimeError,  # what zipfile raises for a password or a packing it does not know
)  # fmt: skip


def open_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """Read files, taking apart ``.gz``, ``.xz`` and ``.zip`` by their content, not their name.

    ``-`` is standard input. A workbook (XLSX) is a zip that is one file. Raises
    ``SourceError`` for a path that is no readable file and ``MalformedFile`` for a broken or
    oversized archive and an empty file.
    """
    return tuple(file for path in paths for file in _opened(path))


def date_in(name: str) -> datetime.date | None:
    """A year-month-day date in a file name (``sdn_2024-05-03.csv``, ``sdn20240503.csv``)."""
    for match in _DATE.finditer(name):
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def _opened(path: Path) -> Iterator[SourceFile]:
    unpacking = _Unpacking()
    for file in unpacking.files(_received(path)):
        if not file.content.strip(_BLANK):
            raise MalformedFile(f"{file.name} is empty: download it again; nothing was changed")
        yield file


def _received(path: Path) -> SourceFile:
    """The file as it lies on disk, packed or not."""
    today = datetime.datetime.now(datetime.UTC).date()
    if str(path) == "-":
        return SourceFile(name=STANDARD_INPUT, content=sys.stdin.buffer.read(), modified=today)
    try:
        content = path.read_bytes()
        modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    except IsADirectoryError as error:
        raise SourceError(
            f"{path} is a folder: name the files in it, such as {path}/*; nothing was changed"
        ) from error
    except OSError as error:
        raise SourceError(
            f"cannot read {path} ({error.strerror}): check the path; nothing was changed"
        ) from error
    return SourceFile(name=path.name, content=content, modified=min(modified, today))


class _Unpacking:
    """Takes one path apart, and stops at a bomb: many small archives may be one together."""

    def __init__(self) -> None:
        self._unpacked = 0

    def files(self, file: SourceFile, depth: int = 0) -> Iterator[SourceFile]:
        """The file itself, or what is in it."""
        start = file.content[:6]
        packed = start.startswith(_PACKED)
        if packed and depth == _MOST_WRAPPINGS:
            raise MalformedFile(
                f"{file.name} is an archive in {depth} others, which no official list is; "
                "unpack it and name the list files; nothing was changed"
            )
        try:
            if start.startswith(b"\x1f\x8b"):
                inner = self._member(gzip.GzipFile(fileobj=io.BytesIO(file.content)), file, ".gz")
                yield from self.files(inner, depth + 1)
            elif start == _XZ:
                xz = lzma.LZMAFile(io.BytesIO(file.content))  # noqa: SIM115 - in memory
                inner = self._member(xz, file, ".xz")
                yield from self.files(inner, depth + 1)
            elif packed:
                yield from self._zip(file, depth)
            else:
                yield file
        except _BROKEN as error:
            raise MalformedFile(
                f"{file.name} is a broken archive ({error}): download it again, or unpack it "
                "yourself; nothing was changed"
            ) from error

    def _member(
        self, stream: IO[bytes] | gzip.GzipFile, packed: SourceFile, ending: str
    ) -> SourceFile:
        content = self._limited(stream, packed.name)
        name = packed.name.removesuffix(ending)
        return msgspec.structs.replace(packed, name=name, content=content)

    def _zip(self, file: SourceFile, depth: int) -> Iterator[SourceFile]:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            members = [member for member in archive.infolist() if _is_file(member)]
            if any(member.filename in _WORKBOOK_PARTS for member in members):
                yield file
                return
            if not members:
                raise MalformedFile(
                    f"{file.name} is an empty archive: download it again; nothing was changed"
                )
            for member in members:
                name = _name_of(member, file)
                with archive.open(member) as stream:
                    content = self._limited(stream, f"{file.name}/{name}")
                modified = _modified(member, file)
                inner = SourceFile(name=name, content=content, modified=modified)
                yield from self.files(inner, depth + 1)

    def _limited(self, stream: IO[bytes] | gzip.GzipFile, name: str) -> bytes:
        """The whole stream, or ``MalformedFile`` past the limit."""
        blocks: list[bytes] = []
        while block := stream.read(_BLOCK):
            blocks.append(block)
            self._unpacked += len(block)
            if self._unpacked > MAXIMUM_BYTES:
                raise MalformedFile(
                    f"{name} unpacks to more than {MAXIMUM_BYTES >> 20:,} MB, which no official "
                    "list does; nothing was changed. If it is what you want, unpack it yourself"
                )
        return b"".join(blocks)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Neither a folder nor what macOS puts beside each file (``__MACOSX/._SDN.CSV``)."""
    inner = Path(member.filename)
    return not member.is_dir() and inner.parts[0] != "__MACOSX" and inner.name != ".DS_Store"


def _name_of(member: zipfile.ZipInfo, archive: SourceFile) -> str:
    """The member's name; a date in the archive's name dates members that carry none."""
    name = Path(member.filename).name
    stem = archive.name.removesuffix(".zip")
    return f"{stem}-{name}" if date_in(stem) and not date_in(name) else name


def _modified(member: zipfile.ZipInfo, archive: SourceFile) -> datetime.date:
    """The member's own date; the archive's where it has none that exists or lies ahead."""
    try:
        day = datetime.date(*member.date_time[:3])
    except ValueError:
        return archive.modified
    return min(day, archive.modified)

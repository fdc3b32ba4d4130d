"""Files from disk, decompressed, as connectors want them."""

import datetime
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from interdict.errors import MalformedFile, SourceError
from interdict.lists.connector import SourceFile

MAXIMUM_BYTES = 2 * 1024**3
"""Decompressed size of one file; official lists are below 200 MB."""

_BLOCK = 1 << 20
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin")


def open_files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """Read files, taking apart ``.gz``, ``.xz`` and ``.zip`` by their content, not their name.

    A workbook (XLSX) is a zip that is one file. Raises ``SourceError`` for a path that is no
    readable file and ``MalformedFile`` for a broken or oversized archive and an empty file.
    """
    return tuple(file for path in paths for file in _opened(path))


def _opened(path: Path) -> Iterator[SourceFile]:
    try:
        content = path.read_bytes()
        modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    except IsADirectoryError as error:
        raise SourceError(f"{path} is a folder: name the files in it") from error
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    for file in _unpacked(path.name, content, modified):
        if not file.content.strip(b"\x00\x1a\r\n\t \xef\xbb\xbf"):
            raise MalformedFile(f"{file.name} is empty: download it again; nothing was changed")
        yield file


def _unpacked(name: str, content: bytes, modified: datetime.date) -> Iterator[SourceFile]:
    try:
        if content[:2] == b"\x1f\x8b":
            plain = _limited(gzip.GzipFile(fileobj=io.BytesIO(content)), name)
            yield from _unpacked(name.removesuffix(".gz"), plain, modified)
        elif content[:6] == b"\xfd7zXZ\x00":
            plain = _limited(lzma.open(io.BytesIO(content)), name)
            yield from _unpacked(name.removesuffix(".xz"), plain, modified)
        elif content[:4] == b"PK\x03\x04":
            yield from _from_zip(name, content, modified)
        else:
            yield SourceFile(name=name, content=content, modified=modified)
    except (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile) as error:
        raise MalformedFile(
            f"{name} is a broken archive ({error}): download it again; nothing was changed"
        ) from error


def _from_zip(name: str, content: bytes, modified: datetime.date) -> Iterator[SourceFile]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.filename in _WORKBOOK_PARTS for member in members):
            yield SourceFile(name=name, content=content, modified=modified)
            return
        for member in members:
            inner = Path(member.filename).name
            with archive.open(member) as stream:
                plain = _limited(stream, f"{name}/{inner}")
            yield from _unpacked(inner, plain, datetime.date(*member.date_time[:3]))


def _limited(stream: IO[bytes], name: str) -> bytes:
    """The whole stream, or ``MalformedFile`` past the limit: an archive may be a bomb."""
    blocks: list[bytes] = []
    size = 0
    while block := stream.read(_BLOCK):
        blocks.append(block)
        size += len(block)
        if size > MAXIMUM_BYTES:
            raise MalformedFile(
                f"{name} unpacks to more than {MAXIMUM_BYTES >> 20:,} MB, which no official "
                "list does; nothing was changed"
            )
    return b"".join(blocks)

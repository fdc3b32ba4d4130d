"""Ownership files from disk, packed or not."""

import gzip
import hashlib
import io
import lzma
import zipfile
from pathlib import Path

import pytest

from interdict.errors import MalformedFile, SourceError
from interdict.ownership import opening
from interdict.ownership.opening import opened

CONTENT = b'[{"statementID": "s-1"}]\n' * 1_000


def zipped(*members: str, content: bytes = CONTENT) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in members:
            archive.writestr(name, content)
    return held.getvalue()


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "inner"),
    [
        ("stakes.json", CONTENT, "stakes.json"),
        ("stakes.json.gz", gzip.compress(CONTENT), "stakes.json"),
        ("stakes.json", gzip.compress(CONTENT), "stakes.json"),
        ("stakes.json.xz", lzma.compress(CONTENT), "stakes.json"),
        ("all.zip", zipped("__MACOSX/._x", "in/stakes.json"), "stakes.json"),
        ("all.zip", zipped("stakes.json.gz", content=gzip.compress(CONTENT)), "stakes.json"),
    ],
)
def test_packing_is_told_from_content_and_the_hash_is_of_what_is_in_it(
    tmp_path: Path, name: str, content: bytes, inner: str
) -> None:
    with opened(put(tmp_path, name, content)) as (stream, file):
        assert stream.read() == CONTENT
    assert (file.name, file.size) == (inner, len(CONTENT))
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(CONTENT)[:-20], "broken archive"),
        (lzma.compress(CONTENT)[:-20], "broken archive"),
        (zipped("a.json")[:-30], "broken archive"),
        (b"\x1f\x8bno gzip at all", "broken archive"),
        (zipped("a.json", "b.json"), "archive of 2 files .*unpack it"),
        (zipped(), "archive of 0 files"),
        (zipped("xl/workbook.xml", "a.xml"), "save its sheet as CSV"),
        (gzip.compress(zipped("a.json")), "archive in another"),
    ],
)
def test_a_broken_or_doubtful_archive_says_what_to_do(
    tmp_path: Path, content: bytes, says: str
) -> None:
    with (
        pytest.raises(MalformedFile, match=says),
        opened(put(tmp_path, "stakes.gz", content)) as (stream, _),
    ):
        stream.read()


def test_what_unpacks_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAXIMUM_BYTES", 10_000)
    path = put(tmp_path, "bomb.gz", gzip.compress(b"0" * 1_000_000))
    with pytest.raises(MalformedFile, match="unpacks to more"), opened(path) as (stream, _):
        stream.read()


def test_a_path_that_is_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"), opened(tmp_path):
        pass
    with pytest.raises(SourceError, match="cannot read"), opened(tmp_path / "gone.json"):
        pass


def test_standard_input_may_be_packed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = io.BytesIO(zipped("stakes.json"))

    monkeypatch.setattr("sys.stdin", Standard)
    with opened(Path("-")) as (stream, file):
        assert stream.read() == CONTENT
    assert file.name == "stakes.json"

"""Mirrors and folders: the same files elsewhere."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from list_server import Server, file, packed, serving, status

from interdict.errors import DownloadFailed
from interdict.lists.addresses import Publication, RemoteFile
from interdict.lists.download import Downloader
from interdict.lists.manners import Manners
from interdict.lists.origins import Fetched, Folder, Mirror, NotThere, Origin
from interdict.lists.receipts import Desk, Validators

CONTENT = b"1,Anna Example\n"
FILE = RemoteFile(name="SDN.CSV", url="https://example.org/SDN.CSV", least_bytes=1)
SDN = Publication(source="ofac-sdn", form="ofac-csv", files=(FILE,))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk")


def fetch(origin: Origin, desk: Desk, known: Validators | None = None) -> Fetched:
    return origin.fetch(SDN, FILE, known, desk, lambda *_: None)


@pytest.mark.parametrize("place", ["SDN.CSV", "sdn.csv", "ofac-sdn/SDN.CSV", "ofac-sdn/sdn.csv"])
def test_a_mirror_may_be_flat_or_in_folders_in_upper_or_lower_case(
    server: Server, desk: Desk, tmp_path: Path, place: str
) -> None:
    server.serve(f"/lists/{place}", file(CONTENT))
    path = tmp_path / "mirror" / place
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    with Downloader() as downloader:
        for origin in (Mirror(f"{server.base}/lists/", downloader.fetch), Folder(path.parents[1])):
            if isinstance(origin, Folder) and "/" not in place:
                origin = Folder(path.parent)
            fetched = fetch(origin, desk)
            assert fetched.path is not None
            assert fetched.path.read_bytes() == CONTENT
            assert fetched.receipt.file == "SDN.CSV"
            assert not origin.official


def test_a_mirror_is_asked_first_where_it_had_the_file_the_last_time(
    server: Server, desk: Desk
) -> None:
    server.serve("/sdn.csv", file(CONTENT))
    with Downloader() as downloader:
        mirror = Mirror(server.base, downloader.fetch)
        known = fetch(mirror, desk).validators
        server.asked.clear()
        assert fetch(mirror, desk, known).receipt.outcome == "not-modified"
    assert server.paths() == ["/sdn.csv"]


def test_a_mirror_with_no_such_file_is_told_from_one_in_trouble(server: Server, desk: Desk) -> None:
    with Downloader(Manners(attempts=1)) as downloader:
        mirror = Mirror(server.base, downloader.fetch)
        with pytest.raises(NotThere, match="404") as raised:
            fetch(mirror, desk)
        assert raised.value.receipt is not None
        server.serve("/ofac-sdn/SDN.CSV", status(500))
        with pytest.raises(DownloadFailed, match="500") as failed:
            fetch(mirror, desk)
    assert not isinstance(failed.value, NotThere)


def test_a_file_of_a_folder_may_be_packed_and_stays_where_it_is(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV.gz").write_bytes(gzip.compress(CONTENT))
    assert fetch(Folder(tmp_path), desk).path == tmp_path / "SDN.CSV.gz"
    assert (tmp_path / "SDN.CSV.gz").exists()
    (receipt,) = desk.receipts()
    assert receipt.bytes == len(gzip.compress(CONTENT))


def test_a_saved_web_page_is_no_list(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text("<html><title>Sign in</title></html>")
    with pytest.raises(DownloadFailed, match=r"web page \('Sign in'\) and not the list"):
        fetch(Folder(tmp_path), desk)
    assert desk.receipts()[0].outcome == "failed"


def test_a_folder_without_the_file_has_none(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotThere, match=r"no SDN\.CSV"):
        fetch(Folder(tmp_path), desk)


def sums(place: str, content: bytes = CONTENT) -> bytes:
    return f"{hashlib.sha256(content).hexdigest()}  ./{place}\nnot a line of it\n".encode()


def test_checksums_of_a_folder_are_heeded(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV").write_bytes(CONTENT)
    (tmp_path / "SHA256SUMS").write_bytes(sums("SDN.CSV"))
    assert fetch(Folder(tmp_path), desk).path
    (tmp_path / "SDN.CSV").write_bytes(CONTENT[:-2])
    with pytest.raises(DownloadFailed, match="SHA256SUMS of the mirror"):
        fetch(Folder(tmp_path), desk)
    assert [receipt.outcome for receipt in desk.receipts()] == ["downloaded", "failed"]


def test_checksums_of_a_mirror_are_heeded_and_asked_for_once(server: Server, desk: Desk) -> None:
    server.serve("/SDN.CSV", file(CONTENT), packed(CONTENT), file(CONTENT[:-2]))
    server.serve("/SHA256SUMS", file(sums("SDN.CSV")))
    with Downloader() as downloader:
        mirror = Mirror(server.base, downloader.fetch)
        assert fetch(mirror, desk).path
        assert fetch(mirror, desk).path  # packed on the way
        with pytest.raises(DownloadFailed, match="SHA256SUMS of the mirror"):
            fetch(mirror, desk)
    assert server.paths().count("/SHA256SUMS") == 1
    assert desk.receipts()[-1].outcome == "failed"


def test_a_file_without_a_checksum_is_not_checked(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV").write_bytes(CONTENT)
    (tmp_path / "SHA256SUMS").write_bytes(sums("ALT.CSV"))
    assert fetch(Folder(tmp_path), desk).path

"""Where the files of an edition come from: their publisher, a mirror, or a folder.

A mirror has the same file names under another base, flat or one folder per list::

    BASE/SDN_ENHANCED.XML            BASE/ofac-sdn/SDN_ENHANCED.XML
    BASE/consolidated.xml            BASE/un/consolidated.xml

Names may be in lower case, and in a folder also packed (``.gz``, ``.xz``, ``.zip``); a file
``BASE/SHA256SUMS`` is heeded. What only a publisher can say, the date of a file that states
none, is not taken from a mirror.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import msgspec

from interdict.errors import DownloadFailed
from interdict.lists.addresses import Publication, RemoteFile
from interdict.lists.answers import web_page
from interdict.lists.checksums import SUMS, read_sums, refuse_other
from interdict.lists.receipts import Desk, Receipt, Validators

Watch = Callable[[str, int, int], None]
"""Called with (file, bytes so far, bytes in all or 0)."""

_PACKED = ("", ".gz", ".xz", ".zip")
_START = 1 << 16


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One file to be fetched."""

    source: str
    name: str
    url: str
    known: Validators | None = None
    """Those of the file we hold: the server may answer that it is still the same. Those of
    another address are not used."""


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it."""

    receipt: Receipt
    validators: Validators
    path: Path | None
    """Where the file lies, as it came, packed or not; None when it is not modified."""


class NotThere(DownloadFailed):
    """The place asked has no such file."""

    receipt: Receipt | None = None
    """To be kept if the list cannot be had elsewhere either."""


class Fetch(Protocol):
    """Fetches one file over the network (``download.Downloader.fetch``)."""

    def __call__(self, asked: Asked, desk: Desk, watch: Watch) -> Fetched:
        """Fetch it, or learn that it is not modified; ``DownloadFailed`` says why not."""
        ...


class Origin(Protocol):
    """A place that editions come from."""

    official: bool
    """Is it the publisher's own, whose word on when a file changed counts?"""

    def fetch(
        self,
        publication: Publication,
        file: RemoteFile,
        known: Validators | None,
        desk: Desk,
        watch: Watch,
    ) -> Fetched:
        """One file of a publication; ``NotThere`` when the place has none."""
        ...  # fmt: skip


def every_file(
    origin: Origin,
    publication: Publication,
    known: Mapping[str, Validators],
    desk: Desk,
    watch: Watch,
) -> list[Fetched]:
    """Every file of an edition; when one of them is new, all of them, so that they fit.

    ``known`` is how the edition in force was served, by file. Raises ``NotThere`` when one is
    missing that must be there, ``DownloadFailed`` when one cannot be had.
    """

    def fetched(file: RemoteFile, still: Validators | None) -> Fetched | None:
        try:
            return origin.fetch(publication, file, still, desk, watch)
        except NotThere:
            if origin.official or not file.optional:
                raise
        return None

    came = [(file, fetched(file, known.get(file.name))) for file in publication.files]
    if any(each is not None and each.path is not None for _, each in came):
        came = [
            (file, each if each is None or each.path is not None else fetched(file, None))
            for file, each in came
        ]
    return [each for _, each in came if each is not None]


class Publisher:
    """The official addresses."""

    official = True

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def fetch(
        self, publication: Publication, file: RemoteFile, known: Validators | None, desk: Desk,
        watch: Watch,
    ) -> Fetched:  # fmt: skip
        """From its publisher."""
        asked = Asked(source=publication.source, name=file.name, url=file.url, known=known)
        return self._fetch(asked, desk, watch)


class Mirror:
    """The same files under another address."""

    official = False

    def __init__(self, base: str, fetch: Fetch) -> None:
        self._base = base.rstrip("/")
        self._fetch = fetch
        self._sums: dict[str, str] | None = None

    def fetch(
        self, publication: Publication, file: RemoteFile, known: Validators | None, desk: Desk,
        watch: Watch,
    ) -> Fetched:  # fmt: skip
        """From the first of the places where a mirror may have it."""
        missing: NotThere | None = None
        places = {self._url(p): p for p in _places(publication.source, file.name)}
        last = known.url if known else ""
        for url in sorted(places, key=lambda url: url != last):  # where it was the last time, first
            asked = Asked(source=publication.source, name=file.name, url=url, known=known)
            try:
                fetched = self._fetch(asked, desk, watch)
            except NotThere as error:
                missing = missing or error
                continue
            self._check(fetched, places[url], desk, watch)
            return fetched
        raise missing or NotThere(f"{self._base}: no {file.name}")

    def _url(self, place: str) -> str:
        return f"{self._base}/{quote(place)}"

    def _check(self, fetched: Fetched, place: str, desk: Desk, watch: Watch) -> None:
        """Compare with the mirror's checksums, which are asked for once."""
        if fetched.path is None:
            return
        if self._sums is None:
            asked = Asked(source=fetched.receipt.source, name=SUMS, url=self._url(SUMS))
            try:
                path = self._fetch(asked, desk, watch).path
            except NotThere:
                path = None
            self._sums = read_sums(path.read_bytes()) if path else {}
        try:
            refuse_other(self._sums, place, fetched.path)
        except DownloadFailed as error:
            problem = str(error)
            desk.add(msgspec.structs.replace(fetched.receipt, outcome="failed", problem=problem))
            raise


class Folder:
    """The same files in a folder; no network and nothing to install for it."""

    official = False

    def __init__(self, path: Path) -> None:
        self._path = path
        sums = path / SUMS
        self._sums = read_sums(sums.read_bytes()) if sums.is_file() else {}

    def fetch(
        self, publication: Publication, file: RemoteFile, known: Validators | None, desk: Desk,
        watch: Watch,
    ) -> Fetched:  # fmt: skip
        """From disk, where it stays; ``known`` is not asked, the bytes are there to compare."""
        for name in _places(publication.source, file.name):
            for ending in _PACKED:
                path = self._path / f"{name}{ending}"
                if path.is_file():
                    return _found(publication.source, file.name, path, self._problem(path), desk)
        raise NotThere(f"{self._path}: no {file.name}")

    def _problem(self, path: Path) -> str:
        """Why a file is not to be used, or empty."""
        with path.open("rb") as stream:
            title = web_page(stream.read(_START))
        if title is not None:
            return f"{path} is a web page ({title!r}) and not the list: save the list itself"
        try:
            refuse_other(self._sums, path.relative_to(self._path).as_posix(), path)
        except DownloadFailed as error:
            return str(error)
        return ""


def _places(source: str, name: str) -> Iterator[str]:
    """Where a mirror may have a file; a list's own folder first, where no names clash."""
    names = dict.fromkeys((name, name.lower()))
    yield from (f"{source}/{each}" for each in names)
    yield from names


def _found(
    source: str, name: str, path: Path, problem: str, desk: Desk
) -> Fetched:  # fmt: skip
    """A file of a folder, with its receipt; ``DownloadFailed`` when there is a problem."""
    started = datetime.datetime.now(datetime.UTC)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    receipt = Receipt(
        source=source,
        file=name,
        url=str(path),
        outcome="failed" if problem else "downloaded",
        sha256=digest,
        bytes=path.stat().st_size,
        started=started,
        finished=datetime.datetime.now(datetime.UTC),
        problem=problem,
    )
    desk.add(receipt)
    if problem:
        raise DownloadFailed(problem)
    return Fetched(receipt=receipt, validators=Validators(url=str(path)), path=path)

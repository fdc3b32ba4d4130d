"""Where the files of an edition come from: their publisher, a mirror, or a folder.

A mirror has the same file names under another base, flat or one folder per list::

    BASE/SDN_ENHANCED.XML            BASE/ofac-sdn/SDN_ENHANCED.XML
    BASE/consolidated.xml            BASE/un/consolidated.xml

Names may be in lower case, and in a folder also packed (``.gz``, ``.xz``, ``.zip``). What only
a publisher can say, the date of a file that states none, is not taken from a mirror.
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
from interdict.lists.receipts import Desk, Receipt, Validators

Watch = Callable[[str, int, int], None]
"""Called with (file, bytes so far, bytes in all or 0)."""

_PACKED = ("", ".gz", ".xz", ".zip")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One file to be fetched."""

    source: str
    name: str
    url: str
    known: Validators | None = None
    """Those of the file we hold: the server may answer that it is still the same."""


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

    def fetch(
        self, publication: Publication, file: RemoteFile, known: Validators | None, desk: Desk,
        watch: Watch,
    ) -> Fetched:  # fmt: skip
        """From the first of the places where a mirror may have it."""
        missing: NotThere | None = None
        urls = [f"{self._base}/{quote(p)}" for p in _places(publication.source, file.name)]
        last = known.url if known else ""
        for url in sorted(urls, key=lambda url: url != last):  # where it was the last time, first
            still = known if url == last else None
            try:
                asked = Asked(source=publication.source, name=file.name, url=url, known=still)
                return self._fetch(asked, desk, watch)
            except NotThere as error:
                missing = missing or error
        raise missing or NotThere(f"{self._base}: no {file.name}")


class Folder:
    """The same files in a folder; no network and nothing to install for it."""

    official = False

    def __init__(self, path: Path) -> None:
        self._path = path

    def fetch(
        self, publication: Publication, file: RemoteFile, known: Validators | None, desk: Desk,
        watch: Watch,
    ) -> Fetched:  # fmt: skip
        """From disk, where it stays; ``known`` is not asked, the bytes are there to compare."""
        started = datetime.datetime.now(datetime.UTC)
        for name in _places(publication.source, file.name):
            for ending in _PACKED:
                path = self._path / f"{name}{ending}"
                if path.is_file():
                    return _found(publication.source, file.name, path, started, desk)
        raise NotThere(f"{self._path}: no {file.name}")


def _places(source: str, name: str) -> Iterator[str]:
    """Where a mirror may have a file; a list's own folder first, where no names clash."""
    names = dict.fromkeys((name, name.lower()))
    yield from (f"{source}/{each}" for each in names)
    yield from names


def _found(
    source: str, name: str, path: Path, started: datetime.datetime, desk: Desk
) -> Fetched:  # fmt: skip
    with path.open("rb") as stream:
        title = web_page(stream.read(1 << 16))
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    problem = ""
    if title is not None:
        problem = f"{path} is a web page ({title!r}) and not the list: save the list itself"
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

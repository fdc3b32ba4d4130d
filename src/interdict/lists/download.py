"""Fetching one file over HTTP, from a server that may be slow, broken or lying.

The only part of ``lists`` that touches the network (invariant 9). Proxies and certificates are
taken from the environment by httpx (``HTTPS_PROXY``, ``NO_PROXY``, ``SSL_CERT_FILE``).
"""

import datetime
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx

from interdict.errors import DownloadFailed, UsageError
from interdict.lists import answers
from interdict.lists.manners import Manners, Pace
from interdict.lists.origins import Asked, Fetched, NotThere, Watch
from interdict.lists.partial import Partial, Served
from interdict.lists.receipts import Desk, Receipt, Validators
from interdict.version import __version__

AGENT = f"interdict/{__version__} (sanctions list update)"

_BLOCK = 1 << 16
Wait = Callable[[float, str], None]
"""Waits some seconds before another attempt, and may say why."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429})
_GONE = frozenset({404, 410})


class _Passing(Exception):
    """What may be over in a moment: the next attempt may succeed."""

    def __init__(self, problem: str, asked_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.asked_seconds = asked_seconds


def quietly(seconds: float, _why: str) -> None:
    """Waits and says nothing."""
    time.sleep(seconds)


class Downloader:
    """An HTTP client with manners; a context manager."""

    def __init__(self, manners: Manners | None = None, wait: Wait = quietly) -> None:
        self.manners = manners or Manners()
        self.wait = wait
        timeout = httpx.Timeout(self.manners.silence_seconds, connect=self.manners.connect_seconds)
        # gzip only: what comes is kept as it comes, and a .gz is unpacked with a limit
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        try:
            self.client = httpx.Client(timeout=timeout, headers=headers, follow_redirects=False)
        except (ImportError, ValueError, OSError) as error:
            raise UsageError(
                f"the proxy or certificates named in the environment cannot be used ({error}): "
                "check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR"
            ) from error

    def __enter__(self) -> "Downloader":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def fetch(self, asked: Asked, desk: Desk, watch: Watch) -> Fetched:
        """Fetch a file into the desk's folder, or learn that it is not modified.

        Either way, and also when it fails, the desk gets a receipt. Raises ``DownloadFailed``
        with the cause; ``NotThere`` (one of those), which carries its receipt, when the server
        has no such file. What came so far stays and is gone on with the next time.
        """
        fetching = _Fetching(self, asked, Partial(desk.folder, asked.name), watch)
        try:
            path = fetching.run()
        except NotThere as missing:
            missing.receipt = fetching.receipt(None, problem=str(missing))
            raise
        except DownloadFailed as failure:
            desk.add(fetching.receipt(None, problem=str(failure)))
            raise
        receipt = fetching.receipt(path)
        desk.add(receipt)
        return Fetched(receipt=receipt, validators=fetching.validators, path=path)


class _Fetching:
    """The course of one fetch, over all its attempts."""

    def __init__(
        self, downloader: Downloader, asked: Asked, partial: Partial, watch: Watch
    ) -> None:
        self._client = downloader.client
        self._manners = downloader.manners
        self._wait = downloader.wait
        self._asked = asked
        self._partial = partial
        self._watch = watch
        self._started = datetime.datetime.now(datetime.UTC)
        self._attempts = 0
        self._status = 0
        self._content_type = ""
        self._resumed_from = 0
        # another address has other tags, and another clock: a mirror's say nothing to a publisher
        self._known = asked.known if asked.known and asked.known.url == asked.url else None
        self.validators = self._known or Validators(url=asked.url)

    def run(self) -> Path | None:
        """Attempt after attempt, as the manners allow; None when the file is not modified."""
        while True:
            self._attempts += 1
            try:
                return self._attempt()
            except _Passing as problem:
                self._pause(problem)

    def receipt(self, path: Path | None, problem: str = "") -> Receipt:
        """What is kept of it."""
        known = self.validators
        return Receipt(
            source=self._asked.source,
            file=self._asked.name,
            url=answers.shown(self._asked.url),
            outcome="failed" if problem else "downloaded" if path else "not-modified",
            status=self._status,
            etag=known.etag,
            last_modified=known.last_modified,
            content_type=self._content_type,
            sha256=_sha256(path) if path else "",
            bytes=path.stat().st_size if path else 0,
            resumed_from=self._resumed_from,
            attempts=self._attempts,
            started=self._started,
            finished=datetime.datetime.now(datetime.UTC),
            problem=problem,
        )

    def _failed(self, problem: str) -> DownloadFailed:
        return DownloadFailed(f"{answers.shown(self._asked.url)}: {problem}")

    def _pause(self, problem: _Passing) -> None:
        """Wait before the next attempt, or raise ``DownloadFailed`` when there is to be none."""
        manners = self._manners
        tried = f"{self._attempts} attempts" if self._attempts > 1 else "1 attempt"
        if self._attempts >= manners.attempts:
            raise self._failed(f"{problem} ({tried})") from problem
        if problem.asked_seconds is not None:
            if problem.asked_seconds > manners.longest_wait:
                raise self._failed(
                    f"{problem}, and asks to be left alone for {problem.asked_seconds:,.0f} "
                    "seconds: run the same command again after that"
                ) from problem
            seconds = problem.asked_seconds
        else:
            seconds = manners.wait_after(self._attempts)
        self._wait(seconds, f"{answers.shown(self._asked.url)}: {problem}")

    def _attempt(self) -> Path | None:
        served, size = self._partial.served(), self._partial.size
        headers: dict[str, str] = {}
        if served and size and served.validators.url == self._asked.url:
            headers = answers.continuing(served.validators, size)
        if not headers:
            self._partial.discard()
            headers = answers.conditional(self._known) if self._known else {}
        try:
            with self._answer(headers) as answer:
                return self._read(answer, served if "Range" in headers else None)
        except httpx.TimeoutException as error:
            raise _Passing("the server did not answer in time") from error
        except (httpx.TransportError, httpx.StreamError) as error:
            raise _Passing(f"the connection failed ({error or type(error).__name__})") from error

    @contextmanager
    def _answer(self, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer at the end of the redirects, opened and not yet read."""
        url = self._asked.url
        for _ in range(self._manners.redirects + 1):
            try:
                request = self._client.build_request("GET", url, headers=headers)
            except httpx.InvalidURL as error:
                raise self._failed(f"the address cannot be read ({error})") from error
            answer = self._client.send(request, stream=True)
            self._status = answer.status_code
            try:
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    yield answer
                    return
                url = self._led_to(url, answer.headers["location"])
            finally:
                answer.close()
        raise self._failed(
            f"more than {self._manners.redirects} redirects, the last to {answers.shown(url)}"
        )

    def _led_to(self, url: str, location: str) -> str:
        """Where a redirect leads, if it may."""
        try:
            to = urljoin(url, location)
            allowed, named = answers.may_lead(self._asked.url, to), answers.shown(to)
        except ValueError as error:
            raise self._failed(f"it leads to an address that cannot be read ({error})") from error
        if not allowed:
            raise self._failed(f"it leads to {named}, which is not protected by https: refused")
        return to

    def _read(self, answer: httpx.Response, resumed: Served | None) -> Path | None:
        """Take in an answer; None when it says that the file we hold is the newest."""
        status, headers = answer.status_code, answer.headers
        self._content_type = headers.get("content-type", "")
        if status == 304 and self._known and resumed is None:
            return None
        first, in_all = answers.range_of(headers)
        if status == 416 and resumed and in_all == self._partial.size:
            return self._complete(resumed)
        if status == 206 and resumed:
            if first != self._partial.size or _changed(resumed.validators, headers):
                self._partial.discard()
                raise _Passing("the server sent another part than the one asked for")
            self._resumed_from = first
            return self._take(answer, resumed, in_all)
        if status == 200:
            served = Served(
                validators=answers.validators(self._asked.url, headers),
                content_type=self._content_type,
                digest=answers.digest_of(headers),
            )
            self._refuse_encoding(headers.get("content-encoding", ""))
            self._partial.begin(served)
            self._resumed_from = 0
            return self._take(answer, served, answers.length_of(headers))
        raise self._refused(status, headers)

    def _refused(self, status: int, headers: httpx.Headers) -> Exception:
        said = f"the server answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
        if status == 416 or status in _PASSING or status >= 500:
            if status == 416:
                self._partial.discard()
            now = datetime.datetime.now(datetime.UTC)
            return _Passing(said, answers.seconds_asked(headers, now))
        if status in _GONE:
            return NotThere(f"{answers.shown(self._asked.url)}: {said}")
        return self._failed(said)

    def _refuse_encoding(self, encoding: str) -> None:
        if encoding.strip().lower() not in ("", "identity", "gzip", "x-gzip"):
            raise self._failed(f"it is encoded as {encoding}, which was not asked for")

    def _take(self, answer: httpx.Response, served: Served, in_all: int) -> Path:
        """Write down what comes, with an eye on its size and its pace."""
        size, most = self._partial.size, self._manners.most_bytes
        pace = Pace(self._manners)
        if in_all > most:
            raise self._too_large(in_all)
        for block in answer.iter_raw():
            self._partial.append(block)
            size += len(block)
            if size > most:
                raise self._too_large(size)
            self._watch(self._asked.name, size, max(in_all, 0))
            if pace.too_slow(len(block)):
                raise _Passing(f"it sends almost nothing ({size:,} bytes so far)")
        if in_all >= 0 and size != in_all:
            raise _Passing(f"{size:,} bytes came of {in_all:,}")
        return self._complete(served)

    def _too_large(self, size: int) -> DownloadFailed:
        self._partial.discard()
        return self._failed(
            f"{size:,} bytes or more, and the limit is {self._manners.most_bytes:,}: no official "
            "list is that large"
        )

    def _complete(self, served: Served) -> Path:
        """Check the whole, and give it its name and its date."""
        self.validators = served.validators
        algorithm, _, stated = served.digest.partition(":")
        if stated and self._partial.digest(algorithm) != stated:
            self._partial.discard()
            raise _Passing(f"what came has another {algorithm} than the server states")
        path = self._partial.complete()
        title = answers.web_page(_start(path))
        if title is not None:
            path.unlink()
            raise self._failed(
                f"a web page came ({title!r}) instead of the list, although with status "
                f"{self._status}: open the address in a browser and see what it says"
            )
        modified = answers.moment_of(served.validators.last_modified)
        if modified is not None:
            os.utime(path, (modified.timestamp(), modified.timestamp()))
        return path


def _changed(known: Validators, headers: httpx.Headers) -> bool:
    """Does a part belong to another state of the file than the bytes before it?"""
    now = answers.validators(known.url, headers)
    return bool(
        (now.etag and known.etag and now.etag != known.etag)
        or (now.last_modified and known.last_modified and now.last_modified != known.last_modified)
    )


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_BLOCK)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

"""Reading what a web server says: how long to wait, what it sends, and what it is not.

Headers as in RFC 9110 (HTTP semantics) and RFC 9530 (digests); no network here.
"""

import base64
import datetime
import gzip
import re
import zlib
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

from interdict.lists.receipts import Validators

_HEAD = 4_096
_GZIP = b"\x1f\x8b"
_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.I | re.S)
_RANGE = re.compile(r"bytes (?:([0-9]{1,18})-([0-9]{1,18})|\*)/([0-9]{1,18}|\*)")
_NUMBER = re.compile(r"[0-9]{1,18}")  # more digits than any file has bytes, and Python would balk
_DIGEST = re.compile(r"\b(sha-256|md5)=:?([A-Za-z0-9+/]+=*):?", re.I)
_LONGEST_TITLE = 100


def shown(url: str) -> str:
    """An address fit for a message or a file: without user name, password, query, fragment."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def may_lead(asked: str, to: str) -> bool:
    """May an address lead to another? Never from a protected connection to an open one, nor to
    a file of this machine."""
    scheme = urlsplit(to).scheme
    return scheme == "https" or scheme == urlsplit(asked).scheme == "http"


def validators(url: str, headers: Mapping[str, str]) -> Validators:
    """What the server will know this state of the file by."""
    return Validators(
        url=url, etag=headers.get("etag", ""), last_modified=headers.get("last-modified", "")
    )


def conditional(known: Validators) -> dict[str, str]:
    """Headers that ask for the file only if it is another than the one known."""
    asked = {}
    if known.etag:
        asked["If-None-Match"] = known.etag
    if known.last_modified:
        asked["If-Modified-Since"] = known.last_modified
    return asked


def continuing(known: Validators, size: int) -> dict[str, str]:
    """Headers that ask for the rest, or for everything if the file changed since.

    Empty when the server gave nothing to tell by: a weak tag does not (RFC 9110, 13.1.5).
    """
    strong = known.etag if known.etag and not known.etag.startswith("W/") else ""
    since = strong or known.last_modified
    return {"Range": f"bytes={size}-", "If-Range": since} if since and size else {}


def range_of(headers: Mapping[str, str]) -> tuple[int, int]:
    """(first byte, bytes in all) of a partial answer; -1 where it does not say."""
    found = _RANGE.fullmatch(headers.get("content-range", "").strip())
    if found is None:
        return -1, -1
    first = int(found[1]) if found[1] else -1
    return first, -1 if found[3] == "*" else int(found[3])


def length_of(headers: Mapping[str, str]) -> int:
    """Bytes the server announces; -1 when it does not."""
    stated = headers.get("content-length", "")
    return int(stated) if _NUMBER.fullmatch(stated) else -1


def digest_of(headers: Mapping[str, str]) -> str:
    """``sha256:hex`` or ``md5:hex`` of the whole answer where the server states one, or empty."""
    stated = [headers.get(name, "") for name in ("repr-digest", "content-digest", "digest")]
    md5 = headers.get("content-md5", "")
    found = [*_DIGEST.findall(",".join(stated)), *([("md5", md5)] if md5 else [])]
    for algorithm, encoded in sorted(found, key=lambda pair: pair[0].lower() == "md5"):
        try:
            value = base64.b64decode(encoded, validate=True).hex()
        except ValueError:  # of another alphabet, or of half a digest
            continue
        return f"{algorithm.lower().replace('-', '')}:{value}"
    return ""


def seconds_asked(headers: Mapping[str, str], now: datetime.datetime) -> float | None:
    """Seconds of patience that ``Retry-After`` asks for, as a number or a date; None without."""
    stated = headers.get("retry-after", "").strip()
    if _NUMBER.fullmatch(stated):
        return float(stated)
    moment = moment_of(stated)
    return None if moment is None else max((moment - now).total_seconds(), 0.0)


def moment_of(stated: str) -> datetime.datetime | None:
    """An HTTP date (``Last-Modified``) as a moment, UTC; None when it is none."""
    try:
        moment = parsedate_to_datetime(stated)
        return moment.astimezone(datetime.UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):  # the year 9999 west of Greenwich ends after all time
        return None


def web_page(start: bytes) -> str | None:
    """The title of the web page that these first bytes begin, or None: they begin no page.

    Servers in trouble send pages with status 200, and call them whatever they like.
    """
    head = _unpacked(start)[:_HEAD]
    if _PAGE.match(head) is None:
        return None
    title = _TITLE.search(head)
    words = title[1].decode("utf-8", "replace").split() if title else []
    return " ".join(words)[:_LONGEST_TITLE] or "without a title"


def _unpacked(start: bytes) -> bytes:
    """The first bytes of what is packed, or the bytes themselves."""
    if not start.startswith(_GZIP):
        return start
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, _HEAD)
    except (zlib.error, gzip.BadGzipFile):
        return start

"""What a web server says, and what it must not be believed."""

import base64
import datetime
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.answers import (
    continuing,
    digest_of,
    length_of,
    may_lead,
    moment_of,
    range_of,
    seconds_asked,
    shown,
    web_page,
)
from interdict.lists.receipts import Validators

NOON = datetime.datetime(2026, 9, 21, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><head><title>Busy</title>",
        b"\xef\xbb\xbf\r\n  <!doctype HTML>\n<title>\n  Busy </title>",
        b"<html lang='en'><title>Busy</title>",
        b"<!-- cache 7 --><!-- x --><HTML><title>Busy</title>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD"><title>Busy</title>',
        gzip.compress(b"<!DOCTYPE html><title>Busy</title>", mtime=0),
    ],
)
def test_a_web_page_is_known_by_its_beginning(page: bytes) -> None:
    assert web_page(page) == "Busy"


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-09-21">',
        b"<sdnList><remarks>see &lt;html&gt;</remarks>",
        b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA"',
        b"<headers/>",
        b"PK\x03\x04",
        b"\x1f\x8bnot really packed",
        b"",
    ],
)
def test_a_list_is_no_web_page(content: bytes) -> None:
    assert web_page(content) is None


def test_a_page_without_a_title_is_still_a_page() -> None:
    assert web_page(b"<html><body>503") == "without a title"


@pytest.mark.parametrize(
    ("asked", "to", "allowed"),
    [
        ("https://a.org/x", "https://b.org/y", True),
        ("https://a.org/x", "http://a.org/x", False),
        ("http://mirror/x", "http://mirror/y", True),
        ("http://mirror/x", "https://a.org/y", True),
        ("http://mirror/x", "file:///etc/hostname", False),
        ("https://a.org/x", "ftp://a.org/x", False),
        ("ftp://a.org/x", "ftp://a.org/x", False),
    ],
)
def test_a_protected_address_leads_to_no_open_one(asked: str, to: str, allowed: bool) -> None:
    assert may_lead(asked, to) is allowed


def test_an_address_is_shown_without_what_may_be_a_key() -> None:
    assert shown("https://ann:pw@a.org:8443/x/y.xml?token=t#z") == "https://a.org:8443/x/y.xml"


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 21 Sep 2026 12:01:30 GMT", 90.0),
        ("Mon, 21 Sep 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9" * 5_000, None),
    ],
)
def test_how_long_to_wait(stated: str, seconds: float | None) -> None:
    assert seconds_asked({"retry-after": stated}, NOON) == seconds


def test_a_weak_tag_cannot_tell_whether_parts_fit() -> None:
    """RFC 9110, 13.1.5."""
    assert continuing(Validators(url="u", etag='W/"x"'), 10) == {}
    dated = Validators(url="u", etag='W/"x"', last_modified="Mon, 21 Sep 2026 12:00:00 GMT")
    assert continuing(dated, 10)["If-Range"] == dated.last_modified
    assert continuing(Validators(url="u", etag='"x"'), 0) == {}


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("bytes 5-9/10", (5, 10)),
        ("bytes 5-9/*", (5, -1)),
        ("bytes */10", (-1, 10)),
        ("pages 1-2/3", (-1, -1)),
        ("", (-1, -1)),
        ("bytes 5-9/" + "9" * 5_000, (-1, -1)),
    ],
)
def test_the_range_of_a_part(stated: str, found: tuple[int, int]) -> None:
    assert range_of({"content-range": stated}) == found


def test_the_strongest_digest_counts() -> None:
    sha = base64.b64encode(bytes(32)).decode()
    stated = {"digest": f"md5=AAAA,SHA-256={sha}", "content-md5": "AAAA"}
    assert digest_of(stated) == f"sha256:{'00' * 32}"
    assert digest_of({"content-md5": "AAAA"}) == "md5:000000"
    assert digest_of({"digest": "sha-512=AAAA"}) == ""
    assert digest_of({}) == ""


@pytest.mark.parametrize("stated", ["", "10.5", "-1", "\u0663", "\u00b2", "9" * 5_000])
def test_a_length_that_is_no_number_of_bytes_is_not_stated(stated: str) -> None:
    assert length_of({"content-length": stated}) == -1
    assert length_of({"content-length": "1024"}) == 1_024


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "yesterday",
        "Mon, 99 Foo 2026",
        "2026-09-21",
        "Fri, 31 Dec 9999 23:59:59 -0100",
        "Mon, 21 Sep 2026 12:00:00 +" + "9" * 5_000,
        "Mon, 21 Sep " + "9" * 5_000 + " 12:00:00 GMT",
    ],
)
def test_what_is_no_date_is_no_moment(stated: str) -> None:
    assert moment_of(stated) is None


DATE_LIKE = st.text("MonSep0129,:+- GMT") | st.from_regex(
    r"Mon, [0-9]{1,3} (Jan|Dec) [0-9]{1,6} [0-9]{1,3}:[0-9]{2}:[0-9]{2} ([+-][0-9]{1,20}|GMT)",
    fullmatch=True,
)


@given(st.text() | DATE_LIKE)
def test_no_header_is_too_odd_to_be_read(stated: str) -> None:
    """A server's mistake must not stop the update of other lists."""
    moment = moment_of(stated)
    assert moment is None or moment.tzinfo is datetime.UTC
    headers = {"content-range": stated, "content-length": stated, "retry-after": stated}
    assert range_of(headers) == (-1, -1)
    assert length_of(headers) >= -1
    seconds = seconds_asked(headers, NOON)
    assert seconds is None or seconds >= 0
    digest_of({"digest": stated, "content-md5": stated})

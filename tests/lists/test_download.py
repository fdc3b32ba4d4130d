"""One file from a real server on this machine, which behaves or misbehaves."""

import base64
import datetime
import gzip
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from list_server import (
    PUBLISHED,
    Answer,
    Server,
    breaking,
    cut_short,
    dripping,
    endless,
    file,
    missing,
    packed,
    redirect,
    reset,
    serving,
    silent,
    status,
    web_page,
    without_ranges,
)

from interdict.errors import DownloadFailed, UsageError
from interdict.lists.download import Downloader
from interdict.lists.manners import Manners
from interdict.lists.origins import Asked, Fetched, NotThere
from interdict.lists.receipts import Desk, Validators

LIST = b"".join(b"%d,Anna Example %d\n" % (n, n) for n in range(5_000))
NEWER = LIST.replace(b"Anna", b"Olga")
HASTY = Manners(
    connect_seconds=5.0,
    silence_seconds=10.0,  # a machine with other work may let a test wait
    pace_seconds=5.0,
    pace_bytes=1_000,
    attempts=3,
    longest_wait=30.0,
    most_bytes=1 << 20,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk")


class Getter:
    """Fetches one scripted path as often as asked, without ever waiting."""

    def __init__(self, server: Server, desk: Desk) -> None:
        self._server = server
        self.desk = desk
        self.waits: list[float] = []
        self.seen: list[tuple[str, int, int]] = []
        self.manners = HASTY

    def __call__(self, *answers: Answer, known: Validators | None = None) -> Fetched:
        url = self._server.serve("/list.csv", *answers)
        asked = Asked(source="un", name="LIST.CSV", url=url, known=known)
        with Downloader(self.manners, self.wait) as downloader:
            return downloader.fetch(asked, self.desk, self._watch)

    def wait(self, seconds: float, why: str) -> None:
        self.waits.append(seconds)
        assert "http://127.0.0.1" in why

    def _watch(self, *told: object) -> None:
        self.seen.append(told)  # type: ignore[arg-type]

    def asked(self, header: str) -> list[str | None]:
        """What each request said under a header."""
        return [headers.get(header) for _, headers in self._server.asked]


@pytest.fixture
def get(server: Server, desk: Desk) -> Getter:
    return Getter(server, desk)


def content(fetched: Fetched) -> bytes:
    assert fetched.path is not None
    return fetched.path.read_bytes()


# -- a good server -------------------------------------------------------------------------


def test_a_file_arrives_with_its_receipt_and_its_date(get: Getter) -> None:
    fetched = get(file(LIST, Content_Type="text/csv"))
    assert content(fetched) == LIST
    (receipt,) = get.desk.receipts()
    assert receipt == fetched.receipt
    assert (receipt.outcome, receipt.status, receipt.bytes) == ("downloaded", 200, len(LIST))
    assert receipt.sha256 == hashlib.sha256(LIST).hexdigest()
    assert receipt.etag and receipt.last_modified and receipt.content_type == "text/csv"
    assert receipt.started <= receipt.finished
    assert fetched.path is not None
    assert fetched.path.stat().st_mtime == PUBLISHED
    assert get.seen[-1] == ("LIST.CSV", len(LIST), len(LIST))


def test_what_we_hold_is_not_sent_again(get: Getter) -> None:
    first = get(file(LIST))
    again = get(file(LIST), known=first.validators)
    assert again.path is None
    assert again.receipt.outcome == "not-modified"
    assert again.receipt.status == 304
    assert again.validators == first.validators
    newer = get(file(NEWER, PUBLISHED + 86_400), known=first.validators)
    assert content(newer) == NEWER


def test_a_server_without_tags_is_asked_by_date(get: Getter) -> None:
    first = get(without_ranges(LIST, Last_Modified="Mon, 21 Sep 2026 14:13:20 GMT"))
    assert get(file(LIST), known=first.validators).path is None
    assert get.asked("If-None-Match") == [None, None]


def test_not_modified_means_nothing_to_who_holds_nothing(get: Getter) -> None:
    with pytest.raises(DownloadFailed, match="304"):
        get(status(304))


def test_what_is_packed_on_the_way_is_kept_packed(get: Getter) -> None:
    fetched = get(packed(LIST))
    assert gzip.decompress(content(fetched)) == LIST


def test_only_packing_that_was_asked_for_is_taken(get: Getter) -> None:
    assert get(file(LIST)) and set(get.asked("Accept-Encoding")) == {"gzip"}
    with pytest.raises(DownloadFailed, match="encoded as br"):
        get(without_ranges(LIST, Content_Encoding="br"))


# -- a server in trouble -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (status(500), "500"),
        (status(503), "503"),
        (status(429), "429"),
        (reset, "connection failed"),
        (silent, "in time"),
        (dripping, "sends almost nothing"),
        (cut_short(LIST, 0), "connection failed"),
    ],
    ids=["500", "503", "429", "reset", "silent", "dripping", "cut"],
)
def test_trouble_that_passes_is_sat_out_and_trouble_that_stays_is_told(
    get: Getter, trouble: Answer, said: str
) -> None:
    if trouble in (silent, dripping):
        get.manners = msgspec.structs.replace(HASTY, silence_seconds=0.6, pace_seconds=0.3)
    assert content(get(trouble, file(LIST))) == LIST
    assert get.desk.receipts()[-1].attempts == 2
    with pytest.raises(DownloadFailed, match=f"{said}.*3 attempts"):
        get(trouble)
    failed = get.desk.receipts()[-1]
    assert (failed.outcome, failed.attempts) == ("failed", 3)
    assert said in failed.problem


def test_waits_grow_and_are_never_the_same_for_everybody(get: Getter) -> None:
    get.manners = Manners(attempts=5)
    with pytest.raises(DownloadFailed):
        get(status(500))
    assert len(get.waits) == 4
    for number, wait in enumerate(get.waits):
        assert 2**number <= wait <= 2 ** (number + 1)


def test_a_server_that_asks_for_patience_gets_it_or_is_left_alone(get: Getter) -> None:
    assert content(get(status(503, Retry_After="7"), file(LIST))) == LIST
    assert get.waits == [7.0]
    with pytest.raises(DownloadFailed, match=r"left alone for 3,600 seconds"):
        get(status(429, Retry_After="3600"), file(LIST))
    assert get.waits == [7.0]
    past = "Mon, 21 Sep 2015 14:13:20 GMT"
    assert content(get(status(503, Retry_After=past), file(LIST))) == LIST
    assert get.waits == [7.0, 0.0]


@pytest.mark.parametrize(
    ("code", "kind"), [(404, NotThere), (410, NotThere), (403, DownloadFailed)]
)
def test_a_refusal_is_not_argued_with(get: Getter, code: int, kind: type[DownloadFailed]) -> None:
    with pytest.raises(kind, match=str(code)):
        get(status(code))
    assert get.waits == []


def test_nobody_at_home(get: Getter, server: Server) -> None:
    with serving() as gone:
        address = f"{gone.base}/list.csv"
    asked = Asked(source="un", name="LIST.CSV", url=address)
    with (
        Downloader(HASTY, get.wait) as downloader,
        pytest.raises(DownloadFailed, match="connection failed"),
    ):
        downloader.fetch(asked, get.desk, lambda *_: None)


# -- resuming ------------------------------------------------------------------------------


def test_a_broken_download_is_gone_on_with(get: Getter) -> None:
    fetched = get(cut_short(LIST, 30_000), file(LIST))
    assert content(fetched) == LIST
    assert get.asked("Range") == [None, "bytes=30000-"]
    assert fetched.receipt.resumed_from == 30_000


def test_the_next_run_goes_on_where_the_last_one_broke_off(get: Getter) -> None:
    with pytest.raises(DownloadFailed):
        get(cut_short(LIST, 30_000), reset)
    assert content(get(file(LIST))) == LIST
    assert get.asked("Range")[-1] == "bytes=30000-"


def test_a_file_that_changed_in_between_is_taken_whole(get: Getter) -> None:
    fetched = get(cut_short(LIST, 30_000), file(NEWER, PUBLISHED + 60))
    assert content(fetched) == NEWER
    assert fetched.receipt.resumed_from == 0


def test_a_server_that_sends_the_rest_of_another_file_is_found_out(get: Getter) -> None:
    """It ignores If-Range, but its tag gives it away."""

    def careless(handler: object) -> None:
        of = f"bytes 30000-{len(NEWER) - 1}/{len(NEWER)}"
        handler.reply(206, NEWER[30_000:], Content_Range=of, ETag='"other"')  # type: ignore[attr-defined]

    assert content(get(cut_short(LIST, 30_000), careless, file(NEWER))) == NEWER


def test_a_server_that_sends_another_part_is_found_out(get: Getter) -> None:
    def confused(handler: object) -> None:
        of = f"bytes 20000-{len(LIST) - 1}/{len(LIST)}"
        handler.reply(206, LIST[20_000:], Content_Range=of)  # type: ignore[attr-defined]

    assert content(get(cut_short(LIST, 30_000), confused, file(LIST))) == LIST


def test_a_server_without_ranges_sends_everything_again(get: Getter) -> None:
    assert content(get(cut_short(LIST, 30_000), without_ranges(LIST))) == LIST


def test_without_a_tag_or_date_nothing_is_gone_on_with(get: Getter) -> None:
    """Nobody could tell whether the rest belongs to the beginning."""
    fetched = get(without_ranges(LIST[:30_000], Content_Length=len(LIST)), file(LIST))
    assert content(fetched) == LIST
    assert get.asked("Range") == [None, None]


def test_a_part_that_is_already_whole_is_recognised(get: Getter, desk: Desk) -> None:
    with pytest.raises(DownloadFailed):
        get(cut_short(LIST, 30_000), reset)
    (desk.folder / "LIST.CSV.part").write_bytes(LIST)
    assert content(get(file(LIST))) == LIST


def test_a_part_of_another_address_is_not_gone_on_with(
    get: Getter, server: Server, desk: Desk
) -> None:
    with pytest.raises(DownloadFailed):
        get(cut_short(LIST, 30_000), reset)
    asked = Asked(source="un", name="LIST.CSV", url=server.serve("/other.csv", file(LIST)))
    with Downloader(HASTY, get.wait) as downloader:
        assert content(downloader.fetch(asked, desk, lambda *_: None)) == LIST
    assert get.asked("Range")[-1] is None


STATES = [b"%d:" % n + bytes([65 + n]) * (2_000 + 100 * n) for n in range(4)]


@settings(max_examples=25)
@given(course=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2_400)), max_size=6))
def test_however_often_it_breaks_and_changes_no_two_states_are_ever_mixed(
    course: list[tuple[int, int]],
) -> None:
    """The file is in some state and the connection breaks after some bytes, again and again."""
    broken = [breaking(STATES[state], at, PUBLISHED + state) for state, at in course]
    with serving() as server, tempfile.TemporaryDirectory() as folder:
        url = server.serve("/list.csv", *broken, file(STATES[0]))
        asked = Asked(source="un", name="LIST.CSV", url=url)
        manners = Manners(attempts=len(course) + 2, silence_seconds=1.0)
        with Downloader(manners, lambda *_: None) as downloader:
            fetched = downloader.fetch(asked, Desk(Path(folder)), lambda *_: None)
            assert content(fetched) in STATES
            tag = hashlib.sha256(content(fetched)).hexdigest()[:12]
            assert fetched.validators.etag == f'"{tag}"'


# -- a server that lies --------------------------------------------------------------------


def test_a_web_page_with_status_200_is_no_list(get: Getter) -> None:
    with pytest.raises(DownloadFailed, match=r"web page came \('Scheduled maintenance'\).*200"):
        get(web_page())
    assert get.desk.receipts()[-1].outcome == "failed"
    assert not (get.desk.folder / "LIST.CSV").exists()


def test_a_wrong_content_type_is_noted_and_the_content_counts(get: Getter) -> None:
    fetched = get(file(LIST, Content_Type="text/html"))
    assert content(fetched) == LIST
    assert fetched.receipt.content_type == "text/html"


def test_a_redirect_is_followed_to_the_file(get: Getter, server: Server) -> None:
    elsewhere = server.serve("/bucket/abc?signature=secret", file(LIST))
    fetched = get(redirect(elsewhere))
    assert content(fetched) == LIST
    assert "secret" not in str(get.desk.receipts())


def test_a_relative_redirect_is_followed(get: Getter, server: Server) -> None:
    server.serve("/moved.csv", file(LIST))
    assert content(get(redirect("moved.csv", 301))) == LIST


def test_a_redirect_loop_ends(get: Getter) -> None:
    with pytest.raises(DownloadFailed, match="more than 5 redirects"):
        get(redirect("/list.csv"))


@pytest.mark.parametrize("to", ["file:///etc/hostname", "ftp://example.org/list.csv"])
def test_a_redirect_to_no_web_server_is_refused(get: Getter, to: str) -> None:
    with pytest.raises(DownloadFailed, match="not protected by https"):
        get(redirect(to))


def test_a_redirect_to_nonsense_is_a_failure_not_a_crash(get: Getter) -> None:
    for location in ("http://[", "http://127.0.0.1:999999/x", "http://"):
        with pytest.raises(DownloadFailed, match=r"cannot be read|connection failed|redirects"):
            get(redirect(location))


def test_a_proxy_that_makes_no_sense_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "gopher://proxy.example.org")
    with pytest.raises(UsageError, match="HTTPS_PROXY"):
        Downloader()


def test_proxies_are_taken_from_the_environment(
    get: Getter, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy is our server: it is asked for the whole address."""
    monkeypatch.setenv("http_proxy", server.base)
    server.serve("http://lists.example.org/list.csv", file(LIST))
    asked = Asked(source="un", name="LIST.CSV", url="http://lists.example.org/list.csv")
    with Downloader(HASTY, get.wait) as downloader:
        assert content(downloader.fetch(asked, get.desk, lambda *_: None)) == LIST


def test_too_much_is_refused_whether_it_is_announced_or_not(get: Getter) -> None:
    for answer in (without_ranges(b"x", Content_Length=1 << 40), endless):
        with pytest.raises(DownloadFailed, match="no official list is that large"):
            get(answer)
    assert list(get.desk.folder.glob("*.part")) == []


@pytest.mark.parametrize("name", ["Repr-Digest", "Content-Digest", "Digest", "Content-MD5"])
def test_a_checksum_that_the_server_states_must_fit(get: Getter, name: str) -> None:
    def stating(body: bytes) -> Answer:
        if name == "Content-MD5":
            value = base64.b64encode(hashlib.md5(LIST).digest()).decode()  # noqa: S324
        else:
            value = f"sha-256=:{base64.b64encode(hashlib.sha256(LIST).digest()).decode()}:"
        return without_ranges(body, **{name.replace("-", "_"): value})

    assert content(get(stating(LIST))) == LIST
    assert content(get(stating(NEWER), file(LIST))) == LIST
    with pytest.raises(DownloadFailed, match="than the server states"):
        get(stating(NEWER))


def test_passwords_in_an_address_are_written_nowhere(get: Getter, server: Server) -> None:
    url = server.serve("/list.csv", missing).replace("http://", "http://ann:secret@")
    asked = Asked(source="un", name="LIST.CSV", url=url)
    with Downloader(HASTY) as downloader, pytest.raises(NotThere) as raised:
        downloader.fetch(asked, get.desk, lambda *_: None)
    assert "secret" not in f"{raised.value} {raised.value.receipt}"
    assert any("Authorization" in headers for _, headers in server.asked)


# -- the desk ------------------------------------------------------------------------------


def test_a_receipt_cut_short_by_a_crash_stays_by_itself(get: Getter) -> None:
    get(file(LIST))
    log = get.desk.folder / "receipts.jsonl"
    log.write_bytes(log.read_bytes() + b'{"source":"un","fi')
    get(file(LIST))
    assert len(get.desk.receipts()) == 2
    assert len(log.read_bytes().splitlines()) == 3


def test_two_runs_never_download_the_same_list_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interdict.lists.receipts._LOCK_SECONDS", 0.0)
    again = Desk(desk.folder).alone()
    with desk.alone(), pytest.raises(DownloadFailed, match="another run is downloading"):
        again.__enter__()


def test_receipts_tell_their_times_in_utc(get: Getter) -> None:
    receipt = get(file(LIST)).receipt
    assert receipt.started.tzinfo == datetime.UTC
